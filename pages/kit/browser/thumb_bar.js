// What is pressed in the bar of places is the side bar's link of the same name, which changes the page without loading
// it anew. A tab of its own is the browser's to open.
{
  const inSideBar = (title) =>
    [...document.querySelectorAll('[data-testid="stSidebar"] [data-testid="stPageLink-NavLink"]')]
      .find((each) => each.querySelector("p")?.textContent === title);
  document.addEventListener("click", (event) => {
    const place = event.target.closest?.(".thumb-bar a");
    const same = place && inSideBar(place.lastChild.textContent);
    if (!same || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    same.click();
  });
}
