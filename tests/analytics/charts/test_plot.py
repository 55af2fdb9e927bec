"""Figures of plain dictionaries do what plotly's own do under the same names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest
from plotly.subplots import make_subplots

from analytics.charts import plot, subplots
from analytics.charts.plain import plain
from tests.analytics.charts.as_plotly import accepted, written

DAYS = pd.date_range("2026-01-30", periods=3)
VALUES = {
    "days of a frame": DAYS,
    "days one by one": list(DAYS),
    "numbers": pd.Series([1.5, np.nan, np.inf]),
    "whole numbers": np.array([3, 1, 2]),
    "numbers that may be missing": pd.Series([1, None, 3], dtype="Int64"),
    "yes and no": np.array([True, False]),
    "numbers one by one": [1, 2.5, float("nan"), np.float64(3.5), np.int64(4)],
    "words": pd.Series(["a", None, "c"]),
    "a category": pd.Series(["a", "b"], dtype="category"),
}


@pytest.mark.parametrize("name", VALUES)
def test_values_are_what_plotly_makes_of_them(name):
    mine, theirs = plot.scatter(x=VALUES[name]), written(go.Figure(go.Scatter(x=VALUES[name])))["data"][0]
    assert mine == theirs


def test_what_is_none_is_not_set_and_what_is_missing_in_a_list_stays():
    assert plain({"line": {"dash": None, "width": 2}, "range": [None, 3], "x": float("nan")}) == {
        "line": {"width": 2},
        "range": [None, 3],
        "x": None,
    }


def test_what_cannot_be_drawn_is_said():
    with pytest.raises(TypeError, match="set cannot be drawn: give numbers, words, days"):
        plot.bar(x={1, 2})


def _changed(figure: plot.Figure | go.Figure) -> None:
    figure.update_layout(title={"text": "Weeks", "x": 0}, margin={"l": 1, "r": 2}, height=100)
    figure.update_layout({"title": {"x": None, "font": {"size": 3}}}, margin={"r": 4}, hovermode=None)
    figure.update_xaxes({"range": [DAYS[0], DAYS[2]]}, type="date", tickvals=DAYS)
    figure.update_yaxes(rangemode="tozero", tickfont={"size": 5}).update_yaxes(rangemode=None, nticks=4)
    figure.add_annotation(text="a", x=DAYS[0], y=1, yref="paper", font={"size": 12})
    figure.add_shape(type="rect", x0=0, x1=np.float64(1.5), y0=0, y1=1, line={"width": 0}, layer="below")


def test_layout_axes_notes_and_shapes_are_laid_over_each_other_as_plotly_does():
    mine, theirs = plot.Figure(plot.bar(x=DAYS, y=[1, 2, 3])), go.Figure(go.Bar(x=DAYS, y=[1, 2, 3]))
    for figure in (mine, theirs):
        _changed(figure)
        figure.add_hline(y=3, line={"width": 1}, layer="below")
        figure.add_vline(x=1, line={"dash": "dot"})
    assert mine.to_dict() == written(theirs)


def _in_panels(figure: plot.Figure | go.Figure, marks: plot.Trace | go.Scatter, row: int, col: int) -> None:
    where = {"row": row, "col": col}
    _changed(figure)
    figure.add_trace(marks, **where)
    figure.add_traces([marks, marks], rows=row, cols=col)
    figure.update_yaxes(range=[0, 10], **where)
    figure.update_xaxes(tickvals=[1], **where)
    figure.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=2, y1=2, **where)
    figure.add_annotation(text="usual", x=1, y=2, **where)


def test_stacked_panels_share_their_axis_as_plotly_does():
    mine = subplots.stacked([110, 90, 160], 0.1)
    theirs = make_subplots(rows=3, shared_xaxes=True, row_heights=[110, 90, 160], vertical_spacing=0.1)
    for figure, marks in ((mine, plot.scatter(y=[1])), (theirs, go.Scatter(y=[1]))):
        _in_panels(figure, marks, 2, 1)
    assert mine.to_dict() == written(theirs)


def test_a_grid_whose_last_row_is_not_full_is_as_plotly_lays_it():
    cells = [[{}, {}], [{}, {}], [{}, None]]
    mine = subplots.grid(3, 2, 5, 0.2, between=0.13)
    theirs = make_subplots(rows=3, cols=2, specs=cells, vertical_spacing=0.2, horizontal_spacing=0.13)
    for figure, marks in ((mine, plot.scatter(y=[1])), (theirs, go.Scatter(y=[1]))):
        _in_panels(figure, marks, 3, 1)
    assert mine.to_dict() == written(theirs)


def test_a_panel_that_is_none_is_refused_by_name():
    with pytest.raises(ValueError, match=r"No panel in row 3, column 1. Panels are \(1, 1\), \(2, 1\)\."):
        subplots.stacked([1, 1], 0.1).update_yaxes(range=[0, 1], row=3, col=1)


@pytest.mark.parametrize("line", [{"line_width": 0}, {"lines": {"width": 0}}, {"line": {"widht": 0}}, {"fill": "up"}])
def test_the_tests_find_what_plotly_does_not_know(line):
    with pytest.raises((AssertionError, ValueError)):
        accepted(plot.Figure(plot.scatter(y=[1], **line)).to_dict())
