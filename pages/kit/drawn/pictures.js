// The chart above as a picture: Plotly's own export, reached through a button that is in sight and has a name.
export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".pictures");
  root.replaceChildren(...["SVG", "PNG"].map((format) => button(format, data)));
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
