"""Zips, gzips and what is inside them, one member at a time, within the budget of `data.budget`.

A container is known by its first bytes, not by its name. One bad member never spoils the rest: it comes as a refused
or skipped `Parsed` that says why. Members are named `archive.zip/folder/member.fit`; a gzip keeps its own name. Only
a large container inside another touches the disk, as a temporary file without a name.
"""

from __future__ import annotations

import errno
import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from data import budget, errors
from data.budget import MAX_DEPTH, MAX_MEMBERS, MAX_TOTAL_BYTES
from data.importers.reading import health_export
from data.importers.reading.directory import DAMAGED, directory_size
from data.importers.reading.members import Leaf, PackedFile, packed_file
from data.importers.source import OpenFile, Parsed, SourceFile

_CHUNK = 1 << 20
_ZIP, _GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b"
_CONTAINERS = (*_ZIP, _GZIP)
# Office documents are zips too; they are files to their owner, and `unknown` names them.
_OFFICE = {"[Content_Types].xml", "mimetype"}
_CLUTTER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
# Account exports name files after the account: an e-mail address does not belong on a receipt.
_E_MAIL = re.compile(r"[A-Za-z0-9.+%-]+(?:_[A-Za-z0-9.+%-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


@dataclass
class _Budget:
    """What one file given by the reader may still unpack to, over all the containers inside it."""

    total: int = MAX_TOTAL_BYTES
    members: int = MAX_MEMBERS

    def spend(self, size: int) -> None:
        self.total -= size
        if self.total < 0:
            raise errors.Refused(budget.over("unpacks to more than", MAX_TOTAL_BYTES))


def unfold(source: SourceFile | OpenFile) -> Iterator[SourceFile | Parsed]:
    """The file itself, or the files inside it; a part that cannot be opened comes as a refused `Parsed`.

    Raises errors.ImportFailed where the disk has no room for a large archive inside another.
    """
    return (unpacked(leaf) if isinstance(leaf, PackedFile) else leaf for leaf in members(source))


def is_zip(source: SourceFile | OpenFile) -> bool:
    """By its first bytes."""
    return source.begins.startswith(_ZIP)


def unpacked(packed: PackedFile) -> SourceFile | Parsed:
    """The file; a refused `Parsed` where it is damaged."""
    try:
        return packed.unpacked()
    except DAMAGED as error:
        return Parsed(status="refused", name=packed.name, reason=_damage(error), archive=packed.archive)


def members(source: SourceFile | OpenFile) -> Iterator[Leaf]:
    """As `unfold`; a zip's small members come as they lie there."""
    if isinstance(source, SourceFile):
        opened = OpenFile(printable(source.name), io.BytesIO(source.data), source.archive)
    else:
        opened = OpenFile(printable(source.name), source.file, source.archive)
    yield from _unfold(opened, 0, _Budget(), opened.size)


def _unfold(source: OpenFile, depth: int, left: _Budget, packed: int) -> Iterator[Leaf]:
    """What is in the file, which came packed as `packed` bytes."""
    begins = source.begins
    if not begins.startswith(_CONTAINERS):
        yield _leaf(source, packed)
    elif depth >= MAX_DEPTH:
        yield _refused(source, f"It is packed more than {MAX_DEPTH} times over (the limit). Unpack it first.")
    elif begins.startswith(_GZIP):
        yield from _gunzipped(source, depth, left)
    else:
        yield from _unzipped(source, depth, left)


def _leaf(source: OpenFile, packed: int) -> SourceFile | Parsed:
    if health_export.begins(next(health_export.pieces_of(source.file), b"")):
        return _sifted(source, packed)
    if source.size > budget.MAX_FILE_BYTES:
        return _refused(source, budget.over("is larger than", budget.MAX_FILE_BYTES))
    return SourceFile(source.name, source.read(), source.archive, packed)


def _sifted(source: OpenFile, packed: int) -> SourceFile | Parsed:
    """Apple Health's export, however large: what is used of it."""
    try:
        used = health_export.sift(health_export.pieces_of(source.file))
    except errors.Refused as reason:
        return _refused(source, str(reason))
    return SourceFile(source.name, used, source.archive, packed)


def _gunzipped(source: OpenFile, depth: int, left: _Budget) -> Iterator[Leaf]:
    source.file.seek(0)
    try:
        with _unpacked(_inflated(source.file, left)) as inside:
            yield from _unfold(OpenFile(source.name, inside, source.archive), depth + 1, left, source.size)
    except errors.Refused as reason:
        yield _refused(source, str(reason))
    except DAMAGED as error:
        yield _refused(source, _damage(error))


def _inflated(file: BinaryIO, left: _Budget) -> Iterator[bytes]:
    """The content of a gzip in pieces, member after member, as far as the limits go."""
    size = n_packed = 0
    packed = file.read(_CHUNK)
    while packed.startswith(_GZIP):
        inflater = zlib.decompressobj(wbits=31)
        while not inflater.eof:
            part = inflater.decompress(packed, _CHUNK)
            n_packed += len(packed) - len(inflater.unconsumed_tail)
            packed = inflater.unconsumed_tail or (b"" if inflater.eof else file.read(_CHUNK))
            if not part and not inflater.eof and not packed:
                raise EOFError("it ends too early")
            size += len(part)
            left.spend(len(part))
            _check_ratio(size, n_packed)
            yield part
        packed = inflater.unused_data or file.read(_CHUNK)
        if len(packed) < len(_GZIP):
            packed += file.read(_CHUNK)


def _unzipped(source: OpenFile, depth: int, left: _Budget) -> Iterator[Leaf]:
    try:
        if directory_size(source.file) > budget.MAX_DIRECTORY_BYTES:
            yield _refused(source, f"It holds more than {MAX_MEMBERS:,} files (the limit). Import it in parts.")
            return
        archive = zipfile.ZipFile(source.file)
    except DAMAGED as error:
        yield _refused(source, _damage(error))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename in _OFFICE for member in members):
            yield _leaf(source, source.size)
            return
        if not members:
            yield Parsed(status="skipped", name=source.name, reason="The archive is empty.", archive=source.archive)
        for member in members:
            left.members -= 1
            if left.members < 0:
                reason = f"It holds more than {MAX_MEMBERS:,} files (the limit); the rest is not read."
                yield _refused(source, reason)
                return
            yield from _opened(archive, member, source.name, depth, left)
            if left.total < 0:
                return


