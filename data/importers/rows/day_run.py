"""Runs of exports that tell a start, a length and a few means, and no samples."""

from __future__ import annotations

import math
from datetime import datetime
from typing import Any

from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates
from data.importers.rows.ledger import Ledger
from data.importers.words.sports import is_strength


def keep(
    ledger: Ledger,
    source: str,
    stamp: dates.Stamp,
    answers: Answers,
    *,
    known_id: object = None,
    place: int = 1,
    is_local: bool = True,
    **values: Any,
) -> None:
    """Keeps a row of the frame `runs`, or says that neither time nor distance is known.

    `stamp` is where the run was, whose day counts (`is_local`), else an instant, which counts in the home zone. The
    id is by `known_id`, else by the start.
    """
    start, day = dates.place(stamp, answers)
    if is_local:
        day = datetime(stamp.local.year, stamp.local.month, stamp.local.day)
    if not any(values.get(name, math.nan) > 0 for name in ("duration_s", "distance_m")):
        ledger.group(place, "a run with neither a time nor a distance")
        return
    run_id = identity(source, known_id if known_id is not None else start.isoformat())
    ledger.keep("runs", run_id=run_id, source=source, start=start, day=day, **values)


def sport_reason(sport: str) -> str:
    """Why an activity is left out: strength training without sets, or no run."""
    why = "has only its time here, no sets" if is_strength(sport) else "is no run"
    return f"{sport or 'an activity without a sport'} {why}"
