"""Numbers, days and words as the browser is sent them: lists, numbers, strings, None; nothing of pandas or numpy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

Plain = dict[str, Any]
# Lists that hold these alone are sent as they are.
_SENT_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def plain(value: object) -> Any:
    """`value` in plain types: days as ISO strings, what is no finite number as None.

    An array of days is written with all the digits of its unit, one day alone with those it has: Plotly reads both.
    In a mapping, as in Plotly's own, None is what is not set: it is left out. Raises TypeError for any other type.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, int):
        return value
    if isinstance(value, Mapping):
        return {name: plain(part) for name, part in value.items() if part is not None}
    if isinstance(value, np.ndarray | pd.Series | pd.Index):
        return _array(np.asarray(value))
    if isinstance(value, Sequence):
        return list(value) if _SENT_AS_THEY_ARE.issuperset(map(type, value)) else [plain(part) for part in value]
    if value is pd.NaT or value is pd.NA:
        return None
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be drawn: give numbers, words, days, or a list or array of them.")


def _array(values: np.ndarray) -> list[Any]:
    kind = values.dtype.kind
    if kind == "M":
        days: list[Any] = np.datetime_as_string(values).tolist()
        return days
    if kind == "f":
        is_finite = np.isfinite(values)
        if is_finite.all():
            return list(values.tolist())
        numbers = values.astype(object)
        numbers[~is_finite] = None
        return list(numbers.tolist())
    if kind in "iubU":
        return list(values.tolist())
    return [plain(part) for part in values.tolist()]


def merge(below: Plain, over: Mapping[str, Any]) -> None:
    """Lays `over` on `below`, which is changed, part by part: None takes a property away."""
    for name, value in over.items():
        if value is None:
            below.pop(name, None)
        elif isinstance(value, Mapping) and isinstance(below.get(name), dict):
            merge(below[name], value)
        else:
            below[name] = plain(value)
