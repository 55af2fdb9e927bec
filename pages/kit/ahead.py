"""Imports that nobody waits for: what the first page needs, while the browser still loads Streamlit's own files; what
other pages need, when the first one stands."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from threading import Thread

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Nothing of `pages`: its own parts of pages are made known to a server that has started.
NEEDED = (
    "data.store",
    "analytics.ask",
    "analytics.headline",
    "analytics.last_week",
    "analytics.story",
    "analytics.week_now",
    "analytics.charts.overview",
    "analytics.charts.explore",
    "sqlalchemy.dialects.sqlite",
)
# The pages' own files are short, and name what they need.
NEEDED_LATER = (
    "statsmodels.nonparametric.smoothers_lowess",
    "data.importers.reading.dates",
    "data.importers.fit.samples",
    "data.importers.vendors.garmin_account",
    "data.importers.own_table.mapped",
    "data.imports",
    "pages.kit.explore.panels",
    "pages.kit.findings.cards",
    "pages.kit.lifting.one_lift",
    "pages.kit.log.listing",
    "pages.kit.pain.flares",
    "pages.kit.blocks.rows",
    "pages.kit.files.importing",
)
# Python looks for garbage after so many new objects; its own 700 are a tenth of a start's time.
NEW_OBJECTS = 10_000
# So long after the first page was sent the browser has drawn it.
LATER_S = 0.5
_PAUSE_S = 0.01


class WhenServing:
    """Starts importing when the server has started: before, it would start later for it.

    A page that comes before all is there waits for what it needs, as it would without.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks the app, as if this were not here."""

        async def sending(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                begin()

        await self._app(scope, receive, sending if scope["type"] == "lifespan" else send)


def begin() -> Thread:
    """Starts importing what the first page needs."""
    return _started(_bring)


MIDDLEWARE = (Middleware(WhenServing),)


class _Pages:
    """How many pages are being run at this moment."""

    n_now = 0


@contextmanager
def page_runs() -> Iterator[None]:
    """Around the run of a page; after the first, what others need is imported, in steps between runs."""
    _Pages.n_now += 1
    try:
        yield
    finally:
        _Pages.n_now -= 1
        bring_later()


@cache
def bring_later() -> Thread:
    """Starts importing what other pages need, once."""
    return _started(_bring_later)


def _started(bring: Callable[[], None]) -> Thread:
    thread = Thread(target=bring, name="imports ahead", daemon=True)
    thread.start()
    return thread


def _bring_later() -> None:
    time.sleep(LATER_S)
    for name in NEEDED_LATER:
        while _Pages.n_now:
            time.sleep(_PAUSE_S)
        import_module(name)


def _bring() -> None:
    gc.disable()
    try:
        _import()
    finally:
        # What is imported stays: nobody has to look through it for garbage again.
        gc.freeze()
        gc.enable()


def _import() -> None:
    for name in NEEDED:
        import_module(name)
