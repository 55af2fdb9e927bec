"""The curve of days later: its unit, what its title says, the grey of chance, the chosen day."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import explore
from analytics.charts import theme
from analytics.charts.axes import axis
from analytics.charts.day_later import day_later, difference, numbers, title
from data.units import IMPERIAL, METRIC
from tests.analytics.charts import frames
from tests.analytics.charts.as_plotly import as_plotly

UP, ONE = axis("pain", IMPERIAL), explore.OneMore(2.0, "2 more")


@pytest.fixture(scope="module")
def lags():
    daily = frames.daily(800)
    pain = daily["pain"] + daily["distance_7d_m"].shift(3) / daily["distance_7d_m"].std()
    return explore.over_lags(daily.assign(pain=pain), "distance_7d_m", "pain", seed=1)


def made(r: object, chance: float = 0.2) -> explore.Lags:
    """A curve of correlations `r`; a step of one goes with half of r."""
    table = pd.DataFrame({"lag": np.arange(29), "r": np.broadcast_to(np.asarray(r, float), 29)})
    return explore.Lags(table.assign(slope=table["r"] / 2, sd_across=4.0, sd_up=2.0, n=400), chance)


def peak(at: int, height: float = 0.6, fall: float = 0.06, floor: float = 0.1) -> np.ndarray:
    return np.maximum(height - fall * np.abs(np.arange(29) - at), floor)


@pytest.mark.parametrize(
    ("r", "said"),
    [
        (peak(4), "Most 4 days later, within chance after 10 days"),
        (-peak(4), "Strongest 4 days later, within chance after 10 days"),
        (peak(0, fall=0.5), "Most on the same day, within chance from day 1"),
        (np.where(np.arange(29) > 25, 0.3, peak(4)), "Most 4 days later, within chance from day 11 to 25"),
        (np.where(np.arange(29) % 2, 0.1, peak(4)), "Most 4 days later"),
        (peak(4, floor=0.25), "Most 4 days later, beyond chance on every day"),
        (0.5, "Beyond chance on every day, none stands out"),
        (np.where(np.arange(29) > 20, 0.1, 0.5), "Beyond chance, but no day stands out"),
        (0.1, "Within chance on every day"),
        (np.nan, "Day by day later"),
    ],
)  # fmt: skip
def test_the_title_is_what_the_curve_shows(r, said):
    assert title(made(r)) == said


def test_the_day_named_is_the_one_drawn_highest():
    r, slope = peak(4), peak(4) / 2
    slope[6] = 0.5
    curve = explore.Lags(made(r).table.assign(slope=slope, sd_up=4 * slope / r), 0.2)
    assert title(curve).startswith("Most 6 days later")


def test_the_dots_are_the_step_in_the_readers_unit_and_the_chosen_one_says_its_value():
    figure = as_plotly(day_later(made(peak(4)), ONE, UP, 4, "light"))
    dots, ring = (trace for trace in figure.data if trace.mode == "markers")
    assert dots.y[4] == pytest.approx(0.6)
    assert list(ring.x) == [4]
    assert "<b>4 days later: +0.6</b>" in [each.text for each in figure.layout.annotations]
    assert figure.layout.meta["subtitle"] == "Points of pain for 2 more, not adjusted"


def test_flares_are_days_in_a_hundred_and_pace_is_seconds_of_the_readers_distance():
    for column, factor, said in (
        ("flare", 100, "Days in 100 with flares"),
        ("easy_pace", 1609.344, "Easy pace in s/mi (+ is slower)"),
        ("distance_7d_m", 1 / 1609.344, "Weekly distance in mi"),
        ("pain_at_low_back", 1, "Points of low back pain"),
    ):
        up = axis(column, IMPERIAL)
        dots = next(
            each for each in as_plotly(day_later(made(0.5), ONE, up, 1, "light")).data if each.mode == "markers"
        )
        assert dots.y[0] == pytest.approx(0.5 * factor)
        assert difference(up) == said


def test_a_dot_is_grey_exactly_where_it_lies_within_the_band_drawn(lags):
    figure = as_plotly(day_later(lags, explore.OneMore(16093.44, "10 more miles"), UP, 3, "light"))
    band, dots = figure.data[:2]
    reach = np.asarray(band.y, float)[1 : 1 + len(dots.y)]
    is_inside = np.abs(np.asarray(dots.y, float)) <= reach
    assert 0 < is_inside.sum() < len(is_inside)
    assert [hue == theme.TOKENS["light"].pale for hue in dots.marker.color] == is_inside.tolist()
    assert is_inside.tolist() == (lags.table["r"].abs() <= lags.chance).tolist()


@pytest.mark.parametrize("chosen", [0, 1, 14, 15, 28])
@pytest.mark.parametrize("r", [0.6, -0.6, 0.05])
def test_all_dots_and_words_stand_within_the_plot_and_the_words_of_chance_off_the_dots(chosen, r):
    figure = as_plotly(day_later(made(peak(10, height=r, fall=r / 20, floor=-1)), ONE, UP, chosen, "light"))
    low, high = figure.layout.yaxis.range
    dots = next(each for each in figure.data if each.mode == "markers")
    assert low < min(dots.y) and max(dots.y) < high
    chance, label = figure.layout.annotations
    assert low < chance.y < high
    assert (chance.xanchor == "right") == (label.xanchor == "left")
    beside = [y for x, y in zip(dots.x, dots.y, strict=True) if abs(x - chance.x) < 9]
    assert min(abs(y - chance.y) for y in beside) > 0.03 * (high - low)


def test_the_words_of_chance_find_the_room_that_scattered_dots_leave():
    r = np.tile([0.05, -0.1, 0.11, -0.02, -0.12], 6)[:29]
    figure = as_plotly(day_later(made(r), ONE, UP, 1, "light"))
    low, high = figure.layout.yaxis.range
    at = figure.layout.annotations[0]
    assert at.text == "chance alone"
    assert abs(at.y) < 0.2
    assert np.abs(r[-9:] - at.y).min() > 0.07 * (high - low)


def test_a_short_log_says_that_there_is_no_curve():
    figure = as_plotly(day_later(made(np.nan, np.nan), ONE, UP, 1, "light"))
    assert figure.layout.meta["subtitle"] == "Too few days for a curve."
    assert not figure.data


def test_the_table_keeps_the_correlation_beside_the_change(lags):
    table = numbers(lags, explore.OneMore(10_000.0, "10 more km a week"), axis("pain", METRIC))
    assert table.columns[1] == "Points of pain for 10 more km a week"
    assert table["Correlation"].tolist() == lags.table["r"].round(3).tolist()
    assert table["Days"].tolist() == lags.table["n"].tolist()
