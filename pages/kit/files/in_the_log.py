"""What the log holds already, before more is brought: how much of each kind, and up to which day."""

from __future__ import annotations

from analytics.words import counted, listed
from data.schema import Frames
from data.units import Units
from pages.kit import say
from pages.kit.shell import Page

EMPTY = "Your log is empty: bring what your watch, your lifting app or your diary has kept."
DEMO = "What you bring goes into a log of your own; the demo stays as it is."
KINDS = {"runs": "run", "sets": "set", "pain": "pain score"}


def sentence(page: Page) -> None:
    """One sentence; while the demo is in view, where files go instead."""
    say.text(DEMO if page.is_demo else page.once(say_held, page.frames, page.units))


def say_held(frames: Frames, units: Units) -> str:
    """'Your log holds 3,460 runs (to 27 Nov 2026) and 212 sets (to 24 Nov 2026).'"""
    held = ((word, frames[name]) for name, word in KINDS.items() if not frames[name].empty)
    parts = [f"{counted(len(rows), word)} (to {units.say_date(rows['day'].max())})" for word, rows in held]
    return f"Your log holds {listed(parts)}." if parts else EMPTY
