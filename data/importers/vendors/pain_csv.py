"""A pain diary as a CSV file: lbsdrop's own template, or a table somebody keeps by hand.

The template has one line a score; only `date` and `score` must be filled in:

    date,time,moment,site,side,score,flare,note
    2025-03-01,07:10,morning,low_back,,4,0,stiff for ten minutes
    2025-03-01,18:30,after,low_back,left,2,0,

`date` is best written 2025-03-01 (25-3-2025 and 3/25/2025 are read too), `moment` one of morning, before, during,
after, evening or day, `site` one of low_back, hip, glute, hamstring, knee, shin, calf, ankle, foot or other, `side`
left, right or both, `score` 0 (no pain) to 10 (the worst), `flare` 1 or 0 in your own judgement.

A hand-kept table may have one column a site (`date,knee_pain,low_back_pain`) or a moment (`pain_morning`). Its other
columns with numbers or yes/no become factors: `sleep_h` is the factor `sleep` in `h`. An empty cell is a score that
nobody wrote down, never 0.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates, numbers, table
from data.importers.rows.day_numbers import NAMELESS
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words import pain as pain_words
from data.importers.words.pain import Score, says_pain

NAME = "Pain diary"
SOURCE = "pain_csv"

FIELDS = {name: pain_words.COLUMNS[name] for name in ("date", "time", "moment", "site", "side", "flare", "note")}
# How a column's name ends where it states the unit of a factor.
UNITS = ("h", "hours", "hrs", "min", "mins", "minutes", "kg", "lb", "km", "mi", "bpm", "mg", "ml", "l", "steps", "%")
_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap]\.?\s?m\.?)?", re.IGNORECASE)


@dataclass(frozen=True)
class _Diary:
    """The columns of a diary by what they hold."""

    sheet: table.Table
    fields: Mapping[str, table.Column]
    scores: Mapping[int, Score]  # place in the row -> what the name says
    factors: Mapping[int, tuple[str, str | None]]  # place in the row -> name, unit
    has_comma: bool = False

    @property
    def is_of_symptoms(self) -> bool:
        """Whether the place is told as a symptom, of which not every one is a pain."""
        return any("symptom" in self.sheet.header[place].casefold() for place in self.fields["site"].places)


def matches(source: SourceFile) -> bool:
    """A date and a column that says pain; or the template's score, alone or with the template's other columns."""
    sheet = table.head(source)
    if not sheet.column(*pain_words.COLUMNS["date"]) or sheet.column(*pain_words.COLUMNS["foreign"]):
        return False
    diary = _open(sheet)
    is_template = any(diary.fields[name] for name in ("site", "moment", "flare")) or (
        bool(sheet.column("score", "nrs")) and not diary.factors
    )
    return any(score.is_explicit or is_template for score in diary.scores.values())


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Pain scores and factors; a score that is no number from 0 to 10 is skipped with its line."""
    diary = _open(table.read(source))
    order = dates.order((diary.fields["date"].of(row) for row in diary.sheet.rows), answers)
    entries = _Entries(diary, Ledger(list(diary.sheet.warnings)))
    for row in diary.sheet.rows:
        stamp = dates.parse(diary.fields["date"].of(row), order)
        if diary.sheet.is_header(row):
            entries.ledger.skip(row.line, "the header once more")
        elif stamp is None:
            entries.ledger.skip(row.line, f"{diary.fields['date'].of(row)!r} is no date")
        else:
            entries.add(row, stamp)
    return entries.ledger.parsed("The diary has no entries yet.")


def _open(sheet: table.Table) -> _Diary:
    fields = {name: sheet.column(*words) for name, words in FIELDS.items()}
    taken = {
        place
        for column in (*fields.values(), sheet.column(*pain_words.COLUMNS["ignored"]))
        for place in column.places
    }
    plain_scores = sheet.column(*pain_words.COLUMNS["score"]).places
    scores: dict[int, Score] = {}
    factors: dict[int, tuple[str, str | None]] = {}
    for place, name in enumerate(sheet.header):
        score = Score(None, None, None, False, "") if place in plain_scores else pain_words.score_column(name)
        if place in taken or not name:
            continue
        if score is not None:
            scores[place] = score
        else:
            factors[place] = _factor(name)
    if any(score.is_explicit or score.site for score in scores.values()):
        # `rating` or `level` beside columns that say pain are something else.
        factors |= {place: _factor(sheet.header[place]) for place, score in scores.items() if not _says(score)}
        scores = {place: score for place, score in scores.items() if _says(score)}
    numeric = sheet.numeric({str(place): table.Column((place,)) for place in (*scores, *factors)})
    has_comma = any(column.has_decimal_comma for column in numeric.values())
    return _Diary(sheet, fields, scores, factors, has_comma)


