// Plotly's library is fetched at once and run as soon as the server has begun with the page: earlier it would keep the
// browser from asking for the page. Where Streamlit names its state otherwise, the first chart asks for it. Of
// what elements are made by, the first page's last ones are fetched at once, too; those of further pages are loaded when
// it stands, one after the other, and not while a page runs.
{
  const address = new URL("./plotly.js", import.meta.url).href;
  const whole = (path) => new URL(path, import.meta.url).href;
  const [soon, later] = [["./soon.js"].map(whole), ["./later.js"].map(whole)];
  let library;
  window.lbsdropPlotly = () => (library ??= new Promise((come, fail) => {
    const script = Object.assign(document.createElement("script"), {src: address, onload: () => come(window.Plotly)});
    script.onerror = () => { library = undefined; script.remove(); fail(new Error(address)); };
    document.head.append(script);
  }));
  const fetched = (says) => document.head.append(Object.assign(document.createElement("link"), says));
  fetched({rel: "preload", as: "script", href: address});
  soon.forEach((href) => fetched({rel: "modulepreload", href}));

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
    if (!isNow("notRunning")) return void setTimeout(loadNext, 500);
    const next = later.shift();
    if (!next) return;
    if (next.endsWith(".css")) fetched({rel: "stylesheet", href: next});
    else await import(next).catch(() => {});
    requestIdleCallback(loadNext);
  }
}
