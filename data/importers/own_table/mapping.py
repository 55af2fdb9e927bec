"""A mapping says what the columns of somebody's own table mean. It is plain data, fit for JSON:

    {"header": ["Datum", "Strecke", "Zeit"],
     "kind": "runs",
     "columns": {"day": "Datum", "distance_m": "Strecke", "duration_s": "Zeit"},
     "units": {"distance_m": "km", "duration_s": "min"},
     "date_order": "dmy",
     "fixed": {"kind": "road"},
     "scale": {}}

`kind` is the frame: runs, sets, pain or factors. `columns` names a column of the table for each column of the frame
(`COLUMNS`); of pain a table may hold one column a site (`"score:knee:left": "Knie li"`; the side may be left out), of
factors every further key is the factor's name (`"sleep": "Schlaf"`), of sets one column a set (`"set:1": "Set 1"`, or
`"set:1:reps"` and `"set:1:load_kg"`) or, without `exercise_raw`, one an exercise (`"set:Squat": "Squat"`). `units`
states units (`UNITS`) where the frame's is another; a unit of distance or load that is left out is asked for. `fixed`
holds what is the same in every row. `scale` turns a diary's scores into 0-10: `{"low": 0, "high": 100}` by rule of
three (also upside down), or `{"mild": 2, "bad": 7}` word by word.

A mapping belongs to a header: `Answers.maps` has it under `header_key(header)`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from data import errors, schema
from data.identity import identity
from data.importers.reading.table import fold
from data.units import KG_PER_LB, M_PER_FOOT, M_PER_MILE, M_PER_YARD

KINDS = ("runs", "sets", "pain", "factors")
# What a table can fill, by frame; `time` is the wall clock where it stands apart from the day, `sport` tells runs
# from rides, `n_sets` how many sets a row stands for.
COLUMNS: dict[str, tuple[str, ...]] = {
    "runs": (
        "day",
        "time",
        "sport",
        "distance_m",
        "duration_s",
        "moving_s",
        "ascent_m",
        "descent_m",
        "hr_mean_bpm",
        "hr_max_bpm",
        "cadence_spm",
        "power_w",
        "temperature_c",
        "rpe",
        "kind",
        "surface",
        "shoe",
        "title",
        "note",
    ),
    "sets": (
        "day",
        "time",
        "exercise_raw",
        "n_sets",
        "set_no",
        "kind",
        "reps",
        "load_kg",
        "load_unit",
        "rir",
        "rpe",
        "duration_s",
        "distance_m",
        "side",
        "note",
    ),
    "pain": ("day", "time", "moment", "site", "side", "score", "flare", "note"),
    "factors": ("day", "name", "value", "unit"),
}
# What the kind cannot do without: the day and one of these.
NEEDED: dict[str, tuple[str, ...]] = {
    "runs": ("distance_m", "duration_s"),
    "sets": ("reps", "duration_s", "n_sets"),
    "pain": ("score",),
    "factors": ("value",),
}
NEEDED_WORDS = {
    "runs": "distance or the duration",
    "sets": "repetitions, the duration or the number of sets",
    "pain": "pain score",
    "factors": "value",
}
_LENGTHS = {"m": 1.0, "km": 1000.0, "mi": M_PER_MILE, "yd": M_PER_YARD, "ft": M_PER_FOOT}
_CLIMBS = {"m": 1.0, "ft": M_PER_FOOT}
# `h:mm` reads 1:30 as an hour and a half; the others are for bare numbers, clock times are read in any case.
_TIMES = {"s": 1.0, "min": 60.0, "h": 3600.0, "h:mm": 3600.0}
UNITS: dict[str, dict[str, float]] = {
    "distance_m": _LENGTHS,
    "ascent_m": _CLIMBS,
    "descent_m": _CLIMBS,
    "duration_s": _TIMES,
    "moving_s": _TIMES,
    "load_kg": {"kg": 1.0, "lb": KG_PER_LB},
    "temperature_c": {"c": 1.0, "f": 5 / 9},
}
# Column -> the column that names the unit of each row.
UNIT_COLUMNS = {"load_kg": "load_unit"}
# How a column of one set is called, or of one exercise where the table has no column of exercises.
SET_COLUMN = re.compile(r"set:[^:]+(:(reps|load_kg))?")
FIXED: dict[str, tuple[str, ...]] = {
    "runs": ("kind", "surface", "shoe"),
    "sets": ("kind", "exercise_raw", "side"),
    "pain": ("moment", "site", "side"),
    "factors": ("unit",),
}
WORDS: dict[tuple[str, str], tuple[str, ...]] = {
    ("runs", "kind"): schema.RUN_KINDS,
    ("sets", "kind"): schema.SET_KINDS,
    ("pain", "moment"): schema.MOMENTS,
    ("pain", "site"): schema.SITES,
}
FIELDS = ("header", "kind", "columns", "units", "date_order", "fixed", "scale")


def header_key(header: Iterable[str]) -> str:
    """The key of a table's header: the same for the same column names in the same order, whatever their case."""
    return identity("header", *(fold(name) for name in header))


