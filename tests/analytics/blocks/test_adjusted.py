"""What is left of a change with mileage, and what else was declared, the same before and in the block."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analytics.blocks import PainChange, adjusted, adjusted_words, headline, pain_before_after, say, verdict
from analytics.blocks.adjusted import MILEAGE, Adjusted
from analytics.blocks.else_changed import else_changed
from analytics.blocks.judged import judge
from analytics.headline import MOST_WORDS
from analytics.statistics.autocorrelated import Fit
from bench.calibration.blocks import mileage
from data.units import IMPERIAL, METRIC

ACTS, NOT, APART = mileage.WORLDS[0], mileage.WORLDS[6], mileage.WORLDS[4]


def asked(world: mileage.World, seed: int, phi: float = 0.5, **more: object) -> PainChange:
    plan, daily = mileage.diary(world, phi, np.random.default_rng(seed))
    known = daily.assign(pain=plan.scores.reindex(daily.index))
    found = pain_before_after(known, plan.start, plan.end, seed=1, **more)
    assert isinstance(found, PainChange)
    return found


def test_a_fall_that_less_running_brought_is_not_the_blocks() -> None:
    found = asked(ACTS, 4)
    assert found.adjusted is not None and found.adjusted.was_lower
    assert (found.reading.verdict, found.reading.doubt) == (verdict.CANNOT_TELL, "mileage")
    low, high = found.change[1:]
    assert low < 0 < high
    said = say(found, METRIC).sentence
    assert said.startswith("Your running fell with the block, from 4")
    assert "points lower, but with mileage the same what is left is anywhere between" in said
    assert said.count("A block with mileage as before it would tell.") == 1


def test_what_the_block_itself_brought_stays_with_mileage_the_same() -> None:
    found = asked(NOT, 1)
    assert found.reading.verdict in verdict.LOWER
    said = say(found, METRIC).sentence
    assert "points lower; with mileage the same, " in said
    assert found.table.loc[found.table["is_quoted"], "term"].item().endswith("adjusted")
    assert found.change[0] == pytest.approx(-2, abs=1)


def test_the_expected_course_follows_mileage_and_the_bracket_shows_what_is_left() -> None:
    found = asked(ACTS, 1)
    before, during = found.course.iloc[0], found.course.iloc[-1]
    assert during["expected"] < before["expected"] - 0.5
    assert during["fitted"] - during["expected"] == pytest.approx(found.change[0])


def test_where_hardly_a_day_of_the_block_is_like_those_before_the_two_cannot_be_told_apart() -> None:
    found = asked(APART, 1)
    assert found.adjusted is not None and found.adjusted.apart == (MILEAGE,)
    assert (found.reading.verdict, found.reading.doubt) == (verdict.CANNOT_TELL, "mileage")
    assert "what each of the two did cannot be told apart" in say(found, METRIC).sentence
    assert "adjusted" not in " ".join(found.table["term"])


def test_miles_are_said_to_a_reader_of_miles() -> None:
    found = asked(APART, 1)
    assert " mi a week." in say(found, IMPERIAL).sentence
    assert headline.headline(found, IMPERIAL).split(" mi ")[0].split()[-1].replace(".", "").isdigit()


def test_a_block_with_mileage_as_before_is_adjusted_for_nothing() -> None:
    plan, daily = mileage.diary(replace(ACTS, cut=0.0), 0.5, np.random.default_rng(3))
    with_running = judge(plan, plan.scores, daily, "pain")
    assert with_running.rows is None
    assert with_running.reading == judge(plan, plan.scores, daily[[]], "pain").reading


def test_running_that_is_not_on_record_for_long_enough_adjusts_for_nothing() -> None:
    plan, daily = mileage.diary(ACTS, 0.5, np.random.default_rng(3))
    late = daily.assign(distance_7d_m=daily[MILEAGE].where(daily.index > plan.start - pd.Timedelta(days=40)))
    assert adjusted.rows(plan, late, "pain") is None


def test_a_declared_column_is_adjusted_for_like_mileage() -> None:
    plan, daily = mileage.diary(replace(ACTS, cut=0.0, acts=0.0), 0.5, np.random.default_rng(5))
    rng = np.random.default_rng(6)
    sitting = 8 - 2.0 * (daily.index >= plan.start) + rng.normal(0, 2, len(daily))
    pain = (plan.scores.reindex(daily.index) + sitting - 8).clip(0, 10)
    known = daily.assign(factor_sitting_h=sitting, pain=pain)
    answers = [
        pain_before_after(known, plan.start, plan.end, seed=1, covariates=names)
        for names in ((), ("factor_sitting_h",))
    ]
    plain, held = answers
    assert isinstance(plain, PainChange) and isinstance(held, PainChange)
    assert plain.adjusted is None and plain.reading.verdict in verdict.LOWER
    assert held.adjusted is not None and held.adjusted.columns == ("factor_sitting_h",)
    assert held.change[0] == pytest.approx(held.adjusted.unadjusted[0] + 2, abs=0.5)
    assert "with hours of sitting the same" in say(held, METRIC).sentence.lower()


def test_a_morning_is_not_adjusted_for_the_running_after_it() -> None:
    plan, daily = mileage.diary(ACTS, 0.5, np.random.default_rng(1))
    evening, morning = (adjusted.rows(plan, daily, outcome) for outcome in ("pain", "pain_morning"))
    assert evening is not None and morning is not None
    assert evening.terms.shape[1] == 5
    assert morning.terms.shape[1] == 4
    np.testing.assert_allclose(np.diff(evening.terms[:, 1]), np.diff(morning.terms[:, 0]))


def test_the_adjusted_line_is_that_of_statsmodels_at_the_same_autocorrelation() -> None:
    plan, daily = mileage.diary(NOT, 0.5, np.random.default_rng(1))
    found = judge(plan, plan.scores, daily, "pain")
    assert found.left is not None and found.rows is not None
    line, used = found.left.trend, found.rows.plan.used
    offset = used["offset"].to_numpy(float)
    terms = np.column_stack([np.ones(len(used)), found.rows.terms, offset / 365.25, offset >= 0])
    theirs = sm.GLS(used["observed"].to_numpy(), terms, sigma=_covariance(line, offset)).fit()
    np.testing.assert_allclose(line.beta, theirs.params, atol=1e-7)
    np.testing.assert_allclose(line.se, theirs.bse, rtol=1e-7)


def _covariance(line: Fit, offset: np.ndarray) -> np.ndarray:
    apart = np.abs(offset[:, None] - offset)
    return (1 - line.w) * line.phi**apart + line.w * (apart == 0)


@pytest.mark.parametrize("kind", verdict.VERDICTS)
@pytest.mark.parametrize("outcome", ["pain", "pain_morning"])
def test_a_headline_of_what_is_left_has_at_most_25_words(kind: str, outcome: str) -> None:
    found = asked(NOT, 1)
    for doubt in ("", "spell", "diary", "healing", "season", "year", "mileage"):
        for apart in ((), (MILEAGE,)):
            held = Adjusted((MILEAGE, "factor_sleep_h"), (45_000.0, 31_000.0), apart, (-2.1, -3.0, -1.2), True)
            if (doubt == "mileage") != (kind == verdict.CANNOT_TELL) or (apart and kind != verdict.CANNOT_TELL):
                continue
            reading = verdict.Reading(kind, "trend", doubt)
            line = headline.headline(replace(found, reading=reading, adjusted=held, outcome=outcome), METRIC)
            assert len(line.split()) <= MOST_WORDS, line


def test_mileage_is_said_in_the_same_figures_wherever_a_card_says_it() -> None:
    found = asked(NOT, 1)
    _, daily = mileage.diary(NOT, 0.5, np.random.default_rng(1))
    days = found.course["day"]
    start = days[found.course["phase"] == "during"].iloc[0]
    distance = next(each for each in else_changed(daily, days.min(), start, days.max(), METRIC) if each.unit == "km")
    before, during = distance.said.removesuffix(" km").split(" → ")
    held = replace(found.adjusted, weekly_m=(99_000.0, 11_000.0), apart=(MILEAGE,))
    apart = replace(found, adjusted=held, reading=verdict.Reading(verdict.CANNOT_TELL, "level", "mileage"))
    assert f"from {before} to {during} km a week" in say(found, METRIC).sentence
    assert f"you ran {during} km a week instead of {before}" in headline.headline(apart, METRIC)


def test_more_running_with_less_pain_is_said_as_more_with_mileage_the_same() -> None:
    found = asked(NOT, 1)
    held = Adjusted((MILEAGE,), (30_000.0, 45_000.0), (), (-0.5, -1.0, 0.0), False)
    more = replace(found, adjusted=held)
    weeks = pd.DataFrame({"what": ["running"], "before": [30_000.0], "during": [45_000.0]})
    assert adjusted_words.running(held, weeks, METRIC) == "Your running rose with the block, from 30 to 45 km a week."
    said = adjusted_words.size(more, held)
    assert said.startswith("Pain is 0.5 points lower; with mileage the same, ")
    assert said.endswith("points lower")
