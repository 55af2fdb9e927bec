"""How many files an upload holds, by its tables of contents: what a progress bar needs before the reading starts."""

from __future__ import annotations

import io
import zipfile

from data.importers.reading.containers import MAX_DEPTH
from data.importers.source import SourceFile


def count(source: SourceFile) -> int:
    """About how many files `containers.unfold` will give; 1 for what is no zip or a damaged one."""
    return _count(io.BytesIO(source.data), 0)


def _count(file: io.BytesIO, depth: int) -> int:
    if depth >= MAX_DEPTH or file.getbuffer()[:2].tobytes() != b"PK":
        return 1
    try:
        with zipfile.ZipFile(file) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            inner = [member for member in members if member.filename.lower().endswith(".zip")]
            return len(members) - len(inner) + sum(_count(io.BytesIO(archive.read(m)), depth + 1) for m in inner)
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError, NotImplementedError):
        return 1
