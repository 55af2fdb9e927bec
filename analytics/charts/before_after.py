"""Before and after a block: what was seen, what was to be expected had nothing changed, and the difference."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.periods import DAYS_WITH_DOTS, spread, starts
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised, say_date, say_day, say_number
from analytics.result import Result

PANEL_PX = 300
# Room right of the last day for the bracket and its interval, as shares of the days shown.
ROOM, BRACKET_AT, CAP = 0.1, 0.05, 0.02
INTERVAL_PX = 9


def before_after(
    result: Result, mode: Mode, *, outcome: str = "pain", block: str = "the block", title: str | None = None
) -> go.Figure:
    """Observed days, the expected course with its band, the block shaded, the difference as one bracket.

    Reads `result.details["course"]` (day, observed, expected, low, high, fitted, phase "before"/"during",
    is_left_out) and the quoted row of `result.table` (estimate, low, high). Days that are left out of the comparison
    are pale; beyond 400 days the dots are weekly medians with their quartiles. `outcome` is what was scored, 0-10,
    in the reader's words.
    """
    tokens = TOKENS[mode]
    course = result.details["course"].sort_values("day")
    figure = go.Figure([*_expected(course, tokens), *_observed(course, outcome, tokens), _seen(course, tokens)])
    said = difference_words(result, outcome) if title is None else title
    what = "Dots: days" if len(course) <= DAYS_WITH_DOTS else "Dots: weekly medians with their middle half"
    theme.lay_out(
        figure,
        tokens,
        said,
        f"{what}, pale ones left out. Dashed: expected had nothing changed, with its band.",
        PANEL_PX,
        top=theme.HEADING_PX,
    )
    _shade(figure, course, block, tokens)
    _bracket(figure, course, quoted(result), tokens)
    first, last = course["day"].iloc[0], course["day"].iloc[-1]
    figure.update_xaxes(range=[first, last + (last - first) * ROOM])
    figure.update_yaxes(range=[-0.5, 10.5], tickvals=[0, 2, 4, 6, 8, 10])
    theme.heading(figure, f"{capitalised(outcome)}, 0–10", tokens.text, 1)
    return figure


def quoted(result: Result) -> pd.Series:
    """The row of the table that the sentence quotes: the one marked `is_quoted`, else the first."""
    table = result.table
    if "is_quoted" in table and table["is_quoted"].any():
        return table[table["is_quoted"]].iloc[0]
    return table.iloc[0]


def difference_words(result: Result, outcome: str = "pain") -> str:
    """'Pain about 1.5 points lower since the block began (0.4 to 2.6)'; no direction where the interval holds 0."""
    row = quoted(result)
    low, high = float(row["low"]), float(row["high"])
    if result.verdict == "cannot tell":
        return f"Cannot tell yet whether {outcome} changed with the block"
    if low <= 0 <= high:
        return f"No sign that {outcome} changed with the block"
    size, direction = abs(float(row["estimate"])), "lower" if high < 0 else "higher"
    return f"{capitalised(outcome)} about {_points(size)} {direction} since the block began"


def _points(size: float) -> str:
    number = say_number(size)
    return f"{number} point" if number == "1" else f"{number} points"


def _expected(course: pd.DataFrame, tokens: Tokens) -> list[go.Scatter]:
    edge = {"x": course["day"], "mode": "lines", "line": {"width": 0}, "hoverinfo": "skip"}
    words = [
        f"{say_day(row.day, has_year=True)}: {say_number(row.expected)} expected<br>"
        f"had nothing changed ({say_number(max(row.low, 0))} to {say_number(min(row.high, 10))})"
        for row in each(course)
    ]
    return [
        go.Scatter(y=course["low"].clip(0, 10), **edge),
        go.Scatter(y=course["high"].clip(0, 10), fill="tonexty", fillcolor=theme.faint(tokens.pain), **edge),
        go.Scatter(
            x=course["day"],
            y=course["expected"],
            mode="lines",
            line={"color": tokens.pain, "width": 1.8, "dash": "dash"},
            hovertext=words,
            hovertemplate="%{hovertext}<extra></extra>",
        ),
    ]


def _observed(course: pd.DataFrame, outcome: str, tokens: Tokens) -> list[go.Scatter]:
    scored = course[course["observed"].notna()]
    is_daily = len(course) <= DAYS_WITH_DOTS
    return [
        _points_of(scored[scored["is_left_out"] == is_left_out], outcome, is_daily, is_left_out, tokens)
        for is_left_out in (True, False)
    ]


def _points_of(days: pd.DataFrame, outcome: str, is_daily: bool, is_left_out: bool, tokens: Tokens) -> go.Scatter:
    colour = theme.faint(tokens.pale, 0.45) if is_left_out else theme.faint(tokens.pain, 0.5)
    marker = {"color": colour, "size": 5 if is_daily else 6}
    left_out = " (left out)" if is_left_out else ""
    look = {"mode": "markers", "marker": marker, "hovertemplate": "%{hovertext}<extra></extra>"}
    if is_daily:
        words = [f"{say_day(r.day, has_year=True)}: {outcome} {say_number(r.observed)}{left_out}" for r in each(days)]
        return go.Scatter(x=days["day"], y=days["observed"], hovertext=words, **look)
    weeks = spread(days.set_index("day")["observed"])
    words = [
        f"Week of {say_day(w.Index, has_year=True)}: {outcome} usually {say_number(w.middle)}{left_out}"
        for w in each(weeks)
    ]
    quartiles = {
        "type": "data",
        "array": weeks["high"] - weeks["middle"],
        "arrayminus": weeks["middle"] - weeks["low"],
        "width": 0,
        "thickness": 1,
        "color": colour,
    }
    return go.Scatter(
        x=pd.DatetimeIndex(weeks.index) + pd.Timedelta(days=3),
        y=weeks["middle"],
        error_y=quartiles,
        hovertext=words,
        **look,
    )


def _seen(course: pd.DataFrame, tokens: Tokens) -> go.Scatter:
    """The fitted course over the compared days of the block."""
    during = course[(course["phase"] == "during") & ~course["is_left_out"]]
    return go.Scatter(
        x=during["day"],
        y=during["fitted"],
        mode="lines",
        line={"color": tokens.lifting, "width": 3},
        hoverinfo="skip",
    )


def _shade(figure: go.Figure, course: pd.DataFrame, block: str, tokens: Tokens) -> None:
    during = course.loc[course["phase"] == "during", "day"]
    start, end = during.iloc[0], during.iloc[-1] + pd.Timedelta(days=1)
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    figure.add_shape(type="rect", x0=start, x1=end, fillcolor=tokens.block, line_width=0, **where)
    edge = {"color": tokens.edge, "width": 1, "dash": "dot"}
    figure.add_shape(type="line", x0=start, x1=start, line=edge, **where)
    share = (start - course["day"].iloc[0]) / (course["day"].iloc[-1] - course["day"].iloc[0])
    figure.add_annotation(
        text=theme.wrap(capitalised(block), 24),
        x=start if share < 0.5 else end,
        y=1,
        yref="paper",
        xanchor="left" if share < 0.5 else "right",
        yanchor="top",
        align="left" if share < 0.5 else "right",
        showarrow=False,
        font={"size": theme.SMALL_PX, "color": tokens.text},
    )


def _bracket(figure: go.Figure, course: pd.DataFrame, row: pd.Series, tokens: Tokens) -> None:
    """A bracket from the expected to the seen level at the block's end; behind it, where the difference may lie."""
    last = course.iloc[-1]
    span = last["day"] - course["day"].iloc[0]
    at, cap = last["day"] + span * BRACKET_AT, span * CAP
    expected, seen = float(last["expected"]), float(last["expected"] + row["estimate"])
    low, high = (min(max(expected + float(row[end]), -0.5), 10.5) for end in ("low", "high"))
    words = (
        f"Difference {_signed(row['estimate'])}, somewhere between {_signed(row['low'])} and {_signed(row['high'])}"
    )
    figure.add_trace(
        go.Scatter(
            x=[at, at],
            y=[low, high],
            mode="lines",
            line={"color": theme.faint(tokens.lifting, 0.3), "width": INTERVAL_PX},
            hovertext=words,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            x=[at - cap, at, at, at - cap],
            y=[expected, expected, seen, seen],
            mode="lines",
            line={"color": tokens.lifting, "width": 2},
            hovertext=[words] * 4,
            hovertemplate="%{hovertext}<extra></extra>",
        )
    )
    is_high = max(low, high, expected) < 8
    figure.add_annotation(
        text=f"<b>{_signed(row['estimate'])}</b> ({_signed(row['low'])} to {_signed(row['high'])})",
        x=1,
        xref="paper",
        xanchor="right",
        y=max(high, expected) if is_high else low,
        yanchor="bottom" if is_high else "top",
        yshift=3 if is_high else -3,
        showarrow=False,
        bgcolor=theme.faint(tokens.page, 0.7),
        font={"color": tokens.lifting_text, "size": theme.TEXT_PX},
    )


