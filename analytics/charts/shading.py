"""Training blocks as light grey bands behind the panels, with their names above."""

from __future__ import annotations

import textwrap
from html import escape
from typing import Any

import numpy as np
import pandas as pd

from analytics.charts import plot
from analytics.charts.rows import each
from analytics.charts.theme import PHONE_PLOT_PX, SMALL_PX, Tokens, shortened
from analytics.charts.widths import LETTER_PX, WIDE_PLOT_PX, only_narrow, only_wide

# Names that do not fit on a phone go to the next row.
ROW_PX = 16
N_ROWS, N_LINES = 3, 2
LONGEST_NAME, SHORTEST_NAME = 44, 8
NAME_GAP_PX = 8


def in_view(blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The blocks that touch first..last (inclusive), in order of time, with `row` 0, 1, 2 for their name.

    `label` is the name; where a name would stand over another block on a phone, each block has a letter for a label,
    the same whatever is in view, and `legend` says whose it is. `is_leftwards` is True where the label ends at the
    end of the block, because it does not fit to the right of its start. A label that fits in no row on a phone has
    row -1 and is not written; hovering a day still names it. `wide` is the name, where each of the blocks that have
    letters has room for its own on a wide screen, with a line break where it takes two; else ''.
    """
    ordered = blocks.sort_values(["start", "end"])
    is_seen = ((ordered["start"] <= last) & (ordered["end"] >= first)).to_numpy()
    seen = ordered[is_seen]
    spans, names, wide = _spans(seen, first, last), list(seen["name"]), [""] * len(seen)
    placed = _placed(names, spans)
    if _is_over_another(placed, spans):
        placed = _placed([_letter(int(place)) for place in np.flatnonzero(is_seen)], spans)
        wide = _below(names, spans)
    made = [(row, label, is_leftwards) for row, label, _, is_leftwards in placed]
    table = pd.DataFrame(made, columns=["row", "label", "is_leftwards"], index=seen.index)
    return seen.join(table.astype({"row": "int64"})).assign(wide=pd.Series(wide, index=seen.index, dtype="object"))


def _below(names: list[str], spans: list[tuple[float, float]]) -> list[str]:
    """The names as they stand on a wide screen in the middle below their blocks, in lines, none nearer to another
    block than to its own; all '' where one of them does not fit so."""
    to_wide = WIDE_PLOT_PX / PHONE_PLOT_PX
    ends = [0.0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), float(PHONE_PLOT_PX)]
    lines = []
    for i, (name, (start, end)) in enumerate(zip(names, spans, strict=True)):
        middle = (start + end) / 2
        left = ends[i] if i == 0 else (ends[i] + start) / 2
        right = starts[i + 1] if i == len(spans) - 1 else (end + starts[i + 1]) / 2
        n_chars = int(2 * min(middle - left, right - middle) * to_wide / LETTER_PX)
        lines.append(textwrap.wrap(name, n_chars, break_long_words=False) if n_chars > 0 else [])
        if not 1 <= len(lines[-1]) <= N_LINES or max(map(len, lines[-1])) > n_chars:
            return [""] * len(names)
    return ["\n".join(each) for each in lines]


def legend(blocks: pd.DataFrame) -> str:
    """'Blocks: A Hip thrusts, B Hip thrusts again.' of `in_view` blocks whose labels are letters, else ''; escaped,
    as all that a figure holds."""
    if (blocks["label"] == blocks["name"]).all() or blocks["label"].str.len().max() > 1:
        return ""
    named = ", ".join(f"{label} {name}" for label, name in zip(blocks["label"], blocks["name"], strict=True))
    return escape(f"Blocks: {named}.", quote=False)


def said_of(blocks: pd.DataFrame) -> dict[str, str]:
    """For a figure's `meta`: whose the letters of `in_view` blocks are, under "blocks", or under "blocks_narrow"
    where a wide screen has the names; '' where there are none."""
    is_named = len(blocks) > 0 and bool((blocks["wide"] != "").all())
    where, other = ("blocks_narrow", "blocks") if is_named else ("blocks", "blocks_narrow")
    return {where: legend(blocks), other: ""}


def _spans(seen: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> list[tuple[float, float]]:
    """Where each block begins and ends on a phone, in px."""
    px_per_day = PHONE_PLOT_PX / max((last - first).days + 1, 1)
    return [
        (
            max((block.start - first).days, 0) * px_per_day,
            min((block.end - first).days + 1, (last - first).days + 1) * px_per_day,
        )
        for block in each(seen)
    ]


def _placed(labels: list[str], spans: list[tuple[float, float]]) -> list[tuple[int, str, float, bool]]:
    row_ends = [-float(NAME_GAP_PX)] * N_ROWS
    placed = []
    for name, (start, end) in zip(labels, spans, strict=True):
        row, label, left, is_leftwards = _place(name, start, end, row_ends)
        if row >= 0:
            row_ends[row] = left + len(label) * LETTER_PX
        placed.append((row, label, left, is_leftwards))
    return placed


def _is_over_another(placed: list[tuple[int, str, float, bool]], spans: list[tuple[float, float]]) -> bool:
    """A label stands over a block that shares no day with its own, or found no room."""
    for number, (row, label, left, _) in enumerate(placed):
        written = (left, left + len(label) * LETTER_PX)
        others = [span for span in spans if not _do_overlap(span, spans[number])]
        if row < 0 or any(_do_overlap(written, span) for span in others):
            return True
    return False


def _do_overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Two stretches share more than a pixel."""
    return min(one[1], other[1]) - max(one[0], other[0]) > 1


def _letter(number: int) -> str:
    """'A' to 'Z', then again."""
    return chr(ord("A") + number % 26)


def _place(name: str, start: float, end: float, row_ends: list[float]) -> tuple[int, str, float, bool]:
    """Row, label, left edge in px and whether it runs leftwards: whole in any row before cut in any."""
    for n_letters in range(min(len(name), LONGEST_NAME), min(len(name), SHORTEST_NAME) - 1, -1):
        label = shortened(name, n_letters)
        width = len(label) * LETTER_PX
        is_leftwards = start + width > PHONE_PLOT_PX
        left = end - width if is_leftwards else start
        row = next((i for i, taken in enumerate(row_ends) if taken + NAME_GAP_PX <= left), -1)
        if row >= 0:
            return row, label, left, is_leftwards
    return -1, shortened(name, SHORTEST_NAME), start, False


def names_height(blocks: pd.DataFrame) -> int:
    """Px that the names of `in_view` blocks need above or below the panels."""
    n_lines = 1 + int(blocks["wide"].str.contains("\n").any())
    return ROW_PX * max(int(blocks["row"].max()) + 1, n_lines) if len(blocks) else 0


def shade(
    figure: plot.Figure,
    blocks: pd.DataFrame,
    first: pd.Timestamp,
    last: pd.Timestamp,
    height: int,
    tokens: Tokens,
    *,
    has_edges: bool = True,
) -> None:
    """Draws `in_view` blocks behind all panels (together `height` px high) and writes their names above."""
    top = 1 + names_height(blocks) / height
    for block in each(blocks):
        start, end = max(block.start, first), min(block.end, last) + pd.Timedelta(days=1)
        where = {"xref": "x", "yref": "paper", "layer": "below"}
        figure.add_shape(
            type="rect", x0=start, x1=end, y0=0, y1=top, fillcolor=tokens.block, line={"width": 0}, **where
        )
        for edge in (start, end) if has_edges else ():
            line = {"color": tokens.edge, "width": 1, "dash": "dot"}
            figure.add_shape(type="line", x0=edge, x1=edge, y0=0, y1=top, line=line, **where)
        if block.row >= 0:
            at = end if block.is_leftwards else start
            _write_name(figure, label_of(block), block.row, at, tokens, is_leftwards=block.is_leftwards)
        if block.wide:
            _write_name(figure, only_wide(in_lines(block.wide)), 0, start, tokens, is_leftwards=False)


def label_of(block: Any) -> str:
    """Markup of the label of an `in_view` row: for narrow screens alone where a wide one has the name."""
    label = escape(block.label, quote=False)
    return only_narrow(label) if block.wide else label


def in_lines(words: str) -> str:
    """Markup of a name that has line breaks."""
    return escape(words, quote=False).replace("\n", "<br>")


def _write_name(
    figure: plot.Figure, label: str, row: int, at: pd.Timestamp, tokens: Tokens, *, is_leftwards: bool
) -> None:
    """Writes `label`, which is markup, from `at` on, or up to it."""
    figure.add_annotation(
        text=label,
        x=at,
        xref="x",
        xanchor="right" if is_leftwards else "left",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=ROW_PX * row,
        xshift=-3 if is_leftwards else 3,
        align="right" if is_leftwards else "left",
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
