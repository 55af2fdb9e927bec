"""What the first page needs, imported by a thread of its own while the browser still loads Streamlit's own files."""

from __future__ import annotations

import gc
from importlib import import_module
from threading import Thread

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
    "scipy.special",
)
# Python looks for garbage after so many new objects; its own 700 are a tenth of a start's time.
NEW_OBJECTS = 10_000


def begin() -> Thread:
    """Starts importing; a page that comes before it is done waits for what it needs, as it would without."""
    gc.set_threshold(NEW_OBJECTS)
    thread = Thread(target=_bring, name="imports ahead", daemon=True)
    thread.start()
    return thread


def _bring() -> None:
    for name in NEEDED:
        import_module(name)
    charts = import_module("analytics.charts.theme")
    # The first figure of all imports what every figure is made of.
    charts.without_heading(charts.nothing(charts.TOKENS["light"], "A figure", ""))[0].to_dict()
