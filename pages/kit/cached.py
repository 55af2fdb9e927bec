"""What is opened or read once for all pages and sessions: stores, the log at a revision, the kept answers."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Hashable, Mapping
from concurrent.futures import Executor
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analytics.ask import Log, declared
from analytics.fingerprint import fingerprint
from analytics.kept import Kept
from analytics.meanwhile import Aside
from data import folders
from data import store as stores
from data.errors import LbsdropError
from data.store import Loaded, Store
from data.store.prepared import Prepared

# Set to 0, pages wait for every answer, as the command line does; else a process beside the server works them out,
# and pages are rehearsed.
BACKGROUND = "LBSDROP_BACKGROUND"
# The newest logs of so many athletes stay in the process, with their figures: some 20 MB each after ten years.
MOST_ATHLETES = 32
# So long a page waits all the same: most blocks are answered by then, and it is drawn once and not twice.
SOON_S = 0.3
# So long after frames were read they are written down for the next start.
PREPARED_AFTER_S = 1.0


@st.cache_resource(show_spinner=False)
def open_store(url: str, athlete: str) -> Store:
    """The athlete's view of the store; all views of one store share its connections."""
    return Store(_opened(url).engine, athlete)


@st.cache_resource(show_spinner=False)
def _opened(url: str) -> Store:
    return stores.open(url)


@st.cache_resource(show_spinner="Preparing the demo athlete (once a day, a few seconds)")
def demo_store(name: str, today: date) -> Store:
    """The demo athlete in a store file of its own, apart from anything the reader imports."""
    from data import demo_store as demo  # it reads files: who shows nothing but own data starts without

    return demo.opened(name, today)


@st.cache_resource(show_spinner=False)
def kept() -> Kept:
    """Where answers are kept, for every page and session, and who works them out (`BACKGROUND`)."""
    aside = None if os.environ.get(BACKGROUND) == "0" else Aside(_worker, soon_s=SOON_S)
    return Kept(folders.cache() / "answers", aside)


def _worker() -> Executor:
    from data.worker import Worker

    return Worker()


class _Newest:
    """The newest log of one athlete, and what it was made from."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.loaded = Loaded()
        self.made_from: Hashable = None
        self.log: Log | None = None
        self.prepared: Prepared | None = None


@st.cache_resource(show_spinner=False, max_entries=MOST_ATHLETES)
def _newest(url: str, athlete: str) -> _Newest:  # noqa: ARG001
    return _Newest()


def _prepare(store: Store, loaded: Loaded, prepared: Prepared) -> None:
    """For the next start, a moment later: the page that asked is drawn first."""

    def write() -> None:
        # Where the store cannot be looked at by then, the next start reads the rows.
        with contextlib.suppress(LbsdropError):
            store.prepare(loaded, prepared)

    later = threading.Timer(PREPARED_AFTER_S, write)
    later.daemon = True
    later.start()


def log(store: Store, today: date, settings: Mapping[str, Any]) -> Log:
    """Everything the athlete has, up to `today`, with what the `settings` of the store declare; shared by all pages
    and sessions, and changed by none."""
    url, declares = str(store.engine.url), declared(settings)
    newest, made_from = _newest(url, store.athlete), (store.state, declares, today)
    with newest.lock:
        if newest.log is None or newest.made_from != made_from:
            prepared = newest.prepared = newest.prepared or store.prepared_in(folders.frames())
            newest.loaded, newest.made_from = store.load_again(newest.loaded, prepared), made_from
            if prepared is not None:
                _prepare(store, newest.loaded, prepared)
            whose = fingerprint(url, store.athlete)
            newest.log = Log(newest.loaded.frames, pd.Timestamp(today), kept(), declared=declares, whose=whose)
        return newest.log
