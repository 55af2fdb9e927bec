"""What is imported while the browser loads."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec

import pytest

from pages.kit import ahead


async def _app(scope, receive, send) -> None:
    await send(scope["path"])


def _asked(front: ahead.AtFirstRequest, *paths: str, kind: str = "http") -> list[str]:
    answered: list[str] = []

    async def send(what) -> None:
        answered.append(what)

    # A thread of its own: that of the tests may have a loop that runs, a browser's.
    with ThreadPoolExecutor(1) as apart:
        for path in paths:
            apart.submit(lambda at=path: asyncio.run(front({"type": kind, "path": at}, None, send))).result()
    return answered


def test_the_first_request_begins_it_and_every_request_is_answered(monkeypatch):
    begun = []
    monkeypatch.setattr(ahead, "begin", lambda: begun.append(True))
    front = ahead.AtFirstRequest(_app)
    _asked(front, "start", kind="lifespan")
    assert begun == []
    assert _asked(front, "/", "/index.js") == ["/", "/index.js"]
    assert begun == [True]


@pytest.mark.parametrize("name", ahead.NEEDED)
def test_what_is_imported_ahead_is_there_and_no_part_of_a_page(name):
    assert find_spec(name)
    assert not name.startswith("pages")


def test_all_of_it_is_brought():
    ahead._bring()
    assert set(ahead.NEEDED) <= set(sys.modules)
