"""Negative controls and gaps: what takes a claim back, and what is said of missing days."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.lag import Association, association, measure, say
from analytics.lag.answer import Slope
from analytics.lag.calendar import calendar
from analytics.lag.checks import BICEPS, FUTURE, REACTION, controls, strongest, worst_fills
from analytics.lag.pairs import DEFAULT_PAIRS, LOAD_LAGS, STRENGTH_LAGS, Pair
from analytics.lag.question import question
from analytics.lag.verdict import verdict
from analytics.result import Result
from bench.calibration.lag.confounders import skips_on_bad_mornings
from bench.calibration.lag.runners import Truth, ar1, log, training

PAIR = Pair("distance_7d_m", "pain", LOAD_LAGS)


def _related(n_days: int = 540, seed: int = 1) -> pd.DataFrame:
    return log(Truth(0.8, 0.1, per_10_km=0.9), n_days, np.random.default_rng(seed))


def _asked(daily: pd.DataFrame, exposure: str = "distance_7d_m") -> Result:
    lags = STRENGTH_LAGS if exposure.endswith("28d") else LOAD_LAGS
    found = association(daily, exposure, "pain", lags, seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    return found


def _reverse_cause(seed: int, n: int = 540) -> pd.DataFrame:
    """Pain lowers the mileage of the days to come, never the other way round."""
    rng = np.random.default_rng(seed)
    pain = np.clip(np.round(4 + 1.5 * ar1(n, 0.9, rng)), 0, 10)
    recent = pd.Series(pain).shift(1).rolling(3).mean().fillna(4)
    distance = np.clip(9000 - 1500 * (recent - 4), 0, None) * rng.lognormal(0, 0.3, n)
    days = pd.date_range("2024-01-01", periods=n, name="day")
    return pd.DataFrame({"pain": pain, "distance_7d_m": distance.rolling(7).sum().to_numpy()}, index=days).iloc[7:]


@pytest.mark.parametrize("seed", range(3))
def test_mileage_that_follows_pain_is_withdrawn(seed: int) -> None:
    found = _asked(_reverse_cause(seed))
    assert found.verdict == "withdrawn"
    assert found.sentence.startswith("Your weekly distance follows your pain at least as much as the other way round")
    assert found.table["control"].iloc[0] == FUTURE


@pytest.mark.parametrize("seed", range(3))
def test_a_true_effect_is_not_withdrawn(seed: int) -> None:
    assert _asked(_related(seed=seed)).verdict == "related"


def test_biceps_that_go_with_pain_as_well_take_the_claim_back() -> None:
    daily = log(Truth(0.5, 0.1, per_60_sets=-2.5), 900, np.random.default_rng(2))
    kept = _asked(daily.assign(biceps_sets=0.0), "glute_sets_28d")
    same = _asked(daily.assign(biceps_sets=daily["glute_sets"]).iloc[40:], "glute_sets_28d")
    assert kept.verdict == "related"
    assert same.verdict == "withdrawn"
    assert same.sentence.startswith("Biceps sets, which cannot act on your back")


def test_the_future_begins_just_beyond_the_window() -> None:
    days = calendar(_related())
    lags = {name: [c.lag for c in controls(days, PAIR) if c.control == name] for name in (FUTURE, BICEPS)}
    assert lags == {FUTURE: [-14, -7], BICEPS: [0, 1, 2, 3]}
    daily_lags = [c.lag for c in controls(days, Pair("distance_m", "pain", LOAD_LAGS)) if c.control == FUTURE]
    assert daily_lags == [-8, -1]


def test_biceps_are_summed_over_the_exposures_window() -> None:
    daily = _related()
    days = calendar(daily)
    assert days.windowed("biceps_sets", 28) == "biceps_sets_28d"
    assert days.column("biceps_sets_28d")[27] == daily["biceps_sets"].iloc[:28].sum()


def test_no_biceps_on_record_leaves_the_future_and_the_reaction_as_controls() -> None:
    found = controls(calendar(_related().drop(columns="biceps_sets")), PAIR)
    assert {c.control for c in found} == {FUTURE, REACTION}


def test_the_reaction_to_pain_is_that_of_the_day_and_of_load_only() -> None:
    daily = _related()
    days = calendar(daily.assign(pain_morning=daily["pain"]))
    assert [(c.lag) for c in controls(days, PAIR) if c.control == REACTION] == [-2, -1, 0]
    sets = Pair("glute_sets_28d", "pain", STRENGTH_LAGS)
    assert REACTION not in {c.control for c in controls(days, sets)}


@pytest.mark.parametrize("exposure", ["distance_m", "distance_7d_m"])
@pytest.mark.parametrize("seed", range(3))
def test_runs_skipped_on_bad_mornings_are_no_cure(exposure: str, seed: int) -> None:
    found = _asked(skips_on_bad_mornings(365, np.random.default_rng(seed)), exposure)
    assert found.verdict != "related"
    if found.verdict == "withdrawn":
        assert found.sentence.startswith("From one day to the next your running follows your pain")


def test_the_same_day_is_said_with_its_doubt() -> None:
    rng = np.random.default_rng(1)
    daily = training(365, rng)
    hurt = 2 + daily["distance_m"] / 6_000 + rng.standard_normal(len(daily))
    found = _asked(daily.assign(pain=np.clip(np.round(hurt), 0, 10)), "distance_m")
    assert found.verdict == "related"
    assert found.table["lag"].iloc[0] == 0
    assert "on one and the same day nobody can tell which came first" in found.sentence


def test_a_morning_is_not_asked_of_the_running_after_it() -> None:
    lags = {pair.lags for pair in DEFAULT_PAIRS if pair.outcome == "pain_morning" and "sets" not in pair.exposure}
    assert lags == {(1, 2, 3)}


def test_scores_from_before_the_first_lift_are_said_to_be_left_out() -> None:
    daily = log(Truth(0.8, 0.1), 720, np.random.default_rng(1))
    late = daily.assign(
        **{name: daily[name].where(np.arange(720) >= 300) for name in ("glute_sets", "glute_sets_28d")}
    )
    caveats = " ".join(_asked(late, "glute_sets_28d").caveats)
    assert "before your first and after your last lift on record nobody knows how much you did" in caveats
    assert "left out" not in " ".join(_asked(daily, "glute_sets_28d").caveats)


def test_a_control_that_cannot_be_asked_has_no_number_and_takes_nothing_back() -> None:
    daily = _related(100)
    daily["biceps_sets"] = daily["biceps_sets"].where(np.arange(100) < 40)
    found = controls(calendar(daily), PAIR)
    assert all(np.isnan(c.r) for c in found if c.control == BICEPS)
    assert strongest([c for c in found if c.control == BICEPS]) is None


def test_many_missing_days_bound_the_difference() -> None:
    daily = _related()
    rare = daily.assign(pain=daily["pain"].where(np.random.default_rng(1).random(len(daily)) < 0.7))
    full = _asked(daily.assign(pain=daily["pain"].ffill().bfill()))
    bounded = _asked(rare)
    assert any("% of days have no entry" in words.replace(" %", "%") for words in bounded.caveats)
    assert not any("no entry" in words for words in full.caveats)
    missing = bounded.details["missing"].iloc[0]
    assert missing["slope_low"] * 10_000 < bounded.table["effect"].iloc[0] < missing["slope_high"] * 10_000


def test_the_bounds_hold_the_slope_of_the_full_diary() -> None:
    daily = _related()
    full = daily["pain"].ffill().bfill()
    hidden = full.where(np.random.default_rng(2).random(len(daily)) < 0.75)
    hidden.iloc[[0, -1]] = full.iloc[[0, -1]]
    truth = worst_fills(question(calendar(daily.assign(pain=full)), PAIR), 1)
    low, high = worst_fills(question(calendar(daily.assign(pain=hidden)), PAIR), 1)
    assert truth[0] == pytest.approx(truth[1])
    assert low < truth[0] < high


def test_writing_down_the_hard_days_only_is_said() -> None:
    daily = _related()
    is_hard = daily["distance_7d_m"] > daily["distance_7d_m"].median()
    chosen = daily.assign(pain=daily["pain"].where(is_hard | (np.arange(len(daily)) % 3 == 0)))
    assert any(
        "You write pain down more often after more weekly distance." in words for words in _asked(chosen).caveats
    )


def test_a_relation_that_is_one_slow_drift_is_withdrawn() -> None:
    rng = np.random.default_rng(3)
    n = 700
    drift = np.linspace(-1, 1, n)
    days = pd.date_range("2023-01-01", periods=n, name="day")
    daily = pd.DataFrame(
        {
            "distance_7d_m": 40_000 + 15_000 * drift + 6_000 * ar1(n, 0.8, rng),
            "pain": np.clip(np.round(4 - 2.5 * drift + ar1(n, 0.3, rng)), 0, 10),
        },
        index=days,
    )
    found = _asked(daily)
    row = found.table.iloc[0]
    assert abs(row["r_trend"]) < abs(row["r"]) / 3
    assert row["p_trend"] > 0.05
    assert found.verdict in ("withdrawn", "cannot tell")


@pytest.mark.parametrize(("n_days", "rhythm"), [(360, "that"), (700, "that and the seasons")])
def test_the_sentence_of_a_drift_says_what_share_is_left(n_days: int, rhythm: str) -> None:
    answer = measure(_related(n_days), PAIR, seed=1, n_surrogates=199)
    assert isinstance(answer, Association)
    drifted = replace(answer, r_trend=0.4 * answer.best.r, p_trend=0.2, verdict="withdrawn")
    assert (verdict(answer, is_found=True), verdict(drifted, is_found=True)) == ("related", "withdrawn")
    assert say(drifted).sentence == (
        f"Your weekly distance and your pain both drifted over the whole time; without {rhythm} 40 % of the "
        "correlation is left, no more than chance gives, so this log does not tell whether they go together."
    )


def test_near_the_floor_a_pair_alone_is_not_said_not_to_go_together() -> None:
    answer = measure(_related(360), PAIR, seed=1, n_surrogates=199)
    assert isinstance(answer, Association)
    tight = replace(answer, verdict="nothing to see yet", slope=Slope(0.0, -1e-9, 1e-9))
    low = replace(tight, days=tight.days.assign(outcome=np.where(np.arange(len(tight.days)) % 4, 0.0, 3.0)))
    assert "do not go together" in say(tight).sentence
    assert "do not go together" not in say(low).sentence
