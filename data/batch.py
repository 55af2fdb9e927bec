"""Files read and checked, ready for the store: frames, a note for each file, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from data.answers import Question
from data.schema import Frames


@dataclass(frozen=True)
class Skipped:
    """A row left out: its line in the file (1 is the first line; None where it has none) and the reason."""

    line: int | None
    reason: str
    n: int = 1  # more than one where rows left out for one reason share the entry


@dataclass(frozen=True)
class FileNote:
    """One file's line on the receipt, before the store has said what of it is new."""

    name: str
    sha256: str
    importer: str
    status: str
    reason: str = ""
    warnings: tuple[str, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    question: Question | None = None
    n_files: int = 1
    asked: int = 0  # rows of a table that wait for an answer


@dataclass(frozen=True)
class Batch:
    """Checked frames from one or more files, ready for the store.

    `file_of[name][i]` is the place in `files` of the file that brought row i of frame `name`.
    `streams` holds Parquet blobs by run_id (see data.streams).
    """

    frames: Frames = field(default_factory=Frames)
    files: tuple[FileNote, ...] = ()
    file_of: Mapping[str, np.ndarray] = field(default_factory=dict)
    streams: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """All rows left out, and for a file left out whole its reason."""
        whole = (Skipped(None, f.reason) for f in self.files if f.status != "imported")
        return tuple(s for f in self.files for s in f.skipped) + tuple(whole)

    @property
    def warnings(self) -> tuple[str, ...]:
        """All warnings of all files."""
        return tuple(w for f in self.files for w in f.warnings)
