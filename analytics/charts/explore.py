"""Two columns by hand: the days as dots under their fifths, both over time."""

from __future__ import annotations

from html import escape

import numpy as np
import pandas as pd

from analytics.charts import fifths, pair_title, plot, ramps, subplots, theme
from analytics.charts.axes import Axis
from analytics.charts.jitter import offsets
from analytics.charts.lines import HOVER
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised, say_later
from analytics.explore import cells, curve
from analytics.explore.fifths import are_fifths
from analytics.periods import DAYS_WITH_DOTS, detail, starts
from analytics.words import counted, say_number

SCATTER_PX, PANEL_PX, GAP_PX = 380, 92, 44
LARGEST_PX, SMALLEST_PX = 21, 5
# Cells are a dot for many days from here on; below, each day is its own dot.
MANY_DAYS = 150
# Up to three months two lines of days can be told apart.
DAYS_AS_DAYS = 92
JITTER_SHARE = 0.016
SEEN_THROUGH = 0.9
ABOVE_PX = 66


def scatter(
    days: pd.DataFrame, across: Axis, up: Axis, mode: Mode, lag: int = 0, colours: pd.Series | None = None
) -> plot.Figure:
    """The days as dots, the mean of each fifth with its range over them, mean and number of days above.

    `days` as from `analytics.explore.paired`, SI. A dot's area is its number of days; with `colours` (a word a day)
    each day is a dot of its own. `customdata` of a dot: its place in SI, or its day (ISO) where it is one day.
    """
    tokens = TOKENS[mode]
    figure = plot.Figure()
    is_single = colours is not None or len(days) <= MANY_DAYS
    if is_single:
        figure.add_traces(_single(days, across, up, colours, mode))
    elif len(days):
        figure.add_trace(_dots(days, across, up, tokens))
    groups = fifths.over(figure, days, across, up, tokens)
    has_curve = _smooth(figure, days, across, up, tokens)
    what = "each dot a day" if is_single else "a dot's area is how many"
    later = "" if lag == 0 else f", {up.name} {say_later(lag)}"
    plain, fact = f"{capitalised(up.name)} by {across.name}", pair_title.fact(groups, across, up)
    part = "fifth" if are_fifths(groups) else "group"
    lines = f" Lines: mean of each {part}, its range and count." if len(groups) else ""
    lines += " Dashed: smooth mean." if has_curve else ""
    drawn = f"{counted(len(days), 'day')}{later}; {what}.{lines}"
    theme.lay_out(
        figure,
        tokens,
        fact or plain,
        drawn,
        SCATTER_PX,
        top=ABOVE_PX if len(groups) else 0,
    )
    fifths.above(figure, groups, across, up, tokens)
    _room(figure, days, across, up)
    has_key = colours is not None
    figure.update_layout(
        margin={"b": 80 if has_key else 46}, height=figure.layout["height"] + (50 if has_key else 16),
        showlegend=has_key,
        legend={"orientation": "h", "y": -0.16, "x": 0, "yanchor": "top", "itemsizing": "constant",
                "itemclick": False, "itemdoubleclick": False, "font": {"color": tokens.text}},
        dragmode=False, clickmode="event+select",
    )  # fmt: skip
    figure.update_xaxes(title={"text": across.label, "font": {"size": theme.SMALL_PX}, "standoff": 6})
    return figure


def _smooth(figure: plot.Figure, days: pd.DataFrame, across: Axis, up: Axis, tokens: Tokens) -> bool:
    """Whether there are days enough for a smooth mean; draws it."""
    found = curve(days)
    if len(found):
        figure.add_trace(
            plot.scatter(
                x=across.shown(found["across"]), y=up.shown(found["up"]), mode="lines", hoverinfo="skip",
                line={"color": tokens.text, "width": 1.6, "dash": "dash"}, showlegend=False,
            )
        )  # fmt: skip
    return bool(len(found))


def _room(figure: plot.Figure, days: pd.DataFrame, across: Axis, up: Axis) -> None:
    if len(days):
        x = across.shown(days["across"])
        room = float(np.ptp(x)) * 0.03 or 1.0
        figure.update_xaxes(range=[float(x.min()) - room, float(x.max()) + room])
    figure.update_yaxes(**up.fixed)
    if up.column == "easy_pace" and len(days):
        from analytics.charts.scale import pace_axis

        figure.update_yaxes(autorange=None, **pace_axis(up.shown(days["up"]).to_numpy(float)))


def _dots(days: pd.DataFrame, across: Axis, up: Axis, tokens: Tokens) -> plot.Trace:
    found = cells(days)
    size = np.sqrt(found["n"] / found["n"].max()) * LARGEST_PX
    words = [
        f"{across.name} about {say_number(across.shown(c.across), 0)} {across.unit}".rstrip()
        + f",<br>{up.name} {up.said(up.shown(c.up))}: {counted(c.n, 'day')}"
        for c in each(found)
    ]
    return plot.scatter(
        x=across.shown(found["across"]), y=up.shown(found["up"]), mode="markers",
        marker={"color": theme.faint(tokens.pain, 0.5), "size": size.clip(lower=SMALLEST_PX), "line": {"width": 0}},
        customdata=found[["across", "up"]].to_numpy().tolist(), hovertext=words, hovertemplate=HOVER,
        unselected={"marker": {"opacity": 1}},
        selected={"marker": {"color": tokens.lifting}},
    )  # fmt: skip


