"""One pair asked alone: what is planted is found, what is not is not, and short logs are refused."""

import json

import numpy as np
import pandas as pd
import pytest

from analytics.lag import association
from analytics.lag.pairs import LOAD_LAGS, STRENGTH_LAGS
from analytics.lag.table import COLUMNS
from analytics.result import NotEnough, Result
from bench.calibration.lag.runners import Truth, log
from data.units import IMPERIAL


def _log(truth: Truth, n_days: int = 365, seed: int = 1) -> pd.DataFrame:
    return log(truth, n_days, np.random.default_rng(seed))


def _asked(daily: pd.DataFrame, exposure: str = "distance_7d_m", **more: object) -> Result:
    lags = STRENGTH_LAGS if exposure.startswith("glute") else LOAD_LAGS
    found = association(daily, exposure, "pain", lags, seed=1, **{"n_surrogates": 499, **more})
    assert isinstance(found, Result)
    return found


@pytest.fixture(scope="module")
def planted() -> pd.DataFrame:
    return _log(Truth(0.8, 0.1, per_10_km=0.7), 540, seed=3)


@pytest.fixture(scope="module")
def found(planted: pd.DataFrame) -> Result:
    return _asked(planted)


def test_a_planted_effect_is_found_at_its_lag_and_size(found: Result) -> None:
    row = found.table.iloc[0]
    assert found.verdict == "related"
    assert row["lag"] == 1
    assert row["effect_low"] <= 0.7 <= row["effect_high"]
    assert row["effect_unit"] == "points per 10 km"
    assert row["p"] == pytest.approx(1 / 500)
    assert found.sentence.startswith("On days after weeks with 10 km more, pain was 0.")
    assert "higher (somewhere between 0." in found.sentence


def test_strength_that_lowers_pain_is_said_to_lower_it() -> None:
    found = _asked(_log(Truth(0.5, 0.1, per_60_sets=-2.0), 730), "glute_sets_28d")
    assert found.verdict == "related"
    assert found.sentence.startswith(
        "Two weeks after four weeks with 15 more glute sets a week (60 in all), pain was "
    )
    assert "points lower" in found.sentence


def test_unrelated_series_show_nothing() -> None:
    found = _asked(_log(Truth(0.8, 0.3)))
    assert found.verdict == "nothing to see yet"
    assert found.table["p"].iloc[0] > 0.05
    assert found.table["low"].iloc[0] < 0 < found.table["high"].iloc[0]
    assert "either way is possible" in found.sentence


def test_where_little_can_hide_the_two_do_not_go_together_and_yet_is_not_said() -> None:
    found = _asked(_log(Truth(0.8, 0.3), 1500, seed=2))
    assert found.verdict == "nothing to see yet"
    assert found.sentence == (
        "Weekly distance and pain do not go together in your log: 3 days after weeks with 10 km more, "
        "pain was most likely no more than 0.2 points different; days without an entry could change that."
    )
    assert max(abs(found.table["effect_low"].iloc[0]), found.table["effect_high"].iloc[0]) <= 0.2


def test_days_without_an_entry_that_could_undo_the_relation_are_said_at_once() -> None:
    gappy = _asked(_log(Truth(0.8, 0.6, per_10_km=0.7), 540, seed=3))
    assert gappy.verdict == "related"
    assert gappy.sentence.endswith("; days without an entry could change that.")
    assert "anything from −" in " ".join(gappy.caveats)


def test_few_missing_days_leave_the_relation_as_it_is(found: Result) -> None:
    assert "without an entry" not in found.sentence


def test_a_wide_interval_says_how_many_more_weeks() -> None:
    found = _asked(_log(Truth(0.95, 0.4), 240, seed=1), "glute_sets_28d")
    assert found.verdict == "cannot tell"
    assert "2 points" in found.sentence
    assert "more weeks would most likely settle it" in found.sentence


def test_the_table_has_its_declared_columns_and_is_json(found: Result) -> None:
    assert list(found.table.columns) == list(COLUMNS)
    assert len(found.table) == 1
    json.dumps(found.to_json(), allow_nan=False)


