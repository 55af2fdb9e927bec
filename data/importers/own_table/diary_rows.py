"""The rows of a reader's own diary, pain scores and factors, as its mapping tells them apart."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from data import schema
from data.identity import identity
from data.importers.own_table.reader import SOURCE, Reader
from data.importers.reading import dates, durations, numbers, table
from data.importers.reading.quantities import quantity
from data.importers.rows.day_numbers import DayNumbers
from data.importers.words import pain as pain_words

NRS_MAX = 10.0


def _day(stamp: dates.Stamp) -> datetime:
    return datetime(stamp.local.year, stamp.local.month, stamp.local.day)


class Pain(Reader):
    """Pain scores, one a filled score column."""

    def __post_init__(self) -> None:
        self.seen: Counter[tuple[object, ...]] = Counter()

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A score for each score column that is filled in."""
        flare = pain_words.yes_no(self.sheet.text("flare", row))
        wrong, n_kept = [], 0
        for key in (k for k in self.sheet.places if k.split(":")[0] == "score"):
            text = self._score_text(key, row)
            score = _scaled(text, self.sheet.said.get("scale") or {}, self.sheet.has_comma(key))
            if text and not 0 <= score <= NRS_MAX:
                wrong.append(f"{text!r} is no score from 0 to 10; a `scale` in the mapping can say what it means")
            elif text or (flare and key == "score"):
                n_kept += 1
                self._keep(row, stamp, key, score=score, flare=flare)
        if wrong or not n_kept:
            self.ledger.skip(row.line, "; ".join(wrong) or "nothing is filled in", max(len(wrong), 1))

    def _score_text(self, key: str, row: table.Row) -> str:
        """The cell; words such as `none`, by which other columns say nothing, are a score here."""
        raw = (row.cells[place].strip() for place in self.sheet.places[key].places)
        return self.sheet.text(key, row) or next((cell for cell in raw if pain_words.is_painless(cell)), "")

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
    return pain_words.score(text, has_decimal_comma=has_comma)


class Factors(Reader):
    """Whatever else a diary holds, a number a day and name."""

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
            unit = unit or _unit(self.sheet.text(key, row))
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
        yes_no = pain_words.yes_no(text)
        value = self.sheet.quantity(key, text).value
        hours = durations.seconds(text) / 3600 if any(c.isalpha() for c in text) else math.nan
        value = value if math.isnan(hours) else hours
        value = yes_no if math.isnan(value) and yes_no is not None else value
        if text and math.isnan(value):
            self.sheet.notice(key, text, row)
        return value

    def finish(self) -> None:
        """The day's numbers as rows."""
        self.days.keep(self.ledger)


def _unit(text: str) -> str | None:
    """The unit that a cell states: hours where it is a length of time in words."""
    if any(c.isalpha() for c in text) and not math.isnan(durations.seconds(text)):
        return "h"
    return quantity(text).unit or None
