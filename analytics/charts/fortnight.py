"""The fourteen days before a day: running, lifting and pain on one axis of days; and mornings after runs as dots."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.theme import Mode, Tokens
from analytics.charts.words import say_pain, say_sets
from analytics.words import say_number
from data.units import Units

# One panel and the room above it for its name; panels from the bottom.
PANEL_PX, NAME_PX = 52, 25
ORDER = ("pain", "glute_sets", "distance_m")
PIN_MS = 86_400_000 * 0.08
STRIP_PX = 84
# The top of an axis of days on which next to nothing was done (convention).
LEAST_TOP = 4.0


def fortnight(days: pd.DataFrame, title: str, subtitle: str, units: Units, mode: Mode) -> plot.Figure:
    """`days` as from `analytics.log.day.fortnight`, the last one the day itself, shaded; no panel without a value."""
    tokens = theme.TOKENS[mode]
    shown = [column for column in ORDER if days[column].notna().any()]
    if not shown:
        return theme.nothing(tokens, title, "Nothing is on record for these days.")
    draw = {"pain": _pins, "glute_sets": _lifting, "distance_m": _running}
    height = len(shown) * (PANEL_PX + NAME_PX)
    figure = plot.Figure()
    for place, column in enumerate(shown):
        axis = "y" if place == 0 else f"y{place + 1}"
        bottom = place * (PANEL_PX + NAME_PX) / height
        top = bottom + PANEL_PX / height
        for trace in draw[column](days, units, tokens):
            figure.add_trace(trace | {"yaxis": axis})
        side = {"domain": [bottom, top], "gridcolor": tokens.grid} | _axis(days[column], column, units)
        figure.update_layout({axis.replace("y", "yaxis"): side})
        name, colour = _name(column, units, tokens)
        theme.heading(figure, name, colour, top, shift=1)
    figure = theme.lay_out(figure, tokens, title, subtitle, height)
    _shade_last(figure, days.index, tokens)
    marks = days.index[[0, 7, 14]]
    words = [units.say_day_month(day) for day in marks]
    return figure.update_xaxes(anchor="y", showgrid=False, tickvals=list(marks), ticktext=words, tickangle=0)


def _name(column: str, units: Units, tokens: Tokens) -> tuple[str, str]:
    return {
        "pain": ("Pain, 0–10", tokens.pain),
        "glute_sets": ("Glute sets", tokens.lifting_text),
        "distance_m": (f"Running, {units.distance}", tokens.running_text),
    }[column]


def _running(days: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    said = [units.say_distance(v) if v == v else "running not recorded" for v in days["distance_m"]]
    return [_bars(units.to_distance(days["distance_m"]), said, tokens.running, units)]


def _lifting(days: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    said = [say_sets(v) if v == v else "lifting not recorded" for v in days["glute_sets"]]
    return [_bars(days["glute_sets"], said, tokens.lifting, units)]


def _bars(values: pd.Series, said: list[str], colour: str, units: Units) -> plot.Trace:
    words = [f"{units.say_day(day)}: {text}" for day, text in zip(values.index, said, strict=True)]
    return plot.bar(x=values.index, y=values, marker={"color": colour}, hovertext=words, hovertemplate=HOVER)


def _pins(days: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    """A pin for each scored day, hollow at 0."""
    scored = days.dropna(subset="pain")
    rows = zip(scored.index, scored["pain"], scored["pain_morning"], strict=True)
    words = [f"{units.say_day(day)}: {say_pain(pain, morning)}" for day, pain, morning in rows]
    fill = [tokens.pain if pain > 0 else tokens.page for pain in scored["pain"]]
    head = {"size": 9, "color": fill, "line": {"color": tokens.pain, "width": 1.5}}
    x, y = scored.index, scored["pain"]
    return [
        plot.bar(x=x, y=y, width=PIN_MS, marker={"color": tokens.pain}, hoverinfo="skip"),
        plot.scatter(x=x, y=y, mode="markers", marker=head, hovertext=words, hovertemplate=HOVER),
    ]


def _shade_last(figure: plot.Figure, days: pd.Index, tokens: Tokens) -> None:
    half = pd.Timedelta(hours=12)
    ends = {"x0": days[-1] - half, "x1": days[-1] + half, "y0": 0, "y1": 1, "yref": "paper"}
    figure.add_shape(type="rect", fillcolor=tokens.block, line={"width": 0}, layer="below", **ends)


def _axis(values: pd.Series, column: str, units: Units) -> dict[str, Any]:
    """Pain from 0 to 10; else from 0 to the largest value, which is its only other tick, or four."""
    if column == "pain":
        return {"range": [-1, 11], "tickvals": [0, 10]}
    known = units.to_distance(values) if column == "distance_m" else values
    largest = max(float(known.max()), LEAST_TOP)
    ticks = [0.0, largest]
    return {"range": [0, 1.15 * largest], "tickvals": ticks, "ticktext": [say_number(tick) for tick in ticks]}


def fortnight_table(days: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The days drawn, the newest first: "Day", "Distance, mi" (or km), "Glute sets", "Pain"."""
    shown = days[::-1]
    return pd.DataFrame(
        {
            "Day": [units.say_date(day) for day in shown.index],
            f"Distance, {units.distance}": units.to_distance(shown["distance_m"]).round(1).to_numpy(),
            "Glute sets": shown["glute_sets"].to_numpy(),
            "Pain": shown["pain"].to_numpy(),
        }
    )


