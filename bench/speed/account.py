"""A runner's whole account, as large as one likes: real or demo FIT files moved to days of their own."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator, Sequence

from data.importers.fit.checksum import crc

DAY_S = 86_400
# Fields that hold an instant: (global message, field) besides the timestamp of every message (253).
_INSTANTS = {(0, 4), (18, 2), (19, 2), (34, 5), (225, 6)}
_TIMESTAMP = 253


def moved(data: bytes, seconds: int) -> bytes:
    """The FIT file with every instant `seconds` later and its checksum right again."""
    header = data[0]
    size = struct.unpack_from("<I", data, 4)[0]
    out = bytearray(data[: header + size])
    layouts: dict[int, tuple[int, list[int], str]] = {}
    at = header
    while at < header + size:
        first = out[at]
        if first & 0x40 and not first & 0x80:
            at, layouts[first & 0x0F] = _definition(out, at + 1, has_developer=bool(first & 0x20))
            continue
        n_bytes, instants, order = layouts[(first >> 5) & 3 if first & 0x80 else first & 0x0F]
        for offset in instants:
            value = struct.unpack_from(order + "I", out, at + 1 + offset)[0]
            if value != 0xFFFFFFFF:
                struct.pack_into(order + "I", out, at + 1 + offset, value + seconds)
        at += 1 + n_bytes
    return bytes(out) + struct.pack("<H", crc(bytes(out)))


def _definition(out: bytearray, at: int, *, has_developer: bool) -> tuple[int, tuple[int, list[int], str]]:
    order = ">" if out[at + 1] else "<"
    message = struct.unpack_from(order + "H", out, at + 2)[0]
    n_fields = out[at + 4]
    at, offset, instants = at + 5, 0, []
    for _ in range(n_fields):
        number, n_bytes, _ = out[at : at + 3]
        if n_bytes == 4 and (number == _TIMESTAMP or (message, number) in _INSTANTS):
            instants.append(offset)
        offset, at = offset + n_bytes, at + 3
    if has_developer:
        n_fields = out[at]
        at += 1
        for _ in range(n_fields):
            offset, at = offset + out[at + 1], at + 3
    return at, (offset, instants, order)


def files(originals: Sequence[bytes], n: int) -> Iterator[tuple[str, bytes]]:
    """`n` activities, each on a day of its own."""
    for i in range(n):
        yield f"{i:05}.fit", moved(originals[i % len(originals)], i * DAY_S)


def archive(originals: Sequence[bytes], n: int) -> bytes:
    """The account as Garmin packs it: a zip of FIT files inside a zip."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files(originals, n):
            packed.writestr(name, data)
    with zipfile.ZipFile(outer, "w") as packed:
        packed.writestr("DI_CONNECT/DI-Connect-Uploaded-Files/UploadedFiles_0-_Part1.zip", inner.getvalue())
    return outer.getvalue()
