"""An answer is worked out once for what went in, and again only when that changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from analytics import meanwhile
from analytics.fingerprint import fingerprint
from analytics.kept import Kept
from analytics.once import Once
from analytics.result import NotEnough


@dataclass(frozen=True)
class Found:
    VERSION: ClassVar[int] = 1
    value: float


class Asked:
    """Counts how often it was worked out."""

    def __init__(self, value=1.0):
        self.n, self.value = 0, value

    def __call__(self):
        self.n += 1
        return Found(self.value)


DAYS = pd.DataFrame(
    {"pain": [1.0, np.nan, 3.0], "site": pd.Series(["hip", None, "knee"], dtype="str")},
    index=pd.date_range("2026-11-01", periods=3, unit="us", name="day"),
)


def test_the_same_question_of_the_same_days_is_worked_out_once(tmp_path):
    kept, asked = Kept(tmp_path), Asked()
    answers = [kept.answer("lag", Found, asked, DAYS, 1) for _ in range(3)]
    assert answers == [Found(1.0)] * 3
    assert asked.n == kept.n_computed == 1


def test_a_restart_finds_what_was_kept(tmp_path):
    Kept(tmp_path).answer("lag", Found, Asked(), DAYS)
    again = Asked(2.0)
    assert Kept(tmp_path).answer("lag", Found, again, DAYS.copy()) == Found(1.0)
    assert again.n == 0


def test_another_value_another_question_or_another_version_is_worked_out(tmp_path):
    kept, asked = Kept(tmp_path), Asked()
    kept.answer("lag", Found, asked, DAYS)
    kept.answer("lag", Found, asked, DAYS.assign(pain=[1.0, 2.0, 3.0]))
    kept.answer("blocks", Found, asked, DAYS)

    @dataclass(frozen=True)
    class Newer(Found):
        VERSION: ClassVar[int] = 2

    kept.answer("lag", Newer, asked, DAYS)
    assert asked.n == 4


def test_a_refusal_is_kept_too(tmp_path):
    refusal = NotEnough("none", "one", "scores")
    assert Kept(tmp_path).answer("lag", Found, lambda: refusal, 1) == refusal
    assert Kept(tmp_path).answer("lag", Found, Asked(), 1) == refusal


def test_a_damaged_file_is_worked_out_anew(tmp_path):
    Kept(tmp_path).answer("lag", Found, Asked(), 1)
    (file,) = tmp_path.iterdir()
    file.write_text(file.read_text()[:-3])
    assert Kept(tmp_path).answer("lag", Found, Asked(5.0), 1) == Found(5.0)


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path):
    (tmp_path / "file").write_text("")
    assert Kept(tmp_path / "file" / "below").answer("lag", Found, Asked(), 1) == Found(1.0)


def test_two_threads_that_ask_the_same_work_it_out_once(tmp_path):
    kept, asked = Kept(tmp_path), Asked()
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: kept.answer("lag", Found, asked, DAYS), range(32)))
    assert answers == [Found(1.0)] * 32
    assert asked.n == 1


@pytest.mark.parametrize(
    "other",
    [
        DAYS.assign(pain=[1.0, np.nan, 3.5]),
        DAYS.assign(site=pd.Series(["hip", None, "shin"], dtype="str", index=DAYS.index)),
        DAYS.rename(columns={"pain": "flare"}),
        DAYS.set_axis(DAYS.index + pd.Timedelta(days=1)),
        DAYS.iloc[:2],
        DAYS.iloc[::-1],
    ],
)
def test_any_other_frame_has_another_name(other):
    assert fingerprint(other) != fingerprint(DAYS)


def test_equal_parts_have_equal_names():
    assert fingerprint(DAYS, (1, "a"), {"b": 1, "a": 2}) == fingerprint(DAYS.copy(), (1, "a"), {"a": 2, "b": 1})
    assert fingerprint("ab", "c") != fingerprint("a", "bc")
    assert fingerprint(1) != fingerprint("1")


def test_what_cannot_be_named_is_refused():
    with pytest.raises(TypeError, match="no fingerprint"):
        fingerprint(object())


def test_who_only_looks_gives_no_way_while_others_may_wait_for_the_answer(tmp_path):
    once, steps = Once(), []

    def asked():
        return Found(once(float, "1"))

    with meanwhile.only_looking(lambda: steps.append(1)):
        Kept(tmp_path).answer("lag", Found, asked, DAYS)
    assert steps == []
