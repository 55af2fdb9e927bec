"""Runs whose summary was never written, as when a watch crashed: put together from their samples."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from data.importers.fit import clock, messages, words
from data.importers.fit.layout import Part
from data.importers.fit.messages import Decoded, Message
from data.importers.fit.records import Records
from data.importers.fit.sessions import Session

# event and event_type as stored (FIT profile): the timer starts and stops.
_TIMER = 0
_START = 0
_STOPS = (1, 4, 8, 9)
# Fewer samples than this are a button pressed twice, not a run.
_MIN_SAMPLES = 2


def sessions(part: Part, decoded: Decoded, records: Callable[[], Records]) -> list[Session]:
    """The one session the samples tell of, where the file says its sport and that is running; else none."""
    sport = _sport(part, decoded)
    if sport is None or sport.values.get("sport") != words.RUNNING:
        return []
    recorded = records().column("timestamp")
    times = clock.together(recorded)
    n_apart = int((np.isfinite(recorded) & (recorded >= clock.FIRST_DATE)).sum()) - len(times)
    if len(times) < _MIN_SAMPLES:
        return []
    start = clock.instant(float(times.min()))
    if start is None:
        return []
    timer = timer_s(
        messages.decode(part, {messages.EVENT}).of(messages.EVENT), float(times.min()), float(times.max())
    )
    values = {name: sport.values[name] for name in ("sport", "sub_sport") if name in sport.values}
    summary = Message(messages.SESSION, values | {"total_timer_time": timer})
    warning = f"The recording ends before its summary; this run was put together from its {len(times):,} samples."
    said = [warning] + ([f"{n_apart:,} samples with a time far from the others were left out."] if n_apart else [])
    return [Session(start, (float(times.min()), float(times.max())), summary, tuple(said))]


def _sport(part: Part, decoded: Decoded) -> Message | None:
    """The first message that says the sport: `sport`, or a finished lap."""
    laps = messages.decode(part, {messages.LAP}).of(messages.LAP)
    return next((m for m in decoded.of(messages.SPORT) + laps if "sport" in m.values), None)


def timer_s(events: list[Message], first: float, last: float) -> float:
    """Seconds between `first` and `last` (stored times) while the timer ran, by its start and stop events."""
    stopped_at: float | None = None
    paused = 0.0
    for event in events:
        at, kind = event.raw.get("timestamp"), event.raw.get("event_type")
        if event.raw.get("event") != _TIMER or not isinstance(at, (int, float)):
            continue
        at = min(max(float(at), first), last)
        if kind in _STOPS and stopped_at is None:
            stopped_at = at
        elif kind == _START and stopped_at is not None:
            paused += max(0.0, at - stopped_at)
            stopped_at = None
    if stopped_at is not None:
        paused += last - stopped_at
    return last - first - paused
