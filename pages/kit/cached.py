"""Reads that are kept until the store changes: every key holds the store's revision, never a frame."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import platformdirs
import streamlit as st

from analytics import blocks, days, lag
from analytics.result import NotEnough, Result
from data import demo_store as demo
from data import store as stores
from data import units
from data.schema import Frames
from data.store import Store

# Any fixed number will do; with it the same data give the same answer on every visit.
SEED = 20240611


@st.cache_resource(show_spinner=False)
def open_store(url: str, athlete: str) -> Store:
    """One connection pool for each store and athlete."""
    return stores.open(url, athlete)


@st.cache_resource(show_spinner="Preparing the demo athlete (once a day, a few seconds)")
def demo_store(name: str, today: date) -> Store:
    """The demo athlete in a store file of its own, apart from anything the reader imports."""
    folder = Path(platformdirs.user_cache_dir("lbsdrop", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True)
    store = stores.open(f"sqlite:///{folder / f'demo-{name}-{today:%Y-%m-%d}.sqlite'}", f"demo-{name}")
    if store.load().is_empty():
        demo.put(store, name, today)
    return store


@st.cache_data(show_spinner=False, max_entries=4)
def frames(_store: Store, url: str, athlete: str, revision: int) -> Frames:  # noqa: ARG001
    """Everything the athlete has."""
    return _store.load()


@st.cache_data(show_spinner=False, max_entries=4)
def daily(_frames: Frames, url: str, athlete: str, revision: int, today: date) -> pd.DataFrame:  # noqa: ARG001
    """One row a calendar day."""
    return days.daily(_frames, pd.Timestamp(today))


@st.cache_data(show_spinner="Comparing with what chance alone produces", max_entries=16)
def associations(_days: pd.DataFrame, key: tuple[object, ...], units_name: str) -> Result | NotEnough:  # noqa: ARG001
    """The table of what goes together."""
    return lag.associations(_days, seed=SEED, units=units.SYSTEMS[units_name])


@st.cache_data(show_spinner=False, max_entries=64)
def association(
    _days: pd.DataFrame,
    key: tuple[object, ...],  # noqa: ARG001
    pair: lag.Pair,
    units_name: str,
) -> Result | NotEnough:
    """One pair in full."""
    system = units.SYSTEMS[units_name]
    return lag.association(_days, pair.exposure, pair.outcome, pair.lags, seed=SEED, units=system)


@st.cache_data(show_spinner=False, max_entries=64)
def before_after(
    _frames: Frames,
    _daily: pd.DataFrame,
    key: tuple[object, ...],  # noqa: ARG001
    start: date,
    end: date,
    outcome: str,
    units_name: str,
) -> Result | NotEnough:
    """One block against the time before it, other blocks left out of that time."""
    first, last = pd.Timestamp(start), pd.Timestamp(end)
    return blocks.before_after(
        _frames.runs if outcome == "pace" else _daily,
        first,
        last,
        outcome,
        seed=SEED,
        units=units.SYSTEMS[units_name],
        others=_frames.blocks,
        daily=_daily,
    )
