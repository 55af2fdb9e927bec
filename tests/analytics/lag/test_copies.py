"""The same numbers are asked once."""

import numpy as np
import pandas as pd
import pytest

from analytics.lag import associations
from analytics.lag.answer import Copy
from analytics.lag.ask import split
from analytics.lag.calendar import calendar
from analytics.lag.pairs import DEFAULT_PAIRS, Pair
from analytics.result import Result
from bench.calibration.lag.runners import Truth, log

PAIN = Pair("distance_7d_m", "pain", (0, 1))
MORNING = Pair("distance_7d_m", "pain_morning", (0, 1))


@pytest.fixture(scope="module")
def mornings() -> pd.DataFrame:
    daily = log(Truth(0.8, 0.2), 200, np.random.default_rng(1))
    return daily.assign(pain_morning=daily["pain"])


def test_morning_pain_is_asked_once_where_the_diary_has_mornings_only(mornings: pd.DataFrame) -> None:
    kept, left_out = split(calendar(mornings), [PAIN, MORNING])
    assert kept == [PAIN]
    assert left_out == [Copy("distance_7d_m", "pain_morning", same_as="pain")]


def test_one_other_score_makes_it_a_question_of_its_own(mornings: pd.DataFrame) -> None:
    other = mornings.assign(
        pain_morning=mornings["pain"].where(mornings.index != mornings["pain"].first_valid_index())
    )
    assert split(calendar(other), [PAIN, MORNING])[0] == [PAIN, MORNING]


def test_other_lags_are_another_question(mornings: pd.DataFrame) -> None:
    later = Pair("distance_7d_m", "pain_morning", (2, 3))
    assert split(calendar(mornings), [PAIN, later])[0] == [PAIN, later]


def test_columns_that_are_not_there_are_no_copies(mornings: pd.DataFrame) -> None:
    asked = [Pair("distance_7d_m", name, (0, 1)) for name in ("pain_evening", "flare")]
    assert split(calendar(mornings), asked)[0] == asked


def test_the_copy_is_listed_with_its_reason_and_not_counted(mornings: pd.DataFrame) -> None:
    found = associations(mornings, seed=1, n_surrogates=49, pairs=[PAIN, MORNING])
    assert isinstance(found, Result)
    assert list(found.table["outcome"]) == ["pain"]
    reason = "Asked once: in this diary morning pain and pain are the same scores."
    assert found.details["refused"].to_numpy().tolist() == [["distance_7d_m", "pain_morning", reason]]
    assert found.sentence.startswith("None of 1 pairs") or "of 1 pairs" in found.sentence
    assert not any("could not be asked" in caveat for caveat in found.caveats)


def test_every_declared_pair_is_kept_or_listed_as_a_copy(mornings: pd.DataFrame) -> None:
    kept, left_out = split(calendar(mornings), DEFAULT_PAIRS)
    named = [(pair.exposure, pair.outcome) for pair in (*kept, *left_out)]
    assert sorted(named) == sorted((pair.exposure, pair.outcome) for pair in DEFAULT_PAIRS)
