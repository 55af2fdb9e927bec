"""A line with its band: drawn in one place, with gaps where nothing is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import lines
from tests.analytics.charts.as_plotly import parts, traces

DAYS = pd.date_range("2026-03-01", periods=5, name="day")
MIDDLE = pd.Series([1.0, 2.0, np.nan, 4.0, 5.0])


def test_a_band_breaks_where_it_is_not_known_and_the_line_lies_over_it():
    drawn = lines.line_with_band(DAYS, MIDDLE, MIDDLE - 1, MIDDLE + 1, "#0072B2", list("abcde"))
    band, line = traces(drawn)
    assert parts(band.x)[0] == [*DAYS[:2], *DAYS[:2][::-1]]
    assert parts(band.y)[1] == [3.0, 4.0, 6.0, 5.0]
    assert band.fill == "toself"
    assert not line.connectgaps
    assert np.isnan(line.y[2])
    assert list(line.hovertext) == list("abcde")


def test_a_band_is_drawn_whatever_its_rows_are_numbered():
    low = pd.Series([0.0, 1.0], index=[7, 3])
    (band,) = traces(lines.bands(pd.Index([0, 14]), low, low + 1, "rgba(0, 0, 0, 0.2)", edge="#000000"))
    assert list(band.x) == [0, 14, 14, 0]
    assert list(band.y) == [0.0, 1.0, 2.0, 1.0]
    assert band.line.width == 1
