"""Everything an athlete has as files anyone can open, and such a folder read back.

A folder holds a file a frame, `samples.parquet` (run_id, Parquet blob), `corrections.json`, `settings.json`, and
`lbsdrop.json`, which says that it is an export. `python -m data import FOLDER` brings all of it back.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from data import schema
from data.errors import StoreError
from data.schema import Frames
from data.store import Snapshot, files

FORMATS = ("csv", "parquet")
_ABOUT, _VERSION = "lbsdrop.json", 1
# What a spreadsheet would run as a formula, also behind blanks and apostrophes; it gets one apostrophe in front.
_FORMULA = re.compile(r"'*(?:[\s\x00]*[=+\-@＝＋－＠]|[\t\r\n])")
_CORRECTION = ["frame", "row_id", "column", "value", "made_at"]


def write(kept: Snapshot, folder: Path, file_format: str = "csv") -> list[Path]:
    """One file a frame in `folder` (made where missing), columns as in data.schema, and what else the athlete has.

    Returns the paths. Each file is whole or as it was before. Raises StoreError where the folder cannot be written.
    """
    writers: dict[str, Callable[[Path], object]] = {
        f"{name}.{file_format}": _frame_writer(name, frame, file_format) for name, frame in kept.frames.items()
    }
    samples = pa.table({"run_id": list(kept.samples), "blob": pa.array(kept.samples.values(), pa.binary())})
    made = [dict(zip(_CORRECTION, row, strict=True)) for row in kept.corrections[_CORRECTION].to_numpy().tolist()]
    writers["samples.parquet"] = lambda path: pq.write_table(samples, path)
    writers["corrections.json"] = _json_writer(made)
    writers["settings.json"] = _json_writer(kept.settings)
    writers[_ABOUT] = _json_writer({"lbsdrop_export": _VERSION, "format": file_format})
    try:
        for name, write_to in writers.items():
            with files.replacing(folder / name) as part:
                write_to(part)
    except OSError as error:
        raise StoreError(files.not_written(folder, error)) from None
    return [folder / name for name in writers]


def _frame_writer(name: str, frame: pd.DataFrame, file_format: str) -> Callable[[Path], object]:
    if file_format == "parquet":
        return lambda path: frame.to_parquet(path, index=False)
    return lambda path: as_csv(name, frame, path)


def _json_writer(value: Any) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps(value, indent=1) + "\n")


def as_csv(name: str, frame: pd.DataFrame, path: Path) -> None:
    """CSV with ISO days and UTC instants; text that looks like a formula is made harmless."""
    shown = {}
    for column, kind in schema.columns(name).items():
        values = frame[column]
        if kind in ("day", "instant"):
            shown[column] = _times(values, kind)
        elif kind == "text":
            shown[column] = values.map(harmless, na_action="ignore")
        else:
            shown[column] = values
    pd.DataFrame(shown).to_csv(path, index=False, lineterminator="\r\n")


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it without running it; `as_it_was` takes the apostrophe off again."""
    return f"'{text}" if _FORMULA.match(text) else text


def as_it_was(text: str) -> str:
    """The text that `harmless` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def _times(values: pd.Series, kind: str) -> pd.Series:
    naive = values.dt.tz_localize(None) if kind == "instant" else values
    moments = naive.to_numpy().astype("datetime64[us]")
    if kind == "day":
        texts = np.datetime_as_string(moments, unit="D")
    else:
        is_whole = not (moments[~np.isnat(moments)].astype("int64") % 1_000_000).any()
        texts = np.char.add(np.datetime_as_string(moments, unit="s" if is_whole else "us"), "Z")
    return pd.Series(texts, index=values.index, dtype=object).where(values.notna(), None)


def is_export(folder: Path) -> bool:
    """True where `write` made the folder."""
    return (folder / _ABOUT).is_file()


def read(folder: Path) -> Snapshot:
    """What `write` put into the folder; raises StoreError, naming the file, where one is missing or does not fit."""
    about = _json(folder / _ABOUT, dict)
    if about.get("lbsdrop_export") != _VERSION or about.get("format") not in FORMATS:
        raise StoreError(f"{folder} was exported by another version of lbsdrop. Use that version to import it.")
    frames = {name: _frame(name, folder / f"{name}.{about['format']}") for name in dict(Frames().items())}
    made = pd.DataFrame(_json(folder / "corrections.json", list), columns=_CORRECTION)
    return Snapshot(
        Frames(**frames), _samples(folder / "samples.parquet"), made, _json(folder / "settings.json", dict)
    )


def _json(path: Path, kind: type) -> Any:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        found = None
    if not isinstance(found, kind):
        raise _does_not_fit(path)
    return found


def _samples(path: Path) -> dict[str, bytes]:
    try:
        found = pq.read_table(path, columns=["run_id", "blob"]).to_pydict()
    except (OSError, KeyError, pa.ArrowException):
        raise _does_not_fit(path) from None
    return dict(zip(found["run_id"], found["blob"], strict=True))


def _frame(name: str, path: Path) -> pd.DataFrame:
    try:
        found = pd.read_parquet(path) if path.suffix == ".parquet" else _from_csv(name, path)
        return schema.check(name, schema.conform(name, found))
    except Exception:  # noqa: BLE001 - whatever is wrong with a file that was changed by hand; pandera quotes values
        raise _does_not_fit(path) from None


def _from_csv(name: str, path: Path) -> pd.DataFrame:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    with path.open(newline="", encoding="utf-8") as opened:
        lines = csv.reader(opened)
        header = next(lines)
        columns = dict(zip(header, _columns(lines, len(header)), strict=True))
    kinds = schema.columns(name)
    return pd.DataFrame({column: _read(texts, kinds[column]) for column, texts in columns.items()})


def _columns(lines: Iterator[list[str]], n: int) -> list[list[str]]:
    found = list(zip(*lines, strict=True))
    return [list(texts) for texts in found] if found else [[] for _ in range(n)]


def _read(texts: list[str], kind: str) -> pd.Series:
    if kind == "number":
        return pd.Series([float(text) if text else np.nan for text in texts], dtype="float64")
    if kind == "text":
        return pd.Series([as_it_was(text) if text else None for text in texts], dtype=object)
    moments = np.array([text.removesuffix("Z") or "NaT" for text in texts], dtype="datetime64[us]")
    return pd.Series(moments).dt.tz_localize("UTC") if kind == "instant" else pd.Series(moments)


def _does_not_fit(path: Path) -> StoreError:
    return StoreError(f"{path} is missing or does not hold what an export holds. Nothing was imported. Export again.")
