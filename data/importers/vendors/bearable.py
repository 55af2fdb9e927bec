"""Bearable's export (CSV): one row an entry, its meaning by category.

Scales as Bearable states them: mood and energy 1-10, sleep quality and custom ratings 1-5, symptoms 0-4 (none, mild,
moderate, severe, unbearable). A symptom that says pain in a place runners have pains in becomes a pain score: 0-4
times 2.5, so that unbearable is 10. Other symptoms and everything else with a number become factors; a level in words
(none, little, moderate, a lot) is 0-3, a factor that was merely ticked is 1.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates, durations, numbers, table
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words import pain as pain_words

NAME = "Bearable CSV"
SOURCE = "bearable"

# bearable.app, "What are all the different scales used in Bearable?"
SYMPTOM_MAX, NRS_MAX = 4.0, 10.0
RATINGS = {"mood": "1-10", "energy": "1-10", "sleepquality": "1-5", "customrating": "1-5", "customratings": "1-5"}
LEVELS = {"none": 0.0, "little": 1.0, "a little": 1.0, "moderate": 2.0, "some": 2.0, "a lot": 3.0}
# The parts of a day that Bearable names.
MOMENTS = {"pre": "morning", "am": "morning", "mid": "day", "pm": "evening", "all day": "day"}
COLUMNS = {
    "date": ("date formatted", "date"),
    "time": ("time of day",),
    "category": ("category",),
    "rating": ("rating/amount",),
    "detail": ("detail",),
    "note": ("notes",),
}
_IN_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_LEVEL = re.compile(r"(.+?)\s+-\s+([^-]+)")


def matches(source: SourceFile) -> bool:
    """Bearable's long table."""
    return table.head(source).has("date", "time of day", "category", "rating/amount", "detail")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Pain scores and factors; rows without a number, such as notes, are counted."""
    sheet = table.read(source)
    columns = sheet.columns(COLUMNS)
    order = dates.order((columns["date"].of(row) for row in sheet.rows), answers)
    entries = _Entries(Ledger(list(sheet.warnings)))
    for row in sheet.rows:
        cell = {name: column.of(row) for name, column in columns.items()}
        stamp = dates.parse(cell["date"], order)
        if sheet.is_header(row):
            entries.ledger.skip(row.line, "the header once more")
        elif stamp is None:
            entries.ledger.skip(row.line, f"{cell['date']!r} is no date")
        elif not entries.add(datetime(stamp.local.year, stamp.local.month, stamp.local.day), cell):
            entries.ledger.group(row.line, f"{cell['category'] or 'an entry without category'}: no number in it")
    entries.days.keep(entries.ledger)
    if entries.unplaced:
        named = ", ".join(entries.unplaced)
        entries.ledger.warnings.append(f"Kept as diary values, for no place of the pain is known in them: {named}.")
    return entries.ledger.parsed("The diary has no entries yet.")


@dataclass
class _Entries:
    """The rows so far: pain scores at once, factors once a day."""

    ledger: Ledger
    days: DayNumbers = field(default_factory=lambda: DayNumbers(SOURCE))
    seen: Counter[tuple[object, ...]] = field(default_factory=Counter)
    unplaced: dict[str, None] = field(default_factory=dict)

    def add(self, day: datetime, cell: dict[str, str]) -> bool:
        """Whether the row gave a number."""
        category = table.fold(cell["category"])
        value = numbers.number(cell["rating"])
        if category in ("symptom", "symptoms"):
            return self._symptom(day, cell, value)
        if category == "sleep":
            return self._number(day, "sleep", durations.clock_hours(cell["rating"]) / 3600, "h", "sum")
        if category in RATINGS:
            is_own = category.startswith("custom") and cell["detail"]
            name = _bare(cell["detail"]) if is_own else cell["category"].casefold()
            return self._number(day, name, value, RATINGS[category], "mean")
        if category.startswith("healthmeasurement"):
            return self._measurement(day, cell, value)
        return self._ticked(day, cell, value)

    def _number(self, day: datetime, name: str, value: float, unit: str | None, summary: str) -> bool:
        if math.isnan(value) or not name:
            return False
        self.days.add(day, name, value, unit, summary)
        return True

    def _symptom(self, day: datetime, cell: dict[str, str], value: float) -> bool:
        name = _bare(cell["detail"])
        if 0 <= value <= SYMPTOM_MAX and self._pain(day, cell, name, value * NRS_MAX / SYMPTOM_MAX):
            return True
        if pain_words.says_pain(name):
            self.unplaced.setdefault(name)
        return self._number(day, name, value, "0-4", "max")

    def _measurement(self, day: datetime, cell: dict[str, str], value: float) -> bool:
        name = _bare(cell["detail"])
        if 0 <= value <= NRS_MAX and self._pain(day, cell, name, value):
            return True
        bracket = _IN_BRACKETS.search(cell["detail"])
        return self._number(day, name, value, bracket[1] if bracket else None, "mean")

    def _ticked(self, day: datetime, cell: dict[str, str], value: float) -> bool:
        """`Caffeine - A lot | Alcohol`: each with its level, its amount or a plain 1."""
        parts = [part for part in cell["detail"].split("|") if _bare(part)]
        for part in parts:
            level = _LEVEL.fullmatch(part.strip())
            known = LEVELS.get(level[2].strip().casefold()) if level else None
            if level and known is not None:
                self._number(day, _bare(level[1]), known, "0-3", "max")
            elif cell["rating"] and math.isnan(value):
                return False
            else:
                self._number(day, _bare(part), 1.0 if math.isnan(value) else value, None, "max")
        return bool(parts)

    def _pain(self, day: datetime, cell: dict[str, str], name: str, score: float) -> bool:
        """Whether the name says pain, in which case the score is kept."""
        said = pain_words.score_column(name) or pain_words.located(name)
        if said is None or not said.is_explicit:
            return False
        written = cell["time"].casefold()
        stamp = dates.parse(f"2000-01-01 {written}")
        time = stamp.local.strftime("%H:%M") if stamp is not None and stamp.has_time else None
        key = (day.date(), name, written)
        self.seen[key] += 1
        self.ledger.keep(
            "pain",
            pain_id=identity(SOURCE, *key, self.seen[key]),
            source=SOURCE,
            day=day,
            time=time,
            moment=MOMENTS.get(written),
            site=said.site,
            side=said.side,
            score=score,
            note="; ".join(part for part in (cell["detail"], cell["note"]) if part) or None,
        )
        return True


def _bare(detail: str) -> str:
    """The name without emoji in front and the level or unit in brackets behind: `Stress (Mild)` is `Stress`."""
    text = _IN_BRACKETS.sub("", detail.strip())
    start = next((i for i, c in enumerate(text) if unicodedata.category(c)[0] in "LN"), len(text))
    return text[start:].strip()
