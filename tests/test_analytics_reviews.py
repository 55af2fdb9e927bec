"""Answers are looked at every four weeks from the first day, and what lies between is marked."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.result import NotEnough
from analytics.reviews import INTERIM, REVIEW_DAYS, review_date, reviewed

FIRST = pd.Timestamp("2026-08-24")


def day(n: int) -> pd.Timestamp:
    return FIRST + pd.Timedelta(days=n)


@pytest.mark.parametrize(
    ("today", "end", "said"),
    [
        (day(0), None, "Before the first look, 21 Sep 2026: what stands here is interim."),
        (day(27), None, "Before the first look, 21 Sep 2026: what stands here is interim."),
        (day(28), None, "As of the last review, 21 Sep 2026; next look 19 Oct 2026."),
        (day(100), None, "As of the last review, 16 Nov 2026; next look 14 Dec 2026."),
        (day(100), day(105), "As of the last review, 16 Nov 2026; next look 7 Dec 2026."),
        (day(100), day(100), "As of the last review, 16 Nov 2026; next look 14 Dec 2026."),
        (day(100), day(60), "As of the last review, 23 Oct 2026: the block is over, and no more looks follow."),
    ],
)
def test_the_dates_in_words(today, end, said):
    assert review_date(FIRST, today, end).sentence == said


@pytest.mark.parametrize("n", range(0, 90, 7))
def test_today_lies_between_the_last_review_and_the_next_less_than_four_weeks_apart(n):
    dates = review_date(FIRST, day(n))
    last = FIRST if dates.last is None else dates.last
    assert last <= day(n) < dates.next
    assert dates.next - last == pd.Timedelta(days=REVIEW_DAYS)


def test_the_hour_of_the_day_does_not_matter():
    assert review_date(FIRST, day(28) + pd.Timedelta(hours=5)) == review_date(FIRST, day(28))


def test_a_log_that_has_not_begun_is_named_with_its_first_day():
    with pytest.raises(ValueError, match="Nothing to look at yet: it begins on 24 Aug 2026"):
        review_date(FIRST, day(-1))


def asked(until: pd.Timestamp) -> NotEnough:
    return NotEnough(str(until.date()), "more", "days")


def test_the_review_sees_nothing_after_its_date_and_today_is_marked_interim():
    both = reviewed(asked, FIRST, day(100))
    assert both.shown.have == "2026-11-16"
    assert both.interim.have == str(day(100).date())
    assert both.interim.caveats == (INTERIM,)
    assert both.shown.caveats == ()


def test_before_the_first_review_the_interim_answer_is_shown_as_such():
    both = reviewed(asked, FIRST, day(20))
    assert both.review is None
    assert both.shown is both.interim
    assert both.shown.caveats == (INTERIM,)


@pytest.mark.parametrize(("today", "end"), [(day(84), None), (day(100), day(60))])
def test_on_a_review_date_and_after_the_block_there_is_nothing_interim(today, end):
    both = reviewed(asked, FIRST, today, end)
    assert both.interim == both.review
    assert both.interim.caveats == ()
