"""How much of the computer one import may take: declared here, kept by everything that counts, unpacks and reads.

A file is weighed before it is parsed (`check`): what parsing takes follows from the number of lines, elements or
objects in it, not from its bytes. What unpacks to far more than it was is given less (`most`): an export packs to
about a tenth, a bomb to a two-hundredth. Measured peaks are in `python -m bench memory`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import cache

from data import errors

# An account export (zip) holds zips of uploads, which may hold gzips: three. One more for a zip made around it.
MAX_DEPTH = 4
# Watches write about ten monitoring files a day: fifteen years of them.
MAX_MEMBERS = 60_000
# The largest file seen is a 25 MB GPX; this much is unpacked into memory at once.
MAX_FILE_BYTES = 100_000_000
# Fifteen years of an account export are about 3 GB unpacked; members pass one at a time.
MAX_TOTAL_BYTES = 10_000_000_000
# Text exports pack to about a tenth, seldom a fiftieth; deflate's ceiling of 1 : 1032 is where bombs live.
MAX_RATIO = 250
# Below this size the ratio says nothing: an empty template packs well, and it does no harm.
RATIO_FROM_BYTES = 5_000_000
# Containers up to this size are opened in memory, larger ones in a temporary file that has no name.
IN_MEMORY_BYTES = 16_000_000
# The list of members a zip begins to be read with: 60,000 of them with their names take 9 MB.
MAX_DIRECTORY_BYTES = 16_000_000
# Files read ahead of the one that is parsed, all together.
IN_FLIGHT_BYTES = 64_000_000

# What parsing one file may take: this always; so many times what it was packed to; never more than the last.
_ALWAYS, _PER_PACKED_BYTE, _NEVER_MORE = 100_000_000, 250, 1_000_000_000
# Rows one import may bring: this always, and one for so many bytes of what was given.
_ROWS_ALWAYS, _BYTES_A_ROW = 60_000, 6
# Bytes of memory that parsing takes for one of these (measured), and for a byte of the file.
_WEIGHTS = {"xml": {b"<": 300}, "json": {b"{": 90, b"[": 60, b'"': 30, b",": 40}, "text": {b"\n": 1500, b",": 50}}
_PER_BYTE = 3
# Small enough to be read whatever is in it.
_HARMLESS = 40_000


def most(packed: int) -> int:
    """Bytes of memory that parsing a file may take which came packed as `packed` bytes."""
    return min(max(_ALWAYS, _PER_PACKED_BYTE * packed), _NEVER_MORE, _memory() // 4)


def most_rows(given: int) -> int:
    """Rows that files of `given` bytes together, as they were given, may bring."""
    return _ROWS_ALWAYS + given // _BYTES_A_ROW


def weight(data: bytes) -> int:
    """About how many bytes of memory parsing the file takes."""
    return _PER_BYTE * len(data) + sum(
        each * data.count(mark) for mark, each in _WEIGHTS.get(_kind(data), {}).items()
    )


def check(data: bytes, packed: int) -> None:
    """Raises errors.Refused for a file whose parsing would take more than it may."""
    if len(data) > MAX_FILE_BYTES:
        raise errors.Refused(over("is larger than", MAX_FILE_BYTES))
    if len(data) > _HARMLESS and weight(data) > most(packed):
        raise errors.Refused(
            f"Reading it would take more than {most(packed) // 1_000_000:,} MB of memory (the limit for its size), "
            "which no export does. Split it, by year for example, and import the parts."
        )


def over(what: str, limit: int) -> str:
    """'It is larger than 100 MB (the limit). ...'."""
    return f"It {what} {limit // 1_000_000:,} MB (the limit). Unpack it and import its parts."


def upload_bytes() -> int:
    """The largest upload: what may be unpacked in all, or half of the room for temporary files where that is less."""
    return min(MAX_TOTAL_BYTES, shutil.disk_usage(tempfile.gettempdir()).free // 2)


def _kind(data: bytes) -> str:
    head = data[:64].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head[8:12] == b".FIT" or data[8:12] == b".FIT":
        return "fit"
    return "xml" if head.startswith(b"<") else "json" if head.startswith((b"{", b"[")) else "text"


@cache
def _memory() -> int:
    """The computer's memory in bytes; where it cannot be asked, 4 GB."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 4_000_000_000
