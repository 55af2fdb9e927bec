// Charts of the page as pictures: Plotly's own export, reached through buttons that are in sight and have names.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".pictures");
  root.replaceChildren(...data.charts.map((chart) => row(chart, data.charts.length > 1)));
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
    const chart = document.querySelector(`.st-key-${data.chart.replace(/[^\w-]/g, "-")} .js-plotly-plot`);
    const take = chart && chart.querySelector(".modebar-btn");
    if (!take) return;
    const scale = format === "PNG" ? 2 : 1;
    chart._context.toImageButtonOptions = { format: format.toLowerCase(), filename: data.name, scale };
    take.dispatchEvent(new MouseEvent("click", { bubbles: true }));
  };
  return made;
}
