"""What the browser is sent of a figure: nothing in which Plotly would see a difference to the same figure."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go
import pytest

from analytics.charts.sent import Sent


def _figure(last: float = 3.5) -> go.Figure:
    figure = go.Figure(
        go.Bar(x=np.array(["2026-01-05", "2026-01-12", "2026-01-19"]), y=np.array([1.0, np.nan, last]))
    )
    figure.update_layout(template="plotly", meta={"title": "Weeks"}, xaxis={"showgrid": False})
    figure.update_layout(shapes=[{"type": "line", "x0": 0}])
    return figure


def test_numbers_are_plain_lists_and_a_missing_one_is_none():
    assert Sent(_figure()).to_dict()["data"][0]["y"] == [1.0, None, 3.5]


@pytest.mark.parametrize("part", ["meta", "template"])
def test_no_object_is_sent_that_is_drawn_anew_for_its_identity(part):
    assert part in _figure().to_dict()["layout"]
    assert part not in Sent(_figure()).to_dict()["layout"]


def test_the_page_still_reads_title_and_subtitle():
    sent = Sent(_figure())
    sent.to_dict()
    assert sent.layout.meta == {"title": "Weeks"}


def test_what_the_template_says_is_written_out_under_what_the_figure_says():
    figure = _figure()
    sent, template = Sent(figure).to_dict(), figure.layout.template
    axis = template.layout.xaxis
    assert (axis.automargin, axis.showgrid) == (True, None)
    assert sent["layout"]["xaxis"] == {**axis.to_plotly_json(), "showgrid": False}
    assert sent["layout"]["shapes"][0]["line"]["color"] == template.layout.shapedefaults.line.color
    assert sent["data"][0]["marker"]["line"]["color"] == template.data.bar[0].marker.line.color


def test_the_same_numbers_have_the_same_revision_and_others_another():
    revisions = [Sent(_figure(last)).to_dict()["layout"]["datarevision"] for last in (3.5, 3.5, 4.5)]
    assert revisions[0] == revisions[1] != revisions[2]


def test_it_is_worked_out_once():
    sent = Sent(_figure())
    assert sent.to_dict() is sent.to_dict()
