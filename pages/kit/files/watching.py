"""A look at the watched folder whenever a page runs: names, sizes and times, so seldom that no page waits for it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import streamlit as st

from data import folders
from data.errors import LbsdropError
from data.store import Store

# Pages run at every click; a look at a large folder on a slow drive may take a second.
LOOK_EVERY_S = 30.0


@dataclass
class Looks:
    """Of one store, for all its pages: when the folder was last looked at and what kept that from working."""

    lock: Lock = field(default_factory=Lock)
    at: float = -LOOK_EVERY_S
    trouble: str = ""


@st.cache_resource(show_spinner=False)
def looks(url: str, athlete: str) -> Looks:  # noqa: ARG001
    """The one `Looks` of a store and athlete."""
    return Looks()


def folder_of(own: Store) -> Path | None:
    """The folder the reader chose; None where there is none."""
    chosen = own.setting(folders.FOLDER_SETTING)
    return Path(chosen) if chosen else None


def look(own: Store, *, is_asked: bool = False) -> bool:
    """Takes in what came into the chosen folder, unless that was looked at just now; True where anything came.

    A page that runs while another one looks goes on with what is there. A folder that is away, or a store that is
    busy, ends no page: Import says so.
    """
    kept = looks(str(own.engine.url), own.athlete)
    if not is_asked and time.monotonic() - kept.at < LOOK_EVERY_S:
        return False
    if not kept.lock.acquire(blocking=is_asked):
        return False
    try:
        folder = None if own.is_read_only else folder_of(own)
        return folder is not None and _came(own, folder, kept)
    finally:
        kept.at = time.monotonic()
        kept.lock.release()


def _came(own: Store, folder: Path, kept: Looks) -> bool:
    from data import watched  # what reads files is imported where a folder is chosen

    kept.trouble = ""
    try:
        with st.spinner("Looking at what came into your folder"):
            return any(receipt.import_id for receipt in watched.look(own, folder).news)
    except LbsdropError as error:
        kept.trouble = str(error)
    except OSError as error:
        kept.trouble = f"The folder {folder} could not be looked at ({error.strerror}). It is tried again."
    return False
