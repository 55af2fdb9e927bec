"""The cards: order, one a kind of training, what is left open and what it needs."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics import blocks, certainty, findings, lag
from analytics.blocks import headline as of_block
from analytics.blocks import verdict as v
from analytics.lag.joint.verdict import CANNOT_TELL, WITHDRAWN
from analytics.result import NotEnough
from bench.calibration.lag.runners import Truth, log
from data.units import IMPERIAL, METRIC

LACKING = NotEnough("8 easy runs in the last 12 months", "20 runs", "")


@pytest.fixture(scope="module")
def pairs():
    daily = log(Truth(0.8, 0.1, per_10_km=1.0, per_60_sets=-2.0), 500, np.random.default_rng(3))
    return lag.measure_all(daily, seed=1, n_surrogates=199)


@pytest.fixture(scope="module")
def change():
    rng = np.random.default_rng(4)
    days = pd.date_range("2024-01-01", periods=500, name="day")
    pain = np.round(np.r_[rng.normal(6, 1, 300), rng.normal(3, 1, 200)].clip(0, 10))
    daily = pd.DataFrame({"pain": pain, "distance_m": 5000.0}, index=days)
    return blocks.pain_before_after(daily, days[300], days[-1], seed=1)


def test_one_card_for_each_kind_of_training_and_the_surest_first(pairs):
    cards = findings.ranked(findings.pair_findings(pairs, METRIC))
    assert len({card.key for card in cards}) == len(cards)
    order = [certainty.SUREST_FIRST.index(card.badge) for card in cards]
    assert order == sorted(order)
    kinds = [lag.pairs.exposure(card.numbers.exposure).kind for card in cards]
    assert len(set(kinds)) == len(kinds)


def test_a_pair_named_in_the_address_has_a_card_once(pairs):
    usual = {card.key for card in findings.pair_findings(pairs, METRIC)}
    other = next(f"{a.exposure}.{a.outcome}" for a in pairs.asked if f"{a.exposure}.{a.outcome}" not in usual)
    with_it = [card.key for card in findings.pair_findings(pairs, METRIC, other)]
    assert sorted(with_it) == sorted([*usual, other])
    one = next(iter(usual))
    assert len(findings.pair_findings(pairs, METRIC, one)) == len(usual)


READINGS = [
    *[(verdict, "level", "") for verdict in v.VERDICTS],
    (v.LOWER_OR_TREND, "level", "spell"), (v.LOWER_OR_TREND, "level", "diary"),
    *[(v.CANNOT_TELL, "level", doubt) for doubt in ("rise", "fall", "trend", "diary")],
]  # fmt: skip


@pytest.mark.parametrize(("verdict", "basis", "doubt"), READINGS)
@pytest.mark.parametrize("is_over", [True, False])
def test_every_verdict_on_a_block_has_a_line_of_at_most_twenty_words(change, verdict, basis, doubt, is_over):
    found = replace(change, reading=v.Reading(verdict, basis, doubt), is_over=is_over)
    said = of_block.headline(found, METRIC)
    assert len(said.split()) <= 20, said
    assert said.endswith(".")
    assert of_block.badge(found) in certainty.SUREST_FIRST
    assert len(of_block.short(found, is_over=False).split()) <= 5


def test_a_block_that_is_over_is_not_said_to_go_on(change):
    over = moved(replace(change, reading=v.Reading(v.CANNOT_TELL, "level"), is_over=True), -1, 2)
    for numbers in (over, replace(over, reading=v.Reading(v.LOWER_OR_TREND, "level"))):
        assert " was " in of_block.headline(numbers, METRIC) or "Cannot tell" in of_block.headline(numbers, METRIC)
        assert "more week" not in of_block.needs(numbers)
    assert of_block.short(over, is_over=True) == "cannot tell"
    assert of_block.short(over, is_over=False) == "cannot tell yet"


def moved(change, low: float, high: float):
    return replace(change, table=change.table.assign(estimate=(low + high) / 2, low=low, high=high))


@pytest.mark.parametrize(
    ("ends", "doubt", "badge", "said", "short"),
    [
        ((-4.0, -1.45), "", certainty.LOWER_OPEN,
         "Pain was lower, by at least 1.4 points; whether by the block is open.",
         "pain lower, cause open"),
        ((-4.0, -0.03), "", certainty.LOWER_OPEN,
         "Pain was lower; whether by the block is open.", "pain lower, cause open"),
        ((1.0, 3.0), "trend", certainty.HIGHER_OPEN,
         "Pain was 2 points higher, but it may have been rising already.", "pain higher, cause open"),
        ((-3.0, 1.0), "", certainty.CANNOT_TELL, "Cannot tell: between 3 points lower and 1 higher.", "cannot tell"),
    ],
)  # fmt: skip
def test_badge_line_and_card_of_a_block_agree_on_what_is_sure(change, ends, doubt, badge, said, short):
    found = moved(replace(change, reading=v.Reading(v.CANNOT_TELL, "level", doubt), is_over=True, spell=0.0), *ends)
    assert of_block.badge(found) == badge
    assert of_block.headline(found, METRIC) == said
    assert of_block.short(found, is_over=True) == short


def test_a_block_whose_cause_is_open_is_asked_on_and_has_no_card(change):
    found = moved(replace(change, reading=v.Reading(v.CANNOT_TELL, "level")), -4, -1)
    block = findings.Block(
        "b", "Three hundred", change.course["day"].min(), change.course["day"].max(), found, LACKING
    )
    assert findings.block_findings([block], METRIC) == []
    assert "Three hundred, pain" in [each.name for each in findings.open_questions(LACKING, [block], LACKING)]


def test_a_refused_block_says_what_there_is_and_what_it_takes():
    lacks = NotEnough("3 weeks", "14 weeks", "pain scores before the block")
    said = of_block.headline(lacks, METRIC)
    assert said == "Cannot tell: 3 weeks of pain scores before the block; it takes 14 weeks."
    assert of_block.needs(lacks) == "3 weeks so far, 14 weeks needed"


def test_the_headline_of_a_block_is_its_interval(change):
    said = of_block.headline(replace(change, reading=v.Reading(v.LOWER_MORE, "level")), IMPERIAL)
    estimate = change.change[0]
    assert f"{abs(estimate):.1f}".rstrip("0").rstrip(".") in said
    assert said.startswith(("Pain is ", "Pain was "))


def test_what_cannot_be_told_is_listed_with_what_it_needs_the_nearest_first(pairs, change):
    first = replace(pairs.asked[0], verdict=CANNOT_TELL, reasons=(), more_weeks=30.0)
    second = replace(pairs.asked[1], verdict=CANNOT_TELL, reasons=(), more_weeks=6.0)
    some = replace(pairs, asked=(first, second), refused=())
    asked = findings.open_questions(some, [], LACKING)
    assert [each.needs for each in asked] == [
        "6 more weeks",
        "30 more weeks",
        "8 easy runs in the last 12 months so far, 20 runs needed",
    ]
    said = findings.headline(asked)
    assert said.startswith("Three questions need more diary. The nearest is ")
    assert len(said.split()) <= certainty.MOST_WORDS


PLAN, NEAR, FAR = (
    findings.Open("Hills and pain", "climb changed by plan"),
    findings.Open("Three hundred, pain", "56 more weeks", 56.0, True, True),
    findings.Open("Daily distance and flares", "60 more weeks", 60.0, True),
)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([NEAR, PLAN, PLAN, PLAN, PLAN],
         "Five questions cannot be answered yet; one of them needs 56 more weeks of diary: Three hundred, pain."),
        ([NEAR, FAR, PLAN],
         "Three questions cannot be answered yet; two of them need more diary. The nearest is Three hundred, pain: "
         "56 more weeks of diary."),
        ([NEAR, FAR], "Two questions need more diary. The nearest is Three hundred, pain: 56 more weeks."),
        ([FAR], "One question needs more diary. The nearest is daily distance and flares: 60 more weeks."),
        ([PLAN, replace(FAR, weeks=np.inf)],
         "Two questions cannot be answered yet; one of them needs more diary: daily distance and flares."),
    ],
)  # fmt: skip
def test_only_questions_that_more_diary_answers_are_counted_as_needing_it(asked, said):
    assert findings.headline(asked) == said
    assert len(said.split()) <= certainty.MOST_WORDS


def test_questions_that_more_diary_will_not_settle_do_not_promise_it(pairs):
    never = replace(pairs.asked[0], verdict=CANNOT_TELL, reasons=(), more_weeks=np.inf)
    asked = findings.open_questions(replace(pairs, asked=(never,), refused=()), [], LACKING)[:1]
    assert findings.headline(asked) == "One question cannot be answered yet, and more diary alone will not do."


def test_a_log_without_any_answer_still_lists_its_questions():
    asked = findings.open_questions(LACKING, [], LACKING)
    assert [each.name for each in asked] == ["Training and pain", "Easy pace over the year"]
    assert findings.pace_finding(LACKING, METRIC) == []


def test_three_weeks_say_how_many_more_the_first_answer_takes():
    asked = findings.open_questions(NotEnough("9 days", "84 days", "pain and training"), [], LACKING)
    assert asked[0].needs == "9 of 84 days so far, 11 more weeks"
    assert findings.headline(asked).endswith("The nearest is training and pain: 9 of 84 days so far, 11 more weeks.")


def test_a_withdrawn_pair_says_what_to_do(pairs):
    drifting = replace(pairs.asked[0], verdict=WITHDRAWN, reasons=("future",))
    hidden = replace(pairs.asked[0], verdict=WITHDRAWN, reasons=("gaps",))
    asked = findings.open_questions(replace(pairs, asked=(drifting, hidden), refused=()), [], LACKING)
    assert "changed by plan: four weeks clearly up, four clearly down" in asked[0].needs
    assert asked[1].needs == "a score on every day, good and bad"


def test_a_wait_longer_than_anybodys_is_a_plan_instead(pairs):
    never = replace(pairs.asked[0], verdict=CANNOT_TELL, reasons=(), more_weeks=368.0)
    asked = findings.open_questions(replace(pairs, asked=(never,), refused=()), [], LACKING)
    assert "changed by plan" in asked[0].needs
    assert not np.isfinite(asked[0].weeks)
