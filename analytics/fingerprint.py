"""A short name for what went into an answer: equal parts, equal names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd


def fingerprint(*parts: object) -> str:
    """A short name for `parts`: words, numbers, days, arrays, frames, and tuples, mappings or dataclasses of them.

    Equal parts have equal names; the order of a mapping's keys does not count, the order of columns and rows does.
    Raises TypeError for a part of another kind.
    """
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        _feed(digest, part)
    return digest.hexdigest()


def _feed(digest: Any, part: Any) -> None:
    digest.update(f"<{type(part).__name__}>".encode())
    if part is None or isinstance(part, str | bool | int | float | np.generic | date | pd.Timestamp):
        digest.update(str(part).encode())
    elif isinstance(part, np.ndarray):
        digest.update(f"{part.dtype.str}{part.shape}".encode())
        digest.update(_bytes(part))
    elif isinstance(part, pd.DataFrame):
        _feed(digest, part.index)
        for column, values in part.items():
            _feed(digest, str(column))
            _feed_values(digest, values)
    elif isinstance(part, pd.Series | pd.Index):
        _feed_values(digest, part)
        if isinstance(part, pd.Series):
            _feed_values(digest, part.index)
    elif isinstance(part, tuple | list):
        for each in part:
            _feed(digest, each)
    elif isinstance(part, Mapping):
        for key in sorted(part, key=str):
            _feed(digest, (str(key), part[key]))
    elif is_dataclass(part):
        for one in fields(part):
            _feed(digest, (one.name, getattr(part, one.name)))
    else:
        raise TypeError(f"A {type(part).__name__} has no fingerprint.")


def _feed_values(digest: Any, values: pd.Series | pd.Index) -> None:
    digest.update(f"<{values.dtype}>".encode())
    if values.dtype.kind in "fiub":
        digest.update(_bytes(values.to_numpy()))
    elif values.dtype.kind in "mM":
        digest.update(np.asarray(values.array.view("i8")).tobytes())
    else:
        digest.update(_words(values.tolist()))


def _bytes(array: np.ndarray) -> bytes:
    return np.ascontiguousarray(array).tobytes() if array.dtype.kind != "O" else _words(array.tolist())


def _words(values: list[Any]) -> bytes:
    """Words, missing values among them, without a doubt where one ends; days and the like as they are written."""
    return json.dumps(values, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")
