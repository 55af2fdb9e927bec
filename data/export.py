"""The frames as files anyone can open."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from data import schema
from data.schema import Frames

FORMATS = ("csv", "parquet")
# What a spreadsheet would run as a formula, also after blanks and line ends, which it takes away; such text gets an
# apostrophe in front, as spreadsheets themselves do. The last four are the wide forms, which some read alike.
_FORMULA = r"^[\s\x00]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]"


def write(frames: Frames, folder: Path, file_format: str = "csv") -> list[Path]:
    """One file a frame in `folder` (made where missing), columns as in data.schema; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, frame in frames.items():
        path = folder / f"{name}.{file_format}"
        if file_format == "parquet":
            frame.to_parquet(path, index=False)
        else:
            as_csv(name, frame, path)
        written.append(path)
    return written


def as_csv(name: str, frame: pd.DataFrame, path: Path) -> None:
    """CSV with ISO days and UTC instants; text that looks like a formula is made harmless."""
    shown = frame.copy()
    for column, kind in schema.columns(name).items():
        if kind == "day":
            shown[column] = frame[column].dt.strftime("%Y-%m-%d")
        elif kind == "instant":
            shown[column] = frame[column].dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        elif kind == "text":
            is_formula = frame[column].str.contains(_FORMULA, regex=True).eq(True)
            shown[column] = frame[column].where(~is_formula, "'" + frame[column])
    shown.to_csv(path, index=False)
