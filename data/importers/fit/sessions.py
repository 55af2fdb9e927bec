"""The sessions of a part: what was done, from when to when, with the values of its summary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from data.importers.fit import clock, words
from data.importers.fit.messages import Message
from data.importers.fit.records import Records

# Sessions a file may hold; a triathlon has five.
MAX_SESSIONS = 200


@dataclass(frozen=True)
class Session:
    """One session. `window` is its first and last second as stored, both inclusive, for telling samples apart."""

    start: datetime
    window: tuple[float, float]
    summary: Message
    warnings: tuple[str, ...] = ()

    @property
    def sport(self) -> Any:
        """Sport by its profile name, or its number where the profile has none; None where the watch did not say."""
        return self.summary.values.get("sport")

    @property
    def sub_sport(self) -> Any:
        """What sort of the sport, likewise."""
        return self.summary.values.get("sub_sport")

    @property
    def is_run(self) -> bool:
        """Whether it was a run."""
        return bool(self.sport == words.RUNNING)

    @property
    def is_strength(self) -> bool:
        """Whether it was strength training."""
        return bool(self.sub_sport == words.STRENGTH)

    def number(self, name: str) -> float:
        """A summary value; NaN where there is none."""
        return number(self.summary, name)


def number(message: Message, name: str) -> float:
    """The value of a message's field as a float; NaN where it is missing or no number."""
    value = message.values.get(name)
    return float(value) if isinstance(value, (int, float)) and np.isfinite(value) else np.nan


def sessions(summaries: list[Message], records: Callable[[], Records]) -> tuple[list[Session], int]:
    """The sessions in order of start, and how many summaries had no date at all.

    `records` gives the samples; it is asked only where a summary does not say when it began.
    """
    begun = ((*_start(m, records), m) for m in summaries[:MAX_SESSIONS])
    dated = sorted(((start, said, m) for start, said, m in begun if start), key=lambda item: item[0])
    begins = [clock.seconds(start) for start, _, _ in dated]
    found = []
    for i, (start, warnings, message) in enumerate(dated):
        first = begins[i] if len(dated) > 1 else -np.inf
        last = begins[i + 1] - 1 if i + 1 < len(dated) else np.inf
        found.append(Session(start, (first, last), message, warnings))
    return found, len(summaries) - len(dated)


def _start(summary: Message, records: Callable[[], Records]) -> tuple[datetime | None, tuple[str, ...]]:
    start = clock.instant(summary.raw.get("start_time"))
    if start:
        return start, ()
    end, elapsed = clock.instant(summary.raw.get("timestamp")), number(summary, "total_elapsed_time")
    if end and np.isfinite(elapsed):
        begin = (end - timedelta(seconds=elapsed)).replace(microsecond=0)
        return begin, ("The summary has no start; it was counted back from its end.",)
    times = clock.together(records().column("timestamp"))
    first = clock.instant(float(times.min())) if len(times) else None
    return first, ("The summary has no start; the first sample's time was taken.",)
