"""Which verdict two intervals give, and in which words."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics import facts
from analytics.blocks import design, verdict
from analytics.statistics.autocorrelated import Fit
from tests.analytics.blocks.fits import line

WIDE = line(-4.0, 3.0)
# trend fit, level-only fit, usable weeks before, bad spell -> verdict and the fit it quotes
CASES = {
    "lower, all of it more than matters": (line(-3.5, -1.6), line(-3, -2), 30, False, verdict.LOWER_MORE, "prior"),
    "lower, the near end within what matters": (
        line(-3.0, -0.5), line(-3, -2), 30, False, verdict.LOWER_MAYBE, "prior"),
    "lower without a trend, unclear with one": (
        line(-2.5, 0.5), line(-2, -0.5), 30, False, verdict.LOWER_OR_TREND, "level"),
    "lower with a trend on too few weeks for one": (
        line(-3.5, -1.6), line(-3, -2), 25, False, verdict.LOWER_OR_TREND, "level"),
    "lower with a trend interval too wide": (WIDE, line(-3, -2), 30, False, verdict.LOWER_OR_TREND, "level"),
    "nothing": (line(-1.0, 0.9), line(-0.8, 0.7), 30, False, verdict.NO_SIGN, "prior"),
    "nothing, and no trend to be had": (WIDE, line(-0.8, 0.7), 15, False, verdict.NO_SIGN, "level"),
    "nothing, but one that matters may hide": (
        line(-1.6, 0.2), line(-0.8, 0.7), 30, False, verdict.CANNOT_TELL, "prior"),
    "higher": (line(0.4, 2.4), line(0.5, 2), 30, False, verdict.HIGHER, "prior"),
    "higher after a bad spell is never said": (
        line(0.4, 2.4), line(0.5, 2), 30, True, verdict.CANNOT_TELL, "prior"),
    "higher without a trend only": (line(-0.5, 2.4), line(0.5, 2), 30, False, verdict.CANNOT_TELL, "level"),
    "lower than the rise only: healing on its own": (
        line(-3.5, -1.6), line(-0.8, 0.5), 30, False, verdict.CANNOT_TELL, "level"),
    "the same where the level fit is too wide for a verdict": (
        line(-3.5, -1.6), line(-3.5, 1.0), 30, False, verdict.CANNOT_TELL, "level"),
    "lower than before even by a level fit too wide for a verdict": (
        line(-3.5, -1.6), line(-5, -0.5), 30, False, verdict.LOWER_MORE, "prior"),
    "lower, but most of it is the rise's": (
        line(-4.9, -2.9), line(-2, -0.6), 30, False, verdict.LOWER_OR_TREND, "level"),
    "the same by a level fit too wide for a verdict": (
        line(-5.9, -4.9), line(-4.6, -0.1), 30, False, verdict.CANNOT_TELL, "level"),
    "lower after a bad spell": (line(-3.5, -1.6), line(-3, -2), 30, True, verdict.LOWER_MORE, "prior"),
    "lower without a trend only, after a bad spell": (
        line(-2.5, 0.5), line(-2, -0.5), 30, True, verdict.LOWER_OR_TREND, "level"),
    "higher than the fall only": (line(0.4, 2.4), line(-0.5, 0.8), 30, False, verdict.CANNOT_TELL, "level"),
    "higher, but most of it is the fall's": (line(2, 4), line(0.2, 1.8), 30, False, verdict.CANNOT_TELL, "level"),
    "both wide": (WIDE, line(-3, 2), 30, False, verdict.CANNOT_TELL, "prior"),
    "wide and all below zero": (line(-5.5, -0.1), line(-5, -0.5), 30, False, verdict.CANNOT_TELL, "prior"),
    "too few weeks before for any verdict": (
        line(-3.5, -1.6), line(-3, -2), 11, False, verdict.CANNOT_TELL, "level"),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_pair_of_intervals_gives_its_verdict(name: str) -> None:
    trend, level, weeks, is_bad_spell, said, basis = CASES[name]
    reading = verdict.decide(trend, level, 1.5, weeks, is_bad_spell)
    assert (reading.verdict, reading.basis) == (said, basis)


@pytest.mark.parametrize(
    ("trend", "level", "is_bad_spell", "said", "doubt"),
    [
        (line(-3.5, -1.6), line(-3, -2), False, verdict.LOWER_OR_TREND, "diary"),
        (line(-3.5, -1.6), line(-3, -2), True, verdict.LOWER_OR_TREND, "spell"),
        (line(-3.0, -0.5), line(-3, -2), False, verdict.LOWER_OR_TREND, "diary"),
        (line(-2.5, 0.5), line(-2, -0.5), False, verdict.LOWER_OR_TREND, "diary"),
        (line(0.4, 2.4), line(0.5, 2), False, verdict.CANNOT_TELL, "diary"),
        (line(-1.0, 0.9), line(-0.8, 0.7), False, verdict.CANNOT_TELL, "diary"),
        (line(-1.0, 0.9), line(-0.8, 0.7), True, verdict.CANNOT_TELL, "diary"),
        (line(-3.5, -1.6), line(-0.8, 0.5), False, verdict.CANNOT_TELL, "rise"),
        (line(0.4, 2.4), line(-0.5, 0.8), False, verdict.CANNOT_TELL, "fall"),
    ],
)
def test_a_diary_kept_differently_holds_no_firm_verdict(
    trend: Fit, level: Fit, is_bad_spell: bool, said: str, doubt: str
) -> None:
    reading = verdict.decide(trend, level, 1.5, 30, is_bad_spell, is_kept_differently=True)
    assert (reading.verdict, reading.doubt) == (said, doubt)


def test_no_sign_after_a_bad_spell_stays() -> None:
    assert verdict.decide(line(-1.0, 0.9), line(-0.8, 0.7), 1.5, 30, True).verdict == verdict.NO_SIGN


def test_a_verdict_is_one_of_six() -> None:
    assert {case[4] for case in CASES.values()} == set(verdict.VERDICTS)
    assert verdict.VERDICTS == (
        "lower by more than matters",
        "lower but maybe not by enough to matter",
        "lower but a trend already under way cannot be ruled out",
        "no sign",
        "higher",
        "cannot tell",
    )


@pytest.mark.parametrize(("baseline", "matters"), [(8, 2.0), (5, 1.5), (4, 1.2), (2, 1.0), (0, 1.0)])
def test_two_points_or_a_third_of_the_start_matter_but_never_less_than_a_point(
    baseline: float, matters: float
) -> None:
    assert facts.pain_change_that_matters(baseline) == pytest.approx(matters)


@pytest.mark.parametrize(
    ("phi", "weeks_before", "zeros", "is_narrow"),
    [
        (0.9, 12, 0.0, True),
        (0.9, 30, 0.0, False),
        (0.6, 12, 0.0, False),
        (0.9, 30, 0.4, True),
        (0.6, 30, 0.4, False),
        (0.97, 50, 0.0, True),
    ],
)
def test_strong_autocorrelation_with_few_weeks_or_many_zeros_may_make_the_interval_too_narrow(
    phi: float, weeks_before: int, zeros: float, is_narrow: bool
) -> None:
    start = pd.Timestamp("2024-01-01")
    first = -7 * weeks_before + design.LEFT_OUT_FROM
    days = pd.date_range(start + pd.Timedelta(days=first), periods=-first + 84)
    scores = pd.Series(np.where(np.arange(len(days)) % 10 < 10 * zeros, 0.0, 4.0), index=days)
    plan = design.build(scores, start, days[-1])
    assert verdict.may_be_too_narrow(line(-1, 1, phi), plan) == is_narrow
