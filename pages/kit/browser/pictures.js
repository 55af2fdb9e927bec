// Charts of the page as pictures, by Plotly's own export: what the buttons of `drawn/foot.py` do.
{
  document.addEventListener("click", ({ target }) => {
    const button = target.closest?.(".pictures button");
    if (button) keep(button.dataset);
  });

  function keep({ chart: key, name, format }) {
    const chart = document.querySelector(`.st-key-${key.replace(/[^\w-]/g, "-")} .js-plotly-plot`);
    if (!chart) return;
    // What the style sheet leaves out at this width is left out of the picture, too.
    const other = matchMedia("(min-width: 1200px)").matches ? "--at:narrow" : "--at:wide";
    const annotations = chart.layout.annotations?.filter((each) => !(each.text || "").includes(other));
    const { width, height } = chart._fullLayout;
    window.Plotly.downloadImage(
      { data: chart.data, layout: { ...chart.layout, annotations, width, height } },
      { format, filename: name, scale: format === "png" ? 2 : 1, width, height },
    );
  }
}
