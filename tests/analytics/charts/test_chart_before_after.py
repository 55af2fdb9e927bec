"""Before and after a block: one bracket, drawn where the numbers are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import before_after as ask
from analytics.blocks import verdict as verdicts
from analytics.charts import block_panel
from analytics.charts.before_after import before_after, before_after_table, course_table, difference_words
from analytics.charts.theme import TOKENS
from analytics.result import Result
from data.units import IMPERIAL, METRIC
from tests.analytics.charts.as_plotly import as_plotly

DAYS = pd.date_range("2025-01-01", periods=300, unit="us", name="day")
START = 160


def _pain(verdict: str = verdicts.LOWER_MORE, estimate: float = -2.0) -> Result:
    offset = np.arange(300) - START
    course = pd.DataFrame({"day": DAYS, "phase": np.where(offset < 0, "before", "during")})
    course["is_left_out"] = (offset >= -14) & (offset <= 27)
    course["expected"], course["low"], course["high"] = 5.0, 4.0, 6.0
    course["fitted"] = np.where(offset < 0, 5.0, 5.0 + estimate)
    course["observed"] = np.where(np.arange(300) % 4 == 0, np.nan, course["fitted"].round())
    row = {"term": "trend fit", "estimate": estimate, "low": estimate - 1, "high": estimate + 1, "is_quoted": True}
    other = row | {"term": "level-only", "estimate": 9.0, "is_quoted": False}
    return Result(pd.DataFrame([other, row]), "s", (), "m", verdict, {"course": course})


def _pace(estimate: float = -3.0) -> Result:
    result = _pain(verdicts.CANNOT_TELL, estimate)
    course = result.details["course"].copy()
    for column in ("expected", "low", "high", "fitted", "observed"):
        course[column] = 540.0 + (course[column] - 5) * 10
    return Result(result.table, "s", (), "m", verdicts.CANNOT_TELL, {"course": course})


def test_the_bracket_spans_the_quoted_difference():
    figure = as_plotly(before_after(_pain(), "light"))
    interval, bracket = figure.data[-2:]
    assert sorted(set(bracket.y)) == [3.0, 5.0]
    assert sorted(interval.y) == [2.0, 4.0]
    assert min(bracket.x) > DAYS[-1]
    assert any("−2" in note.text and "−3 to −1" in note.text for note in figure.layout.annotations)


def test_a_difference_that_nobody_can_tell_yet_is_pale_and_dashed():
    clear, open_ = (
        as_plotly(before_after(_pain(v), "light")).data[-1] for v in (verdicts.LOWER_MORE, verdicts.CANNOT_TELL)
    )
    assert clear.line.dash is None
    assert open_.line.dash == "dot"
    assert open_.line.color != clear.line.color == TOKENS["light"].lifting


def test_the_difference_is_written_clear_of_the_band():
    figure = as_plotly(before_after(_pain(), "light"))
    label = next(note for note in figure.layout.annotations if "−3 to −1" in note.text)
    assert label.y == 6.0
    assert label.yanchor == "bottom"


def test_left_out_days_are_pale_and_every_rated_day_is_drawn():
    figure = as_plotly(before_after(_pain(), "light"))
    pale, dark = [trace for trace in figure.data if trace.mode == "markers"]
    course = _pain().details["course"]
    assert len(pale.x) + len(dark.x) == course["observed"].notna().sum()
    assert pale.marker.color != dark.marker.color
    left_out = course.loc[course["is_left_out"], "day"]
    assert pd.DatetimeIndex(pale.x).isin(left_out).all()
    assert all("left out" in words for words in pale.hovertext)


def test_the_block_is_shaded_to_its_last_day_and_named():
    figure = as_plotly(before_after(_pain(), "light", block="Hip <thrusts>"))
    band = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert pd.Timestamp(band.x0) == DAYS[START]
    assert pd.Timestamp(band.x1) == DAYS[-1] + pd.Timedelta(days=1)
    assert band.fillcolor == TOKENS["light"].block
    assert any("Hip &lt;thrusts&gt;" in note.text for note in figure.layout.annotations)


@pytest.mark.parametrize(
    ("verdict", "says"),
    [
        (verdicts.LOWER_MORE, "Pain about 2 points lower in the block"),
        (verdicts.LOWER_OR_TREND, "a trend already under way"),
        (verdicts.NO_SIGN, "No sign that pain changed"),
        (verdicts.CANNOT_TELL, "How much pain changed in the block is open"),
    ],
)
def test_the_title_follows_the_verdict(verdict, says):
    assert says in difference_words(_pain(verdict))


def test_every_verdict_has_a_title_without_forbidden_words():
    for verdict in verdicts.VERDICTS:
        said = difference_words(_pain(verdict)).lower()
        assert not any(word in said for word in ("significant", "caused", "proves"))


def test_more_than_400_days_become_weekly_medians():
    result = _pain()
    early = result.details["course"].iloc[:1].assign(day=DAYS[0] - pd.Timedelta(days=1))
    days = pd.date_range(end=early["day"].iloc[0], periods=300, unit="us")
    before = pd.concat([early] * 300, ignore_index=True).assign(day=days, observed=5.0)
    course = pd.concat([before, result.details["course"]], ignore_index=True)
    figure = as_plotly(before_after(Result(result.table, "s", (), "m", "", {"course": course}), "light"))
    marks = [trace for trace in figure.data if trace.mode == "markers"]
    assert sum(len(trace.x) for trace in marks) < 100
    assert all(trace.error_y.array is not None for trace in marks)


def test_pace_is_given_in_minutes_and_its_difference_in_seconds():
    figure = as_plotly(before_after(_pace(), "dark", outcome="pace", units=IMPERIAL))
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]
    assert all(":" in tick for tick in figure.layout.yaxis.ticktext)
    table = before_after_table(_pace(), "pace", IMPERIAL)
    seconds = 540 * np.expm1(-0.03)
    assert table["Value"].iloc[-1] == f"−{-seconds:.0f} s"
    assert table["Value"].iloc[2] == "9:00 /mi"


def test_the_tables_say_what_is_drawn():
    table = before_after_table(_pain())
    assert table["Value"].tolist() == ["5", "3", "5", "−2"]
    assert table.loc[3, ["From", "To"]].tolist() == ["−3", "−1"]
    weeks = course_table(_pain())
    assert set(weeks["Part"]) == {"before", "left out", "during"}
    assert weeks["Seen, median"].iloc[-1] == "3"


def test_no_line_nor_band_nor_table_leads_to_pain_beyond_the_scale():
    falling = _pain()
    course = falling.details["course"]
    for column in ("expected", "low", "high", "fitted"):
        course[column] = np.linspace(11, -3, 300)
    figures = (
        as_plotly(before_after(falling, "light")),
        as_plotly(block_panel.panel(falling, "light", "pain", METRIC)),
    )
    for figure in figures:
        drawn = np.concatenate([np.asarray(trace.y, float) for trace in figure.data if "lines" in trace.mode])
        assert (np.nanmin(drawn), np.nanmax(drawn)) == (0, 10)
    weeks = course_table(falling)
    assert (weeks["Expected"].iloc[0], weeks["Expected"].iloc[-1]) == ("10", "0")
    assert before_after_table(falling).loc[2, "Value"] == "0"


def test_the_real_analysis_can_be_drawn():
    rng = np.random.default_rng(4)
    scores = pd.Series(np.round(5 + rng.normal(0, 1, 300) - 2 * (np.arange(300) >= START)).clip(0, 10), index=DAYS)
    result = ask(scores, DAYS[START], DAYS[-1], seed=1)
    assert isinstance(result, Result)
    figure = as_plotly(before_after(result, "light", block="Hip thrusts"))
    assert len(figure.data) >= 6
    assert len(before_after_table(result)) == 4
