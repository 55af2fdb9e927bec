"""Damaged files of every kind by the thousand, through the importers and the store.

    python -m bench fuzz [--quick]

Each must give rows or a reason: no exception, no file slower than `LONGEST_S`, no part of an import kept. The files
are the real ones beside the project, its cases, and a small one of each format; a fifth are damaged twice.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from bench.fuzz import damage, seeds
from data import importers
from data import store as stores
from data.importers import Answers, SourceFile
from data.store import Receipt, Store

# CPU seconds (whatever else the machine does); a file that takes longer looks like a hang to whoever waits for it.
LONGEST_S = 5.0
# Files in one store: enough for duplicates to be found, few enough to start afresh cheaply.
A_STORE = 100
STATUSES = {"imported", "duplicate", "skipped", "refused", "asks"}
TWICE = 0.2
# Readers who have answered everything, and such as have answered nothing but their zone.
ANSWERED = Answers("km", "kg", "dmy", "Europe/Berlin", seeds.MAPS)
SILENT = Answers(timezone="America/New_York")


@dataclass
class Findings:
    """What came of the damaged files."""

    n: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    slowest_s: float = 0.0
    slowest: str = ""
    broken: list[str] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        """True where nothing escaped, hung or was kept by halves."""
        return not self.broken and self.slowest_s <= LONGEST_S

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "files": self.n,
            "statuses": dict(self.statuses),
            "damage": dict(self.kinds),
            "rows_kept": self.rows,
            "slowest_s": round(self.slowest_s, 2),
            "slowest": self.slowest,
            "broken": self.broken,
        }


def damaged(seeds: Sequence[tuple[str, bytes]], rng: np.random.Generator) -> tuple[str, bytes]:
    """(what was done to which file, the bytes): one of the files damaged in one way, at times in two."""
    (name, data), (_, other) = (seeds[int(i)] for i in rng.integers(0, len(seeds), 2))
    done = []
    for _ in range(2 if rng.random() < TWICE else 1):
        kind = _kind(data, rng)
        data = kind(data, other, rng)
        done.append(kind.__name__)
    return f"{name} {' '.join(done)}", data


def _kind(data: bytes, rng: np.random.Generator) -> damage.Damage:
    if rng.random() < 1 / damage.LONG_LINE_EVERY:
        return damage.lengthen_a_line
    kinds = damage.ANY_KINDS
    if damage.is_text(data):
        kinds += damage.TEXT_KINDS
    return kinds[int(rng.integers(len(kinds)))]


def run(seeds: Sequence[tuple[str, bytes]], n: int, seed: int) -> Findings:
    """`n` damaged files read and stored one by one."""
    findings = Findings()
    store = stores.open("sqlite://")
    for i in range(n):
        if i % A_STORE == 0:
            _check_whole(store, findings)
            store = stores.open("sqlite://")
        what, data = damaged(seeds, np.random.default_rng([seed, i]))
        _one(store, f"no. {i}: {what}", data, ANSWERED if i % 2 else SILENT, findings)
    _check_whole(store, findings)
    return findings


def _one(store: Store, what: str, data: bytes, answers: Answers, findings: Findings) -> None:
    began = time.process_time()
    try:
        batch = importers.read(SourceFile(f"{what}.csv", data), answers)
        receipt = store.add(batch)
        findings.broken += [f"{what}: {problem}" for problem in problems(receipt)]
    except Exception as error:  # noqa: BLE001
        findings.broken.append(f"{what}: {type(error).__name__}: {error}"[:500])
        return
    took = time.process_time() - began
    findings.n += 1
    findings.kinds.update(what.split(" ")[3:])
    findings.statuses.update(line.status for line in receipt.files)
    findings.rows += sum(len(batch.frames[name]) for name in ("runs", "sets", "pain", "factors"))
    if took > findings.slowest_s:
        findings.slowest_s, findings.slowest = took, f"{what} ({len(data):,} bytes)"


def problems(receipt: Receipt) -> list[str]:
    """What a receipt leaves unsaid: a file without a status, a reason or rows."""
    found = [] if receipt.files else ["no line on the receipt"]
    for line in receipt.files:
        n_rows = sum(line.added.values()) + sum(line.changed.values()) + line.duplicates
        if line.status not in STATUSES:
            found.append(f"status {line.status!r}")
        if line.status == "imported" and not n_rows and not line.warnings:  # a workout's route says whose it is
            found.append("imported without a row")
        if line.status in ("skipped", "refused", "asks") and (n_rows or not line.reason):
            found.append(f"{line.status} with {n_rows} rows, reason {line.reason!r}")
        if line.status == "asks" and not line.question:
            found.append("asks without a question")
    return found


def _check_whole(store: Store, findings: Findings) -> None:
    """The store can be read, and each import taken back until nothing is left."""
    try:
        store.load()
        for each in store.imports():
            store.undo(each["import_id"])
        if not store.load().is_empty() or store.known_files():
            findings.broken.append("something is left after every import was taken back")
    except Exception as error:  # noqa: BLE001
        findings.broken.append(f"the store: {type(error).__name__}: {error}"[:500])


def as_text(findings: Findings) -> str:
    """The counts in a few lines."""
    said = ", ".join(f"{n:,} {status}" for status, n in sorted(findings.statuses.items()))
    lines = [
        f"{findings.n:,} damaged files: {said}; {findings.rows:,} rows kept",
        f"slowest {findings.slowest_s:.2f} s CPU (bar {LONGEST_S:g} s): {findings.slowest}",
        *(findings.broken or ["nothing escaped, nothing was kept by halves"]),
    ]
    return "\n".join(lines)


def measure(*, is_quick: bool = False) -> Findings:
    """Ten thousand damaged files (quick: 200), made of the real ones and our own."""
    return run([*seeds.real(), *seeds.own()], 200 if is_quick else 10_000, seed=1)
