"""A zip's member as it lies there: who parses it unpacks it, and only its packed bytes go to another process."""

from __future__ import annotations

import copy
import zipfile
import zlib
from dataclasses import dataclass

from data import budget
from data.importers.source import Parsed, SourceFile

# From so much of a file one sees whether it is one that has to be opened here.
_BEGIN_BYTES = 4_096


@dataclass(frozen=True)
class PackedFile:
    """A deflated file: its name, its packed bytes, and what its zip says of it: bytes unpacked and CRC-32.

    `archive` is the name of the zip.
    """

    name: str
    packed: bytes
    size: int
    crc: int
    archive: str

    @property
    def begins(self) -> bytes:
        """The first bytes, unpacked; raises zlib.error for what is not deflated."""
        return _inflater().decompress(self.packed, _BEGIN_BYTES)

    def unpacked(self) -> SourceFile:
        """The file; raises zlib.error or zipfile.BadZipFile where it is damaged."""
        data = _inflater().decompress(self.packed, max(self.size, 1))
        if len(data) != self.size or zlib.crc32(data) != self.crc:
            raise zipfile.BadZipFile(f"Bad CRC-32 for file {self.name.rpartition('/')[2]!r}")
        return SourceFile(self.name, data, self.archive, len(self.packed))


Leaf = SourceFile | PackedFile | Parsed


def packed_file(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, inside: str) -> PackedFile | None:
    """The member of the archive `inside`, called `name`, as it lies there; None for one large or not deflated.

    Raises what `ZipFile.open` raises.
    """
    is_large = max(member.file_size, member.compress_size) > budget.IN_MEMORY_BYTES
    if is_large or member.compress_type != zipfile.ZIP_DEFLATED:
        return None
    as_it_lies = copy.copy(member)
    as_it_lies.compress_type, as_it_lies.file_size = zipfile.ZIP_STORED, member.compress_size
    del as_it_lies.CRC  # of the file, not of its packed bytes: those are checked when it is unpacked
    with archive.open(as_it_lies) as file:
        return PackedFile(name, file.read(), member.file_size, member.CRC, inside)


def _inflater() -> zlib._Decompress:
    return zlib.decompressobj(wbits=-zlib.MAX_WBITS)
