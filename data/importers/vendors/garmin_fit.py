"""FIT files of any maker: a watch's runs and strength sessions."""

from __future__ import annotations

from typing import Any

from data import errors
from data.answers import Answers
from data.batch import Skipped
from data.importers.fit import activity, walk
from data.importers.source import Parsed, SourceFile

NAME = "Garmin FIT"


def matches(source: SourceFile) -> bool:
    """Whether bytes 8-11 say `.FIT`."""
    return source.data[8:12] == b".FIT"


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Every running session as a run with its samples, every active set of a strength session as a set.

    Raises errors.NotTraining for sound files with neither, errors.Refused where nothing whole is left.
    """
    parts = walk.parts(source.data)
    if not parts:
        raise errors.Refused("The header of this FIT file is damaged. Copy it from the watch or export it once more.")
    readings = [activity.read(part, answers.zone) for part in parts]
    kept = [r for r in readings if r.has_rows]
    if not kept:
        sound = [r for r in readings if not r.is_broken]
        error = errors.NotTraining if sound else errors.Refused
        raise error(" ".join(dict.fromkeys(r.reason for r in sound or readings)))
    runs, n_runs = _unique("run_id", [row for r in kept for row in r.runs])
    sets, n_sets = _unique("set_id", [row for r in kept for row in r.sets])
    skipped = [s for r in kept for s in r.skipped]
    skipped += [Skipped(None, r.reason) for r in readings if not r.has_rows and r.reason]
    if n_runs + n_sets:
        skipped.append(Skipped(None, f"{n_runs + n_sets} rows stand in the file twice; they were taken once."))
    return Parsed(
        rows={name: rows for name, rows in (("runs", runs), ("sets", sets)) if rows},
        streams={run_id: columns for r in kept for run_id, columns in r.streams.items()},
        skipped=tuple(skipped),
        warnings=tuple(dict.fromkeys(w for r in readings for w in r.warnings)),
    )


def _unique(key: str, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], int]:
    """The rows, the first of each id, and how many others there were."""
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row[key], row)
    return list(first.values()), len(rows) - len(first)
