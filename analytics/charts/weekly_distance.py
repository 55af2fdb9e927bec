"""Distance a week as bars from 0, the band of what was usual then, the unfinished week hatched."""

from __future__ import annotations

import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.lines import HOVER, bands
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.recent import WEEK
from analytics.running.weeks import Weeks, say_weeks
from analytics.words import counted
from data.units import Units

PANEL_PX = 240
BAR_SHARE = 0.8
# Bars of more weeks than these would be thinner than a pixel of a phone.
MOST_WEEKS = 104


def weekly_distance(found: Weeks, units: Units, mode: Mode, *, n_weeks: int | None = None) -> plot.Figure:
    """The last `n_weeks` weeks of `found` (None: all; no more than two years of bars, beyond that a stepped area)."""
    tokens = TOKENS[mode]
    shown = found.table if n_weeks is None else found.table.tail(n_weeks)
    figure = plot.Figure(_usual(shown, units, tokens))
    figure.add_trace(_bars(shown, units, tokens) if len(shown) <= MOST_WEEKS else _area(shown, units, tokens))
    theme.lay_out(figure, tokens, say_weeks(found, units), _drawn(shown), PANEL_PX, top=theme.HEADING_PX)
    figure.update_xaxes(range=[shown.index[0] - pd.Timedelta(days=1), shown.index[-1] + WEEK])
    theme.date_axis(figure, units)
    figure.update_yaxes(rangemode="tozero", nticks=6)
    theme.heading(figure, f"Distance, {units.distance} a week", tokens.running_text, 1)
    return figure


def _drawn(shown: pd.DataFrame) -> str:
    """What the colours mean, of those that are in the figure."""
    grey = "Grey: the middle half of the eight weeks before." if shown["low_m"].notna().any() else ""
    as_bars = "Week by week." if len(shown) > MOST_WEEKS else ""
    hatched = "Hatched: not the whole week." if not as_bars and shown["is_part"].any() else ""
    return " ".join(part for part in (as_bars, grey, hatched) if part)


def _usual(shown: pd.DataFrame, units: Units, tokens: Tokens) -> list[plot.Trace]:
    """Stepped from the first to the last day of each week."""
    ends = pd.concat([shown.set_index(shown.index + WEEK), shown]).sort_index(kind="stable")
    low, high = (units.to_distance(ends[name]) for name in ("low_m", "high_m"))
    return bands(ends.index, low, high, theme.faint(tokens.pain, 0.14))


def _words(shown: pd.DataFrame, units: Units) -> list[str]:
    said = []
    for row in each(shown):
        ran = f"{units.say_distance(row.distance_m)} in {counted(row.n_runs, 'run')}" if row.n_runs else "no run"
        ran = "not on record" if row.distance_m != row.distance_m else ran
        usual = f"<br>usually {units.say_distance(row.usual_m)}" if row.usual_m == row.usual_m else ""
        part = "<br>not the whole week" if row.is_part else ""
        said.append(f"Week of {units.say_day(row.Index)}: {ran}{usual}{part}")
    return said


def _bars(shown: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    is_part = shown["is_part"]
    colour = tokens.running
    return plot.bar(
        x=shown.index,
        y=units.to_distance(shown["distance_m"]),
        width=WEEK.days * theme.DAY_MS * BAR_SHARE,
        offset=WEEK.days * theme.DAY_MS * (1 - BAR_SHARE) / 2,
        marker=theme.hatched(is_part, colour, tokens),
        hovertext=_words(shown, units),
        hovertemplate=HOVER,
    )


def _area(shown: pd.DataFrame, units: Units, tokens: Tokens) -> plot.Trace:
    return plot.scatter(
        x=shown.index,
        y=units.to_distance(shown["distance_m"]),
        mode="lines",
        line={"color": tokens.running, "width": 1.2, "shape": "hv"},
        fill="tozeroy",
        fillcolor=theme.faint(tokens.running, 0.5),
        hovertext=_words(shown, units),
        hovertemplate=HOVER,
    )


def weekly_distance_table(found: Weeks, units: Units, *, n_weeks: int | None = None) -> pd.DataFrame:
    """The weeks drawn, the newest first: "Week of", "Distance, mi" (or km), "Usual, ...", "Runs", "Longest, ...",
    "Complete"."""
    shown = (found.table if n_weeks is None else found.table.tail(n_weeks))[::-1]
    return pd.DataFrame(
        {
            "Week of": [units.say_date(day) for day in shown.index],
            f"Distance, {units.distance}": units.to_distance(shown["distance_m"]).round(1).to_numpy(),
            f"Usual, {units.distance}": units.to_distance(shown["usual_m"]).round(1).to_numpy(),
            "Runs": shown["n_runs"].to_numpy(),
            f"Longest, {units.distance}": units.to_distance(shown["longest_m"]).round(1).to_numpy(),
            "Complete": shown["is_part"].map({True: "no", False: "yes"}).to_numpy(),
        }
    )
