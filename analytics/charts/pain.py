"""Pain on its own: a calendar of days, and the 7-day median with its flares."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analytics.charts import theme
from analytics.charts.lines import HOVER, pain_by_day, pain_by_period
from analytics.charts.overview import PAIN_WORDS
from analytics.charts.periods import detail, periods, seven_day_median
from analytics.charts.rows import each
from analytics.charts.shading import in_view, names_height, shade
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import say_pain
from analytics.words import counted, say_date, say_day, say_number

MEDIAN_PX, CELL_PX, KEY_PX, LETTER_PX = 230, 13, 46, 10
FLARES_PX, FLARES_GAP_PX = 34, 52
WEEKDAYS, YEAR_GAP = 7, 2
YEAR_ROWS = WEEKDAYS + YEAR_GAP
WEEKDAY_LETTERS = "MTWTFSS"
# This year and the last: what fits a screen.
N_YEARS = 2
# Half the side of the frame around a 0, in cells: just inside the gap between them.
FRAME = 0.4
MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# A flare without a score stands at the upper edge, hollow.
UNSCORED_AT = 10.2
FLARES_DRAWN = "Triangles: days you called a flare (hollow: without a score)."
FLARES_COUNTED = "Bars: days you called a flare."
NO_PAIN = "No pain scores in these days yet. Score a day, or import a diary."


def calendar(
    daily: pd.DataFrame, mode: Mode, *, week_start: int = 0, n_years: int | None = N_YEARS, title: str | None = None
) -> go.Figure:
    """A cell per day, a band of seven rows per year, the latest year on top; the darker (on dark: lighter) the worse.

    `daily` is the daily frame (column used: pain), of which the last `n_years` calendar years with scores are drawn
    (None: all). A day at 0 is outlined, a day without a score is empty. `week_start` is 0 for Monday. No score at all
    gives a figure that says so.
    """
    tokens = TOKENS[mode]
    pain = since_first_score(daily)["pain"]
    if pain.empty:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    latest = pain.index[pain.notna()][-1].year
    years = range(latest, max(pain.index[0].year, latest - (n_years or latest) + 1) - 1, -1)
    pain = pain[pain.index.year >= years[-1]]  # type: ignore[attr-defined]
    grid, words = _grid(pain.dropna(), years, week_start)
    figure = go.Figure([_cells(grid, words, tokens), _outlines(grid, tokens)])
    said = _calendar_title(pain) if title is None else title
    height = len(grid) * CELL_PX
    drawn = "A square a day, outlined where pain was 0. Empty: no score, which is not 0."
    theme.lay_out(figure, tokens, said, drawn, height, top=theme.HEADING_PX)
    figure.update_layout(margin_b=KEY_PX + 24, height=figure.layout.height + KEY_PX - 6)
    _calendar_axes(figure, years, len(grid), week_start)
    for i, year in enumerate(years):
        theme.heading(figure, str(year), tokens.text, 1 - i * YEAR_ROWS / len(grid), shift=2)
    return figure


def since_first_score(daily: pd.DataFrame) -> pd.DataFrame:
    """The days from the first with a pain score on; no rows where there is none."""
    first = daily["pain"].first_valid_index()
    return daily.iloc[:0] if first is None else daily.loc[first:]  # type: ignore[misc]


def _calendar_axes(figure: go.Figure, years: range, n_rows: int, week_start: int) -> None:
    rows = [i * YEAR_ROWS + day for i in range(len(years)) for day in range(WEEKDAYS)]
    letters = [WEEKDAY_LETTERS[(row % YEAR_ROWS + week_start) % WEEKDAYS] for row in rows]
    figure.update_yaxes(tickvals=rows, ticktext=letters, range=[n_rows - 0.5, -0.5], showgrid=False, showline=False)
    figure.update_yaxes(tickfont_size=LETTER_PX)
    months = [m * 53 / 12 + 1.5 for m in range(0, 12, 2)]
    figure.update_xaxes(tickvals=months, ticktext=MONTH_NAMES[::2], range=[-0.5, 53.5], showline=False)


def _grid(pain: pd.Series, years: range, week_start: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores and hover words by (row, week of the year); years under each other with rows between them empty."""
    days = pd.DatetimeIndex(pain.index)
    january = pd.DatetimeIndex([pd.Timestamp(day.year, 1, 1) for day in days])
    offset = (january.day_of_week - week_start) % WEEKDAYS
    week = (days.day_of_year - 1 + offset) // WEEKDAYS
    row = (years[0] - days.year) * YEAR_ROWS + (days.day_of_week - week_start) % WEEKDAYS
    grid = np.full((len(years) * YEAR_ROWS - YEAR_GAP, 54), np.nan)
    words = np.full(grid.shape, "", dtype=object)
    grid[row, week] = pain.to_numpy()
    words[row, week] = [f"{say_day(day)}: pain {say_number(score)}" for day, score in pain.items()]  # type: ignore[arg-type]
    return grid, words