def test_details_hold_every_lag_the_paired_days_the_controls_and_the_gaps(
    found: Result, planted: pd.DataFrame
) -> None:
    lags = found.details["lags"]
    assert list(lags["lag"]) == [0, 1, 2, 3]
    assert (lags["low"] < lags["r"]).all()
    assert (lags["r"] < lags["high"]).all()
    assert (lags["chance_low"] == -lags["chance_high"]).all()
    days = found.details["days"]
    assert len(days) == found.table["n"].iloc[0]
    day = days.index[50]
    assert days.loc[day, "outcome"] == planted.loc[day, "pain"]
    assert days.loc[day, "exposure"] == planted.loc[day - pd.Timedelta(days=1), "distance_7d_m"]
    assert set(found.details["controls"]["control"]) == {"future", "reaction", "biceps"}
    assert found.details["missing"]["share"].iloc[0] == pytest.approx(planted["pain"].isna().mean(), abs=0.01)


def test_a_lag_outside_the_band_of_chance_is_one_with_p_below_five_percent(found: Result) -> None:
    assert found.details["lags"]["r"].abs().max() > found.details["lags"]["chance_high"].iloc[0]
    nothing = _asked(_log(Truth(0.8, 0.3)))
    assert nothing.details["lags"]["r"].abs().max() < nothing.details["lags"]["chance_high"].iloc[0]


def test_the_same_seed_gives_the_same_answer_and_another_nearly_so() -> None:
    daily = _log(Truth(0.8, 0.3), seed=2)
    assert _asked(daily).to_json() == _asked(daily).to_json()
    p = [association(daily, "distance_7d_m", "pain", LOAD_LAGS, seed=seed).table["p"].iloc[0] for seed in range(4)]  # type: ignore[union-attr]
    assert len(set(p)) > 1
    assert np.ptp(p) < 0.1


def test_the_daily_frame_is_not_changed(planted: pd.DataFrame) -> None:
    before = planted.copy(deep=True)
    _asked(planted)
    pd.testing.assert_frame_equal(planted, before)


def test_days_left_out_of_the_frame_are_unknown_days(planted: pd.DataFrame) -> None:
    holes = planted.drop(planted.index[[100, 101, 250]])
    unknown = planted.copy()
    unknown.iloc[[100, 101, 250]] = np.nan
    assert _asked(holes).to_json() == _asked(unknown).to_json()


def test_the_order_of_days_does_not_matter(planted: pd.DataFrame, found: Result) -> None:
    assert _asked(planted.sample(frac=1, random_state=1)).to_json() == found.to_json()


def test_imperial_effects_are_for_ten_miles(planted: pd.DataFrame, found: Result) -> None:
    miles = _asked(planted, units=IMPERIAL)
    assert "10 mi more" in miles.sentence
    assert miles.table["effect"].iloc[0] == pytest.approx(1.609344 * found.table["effect"].iloc[0])
    assert miles.table["r"].iloc[0] == found.table["r"].iloc[0]


def test_rescaling_or_shifting_either_series_changes_no_correlation(planted: pd.DataFrame, found: Result) -> None:
    other = planted.assign(distance_7d_m=planted["distance_7d_m"] * 3 + 7, pain=planted["pain"] * 2 + 1)
    assert _asked(other).table[["r", "p", "lag"]].equals(found.table[["r", "p", "lag"]])


