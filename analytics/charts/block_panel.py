"""One block and one outcome in a small panel: weeks seen, the expected course, the difference as one bracket."""

from __future__ import annotations

import pandas as pd

from analytics.blocks.verdict import CANNOT_TELL
from analytics.charts import plot, theme
from analytics.charts.before_after import quoted
from analytics.charts.lines import HOVER, line_with_band
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.result import Result
from data.units import Units

PANEL_PX, SMALL_PX = 190, 104
# Room right of the plot for the bracket and the difference, px: the label never lies in the plot.
RIGHT_PX = 62
# Where the bracket stands, as a share of the plot's width beyond its right edge.
AT, CAP = 1.02, 0.014
BEGINS_PX = 18


def panel(
    result: Result,
    mode: Mode,
    outcome: str,
    units: Units,
    *,
    axis: dict[str, object] | None = None,
    height: int = PANEL_PX,
) -> plot.Figure:
    """What was seen each week (each easy run for "pace"), expected dashed with its band, seen solid, the difference
    right of the plot; pale and without a number's weight where it cannot be told.

    `result` is that of `analytics.blocks.say`; `axis` is the vertical axis shared by blocks that stand below each
    other (None: its own).
    """
    tokens, course = TOKENS[mode], result.details["course"].sort_values("day")
    on = scale(outcome, course, units)
    used, held = dict(on.axis) if axis is None else dict(axis), on.held(course)
    figure = plot.Figure(
        [*_expected(held, on, used, units, tokens), _dots(course, on, units, tokens), *_seen(held, on, tokens)]
    )
    title = f"{capitalised(on.name)}, before and in the block"
    theme.lay_out(figure, tokens, title, "Solid: seen. Dashed: expected had nothing changed.", height, top=BEGINS_PX)
    figure.update_layout(margin={"r": RIGHT_PX})
    figure.update_yaxes(**used)
    _block(figure, course, tokens)
    _bracket(figure, course, result, on, used, tokens)
    first, last = course["day"].iloc[0], course["day"].iloc[-1]
    figure.update_xaxes(range=[first, last])
    _edge_ticks(figure, first, last, tokens)
    return figure


def _edge_ticks(figure: plot.Figure, first: pd.Timestamp, last: pd.Timestamp, tokens: Tokens) -> None:
    """The first and the last month under the ends of the axis, inside its width."""
    figure.update_xaxes(showticklabels=False)
    for day, anchor, at in ((first, "left", 0), (last, "right", 1)):
        figure.add_annotation(
            text=f"{day:%b %Y}", x=at, xref="paper", xanchor=anchor, y=0, yref="paper", yanchor="top", yshift=-4,
            showarrow=False, font={"size": theme.SMALL_PX, "color": tokens.muted},
        )  # fmt: skip


def shared_axis(results: list[Result], outcome: str, units: Units) -> dict[str, object]:
    """The vertical axis that holds all of them, so that the eye compares downwards."""
    courses = pd.concat([result.details["course"] for result in results], ignore_index=True)
    return dict(scale(outcome, courses, units).axis)


def _expected(
    course: pd.DataFrame, on: Scale, axis: dict[str, object], units: Units, tokens: Tokens
) -> list[plot.Trace]:
    """Over the block only: before it the mean is drawn."""
    during = course[course["phase"] == "during"]
    ends = sorted(axis["range"])  # type: ignore[call-overload]
    low, high = (during[end].clip(*ends) for end in ("low", "high"))
    words = [
        f"{units.say_day(row.day)}: {on.said(row.expected)} expected<br>({on.said(row.low)} to {on.said(row.high)})"
        for row in each(during.assign(low=low, high=high))
    ]
    return line_with_band(
        during["day"], during["expected"], low, high, _hue(on, tokens), words, width=1.6, dash="dash"
    )


def _hue(on: Scale, tokens: Tokens) -> str:
    return tokens.running if on.name == "easy pace" else tokens.pain


def _dots(course: pd.DataFrame, on: Scale, units: Units, tokens: Tokens) -> plot.Trace:
    scored = course[course["observed"].notna()]
    is_pace = on.name == "easy pace"
    if not is_pace:
        weeks = scored.set_index("day")["observed"].resample("7D").median().dropna()
        scored = pd.DataFrame({"day": weeks.index + pd.Timedelta(days=3), "observed": weeks.to_numpy()})
    says = "" if is_pace else "Week around "
    return plot.scatter(
        x=scored["day"], y=scored["observed"], mode="markers",
        marker={"color": theme.faint(_hue(on, tokens), 0.55), "size": 4},
        hovertext=[f"{says}{units.say_day(r.day)}: {on.name} {on.said(r.observed)}" for r in each(scored)],
        hovertemplate=HOVER,
    )  # fmt: skip


def _seen(course: pd.DataFrame, on: Scale, tokens: Tokens) -> list[plot.Trace]:
    """The fitted course of the compared days: before the block and in it."""
    lines = []
    for phase in ("before", "during"):
        part = course[(course["phase"] == phase) & ~course["is_left_out"]]
        line = {"color": _hue(on, tokens), "width": 2.2}
        lines.append(plot.scatter(x=part["day"], y=part["fitted"], mode="lines", line=line, hoverinfo="skip"))
    return lines


def _block(figure: plot.Figure, course: pd.DataFrame, tokens: Tokens) -> None:
    start = course.loc[course["phase"] == "during", "day"].iloc[0]
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    end = course["day"].iloc[-1]
    figure.add_shape(type="rect", x0=start, x1=end, fillcolor=tokens.block, line={"width": 0}, **where)
    figure.add_shape(type="line", x0=start, x1=start, line={"color": tokens.edge, "width": 1, "dash": "dot"}, **where)
    figure.add_annotation(
        text="block begins", x=start, y=1, yref="paper", yanchor="bottom", showarrow=False,
        font={"size": theme.SMALL_PX, "color": tokens.muted},
    )  # fmt: skip


def _bracket(
    figure: plot.Figure, course: pd.DataFrame, result: Result, on: Scale, axis: dict[str, object], tokens: Tokens
) -> None:
    row, last = quoted(result), course.iloc[-1]
    expected = float(last["expected"])
    change, low, high = (on.difference(float(row[end]), expected) for end in ("estimate", "low", "high"))
    ends = sorted(axis["range"])  # type: ignore[call-overload]
    seen = min(max(on.level(expected + change), ends[0]), ends[1])
    expected = on.level(expected)
    is_open = result.verdict == CANNOT_TELL
    look = {"color": tokens.edge if is_open else tokens.text, "width": 1.5, "dash": "dot" if is_open else "solid"}
    for x0, y0, x1, y1 in (
        (AT, expected, AT, seen), (AT - CAP, expected, AT, expected), (AT - CAP, seen, AT, seen),
    ):  # fmt: skip
        figure.add_shape(type="line", xref="paper", yref="y", x0=x0, x1=x1, y0=y0, y1=y1, line=look)
    said = on.signed(change)
    figure.add_annotation(
        text=said if is_open else f"<b>{said}</b>",
        x=AT, xref="paper", xanchor="left", xshift=4, y=(expected + seen) / 2, showarrow=False,
        hovertext=f"Between {on.signed(low)} and {on.signed(high)}",
        font={"size": theme.TEXT_PX, "color": tokens.muted if is_open else tokens.text},
    )  # fmt: skip
