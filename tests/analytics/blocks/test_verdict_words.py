"""The words of each verdict, about pain and about pace."""

from __future__ import annotations

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import diary_words, pace_words, pain_words, verdict
from analytics.blocks import words as shared
from analytics.blocks.more_weeks import More
from analytics.words import say_number

# verdict, change, interval -> words; a change of 1.2 matters
PAIN_WORDS = [
    (verdict.LOWER_MORE, -2.5, -3.46, -1.6,
     "Since the block began your pain is about 2.5 points lower, somewhere between 1.6 and 3.5: "
     "more than the 1.2 that matters."),
    (verdict.LOWER_MAYBE, -1.5, -2.6, -0.4,
     "Since the block began your pain is about 1.5 points lower, somewhere between 0.4 and 2.6; "
     "less than 1.2 may not be enough to matter."),
    (verdict.LOWER_OR_TREND, -1.0, -1.6, -0.4,
     "Since the block began your pain is about 1 point lower, somewhere between 0.4 and 1.6, "
     "but a trend already under way cannot be ruled out."),
    (verdict.NO_SIGN, -0.1, -1.1, 1.0,
     "No sign that your pain changed with the block: anywhere between 1.1 points lower and 1 higher. "
     "A change of 1.2 points, the smallest that matters, would have been seen."),
    (verdict.HIGHER, 1.5, 0.4, 2.6,
     "Since the block began your pain is about 1.5 points higher, somewhere between 0.4 and 2.6."),
    (verdict.CANNOT_TELL, -1.0, -4.0, 2.0,
     "Cannot tell yet whether your pain changed with the block: anywhere between 4 points lower and 2 higher."),
    (verdict.CANNOT_TELL, -3.0, -5.8, -0.2,
     "Pain has been lower in the block so far, by at least 0.2 points and at most 5.8; "
     "how much, and whether it was coming anyway, is open."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "estimate", "low", "high", "words"), PAIN_WORDS)
def test_each_verdict_about_pain_has_its_words(
    said: str, estimate: float, low: float, high: float, words: str
) -> None:
    assert pain_words.pain(said, "pain", (estimate, low, high), 1.2) == words
    morning = pain_words.pain(said, "pain_morning", (estimate, low, high), 1.2)
    assert morning == words.replace("your pain", "your morning pain").replace("Pain has", "Morning pain has")


@pytest.mark.parametrize(
    ("said", "change", "is_short", "words"),
    [
        (verdict.LOWER_MORE, (-2.1, -3.0, -1.3), False,
         "During the block your pain was about 2.1 points lower, somewhere between 1.3 and 3: "
         "more than the 1.2 that matters."),
        (verdict.CANNOT_TELL, (-3.8, -6.0, -1.7), True,
         "Pain was lower in the block by about 3.8 points, somewhere between 1.7 and 6, "
         "but on too few weeks before it for a verdict."),
        (verdict.CANNOT_TELL, (-0.5, -1.3, 0.2), False,
         "Cannot tell whether your pain changed with the block: anywhere between 1.3 points lower and 0.2 higher."),
    ],
)  # fmt: skip
def test_a_block_that_is_over_is_told_in_the_past(
    said: str, change: tuple[float, float, float], is_short: bool, words: str
) -> None:
    assert pain_words.pain(said, "pain", change, 1.2, is_over=True, is_short=is_short) == words


def test_higher_and_pace_are_told_in_the_past_too() -> None:
    assert pain_words.higher_or_trend("pain", (1.2, 0.5, 1.9), is_over=True).startswith(
        "During the block your pain was about 1.2 points higher"
    )
    fast = pace_words.pace(verdict.LOWER_MORE, (-13.4, -18.0, -10.2), -4.0, 5.0, "km", True, is_over=True)
    assert fast.startswith("During the block your easy pace at the same heart rate was about 13 s/km faster (4 %)")
    open_end = pace_words.pace(verdict.CANNOT_TELL, (-10.0, -18.0, -2.0), -4.0, 5.0, "km", True, is_over=True)
    assert "with the block: it was between 2 and 18 s/km faster." in open_end
    assert pain_words.more_weeks(More(9, has_trend=True), 1.5, is_over=True) == (
        "It would have taken about 9 more weeks of the block to most likely show a change of 1.5 points "
        "if there was one."
    )


