"""The report's figures: scales, gaps, unfinished weeks, and a drawing for each width."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from analytics.periods import periods
from analytics.report import svg
from analytics.report.axes import LABEL_PX, Frame, dates, levels
from data.units import METRIC

ALL = ["distance_m", "glute_sets", "pain"]


def weeks(n_days: int = 70, today: str = "2026-03-11") -> pd.DataFrame:
    days = pd.date_range(end=today, periods=n_days, name="day")
    return pd.DataFrame({"distance_m": 5_000.0, "glute_sets": 2.0, "pain": 3.0}, index=days)


def drawn(daily: pd.DataFrame, panels=ALL, width: int = svg.WIDE) -> str:
    return svg.stack(periods(daily, daily.index[-1], "week"), panels, METRIC, "label", (), width)


@pytest.mark.parametrize("highest", [0.3, 1.0, 7.0, 31.0, 80.6, 99.9, 1234.0])
def test_the_scale_reaches_the_highest_value_and_not_far_beyond(highest):
    bottom, middle, top = levels(highest)
    assert bottom == 0
    assert middle == top / 2
    assert highest * 0.999 <= top <= 2 * highest


def test_a_panel_without_a_value_is_left_out():
    daily = weeks().assign(glute_sets=np.nan)
    assert "Glute sets" not in drawn(daily)
    assert "Distance, km a week" in drawn(daily)
    assert drawn(daily.assign(distance_m=np.nan, pain=np.nan)) == ""


def test_a_gap_in_the_diary_is_a_gap_in_the_line():
    daily = weeks()
    assert drawn(daily).count("<polyline") == 1
    daily.loc["2026-01-26":"2026-02-08", "pain"] = np.nan
    assert drawn(daily).count("<polyline") == 2


def test_the_week_that_is_not_over_is_pale():
    bars = re.findall(r"<rect [^>]*fill=\"([^\"]+)\"", drawn(weeks(), ["distance_m"]))
    assert bars[-1].startswith("rgba")
    assert not bars[1].startswith("rgba")


def test_every_mark_lies_inside_the_figure():
    for width in (svg.WIDE, svg.NARROW):
        figure = drawn(weeks(700), width=width)
        bars = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', figure)
        assert max(float(x) + float(w) for x, w in bars) <= width


@pytest.mark.parametrize("n_days", [21, 120, 400, 2_700])
@pytest.mark.parametrize("width", [svg.WIDE, svg.NARROW])
def test_dates_stand_apart(n_days, width):
    first = pd.Timestamp("2019-05-30")
    labels = dates(Frame(first, first + pd.Timedelta(days=n_days), width, 0, 50, 26), METRIC)
    at = [float(x) for x in re.findall(r'<text x="([\d.]+)"', labels)]
    assert at
    assert min(np.diff(at), default=LABEL_PX) >= LABEL_PX * 0.85


def test_a_phone_gets_a_drawing_of_its_own_width():
    both = svg.both(lambda width: f'<svg viewBox="0 0 {width} 1"></svg>')
    assert f'<div class="wide"><svg viewBox="0 0 {svg.WIDE} ' in both
    assert f'<div class="narrow"><svg viewBox="0 0 {svg.NARROW} ' in both
    assert svg.both(lambda _: "") == ""


def test_an_interval_lies_left_of_the_middle_where_pain_was_less():
    less, more = svg.interval(-2, -3, -1, 4), svg.interval(2, 1, 3, 4)
    x = [float(re.search(r'<circle cx="([\d.]+)"', each)[1]) for each in (less, more)]
    assert x[0] < 55 < x[1]
    assert "−" not in less
    assert 'aria-label="-2.0, between -3.0 and -1.0"' in less
