"""Before and after a block: what was seen, what was to be expected had nothing changed, and the difference."""

from __future__ import annotations

import pandas as pd

from analytics.blocks.verdict import CANNOT_TELL, LOWER_OR_TREND, NO_SIGN
from analytics.charts import plot, theme
from analytics.charts.bracket import ROOM, bracket
from analytics.charts.lines import HOVER, line_with_band
from analytics.charts.rows import each
from analytics.charts.scale import Scale, scale
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.periods import DAYS_WITH_DOTS, spread, starts
from analytics.result import Result
from data.units import METRIC, Units

PANEL_PX = 300
COURSE_NAMES = {"expected": "Expected", "low": "From", "high": "To"}


def before_after(
    result: Result,
    mode: Mode,
    *,
    outcome: str = "pain",
    block: str = "the block",
    units: Units | None = None,
    title: str | None = None,
) -> plot.Figure:
    """Observed days, the expected course with its band, the block shaded, the difference as one bracket.

    `result` is that of `analytics.blocks.before_after` for `outcome` ("pain", another pain column, or "pace"); reads
    `details["course"]` (day, observed, expected, low, high, fitted, phase "before"/"during", is_left_out) and the
    quoted row of the table. Days left out of the comparison are pale; beyond 400 days the dots are weekly medians
    with their quartiles. `units` names what a pace is per: the units the result was made in.
    """
    tokens = TOKENS[mode]
    course = result.details["course"].sort_values("day")
    on, dates = scale(outcome, course, units), units or METRIC
    held = on.held(course)
    figure = plot.Figure(
        [*_expected(held, on, dates, tokens), *_observed(course, on, dates, tokens), _seen(held, tokens)]
    )
    is_daily = len(course) <= DAYS_WITH_DOTS or outcome == "pace"
    what = ("Dots: runs" if outcome == "pace" else "Dots: days") if is_daily else "Dots: weeks with their middle half"
    theme.lay_out(
        figure,
        tokens,
        difference_words(result, outcome, units) if title is None else title,
        f"{what}, pale ones left out. Dashed: expected had nothing changed, with its band.",
        PANEL_PX,
        top=theme.HEADING_PX,
    )
    _shade(figure, course, block, tokens)
    figure.update_yaxes(on.axis)
    bracket(figure, course, quoted(result), on, tokens, is_open=result.verdict == CANNOT_TELL)
    first, last = course["day"].iloc[0], course["day"].iloc[-1]
    theme.date_axis(figure, dates)
    figure.update_xaxes(range=[first, last + (last - first) * ROOM])
    theme.heading(figure, on.label, tokens.text, 1)
    return figure


def quoted(result: Result) -> pd.Series:
    """The row of the table that the sentence quotes: the one marked `is_quoted`, else the first."""
    table = result.table
    if "is_quoted" in table and table["is_quoted"].any():
        return table[table["is_quoted"]].iloc[0]
    return table.iloc[0]


def difference_words(result: Result, outcome: str = "pain", units: Units | None = None) -> str:
    """'Pain about 1.5 points lower in the block'; no direction where the verdict gives none."""
    course, row = result.details["course"].sort_values("day"), quoted(result)
    on = scale(outcome, course, units)
    if result.verdict == CANNOT_TELL:
        if row["low"] * row["high"] > 0:
            return f"How much {on.name} changed in the block is open"
        return f"Cannot tell whether {on.name} changed with the block"
    if result.verdict == NO_SIGN:
        return f"No sign that {on.name} changed with the block"
    change = on.difference(float(row["estimate"]), float(course["expected"].iloc[-1]))
    trend = "; a trend already under way may be all of it" if result.verdict == LOWER_OR_TREND else ""
    return f"{capitalised(on.name)} about {on.sized(change)} in the block{trend}"


def _expected(course: pd.DataFrame, on: Scale, units: Units, tokens: Tokens) -> list[plot.Trace]:
    ends = sorted(on.axis["range"])
    low, high = (course[end].clip(*ends) for end in ("low", "high"))
    words = [
        f"{units.say_day(row.day)}: {on.said(row.expected)} expected<br>"
        f"had nothing changed ({on.said(row.low)} to {on.said(row.high)})"
        for row in each(course.assign(low=low, high=high))
    ]
    return line_with_band(course["day"], course["expected"], low, high, tokens.pain, words, width=1.8, dash="dash")


def _observed(course: pd.DataFrame, on: Scale, units: Units, tokens: Tokens) -> list[plot.Trace]:
    scored = course[course["observed"].notna()]
    traces = []
    for is_left_out in (True, False):
        days = scored[scored["is_left_out"] == is_left_out]
        colour = theme.faint(tokens.pale, 0.45) if is_left_out else theme.faint(tokens.pain, 0.5)
        said = " (left out)" if is_left_out else ""
        is_daily = len(course) <= DAYS_WITH_DOTS or on.name == "easy pace"
        traces.append((_dots if is_daily else _weeks)(days, on, colour, said, units))
    return traces


