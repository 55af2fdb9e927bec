// The chart above as a picture: Plotly's own export, reached through a button that is in sight and has a name.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".pictures");
  root.replaceChildren(...["SVG", "PNG"].map((format) => button(format, data)));
  reachable(data.chart, 40);
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
    take.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
  return made;
}
