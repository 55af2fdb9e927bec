"""Training and pain over one time axis: weekly distance, weekly glute sets, daily pain."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analytics.charts import plot, subplots, theme
from analytics.charts.findings import overview_title
from analytics.charts.lines import HOVER, pain_by_day, pain_by_period
from analytics.charts.marks import Mark, mark_days, marks_height, name_blocks
from analytics.charts.rows import each
from analytics.charts.shading import block_names, in_view, names_height, said_of, shade
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised, say_pain, say_sets, say_training
from analytics.periods import Detail, detail, periods
from analytics.words import say_number
from data.daily_schema import COLUMNS
from data.units import Units

NOTHING = "Training and pain"
GAP_PX = 36
BAR_SHARE = 0.86
# The panels from above, each with its height in px.
PANELS_PX = {"distance_m": 110, "glute_sets": 90, "pain": 160}
PAIN_WORDS: dict[Detail, str] = {
    "day": "Pain, 0–10: dots days, line 7-day median",
    "week": "Pain, 0–10: weekly median, band middle half",
    "month": "Pain, 0–10: monthly median, band middle half",
}


def training_and_pain(
    daily: pd.DataFrame,
    blocks: pd.DataFrame,
    today: pd.Timestamp,
    units: Units,
    mode: Mode,
    *,
    chapters: Sequence[Mark] = (),
    title: str | None = None,
    first_weekday: int = 0,
    has_zoom: bool = True,
) -> plot.Figure:
    """Distance, glute sets and pain over one time axis, for the days in `daily`; what has no row has no panel.

    `daily` is `analytics.days.daily` cut to the range in view (columns used: distance_m, glute_sets, pain,
    pain_morning), `blocks` the declared frame, `chapters` the days to mark: those in view stand above the panels with
    a dotted line to their day. Block names stand below the axis. The week that holds `today`, and any
    week that is not recorded to the last day, is hatched. Up to 400 days pain is a dot a day with its 7-day median,
    beyond that weekly medians with quartiles, beyond six years months. `first_weekday` is 0 for Monday, 6 for Sunday.
    `title` defaults to the finding. Without `has_zoom` a finger scrolls the page and not the figure. No rows give a
    figure that says so.
    """
    tokens = TOKENS[mode]
    panels = [name for name in PANELS_PX if daily[name].notna().any()]
    if not panels:
        return theme.nothing(tokens, NOTHING, "Nothing recorded in these days yet. Import a file to begin.")
    level = detail(len(daily))
    table = periods(daily, today, level, first_weekday)
    first, last = table.index[0], table.index[-1] + pd.Timedelta(days=int(table["n_days"].iloc[-1]) - 1)
    shown = in_view(blocks, first, last)
    figure = _panels(daily, table, level, shown, units, tokens, panels)
    height = _height(panels)
    marked = [mark for mark in chapters if first <= mark.day <= last]
    grey = " Grey: blocks." if len(shown) else ""
    every = "Month by month" if level == "month" else "Week by week"
    days = f"{units.say_date(daily.index[0])} to {units.say_date(daily.index[-1])}"
    subtitle = f"{every}, {days}.{grey}{_hatching(table, level, panels)}"
    said = overview_title(daily) if title is None else title
    top = marks_height(marked, first, last) + theme.HEADING_PX
    theme.lay_out(figure, tokens, said, subtitle, height, is_zoomable=has_zoom, top=top)
    figure.meta |= said_of(shown)
    shade(figure, shown.assign(row=-1, wide=""), first, last, height, tokens, has_edges=False)
    _axes(figure, first, last, panels, units)
    mark_days(figure, marked, first, last, tokens)
    _name_panels(figure, panels, level, units, tokens)
    return name_blocks(figure, shown, first, last, names_height(shown), tokens)


def _height(panels: Sequence[str]) -> int:
    return sum(PANELS_PX[name] for name in panels) + GAP_PX * (len(panels) - 1)


def _panels(
    daily: pd.DataFrame,
    table: pd.DataFrame,
    level: Detail,
    shown: pd.DataFrame,
    units: Units,
    tokens: Tokens,
    panels: Sequence[str],
) -> plot.Figure:
    heights = [PANELS_PX[name] for name in panels]
    spacing = GAP_PX / _height(panels)
    figure = subplots.stacked(heights, spacing)
    hover = _hover(table, level, shown, units)
    for row, name in enumerate(panels, start=1):
        if name == "pain" and level == "day":
            traces = pain_by_day(daily["pain"], day_words(daily[daily["pain"].notna()], shown, units), tokens)
        elif name == "pain":
            traces = pain_by_period(table, hover, tokens)
        else:
            shown_values = units.to_distance(table[name]) if name == "distance_m" else table[name]
            colour = tokens.running if name == "distance_m" else tokens.lifting
            traces = [_bars(table, shown_values, name, colour, hover, tokens)]
        figure.add_traces(traces, rows=row, cols=1)
    return figure


def _axes(figure: plot.Figure, first: pd.Timestamp, last: pd.Timestamp, panels: Sequence[str], units: Units) -> None:
    figure.update_xaxes(range=[first, last + pd.Timedelta(days=1)])
    theme.date_axis(figure, units)
    figure.update_yaxes(rangemode="tozero", nticks=4)
    if "pain" in panels:
        figure.update_yaxes(range=[-0.5, 10.5], tickvals=[0, 5, 10], row=len(panels), col=1)


def _name_panels(figure: plot.Figure, panels: Sequence[str], level: Detail, units: Units, tokens: Tokens) -> None:
    """The name of each panel above it, in its colour."""
    per = " a week"
    names = {
        "distance_m": (f"Distance, {units.distance}{per}", tokens.running_text),
        "glute_sets": (f"{capitalised(COLUMNS['glute_sets'].activity)}{per}", tokens.lifting_text),
        "pain": (PAIN_WORDS[level], tokens.pain),
    }
    for row, panel in enumerate(panels, start=1):
        axis = figure.layout["yaxis" if row == 1 else f"yaxis{row}"]
        theme.heading(figure, *names[panel], axis["domain"][1], shift=2, ground=tokens.page)


def _hatching(table: pd.DataFrame, level: Detail, panels: Sequence[str]) -> str:
    """What the hatching means, where a bar has it."""
    is_part = any(table[f"is_part_{name}"].any() for name in panels if name != "pain")
    period = "month" if level == "month" else "week"
    return f" Hatched: not the whole {period}." if is_part else ""


def _bars(
    table: pd.DataFrame, values: pd.Series, column: str, colour: str, hover: list[str], tokens: Tokens
) -> plot.Trace:
    is_part = table[f"is_part_{column}"]
    return plot.bar(
        x=table.index,
        y=values,
        width=table["n_days"] * theme.DAY_MS * BAR_SHARE,
        offset=table["n_days"] * theme.DAY_MS * (1 - BAR_SHARE) / 2,
        marker=theme.hatched(is_part, colour, tokens),
        hovertext=hover,
        hovertemplate=HOVER,
    )


def day_words(daily: pd.DataFrame, blocks: pd.DataFrame, units: Units) -> list[str]:
    """'Tue 3 Mar 2026: 7.5 mi, 0 glute sets, pain 3 in the morning', and the block: one text a row."""
    names = block_names(blocks, pd.DatetimeIndex(daily.index))
    said = []
    for row, name in zip(each(daily), names, strict=True):
        trained = say_training(row.distance_m, row.glute_sets, units)
        block = f"<br>Block: {theme.wrap(name, theme.TITLE_CHARS)}" if name else ""
        said.append(f"{units.say_day(row.Index)}: {trained},<br>{say_pain(row.pain, row.pain_morning)}{block}")
    return said


def _hover(table: pd.DataFrame, level: Detail, blocks: pd.DataFrame, units: Units) -> list[str]:
    names = block_names(blocks, pd.DatetimeIndex(table.index))
    said = []
    for row, name in zip(each(table), names, strict=True):
        when = f"{row.Index:%B} {row.Index.year}" if level == "month" else f"Week of {units.say_day(row.Index)}"
        parts = [
            _so_far(units.say_distance(row.distance_m), row.distance_m, row.is_part_distance_m, "distance"),
            _so_far(say_sets(row.glute_sets), row.glute_sets, row.is_part_glute_sets, "glute sets"),
        ]
        pain = f"pain usually {say_number(row.pain)} ({row.n_pain:.0f} scores)" if row.n_pain > 0 else "no pain score"
        block = f"<br>Block: {theme.wrap(name, theme.TITLE_CHARS)}" if name else ""
        mean = " in the mean week" if level == "month" else ""
        said.append(f"{when}:<br>{', '.join(parts)}{mean},<br>{pain}{block}")
    return said


def _so_far(words: str, value: float, is_part: bool, what: str) -> str:
    if value != value:
        return f"{what} not recorded"
    return f"{words} on the days recorded" if is_part else words


def training_and_pain_table(
    daily: pd.DataFrame, today: pd.Timestamp, units: Units, *, first_weekday: int = 0
) -> pd.DataFrame:
    """The numbers that `training_and_pain` draws: a row per week (a month beyond six years), rounded.

    Columns: "Week of" (or "Month"), "Distance, mi" (or km), "Glute sets", "Pain, median", "Days with a pain score",
    "Complete" ("yes" or "no"). Missing stays missing.
    """
    level = detail(len(daily))
    table = periods(daily, today, level, first_weekday)
    is_part = table["is_part_distance_m"] | table["is_part_glute_sets"]
    return pd.DataFrame(
        {
            "Month" if level == "month" else "Week of": [units.say_date(day) for day in table.index],
            f"Distance, {units.distance}": units.to_distance(table["distance_m"]).round(1).to_numpy(),
            "Glute sets": table["glute_sets"].round(1).to_numpy(),
            "Pain, median": table["pain"].round(1).to_numpy(),
            "Days with a pain score": table["n_pain"].astype("int64").to_numpy(),
            "Complete": is_part.map({True: "no", False: "yes"}).to_numpy(),
        }
    )
