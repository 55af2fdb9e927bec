"""The rows of a reader's own table, frame by frame, as its mapping tells them apart (`own_table.mapping`)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from data import errors, schema
from data.answers import Answers
from data.identity import identity
from data.importers.own_table import mapping
from data.importers.reading import dates, durations, numbers, table
from data.importers.rows.day_numbers import DayNumbers
from data.importers.rows.ledger import Ledger
from data.importers.rows.set_log import SetLog
from data.importers.words import pain as pain_words
from data.importers.words.sports import run_kind

SOURCE = "mapped"

# Sets a row may stand for; more is a mistyped number.
MAX_SETS = 50
NRS_MAX = 10.0
_TIMES_REPS = re.compile(r"(\d{1,2})\s*[x×*]\s*(\d{1,3})", re.IGNORECASE)
_FREEZING_F = 32.0
_SET_KINDS = {"w": "warmup", "warmup": "warmup", "warm": "warmup", "d": "drop", "dropset": "drop", "f": "failure"}


@dataclass(frozen=True)
class Sheet:
    """The table's columns and what the mapping says of them."""

    said: Mapping[str, Any]
    places: Mapping[str, table.Column]
    has_comma: Mapping[str, bool]
    answers: Answers

    def text(self, key: str, row: table.Row) -> str:
        column = self.places.get(key)
        return column.of(row) if column else str((self.said.get("fixed") or {}).get(key, ""))

    def number(self, key: str, row: table.Row) -> float:
        """In the frame's unit; NaN where there is none."""
        text = self.text(key, row)
        if key in ("duration_s", "moving_s"):
            return self._seconds(key, text)
        value = numbers.number(text, has_decimal_comma=self.has_comma.get(key, False))
        if key == "temperature_c" and self.unit(key) == "f":
            value -= _FREEZING_F
        return value * mapping.UNITS[key][self.unit(key)] if key in mapping.UNITS else value

    def _seconds(self, key: str, text: str) -> float:
        unit = self.unit(key)
        if unit == "h:mm":
            return durations.clock_hours(text)
        value = durations.seconds(text)
        plain = numbers.number(text, has_decimal_comma=self.has_comma.get(key, False))
        return value if math.isnan(plain) else plain * mapping.UNITS[key][unit]

    def unit(self, key: str) -> str:
        """The unit the mapping states, else the reader's answer; raises errors.Asks where neither does."""
        said = (self.said.get("units") or {}).get(key)
        return str(said) if said else _UNIT_OF[key](self.answers)


def _asked(option: str, question: str, choices: tuple[str, ...]) -> Callable[[Answers], str]:
    def unit(answers: Answers) -> str:
        said = getattr(answers, option)
        if said not in choices:
            raise errors.Asks(question, option, choices)
        return str(said)

    return unit


def _always(unit: str) -> Callable[[Answers], str]:
    return lambda _: unit


_UNIT_OF: dict[str, Callable[[Answers], str]] = {
    "distance_m": _asked("distance_unit", "Are the distances of this table in kilometres or miles?", ("km", "mi")),
    "load_kg": _asked("load_unit", "Are the weights of this table in kilograms or pounds?", ("kg", "lb")),
    "ascent_m": _always("m"),
    "descent_m": _always("m"),
    "duration_s": _always("min"),
    "moving_s": _always("min"),
    "temperature_c": _always("c"),
}


def _day(stamp: dates.Stamp) -> datetime:
    return datetime(stamp.local.year, stamp.local.month, stamp.local.day)


@dataclass
class Reader:
    """Takes rows with their date; `finish` is called once after the last."""

    sheet: Sheet
    ledger: Ledger

    def __post_init__(self) -> None:
        """What the kind keeps from row to row."""

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """One row of the table."""

    def finish(self) -> None:
        """What is only known at the end."""


