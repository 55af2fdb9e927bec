"""Above a time axis: numbered days with a dotted line, on a wide screen with their words; below it: the blocks."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import pandas as pd

from analytics.charts import plot
from analytics.charts.rows import each
from analytics.charts.shading import NAME_GAP_PX, ROW_PX, in_lines, label_of
from analytics.charts.theme import MARGIN_BOTTOM_PX, MARGIN_LEFT_PX, MARGIN_RIGHT_PX, PHONE_PLOT_PX, SMALL_PX, Tokens
from analytics.charts.widths import BOLD_PX, LETTER_PX, WIDE_PLOT_PX, only_wide

# A disc of this size, and the room that keeps two of them apart on a phone.
DISC_PX, DISC_GAP_PX = 20, 3
# At the foot of the figure, below the dates, there is room for the mode bar.
MODE_BAR_PX = 24
# The discs stand above the name of the first panel.
ABOVE_PX = 24

# Between a disc and its words.
WORDS_GAP_PX = 4
Stretch = tuple[float, float]


class Mark(NamedTuple):
    """A day to be marked: the `number` in its disc, and on a wide screen the `words` beside it and `when` it was."""

    number: int
    day: pd.Timestamp
    words: str = ""
    when: str = ""


class Beside(NamedTuple):
    """Words beside a disc, markup: right of it, or left where `is_left`."""

    text: str
    is_left: bool


def rows_of(marks: Sequence[Mark], first: pd.Timestamp, last: pd.Timestamp) -> list[int]:
    """For each day the row, 0 the lowest, in which its disc touches none before it, on a phone."""
    px_per_day = PHONE_PLOT_PX / max((last - first).days + 1, 1)
    ends: list[float] = []
    rows = []
    for mark in marks:
        at = (mark.day - first).days * px_per_day
        row = next((i for i, end in enumerate(ends) if end + DISC_PX + DISC_GAP_PX <= at), len(ends))
        ends[row : row + 1] = [at]
        rows.append(row)
    return rows


def words_beside(
    marks: Sequence[Mark], first: pd.Timestamp, last: pd.Timestamp, tokens: Tokens
) -> list[Beside | None]:
    """For each mark its words as they fit on a wide screen: with the date or without, right of the disc or left, over
    no other words, disc or dotted line; None where there is no such place (the list of chapters has them)."""
    px_per_day = WIDE_PLOT_PX / max((last - first).days + 1, 1)
    at = [(mark.day - first).days * px_per_day for mark in marks]
    rows = rows_of(marks, first, last)
    taken = [_taken(at, rows, row) for row in range(len(marks))]
    return [_beside(mark, x, taken[row], tokens) for mark, x, row in zip(marks, at, rows, strict=True)]


def _taken(at: Sequence[float], rows: Sequence[int], row: int) -> list[Stretch]:
    """What stands in a row: its discs, and the dotted lines that run down from those above."""
    half = {True: DISC_PX / 2 + WORDS_GAP_PX, False: WORDS_GAP_PX}
    return [(x - half[of == row], x + half[of == row]) for x, of in zip(at, rows, strict=True) if of >= row]


def _beside(mark: Mark, x: float, taken: list[Stretch], tokens: Tokens) -> Beside | None:
    """The first place that is free, which is then `taken`."""
    half = DISC_PX / 2 + WORDS_GAP_PX
    for with_date, is_left in ((True, False), (True, True), (False, False), (False, True)):
        width = len(mark.words) * BOLD_PX + (len(mark.when) + 2) * LETTER_PX * with_date
        start, end = (x - half - width, x - half) if is_left else (x + half, x + half + width)
        is_within = start >= -MARGIN_LEFT_PX and end <= WIDE_PLOT_PX + MARGIN_RIGHT_PX
        if mark.words and is_within and all(end <= low or high <= start for low, high in taken):
            taken.append((start, end))
            return Beside(_markup(mark, tokens, with_date=with_date), is_left)
    return None


def _markup(mark: Mark, tokens: Tokens, *, with_date: bool) -> str:
    when = f' <span style="color:{tokens.muted}">{escape(mark.when, quote=False)}</span>' if with_date else ""
    return only_wide(f"<b>{escape(mark.words, quote=False)}</b>{when}")


def marks_height(marks: Sequence[Mark], first: pd.Timestamp, last: pd.Timestamp) -> int:
    """Px that the discs of `marks` need above the panels."""
    rows = rows_of(marks, first, last)
    return (max(rows) + 1) * (DISC_PX + DISC_GAP_PX) if rows else 0


def mark_days(
    figure: plot.Figure, marks: Sequence[Mark], first: pd.Timestamp, last: pd.Timestamp, tokens: Tokens
) -> None:
    """A numbered disc above the panels for each of `marks` (by day), and a dotted line down through all panels.

    The discs stay where they are when the axis is moved: for figures that are not zoomed.
    """
    # A shape tied to the axis would be cut where the axis ends.
    span = last + pd.Timedelta(days=1) - first
    rows = rows_of(marks, first, last)
    placed = [
        (mark.number, (mark.day - first) / span, ABOVE_PX + row * (DISC_PX + DISC_GAP_PX))
        for mark, row in zip(marks, rows, strict=True)
    ]
    pixels = {"yref": "paper", "ysizemode": "pixel", "yanchor": 1}
    dotted = {"color": tokens.edge, "width": 1, "dash": "dot"}
    for _, at, bottom in placed:
        line = {"type": "line", "x0": at, "x1": at, "xref": "paper", "line": dotted}
        figure.add_shape(**line, y0=0, y1=1, yref="paper")
        figure.add_shape(**line, y0=0, y1=bottom, **pixels)
    for number, at, bottom in placed:
        disc = {"xref": "paper", "xsizemode": "pixel", "xanchor": at, "x0": -DISC_PX / 2, "x1": DISC_PX / 2}
        size = {"y0": bottom, "y1": bottom + DISC_PX, "fillcolor": tokens.text, "line": {"width": 0}}
        figure.add_shape(type="circle", **disc, **size, **pixels)
        middle = bottom + DISC_PX / 2
        _write(figure, f"<b>{number}</b>", at, middle, tokens.page, "center", 0)
    for (_, at, bottom), said in zip(placed, words_beside(marks, first, last, tokens), strict=True):
        if said:
            side, shift = ("right", -1) if said.is_left else ("left", 1)
            away = shift * (DISC_PX / 2 + WORDS_GAP_PX)
            _write(figure, said.text, at, bottom + DISC_PX / 2, tokens.text, side, away)


def _write(figure: plot.Figure, text: str, at: float, above: float, colour: str, side: str, shift: float) -> None:
    place = {"x": at, "xref": "paper", "xanchor": side, "xshift": shift, "y": 1, "yref": "paper", "yanchor": "middle"}
    look = {"showarrow": False, "borderpad": 0, "font": {"size": SMALL_PX, "color": colour}}
    figure.add_annotation(text=text, yshift=above, **place, **look)


def name_blocks(
    figure: plot.Figure, blocks: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp, height: int, tokens: Tokens
) -> plot.Figure:
    """The names of `shading.in_view` blocks in rows below the axis (together `height` px), each from its start on; on
    a wide screen in the middle below their blocks, where all have room there."""
    for block in each(blocks[blocks["row"] >= 0]):
        start, end = max(block.start, first), min(block.end, last) + pd.Timedelta(days=1)
        below = -(MARGIN_BOTTOM_PX - 4 + ROW_PX * block.row)
        if block.wide:
            middle, name = start + (end - start) / 2, only_wide(in_lines(block.wide))
            _name(figure, name, middle, "center", below, tokens)
        side = "right" if block.is_leftwards else "left"
        _name(figure, label_of(block), end if block.is_leftwards else start, side, below, tokens)
    room = max(height + NAME_GAP_PX, MODE_BAR_PX)
    figure.update_layout(margin={"b": MARGIN_BOTTOM_PX + room}, height=figure.layout["height"] + room)
    return figure


def _name(figure: plot.Figure, text: str, at: pd.Timestamp, side: str, below: float, tokens: Tokens) -> None:
    place = {"x": at, "xref": "x", "xanchor": side, "y": 0, "yref": "paper", "yanchor": "top", "yshift": below}
    look = {"showarrow": False, "borderpad": 0, "font": {"size": SMALL_PX, "color": tokens.text}}
    figure.add_annotation(text=text, **place, **look)
