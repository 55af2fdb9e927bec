"""Training blocks as light grey bands behind the panels, with their names above."""

from __future__ import annotations

from html import escape

import pandas as pd
import plotly.graph_objects as go

from analytics.charts.theme import PHONE_PLOT_PX, SMALL_PX, Tokens

# Mean width of a letter at 12 px in a wide sans serif; names that do not fit on a phone go to the next row.
LETTER_PX = 6.6
ROW_PX = 16
N_ROWS = 3
LONGEST_NAME = 28
NAME_GAP_PX = 8


def in_view(blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The blocks that touch first..last (inclusive), in order of time, with `row` 0, 1, 2 for their name.

    A name that fits in no row on a phone has row -1 and is not written; hovering a day still tells it.
    """
    seen = blocks[(blocks["start"] <= last) & (blocks["end"] >= first)].sort_values(["start", "end"])
    px_per_day = PHONE_PLOT_PX / max((last - first).days + 1, 1)
    row_ends = [-float(NAME_GAP_PX)] * N_ROWS
    rows = []
    for block in seen.itertuples():
        left = max((block.start - first).days, 0) * px_per_day
        width = len(_short(block.name)) * LETTER_PX
        left = max(min(left, PHONE_PLOT_PX - width), 0)
        row = next((i for i, end in enumerate(row_ends) if end + NAME_GAP_PX <= left), -1)
        if row >= 0:
            row_ends[row] = left + width
        rows.append(row)
    return seen.assign(row=pd.Series(rows, index=seen.index, dtype="int64"))


def names_height(blocks: pd.DataFrame) -> int:
    """Px that the names of `in_view` blocks need above the panels."""
    return ROW_PX * (int(blocks["row"].max()) + 1) if len(blocks) else 0


def shade(
    figure: go.Figure, blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, height: int, tokens: Tokens
) -> None:
    """Draws `in_view` blocks behind all panels (together `height` px high) and writes their names above."""
    top = 1 + names_height(blocks) / height
    for block in blocks.itertuples():
        start, end = max(block.start, first), min(block.end, last) + pd.Timedelta(days=1)
        where = {"xref": "x", "yref": "paper", "layer": "below"}
        figure.add_shape(type="rect", x0=start, x1=end, y0=0, y1=top, fillcolor=tokens.block, line_width=0, **where)
        for edge in (start, end):
            line = {"color": tokens.edge, "width": 1, "dash": "dot"}
            figure.add_shape(type="line", x0=edge, x1=edge, y0=0, y1=top, line=line, **where)
        if block.row >= 0:
            _write_name(figure, block.name, block.row, start, first, last, tokens)


def _write_name(
    figure: go.Figure,
    name: str,
    row: int,
    start: pd.Timestamp,
    first: pd.Timestamp,
    last: pd.Timestamp,
    tokens: Tokens,
) -> None:
    share = (start - first) / (last - first + pd.Timedelta(days=1))
    is_cut = share * PHONE_PLOT_PX + len(_short(name)) * LETTER_PX > PHONE_PLOT_PX
    figure.add_annotation(
        text=escape(_short(name), quote=False),
        x=1 if is_cut else start,
        xref="paper" if is_cut else "x",
        xanchor="right" if is_cut else "left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=ROW_PX * row,
        xshift=0 if is_cut else 3,
        borderpad=0,
        showarrow=False,
        font={"size": SMALL_PX, "color": tokens.text},
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def block_names(blocks: pd.DataFrame, days: pd.DatetimeIndex) -> list[str]:
    """For each of `days` the names of the blocks it lies in, ' and ' between them, '' for none."""
    names = pd.Series("", index=days)
    for block in blocks.sort_values("start").itertuples():
        is_inside = (days >= block.start) & (days <= block.end)
        names[is_inside] = [f"{n} and {block.name}" if n else block.name for n in names[is_inside]]
    return names.tolist()
