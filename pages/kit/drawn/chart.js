// A chart that stays drawn: the browser keeps it when the reader turns to another page, and hangs it up again on the
// way back. To draw one takes a browser 20 to 60 ms, to hang it up next to nothing.
//
// The newest charts are kept as they were drawn; one that the reader has changed (zoomed, a dot chosen) is drawn
// afresh. `window.lbsdropPlotly` loads Plotly's library (pages/kit/assets.py).
const MOST_KEPT = 40;
const CONFIG = { displayModeBar: false, scrollZoom: false, showTips: false };
const kept = new Map();

export default async function ({ data, parentElement, setStateValue }) {
  const host = parentElement.querySelector(".chart");
  host.setAttribute("aria-label", data.alt);
  host.asked = data;
  host.tell = (chosen) => setStateValue("chosen", chosen);
  sizes.observe(host);
  await show(host);
}

const isShown = (host) => host.firstElementChild?.drawnAs === host.asked.id;

async function show(host) {
  const old = kept.get(host.asked.id);
  if (isShown(host)) return;
  if (old && !old.isConnected) {
    keep(old);
    old.querySelector(".hoverlayer")?.replaceChildren();
    host.replaceChildren(old);
  } else if (host.clientWidth) await draw(host);
}

async function draw(host) {
  let Plotly;
  try {
    Plotly = await window.lbsdropPlotly();
  } catch {
    host.textContent = "The library that draws charts did not load. Load this page again.";
    return;
  }
  // While the library was on its way another run may have drawn it, or the reader have gone elsewhere.
  if (isShown(host) || !host.clientWidth) return;
  const { data, layout } = JSON.parse(host.asked.figure);
  const chart = Object.assign(document.createElement("div"), { drawnAs: host.asked.id });
  const width = Math.floor(host.clientWidth);
  host.replaceChildren(chart);
  await Plotly.newPlot(chart, data, { ...layout, width, autosize: false }, CONFIG);
  keep(chart);
  for (const [event, change] of Object.entries(CHANGES)) chart.on(event, (told) => change(chart, told));
}

function keep(chart) {
  kept.delete(chart.drawnAs);
  kept.set(chart.drawnAs, chart);
  for (const [id, oldest] of kept) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(id);
    if (!oldest.isConnected) window.Plotly.purge(oldest);
  }
}

// What a reader changes, and what the page is told of it: the place of a chosen dot.
const CHANGES = {
  plotly_selected: (chart, told) => {
    kept.delete(chart.drawnAs);
    const place = told?.points?.[0]?.customdata ?? null;
    if (told) tell(chart, { figure: chart.drawnAs, place });
  },
  plotly_deselect: (chart) => tell(chart, null),
  plotly_relayout: (chart, told) => {
    if (Object.keys(told).some((part) => /^[xy]axis/.test(part))) kept.delete(chart.drawnAs);
  },
};

const tell = (chart, chosen) => chart.parentElement?.tell(chosen);

// A chart is as wide as what it stands in; what stands in nothing yet is drawn when that is opened.
const sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => (isShown(target) ? widen(target) : show(target))));

// Paper is narrower: a page is laid out for it when this is told, and no size is told before it is printed.
matchMedia("print").addEventListener("change", () => {
  [...document.querySelectorAll(".chart")].filter((host) => host.asked && isShown(host)).forEach(widen);
});

function widen(host) {
  const chart = host.firstElementChild;
  const width = Math.floor(host.clientWidth);
  if (width && chart._fullLayout && chart._fullLayout.width !== width) window.Plotly.relayout(chart, { width });
}
