"""Which days before and in the block are compared."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.blocks import before_after, verdict
from analytics.result import NotEnough
from tests.analytics.blocks.diaries import DAY, FIRST, WEEK, ask, diary, row


def test_n_counts_the_rated_days_that_are_compared() -> None:
    daily = diary(missing=0.3)
    start = FIRST + 40 * WEEK
    found = row(ask(daily))
    assert found["n_before"] == daily.loc[: start - 15 * DAY, "pain"].notna().sum()
    assert found["n_after"] == daily.loc[start + 28 * DAY :, "pain"].notna().sum()


def test_the_last_day_of_the_block_belongs_to_it_and_the_next_does_not() -> None:
    daily = diary(weeks_block=30, missing=0.0)
    end = FIRST + 60 * WEEK
    answer = before_after(daily, FIRST + 40 * WEEK, end, "pain", seed=1)
    assert answer.details["course"]["day"].iloc[-1] == end
    altered = daily.copy()
    altered.loc[end + DAY :, "pain"] = 9.0
    again = before_after(altered, FIRST + 40 * WEEK, end, "pain", seed=1)
    pd.testing.assert_frame_equal(answer.table, again.table)


def test_days_after_until_are_not_seen() -> None:
    daily = diary(weeks_block=30)
    until = FIRST + 55 * WEEK
    seen = before_after(daily, FIRST + 40 * WEEK, daily.index[-1], "pain", seed=1, until=until)
    pd.testing.assert_frame_equal(seen.table, ask(daily.loc[:until]).table)


def test_the_time_before_begins_after_the_last_declared_block() -> None:
    daily = diary()
    blocks = pd.DataFrame({"start": [FIRST], "end": [FIRST + 10 * WEEK], "declared": [1.0]})
    answer = ask(daily, others=blocks)
    assert answer.details["course"]["day"].iloc[0] > FIRST + 10 * WEEK
    pd.testing.assert_frame_equal(answer.table, ask(daily, since=FIRST + 10 * WEEK + DAY).table)
    assert answer.caveats[0].startswith(
        "The time before counts from the end of the block before this one (13 Mar 2023)"
    )
    proposed = ask(daily, others=blocks.assign(declared=0.0))
    pd.testing.assert_frame_equal(proposed.table, ask(daily).table)


def test_a_block_right_after_another_is_refused_and_says_why() -> None:
    blocks = pd.DataFrame({"start": [FIRST], "end": [FIRST + 39 * WEEK], "declared": [1.0]})
    answer = ask(diary(), others=blocks)
    assert isinstance(answer, NotEnough)
    assert "end of the block before this one (2 Oct 2023)" in answer.caveats[0]


def test_higher_on_too_few_weeks_for_a_trend_is_no_verdict() -> None:
    answer = ask(diary(weeks_before=20, step=2.5), weeks_before=20)
    assert answer.verdict == verdict.CANNOT_TELL
    assert "higher" in answer.sentence
    assert "a trend already under way cannot be ruled out" in answer.sentence


def test_at_most_a_year_of_usable_days_is_compared_on_each_side() -> None:
    answer = ask(diary(weeks_before=80, weeks_block=70, missing=0.0), weeks_before=80)
    assert row(answer)[["n_before", "n_after"]].tolist() == [364, 364]


def test_a_diary_given_up_and_begun_again_counts_from_the_new_beginning() -> None:
    daily = diary(weeks_before=50, missing=0.1)
    daily.loc[FIRST + 2 * WEEK : FIRST + 30 * WEEK, "pain"] = np.nan
    answer = ask(daily, weeks_before=50)
    assert answer.details["course"]["day"].iloc[0] > FIRST + 30 * WEEK
