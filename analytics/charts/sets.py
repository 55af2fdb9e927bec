"""Glute sets a week by exercise, stacked."""

from __future__ import annotations

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.periods import DAYS_WITH_WEEKS, WEEK_DAYS, starts
from analytics.words import counted, say_number
from data.units import METRIC, Units

PANEL_PX, LEGEND_ROW_PX = 240, 20
N_NAMED = 3
OTHERS = "other exercises"
# What a phone shows in one line beside the mark of the legend.
LONGEST_NAME = 42
BAR_SHARE = 0.86
DAYS_OF_A_MONTH = 31
# Narrower bars would be eaten by the lines between their parts.
BARS_WITH_EDGES = 60


def glute_sets(
    weeks: pd.DataFrame, today: pd.Timestamp, mode: Mode, *, units: Units = METRIC, title: str | None = None
) -> plot.Figure:
    """Glute sets a week as bars from 0, stacked by exercise: the three with most sets, the rest as one.

    `weeks` as from `analytics.strength.dose.weekly`: a row per week and exercise, columns `week exercise
    glute_sets`, the weeks beginning as they do there. The week that holds `today` is hatched. Beyond six years a bar
    is a month's mean week. Exercises that train no glutes are left out.
    """
    tokens = TOKENS[mode]
    counted_sets = weeks[weeks["glute_sets"] > 0]
    if counted_sets.empty:
        says = "No glute set logged in these weeks. Import a lifting log, or name its exercises."
        return theme.nothing(tokens, "Glute sets a week", says)
    table = stacked(counted_sets)
    figure = plot.Figure(
        [
            _bars(table, name, colour, today, units, tokens)
            for name, colour in zip(table, _colours(table, tokens), strict=True)
        ]
    )
    said = sets_title(table) if title is None else title
    is_month = table.attrs["is_month"]
    period = "month" if is_month else "week"
    legend_px = LEGEND_ROW_PX * len(table.columns)
    drawn = f"Glute sets a week{', mean of each month' if is_month else ''}. Hatched: a {period} that is not over."
    theme.lay_out(figure, tokens, said, drawn, PANEL_PX)
    below = -(theme.MARGIN_BOTTOM_PX + 4) / PANEL_PX
    legend = {"orientation": "v", "x": 0, "xanchor": "left", "y": below, "yanchor": "top", "yref": "paper"}
    figure.update_layout(
        barmode="stack",
        showlegend=True,
        legend={**legend, "traceorder": "reversed", "itemclick": False, "itemdoubleclick": False},
        margin={"b": theme.MARGIN_BOTTOM_PX + legend_px + 14},
        height=figure.layout["height"] + legend_px + 14,
    )
    theme.date_axis(figure, units)
    n_days = DAYS_OF_A_MONTH if is_month else WEEK_DAYS
    theme.clip_dates(figure, table.index[0], table.index[-1] + pd.Timedelta(days=n_days))
    figure.update_yaxes(rangemode="tozero", nticks=6)
    return figure


def stacked(weeks: pd.DataFrame) -> pd.DataFrame:
    """Sets per period (rows, every period from the first to the last) and exercise (columns, most sets first).

    `attrs["is_month"]` says whether a row is a month (its mean week) or a week; the last column may be the rest.
    """
    totals = weeks.groupby("exercise")["glute_sets"].sum().sort_values(ascending=False, kind="stable")
    named = list(totals.index[:N_NAMED]) if len(totals) > N_NAMED else list(totals.index)
    labels = weeks["exercise"].where(weeks["exercise"].isin(named), OTHERS)
    sums = weeks.assign(exercise=labels).pivot_table(
        index="week", columns="exercise", values="glute_sets", aggfunc="sum", fill_value=0.0
    )
    every = pd.date_range(sums.index[0], sums.index[-1], freq=f"{WEEK_DAYS}D", unit="us")
    table = sums.reindex(every, fill_value=0.0)[[*named, *([OTHERS] if OTHERS in sums else [])]]
    is_month = (every[-1] - every[0]).days > DAYS_WITH_WEEKS
    if is_month:
        table = table.groupby(starts(every, "month")).mean()
    table.index.name = "start"
    table.attrs["is_month"] = bool(is_month)
    return table


def _colours(table: pd.DataFrame, tokens: Tokens) -> list[str]:
    return [tokens.other if name == OTHERS else tokens.shades[i] for i, name in enumerate(table)]


def _bars(
    table: pd.DataFrame, name: str, colour: str, today: pd.Timestamp, units: Units, tokens: Tokens
) -> plot.Trace:
    begin = pd.DatetimeIndex(table.index)
    is_month = table.attrs["is_month"]
    n_days = (
        begin.days_in_month.to_numpy().astype(float) if is_month else pd.Series(float(WEEK_DAYS), begin).to_numpy()
    )
    is_current = (begin <= today) & (today < begin + pd.to_timedelta(n_days, unit="D"))
    # What is not named is pale: its edge carries the contrast that marks need.
    edge_px = 1.0 if name == OTHERS else 0.5 if len(table) <= BARS_WITH_EDGES else 0.0
    return plot.bar(
        x=begin,
        y=table[name],
        name=theme.wrap(theme.shortened(name, LONGEST_NAME), 60),
        width=n_days * theme.DAY_MS * BAR_SHARE,
        offset=n_days * theme.DAY_MS * (1 - BAR_SHARE) / 2,
        marker={
            "color": colour,
            "line": {"color": tokens.edge if name == OTHERS else tokens.page, "width": edge_px},
            "pattern": {
                "shape": ["/" if current else "" for current in is_current],
                "fgcolor": tokens.page,
                "bgcolor": colour,
                "size": 5,
                "solidity": 0.3,
            },
        },
        hovertext=[_words(day, name, row, units, is_month=is_month) for day, row in table.iterrows()],
        hovertemplate=HOVER,
    )


def _words(day: object, name: str, row: pd.Series, units: Units, *, is_month: bool) -> str:
    start = pd.Timestamp(day)
    when = f"{start:%B} {start.year}, mean week" if is_month else f"Week of {units.say_day(start)}"
    whole = counted(round(float(row.sum()), 1), "glute set")
    return f"{when}:<br>{theme.wrap(name, 40)} {say_number(float(row[name]))}<br>of {whole}"


def sets_title(table: pd.DataFrame) -> str:
    """Names the exercise with most sets and its share of all that are drawn."""
    totals = table.sum()
    named = totals.drop(OTHERS, errors="ignore")
    name = str(named.idxmax())
    return f"{name} makes up {100 * named[name] / totals.sum():.0f} % of the glute sets"


def glute_sets_table(weeks: pd.DataFrame, units: Units = METRIC) -> pd.DataFrame:
    """The numbers `glute_sets` draws: "Week of" (or "Month"), a column per exercise, "All"; maybe no rows."""
    counted_sets = weeks[weeks["glute_sets"] > 0]
    if counted_sets.empty:
        return pd.DataFrame(columns=["Week of", "All"])
    table = stacked(counted_sets)
    first = "Month" if table.attrs["is_month"] else "Week of"
    whole = table.assign(All=table.sum(axis=1)).round(1)
    whole.insert(0, first, [units.say_date(day) for day in pd.DatetimeIndex(table.index)])
    return whole.reset_index(drop=True)
