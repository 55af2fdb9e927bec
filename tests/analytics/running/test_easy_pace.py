"""Easy pace at equal heart rate: a planted change is inside the interval, none is not called one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.result import NotEnough, Result
from analytics.running import easy_pace, easy_runs
from data import schema
from data.units import IMPERIAL, KG_PER_LB, METRIC, Units
from tests import make

EXERCISES = schema.exercises()
TODAY = pd.Timestamp("2026-03-31")
NO_SETS = schema.empty("sets")


def log(
    n_days: int = 364,
    change: float = 0.0,
    *,
    seed: int = 3,
    noise: float = 1.0,
    tired: float = 0.0,
    has_hr: bool = True,
    hilly: bool = False,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Easy runs on four days of five and leg work on random evenings.

    Pace changes by `change` per cent over the time, 1 % per 5 beats, .2 % per degree, and is `tired` per cent slower
    right after leg work, falling to nothing in 72 hours.
    """
    rng = np.random.default_rng(seed)
    days = pd.date_range(end=TODAY, periods=n_days)
    ran, lifted, last_legs = [], [], -99.0
    wander = make.autoregressive(n_days, 0.9, seed)
    for i, day in enumerate(days):
        if rng.random() < 0.8:
            hr, heat = rng.normal(140, 5), rng.normal(15, 6)
            hours = 24 * i + 7 - last_legs
            percent = change * (i / n_days) - 0.2 * (hr - 140) + 0.2 * (heat - 15) + tired * max(0, 1 - hours / 72)
            climb = rng.uniform(0, 30) if hilly else 5.0
            percent += 0.5 * wander[i] + noise * rng.standard_normal()
            ran.append(
                make.run(
                    f"{day:%Y-%m-%d}T07:00Z",
                    10_000.0,
                    3_300 * np.exp(percent / 100),
                    hr_mean_bpm=hr if has_hr else np.nan,
                    hr_max_bpm=190.0 if has_hr else np.nan,
                    temperature_c=heat,
                    ascent_m=10 * climb,
                    descent_m=10 * climb,
                )
            )
        if rng.random() < 0.25:
            last_legs = 24 * i + 18
            load = 135 * KG_PER_LB
            lifted += make.lifted(
                f"{day:%Y-%m-%d}T18:00Z", "Squat (Barbell)", 3, exercise="Squat (Barbell)", load_kg=load
            )
    return schema.conform("runs", pd.DataFrame(ran)), schema.conform("sets", pd.DataFrame(lifted))


def ask(*asked: object, units: Units = METRIC, **more: object) -> Result | NotEnough:
    """The trend in words."""
    found = easy_pace.trend(*asked, **more)
    return found if isinstance(found, NotEnough) else easy_pace.say(found, units)


def test_a_large_planted_change_is_told_with_its_interval():
    runs, sets = log(change=-8.0)
    answer = ask(runs, sets, EXERCISES, TODAY, units=IMPERIAL)
    row = answer.table.iloc[0]
    assert row["low"] < -8 < row["high"] < 0
    assert answer.verdict == "faster"
    assert answer.sentence == (
        "Over the last 12 months your easy pace at the same heart rate became about 38 s/mi faster, somewhere "
        "between 30 and 44. A day after leg work it is anywhere between 1 s/mi faster and 1 s/mi slower."
    )


def test_the_change_is_that_over_the_compared_time_not_over_a_year():
    runs, sets = log(182, change=-8.0)
    assert ask(runs, sets, EXERCISES, TODAY).table.loc[0, "estimate"] == pytest.approx(-8, abs=1.5)


def test_no_change_gets_no_verdict_and_shows_the_interval():
    runs, sets = log(change=0.0)
    answer = ask(runs, sets, EXERCISES, TODAY)
    assert answer.verdict == "cannot tell"
    assert "shows no clear change: anywhere between" in answer.sentence
    assert easy_pace.SMALL in answer.caveats


