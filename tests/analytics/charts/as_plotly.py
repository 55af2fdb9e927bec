"""Figures as plotly's own objects: checked property by property, and read by attribute as the tests do."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import plotly.io

from analytics.charts.plot import Figure, Trace

PLACES = ("x", "y", "z")


def as_plotly(figure: Figure) -> go.Figure:
    """The same figure, which is `accepted`."""
    accepted(figure.to_dict())
    made = go.Figure({"data": [_arrays(trace) for trace in figure.data], "layout": figure.layout})
    return made.update_layout(meta=figure.meta)


def parts(values: Sequence[Any]) -> list[list[Any]]:
    """What stands between the gaps of a trace."""
    gaps = [-1, *np.flatnonzero(pd.isna(np.asarray(values, dtype=object))), len(values)]
    return [list(values[before + 1 : after]) for before, after in pairwise(gaps)]


def accepted(drawn: dict[str, Any]) -> None:
    """Fails where a property is none of plotly's, or a value none that it takes: by a ValueError of its own, or
    because it writes something else."""
    assert written(go.Figure(drawn)) == drawn


def written(figure: go.Figure) -> dict[str, Any]:
    """A figure of plotly's own in plain lists, without its template."""
    figure.layout.template = None
    parts = {"data": [trace.to_plotly_json() for trace in figure.data], "layout": figure.layout.to_plotly_json()}
    made: dict[str, Any] = json.loads(plotly.io.to_json(parts, validate=False))
    return made


def traces(drawn: Sequence[Trace]) -> tuple[Any, ...]:
    """Traces alone."""
    return as_plotly(Figure(drawn)).data


def _arrays(trace: Trace) -> Trace:
    return trace | {name: _array(trace[name]) for name in PLACES if name in trace}


def _array(values: list[Any]) -> Any:
    """Numbers with NaN for what is missing, days as numpy has them; words as they are."""
    for dtype in ("float64", "datetime64[us]"):
        try:
            return np.array(values, dtype)
        except (TypeError, ValueError):
            continue
    return values
