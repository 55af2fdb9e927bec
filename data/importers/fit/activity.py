"""One part of a FIT file as rows: what sort of file it is, its sessions, its runs, its sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from functools import cached_property
from typing import Any

import numpy as np

from data.batch import Skipped
from data.importers.fit import clock, exercise_names, messages, records, recovery, runs, samples, sets, words
from data.importers.fit.layout import RECORD, Part
from data.importers.fit.messages import Decoded, Message
from data.importers.fit.records import Records
from data.importers.fit.sessions import Session, sessions
from data.importers.reading import where


@dataclass
class Reading:
    """What one part gave. `reason` says why it gave no rows."""

    runs: list[dict[str, Any]] = field(default_factory=list)
    sets: list[dict[str, Any]] = field(default_factory=list)
    streams: dict[str, dict[str, np.ndarray]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    reason: str = ""
    is_broken: bool = False

    @property
    def has_rows(self) -> bool:
        """Whether there is anything to keep."""
        return bool(self.runs or self.sets)


_SUMMARIES = (messages.FILE_ID, messages.SPORT, messages.SESSION, messages.ACTIVITY)


def read(part: Part, home: tzinfo) -> Reading:
    """The part's runs, samples and sets; `home` is the zone of days where the file does not say its own."""
    if part.is_empty():
        return Reading(reason=_nothing_whole(part), is_broken=True)
    decoded = messages.decode(part, _SUMMARIES)
    kind = next((m.values["type"] for m in decoded.of(messages.FILE_ID) if "type" in m.values), None)
    if kind is not None and kind != words.ACTIVITY_FILE:
        is_plan = part.count(messages.WORKOUT) and not part.count(messages.SESSION)
        return Reading(reason=words.file_reason("workout" if is_plan else kind))
    reading = Reading(warnings=list(part.damage))
    if decoded.n_failed:
        reading.warnings.append(f"{decoded.n_failed} damaged messages were left out.")
    _read_activity(_Activity(part, decoded, home), reading)
    if not reading.has_rows and not reading.reason:
        reading.reason, reading.is_broken = _nothing_whole(part), True
    return reading


def _nothing_whole(part: Part) -> str:
    said = " ".join(part.damage) or "The file is empty: it holds no message."
    return f"{said} Nothing in it can be read. Copy it from the watch or export it once more."


@dataclass
class _Activity:
    """An activity part with what is asked of it more than once; its samples are read when first wanted."""

    part: Part
    decoded: Decoded
    home: tzinfo

    @cached_property
    def records(self) -> Records:
        return records.read(self.part)

    @cached_property
    def offset(self) -> timedelta | None:
        makers = [m.values.get("manufacturer") for m in self.decoded.of(messages.FILE_ID)]
        return clock.offset(self.decoded.of(messages.ACTIVITY), is_zero_sure=words.WATCH_MAKER in makers)

    def day(self, start: datetime, place: where.Place | None = None) -> datetime:
        return clock.local_day(start, self.offset, place, self.home)


def _read_activity(activity: _Activity, reading: Reading) -> None:
    found, n_undated = sessions(activity.decoded.of(messages.SESSION), lambda: activity.records)
    if n_undated:
        reading.skipped.append(Skipped(None, f"{n_undated} sessions without a date were left out."))
    if not found and not n_undated:
        found = recovery.sessions(activity.part, activity.decoded, lambda: activity.records)
    for session in found:
        if session.is_run:
            _add_run(session, activity, reading)
    _add_sets(activity, found, reading)
    _explain_rest(activity, found, reading)


def _add_run(session: Session, activity: _Activity, reading: Reading) -> None:
    taken = samples.samples(activity.records, session.window, clock.seconds(session.start))
    row, warnings = runs.run(session, activity.day(session.start, _place(session, taken)), taken)
    reading.runs.append(row)
    reading.warnings += warnings
    if taken:
        reading.streams[row["run_id"]] = taken.columns
        reading.warnings += taken.oddities()


def _place(session: Session, taken: samples.Samples | None) -> where.Place | None:
    """Where the session began, by its summary, else by its samples."""
    said = where.place(*(session.number(f"start_position_{name}") * samples.DEGREES for name in ("lat", "long")))
    return said or (where.first(taken.columns["lat"], taken.columns["lon"]) if taken else None)


def _add_sets(activity: _Activity, found: list[Session], reading: Reading) -> None:
    if not activity.part.count(messages.SET):
        return
    decoded = messages.decode(activity.part, {messages.SET, messages.EXERCISE_TITLE, messages.WORKOUT_STEP})
    names = exercise_names.names(decoded.of(messages.EXERCISE_TITLE), decoded.of(messages.WORKOUT_STEP))
    reading.sets += sets.rows(decoded.of(messages.SET), names, found, activity.day)
    if decoded.n_failed:
        reading.warnings.append(f"{decoded.n_failed} damaged sets were left out.")


def _explain_rest(activity: _Activity, found: list[Session], reading: Reading) -> None:
    """Say why sessions gave no rows: as the file's reason where none did, else one line each."""
    lifted = {row["workout_id"] for row in reading.sets}
    rest = [s for s in found if not s.is_run and sets.workout_id(s.start) not in lifted]
    if reading.has_rows:
        reading.skipped += [Skipped(None, f"{_sport(s)}: neither a run nor sets.") for s in rest]
    elif any(s.is_strength for s in rest):
        reading.reason = "A strength session in which the watch counted no set; nothing in it to import."
    elif rest:
        named = ", ".join(dict.fromkeys(_sport(s) for s in rest))
        reading.reason = f"This is {named}: neither a run nor strength training."
    elif reading.skipped:
        reading.reason = "The watch did not know the date; without one nothing can be placed in the log."
    else:
        reading.reason = _without_summary(activity.part, activity.decoded.of(messages.SPORT))


def _sport(session: Session) -> str:
    return words.sport_words(session.sport, session.sub_sport)


def _without_summary(part: Part, sports: list[Message]) -> str:
    if sports and "sport" in sports[0].values:
        named = words.sport_words(sports[0].values["sport"], sports[0].values.get("sub_sport"))
        if sports[0].values["sport"] != words.RUNNING:
            return f"This is {named}, broken off before its summary: neither a run nor strength training."
        return (
            f"This is {named}, broken off before its summary, and its {part.count(RECORD)} samples do not make a run."
        )
    n_samples = part.count(RECORD)
    if not n_samples:
        return "An activity file without summary and without samples; nothing in it to import."
    return f"It ends before its summary, and its {n_samples:,} samples do not say which sport it was."
