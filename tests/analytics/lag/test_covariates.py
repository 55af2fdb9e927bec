"""Adjusted for something else: what it explains goes, what it does not stays, and the choice is limited."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest

from analytics.lag import Pair, covariates, measure_one, say
from analytics.lag.covariates import CHOSEN_BEFORE, available, with_covariates
from analytics.result import NotEnough, Result
from bench.calibration.lag.runners import Truth, ar1, log
from data.daily_schema import label

DAY_KM = Pair("distance_m", "pain", (0, 1))
WEEK_KM = Pair("distance_7d_m", "pain", (0, 1, 2, 3))


def with_factors(daily: pd.DataFrame, seed: int = 1) -> pd.DataFrame:
    rng = np.random.default_rng(seed)
    n = len(daily)
    made = {f"factor_{name}": ar1(n, 0.5, rng) for name in ("stress", "sleep_h", "sitting_h", "medication")}
    return daily.assign(**made)


@pytest.fixture(scope="module")
def planted() -> pd.DataFrame:
    return with_factors(log(Truth(0.8, 0.1, per_10_km=0.8), 400, np.random.default_rng(3)))


@pytest.fixture(scope="module")
def confounded() -> pd.DataFrame:
    """Stress keeps the runner at home and hurts the same day; running does nothing."""
    daily = with_factors(log(Truth(0.5, 0.0), 500, np.random.default_rng(4)))
    stress = daily["factor_stress"]
    return daily.assign(
        distance_m=(8_000 - 3_000 * stress + np.random.default_rng(5).normal(0, 1_500, len(daily))).clip(0),
        pain=(daily["pain"] + 1.5 * stress).round().clip(0, 10),
    )


def asked(daily: pd.DataFrame, pair: Pair, *names: str) -> Result:
    found = with_covariates(daily, pair, [f"factor_{name}" for name in names], seed=1, n_surrogates=299)
    assert isinstance(found, Result)
    return found


def test_a_relation_that_stress_makes_goes_when_adjusted_for_stress(confounded: pd.DataFrame) -> None:
    found = asked(confounded, DAY_KM, "stress")
    before, after = found.table.to_dict("records")
    assert before["verdict"] == "related"
    assert after["verdict"] != "related"
    assert abs(after["effect"]) < abs(before["effect"]) / 2
    assert found.sentence.startswith("Adjusted for stress, they no longer go together. ")


def test_a_relation_of_its_own_stays(planted: pd.DataFrame) -> None:
    found = asked(planted, WEEK_KM, "sleep_h", "stress")
    assert found.table["covariates"].tolist() == ["", "hours of sleep, stress"]
    assert found.table["verdict"].tolist() == ["related", "related"]
    assert found.sentence.startswith(
        "Adjusted for hours of sleep and stress, the answer stays. On days after weeks with 10 km more, pain was 0."
    )
    assert found.caveats[0] == CHOSEN_BEFORE


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("related", "related", "Adjusted for stress and sitting, the answer stays. Then this."),
        ("related", "withdrawn", "Adjusted for stress and sitting, they no longer go together. Then this."),
        ("related", "cannot tell", "Adjusted for stress and sitting, they no longer go together. Then this."),
        ("cannot tell", "related", "Adjusted for stress and sitting, the answer is another one. Then this."),
        ("cannot tell", "cannot tell", "Adjusted for stress and sitting, the answer stays. Then this."),
    ],
)
def test_each_change_of_the_answer_has_its_sentence(before: str, after: str, said: str) -> None:
    plain, other = (Result(pd.DataFrame(), "Then this.", (), "", verdict) for verdict in (before, after))
    assert covariates._sentence(plain, other, ["stress", "sitting"]) == said


def test_the_unadjusted_row_is_the_pair_asked_alone_on_the_same_days(planted: pd.DataFrame) -> None:
    gaps = planted.assign(factor_stress=planted["factor_stress"].where(np.arange(len(planted)) % 3 > 0))
    found = asked(gaps, WEEK_KM, "stress")
    same_days = gaps.assign(pain=gaps["pain"].where(gaps["factor_stress"].notna()))
    alone = say(measure_one(same_days, WEEK_KM, seed=1, n_surrogates=299))
    pd.testing.assert_frame_equal(found.table.iloc[:1].drop(columns="covariates"), alone.table)
    assert found.table["n"].iloc[0] == found.table["n"].iloc[1]


def test_many_zeros_are_not_ranked_by_the_covariate() -> None:
    """Rest days and days without a flare are ties; taking stress out before ranking would order them by stress."""
    n_found = 0
    for seed in range(20):
        daily = with_factors(log(Truth(0.5, 0.0), 240, np.random.default_rng([6, seed])), seed)
        rare = daily.assign(flare=(daily["pain"] >= 7).astype(float))
        found = with_covariates(rare, Pair("distance_m", "flare", (0,)), ["factor_stress"], seed=1, n_surrogates=99)
        n_found += isinstance(found, Result) and bool(found.table["p"].iloc[1] <= 0.05)
    # 1 expected; 5 or more once in four hundred.
    assert n_found <= 4


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), "Name at least one thing to adjust for."),
        (
            ("stress", "sleep_h", "sitting_h", "medication"),
            "4 are too many to adjust for at a time: choose at most 3",
        ),
        (("coffee",), "Cannot adjust for coffee. Your diary has on enough days: stress, hours of sleep"),
    ],
)
def test_a_choice_that_cannot_be_is_named(planted: pd.DataFrame, names: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        with_covariates(planted, WEEK_KM, [f"factor_{name}" for name in names], seed=1)


def test_a_factor_on_too_few_days_or_always_the_same_is_not_offered(planted: pd.DataFrame) -> None:
    rare = planted["factor_stress"].where(np.arange(len(planted)) < 80)
    assert available(planted.assign(factor_rare=rare, factor_same=1.0)) == available(planted)
    assert "factor_stress" in available(planted)


def test_too_few_days_with_all_known_are_refused(planted: pd.DataFrame) -> None:
    odd = np.arange(len(planted)) // 100 % 2 == 0
    half = planted.assign(
        factor_stress=planted["factor_stress"].where(odd), factor_sleep_h=planted["factor_sleep_h"].where(~odd)
    )
    found = with_covariates(half, WEEK_KM, ["factor_stress", "factor_sleep_h"], seed=1)
    assert isinstance(found, NotEnough)


def test_words_and_json(planted: pd.DataFrame) -> None:
    assert label("factor_leg_stiffness") == "leg stiffness"
    json.dumps(asked(planted, WEEK_KM, "stress").to_json(), allow_nan=False)
