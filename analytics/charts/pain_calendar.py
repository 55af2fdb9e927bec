"""Pain as a calendar of days, a band a year."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.words import counted, say_number
from data.units import METRIC, Units

CELL_PX, KEY_PX, LETTER_PX = 13, 46, 10
WEEKDAYS, YEAR_GAP = 7, 2
YEAR_ROWS = WEEKDAYS + YEAR_GAP
WEEKDAY_LETTERS = "MTWTFSS"
# This year and the last: what fits a screen.
N_YEARS = 2
N_WEEKS = 54
# A diary of a few months within one year is drawn with its own months only, in cells that a thumb can hit.
FEW_WEEKS, LARGE_CELL_PX = 27, 24
# Half the side of the frame around a 0, in cells: just inside the gap between them.
FRAME = 0.4
MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
NO_PAIN = "No pain scores in these days yet. Score a day, or import a diary."


def calendar(
    daily: pd.DataFrame,
    mode: Mode,
    *,
    units: Units = METRIC,
    first_weekday: int = 0,
    n_years: int | None = N_YEARS,
    title: str | None = None,
    goes_on: bool = True,
) -> plot.Figure:
    """A cell per day, a band of seven rows per year, the latest year on top; the darker (on dark: lighter) the worse.

    `daily` is the daily frame (column used: pain), of which the last `n_years` calendar years with scores are drawn
    (None: all that have any); of a diary within half of one year only its months. A day at 0 is outlined, a day
    without a score is empty. `first_weekday` is 0 for Monday. No score at all gives a figure that says so. The title,
    where none is given, counts the days since the first, or, where the diary no longer goes on, until the last.
    """
    tokens = TOKENS[mode]
    pain = since_first_score(daily)["pain"]
    if pain.empty:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    scored = sorted({day.year for day in pain.index[pain.notna()]}, reverse=True)
    years = scored if n_years is None else [year for year in scored if year > scored[0] - n_years]
    pain = pain[pain.index.year >= years[-1]]
    grid, words = _grid(pain.dropna(), years, first_weekday, units)
    figure = plot.Figure([_cells(grid, words, tokens), _outlines(grid, tokens)])
    said = _calendar_title(pain, units, goes_on) if title is None else title
    first, last = _weeks_in_view(pain.dropna(), years, first_weekday)
    height = len(grid) * (CELL_PX if last - first >= FEW_WEEKS else LARGE_CELL_PX)
    drawn = "A square a day, outlined where pain was 0. Empty: no score, which is not 0."
    theme.lay_out(figure, tokens, said, drawn, height, top=theme.HEADING_PX)
    figure.update_layout(margin={"b": KEY_PX + 12}, height=figure.layout["height"] + KEY_PX - 18)
    _calendar_axes(figure, years, len(grid), first_weekday)
    _months(figure, first, last)
    for i, year in enumerate(years):
        theme.heading(figure, str(year), tokens.text, 1 - i * YEAR_ROWS / len(grid), shift=2)
    return figure


def since_first_score(daily: pd.DataFrame) -> pd.DataFrame:
    """The days from the first with a pain score on; no rows where there is none."""
    first = daily["pain"].first_valid_index()
    return daily.iloc[:0] if first is None else daily.loc[first:]


def _calendar_axes(figure: plot.Figure, years: list[int], n_rows: int, first_weekday: int) -> None:
    rows = [i * YEAR_ROWS + day for i in range(len(years)) for day in range(WEEKDAYS)]
    letters = [WEEKDAY_LETTERS[(row % YEAR_ROWS + first_weekday) % WEEKDAYS] for row in rows]
    figure.update_yaxes(tickvals=rows, ticktext=letters, range=[n_rows - 0.5, -0.5], showgrid=False, showline=False)
    figure.update_yaxes(tickfont={"size": LETTER_PX})
    # No label is near an edge, so the browser need not measure each to hide what is cut.
    figure.update_xaxes(ticklabeloverflow="allow").update_yaxes(ticklabeloverflow="allow")


def _weeks_in_view(pain: pd.Series, years: list[int], first_weekday: int) -> tuple[int, int]:
    """The first and last column drawn: the whole year, or the months of a diary that lies within half of one."""
    days = pd.DatetimeIndex(pain.index)
    if len(years) > 1:
        return 0, N_WEEKS - 1
    ends = pd.DatetimeIndex([days[0].replace(day=1), days[-1] + pd.offsets.MonthEnd(0)])
    first, last = (int(week) for week in _week_of_year(ends, first_weekday))
    return (first, last) if last - first < FEW_WEEKS else (0, N_WEEKS - 1)


def _months(figure: plot.Figure, first: int, last: int) -> None:
    """Names every second month of a year, every month of a few; a short calendar takes only the width it needs."""
    is_short = last - first < FEW_WEEKS
    every = range(12) if is_short else range(0, 12, 2)
    named = [m for m in every if first <= m * 53 / 12 + 1.5 <= last]
    figure.update_xaxes(
        tickvals=[m * 53 / 12 + 1.5 for m in named], ticktext=[MONTH_NAMES[m] for m in named],
        range=[first - 0.5, last + 0.5], showline=False,
        domain=[0, min(1.0, max((last - first + 1) / FEW_WEEKS, 0.25))],
    )  # fmt: skip


def _week_of_year(days: pd.DatetimeIndex, first_weekday: int) -> np.ndarray:
    january = pd.DatetimeIndex([pd.Timestamp(day.year, 1, 1) for day in days])
    offset = (january.day_of_week - first_weekday) % WEEKDAYS
    return np.asarray((days.day_of_year - 1 + offset) // WEEKDAYS)


def _grid(pain: pd.Series, years: list[int], first_weekday: int, units: Units) -> tuple[np.ndarray, np.ndarray]:
    """Scores and hover words by (row, week of the year); years under each other with rows between them empty."""
    days = pd.DatetimeIndex(pain.index)
    week = _week_of_year(days, first_weekday)
    band = np.array([years.index(year) for year in days.year], dtype=int)
    row = band * YEAR_ROWS + np.asarray((days.day_of_week - first_weekday) % WEEKDAYS)
    grid = np.full((len(years) * YEAR_ROWS - YEAR_GAP, N_WEEKS), np.nan)
    words = np.full(grid.shape, "", dtype=object)
    grid[row, week] = pain.to_numpy()
    words[row, week] = [f"{units.say_day(day)}: pain {say_number(score)}" for day, score in pain.items()]
    return grid, words


def _outlines(grid: np.ndarray, tokens: Tokens) -> plot.Trace:
    """A frame around each cell that is 0, all of them one path."""
    rows, weeks = np.nonzero(grid == 0)
    x = weeks[:, None] + np.array([-1, 1, 1, -1, -1, np.nan]) * FRAME
    y = rows[:, None] + np.array([-1, -1, 1, 1, -1, np.nan]) * FRAME
    return plot.scatter(
        x=x.ravel(), y=y.ravel(), mode="lines", line={"color": tokens.edge, "width": 1}, hoverinfo="skip"
    )


def _cells(grid: np.ndarray, words: np.ndarray, tokens: Tokens) -> plot.Trace:
    return plot.heatmap(
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


def _calendar_title(pain: pd.Series, units: Units, goes_on: bool) -> str:
    """Counts the days drawn, from the first scored one on."""
    n_free, n_scored = int((pain == 0).sum()), int(pain.notna().sum())
    when = f"Since {units.say_date(pain.index[0])}" if goes_on else f"Until {units.say_date(pain.index[-1])}"
    free = counted(n_free, "day")
    return f"{when}: {free} without pain of {n_scored:,} scored, {len(pain) - n_scored:,} not scored"


def calendar_table(daily: pd.DataFrame) -> pd.DataFrame:
    """The calendar by month, all months from the first scored day on: columns "Month", "Days scored",
    "Days not scored", "Days without pain", "Pain, median", "Pain, highest"."""
    pain = since_first_score(daily)["pain"]
    groups = pain.groupby(pd.DatetimeIndex(pain.index).to_period("M"))
    scored = groups.count()
    return pd.DataFrame(
        {
            "Month": [f"{month.strftime('%B')} {month.year}" for month in scored.index],
            "Days scored": scored.to_numpy(),
            "Days not scored": (groups.size() - scored).to_numpy(),
            "Days without pain": (pain == 0).groupby(pd.DatetimeIndex(pain.index).to_period("M")).sum().to_numpy(),
            "Pain, median": groups.median().round(1).to_numpy(),
            "Pain, highest": groups.max().round(1).to_numpy(),
        }
    )