# verdict, unit, seconds -> words; 4 % is the change, 5 % would have been seen
PACE_WORDS = [
    (verdict.LOWER_MORE, "km", (-13.4, -18.0, -10.2), True,
     "Since the block began your easy pace at the same heart rate is about 13 s/km faster (4 %), "
     "somewhere between 10 and 18."),
    (verdict.LOWER_MORE, "mi", (-21.6, -29.0, -16.4), True,
     "Since the block began your easy pace at the same heart rate is about 22 s/mi faster (4 %), "
     "somewhere between 16 and 29."),
    (verdict.LOWER_MAYBE, "mi", (-21.6, -40.0, -3.0), False,
     "Since the block began your easy pace is about 22 s/mi faster (4 %), somewhere between 3 and 40; "
     "it may not be enough to matter."),
    (verdict.HIGHER, "km", (13.4, 1.0, 26.0), True,
     "Since the block began your easy pace at the same heart rate is about 13 s/km slower (4 %), "
     "somewhere between 1 and 26."),
    (verdict.CANNOT_TELL, "mi", (-3.0, -20.0, 14.0), True,
     "Cannot tell whether your easy pace at the same heart rate changed with the block: anywhere between "
     "20 s/mi faster and 14 s/mi slower. Only a change of about 5 % or more would most likely have been seen."),
    (verdict.CANNOT_TELL, "km", (-3.0, -12.0, 6.0), False,
     "Cannot tell whether your easy pace changed with the block: anywhere between "
     "12 s/km faster and 6 s/km slower. Only a change of about 5 % or more would most likely have been seen."),
    (verdict.CANNOT_TELL, "km", (-10.0, -18.0, -2.0), True,
     "Cannot tell whether your easy pace at the same heart rate got 3 % faster or more with the block: "
     "since the block began it is between 2 and 18 s/km faster. "
     "Only a change of about 5 % or more would most likely have been seen."),
    (verdict.CANNOT_TELL, "mi", (10.0, 2.0, 18.0), False,
     "Cannot tell whether your easy pace got 3 % slower or more with the block: "
     "since the block began it is between 2 and 18 s/mi slower. "
     "Only a change of about 5 % or more would most likely have been seen."),
]  # fmt: skip


@pytest.mark.parametrize(("said", "unit", "seconds", "has_hr", "words"), PACE_WORDS)
def test_each_verdict_about_pace_has_its_words_in_the_readers_unit(
    said: str, unit: str, seconds: tuple[float, float, float], has_hr: bool, words: str
) -> None:
    assert pace_words.pace(said, seconds, np.sign(seconds[0]) * 4.0, 5.0, unit, has_hr) == words


# rise or fall, interval against the time before, over -> words
ONLY_THAN_TREND = [
    (True, -0.8, 0.5, False,
     "Since the block began your pain is not clearly lower than before, anywhere between 0.8 points lower and "
     "0.5 higher. "
     "It was rising before the block, and is lower only compared with more of the same; "
     "such a rise often ends on its own."),
    (True, 0.2, 1.4, True,
     "During the block your pain was not clearly lower than before, anywhere between 0.2 and 1.4 points higher. "
     "It was rising before the block, and was lower only compared with more of the same; "
     "such a rise often ends on its own."),
    (False, -0.8, 0.5, False,
     "Since the block began your pain is not clearly higher than before, anywhere between 0.8 points lower and "
     "0.5 higher. "
     "It was falling before the block, and is higher only compared with more of the same; "
     "such a fall often ends on its own."),
    (False, -1.0, 0.5, True,
     "During the block your pain was not clearly higher than before, anywhere between 1 point lower and 0.5 higher. "
     "It was falling before the block, and was higher only compared with more of the same; "
     "such a fall often ends on its own."),
]  # fmt: skip


@pytest.mark.parametrize("outcome", ["pain", "pain_morning"])
@pytest.mark.parametrize(("is_rise", "low", "high", "is_over", "words"), ONLY_THAN_TREND)
def test_lower_only_than_a_rise_is_said_with_what_pain_was_before(
    outcome: str, is_rise: bool, low: float, high: float, is_over: bool, words: str
) -> None:
    said = pain_words.only_than_trend(outcome, is_rise, ((low + high) / 2, low, high), is_over=is_over)
    assert said == words.replace("your pain", f"your {shared.noun(outcome)}")


@pytest.mark.parametrize(("outcome", "noun"), [("pain", "pain"), ("pain_morning", "morning pain")])
def test_a_diary_kept_differently_is_said_with_its_numbers(outcome: str, noun: str) -> None:
    assert diary_words.kept_differently(outcome, (0.0, -0.8, 0.5)) == (
        f"Cannot tell whether your {noun} changed with the block: anywhere between 0.8 points lower and 0.5 higher, "
        "but the diary was not kept in the same way."
    )
    assert diary_words.other_days(outcome, 0.55, 0.95) == (
        f"You wrote your {noun} down on 55 % of the days before and on 95 % in the block: "
        "bad days are the first to be written down, so that alone can change the average."
    )
    assert shared.yearly(noun) == (
        f"{noun.capitalize()} that comes and goes with the year (dark months, race season) can look like a change "
        "with the block: only scores over two full years could tell the two apart."
    )


def test_more_scores_a_day_are_said_with_their_numbers() -> None:
    assert diary_words.other_entries(2.43, 1.0) == (
        "On days with a score you wrote 2.4 of them before and 1 in the block: "
        "the highest of the day counts, so that alone can change the average."
    )


def test_higher_without_a_trend_allowed_for_is_said_with_its_doubt() -> None:
    assert pain_words.higher_or_trend("pain", (1.2, 0.5, 1.9)) == (
        "Since the block began your pain is about 1.2 points higher, somewhere between 0.5 and 1.9, "
        "but a trend already under way cannot be ruled out."
    )


