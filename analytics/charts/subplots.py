"""Figures of several panels: under each other on one horizontal axis, or side by side in a grid."""

from __future__ import annotations

from collections.abc import Sequence

from analytics.charts.plain import Plain
from analytics.charts.plot import Figure


def stacked(heights: Sequence[float], gap: float) -> Figure:
    """A panel for each of `heights` (in any unit, from above), `gap` between two as a share of all of them.

    All share one horizontal axis, which is written under the lowest.
    """
    figure = grid(len(heights), 1, len(heights), gap, heights=heights)
    lowest, *others = reversed([name for name in figure.layout if name.startswith("xaxis")])
    for name in others:
        figure.layout[name] |= {"matches": lowest.replace("axis", ""), "showticklabels": False}
    return figure


def grid(
    n_rows: int, n_columns: int, n_panels: int, gap: float, *, between: float = 0.0, heights: Sequence[float] = ()
) -> Figure:
    """`n_panels` in rows from the upper left, the last row perhaps not full, each with axes of its own.

    `gap` and `between` are the room between two rows and two columns as shares of the whole; `heights` those of the
    rows (in any unit, from above), without them all the same.
    """
    room, whole = 1 - gap * (n_rows - 1), float(sum(heights))
    tall = [room * (height / whole) for height in reversed(heights)] or [room / n_rows] * n_rows
    wide = (1 - between * (n_columns - 1)) / n_columns
    layout: Plain = {}
    panels: dict[tuple[int, int], tuple[str, str]] = {}
    for number in range(n_panels):
        row, column = divmod(number, n_columns)
        suffix = "" if number == 0 else str(number + 1)
        below = n_rows - 1 - row
        left, bottom = wide * column + between * column, sum(tall[:below]) + gap * below
        layout[f"xaxis{suffix}"] = {"domain": [left, left + wide], "anchor": f"y{suffix}"}
        layout[f"yaxis{suffix}"] = {"domain": [bottom, min(bottom + tall[below], 1.0)], "anchor": f"x{suffix}"}
        panels[row + 1, column + 1] = (f"xaxis{suffix}", f"yaxis{suffix}")
    figure = Figure(panels=panels)
    figure.layout = layout
    return figure
