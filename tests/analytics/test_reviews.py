"""Answers are looked at every four weeks from the first day, and what lies between is marked."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.result import NotEnough
from analytics.reviews import INTERIM, REVIEW_DAYS, first_day, look, review_date

FIRST = pd.Timestamp("2026-08-24")


def day(n: int) -> pd.Timestamp:
    return FIRST + pd.Timedelta(days=n)


@pytest.mark.parametrize(
    ("today", "end", "said"),
    [
        (day(0), None, "Before the first look, 21 Sep 2026: until then this may change."),
        (day(27), None, "Before the first look, 21 Sep 2026: until then this may change."),
        (day(28), None, "As of the last review, 21 Sep 2026; next look 19 Oct 2026."),
        (day(100), None, "As of the last review, 16 Nov 2026; next look 14 Dec 2026."),
        (day(100), day(105), "As of the last review, 16 Nov 2026; next look 7 Dec 2026."),
        (day(100), day(100), "As of the last review, 16 Nov 2026; next look 14 Dec 2026."),
        (day(100), day(60), "As of the last review, 23 Oct 2026: the block is over, and no more looks follow."),
    ],
)
def test_the_dates_in_words(today, end, said):
    assert review_date(FIRST, today, end).say() == said


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


ANSWER = NotEnough("3 days", "84 days", "pain", ("This does not say why.",))


def test_the_review_sees_nothing_after_its_date_and_today_is_marked_interim():
    review = look(FIRST, day(100))
    assert review.until == pd.Timestamp("2026-11-16")
    assert review.beside(ANSWER).caveats == (review_date(FIRST, day(100)).say(), "This does not say why.")
    today = look(FIRST, day(100), is_interim=True)
    assert today.until == day(100)
    assert today.beside(ANSWER).caveats == (INTERIM, "This does not say why.")
    assert review.is_between
    assert today.is_between


def test_before_the_first_review_today_is_shown_and_said_to_be_interim():
    for is_interim in (False, True):
        seen = look(FIRST, day(20), is_interim=is_interim)
        assert seen.until == day(20)
        assert seen.say() == ("Before the first look, 21 Sep 2026: until then this may change.",)
        assert not seen.is_between


@pytest.mark.parametrize(("today", "end", "until"), [(day(84), None, day(84)), (day(100), day(60), day(60))])
def test_on_a_review_date_and_after_the_block_there_is_nothing_interim(today, end, until):
    assert look(FIRST, today, end, is_interim=True) == look(FIRST, today, end)
    assert look(FIRST, today, end).until == until
    assert not look(FIRST, today, end).is_between


def test_what_has_not_begun_is_seen_as_of_today_without_a_word():
    seen = look(FIRST, day(-1), day(30))
    assert (seen.until, seen.say(), seen.is_between) == (day(-1), (), False)


def test_a_block_is_seen_in_part_until_its_last_review():
    assert look(FIRST, day(100), day(105)).within(day(105)) == day(84)
    assert look(FIRST, day(200), day(105)).within(day(105)) is None


def test_the_first_day_of_the_log_is_that_of_the_daily_frame_and_today_where_it_is_empty():
    daily = pd.DataFrame(index=pd.date_range(FIRST, periods=3, name="day"))
    assert first_day(daily, day(100)) == FIRST
    assert first_day(daily.iloc[:0], day(100)) == day(100)