@pytest.mark.parametrize(
    ("weeks", "has_trend", "words"),
    [
        (1, True, "About 1 more week of the block, scored as often as now, would most likely show a change of "
         "1.5 points if there is one. It takes longer to be sure that there is none."),
        (9, False, "About 9 more weeks of the block, scored as often as now, would most likely show a change of "
         "1.5 points if there is one, though not apart from a trend already under way. "
         "It takes longer to be sure that there is none."),
        (0, True, "A change of 1.5 points would most likely have shown by now; more weeks narrow it down."),
        (None, True, "More weeks of this block would not settle it: too few scores from before it. "
         "An older diary can be imported; before the next block, score about 28 weeks."),
    ],
)  # fmt: skip
def test_how_many_more_weeks_is_said_plainly(weeks: int | None, has_trend: bool, words: str) -> None:
    assert pain_words.more_weeks(More(weeks, has_trend), 1.5) == words


def test_with_28_weeks_before_it_nobody_is_told_to_score_28_weeks() -> None:
    said = pain_words.more_weeks(More(None), 1.5, is_long_before=True)
    assert "too few scores" not in said
    assert "28 weeks" not in said
    assert "one day's pain is much like the next" in said


def test_a_change_inside_the_interval_is_never_said_to_have_shown_by_now() -> None:
    for is_over in (True, False):
        said = pain_words.more_weeks(More(0, has_trend=True), 1.5, is_over=is_over, is_held=True)
        assert "shown by now" not in said
        assert said.startswith("The range still holds a change of 1.5 points")


@pytest.mark.parametrize(
    ("value", "words"), [(0.04, "0"), (-0.04, "0"), (1.0, "1"), (1.04, "1"), (1.46, "1.5"), (12.34, "12.3")]
)
def test_numbers_are_said_as_a_person_would(value: float, words: str) -> None:
    assert say_number(value) == words


def test_no_sentence_claims_more_than_it_knows() -> None:
    said = [pain_words.pain(case[0], "pain", case[1:4], 1.2) for case in PAIN_WORDS]
    said += [pace_words.pace(case[0], case[2], 4.0, 5.0, case[1], case[3]) for case in PACE_WORDS]
    said += [
        text
        for name, text in {**vars(pain_words), **vars(pace_words)}.items()
        if name.isupper() and isinstance(text, str)
    ]
    said += [pain_words.higher_or_trend("pain", (1, 0.5, 1.5)), pain_words.after_bad_spell("pain")]
    said += [pain_words.only_than_trend("pain", is_rise, (1, 0.5, 1.5)) for is_rise in (True, False)]
    said += [diary_words.kept_differently("pain", (1, 0.5, 1.5))]
    said += [diary_words.other_days("pain", 0.5, 0.9)]
    said += [
        diary_words.other_entries(2, 1),
        shared.yearly("pain"),
        pain_words.more_weeks(More(3, has_trend=True), 2),
    ]
    assert not [text for text in said if re.search("signific|caus|prove|harm|optimal|risk", text)]


def _said_of(more: More, weeks_before: int, after_block: pd.Timestamp | None = None) -> str:
    found = SimpleNamespace(
        more=more,
        matters=1.5,
        is_over=True,
        weeks_before=weeks_before,
        after_block=after_block,
        change=(0.0, -1.0, 1.0),
    )
    return pain_words._more(found)


def test_an_older_diary_is_asked_for_only_where_it_could_help() -> None:
    other = pd.Timestamp("2024-05-01")
    assert "older diary" in _said_of(More(None), 13)
    assert "older diary" in _said_of(More(3, is_before=True), 8)
    for said in (
        _said_of(More(None), 28),
        _said_of(More(None), 13, other),
        _said_of(More(3, is_before=True), 8, other),
    ):
        assert "older diary" not in said


def test_a_pause_that_is_too_short_says_how_much_is_missing() -> None:
    said = _said_of(More(3, is_before=True), 8, pd.Timestamp("2024-05-01"))
    assert said.startswith("The pause before this block is about 3 weeks too short to judge it by. Before the next")


def test_no_range_is_wider_than_the_scale_and_none_hides_that_it_leaves_a_size_out() -> None:
    assert shared.span(-11.2, 4.2) == "anywhere between 10 points lower and 4.2 higher"
    assert shared.span(-0.72, 0.97, below=1.0) == "anywhere between 0.72 points lower and 0.97 higher"
    assert shared.span(-0.72, 0.97) == "anywhere between 0.7 points lower and 1 higher"
    assert shared.span(-1.0, 0.4) == "anywhere between 1 point lower and 0.4 higher"


def test_too_few_runs_from_before_a_block_are_said_plainly() -> None:
    assert pace_words.more_runs(None, None, 3) == (
        "More weeks of this block will not settle it: there are too few runs from before it."
    )
    assert "would not have settled it" in pace_words.more_runs(None, None, 3, is_over=True)


def test_that_no_gain_is_sure_does_not_read_as_sure_that_there_was_none() -> None:
    assert pace_words.NONE_SURE_YET == "It cannot be said yet that you got faster."
    assert "sure" not in pace_words.NONE_SURE + pace_words.sure(2.0, "km", False)
