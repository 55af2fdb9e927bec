"""Pages run for nobody: the reader sees nothing of it, and finds everything worked out."""

from __future__ import annotations

import time
from datetime import date
from importlib.util import find_spec
from threading import Thread
from types import SimpleNamespace

import pytest
from streamlit.runtime.scriptrunner import StopException, get_script_run_ctx
from streamlit.testing.v1 import AppTest

from data import demo, imports
from pages.kit import cached, rehearsal
from pages.kit.links import PAGES
from tests.pages.shown import TIMEOUT_S, shown, text
from tests.places import ROOT

IN_THE_SIDE_BAR = [link.path for link in PAGES if link.group]
READER = object()


@pytest.fixture
def rehearsed(monkeypatch):
    """The pages that `begin` has run, which are not run here."""
    paths: list[str] = []
    monkeypatch.setenv(cached.BACKGROUND, "1")
    monkeypatch.setattr(rehearsal, "QUIET_S", 0)
    monkeypatch.setattr(rehearsal, "AGAIN_S", 0)
    monkeypatch.setattr(rehearsal, "get_script_run_ctx", lambda: READER)
    monkeypatch.setattr(rehearsal._Now, "log", None)

    def run(path, page, reader, between) -> None:
        assert reader is READER
        between()
        paths.append(path)

    monkeypatch.setattr(rehearsal, "run", run)
    return paths


def page_of(log=None, *, is_at_home=True) -> SimpleNamespace:
    return SimpleNamespace(log=log or object(), is_at_home=is_at_home)


def test_all_others_of_the_side_bar_are_rehearsed_once_for_a_log(rehearsed):
    page = page_of()
    rehearsal.begin(page, "Home").join(5)
    assert rehearsed == IN_THE_SIDE_BAR[1:]
    assert rehearsal.begin(page, "Home") is None
    rehearsal.begin(page_of(), "Log").join(5)
    assert rehearsed[len(IN_THE_SIDE_BAR) - 1 :] == [path for path in IN_THE_SIDE_BAR if "Log" not in path]


def test_nothing_is_rehearsed_where_many_share_a_server_nor_without_a_background_nor_outside_a_page(
    rehearsed, monkeypatch
):
    assert rehearsal.begin(page_of(is_at_home=False), "Home") is None
    with monkeypatch.context() as outside:
        outside.setattr(rehearsal, "get_script_run_ctx", lambda: None)
        assert rehearsal.begin(page_of(), "Home") is None
    monkeypatch.setenv(cached.BACKGROUND, "0")
    assert rehearsal.begin(page_of(), "Home") is None
    assert rehearsed == []


def test_it_waits_while_a_page_is_read_also_one_that_fails(rehearsed):
    with pytest.raises(ValueError, match="no page"), rehearsal.page_is_read():
        thread = rehearsal.begin(page_of(), "Home")
        thread.join(0.1)
        assert rehearsed == []
        raise ValueError("no page")
    thread.join(5)
    assert len(rehearsed) == len(IN_THE_SIDE_BAR) - 1


def test_it_goes_on_after_a_while_in_case_the_page_waits_for_what_is_half_made(rehearsed, monkeypatch):
    monkeypatch.setattr(rehearsal, "MOST_S", 0.2)
    steps: list[str] = []

    def run(path, page, reader, between) -> None:
        with rehearsal.page_is_read():
            between()
        steps.append(path)

    monkeypatch.setattr(rehearsal, "run", run)
    rehearsal.begin(page_of(), "Home").join(10)
    assert steps == IN_THE_SIDE_BAR[1:]


def test_the_browser_is_let_draw_what_was_read_and_a_later_log_waits_longer(rehearsed, monkeypatch):
    monkeypatch.setattr(rehearsal, "QUIET_S", 0.2)
    monkeypatch.setattr(rehearsal, "AGAIN_S", 0.6)
    for waits_s in (0.1, 0.5):
        rehearsed.clear()
        with rehearsal.page_is_read():
            thread = rehearsal.begin(page_of(), "Home")
        thread.join(waits_s)
        assert rehearsed == []
        thread.join(5)
        assert len(rehearsed) == len(IN_THE_SIDE_BAR) - 1


