"""Results on disk come back as they were, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from analytics import frozen
from analytics.result import NotEnough

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Part:
    name: str
    at: pd.Timestamp | None
    ends: tuple[float, float]


@dataclass(frozen=True)
class Found:
    VERSION: ClassVar[int] = 3
    r: Array
    is_used: npt.NDArray[np.bool_]
    days: pd.DataFrame
    course: pd.Series
    parts: tuple[Part, ...]
    by_name: Mapping[str, pd.DataFrame]
    limits: dict[str, float]
    size: int | float
    word: str | None = None


def found(**changed):
    days = pd.DataFrame(
        {"pain": [1.0, np.nan], "site": pd.Series(["low_back", None], dtype="str")},
        index=pd.DatetimeIndex(["2026-11-01", "2026-11-02"], dtype="datetime64[us]", name="day"),
    )
    parts = (Part("a", pd.Timestamp("2026-11-05"), (0.1, np.inf)), Part("b", None, (-1.5, 2.0)))
    given = {
        "r": np.array([[0.1, np.nan], [3.0, -np.inf]]),
        "is_used": np.array([True, False]),
        "days": days,
        "course": days["pain"].rename("course"),
        "parts": parts,
        "by_name": {"one": days, "none": days.iloc[:0]},
        "limits": {"safe": 2.0},
        "size": 4,
    }
    return Found(**{**given, **changed})


def same(one, other):
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, check_freq=False)
    elif isinstance(one, pd.Series):
        pd.testing.assert_series_equal(one, other, check_freq=False)
    elif isinstance(one, np.ndarray):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)
    elif isinstance(one, Mapping):
        assert list(one) == list(other)
        for key in one:
            same(one[key], other[key])
    else:
        assert one == other


def test_what_is_written_comes_back_equal():
    before = found()
    after = frozen.from_text(frozen.to_text(before), (Found, NotEnough))
    for one in fields(before):
        same(getattr(before, one.name), getattr(after, one.name))


def test_a_refusal_comes_back_as_a_refusal():
    before = NotEnough("3 weeks", "8 weeks", "pain scores", ("a caveat",))
    assert frozen.from_text(frozen.to_text(before), (Found, NotEnough)) == before


@given(some.lists(some.floats()), some.text())
def test_any_numbers_and_any_words_come_back(numbers, word):
    after = frozen.from_text(frozen.to_text(found(r=np.array(numbers), word=word)), (Found,))
    np.testing.assert_array_equal(after.r, np.array(numbers, dtype=float))
    assert after.word == word


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"class": "Found", "fields": {}}', '{"class": "Other", "fields": 1}']
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"no kept Found|JSON|Expecting"):
        frozen.from_text(text, (Found,))
