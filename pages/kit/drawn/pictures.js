// Charts of the page as pictures: Plotly's own export, reached through buttons that are in sight and have names.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".pictures");
  root.replaceChildren(...data.charts.map((chart) => row(chart, data.charts.length > 1)));
  data.charts.forEach((chart) => reachable(chart.chart, 40));
}

// The chart itself is reached with the Tab key, and said by its name; it may be drawn after its buttons.
function reachable(key, nTries) {
  const chart = within(key, '[data-testid="stPlotlyChart"]');
  if (chart) chart.tabIndex = 0;
  else if (nTries) setTimeout(() => reachable(key, nTries - 1), 250);
}

function within(key, what) {
  return document.querySelector(`.st-key-${key.replace(/[^\w-]/g, "-")} ${what}`);
}

function row(chart, isNamed) {
  const made = document.createElement("div");
  made.className = "row";
  if (isNamed) {
    const name = document.createElement("span");
    name.textContent = chart.title;
    made.append(name);
  }
  made.append(...["SVG", "PNG"].map((format) => button(format, chart)));
  return made;
}

function button(format, data) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = format;
  made.setAttribute("aria-label", `${format} of the chart: ${data.title}`);
  made.onclick = () => {
    const chart = within(data.chart, ".js-plotly-plot");
    const take = chart && chart.querySelector(".modebar-btn");
    if (!take) return;
    const scale = format === "PNG" ? 2 : 1;
    chart._context.toImageButtonOptions = { format: format.toLowerCase(), filename: data.name, scale };
    // What the style sheet leaves out at this width is left out of the picture, too.
    const all = chart.layout.annotations;
    const other = matchMedia("(min-width: 1200px)").matches ? "--at:narrow" : "--at:wide";
    if (all) chart.layout.annotations = all.filter((each) => !(each.text || "").includes(other));
    take.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    if (all) chart.layout.annotations = all;
  };
  return made;
}
