"""What a table nobody knows may mean, guessed from its column names: a mapping to look over, never used unseen."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data.importers.own_table import wide
from data.importers.own_table.mapping import COLUMNS, KINDS, UNITS
from data.importers.reading import dates, durations, quantities
from data.importers.reading.table import fold
from data.importers.words import pain as pain_words
from data.importers.words import vocabulary

# Words that name a column of a diary and of any other table alike: pain_words.csv has them.
_SHARED = {"day": "date", "note": "note", "side": "side", "moment": "moment", "site": "site", "flare": "flare"}
_SHARED_BY = {"runs": ("day", "note"), "sets": ("day", "note", "side"), "pain": tuple(_SHARED)}


def _names() -> dict[str, dict[str, list[str]]]:
    """Frame -> frame column -> the names that tables give it, most telling first; without the unit behind them."""
    found: dict[str, dict[str, list[str]]] = {
        frame: {column: list(pain_words.COLUMNS[_SHARED[column]]) for column in shared}
        for frame, shared in _SHARED_BY.items()
    }
    for frame, column, name in vocabulary.rows("own_columns"):
        found[frame].setdefault(column, []).append(name)
    return found


NAMES = _names()
# A column named by its unit alone.
_BY_UNIT = {"runs": {"km": "distance_m", "miles": "distance_m", "mi": "distance_m", "bpm": "hr_mean_bpm"}}
_UNIT = re.compile(r"^(?P<name>.*?)[\s_]*(?:[(\[](?P<inside>[^)\]]+)[)\]]|[\s_](?P<behind>[a-z°]{1,10}))\s*$", re.I)


Guess = tuple[dict[str, str], dict[str, str]]  # frame column -> header, frame column -> unit
# Longer than this is a workout, not a set.
LONGEST_SET_S = 900


def propose(header: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> dict[str, Any]:
    """A mapping for this header, by its column names; what could not be guessed is left out (`mapping` says what
    is missing). With some `rows` of cells, only a column that holds dates is taken for the date, and of two lengths
    of time the shorter for a set's."""
    cells = {name: [row[i] for row in rows if i < len(row)] for i, name in enumerate(header)}
    able = [name for name in header if not rows or _holds_dates(cells[name])]
    guesses = {kind: _guess(kind, _usable(kind, header, cells), able) for kind in ("sets", "runs", "pain")}
    guesses["sets"] = wide.with_set_columns(guesses["sets"], header, cells)
    kind = _kind(guesses)
    if kind == "factors":
        numeric = [name for name in header if not rows or name in able or any(map(_is_number, cells[name]))]
        guesses[kind] = _factors(numeric, able), _factor_units(numeric, able)
    columns, units = guesses[kind]
    if "day" not in columns and rows and able:
        columns = {"day": able[0], **{key: name for key, name in columns.items() if name != able[0]}}
    return {"header": list(header), "kind": kind, "columns": columns, "units": units, "fixed": {}, "scale": {}}


def _holds_dates(cells: Sequence[str]) -> bool:
    """True where most of the cells that say something are dates, whatever comes first in them."""
    told = [cell for cell in cells if cell.strip()]
    n_dates = sum(any(dates.parse(cell, order) for order in ("dmy", "mdy")) for cell in told)
    return n_dates > len(told) / 2


def _is_number(cell: str) -> bool:
    """True for what a diary's value may be: a number with or without a unit, a length of time, yes or no."""
    has_number = not math.isnan(quantities.quantity(cell).value) or not math.isnan(durations.seconds(cell))
    return has_number or pain_words.yes_no(cell) is not None


def _usable(kind: str, header: Sequence[str], cells: Mapping[str, Sequence[str]]) -> list[str]:
    """The columns a guess may take: of sets without the lengths of whole workouts, with what was done before what
    was planned."""
    if kind != "sets":
        return list(header)
    known = {fold(word) for word in NAMES["sets"]["duration_s"]}
    timed = [name for name in header if {fold(name), fold(split(name)[0])} & known]
    lengths = {name: max((_length(cell) for cell in cells[name]), default=0.0) for name in timed}
    left_out = {name for name, length in lengths.items() if length > LONGEST_SET_S or length > min(lengths.values())}
    return [name for name in header if name not in left_out]


def _length(cell: str) -> float:
    value = durations.seconds(cell, plain_s=1)
    return value if value > 0 else 0.0


