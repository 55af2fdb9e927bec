"""Frozen results as text and back: what a dataclass declares is what is written, so that nothing else comes in.

cattrs follows the annotations of the dataclasses; arrays and frames are written as Arrow, days as ISO dates. A result
that was read back is equal to the one that was written. No pickle: a file in the cache folder cannot run code.
"""

from __future__ import annotations

import base64
import json
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any

import cattrs
import numpy as np
import pandas as pd
import pyarrow as pa

_CLASS, _FIELDS = "class", "fields"
# A series is written as a frame of this one column.
_VALUES = "values"


def to_text(answer: Any) -> str:
    """`answer`, a frozen dataclass of numbers, words, days, arrays, frames and other such dataclasses, as JSON."""
    return json.dumps({_CLASS: type(answer).__name__, _FIELDS: _converter().unstructure(answer)})


def from_text(text: str, kinds: tuple[type[Any], ...]) -> Any:
    """What `to_text` wrote, as one of `kinds`; raises ValueError for anything else."""
    try:
        written = json.loads(text)
        kind = next(each for each in kinds if each.__name__ == written[_CLASS])
        return _converter().structure(written[_FIELDS], kind)
    except (KeyError, TypeError, StopIteration, pa.ArrowException, cattrs.BaseValidationError) as error:
        names = ", ".join(each.__name__ for each in kinds)
        raise ValueError(f"This is no kept {names}.") from error


@cache
def _converter() -> cattrs.Converter:
    made = cattrs.Converter()
    made.register_unstructure_hook(pd.Timestamp, lambda day: day.isoformat())
    made.register_structure_hook(pd.Timestamp, lambda text, _: pd.Timestamp(text))
    made.register_unstructure_hook(pd.DataFrame, _frame_to_text)
    made.register_structure_hook(pd.DataFrame, lambda text, _: _frame_from_text(text))
    made.register_unstructure_hook(pd.Series, lambda series: [series.name, _frame_to_text(series.to_frame(_VALUES))])
    made.register_structure_hook(
        pd.Series, lambda written, _: _frame_from_text(written[1])[_VALUES].rename(written[0])
    )
    made.register_unstructure_hook_func(_is_array, _array_to_text)
    made.register_structure_hook_func(_is_array, lambda written, _: _array_from_text(written))
    made.register_unstructure_hook_func(lambda kind: _is_a(kind, np.generic), lambda number: number.item())
    made.register_structure_hook_func(_is_scalar_union, lambda value, _: value)
    made.register_unstructure_hook_func(_is_scalar_union, _scalar)
    return made


def _is_a(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


def _is_array(kind: Any) -> bool:
    return _is_a(typing.get_origin(kind) or kind, np.ndarray)


def _is_scalar_union(kind: Any) -> bool:
    """`int | float`, `str | float | None`: what JSON tells apart by itself."""
    if typing.get_origin(kind) not in (typing.Union, types.UnionType):
        return False
    return all(each in (str, int, float, bool, types.NoneType) for each in typing.get_args(kind))


def _scalar(value: Any) -> Any:
    return value.item() if isinstance(value, np.generic) else value


def _array_to_text(array: np.ndarray) -> dict[str, Any]:
    data = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()
    return {"dtype": array.dtype.str, "shape": list(array.shape), "data": data}


def _array_from_text(written: Mapping[str, Any]) -> np.ndarray:
    flat = np.frombuffer(base64.b64decode(written["data"]), dtype=np.dtype(written["dtype"]))
    return flat.reshape(written["shape"]).copy()


def _frame_to_text(frame: pd.DataFrame) -> str:
    sink = pa.BufferOutputStream()
    table = pa.Table.from_pandas(frame)
    with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="lz4")) as writer:
        writer.write_table(table)
    return base64.b64encode(sink.getvalue()).decode()


def _frame_from_text(text: str) -> pd.DataFrame:
    with pa.ipc.open_stream(base64.b64decode(text)) as reader:
        return reader.read_pandas()
