"""Above a time axis: numbered days with a dotted line; below it: the names of the blocks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.rows import each
from analytics.charts.shading import NAME_GAP_PX, ROW_PX
from analytics.charts.theme import MARGIN_BOTTOM_PX, PHONE_PLOT_PX, SMALL_PX, Tokens

# A disc of this size, and the room that keeps two of them apart on a phone.
DISC_PX, DISC_GAP_PX = 20, 3
# At the foot of the figure, below the dates, there is room for the mode bar.
MODE_BAR_PX = 24
# The discs stand above the name of the first panel.
ABOVE_PX = 24

Days = Sequence[tuple[int, pd.Timestamp]]


def rows_of(days: Days, first: pd.Timestamp, last: pd.Timestamp) -> list[int]:
    """For each day the row, 0 the lowest, in which its disc touches none before it, on a phone."""
    px_per_day = PHONE_PLOT_PX / max((last - first).days + 1, 1)
    ends: list[float] = []
    rows = []
    for _, day in days:
        at = (day - first).days * px_per_day
        row = next((i for i, end in enumerate(ends) if end + DISC_PX + DISC_GAP_PX <= at), len(ends))
        ends[row : row + 1] = [at]
        rows.append(row)
    return rows


def marks_height(days: Days, first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Px that the discs of `days` need above the panels."""
    rows = rows_of(days, first, last)
    return (max(rows) + 1) * (DISC_PX + DISC_GAP_PX) if rows else 0


def mark_days(figure: go.Figure, days: Days, first: pd.Timestamp, last: pd.Timestamp, tokens: Tokens) -> None:
    """A numbered disc above the panels for each of `days` (by day), and a dotted line down through all panels.

    The discs stay where they are when the axis is moved: for figures that are not zoomed.
    """
    # A shape tied to the axis would be cut where the axis ends.
    span = last + pd.Timedelta(days=1) - first
    rows = rows_of(days, first, last)
    placed = [
        (number, (day - first) / span, ABOVE_PX + row * (DISC_PX + DISC_GAP_PX))
        for (number, day), row in zip(days, rows, strict=True)
    ]
    pixels = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1}
    for _, at, bottom in placed:
        line = {"type": "line", "x0": at, "x1": at, "xref": "paper", "line": {"color": tokens.edge, "width": 1}}
        figure.add_shape(**line, y0=0, y1=1, yref="paper", line_dash="dot")
        figure.add_shape(**line, y0=0, y1=bottom, line_dash="dot", **pixels)
    for number, at, bottom in placed:
        disc = {"xref": "paper", "xsizemode": "pixel", "xanchor": at, "x0": -DISC_PX / 2, "x1": DISC_PX / 2}
        size = {"y0": bottom, "y1": bottom + DISC_PX, "fillcolor": tokens.text, "line_width": 0}
        figure.add_shape(type="circle", **disc, **size, **pixels)
        _write(figure, number, at, bottom + DISC_PX / 2, tokens)


def _write(figure: go.Figure, number: int, at: float, above: float, tokens: Tokens) -> None:
    figure.add_annotation(
        text=f"<b>{number}</b>",
        x=at,
        xref="paper",
        xanchor="center",
        y=1,
        yref="paper",
        yanchor="middle",
        yshift=above,
        showarrow=False,
        borderpad=0,
        font={"size": SMALL_PX, "color": tokens.page},
    )


def name_blocks(
    figure: go.Figure, blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, height: int, tokens: Tokens
) -> go.Figure:
    """The names of `shading.in_view` blocks in rows below the axis (together `height` px), each from its start on."""
    for block in each(blocks[blocks["row"] >= 0]):
        start, end = max(block.start, first), min(block.end, last) + pd.Timedelta(days=1)
        figure.add_annotation(
            text=escape(block.label, quote=False), x=end if block.is_leftwards else start, xref="x",
            xanchor="right" if block.is_leftwards else "left", y=0, yref="paper", yanchor="top",
            yshift=-(MARGIN_BOTTOM_PX - 4 + ROW_PX * block.row), borderpad=0, showarrow=False,
            font={"size": SMALL_PX, "color": tokens.text},
        )  # fmt: skip
    room = max(height + NAME_GAP_PX, MODE_BAR_PX)
    figure.update_layout(margin_b=MARGIN_BOTTOM_PX + room, height=figure.layout.height + room)
    return figure
