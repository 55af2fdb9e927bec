"""Strava's bulk export: `activities.csv`, the list of all activities, in the account's language.

Some columns appear twice: the first Distance is as shown (km or miles), the second in metres. Dates are UTC. Exports
from before mid-2019 have one Distance, in metres. The runs' own files lie beside the list in the archive; what they
and the list both tell of is found by data.duplicates.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from typing import Any

from data import errors
from data.answers import Answers
from data.identity import identity
from data.importers.fit.samples import MAX_ONE_LEG
from data.importers.reading import dates, table
from data.importers.rows import run_list
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words import vocabulary
from data.units import M_PER_MILE

NAME = "Strava activity list"
SOURCE = "strava_csv"

COLUMNS = vocabulary.columns("strava")
NEEDED = ("id", "date", "sport", "elapsed", "distance")
# The order of the columns is the same in every language: the first five, then the elapsed time and the distance,
# which both stand in the list once more; the others are counted from the second elapsed time. Those after the climbs
# are there where the highest heart rate stands twice as well.
FIRST = {"id": 0, "date": 1, "title": 2, "sport": 3, "note": 4, "elapsed": 5, "distance": 6, "hr_max": 7}
BEHIND = {"shoe": -4, "elapsed": 0, "moving": 1, "distance": 2, "ascent": 5, "descent": 6}
FAR_BEHIND = {"cadence": 14, "hr_max": 15, "hr_mean": 16, "power": 18, "temperature": 21}
# Slower than a stroll and faster than the world record over 400 m: read as metres, the distances are none.
SLOWEST_M_S, FASTEST_M_S = 0.55, 9.3
M_PER_UNIT = {"km": 1000.0, "mi": M_PER_MILE}
UNIT_WORDS = {"km": "kilometres", "mi": "miles"}
# What a list is missed for, in words for the receipt.
WANTED = {"moving": "the time in motion"}


@dataclass(frozen=True)
class _Runs:
    """The rows that are runs, and how to read their numbers."""

    sheet: table.Table
    columns: dict[str, table.Column]
    rows: Sequence[tuple[table.Row, dates.Stamp, str]]

    def number(self, name: str, row: table.Row) -> float:
        return self.columns[name].number(row)

    def positive(self, name: str, row: table.Row) -> float:
        """The number, or NaN where it is 0, by which the list says nothing."""
        value = self.number(name, row)
        return value if value > 0 else math.nan

    def seconds(self, row: table.Row) -> float:
        """The time without pauses, else the whole time."""
        times = (self.positive(name, row) for name in ("timer", "moving", "elapsed"))
        return next((value for value in times if value > 0), math.nan)


def matches(source: SourceFile) -> bool:
    """Strava's number, date and sport of an activity with an elapsed time and a distance: in a known language, or by
    the columns that stand in the list twice."""
    sheet = table.head(source)
    is_known = all(sheet.column(*COLUMNS[name]) for name in NEEDED) and not sheet.column("Title")
    return is_known or _second_elapsed(sheet) is not None


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs. Raises errors.Asks for the distance unit where the list has no distance in metres."""
    sheet = table.read(source)
    ledger = Ledger(list(sheet.warnings))
    runs = _runs(sheet, answers, ledger)
    metres = _metres(runs, answers, ledger)
    run_list.say_unread(sheet, runs.columns, WANTED, ledger)
    seen: dict[str, int] = {}
    for (row, stamp, kind), distance_m in zip(runs.rows, metres, strict=True):
        start, day = dates.place(stamp, answers)
        values = _values(runs, row, distance_m)
        run_id = identity(SOURCE, runs.columns["id"].of(row) or start.isoformat())
        if run_id in seen:
            ledger.skip(row.line, f"the same activity as in line {seen[run_id]}")
            continue
        seen[run_id] = row.line
        ledger.keep("runs", run_id=run_id, source=SOURCE, start=start, day=day, kind=kind, **values)
    return ledger.parsed("The list has no activities.")


def _runs(sheet: table.Table, answers: Answers, ledger: Ledger) -> _Runs:
    columns = _columns(sheet, ledger)
    order = dates.order((columns["date"].of(row) for row in sheet.rows), answers)
    found = run_list.runs(sheet, columns, order, ledger)
    return _Runs(sheet, columns, [(row, _in_utc(stamp), kind) for row, stamp, kind in found])