def mornings_table(others: pd.Series) -> pd.DataFrame:
    """How many mornings had each score: "Pain", "Mornings"."""
    count = others.round().value_counts().sort_index()
    return pd.DataFrame({"Pain": count.index.astype("int64"), "Mornings": count.to_numpy()})


def mornings(others: pd.Series, this: float, baseline: float, mode: Mode) -> plot.Figure:
    """How many of the mornings after earlier runs had each score from 0 to 10; a triangle marks this run's,
    where it is scored."""
    tokens = theme.TOKENS[mode]
    count = others.round().value_counts().sort_index()
    figure = plot.Figure(
        plot.bar(
            x=count.index,
            y=count,
            width=0.7,
            marker={"color": tokens.pale},
            hovertext=[f"{n} mornings at {score:.0f}" for score, n in count.items()],
            hovertemplate=HOVER,
        )
    )
    is_scored = this == this
    if is_scored:
        figure.add_trace(
            plot.scatter(
                x=[this],
                y=[-0.12 * float(count.max())],
                mode="markers",
                marker={"size": 12, "color": tokens.pain, "symbol": "triangle-up"},
                hovertext=[f"The morning after this run: {say_number(this)}"],
                hovertemplate=HOVER,
            )
        )
    usual = f"; usual after rest: {say_number(baseline)}" if baseline == baseline else ""
    title = f"Next morning, {len(others)} runs like it"
    says = f"Pain 0–10{'. Triangle: this run' if is_scored else ''}{usual}"
    figure = theme.lay_out(figure, tokens, title, says, STRIP_PX)
    figure.update_xaxes(range=[-0.5, 10.5], tickvals=list(range(11)), showgrid=False, showline=False)
    return figure.update_yaxes(visible=False, range=[-0.25 * float(count.max()), 1.05 * float(count.max())])


def zones(seconds: pd.DataFrame, title: str, subtitle: str, mode: Mode) -> plot.Figure:
    """Bars of minutes in each heart-rate zone, from `analytics.log.samples.zones`, the fifth on top."""
    tokens = theme.TOKENS[mode]
    minutes = seconds["seconds"] / 60
    names = [_zone(row) for row in seconds.to_dict("records")]
    figure = plot.Figure(
        plot.bar(
            x=minutes,
            y=names,
            orientation="h",
            marker={"color": tokens.running},
            text=[f"{v:.0f} min" for v in minutes],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"{v:.0f} min at {name}" for v, name in zip(minutes, names, strict=True)],
            hovertemplate=HOVER,
        )
    )
    figure = theme.lay_out(figure, tokens, title, subtitle, 170)
    figure.update_layout(margin={"l": 112, "r": 52})
    figure.update_xaxes(visible=False, range=[0, max(float(minutes.max()), 1.0) * 1.05])
    return figure.update_yaxes(showgrid=False, fixedrange=True)


def _zone(row: dict[str, float]) -> str:
    if row["zone"] == 1:
        return f"1  up to {row['high_bpm']:.0f}"
    if row["high_bpm"] != row["high_bpm"]:
        return f"{row['zone']:.0f}  {row['low_bpm']:.0f} and over"
    return f"{row['zone']:.0f}  {row['low_bpm']:.0f}–{row['high_bpm']:.0f}"


def zones_table(seconds: pd.DataFrame) -> pd.DataFrame:
    """The zones drawn: "Zone" with its heart rates, "Minutes"."""
    names = [_zone(row) for row in seconds.to_dict("records")]
    return pd.DataFrame({"Zone": names, "Minutes": (seconds["seconds"] / 60).round(1).to_numpy()})
