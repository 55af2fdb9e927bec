"""What the browser is sent of a figure: nothing in which Plotly would see a difference to the same figure."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import plotly.io
import pytest
from plotly.tools import return_figure_from_figure_or_data

from analytics.charts import plot
from analytics.charts.sent import Sent

WEEKS = np.array(["2026-01-05", "2026-01-12", "2026-01-19"])


def _figure(last: float = 3.5) -> plot.Figure:
    figure = plot.Figure(plot.bar(x=WEEKS, y=np.array([1.0, np.nan, last])))
    figure.update_layout(xaxis={"showgrid": False})
    figure.add_shape(type="line", x0=0)
    figure.meta = {"title": "Weeks"}
    return figure


def test_numbers_are_plain_lists_and_a_missing_one_is_none():
    assert Sent(_figure()).to_dict()["data"][0]["y"] == [1.0, None, 3.5]


@pytest.mark.parametrize("part", ["meta", "template"])
def test_no_object_is_sent_that_is_drawn_anew_for_its_identity(part):
    assert part not in Sent(_figure()).to_dict()["layout"]


def test_the_page_still_reads_title_and_subtitle():
    assert Sent(_figure()).meta == {"title": "Weeks"}


@pytest.mark.parametrize(("name", "line"), [("plotly", "#E5ECF6"), ("plotly_dark", "rgb(17,17,17)")])
def test_it_is_the_template_that_plotly_gives_to_its_own_figures(name, line, monkeypatch):
    monkeypatch.setattr(plotly.io.templates, "default", name)
    assert Sent(_figure()).to_dict()["data"][0]["marker"]["line"]["color"] == line


def test_what_the_template_says_is_written_out_under_what_the_figure_says(monkeypatch):
    monkeypatch.setattr(plotly.io.templates, "default", "plotly")
    sent, below = Sent(_figure()).to_dict(), go.Figure().layout.template
    axis = below.layout.xaxis
    assert (axis.automargin, axis.showgrid) == (True, None)
    assert sent["layout"]["xaxis"] == {**axis.to_plotly_json(), "showgrid": False}
    assert sent["layout"]["shapes"][0]["line"]["color"] == below.layout.shapedefaults.line.color
    assert sent["data"][0]["marker"]["line"]["color"] == below.data.bar[0].marker.line.color


def test_the_figure_itself_is_as_it_was():
    figure, other = _figure(), _figure()
    Sent(figure)
    assert figure.to_dict() == other.to_dict()


def test_the_same_numbers_have_the_same_revision_and_others_another():
    revisions = [Sent(_figure(last)).to_dict()["layout"]["datarevision"] for last in (3.5, 3.5, 4.5)]
    assert revisions[0] == revisions[1] != revisions[2]


def test_it_is_worked_out_once_and_streamlit_takes_it_without_a_check():
    sent = Sent(_figure())
    assert return_figure_from_figure_or_data(sent, validate_figure=True) is sent.to_dict()
