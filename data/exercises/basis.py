"""What an entered load counts, where the source does not say."""

from __future__ import annotations

import pandas as pd

from data import schema
from data.exercises.implements import BASES, IMPLEMENTS
from data.exercises.words import words


def load_basis_all(sets: pd.DataFrame) -> pd.Series:
    """What the load of each row of `sets` counts (schema.LOAD_BASES): as the source stated it, else from the
    exercise's name, else from the table's row for `exercise`; 'unknown' where none of them says."""
    pairs = sets[["exercise_raw", "exercise"]].fillna("")
    codes = pd.MultiIndex.from_frame(pairs).factorize()
    bases = pd.Series([_basis(raw, exercise) for raw, exercise in codes[1]], dtype="str")
    named = pd.Series(bases.to_numpy()[codes[0]], index=sets.index, dtype="str")
    return sets["load_basis"].where(sets["load_basis"].notna(), named).rename("load_basis")


def _basis(raw: str, exercise: str) -> str:
    said = words(raw)
    if "assisted" in said:
        return "assisted"
    table = schema.exercises()["load_basis"].get(exercise, "unknown")
    held = {BASES[IMPLEMENTS[w]] for w in said if w in IMPLEMENTS and IMPLEMENTS[w] in BASES}
    stated = held.pop() if len(held) == 1 else table
    is_per_side = "each side" in raw.casefold() or "per side" in raw.casefold()
    return "unknown" if is_per_side and stated in ("barbell_total", "machine") else stated
