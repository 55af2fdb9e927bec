// Charts of the page as pictures, by Plotly's own export.
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
    if (!chart) return;
    // What the style sheet leaves out at this width is left out of the picture, too.
    const other = matchMedia("(min-width: 1200px)").matches ? "--at:narrow" : "--at:wide";
    const annotations = chart.layout.annotations?.filter((each) => !(each.text || "").includes(other));
    const { width, height } = chart._fullLayout;
    window.Plotly.downloadImage(
      { data: chart.data, layout: { ...chart.layout, annotations, width, height } },
      { format: format.toLowerCase(), filename: data.name, scale: format === "PNG" ? 2 : 1, width, height },
    );
  };
  return made;
}
