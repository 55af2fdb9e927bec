"""Damaged FIT files by the thousand: no exception may escape, none may take longer than `LONGEST_S`.

python -m bench fuzz-fit [--quick]
"""

from __future__ import annotations

import dataclasses
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.places import CORPUS
from data.importers import Answers, Parsed, SourceFile, parse
from data.importers.fit import checksum
from data.importers.gathering import gather

# A file that takes longer than this looks like a hang to whoever waits for it.
LONGEST_S = 5.0


@dataclass
class Findings:
    """What came of the damaged files: how many of each status, the slowest, and what escaped."""

    statuses: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0
    slowest: str = ""
    escaped: list[str] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "statuses": dict(self.statuses)}


def flip_bits(data: bytes, rng: np.random.Generator) -> bytes:
    """Up to 20 bits anywhere turned over."""
    damaged = bytearray(data)
    for place in rng.integers(0, len(data), rng.integers(1, 20)):
        damaged[place] ^= 1 << int(rng.integers(8))
    return bytes(damaged)


def flip_head(data: bytes, rng: np.random.Generator) -> bytes:
    """Up to six bytes of the header and the first definitions replaced."""
    damaged = bytearray(data)
    for place in rng.integers(12, min(len(data), 400), rng.integers(1, 6)):
        damaged[place] = int(rng.integers(256))
    return bytes(damaged)


def cut(data: bytes, rng: np.random.Generator) -> bytes:
    """Cut off anywhere."""
    return data[: int(rng.integers(0, len(data)))]


def cut_out(data: bytes, rng: np.random.Generator) -> bytes:
    """A piece missing from the middle."""
    first = int(rng.integers(12, len(data)))
    return data[:first] + data[first + int(rng.integers(1, 2000)) :]


def splice(data: bytes, rng: np.random.Generator, other: bytes = b"") -> bytes:
    """The beginning of this file with the rest of another."""
    place = int(rng.integers(12, min(len(data), len(other), 5000)))
    return data[:place] + other[place:]


def change_size(data: bytes, rng: np.random.Generator) -> bytes:
    """A header that declares another size: none, a little off, or absurd."""
    size = int(rng.choice([0, 1, len(data) - 3, len(data) + 500, 0xFFFFFFFF, int(rng.integers(2**32))]))
    return data[:4] + size.to_bytes(4, "little") + data[8:]


def overwrite(data: bytes, rng: np.random.Generator) -> bytes:
    """A stretch of random bytes, then a sum that fits: damage the checksum does not tell."""
    first = int(rng.integers(12, len(data)))
    noise = rng.bytes(int(rng.integers(1, 60)))
    body = data[:first] + noise + data[first + len(noise) : -2]
    return body + checksum.crc(body).to_bytes(2, "little")


KINDS = (flip_bits, flip_head, cut, cut_out, change_size, overwrite, splice)


def mutate(files: Sequence[bytes], rng: np.random.Generator) -> tuple[str, bytes]:
    """One of the files, damaged in one of the ways; `.FIT` is put back so that it is still taken for one."""
    data, other = (files[int(i)] for i in rng.integers(0, len(files), 2))
    kind = KINDS[int(rng.integers(len(KINDS)))]
    damaged = splice(data, rng, other) if kind is splice else kind(data, rng)
    if len(damaged) >= 12:
        damaged = damaged[:8] + b".FIT" + damaged[12:]
    return kind.__name__, damaged


def run(files: Sequence[bytes], n: int, seed: int) -> Findings:
    """`n` damaged files read one by one."""
    rng = np.random.default_rng(seed)
    findings = Findings()
    home = Answers(timezone="Europe/Berlin")
    kept: list[Parsed] = []
    for i in range(n):
        kind, damaged = mutate(files, rng)
        began = time.perf_counter()
        try:
            parsed = parse(SourceFile(f"{kind}.fit", damaged), home)
            findings.statuses[parsed.status] += 1
            kept.append(dataclasses.replace(parsed, packed={}))
        except Exception as error:  # noqa: BLE001
            findings.escaped.append(f"no. {i} ({kind}): {type(error).__name__}: {error}")
        took = time.perf_counter() - began
        if took > findings.slowest_s:
            findings.slowest_s, findings.slowest = took, f"no. {i} ({kind}, {len(damaged):,} bytes)"
    try:
        gather(kept)
    except Exception as error:  # noqa: BLE001
        findings.escaped.append(f"the rows of all: {type(error).__name__}: {error}")
    return findings


def corpus(largest: int = 10**9) -> list[bytes]:
    """The real files of at most `largest` bytes."""
    files = (path.read_bytes() for path in sorted(CORPUS.glob("fit/*/*.fit")))
    return [data for data in files if 12 < len(data) <= largest]


def measure(*, is_quick: bool = False) -> Findings:
    """Ten thousand damaged files (quick: 200), made of the real ones."""
    return run(corpus(), 200 if is_quick else 10_000, seed=1)


def as_text(findings: Findings) -> str:
    """The counts in a few lines."""
    counts = ", ".join(f"{n:,} {status}" for status, n in sorted(findings.statuses.items()))
    slowest = f"slowest {findings.slowest_s:.2f} s (bar {LONGEST_S:g} s): {findings.slowest}"
    return "\n".join([f"damaged FIT files: {counts}", slowest, *(findings.escaped or ["nothing escaped"])])