def _columns(sheet: table.Table, ledger: Ledger) -> dict[str, table.Column]:
    """The columns by their names, and by their order where the language, or a name in it, is not known."""
    columns = sheet.columns(COLUMNS)
    at = _second_elapsed(sheet)
    if at is None:
        return columns
    if not all(columns[name] for name in NEEDED):
        said = ", ".join(f"{sheet.header[FIRST[name]]} as the {name}" for name in ("date", "sport", "distance"))
        ledger.warnings.append(
            f"The language of this list is not known; its columns were read by their order ({said}). Look at a run; "
            "undo the import if it is wrong."
        )
    places: dict[str, tuple[int, ...]] = {name: (place,) for name, place in FIRST.items()}
    has_all = len(sheet.header) > at + FAR_BEHIND["hr_max"] and _same(
        sheet, FIRST["hr_max"], at + FAR_BEHIND["hr_max"]
    )
    for name, step in (BEHIND | (FAR_BEHIND if has_all else {})).items():
        if at + step < len(sheet.header):
            places[name] = (*places.get(name, ()), at + step)
    return columns | {name: table.Column(found) for name, found in places.items() if not columns[name]}


def _second_elapsed(sheet: table.Table) -> int | None:
    """Where the elapsed time stands for the second time, two columns before the distance; None for other tables."""
    places = range(FIRST["hr_max"] + 4, len(sheet.header) - 2)
    behind = BEHIND["distance"]
    twice = (p for p in places if _same(sheet, FIRST["elapsed"], p) and _same(sheet, FIRST["distance"], p + behind))
    return next(twice, None)


def _same(sheet: table.Table, one: int, other: int) -> bool:
    if max(one, other) >= len(sheet.header):
        return False
    name = table.fold(sheet.header[one])
    return bool(name) and name == table.fold(sheet.header[other])


def _in_utc(stamp: dates.Stamp) -> dates.Stamp:
    return stamp if stamp.offset is not None else replace(stamp, offset=timedelta(0))


def _metres(runs: _Runs, answers: Answers, ledger: Ledger) -> list[float]:
    """The distances in metres: from the column whose values are metres, else from the shown ones by their unit."""
    places = runs.columns["distance"].places
    shown = [_column(runs, place) for place in places]
    for values in reversed(shown):
        if _are_metres(runs, values):
            return _filled(values, shown[0])
    if not any(value > 0 for values in shown for value in values):
        return shown[0]
    unit = answers.distance_unit
    if unit not in M_PER_UNIT:
        raise errors.Asks(
            "The list does not say whether its distances are kilometres or miles. Which does your Strava show?",
            "distance_unit",
            ("km", "mi"),
        )
    ledger.warnings.append(f"Distances were read as {UNIT_WORDS[unit]}: you said so.")
    return [value * M_PER_UNIT[unit] for value in shown[0]]


def _column(runs: _Runs, place: int) -> list[float]:
    column = runs.sheet.numeric({"distance": table.Column((place,))})["distance"]
    values = (column.number(row) for row, _, _ in runs.rows)
    return [value if value > 0 else math.nan for value in values]


def _are_metres(runs: _Runs, values: list[float]) -> bool:
    speeds = [d / t for d, (row, _, _) in zip(values, runs.rows, strict=True) if d / (t := runs.seconds(row)) > 0]
    return bool(speeds) and SLOWEST_M_S <= median(speeds) <= FASTEST_M_S


def _filled(metres: list[float], shown: list[float]) -> list[float]:
    """The metres; where a row lacks them, what it shows times the metres a unit has in the other rows."""
    sizes = [m / s for m, s in zip(metres, shown, strict=True) if m > 0 and s > 0]
    size = median(sizes) if sizes else math.nan
    return [s * size if math.isnan(m) else m for m, s in zip(metres, shown, strict=True)]


def _values(runs: _Runs, row: table.Row, distance_m: float) -> dict[str, Any]:
    cadence = runs.positive("cadence", row)
    return {
        "duration_s": runs.seconds(row),
        "moving_s": runs.positive("moving", row),
        "distance_m": distance_m,
        "ascent_m": runs.number("ascent", row),
        "descent_m": runs.number("descent", row),
        "hr_mean_bpm": runs.positive("hr_mean", row),
        "hr_max_bpm": runs.positive("hr_max", row),
        "cadence_spm": cadence if cadence > MAX_ONE_LEG else 2 * cadence,
        "power_w": runs.positive("power", row),
        "temperature_c": runs.number("temperature", row),
        "rpe": runs.positive("rpe", row),
        "shoe": runs.columns["shoe"].of(row) or None,
        "title": runs.columns["title"].of(row) or None,
        "note": runs.columns["note"].of(row) or None,
    }
