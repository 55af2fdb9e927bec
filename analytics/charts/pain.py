"""Pain on its own: the 7-day median with its flares, and the calendar of days."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import plot, subplots, theme
from analytics.charts.lines import HOVER, pain_by_day, pain_by_period
from analytics.charts.overview import PAIN_WORDS
from analytics.charts.pain_calendar import NO_PAIN, calendar, calendar_table
from analytics.charts.rows import each
from analytics.charts.scale import PAIN_RANGE, PAIN_TICKS
from analytics.charts.shading import in_view, names_height, said_of, shade
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import say_pain
from analytics.periods import detail, periods, seven_day_median
from analytics.words import counted, say_number
from data.units import METRIC, Units

__all__ = ["calendar", "calendar_table", "median_with_flares", "median_with_flares_table"]

MEDIAN_PX, FLARES_PX, FLARES_GAP_PX = 230, 34, 52
# A flare without a score stands at the upper edge, hollow.
UNSCORED_AT = 10.2
FLARES_DRAWN = "Triangles: flares (hollow: no score)."
FLARES_COUNTED = "Bars: days you called a flare."
DAY, YEAR, LATELY = pd.Timedelta(days=1), pd.Timedelta(days=365), pd.Timedelta(days=28)
# Shorter times are said in days; two years are compared as they are where scored days differ by less (conventions).
DAYS_SAID, DAYS_OF_A_MONTH = 60, 30.44
ALIKE_SHARE = 0.15


def median_with_flares(
    daily: pd.DataFrame,
    blocks: pd.DataFrame,
    today: pd.Timestamp,
    mode: Mode,
    *,
    units: Units = METRIC,
    first_weekday: int = 0,
    title: str | None = None,
    has_zoom: bool = True,
) -> plot.Figure:
    """Days as dots, the 7-day median as a line, flares as triangles; beyond 400 days weekly (then monthly) medians
    over a row of bars that count the flare days of each.

    `daily` is the daily frame (columns used: pain, pain_morning, flare), drawn from its first scored or flare day on.
    Flares are the days the reader called one; all are drawn at every level of detail. Without `has_zoom` a finger
    scrolls the page and not the figure. `meta` says whose the letters of the blocks are (`shading.said_of`).
    """
    tokens = TOKENS[mode]
    if daily["pain"].notna().sum() == 0:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    daily = _from_first_word(daily)
    level = detail(len(daily))
    first, last = daily.index[0], daily.index[-1]
    shown = in_view(blocks, first, last)
    names_px = names_height(shown)
    figure, height = _panels(daily, today, first_weekday, units, tokens)
    said = _flare_title(daily, units) if title is None else title
    has_bars = level != "day" and bool((daily["flare"] > 0).any())
    drawn = FLARES_COUNTED if has_bars else FLARES_DRAWN if level == "day" else ""
    theme.lay_out(figure, tokens, said, drawn, height, is_zoomable=has_zoom, top=names_px + theme.HEADING_PX)
    shade(figure, shown, first, last, height, tokens)
    figure.meta |= said_of(shown)
    theme.date_axis(figure, units)
    figure.update_xaxes(range=_ends(first, last))
    figure.update_layout(yaxis={"range": PAIN_RANGE, "tickvals": PAIN_TICKS})
    theme.heading(figure, PAIN_WORDS[level], tokens.pain, 1, shift=names_px + 2)
    if has_bars:
        theme.heading(figure, f"Flare days a {level}", tokens.pain, FLARES_PX / height, shift=2)
    return figure


def _ends(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """The ends of the axis of days; of few days each stands whole and amid its share."""
    is_few = (last - first).days < theme.FEW_DAYS
    return [first - DAY / 2, last + DAY / 2] if is_few else [first, last + DAY]


def _from_first_word(daily: pd.DataFrame) -> pd.DataFrame:
    """The days from the first that is scored or called a flare on: years of running before the diary say nothing."""
    is_told = daily["pain"].notna() | (daily["flare"] > 0)
    return daily.loc[is_told.idxmax() :]


def _panels(
    daily: pd.DataFrame, today: pd.Timestamp, first_weekday: int, units: Units, tokens: Tokens
) -> tuple[plot.Figure, int]:
    """The figure, with a second panel where there are flares to count, and the height of its panels in px."""
    lines = _medians(daily, today, first_weekday, units, tokens)
    if detail(len(daily)) == "day" or not (daily["flare"] > 0).any():
        return plot.Figure([*lines, _triangles(_flares(daily), units, tokens)]), MEDIAN_PX
    height = MEDIAN_PX + FLARES_GAP_PX + FLARES_PX
    figure = subplots.stacked([MEDIAN_PX, FLARES_PX], FLARES_GAP_PX / height)
    figure.add_traces(lines, rows=1, cols=1)
    figure.add_trace(_flare_bars(daily, today, first_weekday, units, tokens), 2, 1)
    figure.update_yaxes(rangemode="tozero", nticks=3, row=2, col=1)
    return figure, height


def flare_days(daily: pd.DataFrame, today: pd.Timestamp, first_weekday: int) -> pd.DataFrame:
    """The weeks or months of `periods` with `flares`, the number of their days that were called a flare."""
    rows = periods(daily, today, detail(len(daily)), first_weekday)
    place = np.searchsorted(rows.index, daily.index, side="right") - 1
    return rows.assign(flares=(daily["flare"] > 0).groupby(place).sum().to_numpy())


def _flare_bars(
    daily: pd.DataFrame, today: pd.Timestamp, first_weekday: int, units: Units, tokens: Tokens
) -> plot.Trace:
    rows = flare_days(daily, today, first_weekday)
    return plot.bar(
        x=rows.index,
        y=rows["flares"],
        width=rows["n_days"] * theme.DAY_MS,
        offset=0,
        marker={"color": tokens.pain, "line": {"width": 0}},
        hovertext=[f"From {units.say_day(row.Index)}: {counted(row.flares, 'flare day')}" for row in each(rows)],
        hovertemplate=HOVER,
    )


def _medians(
    daily: pd.DataFrame, today: pd.Timestamp, first_weekday: int, units: Units, tokens: Tokens
) -> list[plot.Trace]:
    level = detail(len(daily))
    if level == "day":
        scored = daily[daily["pain"].notna()]
        words = [f"{units.say_day(row.Index)}: {say_pain(row.pain, row.pain_morning)}" for row in each(scored)]
        return pain_by_day(daily["pain"], words, tokens)
    table = periods(daily, today, level, first_weekday)
    words = [f"From {units.say_day(row.Index)}: pain usually {say_number(row.pain)}" for row in each(table)]
    return pain_by_period(table, words, tokens)


def _flares(daily: pd.DataFrame) -> pd.DataFrame:
    return daily.loc[daily["flare"] > 0, ["pain", "pain_morning"]]


def _triangles(flares: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    is_scored = flares["pain"].notna()
    return plot.scatter(
        x=flares.index,
        y=flares["pain"].fillna(UNSCORED_AT),
        mode="markers",
        marker={
            "symbol": ["triangle-down" if scored else "triangle-down-open" for scored in is_scored],
            "size": 10,
            "color": tokens.pain,
        },
        hovertext=[
            f"{units.say_day(row.Index)}: a flare, {say_pain(row.pain, row.pain_morning)}" for row in each(flares)
        ],
        hovertemplate=HOVER,
    )


def _flare_title(days: pd.DataFrame, units: Units) -> str:
    """Counts flare days (not flares, which last several): the last 12 months against the 12 before, where both are in
    view, else all of them and the last."""
    if days["flare"].notna().sum() == 0:
        return f"Pain, {detail(len(days))} by {detail(len(days))}; no day says whether it was a flare"
    is_flare = days["flare"] > 0
    if not is_flare.any():
        return "No flare day in view"
    until = days.index[days["pain"].notna() | days["flare"].notna()][-1]
    since, before = until - YEAR, until - 2 * YEAR
    if days.index[0] > before + DAY:
        when = f"the last on {units.say_date(days.index[is_flare][-1])}"
        return f"{counted(int(is_flare.sum()), 'flare day')} in the {_span(days.index)} in view, {when}"
    last, earlier = days[since + DAY : until], days[before + DAY : since]
    whose = "the last 12 months" if days.index[-1] - until <= LATELY else "the diary's last 12 months"
    return f"{_flares_of(last, earlier)} in {whose}, {_flares_of(earlier, last, is_first=False)} in the 12 before"


def _flares_of(days: pd.DataFrame, other: pd.DataFrame, *, is_first: bool = True) -> str:
    """'12 flare days', with the days scored where the two years were scored too differently to compare."""
    n, scored, beside = (
        int((days["flare"] > 0).sum()),
        int(days["pain"].notna().sum()),
        int(other["pain"].notna().sum()),
    )
    said = (counted(n, "flare day") if n else "no flare day") if is_first else str(n or "none")
    is_alike = abs(scored - beside) <= ALIKE_SHARE * max(scored, beside)
    return said if is_alike else f"{said} ({counted(scored, 'day')} scored)"


def _span(days: pd.Index) -> str:
    """'40 days', '5 months'."""
    n_days = (days[-1] - days[0]).days + 1
    return counted(n_days, "day") if n_days < DAYS_SAID else f"{n_days / DAYS_OF_A_MONTH:.0f} months"


def median_with_flares_table(
    daily: pd.DataFrame, today: pd.Timestamp, *, units: Units = METRIC, first_weekday: int = 0
) -> pd.DataFrame:
    """The numbers `median_with_flares` draws, a row per day, week or month as it draws them.

    Columns: "Day" (or "Week of", "Month"), "Pain", "Median" (of 7 days, or of the period) and "Flare days".
    """
    daily = _from_first_word(daily)
    level = detail(len(daily))
    if level == "day":
        table = {"Pain": daily["pain"], "Median": seven_day_median(daily["pain"]), "Flare days": daily["flare"]}
        days = [units.say_day(day) for day in daily.index]
        return pd.DataFrame({"Day": days, **{name: values.round(1).to_numpy() for name, values in table.items()}})
    rows = flare_days(daily, today, first_weekday)
    return pd.DataFrame(
        {
            "Month" if level == "month" else "Week of": [units.say_date(day) for day in rows.index],
            "Median": rows["pain"].round(1).to_numpy(),
            "Days scored": rows["n_pain"].to_numpy(),
            "Flare days": rows["flares"].to_numpy(),
        }
    )
