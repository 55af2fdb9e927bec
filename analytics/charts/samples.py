"""The samples of a run over its distance: panels under each other with one cursor for all."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.scale import pace_axis
from analytics.charts.theme import Mode, Tokens
from analytics.log import samples, shape
from data.units import Units

PANEL_PX, GAP_PX = 96, 34
LEFT_PX = 48
# A pace slower than three times the median is a stop, and off the axis (convention).
SLOWEST = 3.0
# The share of the samples at either end that the pace axis may leave out (convention).
OFF_AXIS = 0.01
SPEED, ELEVATION = "speed_m_s", "elevation_m"


@dataclass(frozen=True)
class Panel:
    """How one column of `samples.timed` is named, drawn and said."""

    short: str
    name: str
    shown: Callable[[Any], Any]
    said: Callable[[float], str]


def panels(units: Units) -> dict[str, Panel]:
    """Everything that can be drawn, by column, in the order of the panels."""
    pace = f"Pace, min/{units.distance}; faster is up"
    return {
        SPEED: Panel("Pace", pace, lambda v: units.m_per_distance / v, units.say_pace),
        "hr_bpm": Panel("Heart rate", "Heart rate, beats a minute", _same, lambda v: f"{v:.0f} bpm"),
        ELEVATION: Panel("Elevation", f"Elevation, {units.climb}", units.to_climb, units.say_climb),
        "cadence_spm": Panel("Cadence", "Cadence, steps a minute", _same, lambda v: f"{v:.0f} steps a minute"),
        "power_w": Panel("Power", "Power, W", _same, lambda v: f"{v:.0f} W"),
    }


def _same(values: Any) -> Any:
    return values


def recorded(rows: pd.DataFrame) -> list[str]:
    """The columns of `samples.timed` that hold enough to draw, in the order of the panels."""
    order = (SPEED, "hr_bpm", ELEVATION, "cadence_spm", "power_w")
    return [column for column in order if rows[column].notna().sum() > 1]


def over_distance(rows: pd.DataFrame, columns: Sequence[str], units: Units, mode: Mode) -> plot.Figure:
    """`columns` of `samples.timed` over one distance axis, all read by one cursor; at most some thousand points are
    drawn, every extreme among them. The grey line is pace with the hills taken out."""
    tokens, shown = theme.TOKENS[mode], panels(units)
    rows = _without_stops(rows.assign(flat_m_s=samples.flat_speed(rows)))
    drawn = rows.iloc[shape.kept(rows, list(columns))]
    x = units.to_distance(drawn["distance_m"])
    height = len(columns) * (PANEL_PX + GAP_PX)
    figure = plot.Figure()
    for place, column in enumerate(columns):
        axis = "y" if place == 0 else f"y{place + 1}"
        top = 1 - (place * (PANEL_PX + GAP_PX) + GAP_PX) / height
        for trace in _traces(x, drawn, column, shown[column], tokens):
            figure.add_trace(trace | {"yaxis": axis})
        spread = pd.concat([drawn[column], drawn["flat_m_s"]]) if column == SPEED else drawn[column]
        side = _axis(shown[column], spread, column, tokens)
        side["domain"] = [max(top - PANEL_PX / height, 0), top]
        figure.update_layout({axis.replace("y", "yaxis"): side})
        theme.heading(figure, shown[column].name, tokens.muted, top)
    return _finished(figure, columns, rows, height, units, tokens)


def _without_stops(rows: pd.DataFrame) -> pd.DataFrame:
    slowest = float(rows[SPEED].median()) / SLOWEST
    return rows.assign(**{c: rows[c].where(rows[c] > slowest) for c in (SPEED, "flat_m_s")})


def _traces(x: pd.Series, rows: pd.DataFrame, column: str, panel: Panel, tokens: Tokens) -> list[plot.Trace]:
    if column == ELEVATION:
        line = _line(x, rows[column], panel, tokens.edge, 2)
        return [line | {"fill": "tozeroy", "fillcolor": theme.faint(tokens.edge)}]
    if column == SPEED and rows["flat_m_s"].notna().any():
        flat = _line(x, rows["flat_m_s"], panel, tokens.pale, 1.5, "hills taken out ")
        return [flat, _line(x, rows[column], panel, tokens.running, 2)]
    return [_line(x, rows[column], panel, tokens.running, 2)]


def _line(x: pd.Series, values: pd.Series, panel: Panel, colour: str, width: float, before: str = "") -> plot.Trace:
    words = [before + panel.said(v) if not math.isnan(v) else f"no {panel.short.lower()}" for v in values]
    return plot.scatter(
        x=np.round(x, 3),
        y=np.round(panel.shown(values), 2),
        mode="lines",
        line={"color": colour, "width": width},
        connectgaps=False,
        hovertext=words,
        hovertemplate=HOVER,
    )


def _axis(panel: Panel, values: pd.Series, column: str, tokens: Tokens) -> dict[str, Any]:
    look = {"gridcolor": tokens.grid, "zeroline": False, "showline": False, "nticks": 4, "fixedrange": True}
    if column == SPEED:
        ends = values.quantile([OFF_AXIS, 1 - OFF_AXIS])
        return look | pace_axis(np.asarray(panel.shown(ends), float))
    low, high = float(panel.shown(values.min())), float(panel.shown(values.max()))
    room = max((high - low) * 0.1, 3.0)
    return look | {"range": [low - room, high + room]}


def _finished(
    figure: plot.Figure, columns: Sequence[str], rows: pd.DataFrame, height: int, units: Units, tokens: Tokens
) -> plot.Figure:
    grey = " Grey: hills taken out." if SPEED in columns and rows["flat_m_s"].notna().any() else ""
    figure = theme.lay_out(figure, tokens, "How it went", f"Drag to zoom.{grey}", height, is_zoomable=True)
    figure.update_layout(hovermode="x unified", hoversubplots="axis", margin={"l": LEFT_PX})
    return figure.update_xaxes(
        range=[0, float(units.to_distance(rows["distance_m"].iloc[-1]))],
        anchor="y" if len(columns) == 1 else f"y{len(columns)}",
        showgrid=False,
        showspikes=True,
        spikemode="across",
        spikesnap="cursor",
        spikethickness=1,
        spikedash="dot",
        spikecolor=tokens.text,
        hoverformat=".2f",
        unifiedhovertitle={"text": f"%{{x}} {units.distance}"},
        ticksuffix=f" {units.distance}",
        showticksuffix="last",
    )


def table(rows: pd.DataFrame, columns: Sequence[str], units: Units) -> pd.DataFrame:
    """The numbers of the chart, a row every tenth of a km or mile."""
    shown = panels(units)
    at = np.arange(0, rows["distance_m"].iloc[-1], units.m_per_distance / 10)
    made = pd.DataFrame({f"Distance, {units.distance}": units.to_distance(at).round(1)})
    for column in columns:
        known = rows[["distance_m", column]].dropna()
        values = pd.Series(np.interp(at, known["distance_m"], known[column]))
        made[shown[column].short] = [shown[column].said(v) if v > 0 or column != SPEED else "" for v in values]
    return made