def _signed(value: float) -> str:
    number = say_number(abs(float(value)))
    return number if number == "0" else f"{'−' if value < 0 else '+'}{number}"


def before_after_table(result: Result, outcome: str = "pain") -> pd.DataFrame:
    """The difference and what it is made of, a row each: columns "What", "Points", "From", "To", "Days".

    Rows: the mean before, the mean in the block (compared days only), the expected level at the end, the difference.
    """
    course = result.details["course"].sort_values("day")
    used = course[course["observed"].notna() & ~course["is_left_out"]]
    row, last = quoted(result), course.iloc[-1]
    rows: list[tuple[str, float, float, float, float]] = []
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        scores = used.loc[used["phase"] == phase, "observed"]
        rows.append((f"Mean {outcome} {name}", scores.mean(), float("nan"), float("nan"), len(scores)))
    rows.append(
        ("Expected at the end had nothing changed", last["expected"], last["low"], last["high"], float("nan"))
    )
    rows.append(("Difference since the block began", row["estimate"], row["low"], row["high"], len(used)))
    table = pd.DataFrame(rows, columns=["What", "Points", "From", "To", "Days"]).round(1)
    return table.astype({"Days": "Int64"})


def course_table(result: Result, week_start: int = 0) -> pd.DataFrame:
    """The course a week a row: columns "Week of", "Seen, median", "Expected", "From", "To", "Days scored", "Part"."""
    course = result.details["course"].set_index("day").sort_index()
    weeks = spread(course["observed"], "week", week_start)
    first = starts(pd.DatetimeIndex(course.index), "week", week_start)
    means = course[["expected", "low", "high"]].groupby(first).mean()
    parts = course["phase"].where(~course["is_left_out"], "left out").groupby(first)
    return pd.DataFrame(
        {
            "Week of": [say_date(day) for day in means.index],
            "Seen, median": weeks["middle"].reindex(means.index).round(1).to_numpy(),
            "Expected": means["expected"].round(1).to_numpy(),
            "From": means["low"].round(1).to_numpy(),
            "To": means["high"].round(1).to_numpy(),
            "Days scored": weeks["n"].reindex(means.index).to_numpy(),
            "Part": parts.agg(lambda days: days.mode()[0]).to_numpy(),
        }
    )
