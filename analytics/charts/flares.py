"""Flares lined up at their first day: all of them as one chart, each as a small picture."""

from __future__ import annotations

from html import escape

import pandas as pd

from analytics.charts import plot, subplots, theme
from analytics.charts.lines import HOVER, bands
from analytics.charts.rows import each
from analytics.charts.scale import PAIN_RANGE
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.pain.flares import AFTER_DAYS, BEFORE_DAYS, LinedUp
from analytics.words import counted, say_number
from data.units import Units

ROWS_PX, GAP_PX = (72, 56, 96), 46
PANELS_PX = sum(ROWS_PX) + 2 * GAP_PX
BAR_SHARE = 0.82
# The usual is written at the right of its line.
RIGHT_PX = 86
NAMES = ("distance_m", "glute_sets", "pain")


def lined_up(found: LinedUp, units: Units, mode: Mode, *, where: str = "pain") -> plot.Figure:
    """The mean day around the first day of a flare: distance, glute sets, pain with its middle half, usual dashed.

    Panels of what the log lacks are left out. `where` names the place that hurts.
    """
    tokens = TOKENS[mode]
    known = [name for name in NAMES if found.mean[name].notna().any()]
    if not known:
        return theme.nothing(tokens, "Flares lined up", "Three flares with known days around them are needed.")
    heights = [ROWS_PX[NAMES.index(name)] for name in known]
    height = sum(heights) + GAP_PX * (len(known) - 1)
    gap = GAP_PX / height if len(known) > 1 else 0.0
    figure = subplots.stacked(heights, gap)
    for row, name in enumerate(known, start=1):
        figure.add_traces(_traces(found, name, units, tokens), rows=row, cols=1)
    drawn = "Day 0: its start. Bars: mean. Band: middle half. Dashed: usual."
    theme.lay_out(figure, tokens, title(found, units), drawn, height, top=theme.HEADING_PX)
    figure.update_layout(margin={"r": RIGHT_PX})
    figure.add_shape(
        type="rect", x0=-0.5, x1=0.5, xref="x", y0=0, y1=1, yref="paper",
        fillcolor=tokens.block, line={"width": 0}, layer="below",
    )  # fmt: skip
    _axes(figure, found, known, units, tokens)
    top = 1.0
    for name, px in zip(known, heights, strict=True):
        colour = {"distance_m": tokens.running_text, "glute_sets": tokens.lifting_text}.get(name, tokens.text)
        theme.heading(figure, _label(name, units, where), colour, top, shift=2)
        top -= (px + GAP_PX) / height
    return figure


def _label(name: str, units: Units, where: str) -> str:
    names = {"distance_m": f"Distance a day, {units.distance}", "glute_sets": "Glute sets a day"}
    return names.get(name, f"{where[:1].upper()}{where[1:]}, 0–10")


def title(found: LinedUp, units: Units) -> str:
    """'The week before a flare had 38 mi, usually 35': a fact, no cause; counts flares where no week is whole."""
    n, week, usual = len(found.flares), found.week_before_m, found.usual["distance_m"] * 7
    if n < 3 or week != week or usual != usual:
        return f"{counted(n, 'flare')}, lined up at the first day"
    return f"The week before a flare had {_whole(week, units)} {units.distance}, usually {_whole(usual, units)}"


def _whole(metres: float, units: Units) -> str:
    return say_number(float(units.to_distance(metres)), 0)


def _shown(values: pd.Series, name: str, units: Units) -> pd.Series:
    return units.to_distance(values) if name == "distance_m" else values


def _traces(found: LinedUp, name: str, units: Units, tokens: Tokens) -> list[plot.Trace]:
    mean = found.mean
    y = _shown(mean[name], name, units)
    words = [_words(offset, value, name, units) for offset, value in zip(mean["offset"], y, strict=True)]
    if name != "pain":
        colour = tokens.running if name == "distance_m" else tokens.lifting
        bar = {"color": colour, "line": {"width": 0}}
        return [plot.bar(x=mean["offset"], y=y, width=BAR_SHARE, marker=bar, hovertext=words, hovertemplate=HOVER)]
    half = bands(pd.Index(mean["offset"]), mean["pain_low"], mean["pain_high"], theme.faint(tokens.pain))
    line = {"color": tokens.pain, "width": 2}
    return [
        *half,
        plot.scatter(x=mean["offset"], y=y, mode="lines+markers", marker={"size": 4}, line=line, connectgaps=False,
                   hovertext=words, hovertemplate=HOVER),
    ]  # fmt: skip


def say_offset(offset: int) -> str:
    """'14 days before', 'day 0', '1 day after'."""
    return "day 0" if offset == 0 else f"{counted(abs(offset), 'day')} {'before' if offset < 0 else 'after'}"


def _words(offset: int, value: float, name: str, units: Units) -> str:
    unit = {"distance_m": f" {units.distance}", "glute_sets": " glute sets"}.get(name, "")
    pain = "pain " if name == "pain" else ""
    when = say_offset(int(offset))
    return f"{when[:1].upper()}{when[1:]}: {pain}{say_number(value)}{unit} on average" if value == value else ""


