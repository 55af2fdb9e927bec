"""Two columns by hand: pairing, fifths, cells, the day-later curve, what can stand on an axis."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import explore
from analytics.explore import columns
from data import demo_store
from data import store as stores
from tests.analytics.charts import frames


def daily(n: int = 400, lag: int = 3) -> pd.DataFrame:
    """Pain follows the distance of `lag` days before."""
    rng = np.random.default_rng(5)
    days = pd.date_range("2025-01-01", periods=n, unit="us", name="day")
    x = pd.Series(rng.normal(0, 1, n), days)
    return pd.DataFrame({"x": x, "y": x.shift(lag) * 2 + rng.normal(0, 0.5, n)}, index=days)


def test_the_one_across_is_read_that_many_days_before_the_one_up():
    days = explore.paired(daily(), "x", "y", 3)
    assert days["across"].corr(days["up"]) > 0.9
    assert days.index[0] == pd.Timestamp("2025-01-04")
    assert abs(explore.paired(daily(), "x", "y", 0).corr().iloc[0, 1]) < 0.3


def test_dates_bound_the_day_of_the_one_up_and_both_ends_belong():
    first, last = pd.Timestamp("2025-02-01"), pd.Timestamp("2025-02-10")
    days = explore.paired(daily(), "x", "y", 3, 1, first, last)
    assert (days.index[0], days.index[-1], len(days)) == (first, last, 10)


def test_smoothing_needs_two_in_five_days_known():
    values = pd.Series([1.0, np.nan, 3.0, np.nan, np.nan, np.nan, np.nan, np.nan, np.nan])
    assert explore.smoothed(values, 1).equals(values)
    smooth = explore.smoothed(values, 7)
    assert smooth.notna().sum() == 0
    assert explore.smoothed(pd.Series(np.arange(9.0)), 7).iloc[-1] == 5.0


def test_each_fifth_has_its_mean_its_days_and_a_range_that_holds_it():
    days = explore.paired(daily(), "x", "y", 3)
    found = explore.fifths(days)
    assert len(found) == 5
    assert found["n"].sum() == len(days)
    assert found["mean"].is_monotonic_increasing
    assert (found["low"] < found["mean"]).all()
    assert (found["mean"] < found["high"]).all()


def test_the_range_of_a_fifth_is_wider_where_one_day_is_much_like_the_next():
    rng = np.random.default_rng(2)
    days = pd.date_range("2024-01-01", periods=1400)
    slow = np.repeat(rng.normal(0, 1, 50), 28)
    fast = rng.permutation(slow)
    across = rng.normal(0, 1, 1400)
    widths = []
    for up in (slow, fast):
        found = explore.fifths(pd.DataFrame({"across": across, "up": up}, index=days))
        widths.append((found["high"] - found["low"]).mean())
    assert widths[0] > 1.5 * widths[1]


def test_too_few_stretches_give_a_mean_without_a_range_and_no_days_no_row():
    short = explore.paired(daily(60), "x", "y", 3)
    assert explore.fifths(short)["low"].isna().all()
    assert explore.fifths(short.iloc[:0]).empty


def test_few_days_make_fewer_groups_and_a_handful_none():
    days = explore.paired(daily(), "x", "y", 3)
    assert [len(explore.fifths(days.head(n))) for n in (9, 12, 25, 60)] == [0, 1, 2, 5]


def test_equal_days_stay_together():
    days = pd.DataFrame(
        {"across": [0.0] * 90 + [5.0] * 10, "up": 1.0}, index=pd.date_range("2025-01-01", periods=100)
    )
    assert explore.fifths(days)["n"].tolist() == [90, 10]


def test_every_day_is_behind_one_dot():
    days = explore.paired(daily(), "x", "y", 3)
    dots = explore.cells(days)
    assert dots["n"].sum() == len(days)
    dot = dots.loc[dots["n"].idxmax()]
    behind = explore.behind(days, dot["across"], dot["up"])
    assert len(behind) == dot["n"]
    assert behind.index.is_monotonic_decreasing


def test_the_curve_is_strongest_at_the_planted_day_and_beyond_chance_only_there():
    found = explore.over_lags(daily(), "x", "y", seed=1)
    best = found.table.loc[found.table["r"].abs().idxmax()]
    assert best["lag"] == 3
    others = found.table.loc[found.table["lag"] != 3, "r"].abs()
    assert (others < found.chance).mean() > 0.9
    assert found.table["n"].tolist()[:2] == [397, 397]


@pytest.mark.parametrize("smooth", [1, 7])
def test_a_step_of_the_curve_is_the_least_squares_line_through_the_same_days(smooth):
    log = daily().mask(np.random.default_rng(3).random((400, 2)) < 0.2)
    per = explore.over_lags(log, "x", "y", smooth, seed=1).per(2.5)
    for lag in (0, 3, 20):
        days = explore.paired(log, "x", "y", lag, smooth)
        row = per.set_index("lag").loc[lag]
        assert row["value"] == pytest.approx(2.5 * np.polyfit(days["across"], days["up"], 1)[0])
        assert row["n"] == len(days)


def test_the_band_is_scaled_as_its_row_so_that_inside_stays_inside():
    found = explore.over_lags(daily(), "x", "y", seed=1)
    per, known = found.per(2.5), found.table
    assert (per["value"] / per["chance"]).to_numpy() == pytest.approx((known["r"] / found.chance).to_numpy())
    assert found.beyond == per.loc[per["value"].abs() > per["chance"], "lag"].tolist()


def test_chance_is_as_strong_as_the_strongest_of_a_series_without_a_tie():
    rng = np.random.default_rng(9)
    hits = 0
    for _ in range(20):
        both = pd.DataFrame(
            rng.normal(0, 1, (200, 2)).cumsum(axis=0) * 0.1 + rng.normal(0, 1, (200, 2)),
            columns=["x", "y"], index=pd.date_range("2025-01-01", periods=200),
        )  # fmt: skip
        found = explore.over_lags(both, "x", "y", seed=1)
        hits += found.table["r"].abs().max() > found.chance
    assert hits <= 5


def test_a_log_too_short_for_a_curve_has_none():
    found = explore.over_lags(daily(20), "x", "y", seed=1)
    assert found.table["r"].isna().all()
    assert np.isnan(found.chance)


@pytest.fixture(scope="module")
def story():
    from datetime import date

    store = stores.open("sqlite://", "story")
    demo_store.put(store, "story", date(2026, 11, 5))
    return store.load()


def test_easy_pace_and_sets_of_an_exercise_can_stand_on_an_axis(story):
    from analytics.days import daily as daily_of

    days = explore.daily_with(daily_of(story, pd.Timestamp("2026-11-05")), story)
    assert days["easy_pace"].between(0.2, 0.6).sum() > 3
    assert any(column.startswith(columns.SETS) for column in days)
    titles = [each.title for each in explore.choices(days, columns.ACROSS)]
    assert titles[0] == "Weekly distance"
    assert len(titles) == len(set(titles))


def test_a_day_is_named_after_its_block_and_other_days_are_not():
    blocks = frames.blocks(("Spring", "2025-01-03", "2025-01-05"))
    names = explore.block_of_days(blocks, pd.date_range("2025-01-01", periods=6))
    assert names.tolist() == ["none", "none", "Spring", "Spring", "Spring", "none"]


def test_the_smooth_mean_follows_a_bend_that_no_straight_line_has():
    rng = np.random.default_rng(2)
    x = rng.uniform(-3, 3, 500)
    days = pd.DataFrame({"across": x, "up": np.abs(x) + rng.normal(0, 0.2, 500)})
    found = explore.curve(days)
    inside = found[found["across"].abs() < 2]
    assert np.abs(inside["up"] - inside["across"].abs()).max() < 0.9
    middle, ends = inside["up"].iloc[len(inside) // 2], inside["up"].iloc[[0, -1]]
    assert (ends > middle + 0.8).all()


def test_the_smooth_mean_is_a_mean_so_rare_painful_days_are_not_left_out():
    x = np.tile(np.arange(20.0), 50)
    days = pd.DataFrame({"across": x, "up": np.where(np.arange(1000) % 10 == 3, 8.0, 0.0)})
    assert explore.curve(days)["up"].mean() == pytest.approx(0.8, abs=0.25)


@pytest.mark.parametrize(("n", "values"), [(49, 49), (400, 7), (0, 1)])
def test_few_days_or_few_values_make_no_curve(n: int, values: int):
    days = pd.DataFrame({"across": np.arange(n) % values * 1.0, "up": np.ones(n)})
    assert explore.curve(days).empty