def _single(days: pd.DataFrame, across: Axis, up: Axis, colours: pd.Series | None, mode: Mode) -> list[plot.Trace]:
    tokens = TOKENS[mode]
    y = up.shown(days["up"])
    shift = offsets(len(days), float(10 if up.is_score else max(np.ptp(y), 1e-9) if len(y) else 1) * JITTER_SHARE)
    shown = pd.DataFrame({"x": across.shown(days["across"]), "y": y + shift, "up": y}, index=days.index)
    by = pd.Series("", index=days.index) if colours is None else colours.reindex(days.index).fillna("none")
    names = list(dict.fromkeys(by.sort_index()))
    hues = _hues(names, tokens, mode)
    traces = []
    for name in names:
        part = shown[by == name]
        words = [
            f"{up.units.say_day(row.Index)}: {up.name} {up.said(row.up)},<br>{across.name} {say_number(row.x)} "
            f"{across.unit}".rstrip()
            for row in each(part)
        ]
        iso = [f"{day:%Y-%m-%d}" for day in part.index]
        traces.append(
            plot.scatter(
                x=part["x"], y=part["y"], mode="markers", name=escape(name, quote=False), customdata=iso,
                marker={"color": hues[name], "size": 6, "opacity": SEEN_THROUGH},
                hovertext=words, hovertemplate=HOVER, unselected={"marker": {"opacity": SEEN_THROUGH}},
                selected={"marker": {"color": tokens.lifting, "opacity": 1}},
            )
        )  # fmt: skip
    return traces


def _hues(names: list[str], tokens: Tokens, mode: Mode) -> dict[str, str]:
    """Days outside a block pale, the others from one end of a ramp to the other."""
    named = [name for name in names if name != "none"]
    if named == [""]:
        return {"": theme.faint(tokens.pain, 0.55)}
    return {"none": tokens.pale} | ramps.spread(named, mode)


def over_time(daily: pd.DataFrame, across: Axis, up: Axis, mode: Mode) -> plot.Figure:
    """Both over time, one above the other on one time axis: means of weeks (months beyond six years).

    `daily` holds the columns `across` and `up`, SI, a calendar without a gap; up to three months of it as days.
    """
    tokens = TOKENS[mode]
    kind = "day" if len(daily) <= DAYS_AS_DAYS else detail(max(len(daily), DAYS_WITH_DOTS + 1))
    share = PANEL_PX / (2 * PANEL_PX + GAP_PX)
    figure = subplots.stacked([0.5, 0.5], 1 - 2 * share)
    for row, (column, of) in enumerate((("across", across), ("up", up)), start=1):
        values = of.shown(daily[column])
        means = values if kind == "day" else values.groupby(starts(pd.DatetimeIndex(daily.index), kind)).mean()
        known = means.dropna()
        period = "" if kind == "day" else f"{kind.capitalize()} of "
        says = {day: f"{period}{up.units.say_day(day)}: {of.name} {of.said(value)}" for day, value in known.items()}
        words = [says.get(day, "") for day in means.index]
        colour = of.hue(tokens)
        figure.add_trace(
            plot.scatter(x=means.index, y=means, mode="lines+markers" if kind == "day" else "lines",
                       line={"color": colour, "width": 1.6}, marker={"size": 5}, connectgaps=False,
                       hovertext=words, hovertemplate=HOVER),
            row=row, col=1,
        )  # fmt: skip
    height, drawn = 2 * PANEL_PX + GAP_PX, "Each day." if kind == "day" else f"Mean of each {kind}."
    theme.lay_out(figure, tokens, "The same two over time", drawn, height, top=theme.HEADING_PX)
    theme.date_axis(figure, up.units)
    if len(daily):
        theme.clip_dates(figure, daily.index[0], daily.index[-1])
    for row, of in enumerate((across, up), start=1):
        figure.update_yaxes(**({"rangemode": "tozero", "nticks": 4} | of.fixed | _few_ticks(of)), row=row, col=1)
    theme.heading(figure, across.label, across.text_hue(tokens), 1)
    theme.heading(figure, up.label, up.text_hue(tokens), share)
    return figure


def _few_ticks(of: Axis) -> dict[str, list[int]]:
    return {"tickvals": [0, 5, 10]} if of.is_score else {}


def table(groups: pd.DataFrame, across: Axis, up: Axis) -> pd.DataFrame:
    """The fifths as they are said: columns "<Across> from", "to", "<Up>, mean", "From", "To", "Days"."""
    shown = fifths.shown(groups, across, up)
    made = pd.DataFrame({f"{across.label}, from": shown["start"].round(1), "to": shown["end"].round(1)})
    for name, title in (("mean", f"{capitalised(up.name)}, mean"), ("low", "Low"), ("high", "High")):
        made[title] = ["" if value != value else up.said(value) for value in shown[name]]
    return made.assign(Days=shown["n"].astype("int64"))