def _opened(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: str, depth: int, left: _Budget
) -> Iterator[Leaf]:
    """What is in the member of the archive that is called `inside`."""
    place = OpenFile(f"{inside}/{printable(member.filename)}", io.BytesIO(), inside)
    try:
        _check_member(member)
        _check_ratio(member.file_size, member.compress_size)
        left.spend(member.file_size)
        as_it_lies = packed_file(archive, member, place.name, inside)
        if as_it_lies and not _is_opened_here(as_it_lies.begins):
            yield as_it_lies
            return
        with archive.open(member) as packed, _unpacked(iter(lambda: packed.read(_CHUNK), b"")) as opened:
            yield from _unfold(replace(place, file=opened), depth + 1, left, member.compress_size)
    except errors.NotTraining as reason:
        yield Parsed(status="skipped", name=place.name, reason=str(reason), archive=inside)
    except errors.Refused as reason:
        yield _refused(place, str(reason))
    except DAMAGED as error:
        yield _refused(place, _damage(error))


def _is_opened_here(begins: bytes) -> bool:
    return begins.startswith(_CONTAINERS) or health_export.begins(begins)


@contextmanager
def _unpacked(pieces: Iterator[bytes]) -> Iterator[BinaryIO]:
    """The pieces as one file, ready to be read: a file in memory, or on the disk a container too large for it."""
    first = next(pieces, b"")
    if health_export.begins(first):
        yield io.BytesIO(health_export.sift(chain((first,), pieces)))
        return
    is_container = first.startswith(_CONTAINERS)
    with tempfile.SpooledTemporaryFile(budget.IN_MEMORY_BYTES if is_container else 0) as spooled:
        file = cast(BinaryIO, spooled) if is_container else io.BytesIO()
        size = 0
        for piece in chain((first,), pieces):
            size += len(piece)
            if not is_container and size > budget.MAX_FILE_BYTES:
                raise errors.Refused(budget.over("is larger than", budget.MAX_FILE_BYTES))
            _write(file, piece)
        file.seek(0)
        yield file


def _write(file: BinaryIO, piece: bytes) -> None:
    try:
        file.write(piece)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        raise errors.ImportFailed(
            "The disk has no room to unpack an archive that lies inside another. Make room, or unpack it yourself "
            "and import its parts."
        ) from error


def _check_member(member: zipfile.ZipInfo) -> None:
    if _CLUTTER.search(member.filename):
        raise errors.NotTraining("The computer that packed the archive added it; it is no export.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise errors.NotTraining("It is a link to another file, which is not followed.")
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
        raise errors.Refused(
            "Its name leads out of the archive, which no export does. Unpack it yourself if you trust it."
        )
    if member.flag_bits & 0x1:
        raise errors.Refused("It is locked with a password. Unpack the archive and import the files.")


def _check_ratio(size: int, packed: int) -> None:
    if size > budget.RATIO_FROM_BYTES and size > budget.MAX_RATIO * max(packed, 1):
        raise errors.Refused(
            f"It unpacks to more than {budget.MAX_RATIO} times its size (the limit), which no export does."
        )


def _damage(error: Exception) -> str:
    return f"It is damaged and cannot be unpacked ({error}). Download it once more."


def printable(name: str) -> str:
    """The name as a receipt shows it."""
    return _E_MAIL.sub("…", "".join(c if c.isprintable() else "?" for c in name))


def _refused(source: OpenFile, reason: str) -> Parsed:
    return Parsed(status="refused", name=source.name, reason=reason, archive=source.archive)
