"""Tables of sets that are wide: one column a set, a pair of columns a set, or one column an exercise."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from data.importers.own_table import set_cells
from data.importers.reading import quantities

# `Set 1`, `Satz 2 (Reps)`, `Set 1 (KG)`, `Weight 3`, `Reps 3`, `S1 Wt`.
_SET = re.compile(r"(?:set|satz|s[ée]rie|serie)[\s_#]*(\d{1,2})[\s_:\-]*\(?\s*([^)]*?)\s*\)?", re.IGNORECASE)
_PART = re.compile(r"(reps?|wdh|weight|wt|load|gewicht|kg|lbs?)[\s_#]*(\d{1,2})", re.IGNORECASE)
_REPS = re.compile(r"reps?|wdh|wiederh.*|repetitions?", re.IGNORECASE)
_LOAD = re.compile(r"(?:weight|wt|load|gewicht|poids|peso)?[\s_(]*(kgs?|lbs?)?\)?", re.IGNORECASE)
_CELL = re.compile(r"\d{1,3}\s*[x×*]\s*\d{1,3}.*", re.IGNORECASE)

Guess = tuple[dict[str, str], dict[str, str]]


def with_set_columns(guess: Guess, header: Sequence[str], cells: Mapping[str, Sequence[str]]) -> Guess:
    """The guess for sets with a key `set:...` for each wide column; unchanged where the table has none."""
    columns, units = dict(guess[0]), dict(guess[1])
    for name in header:
        key, unit = _key(name)
        if key and key not in columns:
            columns[key] = name
            if unit and key.endswith(":load_kg"):
                units["load_kg"] = unit
    numbered = any(key.startswith("set:") for key in columns)
    if numbered:
        spare = {"reps", "n_sets", "duration_s"} if "exercise_raw" in columns else set()
        columns = {key: name for key, name in columns.items() if key not in spare}
    elif "exercise_raw" not in columns and not {"reps", "load_kg"} & set(columns):
        columns |= {f"set:{name}": name for name in header if _holds_sets(cells.get(name, ()))}
    return columns, units


def _key(name: str) -> tuple[str, str]:
    """(`set:1:load_kg`, `kg`) of `Set 1 (KG)`; ('', '') for a column that is no set's."""
    found = _SET.fullmatch(name.strip())
    if found is not None:
        part = found[2]
        if not part:
            return f"set:{found[1]}", ""
        number = found[1]
    else:
        turned = _PART.fullmatch(name.strip())
        if turned is None:
            return "", ""
        number, part = turned[2], turned[1]
    if _REPS.fullmatch(part):
        return f"set:{number}:reps", ""
    load = _LOAD.fullmatch(part)
    return (f"set:{number}:load_kg", quantities.unit(load[1] or "")) if load else ("", "")


def _holds_sets(cells: Sequence[str]) -> bool:
    """True where most of the filled cells are sets such as `5x5 60kg`."""
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "-")]
    n_sets = sum(bool(_CELL.fullmatch(cell) and set_cells.read(cell)) for cell in filled)
    return n_sets > len(filled) / 2
