"""Pain on its own: a calendar of days, and the 7-day median with its flares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.lines import HOVER, pain_by_day, pain_by_period
from analytics.charts.overview import PAIN_WORDS
from analytics.charts.periods import detail, periods, seven_day_median
from analytics.charts.rows import each
from analytics.charts.shading import in_view, names_height, shade
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import say_pain
from analytics.words import counted, say_date, say_day, say_number

MEDIAN_PX, CELL_PX, KEY_PX, YEAR_GAP = 230, 13, 46, 2
WEEKDAYS = 7
MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# A flare without a score stands at the upper edge, hollow.
UNSCORED_AT = 10.2
FLARES_DRAWN = "Triangles: days you called a flare (hollow: without a score)."
NO_PAIN = "No pain scores in these days yet. Score a day, or import a diary."


def calendar(daily: pd.DataFrame, mode: Mode, *, week_start: int = 0, title: str | None = None) -> go.Figure:
    """A cell per day, a band of seven rows per year, the latest year on top; the darker (on dark: lighter) the worse.

    `daily` is the daily frame (column used: pain). 0 has a colour of its own, a day without a score has none.
    `week_start` is 0 for Monday. No score at all gives a figure that says so.
    """
    tokens = TOKENS[mode]
    pain = daily["pain"].dropna()
    if pain.empty:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    years = range(pain.index[-1].year, pain.index[0].year - 1, -1)
    grid, words = _grid(pain, years, week_start)
    figure = go.Figure(_cells(grid, words, tokens))
    said = _calendar_title(daily["pain"]) if title is None else title
    height = len(grid) * CELL_PX
    theme.lay_out(figure, tokens, said, "A square a day. Empty: no score, which is not 0.", height)
    figure.update_layout(margin_b=KEY_PX + 24, height=figure.layout.height + KEY_PX - 6)
    middles = [year_row * (WEEKDAYS + YEAR_GAP) + 3 for year_row in range(len(years))]
    figure.update_yaxes(
        tickvals=middles, ticktext=[str(y) for y in years], autorange="reversed", showgrid=False, showline=False
    )
    figure.update_xaxes(
        tickvals=[m * 53 / 12 + 1.5 for m in range(0, 12, 2)], ticktext=MONTH_NAMES[::2], showline=False
    )
    return figure


def _grid(pain: pd.Series, years: range, week_start: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores and hover words by (row, week of the year); years under each other with rows between them empty."""
    days = pd.DatetimeIndex(pain.index)
    january = pd.DatetimeIndex([pd.Timestamp(day.year, 1, 1) for day in days])
    offset = (january.day_of_week - week_start) % WEEKDAYS
    week = (days.day_of_year - 1 + offset) // WEEKDAYS
    row = (years[0] - days.year) * (WEEKDAYS + YEAR_GAP) + (days.day_of_week - week_start) % WEEKDAYS
    grid = np.full((len(years) * (WEEKDAYS + YEAR_GAP) - YEAR_GAP, 54), np.nan)
    words = np.full(grid.shape, "", dtype=object)
    grid[row, week] = pain.to_numpy()
    words[row, week] = [f"{say_day(day)}: pain {say_number(score)}" for day, score in pain.items()]  # type: ignore[arg-type]
    return grid, words


def _cells(grid: np.ndarray, words: np.ndarray, tokens: Tokens) -> go.Heatmap:
    return go.Heatmap(
        z=grid,
        zmin=0,
        zmax=10,
        colorscale=[[0, tokens.no_pain], [1, tokens.pain]],
        xgap=1,
        ygap=1,
        hoverongaps=False,
        text=words,
        hovertemplate="%{text}<extra></extra>",
        colorbar={
            "orientation": "h",
            "thickness": 10,
            "len": 0.5,
            "x": 0,
            "xanchor": "left",
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "ypad": 26,
            "tickvals": [0, 5, 10],
            "ticktext": ["0, no pain", "5", "10"],
            "tickfont": {"size": theme.SMALL_PX, "color": tokens.muted},
            "outlinewidth": 0,
        },
    )


def _calendar_title(pain: pd.Series) -> str:
    n_free, n_scored = int((pain == 0).sum()), int(pain.notna().sum())
    return f"{counted(n_free, 'day')} without pain of {n_scored} scored, {len(pain) - n_scored} not scored"


def calendar_table(daily: pd.DataFrame) -> pd.DataFrame:
    """The calendar by month: columns "Month", "Days scored", "Days not scored", "Days without pain", "Pain, median",
    "Pain, highest"."""
    pain = daily["pain"]
    groups = pain.groupby(pd.DatetimeIndex(daily.index).to_period("M"))
    scored = groups.count()
    return pd.DataFrame(
        {
            "Month": [f"{month.strftime('%B')} {month.year}" for month in scored.index],
            "Days scored": scored.to_numpy(),
            "Days not scored": (groups.size() - scored).to_numpy(),
            "Days without pain": (pain == 0).groupby(pd.DatetimeIndex(daily.index).to_period("M")).sum().to_numpy(),
            "Pain, median": groups.median().round(1).to_numpy(),
            "Pain, highest": groups.max().round(1).to_numpy(),
        }
    )


