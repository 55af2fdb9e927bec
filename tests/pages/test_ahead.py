"""What is imported while the browser loads."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest

from pages.kit import ahead


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
