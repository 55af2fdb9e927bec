"""The first part of a page stands while its rest is still on the way.

Streamlit's browser draws together what arrives within 10 ms, and elements of a kind that it has not drawn before take
it two to three times as long. A page is made faster than it is drawn: so its first sentence would stand only with its
last chart. Where a reader comes to a page for the first time, its rest is held back until the browser has begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep

import streamlit as st
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.RootContainer_pb2 import RootContainer
from streamlit.runtime.scriptrunner import get_script_run_ctx

PAUSE_S = 0.025
# The browser begins to draw a page no sooner: it lays out first what the new one takes away.
BEGINS_S = 0.06
# Titles of the pages that this visit has opened.
_OPENED = "opened_pages"
# What stands in these is not seen before it is opened.
_FOLDED = ("popover", "expandable", "dialog")
# A picture says nothing without the words beside it.
_NOT_A_PART = (None, "empty", "imgs")


@contextmanager
def stands_first(title: str) -> Iterator[None]:
    """Around the run of the page `title`. The first page of a visit comes as it is made: nothing stands before it."""
    opened = st.session_state.setdefault(_OPENED, [])
    is_new, is_start = title not in opened, not opened
    if is_new:
        opened.append(title)
    run = get_script_run_ctx()
    # Streamlit does not promise where a run sends what it draws: elsewhere, pages come as they are made.
    send = getattr(run, "_enqueue", None)
    if run is None or send is None or not is_new or is_start:
        yield
        return
    run._enqueue = Held(send)
    try:
        yield
    finally:
        run._enqueue = send


class Held:
    """Sends a page's messages by `send`, and waits after the first element below its title that is seen: `PAUSE_S`,
    and longer where that comes sooner than `BEGINS_S` after this was made."""

    def __init__(self, send: Callable[[ForwardMsg], None]) -> None:
        self._send, self._made_s = send, monotonic()
        self._is_titled = self._is_over = False
        self._folded: list[tuple[int, ...]] = []

    def __call__(self, message: ForwardMsg) -> None:
        """Sends one message."""
        self._send(message)
        if not self._is_over and self._is_part(message):
            self._is_over = True
            sleep(max(PAUSE_S, self._made_s + BEGINS_S - monotonic()))

    def _is_part(self, message: ForwardMsg) -> bool:
        at = tuple(message.metadata.delta_path)
        if message.WhichOneof("type") != "delta" or at[:1] != (RootContainer.MAIN,):
            return False
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            if delta.add_block.WhichOneof("type") in _FOLDED:
                self._folded.append(at)
            return False
        element = delta.new_element
        if element.WhichOneof("type") == "heading" and element.heading.tag == "h1":
            self._is_titled = True
            return False
        is_seen = element.WhichOneof("type") not in _NOT_A_PART
        return self._is_titled and is_seen and not any(at[: len(folded)] == folded for folded in self._folded)
