"""The rows of a reader's own training log, runs and sets, as its mapping tells them apart."""

from __future__ import annotations

import math
from typing import Any

from data import schema
from data.identity import identity
from data.importers.own_table import mapping, set_cells
from data.importers.own_table.reader import SOURCE, Reader
from data.importers.own_table.set_cells import Done
from data.importers.reading import dates, table
from data.importers.reading.quantities import Quantity
from data.importers.rows.set_log import SetLog
from data.importers.words import pain as pain_words
from data.importers.words import sports

# A row whose sport is a word nobody knows is a run at these speeds: walks are slower, rides faster (7 to 21 km/h).
SLOWEST_RUN_M_S, FASTEST_RUN_M_S = 1.9, 5.8
_SET_KINDS = {"w": "warmup", "d": "drop", "f": "failure"}
_SET_KIND_BEGINS = {"warm": "warmup", "aufwarm": "warmup", "echauff": "warmup", "drop": "drop", "fail": "failure"}


class Runs(Reader):
    """Runs; other sports are counted."""

    NUMBERS = tuple(c for c in mapping.COLUMNS["runs"] if schema.columns("runs").get(c) == "number")
    TEXTS = ("surface", "shoe", "title", "note")

    def __post_init__(self) -> None:
        self.lines: dict[str, int] = {}

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A run, by the sport or the training that the row names."""
        sport = self.sheet.text("sport", row)
        if "sport" in self.sheet.places and sports.is_other(sport):
            self.ledger.group(row.line, f"{sport or 'a row without a sport'} is no run")
            return
        values = {c: self.sheet.number(c, row) for c in self.NUMBERS if c in self.sheet.places}
        kind = self._kind(row, sport, values)
        if kind is None:
            self.ledger.group(row.line, f"{sport or 'a row without a sport'} is no run that is known")
        elif not any(values.get(name, math.nan) > 0 for name in ("duration_s", "distance_m")):
            self.ledger.group(row.line, "neither a distance nor a duration")
        else:
            self._keep(row, stamp, kind, values)

    def _kind(self, row: table.Row, sport: str, values: dict[str, float]) -> str | None:
        if "sport" not in self.sheet.places:
            return "unknown"
        known = sports.run_kind(sport) or sports.training_kind(sport)
        if known is None and sport:
            speed = values.get("distance_m", math.nan) / (values.get("duration_s", math.nan) or math.nan)
            if SLOWEST_RUN_M_S <= speed <= FASTEST_RUN_M_S:
                self.ledger.notice(row.line, f"{sport!r} is no sport that is known; taken for a run by its speed.")
                return "unknown"
        return known

    def _keep(self, row: table.Row, stamp: dates.Stamp, kind: str, values: dict[str, float]) -> None:
        size = [values.get(name, math.nan) for name in ("duration_s", "distance_m")]
        run_id = identity(SOURCE, stamp.local.isoformat(), *(None if math.isnan(v) else round(v) for v in size))
        if run_id in self.lines:
            self.ledger.skip(row.line, f"the same run as in line {self.lines[run_id]}")
            return
        self.lines[run_id] = row.line
        start, day = dates.place(stamp, self.sheet.answers)
        said = self.sheet.text("kind", row)
        self.ledger.keep(
            "runs",
            run_id=run_id,
            source=SOURCE,
            start=start if stamp.has_time else None,
            day=day,
            kind=said if said in schema.RUN_KINDS else sports.run_kind(said) or sports.training_kind(said) or kind,
            **values,
            **{name: self.sheet.text(name, row) or None for name in self.TEXTS},
        )


class Sets(Reader):
    """Sets: one a row, several a row, or one a column."""

    NUMBERS = ("rir", "rpe", "duration_s", "distance_m")

    def __post_init__(self) -> None:
        self.log = SetLog(SOURCE, self.sheet.answers, self.ledger)
        self.wide = sorted({key.split(":")[1] for key in self.sheet.places if key.startswith("set:")}, key=_in_order)

    def add(self, row: table.Row, stamp: dates.Stamp) -> None:
        """As many sets as the row stands for: `3x10` and a number of sets are unfolded, as is `10/8/6`."""
        exercise = self.sheet.text("exercise_raw", row)
        if self.wide and not exercise and "exercise_raw" not in self.sheet.places:
            self._exercise_columns(row, stamp)
            return
        if not exercise:
            self.ledger.skip(row.line, "no exercise is named")
            return
        done = self._wide(row) if self.wide else self._row(row)
        if done:
            self._keep(row, stamp, exercise, done)
        elif done is not None:
            self.ledger.group(row.line, "no set is filled in")

    def _exercise_columns(self, row: table.Row, stamp: dates.Stamp) -> None:
        """A column an exercise: `5x5 60kg` below `Squat`."""
        filled = [(name, text) for name in self.wide if (text := self.sheet.text(f"set:{name}", row))]
        is_kept = False
        for name, text in filled:
            done = set_cells.read(text, has_decimal_comma=self.sheet.has_comma(f"set:{name}"))
            if done:
                self._keep(row, stamp, name, done)
                is_kept = True
            else:
                self.sheet.notice(f"set:{name}", text, row)
        if not is_kept:
            self.ledger.group(row.line, "no set that can be read" if filled else "nothing is filled in")

    def _wide(self, row: table.Row) -> list[Done]:
        """A column a set, of repetitions or of both, or a pair of columns a set."""
        found: list[Done] = []
        loads = self._loads(row)
        for number in self.wide:
            text = self.sheet.text(f"set:{number}", row) or self.sheet.text(f"set:{number}:reps", row)
            load = set_cells.loads(self.sheet.text(f"set:{number}:load_kg", row))
            done = set_cells.read(text, is_one_set=True, has_decimal_comma=self.sheet.has_comma(f"set:{number}"))
            if text and not done and text not in ("0", "-"):
                self.sheet.notice(f"set:{number}", text, row)
            at = load or loads[min(len(found), len(loads) - 1) :][:1]
            found += [one if not math.isnan(one.load.value) or not at else Done(one.reps, at[0]) for one in done]
        return found

    def _row(self, row: table.Row) -> list[Done] | None:
        """The sets of a row with one cell for repetitions and one for loads; None where the row is left out."""
        n_text, text = self.sheet.text("n_sets", row), self.sheet.text("reps", row)
        if n_text and not text and set_cells.read(n_text) and not n_text.isdigit():
            n_text, text = "", n_text
        done = set_cells.read(text, has_decimal_comma=self.sheet.has_comma("reps"))
        if text and not done:
            self.sheet.notice("reps", text, row)
        loads, n_sets = self._loads(row), self.sheet.quantity("n_sets", n_text).value
        if n_text and not 1 <= n_sets <= set_cells.MAX_SETS:
            self.ledger.skip(row.line, "the number of sets is no number")
            return None
        done = done or [Done(math.nan)]
        if len(done) == 1 and n_sets >= 1:
            done = done * int(n_sets)
        if len(loads) > 1 and len(done) == 1:
            done = done * len(loads)
        if len(loads) not in (0, 1, len(done)):
            self.ledger.skip(row.line, f"{len(done)} sets, but {len(loads)} loads; write one load, or one a set")
            return None
        each = loads * len(done) if len(loads) == 1 else loads
        return [Done(d.reps, each[i] if each else d.load, d.is_range) for i, d in enumerate(done)]

    def _loads(self, row: table.Row) -> list[Quantity]:
        text = self.sheet.text("load_kg", row)
        loads = set_cells.loads(text, self.sheet.has_comma("load_kg"))
        if text and not loads and set_cells.BODYWEIGHT.sub("", text).strip():
            self.sheet.notice("load_kg", text, row)
        return loads

    def _keep(self, row: table.Row, stamp: dates.Stamp, exercise: str, done: list[Done]) -> None:
        values: dict[str, Any] = {c: self.sheet.number(c, row) for c in self.NUMBERS if c in self.sheet.places}
        if any(one.is_range for one in done):
            self.ledger.notice(row.line, "of a range of repetitions the lower end is kept.")
        for one in done:
            load_kg = self.sheet.in_unit("load_kg", one.load, row)
            if math.isnan(load_kg) and not math.isnan(one.load.value):
                self.sheet.notice("load_kg", f"{one.load.value:g} {one.load.unit}", row)
            self.log.add(
                self.log.session(stamp),
                exercise,
                line=row.line,
                reps=one.reps,
                load_kg=load_kg,
                kind=self._kind(row),
                side=self.sheet.text("side", row) or None,
                note=self.sheet.text("note", row) or None,
                **values,
            )

    def _kind(self, row: table.Row) -> str:
        """The kind by its word; of a column that asks whether it was a warm-up, by yes and no."""
        word = table.fold(self.sheet.text("kind", row))
        if pain_words.yes_no(word) is not None and "warm" in table.fold(self.sheet.name("kind")):
            return "warmup" if pain_words.yes_no(word) else "work"
        begins = next((kind for begin, kind in _SET_KIND_BEGINS.items() if word.startswith(begin)), None)
        return word if word in schema.SET_KINDS else begins or _SET_KINDS.get(word, "work")


def _in_order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() else (0, number)
