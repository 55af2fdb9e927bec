"""Values that cannot be true, in words for the receipt: they are kept and flagged, and no figure counts them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data import schema

# So many examples are named in a line.
NAMED = 2
WORDS = {
    "load_kg": "a load",
    "reps": "repetitions",
    "distance_m": "a distance",
    "duration_s": "a duration",
    "moving_s": "a time in motion",
    "hr_mean_bpm": "a mean heart rate",
    "hr_max_bpm": "a highest heart rate",
    "cadence_spm": "a cadence",
    "power_w": "a power",
    "ascent_m": "a climb",
    "descent_m": "a descent",
    "temperature_c": "a temperature",
    "rpe": "an effort",
    "rir": "repetitions in reserve",
    "score": "a pain score",
}
ROWS = {"runs": "run", "sets": "set", "pain": "pain score", "factors": "diary value"}
_NAME = {"runs": "title", "sets": "exercise_raw", "factors": "name"}


def warnings(name: str, rows: pd.DataFrame, file_of: np.ndarray) -> Iterator[tuple[int, str]]:
    """(place of the file, sentence) for each kind of impossible value that a file brought into the frame `name`."""
    if "flag" not in rows or rows["flag"].isna().all():
        return
    for column, (low, high) in schema.plausible_ranges(name).items():
        is_outside = ((rows[column] < low) | (rows[column] > high)).to_numpy()
        for place in np.unique(file_of[is_outside]):
            found = rows[is_outside & (file_of == place)]
            unit = schema.SCHEMAS[name].columns[column].unit
            between = f"{low:g}-{high:g} {unit}".strip()
            yield int(place), _sentence(name, found, column, f"{WORDS.get(column, column)} outside {between}")
    is_late = rows["flag"].str.contains("date not believable", na=False).to_numpy(dtype=bool)
    for place in np.unique(file_of[is_late]):
        yield int(place), _sentence(name, rows[is_late & (file_of == place)], "day", "a date that cannot be")


def _sentence(name: str, found: pd.DataFrame, column: str, what: str) -> str:
    n = len(found)
    examples = "; ".join(_example(name, row, column) for _, row in found.head(NAMED).iterrows())
    more = f" and {n - NAMED:,} more" if n > NAMED else ""
    rows = ROWS[name] + ("s" if n > 1 else "")
    return f"{n:,} {rows} with {what}: {examples}{more}. Kept as written, but no figure counts the value."


def _example(name: str, row: pd.Series, column: str) -> str:
    title = row.get(_NAME.get(name, ""), None)
    named = f" {title}" if isinstance(title, str) else ""
    value = "" if column == "day" else f" {row[column]:,.2f}".rstrip("0").rstrip(".")
    return f"{row['day']:%Y-%m-%d}{named}{value}"
