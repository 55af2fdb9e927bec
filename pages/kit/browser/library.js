// Plotly's library is fetched at once and run as soon as the server has begun with the page: earlier it would keep the
// browser from asking for the page. Where Streamlit names its state otherwise, the first chart asks for it. What the
// elements of further pages are made by is loaded when the first page stands, one after the other.
{
  const address = new URL("./plotly.js", import.meta.url).href;
  const later = ["./later.js"].map((path) => new URL(path, import.meta.url).href);
  let library;
  window.lbsdropPlotly = () => (library ??= new Promise((come, fail) => {
    const script = Object.assign(document.createElement("script"), {src: address, onload: () => come(window.Plotly)});
    script.onerror = () => { library = undefined; script.remove(); fail(new Error(address)); };
    document.head.append(script);
  }));
  document.head.append(Object.assign(document.createElement("link"), {rel: "preload", as: "script", href: address}));

  const isNow = (state) => document.querySelector(`[data-testid="stApp"][data-test-script-state="${state}"]`);
  let hasBegun = false;
  const observer = new MutationObserver(() => {
    if (!hasBegun && isNow("running")) {
      hasBegun = true;
      window.lbsdropPlotly().catch(() => {});
    } else if (hasBegun && isNow("notRunning")) {
      observer.disconnect();
      requestIdleCallback(loadNext);
    }
  });
  observer.observe(document, {subtree: true, childList: true, attributeFilter: ["data-test-script-state"]});

  async function loadNext() {
    const next = later.shift();
    if (!next) return;
    await import(next).catch(() => {});
    requestIdleCallback(loadNext);
  }
}
