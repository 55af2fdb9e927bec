"""One line, never more than 25 words: what is sure, and the one doubt left."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pandas as pd
import pytest

from analytics import headline
from analytics.blocks import PainChange, verdict
from analytics.blocks.diary import Kept
from analytics.blocks.more_weeks import More
from analytics.blocks.verdict import Reading
from analytics.headline import MOST_WORDS, Answered
from analytics.lag import DEFAULT_PAIRS, Associations, Found, Pair
from analytics.lag.joint.verdict import CANNOT_TELL, RELATED
from analytics.result import NotEnough
from data.units import IMPERIAL, METRIC
from tests.analytics.lag.joint.answers import of_pair, ways

EMPTY = pd.DataFrame()
NO_PAIRS = NotEnough("10 days", "84 days", "weekly distance and pain on record together")
LONG_NAME = "A very long name that a reader gave to the block of that winter in the mountains"


def change(kind: str, doubt: str = "", low: float = -3.2, high: float = -1.57) -> PainChange:
    table = pd.DataFrame([{"estimate": (low + high) / 2, "low": low, "high": high, "is_quoted": True}])
    return PainChange(
        outcome="pain", reading=Reading(kind, "level", doubt), table=table, course=EMPTY, changes=EMPTY,
        placebo=EMPTY, matters=1.5, spell=None, kept=Kept(None, None), more=More(None), weeks_before=52,
        is_narrow=False, has_two_years=True, is_over=True, seed=1,
        priors=EMPTY, steepest=-1.6,
    )  # fmt: skip


def block(answer: PainChange | NotEnough, name: str = "Hip thrusts", start: str = "2021-11-29") -> Answered:
    return Answered(name, name, pd.Timestamp(start), pd.Timestamp(start) + pd.Timedelta(days=500), answer)


def pair(exposure: str, outcome: str, kind: str, weeks: float = 12.0) -> Found:
    return Found(of_pair(Pair(exposure, outcome, (0, 1))), 0.01, kind, (), weeks)


def pairs(*found: Found) -> Associations:
    return Associations(found, (), (), 1, 999)


@pytest.mark.parametrize("kind", headline.STRENGTH)
@pytest.mark.parametrize("doubt", ["", "trend", "rise", "fall", "spell", "diary"])
@pytest.mark.parametrize("name", ["Hip thrusts", LONG_NAME])
def test_a_blocks_line_never_has_more_than_25_words(kind, doubt, name):
    for low, high in ((-3.2, -1.57), (-3.2, -0.01), (1.2, 3.4)):
        said = headline.headline([block(change(kind, doubt, low, high), name)], NO_PAIRS).sentence
        assert len(said.split()) <= MOST_WORDS, said
        assert "0 points" not in said.replace("0.", "")


@pytest.mark.parametrize("declared", DEFAULT_PAIRS, ids=lambda p: f"{p.exposure} {p.outcome}")
def test_a_pairs_line_never_has_more_than_25_words(declared):
    for units, each, missing in itertools.product((METRIC, IMPERIAL), ways(declared), (0, 200)):
        answer = replace(each.answer, gaps=replace(each.answer.gaps, n_missing=missing))
        said = headline.headline([], pairs(replace(each, answer=answer)), units).sentence
        assert len(said.split()) <= MOST_WORDS, said
        assert "at least 0 " not in said


def test_a_refusal_says_in_weeks_of_scores_what_is_missing():
    long = NotEnough("a great many words " * 9, "more", "everything")
    assert headline.headline([], long).sentence == headline.TOO_EARLY
    assert headline.headline([], NO_PAIRS).sentence == (
        "Too early to tell what your pain goes with: "
        "it takes about 11 more weeks with a score a day, and training on record."
    )
    still = replace(NO_PAIRS, what="glute sets other than the usual value")
    assert headline.headline([], still).sentence == headline.TOO_EARLY


def test_what_is_sure_comes_first_and_is_rounded_down():
    said = headline.headline([block(change(verdict.LOWER_OR_TREND, "spell"))], NO_PAIRS)
    assert said.finding == "block.Hip thrusts.pain"
    assert said.sentence == (
        "Pain was lower by at least 1.5 points in “Hip thrusts”, 2021 to 2023; it began in a bad spell."
    )


def test_a_firm_answer_comes_before_a_newer_doubtful_one():
    firm = block(change(verdict.LOWER_MORE), "Firm", "2020-01-06")
    newer = block(change(verdict.LOWER_OR_TREND), "Newer", "2024-01-01")
    assert "Firm" in headline.headline([newer, firm], NO_PAIRS).sentence


def test_a_block_that_cannot_be_told_gives_way_to_a_related_pair():
    unclear = block(change(verdict.CANNOT_TELL))
    found = headline.headline([unclear], pairs(pair("distance_7d_m", "pain", RELATED)), METRIC)
    assert found.finding == "distance_7d_m.pain"
    assert found.sentence == (
        "After weeks with 10 km more, pain was at least 0.2 points higher; this does not say why."
    )


def test_a_related_pair_comes_before_a_block_that_leaves_a_doubt_and_after_a_firm_one():
    related = pairs(pair("distance_7d_m", "pain", RELATED))
    assert headline.headline([block(change(verdict.LOWER_OR_TREND))], related).finding == "distance_7d_m.pain"
    assert headline.headline([block(change(verdict.NO_SIGN))], related).finding == "distance_7d_m.pain"
    assert headline.headline([block(change(verdict.LOWER_MAYBE))], related).finding == "block.Hip thrusts.pain"


def test_missing_days_are_the_doubt_where_they_could_undo_the_relation():
    one = pair("distance_7d_m", "pain", RELATED)
    one = replace(one, answer=replace(one.answer, gaps=replace(one.answer.gaps, n_missing=200)))
    assert headline.headline([], pairs(one)).sentence.endswith("missing days could change that.")


def test_the_nearest_question_says_how_much_more_diary():
    near = pair("distance_7d_m", "pain", CANNOT_TELL, weeks=9.0)
    far = pair("ascent_m", "pain", CANNOT_TELL, weeks=40.0)
    said = headline.headline([], pairs(far, near)).sentence
    assert (
        said
        == "Cannot tell yet whether pain goes with weekly distance: about 9 more weeks would most likely settle it."
    )
