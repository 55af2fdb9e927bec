"""Rows kept and rows left out of one file: every row of a table ends in one of the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from data import errors
from data.batch import Skipped
from data.importers.reading.records import say_lines
from data.importers.source import Parsed

# A file that gives no row at all says this many of the reasons.
REASONS_SAID = 4


@dataclass
class Ledger:
    """What an importer has decided so far about the rows of one file."""

    warnings: list[str] = field(default_factory=list)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    groups: dict[str, list[int]] = field(default_factory=dict)
    notices: dict[str, list[int]] = field(default_factory=dict)

    def keep(self, frame: str, **row: Any) -> dict[str, Any]:
        """A row of frame `frame`; given back for what later rows of the file add to it."""
        self.rows.setdefault(frame, []).append(row)
        return row

    def skip(self, line: int, reason: str, n: int = 1) -> None:
        """A row left out on its own account, or `n` values of a row that holds several."""
        self.skipped.append(Skipped(line, reason, n))

    def group(self, line: int, reason: str) -> None:
        """A row left out like others, such as another sport: one entry for all, with their number and lines."""
        self.groups.setdefault(reason, []).append(line)

    def notice(self, line: int, warning: str) -> None:
        """Something odd about a row that is kept; rows with the same warning share one."""
        self.notices.setdefault(warning, []).append(line)

    def parsed(
        self, nothing: str = "The file has no rows. Export it once more, with a longer range of dates."
    ) -> Parsed:
        """The file, read. Raises errors.NotTraining with `nothing` where not even a skipped row is in it."""
        grouped = [
            Skipped(
                lines[0],
                f"{reason}: {len(lines)} row{'s' if len(lines) > 1 else ''} ({say_lines(lines).lower()})",
                len(lines),
            )
            for reason, lines in self.groups.items()
        ]
        noticed = [f"{say_lines(lines)}: {warning}" for warning, lines in self.notices.items()]
        skipped = sorted([*self.skipped, *grouped], key=lambda one: one.line or 0)
        if not self.rows and not skipped:
            raise errors.NotTraining(nothing)
        status, reason = "imported", ""
        if not self.rows:
            status = "skipped"
            reason = f"None of its {self.n_skipped} rows is kept: " + "; ".join(
                s.reason for s in skipped[:REASONS_SAID]
            )
        warnings = (*self.warnings, *noticed)
        return Parsed(rows=self.rows, skipped=tuple(skipped), warnings=warnings, status=status, reason=reason)

    @property
    def n_skipped(self) -> int:
        """How many rows of the file were left out."""
        return sum(one.n for one in self.skipped) + sum(len(lines) for lines in self.groups.values())
