"""The mean of each fifth of the days as a line in its range: small for a card, or laid over the days."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.axes import Axis
from analytics.charts.lines import HOVER, apart
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.explore import are_fifths, fifths
from analytics.words import say_number

Span = tuple[float, float]
SMALL_PX = 104
HALF = 0.36
BAR_PX = 3
# Share of the plot that a letter takes on a phone, and how much higher every second of narrow neighbours stands.
ROOM_PER_LETTER, RAISED_PX = 0.024, 32


def small(days: pd.DataFrame, across: Axis, up: Axis, mode: Mode) -> plot.Figure:
    """The mean of `up` in each fifth of `across`, its 95 % range behind it, side by side; a card's chart.

    `days` as from `analytics.explore.paired`, SI. A group with too few stretches of days has no range.
    """
    tokens = TOKENS[mode]
    groups = shown(fifths(days), across, up)
    figure = plot.Figure()
    _bars(figure, [(place - HALF, place + HALF) for place in range(len(groups))], groups, across, up, tokens)
    for place, group in enumerate(each(groups)):
        _mean(figure, place, group, up, tokens)
    title = f"Mean {up.name} by {across.name}, as recorded, not adjusted"
    part = "fifth" if are_fifths(groups) else "group"
    theme.lay_out(
        figure, tokens, title, f"A line is the mean of a {part} of the days, behind it its range.", SMALL_PX
    )
    names = [_name(group, place, len(groups)) for place, group in enumerate(each(groups))]
    figure.update_xaxes(tickvals=list(range(len(groups))), ticktext=names, range=[-0.5, len(groups) - 0.5])
    figure.update_yaxes(**up.small)
    figure.update_layout(margin={"t": figure.layout["margin"]["t"] + 6}, height=figure.layout["height"] + 6)
    return figure


def shown(groups: pd.DataFrame, across: Axis, up: Axis) -> pd.DataFrame:
    """`fifths` in the reader's units."""
    turned = {name: across.shown(groups[name]) for name in ("from", "to")}
    return groups.assign(**turned, **{name: up.shown(groups[name]) for name in ("mean", "low", "high")}).rename(
        columns={"from": "start", "to": "end"}
    )


def over(figure: plot.Figure, days: pd.DataFrame, across: Axis, up: Axis, tokens: Tokens) -> pd.DataFrame:
    """Lays the fifths over a scatter, a dotted line between them; returns the groups drawn, in the reader's units:
    none where all days are one group, whose mean would compare nothing."""
    groups = shown(fifths(days), across, up)
    groups = groups if len(groups) > 1 else groups.iloc[:0]
    room = float(groups["end"].max() - groups["start"].min()) * 0.012 if len(groups) else 0.0
    spans = [(a, b) if b > a else (a - room, b + room) for a, b in zip(groups["start"], groups["end"], strict=True)]
    _bars(figure, spans, groups, across, up, tokens)
    for edge in groups["start"].iloc[1:]:
        where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        figure.add_shape(
            type="line", x0=edge, x1=edge, line={"color": tokens.edge, "width": 1, "dash": "dot"}, **where
        )
    return groups


def above(figure: plot.Figure, groups: pd.DataFrame, across: Axis, up: Axis, tokens: Tokens) -> None:
    """Writes the mean and the number of days of each group above the plot; narrow neighbours take turns in height."""
    hue = across.text_hue(tokens)
    reach = float(groups["end"].max() - groups["start"].min()) if len(groups) else 0.0
    is_raised = False
    for group in each(groups):
        said = up.said(group.mean)
        is_narrow = group.end - group.start < reach * ROOM_PER_LETTER * len(said)
        is_raised = is_narrow and not is_raised
        figure.add_annotation(
            text=f"<b>{said}</b><br>{group.n:,.0f}",
            x=(group.start + group.end) / 2,
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=RAISED_PX if is_raised else 2,
            showarrow=False,
            font={"color": hue, "size": theme.SMALL_PX},
        )


def _bars(
    figure: plot.Figure, spans: list[Span], groups: pd.DataFrame, across: Axis, up: Axis, tokens: Tokens
) -> None:
    """A range and over it a mean for each group; all ranges are one trace, and all means."""
    if groups.empty:
        return
    colour = across.hue(tokens)
    of_spans = list(zip(spans, each(groups), strict=True))
    known = [(span, group) for span, group in of_spans if group.low == group.low]
    if known:
        figure.add_trace(
            plot.scatter(
                x=apart([left, right, right, left] for (left, right), _ in known),
                y=apart([group.low, group.low, group.high, group.high] for _, group in known),
                fill="toself", fillcolor=theme.faint(colour, 0.28), line={"width": 0}, mode="lines", hoverinfo="skip",
                showlegend=False,
            )
        )  # fmt: skip
    figure.add_trace(
        plot.scatter(
            x=apart([left, (left + right) / 2, right] for (left, right), _ in of_spans),
            y=apart([group.mean] * 3 for _, group in of_spans),
            hovertext=apart([words_of(group, across, up)] * 3 for _, group in of_spans),
            mode="lines", line={"color": colour, "width": BAR_PX}, hovertemplate=HOVER,
            showlegend=False,
        )
    )  # fmt: skip


def words_of(group: Any, across: Axis, up: Axis) -> str:
    """'20 to 27 mi: pain 3.6 on average (3 to 4.1), 402 days'."""
    span = f"{say_number(group.start)} to {say_number(group.end)} {across.unit}".rstrip()
    has_range = group.low == group.low
    ends = f" ({up.said(group.low)} to {up.said(group.high)})" if has_range else ""
    return f"{span}: {up.name} {up.said(group.mean)} on average{ends}, {group.n:,.0f} days"


def _mean(figure: plot.Figure, place: int, group: Any, up: Axis, tokens: Tokens) -> None:
    has_range = group.high == group.high
    top = group.high if has_range else group.mean
    figure.add_annotation(
        text=f"<b>{up.said(group.mean)}</b>",
        x=place, y=top, yanchor="bottom", yshift=1, showarrow=False,
        font={"color": tokens.text, "size": theme.SMALL_PX},
    )  # fmt: skip


def _name(group: Any, place: int, n: int) -> str:
    start, end = (say_number(value, 0) for value in (group.start, group.end))
    if start == end:
        return "none" if start == "0" else start
    if place == 0:
        return f"to {end}"
    return f"over {start}" if place == n - 1 else f"{start}–{end}"
