// Plotly's library is fetched at once and run as soon as the server has begun with the page: earlier it would keep the
// browser from asking for the page. Where Streamlit names its state otherwise, the first chart asks for it. Of
// what elements are made by, the first page's last ones are fetched at once, too; those of further pages are loaded when
// it has stood for two seconds, one after the other, and not while a page runs: who turns a page sooner waits for none.
// What Streamlit's tables are made by takes a browser a tenth of a second, and waits until nothing was pressed for three.
// A browser compiles a function when it is first called: of a first chart's 170 ms 85 are left once a small one was
// drawn, which is done where nobody sees it, while the browser waits for the server.
{
  const address = new URL("./plotly.js", import.meta.url).href;
  const whole = (path) => new URL(path, import.meta.url).href;
  const [soon, later, last] = [["./soon.js"].map(whole), ["./later.js"].map(whole), ["./last.js"].map(whole)];
  let library;
  window.lbsdropPlotly = () => (library ??= new Promise((come, fail) => {
    const script = Object.assign(document.createElement("script"), {src: address});
    script.onload = () => { come(window.Plotly); requestIdleCallback(practise); };
    script.onerror = () => { library = undefined; script.remove(); fail(new Error(address)); };
    document.head.append(script);
  }));

  async function practise() {
    if (document.querySelector(".js-plotly-plot")) return;
    const aside = document.createElement("div");
    const [x, y] = [["2024-01-01", "2024-02-01"], [1, 2]];
    const marker = {color: ["grey", "silver"], pattern: {shape: ["/", ""]}};
    await window.Plotly.newPlot(aside, [
      {type: "bar", x, y, marker, hovertext: x, hovertemplate: "%{hovertext}"},
      {type: "scatter", x, y, mode: "lines+markers", fill: "tozeroy", xaxis: "x2", yaxis: "y2"},
    ], {
      width: 300, height: 200, showlegend: false,
      xaxis: {type: "date", matches: "x2", showticklabels: false}, xaxis2: {type: "date", anchor: "y2"},
      yaxis: {domain: [0.5, 1], nticks: 4}, yaxis2: {domain: [0, 0.4], anchor: "x2"},
      annotations: [{text: "<b>1</b>", x: 0, y: 1, xref: "paper", yref: "paper", showarrow: false}],
      shapes: [{type: "rect", x0: x[0], x1: x[1], y0: 0, y1: 1, yref: "paper", layer: "below"}],
    }, {displayModeBar: false}).catch(() => {});
    window.Plotly.purge(aside);
  }

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
      setTimeout(loadNext, 2000);
    }
  });
  observer.observe(document, {subtree: true, childList: true, attributeFilter: ["data-test-script-state"]});

  let pressedAt = 0;
  for (const kind of ["pointerdown", "keydown"]) {
    window.addEventListener(kind, () => { pressedAt = performance.now(); }, { capture: true });
  }

  async function loadNext() {
    const isQuiet = later.length || performance.now() - pressedAt > 3000;
    if (!isNow("notRunning") || !isQuiet) return void setTimeout(loadNext, 500);
    const next = later.shift() ?? last.shift();
    if (!next) return;
    if (next.endsWith(".css")) fetched({rel: "stylesheet", href: next});
    else await import(next).catch(() => {});
    requestIdleCallback(loadNext);
  }
}
