"""Lifting logs of one row a set: what the columns are called is data, and the rows are read alike.

A row's load is in the unit of its own cell, else of the unit column, else of the reader's answer; a unit is asked for
only where a load stands without one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from data import errors
from data.answers import Answers
from data.importers.reading import dates, durations, quantities, table
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import KG_PER, M_PER, Session, SetLog
from data.importers.source import Parsed, SourceFile

NUMERIC = ("load", "reps", "distance", "rpe")


@dataclass(frozen=True)
class Layout:
    """One app's log. `columns` has the names of: date, exercise, reps, load, and where the app has them load_unit,
    distance, distance_unit, duration, rpe, kind, note, session. `unread` are columns known to say nothing of a set.

    `kinds` turns the folded word of `kind` into a set's kind; `plain_s` is what a bare number in `duration` counts.
    """

    source: str
    columns: Mapping[str, Sequence[str]]
    kinds: Mapping[str, str] = field(default_factory=dict)
    unread: Sequence[str] = ()
    plain_s: float = math.nan


def read(source: SourceFile, answers: Answers, layout: Layout) -> Parsed:
    """One set a row; rows without a date or an exercise are skipped. Raises errors.Asks for a unit or date order."""
    sheet = table.read(source)
    names = {"load_unit", "distance", "distance_unit", "duration", "rpe", "kind", "note", "session"}
    words = dict.fromkeys(names, ()) | dict(layout.columns)
    columns = sheet.columns(words, numeric=NUMERIC)
    order = dates.order((columns["date"].of(row) for row in sheet.rows), answers)
    ledger = Ledger([*sheet.warnings, *_unknown(sheet, layout)])
    reader = _Reader(layout, columns, answers, ledger, SetLog(layout.source, answers, ledger))
    rows = [(row, dates.parse(columns["date"].of(row), order)) for row in sheet.rows]
    reader.begin(rows)
    for row, stamp in rows:
        if sheet.is_header(row):
            ledger.skip(row.line, "the header once more")
        elif stamp is None:
            ledger.skip(row.line, f"{columns['date'].of(row)!r} is no date")
        elif not columns["exercise"].of(row):
            ledger.skip(row.line, "no exercise is named")
        else:
            reader.add(row, stamp)
    return ledger.parsed()


def _unknown(sheet: table.Table, layout: Layout) -> list[str]:
    known = {table.fold(name) for names in layout.columns.values() for name in names}
    known |= {table.fold(name) for name in layout.unread}
    unknown = [name for name in sheet.header if name and table.fold(name) not in known]
    return [f"Columns that are not known and not read: {', '.join(unknown)}."] if unknown else []


@dataclass
class _Reader:
    layout: Layout
    columns: Mapping[str, table.Column]
    answers: Answers
    ledger: Ledger
    log: SetLog
    begun: dict[str, dates.Stamp] = field(default_factory=dict)

    def begin(self, rows: Sequence[tuple[table.Row, dates.Stamp | None]]) -> None:
        """Notes when each session of a log began that names its sessions and gives every set a time."""
        for row, stamp in rows:
            name = self.columns["session"].of(row)
            if name and stamp is not None:
                first = self.begun.setdefault(name, stamp)
                self.begun[name] = min(first, stamp, key=lambda one: one.local)

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        self.log.add(
            self._session(row, stamp),
            self.columns["exercise"].of(row),
            line=row.line,
            kind=self._kind(row),
            reps=self.columns["reps"].number(row),
            load_kg=self._in("load", row, KG_PER, "load_unit", "Are the weights of this log in kilograms or pounds?"),
            distance_m=self._in(
                "distance", row, M_PER, "distance_unit", "Are the distances of this log in kilometres or miles?"
            ),
            duration_s=durations.seconds(self.columns["duration"].of(row), plain_s=self.layout.plain_s),
            rpe=self.columns["rpe"].number(row),
            note=self.columns["note"].of(row) or None,
        )

    def _session(self, row: table.Row, stamp: dates.Stamp) -> Session:
        name = self.columns["session"].of(row)
        return self.log.session(self.begun.get(name, stamp), name)

    def _kind(self, row: table.Row) -> str:
        word = self.columns["kind"].of(row)
        kind = self.layout.kinds.get(table.fold(word)) if word else "work"
        if kind is None:
            self.ledger.notice(row.line, f"set type {word!r} is not known; counted as a working set.")
        return kind or "work"

    def _in(self, name: str, row: table.Row, sizes: Mapping[str, float], option: str, question: str) -> float:
        """The quantity of a cell in kg or m; NaN where there is none, with a word where it cannot be read."""
        column = self.columns[name]
        text = column.of(row)
        said = quantities.quantity(text, has_decimal_comma=column.has_decimal_comma)
        if text and math.isnan(said.value):
            self.ledger.notice(row.line, f"{name} {text!r} is no number; left out.")
        if not said.value or math.isnan(said.value):
            return said.value
        unit = said.unit or quantities.unit(self.columns[option].of(row))
        if unit and unit not in sizes:
            self.ledger.notice(row.line, f"the unit {unit!r} of {name} is not known; left out.")
            return math.nan
        return said.value * sizes[unit or self._answer(option, question)]

    def _answer(self, option: str, question: str) -> str:
        choices = ("kg", "lb") if option == "load_unit" else ("km", "mi")
        said = getattr(self.answers, option)
        if said not in choices:
            raise errors.Asks(question, option, choices)
        return str(said)
