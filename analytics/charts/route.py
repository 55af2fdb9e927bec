"""The course of a run on the ground, drawn from its own positions: no map, nothing fetched."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.theme import Mode, Tokens
from analytics.log import shape
from data.units import Units

By = Literal["pace", "climb"]
# One blue in five steps, pale for slow or low; the edge around it keeps 3:1 against the page where it is pale.
SHADES: dict[Mode, tuple[str, ...]] = {
    "light": ("#A9D3EE", "#6BB1DE", "#2F8AC6", "#0B639F", "#053A61"),
    "dark": ("#D3EBFC", "#8CC5EE", "#4E9FD8", "#2A78B3", "#1C5480"),
}
COURSE_PX, EDGE_PX, DOT_PX = 5, 8, 7
HEIGHT_PX = 330
# More dots than this along a course are a chain (convention).
MOST_DOTS = 12
COLUMNS = {"pace": "speed_m_s", "climb": "elevation_m"}


def has_course(rows: pd.DataFrame) -> bool:
    """True where there are enough positions to draw."""
    return bool(rows[["lat", "lon"]].notna().all(axis=1).sum() > 10)


def course(rows: pd.DataFrame, by: By, units: Units, mode: Mode) -> plot.Figure:
    """The way run, north up, equal scales, from `samples.timed`; coloured in fifths of `by`."""
    tokens = theme.TOKENS[mode]
    known = rows.dropna(subset=["lat", "lon"]).reset_index(drop=True)
    known = known.join(shape.ground(known["lat"], known["lon"]))
    drawn = known.iloc[shape.kept(known, ["x_m", "y_m", COLUMNS[by]], 400)].reset_index(drop=True)
    figure = plot.Figure(_way(drawn["x_m"], drawn["y_m"], tokens.edge, EDGE_PX))
    borders, place = _fifths(drawn[COLUMNS[by]])
    for step, colour in enumerate(SHADES[mode]):
        is_in = place == step
        # Each part reaches to the next point, so that parts touch.
        reaches = is_in | np.concatenate([[False], is_in[:-1]])
        figure.add_trace(_way(drawn["x_m"].where(reaches), drawn["y_m"].where(reaches), colour, COURSE_PX))
    figure.add_trace(_hover(drawn, by, units))
    for trace in _dots(known, units, tokens):
        figure.add_trace(trace)
    figure = theme.lay_out(figure, tokens, f"Route by {by}", _key(borders, by, units), HEIGHT_PX)
    figure.update_layout(margin={"l": 8, "r": 8, "b": 8})
    figure.update_xaxes(visible=False)
    return figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1)


def _way(x: pd.Series, y: pd.Series, colour: str, width: int) -> plot.Trace:
    return plot.scatter(
        x=x.round(1), y=y.round(1), mode="lines", line={"color": colour, "width": width}, hoverinfo="skip"
    )


def _fifths(values: pd.Series) -> tuple[np.ndarray, np.ndarray]:
    """The four borders and the fifth, 0 to 4, of each value; -1 where it is not known."""
    borders = np.nanquantile(values, (0.2, 0.4, 0.6, 0.8)) if values.notna().any() else np.full(4, np.nan)
    return borders, np.where(values.isna(), -1, np.searchsorted(borders, values))


def _hover(rows: pd.DataFrame, by: By, units: Units) -> plot.Trace:
    words = [
        f"{units.to_distance(row.distance_m):.1f} {units.distance}: {_say(getattr(row, COLUMNS[by]), by, units)}"
        for row in rows.itertuples()
    ]
    return plot.scatter(
        x=rows["x_m"],
        y=rows["y_m"],
        mode="markers",
        marker={"size": 12, "opacity": 0},
        hovertext=words,
        hovertemplate=HOVER,
    )


def _say(value: float, by: By, units: Units) -> str:
    if np.isnan(value) or (by == "pace" and value <= 0):
        return f"{by} not recorded"
    return units.say_pace(value) if by == "pace" else f"{units.say_climb(value)} up"


def _key(borders: np.ndarray, by: By, units: Units) -> str:
    if np.isnan(borders).any() or (by == "pace" and borders[0] <= 0):
        return "North is up"
    low, high = (_say(float(border), by, units) for border in (borders[0], borders[-1]))
    return (
        f"Pale: slower than {low}; full: faster than {high}"
        if by == "pace"
        else f"Pale: below {low}; full: above {high}"
    )


def _dots(rows: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    """A dot at each whole km or mile (every second or fifth on long runs), and one at the start."""
    way = rows["distance_m"].to_numpy(float)
    n = int(way[-1] // units.m_per_distance)
    step = next((s for s in (1, 2, 5, 10, 20) if n / s <= MOST_DOTS), 50)
    numbers = np.arange(step, n + 1, step)
    at = numbers * units.m_per_distance
    x, y = (np.interp(at, way, rows[c]) for c in ("x_m", "y_m"))
    marker = {"size": DOT_PX, "color": tokens.page, "line": {"color": tokens.text, "width": 1.5}}
    text = {"mode": "markers+text", "textposition": "top center", "hoverinfo": "skip"}
    along = plot.scatter(x=x, y=y, text=[f"{number}" for number in numbers], marker=marker, **text)
    start = rows.iloc[:1]
    right = {"textposition": "middle right"}
    big = marker | {"size": 12, "color": tokens.text}
    return [along, plot.scatter(x=start["x_m"], y=start["y_m"], text=["  Start"], marker=big, **text | right)]
