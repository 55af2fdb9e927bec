"""What the browser is sent of a figure: the same text, under the same name, for the same figure."""

from __future__ import annotations

import json

import numpy as np

from analytics.charts import plot
from analytics.charts.sent import Sent


def _figure(last: float = 3.5) -> plot.Figure:
    figure = plot.Figure(
        plot.bar(x=np.array(["2026-01-05", "2026-01-12", "2026-01-19"]), y=np.array([1, np.nan, last]))
    )
    figure.update_layout(xaxis={"showgrid": False, "title": {"text": "kilometres – a week"}}, height=200)
    figure.meta = {"title": "Weeks"}
    return figure


def test_numbers_are_plain_lists_and_a_missing_one_is_none():
    assert json.loads(Sent(_figure()).written)["data"][0]["y"] == [1.0, None, 3.5]


def test_it_is_the_figure_as_it_was_and_words_take_no_more_room_than_they_have():
    sent = Sent(_figure())
    assert json.loads(sent.written) == _figure().to_dict()
    assert "kilometres – a week" in sent.written


def test_the_page_still_reads_title_and_height():
    sent = Sent(_figure())
    assert sent.meta == {"title": "Weeks"}
    assert "meta" not in json.loads(sent.written)["layout"]
    assert sent.height == 200


def test_the_same_numbers_have_the_same_name_and_others_another():
    names = [Sent(_figure(last)).digest for last in (3.5, 3.5, 4.5)]
    assert names[0] == names[1] != names[2]