def median_with_flares(
    daily: pd.DataFrame,
    blocks: pd.DataFrame,
    today: pd.Timestamp,
    mode: Mode,
    *,
    week_start: int = 0,
    title: str | None = None,
    has_zoom: bool = True,
) -> go.Figure:
    """Days as dots, the 7-day median as a line, flares as triangles; weekly medians beyond 400 days, then months.

    `daily` is the daily frame (columns used: pain, pain_morning, flare). Flares are the days the reader called one;
    they are drawn at every level of detail. Without `has_zoom` a finger scrolls the page and not the figure.
    """
    tokens = TOKENS[mode]
    if daily["pain"].notna().sum() == 0:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    level = detail(len(daily))
    figure = go.Figure(_medians(daily, today, week_start, tokens))
    flares = _flares(daily)
    figure.add_trace(_triangles(flares, tokens))
    first, last = daily.index[0], daily.index[-1]
    shown = in_view(blocks, first, last)
    said = _flare_title(daily["flare"]) if title is None else title
    top = names_height(shown) + theme.HEADING_PX
    theme.lay_out(figure, tokens, said, FLARES_DRAWN, MEDIAN_PX, is_zoomable=has_zoom, top=top)
    shade(figure, shown, first, last, MEDIAN_PX, tokens)
    theme.date_axis(figure)
    figure.update_xaxes(range=[first, last + pd.Timedelta(days=1)])
    figure.update_yaxes(range=[-0.5, 10.5], tickvals=[0, 2, 4, 6, 8, 10])
    theme.heading(figure, PAIN_WORDS[level], tokens.pain, 1, shift=names_height(shown) + 2)
    return figure


def _medians(daily: pd.DataFrame, today: pd.Timestamp, week_start: int, tokens: Tokens) -> list[go.Scatter]:
    level = detail(len(daily))
    if level == "day":
        scored = daily[daily["pain"].notna()]
        words = [f"{say_day(row.Index)}: {say_pain(row.pain, row.pain_morning)}" for row in each(scored)]
        return pain_by_day(daily["pain"], words, tokens)
    table = periods(daily, today, level, week_start)
    words = [f"From {say_day(row.Index)}: pain usually {say_number(row.pain)}" for row in each(table)]
    return pain_by_period(table, words, tokens)


def _flares(daily: pd.DataFrame) -> pd.DataFrame:
    return daily.loc[daily["flare"] > 0, ["pain", "pain_morning"]]


def _triangles(flares: pd.DataFrame, tokens: Tokens) -> go.Scatter:
    is_scored = flares["pain"].notna()
    return go.Scatter(
        x=flares.index,
        y=flares["pain"].fillna(UNSCORED_AT),
        mode="markers",
        marker={
            "symbol": ["triangle-down" if scored else "triangle-down-open" for scored in is_scored],
            "size": 10,
            "color": tokens.pain,
        },
        hovertext=[f"{say_day(row.Index)}: a flare, {say_pain(row.pain, row.pain_morning)}" for row in each(flares)],
        hovertemplate=HOVER,
    )


def _flare_title(flare: pd.Series) -> str:
    """Counts flares, and how they fall on the two halves of the days in view."""
    n_flares = int((flare > 0).sum())
    if flare.notna().sum() == 0:
        return "Pain, day by day; no day says whether it was a flare"
    if n_flares == 0:
        return "No flare in these days"
    n_late = int((flare.iloc[len(flare) // 2 :] > 0).sum())
    return f"{counted(n_flares, 'flare')}, {n_late or 'none'} of them in the later half"


def median_with_flares_table(daily: pd.DataFrame, today: pd.Timestamp, *, week_start: int = 0) -> pd.DataFrame:
    """The numbers `median_with_flares` draws, a row per day, week or month as it draws them.

    Columns: "Day" (or "Week of", "Month"), "Pain", "Median" (of 7 days, or of the period) and "Flares".
    """
    level = detail(len(daily))
    if level == "day":
        table = {"Pain": daily["pain"], "Median": seven_day_median(daily["pain"]), "Flares": daily["flare"]}
        days = [say_day(day) for day in daily.index]
        return pd.DataFrame({"Day": days, **{name: values.round(1).to_numpy() for name, values in table.items()}})
    rows = periods(daily, today, level, week_start)
    flares = (daily["flare"] > 0).groupby(np.searchsorted(rows.index, daily.index, side="right") - 1).sum()
    return pd.DataFrame(
        {
            "Month" if level == "month" else "Week of": [say_date(day) for day in rows.index],
            "Median": rows["pain"].round(1).to_numpy(),
            "Days scored": rows["n_pain"].to_numpy(),
            "Flares": flares.to_numpy(),
        }
    )
