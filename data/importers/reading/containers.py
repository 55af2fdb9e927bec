"""Zips, gzips and what is inside them, one member at a time and never on disk.

A container is known by its first bytes, not by its name. One bad member never spoils the rest: it comes as a refused
or skipped `Parsed` that says why. Members are named `archive.zip/folder/member.fit`; a gzip keeps its own name.
"""

from __future__ import annotations

import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from data import errors
from data.importers.source import Parsed, SourceFile

# An account export (zip) holds zips of uploads, which may hold gzips: three. One more for a zip made around it.
MAX_DEPTH = 4
# Watches write about ten monitoring files a day: fifteen years of them.
MAX_MEMBERS = 60_000
# The largest member seen is a 25 MB GPX file; this much is unpacked into memory at once.
MAX_MEMBER_BYTES = 300_000_000
# Fifteen years of an account export are about 3 GB unpacked; members pass one at a time.
MAX_TOTAL_BYTES = 10_000_000_000
# Text exports pack to about a tenth, seldom a fiftieth; deflate's ceiling of 1 : 1032 is where bombs live.
MAX_RATIO = 250
# Below this size the ratio says nothing: an empty template packs well, and it does no harm.
RATIO_FROM_BYTES = 5_000_000

_CHUNK = 1 << 20
_ZIP, _GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b"
# Office documents are zips too; they are files to their owner, and `unknown` names them.
_OFFICE = {"[Content_Types].xml", "mimetype"}
_CLUTTER = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)
# Account exports name files after the account: an e-mail address does not belong on a receipt.
_E_MAIL = re.compile(r"[A-Za-z0-9.+%-]+(?:_[A-Za-z0-9.+%-]+)*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_DAMAGED = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    KeyError,
    IndexError,
)


@dataclass
class _Budget:
    """What one file given by the reader may still unpack to, over all the containers inside it."""

    total: int = MAX_TOTAL_BYTES
    members: int = MAX_MEMBERS

    def spend(self, size: int) -> None:
        self.total -= size
        if self.total < 0:
            raise errors.Refused(_over("unpacks to more than", MAX_TOTAL_BYTES))


def unfold(source: SourceFile) -> Iterator[SourceFile | Parsed]:
    """The file itself, or the files inside it; a part that cannot be opened comes as a refused `Parsed`."""
    yield from _unfold(SourceFile(_printable(source.name), source.data), 0, _Budget())


def _unfold(source: SourceFile, depth: int, budget: _Budget) -> Iterator[SourceFile | Parsed]:
    if not source.data.startswith((*_ZIP, _GZIP)):
        yield source
    elif depth >= MAX_DEPTH:
        yield _refused(source, f"It is packed more than {MAX_DEPTH} times over (the limit). Unpack it first.")
    elif source.data.startswith(_GZIP):
        yield from _gunzipped(source, depth, budget)
    else:
        yield from _unzipped(source, depth, budget)


def _gunzipped(source: SourceFile, depth: int, budget: _Budget) -> Iterator[SourceFile | Parsed]:
    try:
        data = _inflate(source.data, budget)
    except errors.Refused as reason:
        yield _refused(source, str(reason))
    except _DAMAGED as error:
        yield _refused(source, _damage(error))
    else:
        yield from _unfold(SourceFile(source.name, data, source.archive), depth + 1, budget)


def _inflate(data: bytes, budget: _Budget) -> bytes:
    """The content of a gzip, member after member, as far as the limits go."""
    parts, size = [], 0
    while data.startswith(_GZIP):
        inflater = zlib.decompressobj(wbits=31)
        packed, n_packed = data, len(data)
        while not inflater.eof:
            part = inflater.decompress(packed, _CHUNK)
            packed = inflater.unconsumed_tail
            if not part and not inflater.eof and not packed:
                raise EOFError("it ends too early")
            parts.append(part)
            size += len(part)
            budget.spend(len(part))
            _check_size(size, n_packed)
        data = inflater.unused_data
    return b"".join(parts)


def _unzipped(source: SourceFile, depth: int, budget: _Budget) -> Iterator[SourceFile | Parsed]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except _DAMAGED as error:
        yield _refused(source, _damage(error))
        return
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.filename in _OFFICE for member in members):
            yield source
            return
        if not members:
            yield Parsed(status="skipped", name=source.name, reason="The archive is empty.", archive=source.archive)
        for member in members:
            budget.members -= 1
            if budget.members < 0:
                reason = f"It holds more than {MAX_MEMBERS:,} files (the limit); the rest is not read."
                yield _refused(source, reason)
                return
            place = SourceFile(f"{source.name}/{_printable(member.filename)}", b"", source.name)
            yield from _opened(archive, member, place, depth, budget)
            if budget.total < 0:
                return


def _opened(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: SourceFile, depth: int, budget: _Budget
) -> Iterator[SourceFile | Parsed]:
    """What is in the member, named as `place`."""
    try:
        data = _extract(archive, member, budget)
    except errors.NotTraining as reason:
        yield Parsed(status="skipped", name=place.name, reason=str(reason), archive=place.archive)
    except errors.Refused as reason:
        yield _refused(place, str(reason))
    except _DAMAGED as error:
        yield _refused(place, _damage(error))
    else:
        yield from _unfold(replace(place, data=data), depth + 1, budget)


def _extract(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> bytes:
    """The member's bytes; raises errors.NotTraining for clutter and errors.Refused where it is unsafe to read."""
    _check_member(member)
    _check_size(member.file_size, member.compress_size)
    budget.spend(member.file_size)
    with archive.open(member) as packed:
        return packed.read(member.file_size)


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


def _check_size(size: int, packed: int) -> None:
    if size > MAX_MEMBER_BYTES:
        raise errors.Refused(_over("is larger than", MAX_MEMBER_BYTES))
    if size > RATIO_FROM_BYTES and size > MAX_RATIO * max(packed, 1):
        raise errors.Refused(f"It unpacks to more than {MAX_RATIO} times its size (the limit), which no export does.")


def _over(what: str, limit: int) -> str:
    return f"It {what} {limit // 1_000_000:,} MB (the limit). Unpack it and import its parts."


def _damage(error: Exception) -> str:
    return f"It is damaged and cannot be unpacked ({error}). Download it once more."


def _printable(name: str) -> str:
    return _E_MAIL.sub("…", "".join(c if c.isprintable() else "?" for c in name))


def _refused(source: SourceFile, reason: str) -> Parsed:
    return Parsed(status="refused", name=source.name, reason=reason, archive=source.archive)
