"""Runs longer than anything lately, and what this runner's pain did after them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import days
from analytics.result import NotEnough, Result
from analytics.running import spikes
from analytics.statistics.proportions import wilson
from data import schema
from data.units import IMPERIAL, METRIC, Units
from tests import make

FIRST = pd.Timestamp("2025-09-01")
TODAY = FIRST + pd.Timedelta(days=180)


def day(n: int) -> str:
    return f"{FIRST + pd.Timedelta(days=n):%Y-%m-%d}"


def frames(ran: dict[int, float], scored: dict[int, float] | None = None) -> schema.Frames:
    """Runs by day number and km, pain by day number."""
    runs = [make.run(f"{day(n)}T06:00Z", 1_000 * km, 300 * km) for n, km in ran.items()]
    pain = [make.hurt(day(n), score) for n, score in (scored or {}).items()]
    return schema.Frames(
        runs=schema.conform("runs", pd.DataFrame(runs)), pain=schema.conform("pain", pd.DataFrame(pain))
    )


def rows(found: schema.Frames) -> pd.DataFrame:
    return spikes.runs_and_longest(found.runs, days.daily(found, TODAY)).set_index("day")


def answer(found: schema.Frames, **more: object):
    return said(spikes.spikes(found.runs, days.daily(found, TODAY), TODAY), **more)


def said(found: spikes.Spikes | NotEnough, units: Units = METRIC) -> Result | NotEnough:
    return found if isinstance(found, NotEnough) else spikes.say(found, units)


def test_each_run_is_compared_with_the_longest_of_the_30_days_before():
    found = rows(frames({0: 10, 31: 8, 40: 12, 61: 9, 62: 24, 150: 5}))
    assert found["longest_m"].tolist()[2:5] == [8_000, 12_000, 12_000]
    assert found.loc[day(40), "share"] == pytest.approx(0.5)
    assert found.loc[day(62), "share"] == pytest.approx(1.0)


def test_the_window_is_30_days_and_leaves_out_the_day_itself():
    found = rows(frames({0: 20, 40: 10, 70: 11, 71: 11}))
    assert found.loc[day(70), "longest_m"] == 10_000
    assert found.loc[day(71), "longest_m"] == 11_000


def test_the_first_30_days_and_a_return_after_a_break_have_nothing_to_compare():
    found = rows(frames({0: 10, 29: 20, 30: 10, 100: 10}))
    assert found["share"].isna().tolist() == [True, True, False, True]
    assert found["band"].isna().tolist() == [True, True, False, True]


@pytest.mark.parametrize(("km", "band"), [(11.0, 0), (11.1, 1), (13.0, 1), (13.1, 2), (20.0, 2), (20.1, 3), (5.0, 0)])
def test_the_bands_end_at_10_30_and_100_per_cent(km, band):
    assert rows(frames({0: 10, 20: 10, 40: km})).loc[day(40), "band"] == spikes.BANDS[band]


def weeks(scored: dict[int, float], long_days: tuple[int, ...] = ()) -> schema.Frames:
    """8 km every third day; 12 km on `long_days`; pain 2 on every day but where `scored`."""
    ran = {n: (12.0 if n in long_days else 8.0) for n in range(0, 181, 3)}
    return frames(ran, dict.fromkeys(range(181), 2.0) | scored)


def test_pain_after_a_run_is_that_of_the_3_and_14_days_after_it():
    found = rows(weeks({60: 9, 63: 4, 70: 5}, (60,))).loc[day(60)]
    assert found[["before", "soon", "later", "rise_soon", "rise_later"]].tolist() == [2, 4, 5, 1, 1]
    found = rows(weeks({64: 5}, (60,))).loc[day(60)]
    assert found[["soon", "rise_soon", "rise_later"]].tolist() == [2, 0, 1]


def test_a_rise_is_two_points_and_unknown_before_the_days_are_over():
    assert rows(weeks({61: 3.9})).loc[day(60), "rise_soon"] == 0
    found = rows(weeks({}))
    assert np.isnan(found.loc[day(177), "rise_later"])
    assert found.loc[day(177), "rise_soon"] == 0
    assert np.isnan(found.loc[day(180), "rise_soon"])


def test_without_scores_a_rise_is_unknown_not_absent():
    found = rows(frames(dict.fromkeys(range(0, 181, 3), 8.0), {10: 2}))
    assert found["rise_soon"].isna().all()


def test_the_sentence_names_the_last_spike_and_what_pain_did_after_such_runs():
    long_days = (36, 69, 102, 135, 168)
    scored = {n + 2: 5.0 for n in long_days[:3]}
    result = answer(weeks(scored, long_days), units=IMPERIAL)
    assert result.sentence == (
        "7.5 mi on Mon 16 Feb 2026 was 50 % longer than the longest run of the 30 days before, 5 mi. "
        "Pain rose by 2 points or more within 72 hours after 3 of 5 runs over 10 % longer (23 to 88 %), and after "
        "0 of 35 other long runs (0 to 18 %)."
    )
    assert result.caveats[0] == (
        "Within 14 days pain rose as much after 3 of 4 runs over 10 % longer (30 to 95 %), and after 7 of 33 other "
        "long runs (6 to 52 %)."
    )


def test_no_spike_lately_and_few_in_all_are_said():
    result = answer(weeks({}, (60,)))
    assert result.sentence == (
        "No run of the last 30 days was over 10 % longer than the longest of the 30 days before it; the longest "
        "was 8 km. 1 run over 10 % longer in all your log, 1 with pain scores around: too few to say what "
        "your pain does after them."
    )


def test_the_table_has_every_band_and_other_long_runs_to_compare_with():
    table = answer(weeks({62: 5.0}, (60, 93, 126))).table.set_index("band")
    assert table.index.tolist() == [*spikes.BANDS, "other long runs"]
    assert table.loc["30–100 % longer", ["n", "n_soon", "rises_soon"]].tolist() == [3, 3, 1]
    assert np.isnan(table.loc["more than 100 % longer", "share_soon"])
    assert table["hazard_ratio"].tolist()[:4] == [1.0, 1.64, 1.52, 2.28]
    assert 0 < table.loc["other long runs", "n"] < table.loc["up to 10 % longer", "n"] + 1


def test_the_interval_counts_weeks_not_runs():
    daily_runs = frames(dict.fromkeys(range(181), 8.0), dict.fromkeys(range(181), 2.0))
    row = answer(daily_runs).table.iloc[0]
    weeks_with_runs = wilson(0, 22)
    assert row["n_soon"] == 148
    assert row["high_soon"] == pytest.approx(weeks_with_runs[1], abs=0.02)


def test_a_log_that_ended_long_ago_says_so_and_no_band_is_spoken_of():
    found = weeks({}, (60,))
    late = said(spikes.spikes(found.runs, days.daily(found, TODAY), TODAY + pd.Timedelta(days=90)))
    assert late.caveats[0] == "Your last run here is 28 Feb 2026; import newer ones."
    assert "No run in the last 30 days." in late.sentence
    assert "band" not in " ".join(late.caveats)
    assert "other long runs are the longest of the week around them" in " ".join(late.caveats)


def test_nine_comparable_runs_are_too_few():
    assert not isinstance(answer(frames(dict.fromkeys(range(0, 58, 3), 8.0))), NotEnough)
    short = answer(frames(dict.fromkeys(range(0, 55, 3), 8.0)))
    assert short.sentence == ("Cannot tell yet: 9 runs with a log of the 30 days before; this needs 10 runs.")
    assert isinstance(spikes.spikes(schema.empty("runs"), days.daily(frames({0: 8}), TODAY), TODAY), NotEnough)


def test_the_ratio_is_never_part_of_the_answer():
    result = answer(weeks({}))
    assert "acwr" not in " ".join(result.table.columns)
