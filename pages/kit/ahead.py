"""What nobody waits for: imports for the first page, while the browser still loads Streamlit's own files; imports
for other pages, and what they need of the log, when the first one stands."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock, Thread
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

if TYPE_CHECKING:
    from pages.kit.shell import Page

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
    "scipy.fft",
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
# Functions of a page that its first visit would wait for: they remember what they give for a log.
NEEDED_OF_THE_LOG = (
    "pages.kit.log.listing.rows",
    "pages.kit.explore.controls.daily_of",
    "pages.kit.lifting.one_lift.lifts",
)
# Set to 0, pages wait for every answer, as the command line does; else a process beside the server works them out,
# and what other pages need is brought when the first one stands.
BACKGROUND = "LBSDROP_BACKGROUND"
# Python looks for garbage after so many new objects; its own 700 are a tenth of a start's time.
NEW_OBJECTS = 10_000
# So long after the first page was begun, and not before it was sent.
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
    """How many pages are being run at this moment, and for which log others were made ready last."""

    lock = Lock()
    n_now = 0
    ready_for: object = None


@contextmanager
def page_runs() -> Iterator[None]:
    """Around the run of a page: what is brought for others waits meanwhile."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(more: int) -> None:
    with _Pages.lock:
        _Pages.n_now += more


def bring_later(page: Page) -> Thread | None:
    """Starts with what other pages need, of Python's and of the log in view, in steps between runs; None where it is
    brought for that log, where the server is not the reader's own computer, or without a background."""
    if not page.is_at_home or _Pages.ready_for is page.log or os.environ.get(BACKGROUND) == "0":
        return None
    _Pages.ready_for = page.log
    return _started(lambda: _bring_later(page))


def _started(bring: Callable[[], None]) -> Thread:
    thread = Thread(target=bring, name="imports ahead", daemon=True)
    thread.start()
    return thread


def _bring_later(page: Page) -> None:
    time.sleep(LATER_S)
    for name in NEEDED_LATER:
        _wait_for_pages()
        import_module(name)
    for name in NEEDED_OF_THE_LOG:
        _wait_for_pages()
        module, function = name.rsplit(".", 1)
        getattr(import_module(module), function)(page)


def _wait_for_pages() -> None:
    while _Pages.n_now:
        time.sleep(_PAUSE_S)


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
