"""Once worked out, remembered by what it was worked out from."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import meanwhile
from analytics.once import Once


class Counted:
    """How often it was asked."""

    def __init__(self) -> None:
        self.n = 0

    def __call__(self, *_given: object, **_named: object) -> int:
        self.n += 1
        return self.n


def test_the_same_question_is_worked_out_once() -> None:
    once, work, frame = Once(), Counted(), pd.DataFrame({"a": [1.0]})
    assert [once(work, frame, "km", last=pd.Timestamp("2026-03-03")) for _ in range(3)] == [1, 1, 1]


@pytest.mark.parametrize(
    "others", [(1, 1.0), (True, 1), ("a", ["a"]), (["a"], ("a",)), (None, 0), ({"a": 1}, {"a": 2})]
)
def test_what_is_not_the_same_is_worked_out_anew(others) -> None:
    once, work = Once(), Counted()
    assert [once(work, other) for other in others] == [1, 2]


def test_another_frame_is_another_question_also_where_its_values_are_equal() -> None:
    once, work = Once(), Counted()
    assert [once(work, pd.DataFrame({"a": [1.0]})) for _ in range(5)] == [1, 2, 3, 4, 5]
    assert once(Counted(), pd.DataFrame()) == 1


def test_the_latest_used_stay() -> None:
    once, work = Once(most=2), Counted()
    assert [once(work, asked) for asked in ("a", "b", "a", "c", "a", "b")] == [1, 2, 1, 3, 1, 4]


def test_what_went_wrong_is_asked_again() -> None:
    once = Once()
    with pytest.raises(ZeroDivisionError):
        once(lambda: 1 / 0)
    assert once(Counted()) == 1


def test_who_only_looks_gives_way_before_each_thing_that_is_worked_out():
    once, work, steps = Once(), Counted(), []
    with meanwhile.only_looking(lambda: steps.append(work.n)):
        assert [once(work, 1), once(work, 1), once(work, 2)] == [once(work, 1), once(work, 1), once(work, 2)]
    assert steps == [0, 1]
    once(work, 3)
    assert steps == [0, 1]


def test_what_others_wait_for_gives_no_way():
    once, steps = Once(), []
    with meanwhile.only_looking(lambda: steps.append("outside")), meanwhile.giving_no_way():
        once(Counted(), 1)
    assert steps == []
