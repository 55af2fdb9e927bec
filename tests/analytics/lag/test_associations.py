"""All declared pairs at once: the same numbers as one by one, with the number of questions paid for."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests

from analytics.lag import DEFAULT_PAIRS, Pair, association, associations
from analytics.lag.ask import benjamini_hochberg
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
    found = associations(daily, seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    return found


@given(st.lists(st.floats(0.0005, 1.0), min_size=1, max_size=40))
def test_q_is_that_of_statsmodels(p: list[float]) -> None:
    expected = multipletests(p, method="fdr_bh")[1]
    assert benjamini_hochberg(np.array(p)) == pytest.approx(expected)


def test_every_pair_has_one_row_or_one_refusal(page: Result) -> None:
    named = [*zip(page.table["exposure"], page.table["outcome"], strict=True)]
    refused = [*zip(page.details["refused"]["exposure"], page.details["refused"]["outcome"], strict=True)]
    assert sorted(named + refused) == sorted((pair.exposure, pair.outcome) for pair in DEFAULT_PAIRS)
    assert {exposure for exposure, _ in refused} == {"longest_run_7d_m", "hard_s"}
    assert page.details["refused"]["reason"].str.startswith("Cannot tell yet: no day of").all()


def test_a_row_of_the_page_is_the_pair_asked_alone(daily: pd.DataFrame, page: Result) -> None:
    unshared = ["q", "verdict"]
    for pair in (DEFAULT_PAIRS[0], DEFAULT_PAIRS[-2]):
        alone = association(daily, pair.exposure, pair.outcome, pair.lags, seed=1, n_surrogates=499)
        assert isinstance(alone, Result)
        is_pair = (page.table["exposure"] == pair.exposure) & (page.table["outcome"] == pair.outcome)
        row = page.table[is_pair].drop(columns=unshared).reset_index(drop=True)
        pd.testing.assert_frame_equal(row, alone.table.drop(columns=unshared), rtol=1e-4)


def test_related_means_a_q_of_at_most_one_in_ten_an_effect_other_than_0_and_no_control_as_strong(
    page: Result,
) -> None:
    is_claimed = page.table["verdict"].isin(["related", "withdrawn"])
    is_clear = (page.table["effect_low"] > 0) | (page.table["effect_high"] < 0)
    assert (is_claimed == ((page.table["q"] <= 0.10) & is_clear)).all()
    assert is_claimed.any()


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
    assert set(page.details["controls"].columns) >= {"exposure", "outcome", "control", "lag", "r", "n"}


def test_with_nothing_planted_nothing_is_called_related() -> None:
    found = associations(_daily(Truth(0.8, 0.3), seed=3), seed=1, n_surrogates=499)
    assert isinstance(found, Result)
    assert found.verdict in ("nothing to see yet", "cannot tell")
    assert found.sentence.startswith("None of 12 pairs can be said to go together.")
    assert "may be chance" not in " ".join(found.caveats)


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
