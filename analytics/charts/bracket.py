"""The difference of a before/after chart, drawn as one bracket with its interval."""

from __future__ import annotations

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.scale import Scale
from analytics.charts.theme import Tokens

# Room right of the last day for the bracket and its interval, as shares of the days shown.
ROOM, BRACKET_AT, CAP = 0.1, 0.05, 0.02
INTERVAL_PX = 9
PALE = 0.6
# Above this share of the panel the difference is written below its bracket.
HIGHEST_LABEL = 0.75


def bracket(
    figure: plot.Figure, course: pd.DataFrame, row: pd.Series, on: Scale, tokens: Tokens, *, is_open: bool = False
) -> None:
    """A bracket from the expected to the seen level at the block's end; behind it, where the difference may lie.

    `is_open` draws it pale and dashed: whether there is a difference is not known yet.
    """
    last = course.iloc[-1]
    span = last["day"] - course["day"].iloc[0]
    at, cap = last["day"] + span * BRACKET_AT, span * CAP
    expected = float(last["expected"])
    change, low, high = (on.difference(float(row[end]), expected) for end in ("estimate", "low", "high"))
    words = f"Difference {on.signed(change)},<br>somewhere between {on.signed(low)} and {on.signed(high)}"
    look = {"mode": "lines", "hovertemplate": HOVER}
    ends = sorted(on.axis["range"])
    may_lie = [on.level(min(max(expected + end, ends[0]), ends[1])) for end in (low, high)]
    figure.add_trace(
        plot.scatter(
            x=[at, at],
            y=may_lie,
            line={"color": theme.faint(tokens.lifting, 0.15 if is_open else 0.3), "width": INTERVAL_PX},
            hovertext=[words] * 2,
            **look,
        )
    )
    seen, expected = on.level(expected + change), on.level(expected)
    figure.add_trace(
        plot.scatter(
            x=[at - cap, at, at, at - cap],
            y=[expected, expected, seen, seen],
            line={"color": theme.faint(tokens.lifting, PALE), "width": 2, "dash": "dot"}
            if is_open
            else {"color": tokens.lifting, "width": 2},
            hovertext=[words] * 4,
            **look,
        )
    )
    said = f"{on.signed(change)} ({on.signed(low)} to {on.signed(high)})"
    if not is_open:
        said = said.replace(on.signed(change), f"<b>{on.signed(change)}</b>", 1)
    band = [min(max(float(last[end]), ends[0]), ends[1]) for end in ("low", "high")]
    _write_difference(figure, said, [*may_lie, expected, seen, *band], on, tokens)


def _write_difference(figure: plot.Figure, said: str, levels: list[float], on: Scale, tokens: Tokens) -> None:
    """Writes the difference above the bracket and the band, or below both where it would leave the panel."""
    bottom, top = on.axis["range"]
    upper, lower = (min(levels), max(levels)) if on.is_downwards else (max(levels), min(levels))
    is_above = (upper - bottom) / (top - bottom) < HIGHEST_LABEL
    figure.add_annotation(
        text=said,
        x=1,
        xref="paper",
        xanchor="right",
        y=upper if is_above else lower,
        yanchor="bottom" if is_above else "top",
        yshift=3 if is_above else -3,
        showarrow=False,
        borderpad=2,
        bgcolor=theme.faint(tokens.page, 0.9),
        font={"color": tokens.lifting_text, "size": theme.TEXT_PX},
    )