def test_less_than_three_per_cent_is_never_called_a_change():
    row = pd.Series({"estimate": -2.9, "low": -3.5, "high": -2.3})
    assert easy_pace.decide(row) == "cannot tell"
    assert easy_pace.decide(row * 1.1) == "faster"
    assert easy_pace.decide(-1.1 * row.set_axis(["estimate", "high", "low"])) == "slower"
    assert easy_pace.decide(pd.Series({"estimate": -5.0, "low": -11.0, "high": 1.0})) == "cannot tell"


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Twenty logs; the large simulation of the same model (97 % on average) is that of blocks.pace."""
    inside = 0
    for seed in range(20):
        runs, sets = log(252, change=-4.0, seed=seed)
        row = ask(runs, sets, EXERCISES, TODAY).table.iloc[0]
        inside += bool(row["low"] < -4 < row["high"])
    assert inside >= 17


def test_tired_legs_are_found_where_they_are_planted_and_not_where_they_are_not():
    tired, fresh = (
        ask(*log(tired=planted), EXERCISES, TODAY, units=IMPERIAL).table.set_index("term").loc["tired legs"]
        for planted in (4.5, 0.0)
    )
    assert tired["low"] < 3.0 < tired["high"]
    assert tired["low"] > 0
    assert fresh["low"] < 0 < fresh["high"]


def test_tired_legs_are_told_in_the_sentence():
    answer = ask(*log(tired=4.5), EXERCISES, TODAY, units=IMPERIAL)
    assert "A day after leg work it is about " in answer.sentence
    assert easy_pace.LEGS_CAVEAT in answer.caveats


def test_legs_that_the_weekday_already_tells_are_left_out():
    runs, _ = log()
    weekly = [
        row
        for day in pd.date_range("2025-04-07", TODAY, freq="7D")
        for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", "Squat (Barbell)", 3, exercise="Squat (Barbell)")
    ]
    answer = ask(runs, schema.conform("sets", pd.DataFrame(weekly)), EXERCISES, TODAY)
    assert answer.table["term"].tolist() == ["trend"]
    assert "leg work" not in answer.sentence


def test_a_long_run_on_the_same_weekday_does_not_pass_for_rested_legs():
    runs, _ = log()
    is_sunday = runs["day"].dt.day_of_week == 6
    slower = runs.assign(duration_s=runs["duration_s"] * np.where(is_sunday, 1.06, 1.0))
    rng = np.random.default_rng(8)
    evenings = [
        row
        for day in pd.date_range("2025-04-01", TODAY)
        if day.day_of_week in (0, 3) and rng.random() < 0.7
        for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", "Squat (Barbell)", 3, exercise="Squat (Barbell)")
    ]
    table = ask(slower, schema.conform("sets", pd.DataFrame(evenings)), EXERCISES, TODAY).table
    legs = table.set_index("term").loc["tired legs"]
    assert legs["low"] < 0 < legs["high"]


def test_hills_are_taken_out_by_their_cost():
    runs, _ = log(hilly=True)
    found = easy_runs.flat_runs(runs, NO_SETS, EXERCISES)
    flat = easy_runs.flat_runs(runs.assign(ascent_m=np.nan), NO_SETS, EXERCISES)
    assert found.attrs["is_adjusted"]
    assert not flat.attrs["is_adjusted"]
    hilliest = found["climb"].idxmax()
    assert found.loc[hilliest, "pace"] < flat.loc[hilliest, "pace"] - 1
    answer = ask(runs.assign(ascent_m=np.nan), NO_SETS, EXERCISES, TODAY)
    assert "not adjusted for hills" in answer.caveats[2]


def test_samples_tell_hills_better_than_totals():
    runs, _ = log(60)
    run_id, day = runs.loc[5, ["run_id", "day"]]
    samples = pd.DataFrame(
        {
            "run_id": run_id,
            "t_s": np.arange(100.0),
            "distance_m": np.linspace(0, 10_000, 100),
            "elevation_m": np.linspace(0, 600, 100),
        }
    )
    found = easy_runs.flat_runs(runs, NO_SETS, EXERCISES, {run_id: schema.conform("streams", samples)})
    assert found.loc[day, "basis"] == "stream"
    assert found.loc[day, "pace"] < easy_runs.flat_runs(runs, NO_SETS, EXERCISES).loc[day, "pace"] - 20


def test_without_heart_rate_the_sentence_does_not_claim_it():
    runs, sets = log(has_hr=False)
    answer = ask(runs, sets, EXERCISES, TODAY)
    assert "heart rate" not in answer.sentence
    assert answer.caveats[0].startswith("Too few runs carry a heart rate")


def test_the_course_has_the_runs_at_equal_heart_rate_and_a_weekly_line_in_the_readers_seconds():
    runs, sets = log(change=-8.0)
    course = ask(runs, sets, EXERCISES, TODAY, units=IMPERIAL).details["course"]
    run, line = course.dropna(subset="observed"), course.dropna(subset="fitted")
    drift = np.interp(run["day"], line["day"], line["fitted"])
    assert (run["equal"] - drift).std() < 0.8 * (run["observed"] - drift).std()
    assert 480 < line["fitted"].iloc[-1] < line["fitted"].iloc[0] < 560
    assert (line["low"] < line["fitted"]).all()
    assert (line["fitted"] < line["high"]).all()
    assert course["day"].is_monotonic_increasing


@pytest.mark.parametrize(
    ("n_days", "sentence"),
    [
        (20, "Cannot tell yet: 16 easy runs in the last 12 months; this needs 20 runs."),
        (40, "Cannot tell yet: 5 weeks between the first easy run and the last; this needs 8 weeks."),
    ],
)
def test_a_short_log_is_refused(n_days, sentence):
    runs, sets = log(n_days)
    answer = ask(runs, sets, EXERCISES, TODAY)
    assert isinstance(answer, NotEnough)
    assert answer.sentence == sentence


def test_a_log_that_ended_long_ago_is_read_to_its_last_year_and_says_so():
    runs, sets = log(change=-8.0)
    answer = ask(runs, sets, EXERCISES, TODAY + pd.Timedelta(days=300), units=IMPERIAL)
    assert answer.sentence.startswith(
        "Over the 12 months to 30 Mar 2026 your easy pace at the same heart rate became"
    )
    assert answer.table.loc[0, "n"] == ask(runs, sets, EXERCISES, TODAY).table.loc[0, "n"]
    assert answer.caveats[0] == "Your last run here is 30 Mar 2026; import newer ones."


def test_runs_of_a_year_with_enough_are_looked_at_where_the_last_has_too_few():
    runs, sets = log(700)
    few = runs[(runs["day"] < "2025-03-31") | (runs["day"] > "2026-03-25")]
    answer = ask(few, sets, EXERCISES, TODAY)
    assert answer.sentence.startswith("Over the ")
    assert answer.details["course"]["day"].min() >= pd.Timestamp("2024-04-01")
    assert answer.caveats[0].startswith("The 12 months to 31 Mar 2026 hold ")
    assert answer.caveats[0].endswith(": looked at are the latest that hold enough.")


def test_a_short_log_that_ended_says_which_months_are_meant():
    runs, sets = log(20)
    answer = ask(runs, sets, EXERCISES, TODAY + pd.Timedelta(days=600))
    assert answer.sentence == "Cannot tell yet: 16 easy runs in the 12 months to Mar 2026; this needs 20 runs."
    assert answer.caveats == ("Your last run here is 31 Mar 2026; import newer ones.",)


def test_dates_in_view_without_enough_runs_say_where_there_are_some():
    runs, sets = log()
    later = TODAY + pd.Timedelta(days=300)
    seen = ask(runs, sets, EXERCISES, later, since=later - pd.Timedelta(days=365))
    assert seen.sentence.startswith("Over the 2 months to 30 Mar 2026 your easy pace")
    answer = ask(runs, sets, EXERCISES, later, since=later - pd.Timedelta(days=182))
    assert answer.sentence == "Cannot tell yet: no easy run since Jul 2026; this needs 20 runs."
    assert answer.caveats[1] == "Your log has enough in the 12 months to Mar 2026: set Dates to Everything."


def test_no_runs_at_all_are_refused():
    assert isinstance(ask(schema.empty("runs"), NO_SETS, EXERCISES, TODAY), NotEnough)


def test_runs_after_today_are_not_seen():
    runs, sets = log()
    is_later = runs["day"] > "2025-12-21"
    runs = runs.assign(hr_max_bpm=np.where(is_later, 235.0, 175.0))
    early = ask(runs, sets, EXERCISES, TODAY - pd.Timedelta(days=100))
    cut = ask(runs[runs["day"] <= "2025-12-21"], sets, EXERCISES, TODAY - pd.Timedelta(days=100))
    assert early.sentence == cut.sentence