def _says(score: Score) -> bool:
    return score.is_explicit or score.site is not None


def _factor(name: str) -> tuple[str, str | None]:
    words = pain_words.plain(name).split()
    if len(words) > 1 and words[-1] in UNITS:
        return "_".join(words[:-1]), words[-1]
    return "_".join(words), None


@dataclass
class _Entries:
    """Takes the rows of a diary apart into scores and factors."""

    diary: _Diary
    ledger: Ledger
    seen: Counter[tuple[object, ...]] = field(default_factory=Counter)

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """Every score and factor of the row; the row is skipped with a reason where it gives none."""
        day = datetime(stamp.local.year, stamp.local.month, stamp.local.day)
        problems: list[str] = []
        n_kept = sum(self._factor(row, day, place) for place in self.diary.factors)
        n_kept += sum(self._score(row, stamp, day, place, problems) for place in self.diary.scores)
        if problems or not n_kept:
            self.ledger.skip(row.line, "; ".join(problems) or "nothing is filled in")

    def _score(self, row: table.Row, stamp: dates.Stamp, day: datetime, place: int, problems: list[str]) -> bool:
        cell = row.cells[place]
        flare = pain_words.yes_no(self.diary.fields["flare"].of(row))
        score = _score(cell.strip(), self.diary.has_comma)
        if isinstance(score, str):
            problems.append(f"{self.diary.sheet.header[place]}: {score}")
            return False
        if math.isnan(score) and not flare:
            return False
        symptom = self.diary.fields["site"].of(row)
        if self.diary.is_of_symptoms and pain_words.site(symptom) in (None, "other") and not says_pain(symptom):
            return self._keep_factor(day, pain_words.plain(symptom) or "symptom", score, None)
        entry = self._entry(row, stamp, self.diary.scores[place])
        key = (day.date(), *(entry[name] for name in ("time", "moment", "site", "side")), place)
        self.seen[key] += 1
        pain_id = identity(SOURCE, *key[:-1], self.diary.scores[place].words, self.seen[key])
        self.ledger.keep("pain", pain_id=pain_id, source=SOURCE, day=day, score=score, flare=flare, **entry)
        return True

    def _entry(self, row: table.Row, stamp: dates.Stamp, score: Score) -> dict[str, Any]:
        """Time, moment, site, side and note, by the row's own cells first and the column's name second."""
        text = {name: column.of(row) for name, column in self.diary.fields.items()}
        place = pain_words.site(text["site"]) or score.site
        named = text["site"] if text["site"] else score.words
        notes = [named if place == "other" and named != "other" else "", text["note"]]
        clock = _clock(text["time"])
        moment = pain_words.moment(text["moment"]) or (None if clock else pain_words.moment(text["time"]))
        return {
            "time": clock or (stamp.local.strftime("%H:%M") if stamp.has_time else None),
            "moment": moment or score.moment,
            "site": place,
            "side": pain_words.side(text["side"]) or pain_words.side(text["site"]) or score.side,
            "note": "; ".join(note for note in notes if note) or None,
        }

    def _factor(self, row: table.Row, day: datetime, place: int) -> bool:
        cell = row.cells[place].strip()
        if numbers.is_missing(cell):
            return False
        name, unit = self.diary.factors[place]
        value = pain_words.yes_no(cell)
        value = numbers.number(cell, has_decimal_comma=self.diary.has_comma) if value is None else value
        if math.isnan(value):
            self.ledger.notice(row.line, f"{self.diary.sheet.header[place]} holds text, not a number; left out.")
            return False
        return self._keep_factor(day, name.strip() or NAMELESS, value, unit)

    def _keep_factor(self, day: datetime, name: str, value: float, unit: str | None) -> bool:
        self.seen[day, name] += 1
        factor_id = identity(SOURCE, day.date(), name, self.seen[day, name])
        self.ledger.keep("factors", factor_id=factor_id, source=SOURCE, day=day, name=name, value=value, unit=unit)
        return True


def _score(cell: str, has_comma: bool) -> float | str:
    """The score, NaN for an empty cell, or what is wrong with it."""
    if numbers.is_missing(cell) and not pain_words.is_painless(cell):
        return math.nan
    value = pain_words.score(cell, has_decimal_comma=has_comma)
    if math.isnan(value):
        return f"{cell!r} is no score; write a number from 0 to 10"
    return value if 0 <= value <= 10 else f"a score of {cell} is outside 0-10"


def _clock(text: str) -> str | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    if found[3]:
        hour = hour % 12 + (12 if found[3][0] in "pP" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def template(rows: Iterable[str] = ()) -> str:
    """The template's text: its header and the given lines."""
    return "\n".join(("date,time,moment,site,side,score,flare,note", *rows)) + "\n"
