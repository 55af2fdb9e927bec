"""Pages run for nobody: what they import, work out and draw is there when their reader comes."""

from __future__ import annotations

import logging
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Lock, Thread

import streamlit as st
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.scriptrunner import (
    RerunData,
    ScriptRunContext,
    StopException,
    add_script_run_ctx,
    get_script_run_ctx,
)
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequests
from streamlit.runtime.scriptrunner_utils.shared_run_state import SharedRunState
from streamlit.runtime.state import SafeSessionState, SessionState

from analytics import meanwhile
from analytics.ask import Log
from pages.kit import shell
from pages.kit.cached import BACKGROUND
from pages.kit.links import PAGES
from pages.kit.shell import Page

# So long a rehearsal waits after a page was read: the browser draws what it was sent. It is begun as soon for the
# first log; who changes the log (a score, an import) is let do more of it.
QUIET_S, AGAIN_S = 0.3, 2.0
# Who turns pages fast has about one more made ready at each; the rest is for who stays so long.
STAYS_S = 1.0
# A step waits no longer for a page that is read, in case that page waits for something half made here.
MOST_S = 1.0
_PAUSE_S = 0.01
# What a page imports at its first chart or form, 0.05 to 0.1 s each, so that each is a step of its own.
SLOW_TO_IMPORT = {
    "pages/6_Explore.py": ("scipy.special", "scipy.linalg", "statsmodels.nonparametric.smoothers_lowess"),
    "pages/9_Import.py": ("data.importers", "data.imports"),
}
_ROOT = Path(__file__).parents[2]


class _Now:
    """How many pages are run for readers at this moment, when the last one had been (seconds, monotonic), and for
    which log others were rehearsed last."""

    lock = Lock()
    n_read = 0
    ended_s = 0.0
    log: Log | None = None


@contextmanager
def page_is_read() -> Iterator[None]:
    """Around the run of a page for its reader: a rehearsal waits meanwhile."""
    _count(1)
    try:
        yield
    finally:
        _count(-1)


def _count(more: int) -> None:
    with _Now.lock:
        _Now.n_read += more
        _Now.ended_s = time.monotonic()


def begin(page: Page, title: str) -> Thread | None:
    """Starts to run the pages of the side bar but `title`, the one being read, for nobody, in steps between others.

    None where that was begun for the log in view, where the server is not the reader's own computer, or without a
    background.
    """
    reader = get_script_run_ctx()
    if reader is None or not page.is_at_home or _Now.log is page.log or os.environ.get(BACKGROUND) == "0":
        return None
    after_s, _Now.log = QUIET_S if _Now.log is None else AGAIN_S, page.log
    others = [link.path for link in PAGES if link.group and link.title != title]
    thread = Thread(target=_rehearse, args=(others, page, reader, after_s), name="rehearsal", daemon=True)
    thread.start()
    return thread


def _rehearse(paths: Sequence[str], page: Page, reader: ScriptRunContext, after_s: float) -> None:
    def between() -> None:
        _wait_for(QUIET_S, MOST_S)
        if _Now.log is not page.log:
            raise StopException

    _wait_for(after_s)
    for path in paths:
        turned_s = _Now.ended_s
        run(path, page, reader, between)
        while _Now.ended_s == turned_s and time.monotonic() - turned_s < STAYS_S:
            time.sleep(_PAUSE_S)


def _wait_for(quiet_s: float, most_s: float = math.inf) -> None:
    """Waits until no page has been read for so long, `most_s` at the most."""
    ends_s = time.monotonic() + most_s
    while (_Now.n_read or time.monotonic() - _Now.ended_s < quiet_s) and time.monotonic() < ends_s:
        time.sleep(_PAUSE_S)


def run(path: str, page: Page, reader: ScriptRunContext, between: Callable[[], None]) -> None:
    """Runs the page at `path` (below the project) with what `page` has in view, beside the session of `reader`, who
    sees nothing of it. `between` is called at each part of the page: it may wait, or raise StopException to end it.

    To be called in a thread of its own. No answer that takes long is begun. A page that fails is left: who opens it
    is told.
    """
    try:
        add_script_run_ctx(ctx=_apart_from(reader, between))
        if shell.RANGE in reader.session_state:
            st.session_state[shell.RANGE] = reader.session_state[shell.RANGE]
        with shell.drawn_around(page), meanwhile.only_looking(between):
            for name in SLOW_TO_IMPORT.get(path, ()):
                between()
                import_module(name)
            between()
            _run(path)
    except StopException:
        pass
    except Exception:
        logging.getLogger(__name__).warning("%s could not be made ready", path, exc_info=True)


def _apart_from(reader: ScriptRunContext, between: Callable[[], None]) -> ScriptRunContext:
    """Like the reader's run, but what is drawn goes nowhere, and nothing is pressed or chosen."""
    return replace(
        reader,
        _enqueue=lambda _: between(),
        session_state=SafeSessionState(SessionState(), lambda: None),
        fragment_storage=MemoryFragmentStorage(),
        shared=SharedRunState(),
        cursors={},
        script_requests=_EndsThere(),
    )


class _EndsThere(ScriptRequests):
    """A page that asks to stop, or to be run again or another, has ended."""

    def request_stop(self) -> None:
        raise StopException

    def request_rerun(self, _: RerunData) -> bool:
        raise StopException


def _run(path: str) -> None:
    spec = spec_from_file_location("a_page", _ROOT / path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    spec.loader.exec_module(module_from_spec(spec))
