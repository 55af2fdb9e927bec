"""Many parsed files -> one checked batch: typed, matched to exercises, flagged and validated once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from data import schema
from data.batch import Batch, FileNote
from data.importers import flagged
from data.importers.source import Parsed
from data.schema import Frames

# An account export holds thousands of photos, messages and monitoring files: so many of one kind get a line each.
FEW = 5
# So many of the others are named.
NAMED = 2


def gather(parsed: Iterable[Parsed]) -> Batch:
    """The files as one batch; raises pandera's SchemaErrors where an importer broke the frames' contract."""
    files = _shortened(list(parsed))
    frames, file_of = {}, {}
    told: dict[int, list[str]] = {}
    for name in ("runs", "sets", "pain", "factors"):
        frames[name], file_of[name] = _frame(name, files)
        for place, warning in flagged.warnings(name, frames[name], file_of[name]):
            told.setdefault(place, []).append(warning)
    streams = {run_id: blob for f in files for run_id, blob in f.packed.items()}
    notes = tuple(_note(f, told.get(place, [])) for place, f in enumerate(files))
    return Batch(Frames(**frames), notes, file_of, streams)


def _shortened(files: list[Parsed]) -> list[Parsed]:
    """The files; more than `FEW` of one archive that are left out for one reason become one line in their place."""
    alike = Counter(key for f in files if (key := _left_out(f)))
    named: dict[tuple[str, str, str], list[str]] = {}
    kept = []
    for f in files:
        key = _left_out(f)
        if key is None or alike[key] <= FEW:
            kept.append(f)
            continue
        names = named.setdefault(key, [])
        names.append(f.name.removeprefix(f"{f.archive}/"))
        if len(names) == 1:
            kept.append(f)
    return [_in_one_line(f, named[key]) if (key := _left_out(f)) in named else f for f in kept]


def _left_out(f: Parsed) -> tuple[str, str, str] | None:
    return (f.archive, f.importer, f.reason) if f.archive and f.status == "skipped" else None


def _in_one_line(f: Parsed, names: list[str]) -> Parsed:
    n = len(names)
    reason = f"{f.reason} These are {', '.join(names[:NAMED])} and {n - NAMED:,} more."
    return replace(f, name=f"{f.archive}: {n:,} files", sha256="", reason=reason, n_files=n)


def _frame(name: str, files: list[Parsed]) -> tuple[pd.DataFrame, np.ndarray]:
    rows = [row for f in files for row in f.rows.get(name, ())]
    origin = np.repeat(np.arange(len(files)), [len(f.rows.get(name, ())) for f in files])
    if not rows:
        return schema.empty(name), origin
    frame = schema.flag_implausible(name, schema.conform(name, pd.DataFrame(rows)))
    if name == "sets":
        frame = _with_exercises(frame)
    return schema.check(name, frame), origin


def _with_exercises(sets: pd.DataFrame) -> pd.DataFrame:
    from data import exercises

    return sets.assign(exercise=exercises.name_all(sets))


def _note(f: Parsed, flagged_values: list[str]) -> FileNote:
    warnings = (*f.warnings, *flagged_values)
    return FileNote(
        f.name, f.sha256, f.importer, f.status, f.reason, warnings, f.skipped, f.question, f.n_files, f.asked
    )