def test_one_more_page_is_rehearsed_for_each_that_is_read_and_the_rest_for_who_stays(rehearsed, monkeypatch):
    monkeypatch.setattr(rehearsal, "STAYS_S", 60)
    thread = rehearsal.begin(page_of(), "Home")
    for n in (1, 2):
        until(lambda n=n: len(rehearsed) == n)
        thread.join(0.1)
        assert len(rehearsed) == n
        with rehearsal.page_is_read():
            pass
    until(lambda: len(rehearsed) == 3)
    monkeypatch.setattr(rehearsal, "STAYS_S", 0)
    thread.join(5)
    assert len(rehearsed) == len(IN_THE_SIDE_BAR) - 1


def until(is_so) -> None:
    ends_s = time.monotonic() + 5
    while not is_so() and time.monotonic() < ends_s:
        time.sleep(0.01)


def test_it_ends_where_the_log_is_another_by_now(rehearsed, monkeypatch):
    ended: list[str] = []

    def run(path, page, reader, between) -> None:
        rehearsal._Now.log = object()
        with pytest.raises(StopException):
            between()
        ended.append(path)

    monkeypatch.setattr(rehearsal, "run", run)
    rehearsal.begin(page_of(), "Home").join(5)
    assert ended == IN_THE_SIDE_BAR[1:]


def at_home() -> AppTest:
    """Home, as `app.py` runs it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    app.session_state["whose"], app.session_state["units"] = "me", "metric"
    app.run()
    assert not app.exception
    return app


def names_in(app: AppTest) -> set[str]:
    return {*app.session_state._state.filtered_state, *app.query_params}


@pytest.fixture
def opened(monkeypatch):
    """Opens Home, beside which a page is rehearsed, to its end: what is then remembered, how often it stepped."""

    def open_beside(path: str) -> SimpleNamespace:
        seen = SimpleNamespace(steps=0)

        def begin(page, title) -> None:
            def between() -> None:
                seen.steps += 1

            thread = Thread(target=rehearsal.run, args=(path, page, get_script_run_ctx(), between))
            thread.start()
            thread.join(TIMEOUT_S)
            seen.log, seen.n_remembered = page.log, len(page.log.once._found)

        with monkeypatch.context() as beside:
            beside.setattr(rehearsal, "begin", begin)
            seen.app = at_home()
        return seen

    return open_beside


@pytest.mark.parametrize("path", IN_THE_SIDE_BAR)
def test_who_opens_a_rehearsed_page_finds_everything_worked_out(path, opened, own_store, caplog):
    imports.import_files(own_store, demo.files("short", date.today()))
    alone = at_home()
    before = own_store.state, own_store.settings()
    seen = opened(path)
    assert "could not be made ready" not in caplog.text
    assert seen.steps > 3
    # The reader sees nothing of it, and nothing is written to the store.
    assert text(seen.app) == text(alone)
    assert names_in(seen.app) == names_in(alone)
    assert (own_store.state, own_store.settings()) == before
    shown(path, whose="me", units="metric")
    assert cached.log(own_store, date.today(), own_store.settings()) is seen.log
    assert len(seen.log.once._found) == seen.n_remembered


def test_a_page_that_fails_is_told_to_the_log_of_the_server_alone(opened, own_store, caplog, monkeypatch):
    def fails(path) -> None:
        raise ValueError("no page")

    imports.import_files(own_store, demo.files("short", date.today()))
    monkeypatch.setattr(rehearsal, "_run", fails)
    assert not opened("pages/2_Log.py").app.exception
    assert "pages/2_Log.py could not be made ready" in caplog.text


def test_what_is_slow_to_import_is_there_and_belongs_to_a_page():
    assert rehearsal.SLOW_TO_IMPORT.keys() <= set(IN_THE_SIDE_BAR)
    assert all(find_spec(name) for names in rehearsal.SLOW_TO_IMPORT.values() for name in names)
