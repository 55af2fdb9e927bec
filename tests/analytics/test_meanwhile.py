"""While an answer is worked out, the one from before stands; nobody works out the same twice."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import pandas as pd
import pytest

from analytics import meanwhile
from analytics.claims import claimed
from analytics.kept import Kept
from analytics.meanwhile import Aside, NotYet, Recurring
from analytics.once import Once
from tests.held import Held

MONDAY, TUESDAY = pd.Timestamp("2026-11-23"), pd.Timestamp("2026-11-24")
N_COMPUTED = []


@dataclass(frozen=True)
class Found:
    value: float


@pytest.fixture
def held():
    return Held()


@pytest.fixture
def kept(tmp_path, held):
    return Kept(tmp_path, Aside(lambda: held))


def computed(value: float) -> Found:
    N_COMPUTED.append(value)
    return Found(value)


def slowly(value: float) -> Found:
    time.sleep(0.05)
    return computed(value)


def broken() -> Found:
    raise MemoryError


def ask(kept, value, day=MONDAY, whose="me", compute=computed):
    """The answer of a log that holds `value`, and for what one waits."""
    with meanwhile.patient() as waits:
        recurring = Recurring(whose, ("pain",), day)
        found = kept.answer("lag", Found, partial(compute, value), value, recurring=recurring)
    return found, waits


def test_the_first_answer_of_all_is_not_there_yet_and_then_it_is(kept, held):
    found, (wait,) = ask(kept, 1.0)
    assert found == NotYet()
    assert found.sentence == "Working it out."
    assert wait.as_of is None
    assert not wait.is_over()
    held.let()
    assert wait.is_over()
    assert ask(kept, 1.0) == (Found(1.0), [])


def test_the_answer_from_before_stands_with_its_day_until_the_new_one_is_there(kept, held):
    ask(kept, 1.0)
    held.let()
    ask(kept, 1.0)
    found, (wait,) = ask(kept, 2.0, TUESDAY)
    assert (found, wait.as_of) == (Found(1.0), MONDAY)
    held.let()
    assert ask(kept, 2.0, TUESDAY) == (Found(2.0), [])


def test_the_day_is_the_last_on_which_the_answer_held(kept, held):
    ask(kept, 1.0)
    held.let()
    ask(kept, 1.0, TUESDAY)
    assert ask(kept, 2.0, TUESDAY)[1][0].as_of == TUESDAY


def test_a_restart_finds_the_answer_from_before(tmp_path, held):
    Kept(tmp_path).answer("lag", Found, partial(Found, 1.0), 1.0, recurring=Recurring("me", ("pain",), MONDAY))
    found, (wait,) = ask(Kept(tmp_path, Aside(lambda: held)), 2.0, TUESDAY)
    assert (found, wait.as_of) == (Found(1.0), MONDAY)


def test_nobody_gets_the_answer_of_another_log(kept, held):
    ask(kept, 1.0)
    held.let()
    ask(kept, 1.0)
    assert ask(kept, 2.0, whose="you")[0] == NotYet()


def test_many_who_ask_at_once_have_it_worked_out_once(kept, held):
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: ask(kept, 1.0)[0], range(32)))
    assert answers == [NotYet()] * 32
    assert held.let() == 1


def test_who_does_not_wait_patiently_gets_the_answer_itself(kept, held):
    recurring = Recurring("me", ("pain",), MONDAY)
    assert kept.answer("lag", Found, partial(Found, 1.0), 1.0, recurring=recurring) == Found(1.0)
    assert held.tasks == []


def test_who_waits_gets_what_another_process_is_at(kept, held):
    ask(kept, 3.0)
    before = len(N_COMPUTED)
    answers = []
    asker = threading.Thread(target=lambda: answers.append(kept.answer("lag", Found, partial(computed, 3.0), 3.0)))
    asker.start()
    held.let()
    asker.join()
    assert answers == [Found(3.0)]
    assert len(N_COMPUTED) - before == 1


def test_who_lingers_gets_an_answer_that_is_soon_there(tmp_path):
    with ThreadPoolExecutor(1) as elsewhere:
        kept = Kept(tmp_path, Aside(lambda: elsewhere, soon_s=10))
        assert ask(kept, 1.0, compute=slowly) == (Found(1.0), [])


def test_nobody_lingers_twice(tmp_path, held):
    kept = Kept(tmp_path, Aside(lambda: held, soon_s=0.05))
    with meanwhile.patient() as waits:
        began = time.monotonic()
        for value in range(20):
            kept.answer("lag", Found, partial(computed, value), value, recurring=Recurring("me", (value,), MONDAY))
    assert len(waits) == 20
    assert time.monotonic() - began < 0.5


def test_what_fails_elsewhere_is_worked_out_by_the_asker(kept, held):
    (wait,) = ask(kept, 1.0, compute=lambda _: broken())[1]
    held.let()
    assert wait.is_over()
    assert ask(kept, 1.0) == (Found(1.0), [])
    assert held.tasks == []


def test_a_folder_that_cannot_be_written_costs_no_answer(tmp_path, held):
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "below", Aside(lambda: held))
    ask(kept, 1.0)
    held.let()
    assert ask(kept, 1.0) == (Found(1.0), [])


def test_what_was_made_of_the_answer_from_before_is_not_remembered(kept, held):
    once = Once()
    with meanwhile.patient():
        assert once(ask_again, kept) == NotYet()
    held.let()
    with meanwhile.patient():
        assert once(ask_again, kept) == Found(7.0)


def ask_again(kept: Kept) -> object:
    return kept.answer("lag", Found, partial(Found, 7.0), 7.0, recurring=Recurring("me", ("pace",), MONDAY))


def test_waits_within_are_waits_of_those_around(kept):
    with meanwhile.patient() as waits:
        ask(kept, 1.0)
    assert len(waits) == 1


def test_two_processes_that_ask_the_same_work_it_out_once(tmp_path):
    """Two `Kept` of one folder share nothing but the folder, as two processes do."""
    before, begun = len(N_COMPUTED), threading.Barrier(2)

    def asked(_: int) -> object:
        begun.wait()
        return Kept(tmp_path).answer("lag", Found, partial(slowly, 5.0), 5.0)

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(asked, range(2))) == [Found(5.0)] * 2
    assert len(N_COMPUTED) - before == 1


def test_who_claims_second_waits(tmp_path):
    second = threading.Event()

    def claim() -> None:
        with claimed(tmp_path / "a.lock"):
            second.set()

    with claimed(tmp_path / "a.lock"):
        waiting = threading.Thread(target=claim)
        waiting.start()
        assert not second.wait(0.1)
    waiting.join()
    assert second.is_set()
    assert list(tmp_path.iterdir()) == []
