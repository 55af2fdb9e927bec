"""The fourteen days before a day: running, lifting and pain on one axis of days; and mornings after runs as dots."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.lines import HOVER
from analytics.charts.theme import Mode
from analytics.charts.words import say_pain, say_sets
from analytics.words import say_day, say_number
from data.units import Units

HEIGHT_PX = 230
# The panels from the bottom: pain, lifting, running (shares of the height).
PANELS = {"pain": (0.0, 0.26), "glute_sets": (0.38, 0.57), "distance_m": (0.69, 0.92)}
STRIP_PX = 84
# The top of an axis of days on which next to nothing was done (convention).
LEAST_TOP = 4.0


def fortnight(days: pd.DataFrame, title: str, subtitle: str, units: Units, mode: Mode) -> go.Figure:
    """`days` as from `analytics.log.day.fortnight`, the last one the day itself, shaded."""
    tokens = theme.TOKENS[mode]
    x = days.index
    running = [
        f"{say_day(d)}: {units.say_distance(v) if v == v else 'running not recorded'}" for d, v in _each(days, 0)
    ]
    lifting = [f"{say_day(d)}: {say_sets(v) if v == v else 'lifting not recorded'}" for d, v in _each(days, 1)]
    scored = days.dropna(subset="pain")
    hurting = [
        f"{say_day(d)}: {say_pain(v, m)}"
        for d, v, m in zip(scored.index, scored["pain"], scored["pain_morning"], strict=True)
    ]
    figure = go.Figure(
        [
            go.Bar(
                x=x,
                y=units.to_distance(days["distance_m"]),
                yaxis="y3",
                marker_color=tokens.running,
                hovertext=running,
                hovertemplate=HOVER,
            ),
            go.Bar(
                x=x,
                y=days["glute_sets"],
                yaxis="y2",
                marker_color=tokens.lifting,
                hovertext=lifting,
                hovertemplate=HOVER,
            ),
            go.Bar(
                x=scored.index,
                y=scored["pain"],
                yaxis="y",
                width=86_400_000 * 0.08,
                marker_color=tokens.pain,
                hoverinfo="skip",
            ),
            go.Scatter(
                x=scored.index,
                y=scored["pain"],
                yaxis="y",
                mode="markers",
                marker={
                    "size": 9,
                    "color": [tokens.pain if v > 0 else tokens.page for v in scored["pain"]],
                    "line": {"color": tokens.pain, "width": 1.5},
                },
                hovertext=hurting,
                hovertemplate=HOVER,
            ),
        ]
    )
    figure = theme.lay_out(figure, tokens, title, subtitle, HEIGHT_PX)
    _axes(figure, days, units, mode)
    half = pd.Timedelta(hours=12)
    figure.add_shape(
        type="rect",
        x0=x[-1] - half,
        x1=x[-1] + half,
        y0=0,
        y1=1,
        yref="paper",
        fillcolor=tokens.block,
        line_width=0,
        layer="below",
    )
    return figure


def _each(days: pd.DataFrame, place: int) -> list[tuple[pd.Timestamp, float]]:
    column = ("distance_m", "glute_sets")[place]
    return list(zip(days.index, days[column], strict=True))


def _axes(figure: go.Figure, days: pd.DataFrame, units: Units, mode: Mode) -> None:
    tokens = theme.TOKENS[mode]
    names = {
        "pain": ("Pain, 0–10", tokens.pain),
        "glute_sets": ("Glute sets", tokens.lifting_text),
        "distance_m": (f"Running, {units.distance}", tokens.running_text),
    }
    for number, (column, domain) in enumerate(PANELS.items(), start=1):
        axis = "yaxis" if number == 1 else f"yaxis{number}"
        side = {"domain": list(domain), "gridcolor": tokens.grid}
        side |= (
            {"range": [-1, 11], "tickvals": [0, 10]} if column == "pain" else _from_zero(days[column], column, units)
        )
        figure.update_layout({axis: side})
        theme.heading(figure, names[column][0], names[column][1], domain[1], shift=1)
    marks = days.index[[0, 7, 14]]
    figure.update_xaxes(
        anchor="y", showgrid=False, tickvals=list(marks), ticktext=[f"{d.day} {d:%b}" for d in marks], tickangle=0
    )


def _from_zero(values: pd.Series, column: str, units: Units) -> dict[str, Any]:
    """An axis from 0 to the largest value, which is its only other tick; four where there is little or nothing."""
    known = units.to_distance(values) if column == "distance_m" else values
    largest = max(float(known.max()) if known.notna().any() else 0.0, LEAST_TOP)
    ticks = [0.0, largest]
    return {"range": [0, 1.15 * largest], "tickvals": ticks, "ticktext": [say_number(tick) for tick in ticks]}


def mornings(others: pd.Series, this: float, baseline: float, mode: Mode) -> go.Figure:
    """How many of the mornings after earlier runs had each score from 0 to 10; a triangle marks this run's."""
    tokens = theme.TOKENS[mode]
    count = others.round().value_counts().sort_index()
    figure = go.Figure(
        go.Bar(
            x=count.index,
            y=count,
            width=0.7,
            marker_color=tokens.pale,
            hovertext=[f"{n} mornings at {score:.0f}" for score, n in count.items()],
            hovertemplate=HOVER,
        )
    )
    if this == this:
        figure.add_trace(
            go.Scatter(
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
    figure = theme.lay_out(figure, tokens, title, f"Pain 0–10. Triangle: this run{usual}", STRIP_PX)
    figure.update_xaxes(range=[-0.5, 10.5], tickvals=list(range(11)), showgrid=False, showline=False)
    return figure.update_yaxes(visible=False, range=[-0.25 * float(count.max()), 1.05 * float(count.max())])


def zones(seconds: pd.DataFrame, title: str, subtitle: str, mode: Mode) -> go.Figure:
    """Bars of minutes in each heart-rate zone, from `analytics.log.samples.zones`, the fifth on top."""
    tokens = theme.TOKENS[mode]
    minutes = seconds["seconds"] / 60
    names = [_zone(row) for row in seconds.to_dict("records")]
    figure = go.Figure(
        go.Bar(
            x=minutes,
            y=names,
            orientation="h",
            marker_color=tokens.running,
            text=[f"{v:.0f} min" for v in minutes],
            textposition="outside",
            cliponaxis=False,
            hovertext=[f"{v:.0f} min at {name}" for v, name in zip(minutes, names, strict=True)],
            hovertemplate=HOVER,
        )
    )
    figure = theme.lay_out(figure, tokens, title, subtitle, 170)
    figure.update_layout(margin_l=112, margin_r=52)
    figure.update_xaxes(visible=False, range=[0, max(float(minutes.max()), 1.0) * 1.05])
    return figure.update_yaxes(showgrid=False, fixedrange=True)


def _zone(row: dict[str, float]) -> str:
    if row["zone"] == 1:
        return f"1  up to {row['high_bpm']:.0f}"
    if row["high_bpm"] != row["high_bpm"]:
        return f"{row['zone']:.0f}  {row['low_bpm']:.0f} and over"
    return f"{row['zone']:.0f}  {row['low_bpm']:.0f}–{row['high_bpm']:.0f}"
