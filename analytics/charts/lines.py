"""Marks that several figures share: a line with its band, and pain day by day or as weekly medians."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.theme import Tokens
from analytics.periods import runs_of_known, seven_day_median

HOVER = "%{hovertext}<extra></extra>"
DOT_OPACITY = 0.45


def line_with_band(
    x: Any,
    middle: pd.Series,
    low: pd.Series,
    high: pd.Series,
    colour: str,
    words: Sequence[str],
    *,
    width: float = 2,
    dash: str | None = None,
) -> list[plot.Trace]:
    """The band from `low` to `high` and over it the line `middle`, with gaps where it is missing.

    All in the units shown, one value and one of `words` for each of `x`. The line is the last trace.
    """
    line = plot.scatter(
        x=x,
        y=np.asarray(middle),
        mode="lines",
        line={"color": colour, "width": width, "dash": dash},
        connectgaps=False,
        hovertext=list(words),
        hovertemplate=HOVER,
    )
    return [*bands(pd.Index(x), low, high, theme.faint(colour)), line]


def bands(x: pd.Index, low: pd.Series, high: pd.Series, fill: str, edge: str | None = None) -> list[plot.Trace]:
    """The area between `low` and `high` in the colour `fill`, one trace with gaps where one of them is missing; none
    where all are.

    `edge` is the colour of a thin line around it, none where None.
    """
    is_known = np.asarray(low.notna()) & np.asarray(high.notna())
    stretches = runs_of_known(pd.Series(is_known))
    parts = [stretches == number for number in pd.unique(stretches[is_known])]
    if not parts:
        return []
    return [
        plot.scatter(
            x=apart([*x[part], *x[part][::-1]] for part in parts),
            y=apart([*low[part], *high[part][::-1]] for part in parts),
            fill="toself",
            fillcolor=fill,
            line={"width": 1, "color": edge} if edge else {"width": 0},
            mode="lines",
            hoverinfo="skip",
        )
    ]


def apart(parts: Iterable[list[Any]]) -> list[Any]:
    """The parts one after another with None between them, as a trace with gaps takes them: a browser takes longer for
    one trace more than for all points of a chart."""
    joined: list[Any] = []
    for part in parts:
        joined += [None, *part] if joined else part
    return joined


def pain_by_day(pain: pd.Series, words: Sequence[str], tokens: Tokens) -> list[plot.Trace]:
    """A dot per scored day of `pain` (indexed by day; `words` one per scored day) and the 7-day median with gaps."""
    scored = pain.dropna()
    median = seven_day_median(pain)
    dots = plot.scatter(
        x=scored.index,
        y=scored,
        mode="markers",
        marker={"color": theme.faint(tokens.pain, DOT_OPACITY), "size": 5},
        hovertext=list(words),
        hovertemplate=HOVER,
    )
    line = plot.scatter(
        x=median.index,
        y=np.asarray(median),
        mode="lines",
        line={"color": tokens.pain, "width": 2},
        connectgaps=False,
        hoverinfo="skip",
    )
    return [dots, line]


def pain_by_period(table: pd.DataFrame, words: Sequence[str], tokens: Tokens) -> list[plot.Trace]:
    """The median of each row of `periods` as a line with gaps, and its quartiles as a band."""
    middle = pd.DatetimeIndex(table.index + pd.to_timedelta(table["n_days"] / 2, unit="D"))
    drawn = line_with_band(middle, table["pain"], table["pain_low"], table["pain_high"], tokens.pain, words)
    drawn[-1].update(mode="lines+markers", marker={"size": 3})
    return drawn