def _axes(figure: plot.Figure, found: LinedUp, known: list[str], units: Units, tokens: Tokens) -> None:
    figure.update_xaxes(
        range=[-BEFORE_DAYS - 0.6, AFTER_DAYS + 0.6], tickvals=[-14, -7, 0, 7],
        ticktext=["14 before", "7 before", "<b>day 0</b>", "7 after"], showgrid=False,
    )  # fmt: skip
    for row, name in enumerate(known, start=1):
        usual = float(_shown(pd.Series([found.usual[name]]), name, units).iloc[0])
        if name == "pain":
            figure.update_yaxes(range=PAIN_RANGE, tickvals=[0, 5, 10], row=row, col=1)
        else:
            figure.update_yaxes(rangemode="tozero", nticks=4, row=row, col=1)
        if usual == usual:
            dash = {"color": tokens.text, "width": 1, "dash": "dash"}
            figure.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=usual, y1=usual, line=dash, row=row, col=1)
            figure.add_annotation(
                text=f"usually {say_number(usual)}", x=1, xref="x domain", xanchor="left", xshift=4, y=usual,
                yanchor="middle", showarrow=False, font={"size": theme.SMALL_PX, "color": tokens.text},
                row=row, col=1,
            )  # fmt: skip


def lined_up_table(found: LinedUp, units: Units) -> pd.DataFrame:
    """What `lined_up` draws, a row a day: "Day", "Distance, mi" (or km), "Glute sets", "Pain", "From", "To"."""
    mean = found.mean
    return pd.DataFrame(
        {
            "Day": [say_offset(int(offset)) for offset in mean["offset"]],
            f"Distance, {units.distance}": units.to_distance(mean["distance_m"]).round(1),
            "Glute sets": mean["glute_sets"].round(1),
            "Pain": mean["pain"].round(1),
            "From": mean["pain_low"].round(1),
            "To": mean["pain_high"].round(1),
            "Flares with a score": mean["n"],
        }
    )


# A small picture: three strips on one scale for all flares, the first day shaded.
WIDTH, HEIGHT, STEP = 220, 128, 10
RUN_FOOT, SETS_FOOT, PAIN_TOP, PAIN_FOOT = 44, 66, 76, 126


def small(around: pd.DataFrame, most: tuple[float, float], mode: Mode) -> str:
    """One flare as an SVG picture: bars of distance and of glute sets, pain as a line with its gaps.

    `around` as from `LinedUp.around`; `most` are the longest day in metres and the most sets a day of all that stand
    side by side, so that they share a scale; pain is always 0-10.
    """
    tokens = TOKENS[mode]
    middle = BEFORE_DAYS * STEP
    parts = [f'<rect x="{middle}" y="0" width="{STEP}" height="{HEIGHT}" fill="{tokens.block}"/>']
    for name, foot, room, colour, top in (
        ("distance_m", RUN_FOOT, RUN_FOOT - 2, tokens.running, most[0]),
        ("glute_sets", SETS_FOOT, SETS_FOOT - RUN_FOOT - 6, tokens.lifting, most[1]),
    ):
        parts.append(f'<rect x="0" y="{foot}" width="{WIDTH}" height="1" fill="{tokens.grid}"/>')
        parts += [
            _bar(row.offset, getattr(row, name) / top * room, foot, colour)
            for row in each(around)
            if top > 0 and getattr(row, name) > 0
        ]
    return _svg([*parts, *_pain(around, tokens)])


def _bar(offset: int, height: float, foot: int, colour: str) -> str:
    left = (offset + BEFORE_DAYS) * STEP + 1
    return f'<rect x="{left}" y="{foot - height:.1f}" width="{STEP - 2}" height="{height:.1f}" fill="{colour}"/>'


def _pain(around: pd.DataFrame, tokens: Tokens) -> list[str]:
    made = [
        f'<rect x="0" y="{y}" width="{WIDTH}" height="1" fill="{colour}"/>'
        for y, colour in ((PAIN_TOP, tokens.grid), (PAIN_FOOT, tokens.edge))
    ]
    scored = around["pain"].notna()
    stretch = (scored != scored.shift()).cumsum()[scored]
    for _, part in around[scored].groupby(stretch):
        points = [_point(row) for row in each(part)]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        made.append(f'<polyline points="{path}" fill="none" stroke="{tokens.pain}" stroke-width="1.6"/>')
        if len(points) == 1:
            made.append(f'<circle cx="{points[0][0]:.1f}" cy="{points[0][1]:.1f}" r="1.6" fill="{tokens.pain}"/>')
    for row in each(around[scored & (around["offset"] == 0)]):
        x, y = _point(row)
        made.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{tokens.pain}"/>')
    return made


def _point(row: object) -> tuple[float, float]:
    offset, pain = float(row.offset), float(row.pain)  # type: ignore[attr-defined]
    return (offset + BEFORE_DAYS + 0.5) * STEP, PAIN_FOOT - pain / 10 * (PAIN_FOOT - PAIN_TOP)


def _svg(parts: list[str]) -> str:
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def most_of(days: pd.DataFrame) -> tuple[float, float]:
    """The longest day (m) and the most glute sets a day of the `days` that stand side by side; 0 where unknown."""
    metres, sets = (float(days[name].max()) for name in ("distance_m", "glute_sets"))
    return (metres if metres == metres else 0.0, sets if sets == sets else 0.0)


def say_small(flare: pd.Series, units: Units) -> tuple[str, str, str]:
    """Its day, its pain and what came before: '28 Sep 2026', 'pain 5', '81 mi in 7 days, 32 sets in 14'."""
    pain = f"pain {say_number(flare['highest'])}" if flare["highest"] == flare["highest"] else ""
    parts = []
    if flare["distance_7d_m"] == flare["distance_7d_m"]:
        parts.append(f"{_whole(flare['distance_7d_m'], units)} {units.distance} in 7 days")
    if flare["glute_sets_14d"] == flare["glute_sets_14d"]:
        parts.append(f"{say_number(flare['glute_sets_14d'], 0)} sets in 14")
    return units.say_date(flare["start"]), pain, escape(", ".join(parts), quote=False)
