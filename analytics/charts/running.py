"""Running: easy pace over time, and each run against the longest of the month before it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics import facts
from analytics.charts import plot, theme
from analytics.charts.lines import HOVER, line_with_band
from analytics.charts.rows import each
from analytics.charts.scale import pace_axis
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.periods import DAYS_WITH_DOTS, DAYS_WITH_WEEKS, Detail, starts
from analytics.words import counted
from data.units import Units

PACE_PX, SPIKE_PX = 260, 240
# Width of a stem: most of its day, week or month, so that it can be hit.
STEM_DAYS: dict[Detail, float] = {"day": 0.8, "week": 4.0, "month": 16.0}


def easy_pace(
    runs: pd.DataFrame, trend: pd.DataFrame, units: Units, mode: Mode, *, title: str | None = None
) -> plot.Figure:
    """A dot per easy run and the trend with its band; minutes per km or mile, faster is up.

    `runs`: `day speed_m_s` (as compared: at equal heart rate, heat and climb where the analysis adjusted for them).
    `trend`: `day speed_m_s low high` in m/s, by day; it may be empty. Beyond 400 days the dots are the medians of
    weeks, beyond six years of months.
    """
    tokens = TOKENS[mode]
    known = runs[runs["speed_m_s"] > 0].sort_values("day")
    if known.empty:
        return theme.nothing(tokens, "Easy pace", "No easy run with a distance and a time in these days.")
    shown, period = _medians(known)
    figure = plot.Figure(_trend(trend, units, tokens) if len(trend) else [])
    figure.add_trace(_paces(shown, period, units, tokens))
    said = pace_title(trend, units) if title is None else title
    dots = "A dot a run" if period == "day" else f"A dot a {period}: its median"
    band = ". Line: the trend, with where it may lie (95 %)." if len(trend) else "."
    theme.lay_out(figure, tokens, said, dots + band, PACE_PX, top=theme.HEADING_PX)
    seconds = [_seconds(values, units) for values in (shown["speed_m_s"], *(trend[c] for c in ("low", "high")))]
    theme.date_axis(figure, units)
    every = pd.concat([shown["day"], trend["day"]])
    theme.clip_dates(figure, every.min(), every.max())
    figure.update_yaxes(pace_axis(np.concatenate(seconds)))
    theme.heading(figure, f"Easy pace, min /{units.distance}; faster is up", tokens.running_text, 1)
    return figure


def _seconds(speed_m_s: pd.Series, units: Units) -> np.ndarray:
    return np.asarray(units.to_pace(speed_m_s)) * 60


def _medians(runs: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    span = (runs["day"].iloc[-1] - runs["day"].iloc[0]).days + 1
    if span <= DAYS_WITH_DOTS:
        return runs[["day", "speed_m_s"]], "day"
    period = "week" if span <= DAYS_WITH_WEEKS else "month"
    first = starts(pd.DatetimeIndex(runs["day"]), "month" if period == "month" else "week")
    medians = runs["speed_m_s"].groupby(first.rename("day")).median()
    return medians.reset_index(), period


def _paces(shown: pd.DataFrame, period: str, units: Units, tokens: Tokens) -> plot.Trace:
    when = {"day": "", "week": "Week of ", "month": "Month from "}[period]
    usually = "" if period == "day" else "usually "
    return plot.scatter(
        x=shown["day"],
        y=_seconds(shown["speed_m_s"], units),
        mode="markers",
        marker={"color": theme.faint(tokens.running, 0.6), "size": 5},
        hovertext=[f"{when}{units.say_day(r.day)}: {usually}{units.say_pace(r.speed_m_s)}" for r in each(shown)],
        hovertemplate=HOVER,
    )


def _trend(trend: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    words = [
        f"{units.say_day(r.day)}: trend {units.say_pace(r.speed_m_s)}<br>({units.say_pace(r.high)} to "
        f"{units.say_pace(r.low)})"
        for r in each(trend)
    ]
    # The faster end of the band is the smaller number of seconds.
    middle, low, high = (pd.Series(_seconds(trend[column], units)) for column in ("speed_m_s", "high", "low"))
    return line_with_band(trend["day"], middle, low, high, tokens.running, words, width=2.5)


def pace_title(trend: pd.DataFrame, units: Units) -> str:
    """'Easy pace went from 9:10 to 8:50 /mi' where the bands of the trend's two ends are apart, else neutral."""
    if len(trend) < 2:
        return "Easy pace, run by run"
    first, last = trend.iloc[0], trend.iloc[-1]
    if not (last["low"] > first["high"] or last["high"] < first["low"]):
        return "No clear change in easy pace"
    start, end = units.say_pace(float(first["speed_m_s"])), units.say_pace(float(last["speed_m_s"]))
    return f"Easy pace went from {start.split()[0]} to {end}"


