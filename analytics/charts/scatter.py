"""The paired days behind an association: dots, and the mean of each fifth of them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.jitter import offsets
from analytics.charts.lines import DOT_OPACITY, HOVER
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import Measure, capitalised, measures, say_later
from analytics.lag.answer import RELATED
from analytics.periods import DAYS_WITH_DOTS
from analytics.result import Result
from analytics.words import say_number
from data.units import Units

SCATTER_PX = 280
N_STEPS = 18
LARGEST_CIRCLE_PX = 22
# Fifths: few enough to read, enough to show a bend.
N_GROUPS = 5
# The axis of a yes or no reaches at least this share of days.
LEAST_SHARE = 0.1
JITTER = 0.22
STROKE_PX = 16
LABEL_OPACITY = 0.85


def scatter(result: Result, units: Units, mode: Mode, *, title: str | None = None) -> plot.Figure:
    """The paired days as dots (circles as large as the number of days beyond 400), and the mean of each fifth.

    `result` is that of `analytics.lag.association`; reads `details["days"]` (index day of the outcome, columns
    exposure and outcome, SI). Scores are spread by less than half a step so that equal ones can be seen. Nothing is
    drawn beyond the data.
    """
    tokens = TOKENS[mode]
    pair, days = result.table.iloc[0], result.details["days"]
    exposure, outcome = measures(pair, units)
    shown = days.assign(exposure=exposure.shown(days["exposure"]), height=days["outcome"])
    groups = fifths(shown)
    # A yes or no stands at the upper or lower edge, out of the way of the shares between.
    top = max(LEAST_SHARE, float(groups["mean"].max()) * 1.4)
    if outcome.is_yes_no:
        shown["height"] = np.where(shown["outcome"] > 0, top, -top * 0.04)
    is_daily = len(shown) <= DAYS_WITH_DOTS
    dots = _dots(shown, exposure, outcome, units, tokens) if is_daily else _circles(shown, exposure, outcome, tokens)
    figure = plot.Figure([dots, *_group_lines(groups, exposure, outcome, tokens)])
    _write_ends(figure, groups, outcome, tokens)
    said = _scatter_title(groups, exposure, outcome, result.verdict) if title is None else title
    what = "Each dot a day" if is_daily else "The larger, the more days"
    if outcome.is_yes_no:
        what += f" (above with {outcome.name}, below without)"
    later = "" if pair["lag"] == 0 else f", {outcome.name} {say_later(pair['lag'])}"
    part = "fifth of the days" if len(groups) == N_GROUPS else "group of days"
    drawn = f"{what}{later}. Lines: {'share' if outcome.is_yes_no else 'mean'} of each {part}."
    theme.lay_out(figure, tokens, said, drawn, SCATTER_PX, top=24)
    figure.update_layout(margin={"b": 46}, height=figure.layout["height"] + 16)
    figure.update_xaxes(title={"text": exposure.label, "font": {"size": theme.SMALL_PX}, "standoff": 6})
    if outcome.is_yes_no:
        figure.update_yaxes(range=[-top * 0.08, top * 1.04], tickformat=".0%", nticks=5)
    else:
        figure.update_yaxes(range=[-0.5, 10.5], tickvals=[0, 2, 4, 6, 8, 10])
    label = f"{outcome.label}, share of days" if outcome.is_yes_no else outcome.label
    theme.heading(figure, label, tokens.text, 1)
    return figure


def fifths(days: pd.DataFrame) -> pd.DataFrame:
    """Up to five groups of days of about equal number, by exposure: columns low, high, mean, n.

    Days of equal exposure stay together, in the fifth where the middle one of them lies, so that there may be fewer
    than five groups: where most days are days of nothing, these are one and the others another.
    """
    middle = (days["exposure"].rank(method="average") - 0.5) / len(days)
    by = days.groupby(np.floor(N_GROUPS * middle).to_numpy())
    return pd.DataFrame(
        {
            "low": by["exposure"].min(),
            "high": by["exposure"].max(),
            "mean": by["outcome"].mean(),
            "n": by["outcome"].size(),
        }
    ).reset_index(drop=True)


def _scatter_title(groups: pd.DataFrame, exposure: Measure, outcome: Measure, verdict: str) -> str:
    """The two ends compared, but only where the pair is related: elsewhere a difference would read as a finding.

    Nor where both are the same: the relation is one without the habits of the week, the days here are as they were.
    """
    what = capitalised(outcome.name)
    low, high = (_felt(groups["mean"].iloc[i], outcome) for i in (0, -1))
    if low == high or verdict != RELATED:
        return f"{what} and {exposure.name}, day by day"
    verb = "came on" if outcome.is_yes_no else "averaged"
    days = " of days" if outcome.is_yes_no else ""
    return f"{what} {verb} {low}{days} at the low end of {exposure.name}, {high} at the high end"


def _felt(value: float, outcome: Measure) -> str:
    return f"{value:.0%}".replace("%", " %") if outcome.is_yes_no else say_number(value)


def _dots(days: pd.DataFrame, exposure: Measure, outcome: Measure, units: Units, tokens: Tokens) -> plot.Trace:
    words = [
        f"{units.say_day(row.Index)}: {_score(row.outcome, outcome)},<br>{_amount(row.exposure, exposure)}"
        for row in each(days)
    ]
    return plot.scatter(
        x=days["exposure"],
        y=days["height"] if outcome.is_yes_no else days["height"] + offsets(len(days), JITTER),
        mode="markers",
        marker={"color": theme.faint(tokens.pain, DOT_OPACITY), "size": 5},
        hovertext=words,
        hovertemplate=HOVER,
    )


def _circles(days: pd.DataFrame, exposure: Measure, outcome: Measure, tokens: Tokens) -> plot.Trace:
    step = max(np.ptp(days["exposure"]) / N_STEPS, 1e-9)
    heights = days["height"] if outcome.is_yes_no else days["height"].round()
    cells = (
        days.assign(x=(days["exposure"] / step).round() * step, score=days["outcome"].round(), height=heights)
        .groupby(["x", "score", "height"])
        .size()
        .rename("n")
        .reset_index()
    )
    return plot.scatter(
        x=cells["x"],
        y=cells["height"],
        mode="markers",
        marker={
            "color": theme.faint(tokens.pain, DOT_OPACITY),
            "size": np.sqrt(cells["n"] / cells["n"].max()) * LARGEST_CIRCLE_PX,
            "line": {"width": 0},
        },
        hovertext=[f"{c.n} days: {_score(c.score, outcome)},<br>about {_amount(c.x, exposure)}" for c in each(cells)],
        hovertemplate=HOVER,
    )


def _score(value: float, outcome: Measure) -> str:
    if outcome.is_yes_no:
        return outcome.name if value else f"no {outcome.name}"
    return f"{outcome.name} {say_number(value)}"


def _amount(value: float, of: Measure) -> str:
    return f"{of.name} {say_number(value, of.digits)} {of.unit}".rstrip()


def _group_lines(groups: pd.DataFrame, exposure: Measure, outcome: Measure, tokens: Tokens) -> list[plot.Trace]:
    return [
        plot.scatter(
            x=[g.low, (g.low + g.high) / 2, g.high],
            y=[g.mean] * 3,
            # A group of equal days has no width: a short stroke stands for its line.
            mode="lines" if g.low < g.high else "markers",
            line={"color": tokens.running, "width": 4},
            marker={"symbol": "line-ew", "size": STROKE_PX, "line": {"color": tokens.running, "width": 4}},
            hovertext=f"{f'{say_number(g.low)} to {say_number(g.high)} {exposure.unit}'.rstrip()}: "
            f"{outcome.name} {_felt(g.mean, outcome)} on average, {g.n} days",
            hovertemplate=HOVER,
        )
        for g in each(groups)
    ]


def _write_ends(figure: plot.Figure, groups: pd.DataFrame, outcome: Measure, tokens: Tokens) -> None:
    """The mean of the lowest and of the highest group above its line, on a ground that hides the dots below it."""
    for i in sorted({0, len(groups) - 1}):
        group = groups.iloc[i]
        figure.add_annotation(
            text=f"<b>{_felt(group['mean'], outcome)}</b>",
            x=(group["low"] + group["high"]) / 2,
            y=group["mean"],
            yanchor="bottom",
            yshift=4,
            showarrow=False,
            borderpad=1,
            bgcolor=theme.faint(tokens.page, LABEL_OPACITY),
            font={"color": tokens.running_text, "size": theme.TEXT_PX},
        )


def scatter_table(result: Result, units: Units) -> pd.DataFrame:
    """The groups `scatter` draws: columns "<Exposure> from", "to", "<Outcome>, mean", "Days"."""
    days = result.details["days"]
    exposure, outcome = measures(result.table.iloc[0], units)
    groups = fifths(days.assign(exposure=exposure.shown(days["exposure"])))
    if outcome.is_yes_no:
        groups["mean"] *= 100
    mean = f"{capitalised(outcome.name)}, {'% of days' if outcome.is_yes_no else 'mean'}"
    return groups.round(1).set_axis([f"{exposure.label}, from", "to", mean, "Days"], axis=1)
