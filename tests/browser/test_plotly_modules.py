"""Whatever is drawn is the same by Plotly's library as it is sent and by the whole of it, and so are its pictures."""

from __future__ import annotations

import json

import plotly.offline
import pytest

from pages.kit import plotly_library
from tests.analytics.charts.test_contract import FIGURES

DRAW = """async (written) => {
  const { data, layout } = JSON.parse(written);
  data.forEach((trace, place) => { trace.uid = `trace${place}`; });
  const chart = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(chart, data, { ...layout, width: 700, height: 420 }, { displayModeBar: false });
  await Plotly.relayout(chart, { width: 500 });
  Plotly.Fx.hover(chart, { xpx: 200, ypx: 40 }, "xy");
  await new Promise((done) => setTimeout(done, 60));
  const drawn = [...chart.querySelectorAll(".main-svg")].map((svg) => svg.outerHTML).join("");
  const picture = await Plotly.toImage(chart, { format: "svg", width: 500, height: 420 });
  Plotly.purge(chart);
  chart.remove();
  // Each drawing has a name of its own in all that it names.
  const named = (svg) => svg.replaceAll(/defs-(\\w{6})/.exec(svg)[1], "name").replaceAll(' style=""', "");
  return [drawn, decodeURIComponent(picture)].map(named);
}"""


@pytest.fixture(scope="module")
def tabs(browser):
    """A page with the whole library, and one with what is sent."""
    whole = plotly.offline.get_plotlyjs()
    context = browser.new_context()
    both = []
    for library in (whole, plotly_library.for_charts(whole.encode()).decode()):
        page = context.new_page()
        page.set_content("<!doctype html><body></body>")
        page.add_script_tag(content=library)
        both.append(page)
    yield both
    context.close()


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_the_same_by_what_is_sent(name, tabs):
    figure = FIGURES[name]("light")
    written = json.dumps({"data": figure.data, "layout": figure.layout})
    whole, sent = (tab.evaluate(DRAW, written) for tab in tabs)
    assert "<path" in whole[0]
    assert sent == whole
