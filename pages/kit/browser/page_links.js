// A link in text of the page (side bar, the bar at a phone's foot, rows) changes the page without loading it anew: its
// address is a new step of the browser's history, and Streamlit goes where a step leads. A tab of its own is the
// browser's to open. On a phone the side bar lies over the page, so that it closes.
{
  const OVER_THE_PAGE_PX = 768;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="./"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (link.href !== location.href) history.pushState({}, "", link.href);
    dispatchEvent(new PopStateEvent("popstate"));
    if (innerWidth < OVER_THE_PAGE_PX) {
      link.closest('[data-testid="stSidebar"]')?.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
    }
  });
}
