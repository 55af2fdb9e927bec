// Plotly's library is fetched at once and run as soon as the server has begun with the page: earlier it would keep the
// browser from asking for the page. Where Streamlit names its state otherwise, the first chart asks for it.
const address = new URL("./plotly.js", import.meta.url).href;
let library;
window.lbsdropPlotly = () => (library ??= new Promise((come, fail) => {
  const script = Object.assign(document.createElement("script"), {src: address, onload: () => come(window.Plotly)});
  script.onerror = () => { library = undefined; script.remove(); fail(new Error(address)); };
  document.head.append(script);
}));
document.head.append(Object.assign(document.createElement("link"), {rel: "preload", as: "script", href: address}));
const observer = new MutationObserver(() => {
  if (!document.querySelector('[data-testid="stApp"][data-test-script-state="running"]')) return;
  observer.disconnect();
  window.lbsdropPlotly().catch(() => {});
});
observer.observe(document, {subtree: true, childList: true, attributeFilter: ["data-test-script-state"]});
