"""How many files an upload holds, by its tables of contents: what a progress bar needs before the reading starts."""

from __future__ import annotations

import io
import zipfile

from data import budget
from data.importers.reading import directory
from data.importers.source import OpenFile, SourceFile

# A zip inside is read through for its own table of contents up to this size; a larger one is taken to hold files as
# large as a run's.
_READ_THROUGH_BYTES, _RUN_BYTES = 64_000_000, 100_000
_CHUNK = 1 << 20


def count(source: SourceFile | OpenFile) -> int:
    """About how many files `containers.unfold` will give; 1 for what is no zip or a damaged one."""
    opened = source if isinstance(source, OpenFile) else OpenFile(source.name, io.BytesIO(source.data))
    if not opened.begins.startswith(b"PK"):
        return 1
    try:
        if directory.directory_size(opened.file) > budget.MAX_DIRECTORY_BYTES:
            return 1
        with zipfile.ZipFile(opened.file) as archive:
            members = [member for member in archive.infolist()[: budget.MAX_MEMBERS] if not member.is_dir()]
            return min(sum(_inside(archive, member) for member in members), budget.MAX_MEMBERS)
    except directory.DAMAGED:
        return 1


def _inside(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> int:
    """1 for a file; for a zip about how many files it holds, without keeping more of it than its end."""
    if not member.filename.lower().endswith(".zip"):
        return 1
    if member.file_size > _READ_THROUGH_BYTES:
        return member.file_size // _RUN_BYTES
    tail = b""
    with archive.open(member) as packed:
        while piece := packed.read(_CHUNK):
            tail = (tail + piece)[-directory.TAIL_BYTES :]
    return directory.n_members(tail)