def _kind(guesses: dict[str, Guess]) -> str:
    """Sets have exercises, runs a distance and a day, pain a score; what is left is a diary of factors."""
    found = {kind: set(columns) for kind, (columns, _) in guesses.items()}
    has_sets = any(key.startswith("set:") for key in found["sets"])
    if has_sets or ("exercise_raw" in found["sets"] and found["sets"] & {"reps", "load_kg", "n_sets"}):
        return "sets"
    if _is_pain(guesses["pain"][0]):
        return "pain"
    if "distance_m" in found["runs"] or {"duration_s", "sport"} <= found["runs"]:
        return "runs"
    return KINDS[-1]


def _is_pain(columns: Mapping[str, str]) -> bool:
    """A score whose name says pain, or any score beside a column for the place, the moment or flares."""
    scores = [name for key, name in columns.items() if key.startswith("score")]
    beside = {"site", "moment", "flare"} & set(columns)
    return any(pain_words.says_pain(name) for name in scores) or bool(scores and beside)


def _guess(kind: str, header: Sequence[str], able: Sequence[str]) -> Guess:
    """(frame column -> header, frame column -> unit); the first column that fits is taken, for the day of `able`."""
    columns: dict[str, str] = {}
    units: dict[str, str] = {}
    for name in header:
        bare, unit = split(name)
        fitting = (key for key in _fitting(kind, (name, bare)) if key != "day" or name in able)
        key = next((key for key in fitting if key not in columns), None)
        key = key or _BY_UNIT.get(kind, {}).get(name.strip().casefold())
        if kind == "pain" and key is None:
            key = _site(name, columns)
        if key is None or key in columns:
            continue
        columns[key] = name
        unit = unit or quantities.unit(name)
        if unit in UNITS.get(key, {}):
            units[key] = unit
    if "day" not in columns and (day := _named_day(able)):
        columns["day"] = day
    return {key: columns[key] for key in sorted(columns, key=_place(kind))}, units


def _named_day(header: Sequence[str]) -> str | None:
    """The first column that is called a date, else the first with a word for one in its name."""
    words = {fold(word) for word in NAMES["runs"]["day"]}
    whole = next((name for name in header if fold(name) in words), None)
    parts = (name for name in header if words & {fold(part) for part in re.split(r"[\s_/.-]+", name)})
    return whole or next(parts, None)


def _place(kind: str) -> Any:
    return lambda key: COLUMNS[kind].index(key.split(":")[0])


def _fitting(kind: str, names: Iterable[str]) -> Iterable[str]:
    known = {fold(name) for name in names}
    return (key for key, words in NAMES[kind].items() if any(fold(word) in known for word in words))


def _site(name: str, taken: Iterable[str]) -> str | None:
    """`score:knee:left` for `pain left knee`; with the name's words where that is taken."""
    said = pain_words.score_column(name) or pain_words.question(name)
    if said is None or not said.is_explicit:
        return None
    key = ":".join(part for part in ("score", said.site, said.side if said.site else None) if part)
    return f"score:{said.site}:{said.words}" if key in taken and said.site else key


def split(name: str) -> tuple[str, str]:
    """(`Distance`, `km`) of `Distance (km)` or `distance_km`; the unit is '' where none is known."""
    found = _UNIT.match(name.strip())
    if found is None:
        return name, ""
    word = (found["inside"] or found["behind"]).strip().casefold()
    unit = quantities.unit(word)
    is_unit = any(unit in units for units in UNITS.values())
    return (found["name"], unit) if is_unit else (name, "")


def _factors(header: Sequence[str], able: Sequence[str]) -> dict[str, str]:
    day = _named_day(able) or next(iter(able), None)
    columns = {"day": day} if day else {}
    left_out = {fold(word) for part in ("note", "time", "ignored") for word in pain_words.COLUMNS[part]}
    others = (name for name in header if name != day and name.strip() and fold(name) not in left_out)
    about = "Sleep " if any("sleep" in fold(name) for name in header) else ""
    return columns | {_factor(split(name)[0].strip(), about): name for name in others}


def _factor(name: str, about: str) -> str:
    """The factor's name; of a table about sleep `Score`, `Quality` and `Duration` say so."""
    return f"{about}{name}" if about and fold(name) in ("score", "quality", "duration") else name


def _factor_units(header: Sequence[str], able: Sequence[str]) -> dict[str, str]:
    units = {key: split(name)[1] for key, name in _factors(header, able).items()}
    return {key: unit for key, unit in units.items() if unit}