def _dots(days: pd.DataFrame, on: Scale, colour: str, said: str, units: Units) -> plot.Trace:
    return plot.scatter(
        x=days["day"],
        y=days["observed"],
        mode="markers",
        marker={"color": colour, "size": 5},
        hovertext=[f"{units.say_day(r.day)}: {on.name} {on.said(r.observed)}{said}" for r in each(days)],
        hovertemplate=HOVER,
    )


def _weeks(days: pd.DataFrame, on: Scale, colour: str, said: str, units: Units) -> plot.Trace:
    weeks = spread(days.set_index("day")["observed"])
    weeks = weeks[weeks["n"] > 0]
    return plot.scatter(
        x=pd.DatetimeIndex(weeks.index) + pd.Timedelta(days=3),
        y=weeks["middle"],
        error_y={
            "type": "data",
            "array": weeks["high"] - weeks["middle"],
            "arrayminus": weeks["middle"] - weeks["low"],
            "width": 0,
            "thickness": 1,
            "color": colour,
        },
        mode="markers",
        marker={"color": colour, "size": 6},
        hovertext=[
            f"Week of {units.say_day(w.Index)}: {on.name} usually {on.said(w.middle)}{said}" for w in each(weeks)
        ],
        hovertemplate=HOVER,
    )


def _seen(course: pd.DataFrame, tokens: Tokens) -> plot.Trace:
    """The fitted course over the compared days of the block."""
    during = course[(course["phase"] == "during") & ~course["is_left_out"]]
    return plot.scatter(
        x=during["day"],
        y=during["fitted"],
        mode="lines",
        line={"color": tokens.lifting, "width": 3},
        hoverinfo="skip",
    )


def _shade(figure: plot.Figure, course: pd.DataFrame, block: str, tokens: Tokens) -> None:
    during = course.loc[course["phase"] == "during", "day"]
    start, end = during.iloc[0], during.iloc[-1] + pd.Timedelta(days=1)
    where = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    figure.add_shape(type="rect", x0=start, x1=end, fillcolor=tokens.block, line={"width": 0}, **where)
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


def before_after_table(result: Result, outcome: str = "pain", units: Units | None = None) -> pd.DataFrame:
    """The difference and what it is made of, a row each, as they are said: columns "What", "Value", "From", "To",
    "Days" (or "Runs").

    Rows: the mean before, the mean in the block (compared days only), the expected level at the end, the difference.
    """
    course, row = result.details["course"].sort_values("day"), quoted(result)
    on, last = scale(outcome, course, units), course.iloc[-1]
    used = course[course["observed"].notna() & ~course["is_left_out"]]
    rows: list[tuple[object, ...]] = []
    for phase, name in (("before", "before the block"), ("during", "in the block")):
        scores = used.loc[used["phase"] == phase, "observed"]
        rows.append((f"Mean {on.name} {name}", on.said(scores.mean()), "", "", len(scores)))
    levels = [on.said(on.level(float(last[column]))) for column in ("expected", "low", "high")]
    rows.append(("Expected at the end had nothing changed", *levels, 0))
    changes = [on.signed(on.difference(float(row[c]), float(last["expected"]))) for c in ("estimate", "low", "high")]
    rows.append(("Difference in the block", *changes, len(used)))
    n = "Runs" if outcome == "pace" else "Days"
    table = pd.DataFrame(rows, columns=["What", "Value", "From", "To", n])
    return table.astype({n: "Int64"}).replace({n: {0: pd.NA}})


def course_table(
    result: Result, outcome: str = "pain", units: Units | None = None, *, first_weekday: int = 0
) -> pd.DataFrame:
    """The course as it is said, a row a week: "Week of", "Seen, median", "Expected", "From", "To", "Part"."""
    course = result.details["course"].sort_values("day").set_index("day")
    on = scale(outcome, course, units)
    course = on.held(course)
    first = starts(pd.DatetimeIndex(course.index), "week", first_weekday)
    means = course[["expected", "low", "high"]].groupby(first).mean()
    seen = spread(course["observed"], "week", first_weekday)["middle"]
    parts = course["phase"].where(~course["is_left_out"], "left out").groupby(first)
    said = {name: [on.said(value) for value in means[c]] for c, name in COURSE_NAMES.items()}
    return pd.DataFrame(
        {
            "Week of": [(units or METRIC).say_date(day) for day in means.index],
            "Seen, median": ["" if pd.isna(value) else on.said(value) for value in seen],
            **said,
            "Part": parts.agg(lambda days: days.mode()[0]).to_numpy(),
        }
    )