def easy_pace_table(runs: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The dots `easy_pace` draws: columns "Day" (or "Week of", "Month from") and "Pace, min /mi" (or km)."""
    shown, period = _medians(runs[runs["speed_m_s"] > 0].sort_values("day"))
    name = {"day": "Day", "week": "Week of", "month": "Month from"}[period]
    paces = [units.say_pace(speed).split()[0] for speed in shown["speed_m_s"]]
    return pd.DataFrame({name: [units.say_date(d) for d in shown["day"]], f"Pace, min /{units.distance}": paces})


def longest_runs(runs: pd.DataFrame, units: Units, mode: Mode, *, title: str | None = None) -> plot.Figure:
    """Each run as a stem from 0 and the longest of the 30 days before it as a line; the longer ones are marked.

    `runs` as from `analytics.running.spikes.runs_and_longest`: `day distance_m longest_m share`, a row per run;
    `share` is how much longer it is than the longest of the 30 days before, missing where not known. Marked: more
    than 10 % longer. Each day's longest run has its stem; beyond 400 days each week's (beyond six years: month's)
    longest. Every marked run is drawn.
    """
    tokens = TOKENS[mode]
    known = runs[runs["distance_m"] > 0].sort_values("day")
    if known.empty:
        return theme.nothing(tokens, "Longest runs", "No run with a distance in these days.")
    marked = known[is_longer(known)]
    shown, stem_days = _longest(known)
    figure = plot.Figure([_stems(shown, stem_days, units, tokens), _before(shown, units, tokens)])
    figure.add_trace(_marks(marked, units, tokens))
    said = spike_title(known) if title is None else title
    drawn = "Line: the longest of the 30 days before. Diamonds: more than 10 % longer than that."
    theme.lay_out(figure, tokens, said, drawn, SPIKE_PX, top=theme.HEADING_PX)
    theme.date_axis(figure, units)
    theme.clip_dates(figure, known["day"].iloc[0], known["day"].iloc[-1])
    figure.update_yaxes(rangemode="tozero", nticks=6)
    theme.heading(figure, f"Distance of a run, {units.distance}", tokens.running_text, 1)
    return figure


def is_longer(runs: pd.DataFrame) -> pd.Series:
    """True for runs more than 10 % longer than the longest of the 30 days before."""
    return runs["share"] > facts.SPIKE_SHARES[0]


def _longest(runs: pd.DataFrame) -> tuple[pd.DataFrame, float]:
    """The longest run of each day, week or month, by how many days they span; and the width of a stem in days."""
    span = (runs["day"].iloc[-1] - runs["day"].iloc[0]).days + 1
    period: Detail = "day" if span <= DAYS_WITH_DOTS else "week" if span <= DAYS_WITH_WEEKS else "month"
    days = pd.DatetimeIndex(runs["day"])
    first = days if period == "day" else starts(days, period)
    return runs.loc[runs.groupby(first)["distance_m"].idxmax()], STEM_DAYS[period]


def _stems(runs: pd.DataFrame, stem_days: float, units: Units, tokens: Tokens) -> plot.Trace:
    return plot.bar(
        x=runs["day"],
        y=units.to_distance(runs["distance_m"]),
        width=theme.DAY_MS * stem_days,
        marker={"color": theme.faint(tokens.running, 0.6), "line": {"width": 0}},
        hovertext=[_run_words(r, units) for r in each(runs)],
        hovertemplate=HOVER,
    )


def _before(runs: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    return plot.scatter(
        x=runs["day"],
        y=units.to_distance(runs["longest_m"]),
        mode="lines",
        line={"color": tokens.pain, "width": 1.5, "shape": "hv"},
        connectgaps=False,
        hoverinfo="skip",
    )


def _marks(marked: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    return plot.scatter(
        x=marked["day"],
        y=units.to_distance(marked["distance_m"]),
        mode="markers",
        marker={
            "symbol": "diamond",
            "size": 9,
            "color": tokens.running,
            "line": {"color": tokens.page, "width": 1},
        },
        hovertext=[_run_words(r, units) for r in each(marked)],
        hovertemplate=HOVER,
    )


def _run_words(run: Any, units: Units) -> str:
    said = f"{units.say_day(run.day)}: {units.say_distance(run.distance_m)}"
    if np.isnan(run.longest_m):
        return said
    than = f"<br>longest of the 30 days before: {units.say_distance(run.longest_m)}"
    return f"{said}{than}" + (f"<br>{100 * run.share:.0f} % longer" if run.share > 0 else "")


def spike_title(runs: pd.DataFrame) -> str:
    """Counts the runs that are marked; says nothing of harm."""
    n_marked = int(is_longer(runs).sum())
    if runs["share"].notna().sum() == 0:
        return "Each run's distance; too few days to compare with the month before"
    if n_marked == 0:
        return "No run much longer than any of the 30 days before it"
    verb = "was" if n_marked == 1 else "were"
    return f"{counted(n_marked, 'run')} {verb} over 10 % longer than any of the 30 days before"


def longest_runs_table(runs: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The marked runs: columns "Day", "Distance, mi" (or km), "Longest of the 30 days before", "Longer by, %"."""
    marked = runs[is_longer(runs)].sort_values("day")
    return pd.DataFrame(
        {
            "Day": [units.say_date(day) for day in marked["day"]],
            f"Distance, {units.distance}": units.to_distance(marked["distance_m"]).round(1).to_numpy(),
            "Longest of the 30 days before": units.to_distance(marked["longest_m"]).round(1).to_numpy(),
            "Longer by, %": (100 * marked["share"]).round().to_numpy(),
        }
    )