def keyed(mapping: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The mapping under its header's key, as `Answers.maps` takes it."""
    return {header_key(mapping["header"]): dict(mapping)}


def to_json(mapping: Mapping[str, Any]) -> str:
    """The mapping as JSON text that `from_json` reads."""
    return json.dumps(mapping, ensure_ascii=False, indent=2) + "\n"


def from_json(text: str) -> dict[str, Any]:
    """The mapping in a JSON text. Raises errors.UsageError that lists all that is wrong with it."""
    try:
        mapping = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise errors.UsageError(f"The mapping is no JSON: {error}.") from error
    wrong = problems(mapping)
    if wrong:
        raise errors.UsageError("The mapping cannot be used: " + " ".join(wrong))
    return dict(mapping)


def problems(mapping: Any) -> list[str]:
    """A sentence for everything that keeps the mapping from being used; none for a sound one."""
    if not isinstance(mapping, Mapping):
        return ["It must be an object with header, kind and columns."]
    wrong = _shape(mapping)
    if wrong:
        return wrong
    return [*_columns(mapping), *_units(mapping), *_fixed(mapping), *_scale(mapping.get("scale") or {})]


def _shape(mapping: Mapping[str, Any]) -> list[str]:
    wrong = [
        f"{name!r} is no part of a mapping; it has {', '.join(FIELDS)}." for name in mapping if name not in FIELDS
    ]
    header = mapping.get("header")
    if not _is_texts(header) or not header:
        wrong.append("`header` must list the table's column names.")
    if mapping.get("kind") not in KINDS:
        wrong.append(f"`kind` must be one of {', '.join(KINDS)}.")
    columns = mapping.get("columns")
    if not isinstance(columns, Mapping) or not _is_texts([*columns.keys(), *columns.values()]):
        wrong.append("`columns` must name a column of the table for each of the frame's.")
    for name in ("units", "fixed", "scale"):
        if not isinstance(mapping.get(name) or {}, Mapping):
            wrong.append(f"`{name}` must be an object.")
    if mapping.get("date_order") not in (None, "", "dmy", "mdy"):
        wrong.append("`date_order` must be dmy or mdy.")
    return wrong


def _is_texts(values: Any) -> bool:
    is_list = isinstance(values, Sequence) and not isinstance(values, str)
    return is_list and all(isinstance(value, str) for value in values)


def _columns(mapping: Mapping[str, Any]) -> list[str]:
    kind, columns = mapping["kind"], mapping["columns"]
    header = {fold(name) for name in mapping["header"]}
    wrong = [
        f"The table has no column {name!r} (for {key})." for key, name in columns.items() if fold(name) not in header
    ]
    wrong += [
        f"{kind} has no column {key!r}; it has {', '.join(COLUMNS[kind])}."
        for key in columns
        if not _is_known(kind, key)
    ]
    if "day" not in columns:
        wrong.append("`day` must name the column with the date.")
    has_exercise = "exercise_raw" in {*columns, *(mapping.get("fixed") or {})}
    if kind == "sets" and not has_exercise and not any(key.startswith("set:") for key in columns):
        wrong.append("`exercise_raw` must name the column with the exercise (or stand under `fixed`).")
    if kind == "factors" and ("value" in columns) != ("name" in columns):
        wrong.append("`name` and `value` belong together; give a single column under the factor's own name.")
    if not any(_fills(kind, key) for key in columns):
        wrong.append(f"Say which column holds the {NEEDED_WORDS[kind]} ({' or '.join(NEEDED[kind])}).")
    return wrong


def _is_known(kind: str, key: str) -> bool:
    if kind == "pain" and key.startswith("score:"):
        return key.split(":")[1] in schema.SITES
    if kind == "sets" and SET_COLUMN.fullmatch(key):
        return True
    return bool(key.strip()) if kind == "factors" else key in COLUMNS[kind]


def _fills(kind: str, key: str) -> bool:
    if kind == "factors":
        return key not in ("day", "name", "unit")
    return key in NEEDED[kind] or key.startswith({"pain": "score:", "sets": "set:"}.get(kind, "\0"))


def _units(mapping: Mapping[str, Any]) -> list[str]:
    wrong = []
    for key, unit in (mapping.get("units") or {}).items():
        known = UNITS.get(key)
        if mapping["kind"] == "factors" and isinstance(unit, str):
            continue
        if known is None:
            wrong.append(f"{key!r} has no unit to choose.")
        elif unit not in known:
            wrong.append(f"The unit of {key} must be one of {', '.join(known)}, not {unit!r}.")
    return wrong


def _fixed(mapping: Mapping[str, Any]) -> list[str]:
    kind, wrong = mapping["kind"], []
    for key, value in (mapping.get("fixed") or {}).items():
        words = WORDS.get((kind, key))
        if key not in FIXED[kind]:
            wrong.append(f"Under `fixed`, {kind} may have {', '.join(FIXED[kind])}, not {key!r}.")
        elif words and value not in words:
            wrong.append(f"{key} must be one of {', '.join(words)}, not {value!r}.")
    return wrong


def _scale(scale: Mapping[str, Any]) -> list[str]:
    is_number = {w: isinstance(v, int | float) and not isinstance(v, bool) for w, v in scale.items()}
    wrong = [f"`scale` gives {word!r} no number." for word, is_one in is_number.items() if not is_one]
    if not wrong and set(scale) == {"low", "high"} and scale["low"] == scale["high"]:
        wrong.append("`scale` must have a low and a high that differ.")
    return wrong
