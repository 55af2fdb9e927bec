"""Imports for the first page, while the browser still loads Streamlit's own files."""

from __future__ import annotations

import gc
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
    "analytics.charts.sparks",
    "analytics.charts.strip",
    "sqlalchemy.dialects.sqlite",
)
# Python looks for garbage after so many new objects; its own 700 are a tenth of a start's time.
NEW_OBJECTS = 10_000


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
    thread = Thread(target=_bring, name="imports ahead", daemon=True)
    thread.start()
    return thread


MIDDLEWARE = (Middleware(WhenServing),)


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
