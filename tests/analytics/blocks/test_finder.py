"""Blocks proposed from the training log alone."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.blocks import find_blocks, log_begins_with_block
from data import schema

MONDAY = pd.Timestamp("2024-01-01")


def lifting(*weekly_sets: float) -> pd.DataFrame:
    """A daily frame with these glute sets a week, on Monday and Thursday."""
    n = len(weekly_sets) * 7
    sets = np.zeros(n)
    for week, total in enumerate(weekly_sets):
        sets[week * 7], sets[week * 7 + 3] = total / 2, total / 2
    return pd.DataFrame({"glute_sets": sets}, index=pd.date_range(MONDAY, periods=n, name="day"))


def week(i: int, day: int = 0) -> pd.Timestamp:
    return MONDAY + pd.Timedelta(days=7 * i + day)


def spans(daily: pd.DataFrame) -> list[tuple[pd.Timestamp, pd.Timestamp]]:
    return list(find_blocks(daily)[["start", "end"]].itertuples(index=False, name=None))


def test_a_stretch_of_lifting_weeks_is_a_block_from_its_first_to_its_last_session() -> None:
    assert spans(lifting(*[0] * 5, *[12] * 10, *[0] * 8)) == [(week(5), week(14, 3))]


def test_four_weeks_off_do_not_end_a_block_and_five_do() -> None:
    assert spans(lifting(*[12] * 6, *[0] * 4, *[12] * 6)) == [(week(0), week(15, 3))]
    assert len(spans(lifting(*[12] * 6, *[0] * 5, *[12] * 6))) == 2


def test_a_holiday_with_an_eased_week_after_it_does_not_split_a_phase() -> None:
    assert spans(lifting(*[12] * 6, 0, 0, 0, 3, *[12] * 6)) == [(week(0), week(15, 3))]


def test_a_few_sets_now_and_then_are_not_a_block() -> None:
    assert spans(lifting(*[2] * 20)) == []
    assert spans(lifting(*[0] * 5, 12, 12, *[0] * 9)) == []


def test_proposals_are_marked_as_such_and_keep_the_schema() -> None:
    found = find_blocks(lifting(*[12] * 10))
    assert found[["name", "kind", "declared"]].iloc[0].tolist() == ["Strength from Jan 2024", "strength", 0.0]
    schema.check("blocks", schema.conform("blocks", found.assign(block_id="proposed")))


def test_the_finder_never_looks_at_pain() -> None:
    daily = lifting(*[0] * 5, *[12] * 10, *[0] * 8)
    hurting = daily.assign(pain=np.random.default_rng(1).integers(0, 11, len(daily)))
    pd.testing.assert_frame_equal(find_blocks(daily), find_blocks(hurting))


def test_a_log_without_lifting_has_no_blocks() -> None:
    assert find_blocks(lifting(*[0] * 10)).empty
    assert find_blocks(pd.DataFrame()).empty
    assert list(find_blocks(pd.DataFrame()).columns) == ["start", "end", "name", "kind", "declared"]


def begun(weeks_of_pain: int, *weekly_sets: float) -> pd.Timestamp | None:
    """What is proposed to someone who scored pain for so many weeks before the first set was logged."""
    daily = lifting(*weekly_sets)
    early = pd.date_range(end=MONDAY - pd.Timedelta(days=1), periods=7 * weeks_of_pain, name="day")
    frame = pd.concat([pd.DataFrame({"glute_sets": np.nan, "pain": 3.0}, index=early), daily.assign(pain=3.0)])
    return log_begins_with_block(frame, find_blocks(frame))


def test_a_lifting_log_that_begins_with_a_block_may_be_the_first_start() -> None:
    assert begun(20, *[12] * 10) == MONDAY


def test_no_first_start_is_proposed_without_pain_from_before_it_or_where_the_weeks_before_are_known() -> None:
    assert begun(10, *[12] * 10) is None
    assert begun(20, 0, 0, *[12] * 10) is None
    assert begun(20, *[2] * 10) is None
