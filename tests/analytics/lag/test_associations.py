"""All declared pairs in the joint model: the same numbers as one by one, the number of questions paid for."""

import json

import numpy as np
import pandas as pd
import pytest
from statsmodels.stats.multitest import multipletests

from analytics.lag import DEFAULT_PAIRS, Associations, Pair, associations, measure_all, measure_one, say
from analytics.lag.joint.table import COLUMNS
from analytics.lag.pairs import EXPOSURES, OUTCOMES
from analytics.result import NotEnough, Result
from bench.calibration.lag.runners import Truth, log
from data.units import IMPERIAL


def _daily(truth: Truth, n_days: int = 540, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    daily = log(truth, n_days, rng)
    morning = daily["pain"].where(rng.random(n_days) < 0.8)
    flare = (daily["pain"] >= 6).where(daily["pain"].notna()).astype(float)
    return daily.assign(
        pain_morning=morning, flare=flare, ascent_m=daily["distance_m"] * rng.lognormal(-4, 0.4, n_days)
    )


@pytest.fixture(scope="module")
def daily() -> pd.DataFrame:
    return _daily(Truth(0.8, 0.2, per_10_km=0.8))


@pytest.fixture(scope="module")
def page(daily: pd.DataFrame) -> Result:
    found = associations(daily, seed=1, n_surrogates=199)
    assert isinstance(found, Result)
    return found


def test_q_is_that_of_statsmodels(page: Result) -> None:
    assert page.table["q"].to_numpy() == pytest.approx(multipletests(page.table["p"], method="fdr_bh")[1])


def test_every_pair_has_one_row_or_one_refusal(page: Result) -> None:
    named = [*zip(page.table["exposure"], page.table["outcome"], strict=True)]
    refused = [*zip(page.details["refused"]["exposure"], page.details["refused"]["outcome"], strict=True)]
    assert sorted(named + refused) == sorted((pair.exposure, pair.outcome) for pair in DEFAULT_PAIRS)
    assert {exposure for exposure, _ in refused} == {"longest_run_7d_m", "hard_s"}
    assert page.details["refused"]["reason"].str.startswith("Cannot tell yet: no day of").all()


def test_a_row_of_the_page_is_the_pair_asked_alone(daily: pd.DataFrame, page: Result) -> None:
    unshared = ["q", "verdict", "reasons"]
    for pair in (DEFAULT_PAIRS[0], DEFAULT_PAIRS[-2]):
        alone = say(measure_one(daily, pair, seed=1, n_surrogates=199))
        is_pair = (page.table["exposure"] == pair.exposure) & (page.table["outcome"] == pair.outcome)
        row = page.table[is_pair].drop(columns=unshared).reset_index(drop=True)
        pd.testing.assert_frame_equal(row, alone.table.drop(columns=unshared))


def test_related_means_a_q_of_at_most_one_in_ten_an_effect_other_than_0_and_nothing_against_it(page: Result) -> None:
    is_clear = (page.table["low"] > 0) | (page.table["high"] < 0)
    is_claimed = (page.table["q"] <= 0.10) & is_clear
    related = page.table["verdict"] == "related"
    assert (related == (is_claimed & (page.table["reasons"] == ""))).all()
    assert related.any()


def test_running_is_adjusted_for_strength_and_strength_for_running(page: Result) -> None:
    beside = dict(zip(page.table["exposure"], page.table["adjusted_for"], strict=True))
    assert beside == {
        "distance_7d_m": "glute_sets_28d",
        "distance_m": "distance_7d_m, glute_sets_28d",
        "ascent_m": "distance_7d_m, glute_sets_28d",
        "glute_sets_28d": "distance_7d_m",
    }


def test_the_table_has_its_documented_columns_and_effects_per_si_unit(page: Result) -> None:
    assert list(page.table.columns) == list(COLUMNS)
    row = page.table.iloc[0]
    assert row["low"] <= row["effect"] <= row["high"]
    assert row["per_step"] == pytest.approx(10_000 * row["effect"])
    assert row["per_step_unit"] == "points per 10 km"
    assert row["effect"] == pytest.approx(0.8 / 10_000, rel=0.5)


def test_the_planted_pair_leads_the_summary(page: Result) -> None:
    assert page.verdict == "related"
    assert "they tend to be right or wrong together" in " ".join(page.caveats)
    assert "go together. On days after weeks with 10 km more, pain was" in page.sentence


def test_every_pair_has_its_own_sentence_lags_controls_and_gaps(page: Result) -> None:
    assert len(page.details["sentences"]) == len(page.table)
    n_lags = {(pair.exposure, pair.outcome): len(pair.lags) for pair in DEFAULT_PAIRS}
    asked = zip(page.table["exposure"], page.table["outcome"], strict=True)
    assert len(page.details["lags"]) == sum(n_lags[pair] for pair in asked)
    assert len(page.details["missing"]) == len(page.table)
    assert set(page.details["controls"].columns) >= {"exposure", "outcome", "control", "lag", "t", "n"}


def test_with_nothing_planted_nothing_is_called_related() -> None:
    found = associations(_daily(Truth(0.8, 0.3), seed=3), seed=1, n_surrogates=199)
    assert isinstance(found, Result)
    assert found.verdict in ("nothing to see yet", "cannot tell")
    assert found.sentence.startswith("None of 12 pairs can be said to go together.")


def test_the_page_is_json_and_speaks_miles(daily: pd.DataFrame) -> None:
    found = associations(daily, seed=1, n_surrogates=99, units=IMPERIAL)
    json.dumps(found.to_json(), allow_nan=False)
    assert "10 mi more" in found.sentence


def test_a_short_log_is_refused_with_the_first_pairs_reason(daily: pd.DataFrame) -> None:
    refused = associations(daily.iloc[:50], seed=1)
    assert isinstance(refused, NotEnough)
    assert refused.have.endswith(" days")
    assert int(refused.have.split()[0]) < 50
    assert refused.need == "84 days"


def test_strength_off_the_record_is_not_adjusted_for_and_said_so(daily: pd.DataFrame) -> None:
    late = daily.assign(glute_sets_28d=daily["glute_sets_28d"].where(np.arange(len(daily)) > 400))
    found = measure_all(late, seed=1, n_surrogates=49, pairs=[DEFAULT_PAIRS[0]])
    assert isinstance(found, Associations)
    assert found.asked[0].answer.unadjusted == ("glute_sets_28d",)
    assert "adjusted for" not in say(found).sentence


def test_the_daily_frame_is_not_changed(daily: pd.DataFrame) -> None:
    before = daily.copy(deep=True)
    associations(daily, seed=1, n_surrogates=49)
    pd.testing.assert_frame_equal(daily, before)


def test_other_pairs_may_be_declared(daily: pd.DataFrame) -> None:
    found = associations(daily, seed=1, n_surrogates=99, pairs=[Pair("distance_m", "pain", (0, 1))])
    assert isinstance(found, Result)
    assert list(found.table["exposure"]) == ["distance_m"]
    assert found.table["q"].iloc[0] == found.table["p"].iloc[0]


def test_each_declared_pair_names_a_declared_exposure_and_outcome() -> None:
    assert {pair.exposure for pair in DEFAULT_PAIRS} <= {declared.column for declared in EXPOSURES}
    assert {pair.outcome for pair in DEFAULT_PAIRS} == {declared.column for declared in OUTCOMES}
    assert len(set(DEFAULT_PAIRS)) == len(DEFAULT_PAIRS)
