"""What is imported while the browser loads."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from types import SimpleNamespace

import pytest

from data.units import METRIC
from pages.kit import ahead, cached, shell
from tests import make


async def _app(scope, receive, send) -> None:
    for each in scope["messages"]:
        await send({"type": each})


def _asked(front: ahead.WhenServing, kind: str, *messages: str) -> list[str]:
    answered: list[str] = []

    async def send(what) -> None:
        answered.append(what["type"])

    # A thread of its own: that of the tests may have a loop that runs, a browser's.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(front({"type": kind, "messages": messages}, None, send))).result()
    return answered


def test_the_server_that_has_started_begins_it_and_no_request_does(monkeypatch):
    begun = []
    monkeypatch.setattr(ahead, "begin", lambda: begun.append(True))
    front = ahead.WhenServing(_app)
    assert _asked(front, "http", "http.response.start", "http.response.body") == [
        "http.response.start",
        "http.response.body",
    ]
    assert _asked(front, "lifespan", "lifespan.startup.failed") == ["lifespan.startup.failed"]
    assert begun == []
    assert _asked(front, "lifespan", "lifespan.startup.complete") == ["lifespan.startup.complete"]
    assert begun == [True]


@pytest.mark.parametrize("name", ahead.NEEDED)
def test_what_is_imported_ahead_is_there_and_no_part_of_a_page(name):
    assert find_spec(name)
    assert not name.startswith("pages")


def test_all_of_it_is_brought():
    ahead._bring()
    assert set(ahead.NEEDED) <= set(sys.modules)


@pytest.mark.parametrize("name", ahead.NEEDED_LATER)
def test_what_other_pages_need_is_there(name):
    assert find_spec(name)


@pytest.fixture
def later(monkeypatch):
    """The modules that are brought when the first page stands, as they are."""
    brought: list[str] = []
    monkeypatch.setenv(ahead.BACKGROUND, "1")
    monkeypatch.setattr(ahead, "LATER_S", 0)
    monkeypatch.setattr(ahead, "NEEDED_OF_THE_LOG", ())
    monkeypatch.setattr(ahead, "import_module", brought.append)
    monkeypatch.setattr(ahead._Pages, "ready_for", None)
    return brought


def page_of(log=None, *, is_at_home=True) -> SimpleNamespace:
    return SimpleNamespace(log=log or object(), is_at_home=is_at_home)


def test_what_other_pages_need_is_brought_once_for_a_log(later):
    page = page_of()
    ahead.bring_later(page).join(5)
    assert later == list(ahead.NEEDED_LATER)
    assert ahead.bring_later(page) is None
    ahead.bring_later(page_of()).join(5)
    assert later == 2 * list(ahead.NEEDED_LATER)


def test_nothing_is_brought_for_one_reader_where_many_share_a_server(later):
    assert ahead.bring_later(page_of(is_at_home=False)) is None


def test_without_a_background_nothing_is_brought(later, monkeypatch):
    monkeypatch.setenv(ahead.BACKGROUND, "0")
    assert ahead.bring_later(page_of()) is None


def test_it_waits_while_a_page_runs_also_one_that_fails(later):
    with pytest.raises(ValueError, match="no page"), ahead.page_runs():
        thread = ahead.bring_later(page_of())
        thread.join(0.1)
        assert later == []
        raise ValueError("no page")
    thread.join(5)
    assert later == list(ahead.NEEDED_LATER)


DAY, EVENING = "2026-11-02", "2026-11-02T18:00Z"
ROWS = {
    "runs": [make.run("2026-11-02T07:00Z")],
    "sets": make.lifted(EVENING, "Hip Thrust (Barbell)", 3),
    "pain": [
        {"pain_id": "a", "source": "pain_csv", "day": DAY, "moment": "morning", "site": "low_back", "score": 2.0}
    ],
}


@pytest.mark.parametrize("frames", [["runs"], ["sets"], ["pain"], ["runs", "sets", "pain"], []])
def test_what_pages_need_of_a_log_is_found_of_any_log_and_remembered(frames, own_store, monkeypatch):
    if frames:
        own_store.add(make.batch(make.file("a.csv", **{name: ROWS[name] for name in frames})))
    monkeypatch.setattr(ahead, "LATER_S", 0)
    log = cached.log(own_store, date(2026, 11, 20))
    # Only now: who works answers out is settled for all tests when the first log is made.
    monkeypatch.setenv(ahead.BACKGROUND, "1")
    page = shell.Page(own_store, own_store, log, METRIC, "light", is_demo=False, first_day=None)
    ahead.bring_later(page).join(60)
    n_remembered = len(log.once._found)
    assert n_remembered >= len(ahead.NEEDED_OF_THE_LOG)
    for name in ahead.NEEDED_OF_THE_LOG:
        module, function = name.rsplit(".", 1)
        getattr(import_module(module), function)(page)
    assert len(log.once._found) == n_remembered
