"""Reads that are kept until the store changes: every key holds the store's revision, never a frame."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from analytics import days
from data import demo_store as demo
from data import store as stores
from data.schema import Frames
from data.store import Store

Answer = TypeVar("Answer")
# Any fixed number will do; with it the same data give the same answer on every visit.
SEED = 20240611


@st.cache_resource(show_spinner=False)
def open_store(url: str, athlete: str) -> Store:
    """One connection pool for each store and athlete."""
    return stores.open(url, athlete)


@st.cache_resource(show_spinner="Preparing the demo athlete (once a day, a few seconds)")
def demo_store(name: str, today: date) -> Store:
    """The demo athlete in a store file of its own, apart from anything the reader imports."""
    return demo.opened(name, today)


@st.cache_data(show_spinner=False, max_entries=4)
def frames(_store: Store, url: str, athlete: str, revision: int) -> Frames:  # noqa: ARG001
    """Everything the athlete has."""
    return _store.load()


@st.cache_data(show_spinner=False, max_entries=8)
def daily(_frames: Frames, url: str, athlete: str, revision: int, today: date) -> pd.DataFrame:  # noqa: ARG001
    """One row a calendar day, `today` the last one that is known."""
    return days.daily(_frames, pd.Timestamp(today))


@st.cache_data(show_spinner="Working it out", max_entries=128)
def _asked(_ask: Callable[[], Any], question: str, key: tuple[object, ...]) -> Any:  # noqa: ARG001
    return _ask()


def asked(ask: Callable[[], Answer], question: str, *key: object) -> Answer:
    """`ask()`, kept for as long as `question` and `key` (the page's key and every setting) are the same."""
    return _asked(ask, question, key)