class Runs(Reader):
    NUMBERS = tuple(c for c in mapping.COLUMNS["runs"] if schema.columns("runs").get(c) == "number")
    TEXTS = ("surface", "shoe", "title", "note")

    def __post_init__(self) -> None:
        self.lines: dict[str, int] = {}

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A run; other sports are counted."""
        sport = self.sheet.text("sport", row)
        kind = run_kind(sport) if "sport" in self.sheet.places else "unknown"
        if kind is None:
            self.ledger.group(row.line, f"{sport or 'a row without a sport'} is no run")
            return
        values = {c: self.sheet.number(c, row) for c in self.NUMBERS if c in self.sheet.places}
        size = [values.get(name, math.nan) for name in ("duration_s", "distance_m")]
        if not any(value > 0 for value in size):
            self.ledger.group(row.line, "neither a distance nor a duration")
            return
        run_id = identity(SOURCE, stamp.local.isoformat(), *(None if math.isnan(v) else round(v) for v in size))
        if run_id in self.lines:
            self.ledger.skip(row.line, f"the same run as in line {self.lines[run_id]}")
            return
        self.lines[run_id] = row.line
        start, day = dates.place(stamp, self.sheet.answers)
        told = self.sheet.text("kind", row)
        self.ledger.keep(
            "runs",
            run_id=run_id,
            source=SOURCE,
            start=start if stamp.has_time else None,
            day=day,
            kind=told if told in schema.RUN_KINDS else run_kind(told) or kind,
            **values,
            **{name: self.sheet.text(name, row) or None for name in self.TEXTS},
        )


class Sets(Reader):
    NUMBERS = ("rir", "rpe", "duration_s", "distance_m")

    def __post_init__(self) -> None:
        self.log = SetLog(SOURCE, self.sheet.answers, self.ledger)

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """As many sets as the row stands for: `3x10` and a number of sets are unfolded, as is `10/8/6`."""
        exercise = self.sheet.text("exercise_raw", row)
        reps = _reps(self.sheet.text("reps", row), self.sheet.number("n_sets", row))
        values = {c: self.sheet.number(c, row) for c in self.NUMBERS if c in self.sheet.places}
        load_kg = self.sheet.number("load_kg", row) if "load_kg" in self.sheet.places else math.nan
        if not exercise or not reps:
            self.ledger.skip(row.line, "no exercise is named" if not exercise else "the number of sets is no number")
            return
        if all(math.isnan(v) for v in (*reps, load_kg, *values.values())):
            self.ledger.group(row.line, "nothing is filled in")
            return
        word = self.sheet.text("kind", row).casefold()
        kind = word if word in schema.SET_KINDS else _SET_KINDS.get(table.fold(word), "work")
        for each in reps:
            self.log.add(
                self.log.session(stamp),
                exercise,
                reps=each,
                load_kg=load_kg,
                kind=kind,
                side=self.sheet.text("side", row) or None,
                note=self.sheet.text("note", row) or None,
                **values,
            )


def _reps(text: str, n_sets: float) -> list[float]:
    """The repetitions of each set that a cell and a number of sets stand for; none where that number is absurd."""
    times = _TIMES_REPS.fullmatch(text)
    if times:
        return [float(times[2])] * min(int(times[1]), MAX_SETS)
    each = [numbers.number(part) for part in text.split("/")] if "/" in text else [numbers.number(text)]
    if math.isnan(n_sets) or len(each) > 1:
        return each
    return each * int(n_sets) if 1 <= n_sets <= MAX_SETS else []


class Pain(Reader):
    def __post_init__(self) -> None:
        self.seen: Counter[tuple[object, ...]] = Counter()

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A score for each score column that is filled in."""
        flare = pain_words.yes_no(self.sheet.text("flare", row))
        wrong, n_kept = [], 0
        for key in (k for k in self.sheet.places if k.split(":")[0] == "score"):
            text = self.sheet.text(key, row)
            score = _scaled(text, self.sheet.said.get("scale") or {}, self.sheet.has_comma[key])
            if text and not 0 <= score <= NRS_MAX:
                wrong.append(f"{text!r} is no score from 0 to 10; a `scale` in the mapping can say what it means")
            elif text or (flare and key == "score"):
                n_kept += 1
                self._keep(row, stamp, key, score=score, flare=flare)
        if wrong or not n_kept:
            self.ledger.skip(row.line, "; ".join(wrong) or "nothing is filled in")

    def _keep(self, row: table.Row, stamp: dates.Stamp, key: str, **values: Any) -> None:
        entry = self._entry(row, key)
        identical = (stamp.local.isoformat(), *(entry[name] for name in ("moment", "site", "side")), key)
        self.seen[identical] += 1
        self.ledger.keep(
            "pain",
            pain_id=identity(SOURCE, *identical, self.seen[identical]),
            source=SOURCE,
            day=_day(stamp),
            time=stamp.local.strftime("%H:%M") if stamp.has_time else None,
            **entry,
            **values,
        )

    def _entry(self, row: table.Row, key: str) -> dict[str, Any]:
        """Moment, site, side and note: of a column for one site by its key, else by the row's own cells."""
        _, site, words = (*key.split(":", 2), "", "")[:3]
        told, moment = self.sheet.text("site", row), self.sheet.text("moment", row)
        where = site or pain_words.site(told.replace("_", " "))
        side = pain_words.side(words) or pain_words.side(self.sheet.text("side", row)) or pain_words.side(told)
        notes = (told or words if where == "other" else "", self.sheet.text("note", row))
        return {
            "moment": moment if moment in schema.MOMENTS else pain_words.moment(moment),
            "site": where,
            "side": side,
            "note": "; ".join(note for note in notes if note) or None,
        }


def _scaled(text: str, scale: Mapping[str, float], has_comma: bool) -> float:
    """The score on 0-10: by its word, by rule of three, or as it stands; NaN where it is none."""
    words = {table.fold(word): float(value) for word, value in scale.items()}
    if set(scale) == {"low", "high"}:
        value = numbers.number(text, has_decimal_comma=has_comma)
        return NRS_MAX * (value - scale["low"]) / (scale["high"] - scale["low"])
    if table.fold(text) in words:
        return words[table.fold(text)]
    return numbers.number(re.sub(r"\s*/\s*10$", "", text), has_decimal_comma=has_comma)


class Factors(Reader):
    def __post_init__(self) -> None:
        self.days = DayNumbers(SOURCE)

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A number for each factor that is filled in; yes and no are 1 and 0, words go by the scale."""
        n_kept = 0
        for key in self.sheet.places:
            if key in ("day", "time", "name", "unit"):
                continue
            name = self.sheet.text("name", row) if key == "value" else key
            unit = self.sheet.text("unit", row) or (self.sheet.said.get("units") or {}).get(key)
            value = self._value(key, row)
            if name and not math.isnan(value):
                self.days.add(_day(stamp), name, value, unit)
                n_kept += 1
        if not n_kept:
            self.ledger.group(row.line, "no number in it")

    def _value(self, key: str, row: table.Row) -> float:
        text = self.sheet.text(key, row)
        words = {table.fold(w): float(v) for w, v in (self.sheet.said.get("scale") or {}).items()}
        if table.fold(text) in words:
            return words[table.fold(text)]
        value = numbers.number(text, has_decimal_comma=self.sheet.has_comma[key])
        yes_no = pain_words.yes_no(text)
        return yes_no if math.isnan(value) and yes_no is not None else value

    def finish(self) -> None:
        """The day's numbers as rows."""
        self.days.keep(self.ledger)


READERS: dict[str, type[Reader]] = {"runs": Runs, "sets": Sets, "pain": Pain, "factors": Factors}