def _outlines(grid: np.ndarray, tokens: Tokens) -> go.Scatter:
    """A frame around each cell that is 0, all of them one path."""
    rows, weeks = np.nonzero(grid == 0)
    x = weeks[:, None] + np.array([-1, 1, 1, -1, -1, np.nan]) * FRAME
    y = rows[:, None] + np.array([-1, -1, 1, 1, -1, np.nan]) * FRAME
    return go.Scatter(
        x=x.ravel(), y=y.ravel(), mode="lines", line={"color": tokens.edge, "width": 1}, hoverinfo="skip"
    )


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
    """Counts the days drawn, from the first scored one on."""
    n_free, n_scored = int((pain == 0).sum()), int(pain.notna().sum())
    since = f"Since {say_date(pain.index[0])}"
    return f"{since}: {counted(n_free, 'day')} without pain of {n_scored} scored, {len(pain) - n_scored} not scored"


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
    """Days as dots, the 7-day median as a line, flares as triangles; beyond 400 days weekly (then monthly) medians
    over a row of bars that count the flare days of each.

    `daily` is the daily frame (columns used: pain, pain_morning, flare), drawn from its first scored or flare day on.
    Flares are the days the reader called one; all are drawn at every level of detail. Without `has_zoom` a finger
    scrolls the page and not the figure.
    """
    tokens = TOKENS[mode]
    if daily["pain"].notna().sum() == 0:
        return theme.nothing(tokens, "Pain, day by day", NO_PAIN)
    daily = _from_first_word(daily)
    level = detail(len(daily))
    first, last = daily.index[0], daily.index[-1]
    shown = in_view(blocks, first, last)
    names_px = names_height(shown)
    figure, height = _panels(daily, today, week_start, tokens)
    said = _flare_title(daily["flare"]) if title is None else title
    drawn = FLARES_DRAWN if level == "day" else FLARES_COUNTED
    theme.lay_out(figure, tokens, said, drawn, height, is_zoomable=has_zoom, top=names_px + theme.HEADING_PX)
    shade(figure, shown, first, last, height, tokens)
    theme.date_axis(figure)
    figure.update_xaxes(range=[first, last + pd.Timedelta(days=1)])
    figure.update_yaxes(range=[-0.5, 10.5], tickvals=[0, 2, 4, 6, 8, 10], selector={"anchor": "x"})
    theme.heading(figure, PAIN_WORDS[level], tokens.pain, 1, shift=names_px + 2)
    if level != "day":
        theme.heading(figure, f"Flare days a {level}", tokens.pain, FLARES_PX / height, shift=2)
    return figure


def _from_first_word(daily: pd.DataFrame) -> pd.DataFrame:
    """The days from the first that is scored or called a flare on: years of running before the diary say nothing."""
    is_told = daily["pain"].notna() | (daily["flare"] > 0)
    return daily.loc[is_told.idxmax() :]  # type: ignore[misc]


def _panels(daily: pd.DataFrame, today: pd.Timestamp, week_start: int, tokens: Tokens) -> tuple[go.Figure, int]:
    """The figure with its traces, one panel or two, and the height of the panels in px."""
    lines = _medians(daily, today, week_start, tokens)
    if detail(len(daily)) == "day":
        return go.Figure([*lines, _triangles(_flares(daily), tokens)]), MEDIAN_PX
    height = MEDIAN_PX + FLARES_GAP_PX + FLARES_PX
    figure = make_subplots(
        rows=2, shared_xaxes=True, row_heights=[MEDIAN_PX, FLARES_PX], vertical_spacing=FLARES_GAP_PX / height
    )
    figure.add_traces(lines, rows=1, cols=1)
    figure.add_trace(_flare_bars(daily, today, week_start, tokens), 2, 1)
    figure.update_yaxes(rangemode="tozero", nticks=3, row=2, col=1)
    return figure, height


def flare_days(daily: pd.DataFrame, today: pd.Timestamp, week_start: int) -> pd.DataFrame:
    """The weeks or months of `periods` with `flares`, the number of their days that were called a flare."""
    rows = periods(daily, today, detail(len(daily)), week_start)
    place = np.searchsorted(rows.index, daily.index, side="right") - 1
    return rows.assign(flares=(daily["flare"] > 0).groupby(place).sum().to_numpy())


def _flare_bars(daily: pd.DataFrame, today: pd.Timestamp, week_start: int, tokens: Tokens) -> go.Bar:
    rows = flare_days(daily, today, week_start)
    return go.Bar(
        x=rows.index,
        y=rows["flares"],
        width=rows["n_days"] * theme.DAY_MS,
        offset=0,
        marker={"color": tokens.pain, "line": {"width": 0}},
        hovertext=[f"From {say_day(row.Index)}: {counted(row.flares, 'flare day')}" for row in each(rows)],
        hovertemplate=HOVER,
    )


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
    """Counts flare days (not flares, which last several), and how they fall on the two halves of the days in view."""
    n_flares = int((flare > 0).sum())
    if flare.notna().sum() == 0:
        return "Pain, day by day; no day says whether it was a flare"
    if n_flares == 0:
        return "No flare day in view"
    n_late = int((flare.iloc[len(flare) // 2 :] > 0).sum())
    return f"{counted(n_flares, 'flare day')}, {n_late or 'none'} of them in the later half"


def median_with_flares_table(daily: pd.DataFrame, today: pd.Timestamp, *, week_start: int = 0) -> pd.DataFrame:
    """The numbers `median_with_flares` draws, a row per day, week or month as it draws them.

    Columns: "Day" (or "Week of", "Month"), "Pain", "Median" (of 7 days, or of the period) and "Flare days".
    """
    daily = _from_first_word(daily)
    level = detail(len(daily))
    if level == "day":
        table = {"Pain": daily["pain"], "Median": seven_day_median(daily["pain"]), "Flare days": daily["flare"]}
        days = [say_day(day) for day in daily.index]
        return pd.DataFrame({"Day": days, **{name: values.round(1).to_numpy() for name, values in table.items()}})
    rows = flare_days(daily, today, week_start)
    return pd.DataFrame(
        {
            "Month" if level == "month" else "Week of": [say_date(day) for day in rows.index],
            "Median": rows["pain"].round(1).to_numpy(),
            "Days scored": rows["n_pain"].to_numpy(),
            "Flare days": rows["flares"].to_numpy(),
        }
    )