def test_a_weekday_habit_is_no_effect() -> None:
    days = pd.date_range("2024-01-01", periods=365, name="day")
    rng = np.random.default_rng(4)
    sunday = (days.day_of_week == 6).astype(float)
    daily = pd.DataFrame(
        {
            "distance_m": 5000 + 15_000 * sunday + rng.normal(0, 500, 365),
            "pain": 2 + 3 * sunday + rng.normal(0, 1, 365),
        },
        index=days,
    )
    found = association(daily, "distance_m", "pain", [0], seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    assert abs(found.table["r"].iloc[0]) < 0.2


@pytest.mark.parametrize("seed", range(3))
def test_two_habits_of_the_week_are_no_relation_even_where_most_days_are_zero(seed: int) -> None:
    rng = np.random.default_rng(seed)
    days = pd.date_range("2022-01-01", periods=1500, name="day")
    weekday = days.day_of_week.to_numpy()
    ran = rng.random(1500) < np.array([0.1, 0.4, 0.3, 0.5, 0.1, 0.3, 0.9])[weekday]
    hurt = rng.random(1500) < np.array([0.25, 0.15, 0.1, 0.1, 0.05, 0.05, 0.02])[weekday]
    daily = pd.DataFrame({"distance_m": ran * rng.normal(9000, 2000, 1500), "flare": hurt.astype(float)}, index=days)
    found = association(daily, "distance_m", "flare", LOAD_LAGS, seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    assert abs(found.table["r"].iloc[0]) < 0.09


def test_flares_are_in_percentage_points(planted: pd.DataFrame) -> None:
    daily = planted.assign(flare=(planted["pain"] >= 6).where(planted["pain"].notna()).astype(float))
    found = association(daily, "distance_7d_m", "flare", LOAD_LAGS, seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    assert found.table["effect_unit"].iloc[0] == "percentage points per 10 km"
    assert "percentage points more frequent" in found.sentence


def test_a_factor_of_the_diary_gets_a_round_step(planted: pd.DataFrame) -> None:
    sleep = 7 + np.random.default_rng(1).normal(0, 1.3, len(planted))
    found = _asked(planted.assign(factor_sleep=sleep), "factor_sleep")
    assert found.table["effect_unit"].iloc[0] == "points per 1 sleep"


@pytest.mark.parametrize(
    ("n_days", "have"),
    [(60, "57 days"), (86, "83 days"), (20, "17 days")],
    ids=["two months", "a day short", "short"],
)
def test_short_logs_are_refused_with_what_they_have(n_days: int, have: str) -> None:
    refused = association(_log(Truth(0.5), n_days), "distance_7d_m", "pain", LOAD_LAGS, seed=1)
    assert isinstance(refused, NotEnough)
    assert refused.have == have
    assert refused.need == "84 days"


def test_twelve_weeks_are_enough() -> None:
    assert isinstance(association(_log(Truth(0.5), 87), "distance_7d_m", "pain", LOAD_LAGS, seed=1), Result)


@pytest.mark.parametrize("column", ["distance_7d_m", "pain"])
@pytest.mark.parametrize("value", [0.0, 3.0])
def test_a_constant_series_is_refused(planted: pd.DataFrame, column: str, value: float) -> None:
    still = planted.assign(**{column: planted[column].where(planted[column].isna(), value)})
    refused = association(still, "distance_7d_m", "pain", LOAD_LAGS, seed=1)
    assert isinstance(refused, NotEnough)
    assert "other than the usual value" in refused.what


def test_a_handful_of_flares_is_refused(planted: pd.DataFrame) -> None:
    flare = pd.Series(0.0, index=planted.index)
    flare.iloc[[50, 120, 300]] = 1.0
    refused = association(planted.assign(flare=flare), "distance_7d_m", "flare", LOAD_LAGS, seed=1)
    assert isinstance(refused, NotEnough)
    assert refused.have == "3 days"


def test_an_absent_or_empty_column_is_refused(planted: pd.DataFrame) -> None:
    for daily in (planted.drop(columns="pain"), planted.assign(pain=np.nan), planted.iloc[:0]):
        refused = association(daily, "distance_7d_m", "pain", LOAD_LAGS, seed=1)
        assert isinstance(refused, NotEnough)
        assert refused.have == "no day"


def test_a_diary_and_a_log_that_never_meet_are_refused(planted: pd.DataFrame) -> None:
    apart = planted.copy()
    apart.iloc[:270, apart.columns.get_loc("pain")] = np.nan
    apart.iloc[250:, apart.columns.get_loc("distance_7d_m")] = np.nan
    refused = association(apart, "distance_7d_m", "pain", LOAD_LAGS, seed=1)
    assert isinstance(refused, NotEnough)
    assert refused.have == "0 days"


def test_no_lag_is_a_mistake_of_the_caller(planted: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="at least one lag"):
        association(planted, "distance_7d_m", "pain", [], seed=1)


def test_a_step_that_the_log_has_never_seen_becomes_a_smaller_one() -> None:
    daily = _log(Truth(0.8, 0.1), 540, seed=3)
    few = daily.assign(glute_sets_28d=daily["glute_sets_28d"] / 10)
    smaller = _asked(few, "glute_sets_28d")
    assert smaller.table["effect_unit"].iloc[0] == "points per 5 glute sets"
    usual = _asked(daily, "glute_sets_28d")
    assert usual.table["effect_unit"].iloc[0] == "points per 60 glute sets"
    assert smaller.table["effect"].iloc[0] / 5 == pytest.approx(10 * usual.table["effect"].iloc[0] / 60)
