"""What an importer is given and what it gives back.

An importer is a noun module with

    NAME                       how the receipt calls it, such as "Hevy CSV"
    matches(source) -> bool    by content, never by file name alone; cheap; never raises
    read(source, answers) -> Parsed

`read` raises errors.Refused, errors.NotTraining or errors.Asks for a whole file, and lists single rows it had to
leave out in `Parsed.skipped`. It gets bytes: a path, an upload and a zip member look the same.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, BinaryIO

import numpy as np

from data.answers import Question
from data.batch import Skipped

# `matches` looks at this much: the longest header seen, 101 columns, has 2 kB.
HEAD_BYTES = 32_768


@dataclass(frozen=True)
class SourceFile:
    """A file's name (for the receipt; a zip member's is `archive.zip/member.fit`) and its bytes.

    `archive` is the name of the zip it came out of; empty for a file given by itself. `packed` is how many bytes of
    that zip it took; None for a file that was not packed.
    """

    name: str
    data: bytes
    archive: str = ""
    packed: int | None = field(default=None, compare=False)

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the bytes: the very same file has the same one."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def size(self) -> int:
        """Bytes."""
        return len(self.data)

    @property
    def begins(self) -> bytes:
        """The first four bytes, by which a container is known."""
        return self.data[:4]

    @cached_property
    def head(self) -> bytes:
        """The first `HEAD_BYTES`, cut out once for all importers that look at them."""
        return self.data[:HEAD_BYTES]


@dataclass(frozen=True)
class OpenFile:
    """A file read where it lies: its name and a binary file that can be sought. Whoever opened it closes it."""

    name: str
    file: BinaryIO
    archive: str = ""

    @property
    def size(self) -> int:
        """Bytes."""
        return self.file.seek(0, os.SEEK_END)

    @property
    def begins(self) -> bytes:
        """The first four bytes, by which a container is known."""
        self.file.seek(0)
        return self.file.read(4)

    def read(self) -> bytes:
        """All of it; the file's own bytes, not a copy, where it lies in memory."""
        if isinstance(self.file, io.BytesIO):
            return self.file.getvalue()
        self.file.seek(0)
        return self.file.read()


Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Parsed:
    """One file, read: plain rows by frame name, not yet typed (that is done once for many files).

    `streams` holds, by run_id, columns of the frame `streams` (without run_id) as equally long arrays.
    `routes` names the files beside this one that are routes of its workouts: end of the path -> run_id, or ""
    where the workout is no run (data.importers.routes).
    `status` is imported, skipped, refused or asks; the last three have no rows and a `reason`.
    """

    rows: Mapping[str, Rows] = field(default_factory=dict)
    streams: Mapping[str, Mapping[str, np.ndarray]] = field(default_factory=dict)
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    name: str = ""
    sha256: str = ""
    importer: str = ""
    status: str = "imported"
    reason: str = ""
    question: Question | None = None
    packed: Mapping[str, bytes] = field(default_factory=dict)
    archive: str = ""
    routes: Mapping[str, str] = field(default_factory=dict)
    asked: int = 0  # rows of a table that wait for an answer
    n_files: int = 1  # more than one where files left out of one archive for one reason share a line
