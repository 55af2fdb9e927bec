"""Healing under way and a rhythm of the year take the credit from a block where they fit as well."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm

from analytics.blocks import courses, fits, headline, say, verdict
from analytics.blocks.courses import Courses
from analytics.blocks.judged import Judged, judge
from analytics.blocks.verdict import Reading
from analytics.headline import MOST_WORDS
from bench.calibration.blocks import worlds
from data.units import METRIC
from tests.analytics.blocks.test_adjusted import NOT, asked

BY_NAME = {world.name: world for world in worlds.WORLDS}
HEALS = BY_NAME["heals on its own, most of it 60 days before the block"]
SEASON, OLD_SEASON = BY_NAME["a season of ± 1"], BY_NAME["a season of ± 1, two years of diary before that"]
STEP = BY_NAME["the block, −2"]
NONE = Courses(-9.0, -9.0, (-3.0, -1.0), (0.0, -1.0, 1.0), 1.0)
FIRM = Reading(verdict.LOWER_MORE, "prior")
SOFT = Reading(verdict.LOWER_OR_TREND, "level")


def judged(world: worlds.World, seed: int, before: int = 52, block: int = 28, phi: float = 0.3) -> Judged:
    plan, known = worlds.diary(world, before, block, phi, np.random.default_rng(seed))
    return judge(plan, known, pd.DataFrame(), "pain")


def test_a_change_with_the_block_keeps_its_verdict() -> None:
    found = [judged(STEP, seed) for seed in range(6)]
    assert sum(each.reading.verdict in (verdict.LOWER_MORE, verdict.LOWER_MAYBE) for each in found) >= 5


def test_healing_under_way_takes_the_credit() -> None:
    found = [judged(HEALS, seed, phi=0.8) for seed in range(8)]
    assert not [each for each in found if each.reading.verdict in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)]
    assert [each for each in found if each.reading.doubt == "healing"]


def test_a_season_is_not_called_the_block() -> None:
    found = [judged(SEASON, seed, 28, 16).reading for seed in range(12)]
    assert not [each for each in found if each.verdict in (verdict.LOWER_MORE, verdict.LOWER_MAYBE, verdict.HIGHER)]
    assert [each for each in found if each.doubt == "season"]


@pytest.mark.parametrize(
    ("before", "found", "after"),
    [
        (FIRM, NONE, FIRM),
        (SOFT, NONE, SOFT),
        (FIRM, replace(NONE, healing=0.1), replace(SOFT, doubt="healing")),
        (SOFT, replace(NONE, healing=0.1), replace(SOFT, doubt="healing")),
        (FIRM, replace(NONE, season=-0.4), replace(SOFT, doubt="season")),
        (FIRM, replace(NONE, step=(-3.0, 0.1)), FIRM),
        (SOFT, replace(NONE, season=-0.4), SOFT),
        (SOFT, replace(NONE, step=(-3.0, 0.1)), SOFT),
        (SOFT, replace(NONE, season=0.1), replace(SOFT, doubt="season")),
        (FIRM, replace(NONE, season=0.1, of_season=(-1.5, -2.0, -1.0), years=3.0), replace(SOFT, doubt="year")),
        (Reading(verdict.HIGHER, "trend"), NONE, Reading(verdict.CANNOT_TELL, "level", "season")),
        (Reading(verdict.HIGHER, "trend"), replace(NONE, step=(0.2, 2.0)), Reading(verdict.HIGHER, "trend")),
    ],
)
def test_a_reading_is_made_less_firm_by_what_fits_as_well(before: Reading, found: Courses, after: Reading) -> None:
    assert courses.doubted(before, found, -2.0, has_level=True) == after


def test_of_pace_the_step_has_to_stand_beside_any_rhythm_of_the_year_and_healing_pays_nothing() -> None:
    found = replace(NONE, step=(-3.0, 0.1))
    assert courses.doubted(FIRM, found, -2.0, has_level=True, is_strict=True) == replace(SOFT, doubt="season")
    healing = replace(NONE, healing=-0.5)
    assert courses.doubted(FIRM, healing, -2.0, has_level=True, is_strict=True) == replace(SOFT, doubt="healing")
    assert courses.doubted(FIRM, healing, -2.0, has_level=True) == FIRM


def test_healing_pays_for_the_time_at_which_it_happens() -> None:
    """The best course of healing against the step, by another way: least squares on whitened days."""
    plan, known = worlds.diary(HEALS, 28, 16, 0.3, np.random.default_rng(1))
    line = fits.fit(plan).trend
    offset = plan.used["offset"].to_numpy(float)
    apart = np.abs(offset[:, None] - offset)
    covariance = (1 - line.w) * line.phi**apart + line.w * (apart == 0)
    scores, ones = plan.used["observed"].to_numpy(), np.ones(len(offset))
    shapes = [
        offset >= 0,
        *(1 / (1 + np.exp((offset + at) / wide)) for at in courses.FALLS_BEFORE[:-1] for wide in courses.FALL_WIDTHS),
    ]
    away = [sm.GLS(scores, np.column_stack([ones, shape]), sigma=covariance).fit().wresid for shape in shapes]
    gain = [(away[0] @ away[0] - each @ each) / (2 * line.s2) for each in away[1:]]
    assert courses.measure(plan, known, line).healing == pytest.approx(max(gain) - courses.PRICE_OF_TIME, abs=1e-3)


def test_a_fall_that_cannot_be_quoted_without_a_trend_is_open() -> None:
    reading = courses.doubted(FIRM, replace(NONE, healing=1.0), -2.0, has_level=False)
    assert reading == Reading(verdict.CANNOT_TELL, "level")


def test_two_more_years_of_diary_know_the_season() -> None:
    plan, known = worlds.diary(OLD_SEASON, 28, 16, 0.3, np.random.default_rng(4))
    line = fits.fit(plan).trend
    short, long = (courses.measure(plan, scores, line) for scores in (plan.scores, known))
    assert short.years < 1.5 < 2 < long.years
    widths = [each.of_season[2] - each.of_season[1] for each in (short, long)]
    assert widths[1] < 0.8 * widths[0]


@pytest.mark.parametrize(
    ("estimate", "years", "change", "is_so"),
    [(-1.5, 3.0, -2.0, True), (-1.5, 1.5, -2.0, False), (-0.8, 3.0, -2.0, False), (1.5, 3.0, -2.0, False)],
)
def test_every_year_is_said_of_a_season_seen_twice(estimate: float, years: float, change: float, is_so: bool) -> None:
    found = replace(NONE, of_season=(estimate, estimate - 0.5, estimate + 0.5), years=years)
    assert found.is_every_year(change) is is_so


def test_the_step_beside_a_season_is_that_of_statsmodels_with_the_prior_as_two_more_observations() -> None:
    plan, known = worlds.diary(STEP, 28, 16, 0.3, np.random.default_rng(2))
    line = fits.fit(plan).trend
    used = plan.used["offset"].to_numpy(float)
    angle = 2 * np.pi * used / courses.YEAR_DAYS
    design = np.column_stack([np.ones(len(used)), used >= 0, np.sin(angle), np.cos(angle)])
    apart = np.abs(used[:, None] - used)
    covariance = np.zeros((len(used) + 2, len(used) + 2))
    covariance[:-2, :-2] = line.s2 * ((1 - line.w) * line.phi**apart + line.w * (apart == 0))
    covariance[-2:, -2:] = np.diag([courses.POINTS.season**2] * 2)
    more = np.vstack([design, [[0, 0, 1, 0], [0, 0, 0, 1]]])
    theirs = sm.GLS(np.r_[plan.used["observed"].to_numpy(), 0, 0], more, sigma=covariance).fit(cov_type="fixed scale")
    low, high = courses.measure(plan, known, line).step
    assert (low + high) / 2 == pytest.approx(theirs.params[1], abs=1e-6)


@pytest.mark.parametrize(
    ("doubt", "words", "line"),
    [
        ("healing", "it was healing already, and that alone could have brought it there", "it was healing already"),
        ("season", "a season cannot be ruled out", "a season cannot be ruled out"),
        ("year", "as at this time of every year on record", "as every year so far"),
    ],
)
def test_the_doubt_stands_in_the_sentence_with_what_to_do_next(doubt: str, words: str, line: str) -> None:
    found = replace(asked(NOT, 1), reading=replace(SOFT, doubt=doubt), adjusted=None)
    said = say(found, METRIC).sentence
    assert words in said
    assert said.endswith(" would tell.") or "another time of the year" in said
    short = headline.headline(found, METRIC)
    assert line in short
    assert len(short.split()) <= MOST_WORDS


def test_a_season_is_named_where_pain_is_higher_too() -> None:
    found = replace(asked(NOT, 1), reading=Reading(verdict.CANNOT_TELL, "level", "season"), adjusted=None)
    higher = replace(found, table=found.table.assign(estimate=1.5, low=0.5, high=2.5))
    assert "1.5 points higher, somewhere between 0.5 and 2.5, but a season cannot be ruled out" in (
        say(higher, METRIC).sentence
    )
    assert "but a season cannot be ruled out." in headline.headline(higher, METRIC)
