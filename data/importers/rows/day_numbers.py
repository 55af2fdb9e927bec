"""Several entries a day -> one named number a day, as the frame `factors` has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from statistics import fmean

from data.identity import identity
from data.importers.rows.ledger import Ledger

# How the entries of one day become its number.
SUMMARIES: dict[str, Callable[[Iterable[float]], float]] = {"mean": fmean, "max": max, "sum": sum}

NAMELESS = "without a name"


@dataclass
class DayNumbers:
    """The numbers of one file by day and name, in the order in which they were first seen."""

    source: str
    values: dict[tuple[datetime, str], list[float]] = field(default_factory=dict)
    kinds: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def add(self, day: datetime, name: str, value: float, unit: str | None = None, summary: str = "mean") -> None:
        """One entry; `unit` and `summary` of a name are those of its first entry. A value whose column has no name
        that can be read is kept as `NAMELESS`."""
        name = name.strip() or NAMELESS
        self.kinds.setdefault(name, (unit, summary))
        self.values.setdefault((day, name), []).append(value)

    def keep(self, ledger: Ledger) -> None:
        """Every number as a row of the frame `factors`."""
        for (day, name), values in self.values.items():
            unit, summary = self.kinds[name]
            factor_id = identity(self.source, day.date(), name)
            value = float(SUMMARIES[summary](values))
            ledger.keep(
                "factors", factor_id=factor_id, source=self.source, day=day, name=name, value=value, unit=unit
            )
