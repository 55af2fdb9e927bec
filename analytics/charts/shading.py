"""Training blocks as light grey bands behind the panels, with their names above."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts.rows import each
from analytics.charts.theme import PHONE_PLOT_PX, SMALL_PX, Tokens, shortened

# Mean width of a letter at 12 px in a wide sans serif; names that do not fit on a phone go to the next row.
LETTER_PX = 6.6
ROW_PX = 16
N_ROWS = 3
LONGEST_NAME, SHORTEST_NAME = 28, 8
NAME_GAP_PX = 8


def in_view(blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The blocks that touch first..last (inclusive), in order of time, with `row` 0, 1, 2 for their name.

    `label` is the name as it fits there and `is_last` True where it must end at the right edge. A name that fits in
    no row on a phone has row -1 and is not written; hovering a day still tells it.
    """
    seen = blocks[(blocks["start"] <= last) & (blocks["end"] >= first)].sort_values(["start", "end"])
    px_per_day = PHONE_PLOT_PX / max((last - first).days + 1, 1)
    row_ends = [-float(NAME_GAP_PX)] * N_ROWS
    places = []
    for block in each(seen):
        left = max((block.start - first).days, 0) * px_per_day
        room = int((PHONE_PLOT_PX - left) / LETTER_PX)
        label = shortened(block.name, max(min(room, LONGEST_NAME), SHORTEST_NAME))
        left = max(min(left, PHONE_PLOT_PX - len(label) * LETTER_PX), 0)
        row = next((i for i, end in enumerate(row_ends) if end + NAME_GAP_PX <= left), -1)
        if row >= 0:
            row_ends[row] = left + len(label) * LETTER_PX
        places.append((row, label, room < len(label)))
    placed = pd.DataFrame(places, columns=["row", "label", "is_last"], index=seen.index)
    return seen.join(placed.astype({"row": "int64"}))


def names_height(blocks: pd.DataFrame) -> int:
    """Px that the names of `in_view` blocks need above the panels."""
    return ROW_PX * (int(blocks["row"].max()) + 1) if len(blocks) else 0


def shade(
    figure: go.Figure, blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, height: int, tokens: Tokens
) -> None:
    """Draws `in_view` blocks behind all panels (together `height` px high) and writes their names above."""
    top = 1 + names_height(blocks) / height
    for block in each(blocks):
        start, end = max(block.start, first), min(block.end, last) + pd.Timedelta(days=1)
        where = {"xref": "x", "yref": "paper", "layer": "below"}
        figure.add_shape(type="rect", x0=start, x1=end, y0=0, y1=top, fillcolor=tokens.block, line_width=0, **where)
        for edge in (start, end):
            line = {"color": tokens.edge, "width": 1, "dash": "dot"}
            figure.add_shape(type="line", x0=edge, x1=edge, y0=0, y1=top, line=line, **where)
        if block.row >= 0:
            _write_name(figure, block.label, block.row, None if block.is_last else start, tokens)


def _write_name(figure: go.Figure, label: str, row: int, start: pd.Timestamp | None, tokens: Tokens) -> None:
    """Writes `label` from `start` on, or up to the right edge where `start` is None."""
    figure.add_annotation(
        text=escape(label, quote=False),
        x=1 if start is None else start,
        xref="paper" if start is None else "x",
        xanchor="right" if start is None else "left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=ROW_PX * row,
        xshift=0 if start is None else 3,
        borderpad=0,
        showarrow=False,
        font={"size": SMALL_PX, "color": tokens.text},
    )


def block_names(blocks: pd.DataFrame, days: pd.DatetimeIndex) -> list[str]:
    """For each of `days` the names of the blocks it lies in, ' and ' between them, '' for none."""
    names: list[list[str]] = [[] for _ in days]
    for block in each(blocks.sort_values("start")):
        for i in np.flatnonzero((days >= block.start) & (days <= block.end)):
            names[i].append(block.name)
    return [" and ".join(of_day) for of_day in names]
