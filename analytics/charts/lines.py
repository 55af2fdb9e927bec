"""Marks that several figures share: pain day by day or as weekly medians, and bands with gaps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.periods import runs_of_known, seven_day_median
from analytics.charts.theme import Tokens

HOVER = "%{hovertext}<extra></extra>"
DOT_OPACITY = 0.45


def bands(days: pd.DatetimeIndex, low: pd.Series, high: pd.Series, colour: str) -> list[go.Scatter]:
    """The area between `low` and `high`, one trace for each unbroken stretch of known days."""
    is_known = low.notna() & high.notna()
    stretches = runs_of_known(is_known)
    drawn = []
    for number in pd.unique(stretches[is_known]):
        part = stretches == number
        drawn.append(
            go.Scatter(
                x=[*days[part], *days[part][::-1]],
                y=[*low[part], *high[part][::-1]],
                fill="toself",
                fillcolor=theme.faint(colour),
                line={"width": 0},
                mode="lines",
                hoverinfo="skip",
            )
        )
    return drawn


def pain_by_day(pain: pd.Series, words: Sequence[str], tokens: Tokens) -> list[go.Scatter]:
    """A dot per scored day of `pain` (indexed by day; `words` one per scored day) and the 7-day median with gaps."""
    scored = pain.dropna()
    median = seven_day_median(pain)
    dots = go.Scatter(
        x=scored.index,
        y=scored,
        mode="markers",
        marker={"color": theme.faint(tokens.pain, DOT_OPACITY), "size": 5},
        hovertext=list(words),
        hovertemplate=HOVER,
    )
    return [dots, _line(median.index, median, tokens, hoverinfo="skip")]


def pain_by_period(table: pd.DataFrame, words: Sequence[str], tokens: Tokens) -> list[go.Scatter]:
    """The median of each row of `periods` as a line with gaps, and its quartiles as a band."""
    middle = pd.DatetimeIndex(table.index + pd.to_timedelta(table["n_days"] / 2, unit="D"))
    line = _line(middle, table["pain"], tokens, hovertext=list(words), hovertemplate=HOVER)
    line.update(mode="lines+markers", marker={"size": 3})
    return [*bands(middle, table["pain_low"], table["pain_high"], tokens.pain), line]


def _line(x: Any, y: pd.Series, tokens: Tokens, **more: Any) -> go.Scatter:
    return go.Scatter(
        x=x, y=np.asarray(y), mode="lines", line={"color": tokens.pain, "width": 2}, connectgaps=False, **more
    )
