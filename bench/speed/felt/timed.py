"""A row of the table: what was measured, and what it is held against."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


def p95(values: Sequence[float]) -> float:
    """The 95th percentile, one of the values."""
    return sorted(values)[max(0, round(0.95 * len(values)) - 1)]


@dataclass(frozen=True)
class Timed:
    """One row: milliseconds (or `unit`) of each repetition, and those of what it is held against."""

    what: str
    ms: tuple[float, ...]
    beside: tuple[float, ...]
    is_p95: bool = False
    unit: str = "ms"

    @property
    def both(self) -> tuple[float, float]:
        """The median of each; the 95th percentile where the row is about that."""
        of = p95 if self.is_p95 else statistics.median
        return of(self.ms), of(self.beside)

    @property
    def ratio(self) -> float:
        """One over the other."""
        mine, beside = self.both
        return mine / beside

    @property
    def tail(self) -> float:
        """The 95th percentile over the median; 1 where all is 0, as memory that did not grow."""
        median = statistics.median(self.ms)
        return p95(self.ms) / median if median else 1.0

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {**vars(self), "ratio": self.ratio, "tail": self.tail}


def as_text(found: Sequence[Timed]) -> str:
    """A line a row: the ratio, p95 over the median, and both values."""
    lines = [f"{'what':44} {'ratio':>6} {'p95/median':>10} {'this':>8} {'beside':>8}"]
    for row in found:
        mine, beside = row.both
        lines.append(f"{row.what:44} {row.ratio:6.2f} {row.tail:10.2f} {mine:8.0f} {beside:8.0f} {row.unit}")
    return "\n".join(lines)
