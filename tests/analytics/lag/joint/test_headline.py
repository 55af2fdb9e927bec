"""What is said of a pair: every verdict, every declared pair, both units; no sentence says more than its test."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from analytics import certainty
from analytics.lag import DEFAULT_PAIRS, Pair, say
from analytics.lag.joint import headline as of
from analytics.lag.joint.answer import Drift, Effect
from analytics.lag.joint.controls import BICEPS, FUTURE, REACTION, WEEKLY, Control
from analytics.lag.joint.found import Found, more_weeks, weeks_of
from analytics.lag.joint.sentence import caveats, rests_on, sentence
from analytics.lag.joint.verdict import CANNOT_TELL, DRIFT, FLOOR, NOTHING, RELATED, WITHDRAWN, what_matters
from data.units import IMPERIAL, METRIC, Units
from tests.analytics.lag.joint.answers import ANSWER, NAN, found, ways

UNITS = [METRIC, IMPERIAL]
KM, SETS = (Pair("distance_7d_m", "pain", (0, 1)), Pair("glute_sets_28d", "pain", (0, 7, 14)))


@pytest.mark.parametrize("pair", DEFAULT_PAIRS, ids=lambda p: f"{p.exposure}.{p.outcome}")
@pytest.mark.parametrize("units", UNITS, ids=lambda u: u.name)
def test_no_headline_is_longer_than_a_glance(pair: Pair, units: Units) -> None:
    seen = set()
    for each in ways(pair):
        said = of.headline(each, units)
        seen.add(said)
        assert len(said.split()) <= certainty.MOST_WORDS, said
        assert said.endswith(".")
        assert "nan" not in said
    assert len(seen) >= 15


@pytest.mark.parametrize("units", UNITS, ids=lambda u: u.name)
def test_every_way_has_a_sentence_caveats_and_what_it_rests_on(units: Units) -> None:
    for pair in DEFAULT_PAIRS:
        for each in ways(pair):
            for words in (sentence(each, units), rests_on(each), *caveats(each, units)):
                assert words.endswith("."), words
                assert "nan" not in words.split()
                assert "_" not in words


def test_a_relation_says_which_way_how_much_when_how_sure_and_beside_what() -> None:
    told = next(ways(KM))
    assert of.headline(told, METRIC) == (
        "10 more km a week go with 0.5 points more pain the next day (0.2 to 0.8), adjusted for glute sets."
    )
    assert of.headline(told, IMPERIAL).startswith("10 more miles a week go with 0.8 points more pain the next day (")
    assert sentence(told, METRIC).startswith(
        "On days after weeks with 10 km more, pain was 0.5 points higher (0.2 to"
    )


@pytest.mark.parametrize(
    ("control", "t", "said"),
    [
        (REACTION, 3.3, "The other way round, your running after a day with more pain, shows far less: "
         "a signal of 3.3 against 25."),
        (FUTURE, 9.0, "The other way round, your weekly distance after a day with more pain, shows less: "
         "a signal of 9 against 25."),
        (BICEPS, 25.0, "Biceps sets, which cannot act on a back, show as much: a signal of 25 against 25."),
        (WEEKLY, 26.0, "The other way round, your running after a week with more pain, shows more: a signal of 26 "
         "against 25."),
    ],
)  # fmt: skip
def test_the_strongest_control_is_set_beside_the_question_in_one_plain_sentence(control, t, said) -> None:
    told = next(ways(KM))
    beside = replace(told.answer, controls=(Control(control, -1, t, 25.0, 1.0, 300),))
    assert rests_on(replace(told, answer=beside)).endswith(f" {said}")


def test_a_related_pair_is_never_said_to_be_between_0_and_something() -> None:
    for pair in DEFAULT_PAIRS:
        for each in ways(pair):
            if each.verdict == RELATED:
                for words in (of.headline(each, METRIC), sentence(each, METRIC)):
                    assert not re.search(r"\((0|[\d.]+ to 0|no change)( to|\))", words), words


def test_what_stands_out_alone_but_not_among_all_is_called_a_hint() -> None:
    one = Found(ANSWER, 0.3, NOTHING, (), 30.0)
    assert of.headline(one, METRIC).startswith("A hint only: 10 more km a week went with 1 point more pain;")
    assert "alone that would stand out" in sentence(one, METRIC)
    assert "hint" not in of.headline(replace(one, verdict=RELATED), METRIC)


def test_a_drift_says_what_share_is_left_and_never_that_nothing_is() -> None:
    slow = replace(ANSWER, p=0.2, drift=Drift(False, 0.01, NAN, 0.42, NAN))
    told = found(slow)
    assert (told.verdict, told.reasons) == (WITHDRAWN, (DRIFT,))
    for words in (of.headline(told, METRIC), sentence(told, METRIC)):
        assert "42 % of the difference is left" in words
        assert "nothing is left" not in words
    assert found(replace(slow, drift=Drift(False, 0.01, NAN, 0.86, NAN))).verdict != WITHDRAWN


def test_near_the_floor_nothing_is_said_not_to_go_together() -> None:
    low = replace(ANSWER, p=0.6, share_at_floor=0.6, effect=Effect(0.0, -1e-6, 1e-6, 1e-6, "points"))
    told = found(low)
    assert (told.verdict, told.reasons) == (CANNOT_TELL, (FLOOR,))
    assert "do not go together" not in sentence(told, METRIC)
    assert "No sign" not in of.headline(told, METRIC)
    assert "on 60 % of days pain was at its lowest" in of.headline(told, METRIC)
    assert of.needs(told) == "flares noted, yes or no"


def test_cannot_tell_says_how_much_more_diary_or_that_more_will_not_do() -> None:
    wide = next(each for each in ways(KM) if each.verdict == CANNOT_TELL)
    assert "about 7 more weeks should tell" in of.headline(wide, METRIC)
    never = replace(wide, more_weeks=np.inf)
    assert "only a planned change would tell" in of.headline(never, METRIC)
    assert "because one day is much like the next" in sentence(never, METRIC)
    assert of.needs(replace(wide, more_weeks=12.0)) == "12 more weeks"


def test_the_forecast_and_the_interval_come_from_one_fit() -> None:
    """Twice the standard error takes four times as long, and a change that is ruled out takes no more time."""
    effect = Effect(0.0, -1e-4, 1e-4, 2e-5, "points")
    once = replace(ANSWER, effect=effect)
    twice = replace(once, effect=replace(effect, se=2 * effect.se))
    assert weeks_of(twice) + more_weeks(twice) == pytest.approx(4 * (weeks_of(once) + more_weeks(once)), abs=4)
    assert more_weeks(replace(once, effect=replace(effect, se=1e-6))) == 4
    assert more_weeks(replace(once, effect=replace(effect, se=1e-2))) == np.inf


def test_what_would_be_seen_by_now_is_never_inside_the_interval() -> None:
    """Nothing to see yet is said only where a change that matters lies outside the interval."""
    for scale in (0.2, 0.6, 0.99, 1.01, 3.0):
        end = scale * what_matters(ANSWER) / (2 * ANSWER.spread)
        told = found(replace(ANSWER, p=0.6, effect=Effect(0.0, -end, end, end / 2, "points")))
        assert (told.verdict == NOTHING) == (scale < 1)


def test_a_doubt_left_makes_a_relation_likely_and_not_clear() -> None:
    related = replace(found(), answer=replace(ANSWER, gaps=replace(ANSWER.gaps, n_missing=0)))
    assert of.badge(related) == certainty.CLEAR
    same_day, hidden, alone = (
        replace(related.answer, lag=0),
        replace(related.answer, gaps=replace(ANSWER.gaps, n_missing=200)),
        replace(related.answer, unadjusted=("glute_sets_28d",), adjusted_for=()),
    )
    for doubted in (same_day, hidden, alone):
        assert of.badge(replace(related, answer=doubted)) == certainty.LIKELY
    assert "Not adjusted for glute sets" in " ".join(caveats(replace(related, answer=alone), METRIC))
    assert "adjusted for" not in of.headline(replace(related, answer=alone), METRIC)


def test_a_drift_is_a_trend_and_a_matched_control_cannot_tell() -> None:
    assert of.badge(Found(ANSWER, 0.01, WITHDRAWN, (DRIFT,), 4.0)) == certainty.TREND
    for reason in (REACTION, FUTURE):
        matched = Found(ANSWER, 0.01, WITHDRAWN, (reason,), 4.0)
        assert of.badge(matched) == certainty.CANNOT_TELL
        assert "the other way round" in of.headline(matched, METRIC)


def test_units_change_words_and_steps_and_no_figure() -> None:
    one = next(ways(SETS))
    metric, imperial = say(one, METRIC), say(one, IMPERIAL)
    assert metric.table[["effect", "low", "high", "p"]].equals(imperial.table[["effect", "low", "high", "p"]])
    assert (metric.table["low"] <= metric.table["effect"]).all()
