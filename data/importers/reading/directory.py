"""A zip's own account of itself, at its end: how many members it says it has, before any of them is looked at.

Layout: APPNOTE.TXT 6.3.10, sections 4.3.14 to 4.3.16 (PKWARE).
"""

from __future__ import annotations

import lzma
import os
import struct
import zipfile
import zlib
from typing import BinaryIO

_END, _END_BYTES, _COMMENT_BYTES = b"PK\x05\x06", 22, 65_535
_LOCATOR, _LOCATOR_BYTES, _END64 = b"PK\x06\x07", 20, b"PK\x06\x06"
TAIL_BYTES = _END_BYTES + _COMMENT_BYTES + _LOCATOR_BYTES
_IN_ZIP64 = 0xFFFFFFFF
# What reading a damaged or locked container ends in, whichever part of it is reached first.
DAMAGED = (
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


def directory_size(file: BinaryIO) -> int:
    """Bytes of the list of members, by the zip's last record; 0 where there is no such record."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(end - TAIL_BYTES, 0))
    tail = file.read(TAIL_BYTES)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + _END_BYTES:
        return 0
    (size,) = struct.unpack_from("<L", tail, at + 12)
    if tail[at - _LOCATOR_BYTES : at].startswith(_LOCATOR):
        return max(size if size != _IN_ZIP64 else 0, _size64(file, tail[at - _LOCATOR_BYTES : at]))
    return int(size)


def n_members(tail: bytes) -> int:
    """How many members the zip that ends with these bytes says it has; 1 where it does not say."""
    at = tail.rfind(_END)
    return int(struct.unpack_from("<H", tail, at + 10)[0]) if 0 <= at <= len(tail) - _END_BYTES else 1


def _size64(file: BinaryIO, locator: bytes) -> int:
    (where,) = struct.unpack_from("<Q", locator, 8)
    file.seek(0, os.SEEK_END)
    if where + 56 > file.tell():
        return 0
    file.seek(where)
    record = file.read(56)
    return int(struct.unpack_from("<Q", record, 40)[0]) if record.startswith(_END64) else 0
