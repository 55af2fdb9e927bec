"""Data messages of kinds that take turns, as samples and heartbeats do: found by a regular expression.

Newer watches write two or three small messages beside each sample, so stretches of one kind are a message long and
there are thousands. With the sizes of all kinds known, a pattern of "header byte, so many bytes" steps over them some
five times faster than a loop in Python.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from data.importers.fit.layout import Definition

# So many bytes at once: a file of the smallest messages must not fill the memory.
AT_ONCE = 1 << 22


@dataclass(frozen=True)
class Mixed:
    """`count` messages up to byte `end`: of each definition among them the first bytes, in file order."""

    by_definition: list[tuple[Definition, np.ndarray]]
    count: int
    end: int
    has_compressed_times: bool


def walk(data: bytes, begin: int, end: int, kinds: Mapping[int, Definition], left: int) -> Mixed:
    """The whole data messages from byte `begin` on, at most `left` and those of `AT_ONCE` bytes, up to `end` or a
    header byte that is not among the `kinds` (header byte -> definition)."""
    end = min(end, begin + AT_ONCE)
    pattern = _pattern(tuple((header, definition.stride) for header, definition in sorted(kinds.items())))
    headers = np.frombuffer(b"".join(pattern.findall(data, begin, end)[:left]), dtype=np.uint8)
    strides = np.zeros(256, dtype=np.int64)
    for header, definition in kinds.items():
        strides[header] = definition.stride
    sizes = strides.take(headers)
    ends = begin + np.cumsum(sizes)
    if len(ends) and (ends[-1] > end or not sizes[-1]):  # cut off, or of another kind
        headers, sizes, ends = headers[:-1], sizes[:-1], ends[:-1]
    starts = ends - sizes
    own: dict[Definition, list[int]] = {}
    for header in np.flatnonzero(np.bincount(headers)).tolist():
        own.setdefault(kinds[header], []).append(header)
    return Mixed(
        [(definition, starts[_is_any(headers, wanted)]) for definition, wanted in own.items()],
        len(headers),
        int(ends[-1]) if len(ends) else begin,
        any(header >= 0x80 for wanted in own.values() for header in wanted),
    )


def _is_any(headers: np.ndarray, wanted: list[int]) -> np.ndarray:
    return headers == wanted[0] if len(wanted) == 1 else np.isin(headers, wanted)


@lru_cache(maxsize=256)
def _pattern(strides: tuple[tuple[int, int], ...]) -> re.Pattern[bytes]:
    """One message of the kinds (header byte, size with it), its header the group; of anything else, all the rest."""
    kinds = b"|".join(b"\\x%02x.{%d}" % (header, stride - 1) for header, stride in strides)
    return re.compile(b"(?s)(?=(.))(?:%s|.+)" % kinds)
