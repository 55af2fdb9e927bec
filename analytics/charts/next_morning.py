"""The morning after: a strip of mornings per kind of run, each against the runner's own usual morning."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.jitter import offsets
from analytics.charts.lines import DOT_OPACITY, HOVER
from analytics.charts.rows import each
from analytics.charts.scale import signed
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.pain import groups
from analytics.periods import DAYS_WITH_DOTS
from analytics.words import counted, say_number
from data.units import Units

STRIP_PX = 62
JITTER = 0.2
LARGEST_CIRCLE_PX = 20
# The axis reaches at least this many points to each side of the usual morning.
LEAST_REACH = 3
# Fewer mornings than this are shown, but no kind of run is named in the title for them (convention).
MORNINGS_TO_NAME = 10
DIFFERENCE_TO_NAME = 1.0
NONE = "No run has a scored morning after it and a usual morning to compare with yet."
KINDS = {
    "road": "road runs",
    "trail": "trail runs",
    "treadmill": "treadmill runs",
    "track": "track runs",
    "race": "races",
    "unknown": "runs of no named kind",
}
# What stands before and after a group's edges.
AROUND = {"distance": ("runs ", ""), "climb": ("runs with ", " of climb"), "legs": ("runs ", " after leg work")}


def strips(
    rows: pd.DataFrame, units: Units, mode: Mode, *, by: str = "kind", title: str | None = None
) -> plot.Figure:
    """A strip per group of runs: a dot per next morning, the group's median as a bar, the usual morning as a line.

    `rows` is that of `analytics.pain.mornings.response` (columns used: day kind distance_m ascent_m
    hours_since_legs is_longest morning baseline delta); only the longest run of a day with a known `delta` is drawn.
    `by` is one of `analytics.pain.groups.GROUPINGS`: "kind", "distance", "climb" or "legs", cut as there. Beyond
    400 mornings the dots become circles, as large as their share of the strip's most frequent morning.
    """
    tokens = TOKENS[mode]
    known = grouped(rows, by, units)
    if known.empty:
        return theme.nothing(tokens, "The morning after a run", NONE)
    summary = _summary(known)
    names = list(summary.index)
    figure = plot.Figure([_marks(known, names, units, tokens)])
    figure.add_traces([_median(at, summary.loc[name, "median"], tokens) for at, name in enumerate(names)])
    said = strip_title(summary) if title is None else title
    drawn = "A dot a morning." if len(known) <= DAYS_WITH_DOTS else "Larger: more mornings."
    drawn += " Bars: median. Line: usual morning."
    theme.lay_out(figure, tokens, said, drawn, STRIP_PX * len(names))
    figure.update_layout(margin={"l": 8, "b": 46}, height=figure.layout["height"] + 16)
    _axes(figure, known, len(names))
    _name_strips(figure, summary, tokens)
    figure.add_vline(x=0, line={"color": tokens.edge, "width": 1.5, "dash": "dash"}, layer="below")
    return figure


def grouped(rows: pd.DataFrame, by: str, units: Units) -> pd.DataFrame:
    """The drawn rows with `group` in words, kinds by their number of runs, other groups from few to many.

    Raises ValueError for a `by` that `analytics.pain.groups` does not have.
    """
    if by not in groups.GROUPINGS:
        raise ValueError(f"No grouping {by!r}. Groupings are {', '.join(groups.GROUPINGS)}.")
    known = groups.known_mornings(rows)
    if by == "kind":
        named = known["kind"].fillna("unknown").map(KINDS)
        order = list(named.value_counts().index)
    else:
        at, (before, after) = groups.cuts(by, units), AROUND[by]
        order = [f"{before}{name}{after}" for name in at.names(" to ")]
        named = at.group(groups.values(known, by), order)
    made = known.assign(group=pd.Categorical(named, order, ordered=True))
    return made.dropna(subset=["group"]).sort_values(["group", "day"], kind="stable")


def _summary(known: pd.DataFrame) -> pd.DataFrame:
    deltas = known.groupby("group", observed=True)["delta"]
    return pd.DataFrame({"median": deltas.median(), "highest": deltas.max(), "n": deltas.size()})


def _marks(known: pd.DataFrame, names: list[str], units: Units, tokens: Tokens) -> plot.Trace:
    at = known["group"].astype(object).map(names.index).to_numpy(float)
    if len(known) > DAYS_WITH_DOTS:
        return _circles(known.assign(at=at), tokens)
    return plot.scatter(
        x=known["delta"] + offsets(len(known), JITTER),
        y=at + offsets(len(known), JITTER, axis=1),
        mode="markers",
        marker={"color": theme.faint(tokens.pain, DOT_OPACITY), "size": 5},
        hovertext=[
            f"Morning after {units.say_day(row.day)}: pain {say_number(row.morning)},"
            f"<br>usually {say_number(row.baseline)}"
            for row in each(known)
        ],
        hovertemplate=HOVER,
    )


def _circles(known: pd.DataFrame, tokens: Tokens) -> plot.Trace:
    cells = known.assign(delta=known["delta"].round()).groupby(["at", "delta"]).size().rename("n").reset_index()
    share = cells["n"] / cells.groupby("at")["n"].transform("max")
    return plot.scatter(
        x=cells["delta"],
        y=cells["at"],
        mode="markers",
        marker={
            "color": theme.faint(tokens.pain, DOT_OPACITY),
            "size": np.sqrt(share) * LARGEST_CIRCLE_PX,
            "line": {"width": 0},
        },
        hovertext=[f"{counted(c.n, 'morning')} {_against(c.delta)}" for c in each(cells)],
        hovertemplate=HOVER,
    )


def _against(delta: float) -> str:
    size = say_number(abs(delta))
    if size == "0":
        return "as usual"
    return f"{counted(abs(delta), 'point')} {'above' if delta > 0 else 'below'} usual"


def _median(at: int, median: float, tokens: Tokens) -> plot.Trace:
    return plot.scatter(
        x=[median, median],
        y=[at - 0.28, at + 0.28],
        mode="lines",
        line={"color": tokens.running, "width": 4},
        hovertext=[f"Median: {_against(median)}"] * 2,
        hovertemplate=HOVER,
    )


def _signed(points: float) -> str:
    return signed(points, say_number(abs(points)))


def _axes(figure: plot.Figure, known: pd.DataFrame, n_strips: int) -> None:
    low = min(math.floor(known["delta"].min()), -LEAST_REACH)
    high = max(math.ceil(known["delta"].max()), LEAST_REACH)
    ticks = list(range(low, high + 1, 1 if high - low <= 8 else 2))
    figure.update_xaxes(
        range=[low - 0.4, high + 0.4],
        tickvals=ticks,
        ticktext=[_signed(tick) for tick in ticks],
        title={"text": "Points above or below your usual morning", "font": {"size": theme.SMALL_PX}, "standoff": 6},
    )
    figure.update_yaxes(range=[n_strips - 0.5, -0.62], visible=False)


def _name_strips(figure: plot.Figure, summary: pd.DataFrame, tokens: Tokens) -> None:
    for at, row in enumerate(each(summary)):
        name = theme.wrap(capitalised(str(row.Index)), theme.SUBTITLE_CHARS)
        figure.add_annotation(
            text=f"{name} ({row.n:.0f}): {_signed(row.median)}",
            x=0,
            xref="paper",
            xanchor="left",
            y=at - 0.44,
            yanchor="middle",
            showarrow=False,
            bgcolor=theme.faint(tokens.page, 0.7),
            font={"color": tokens.running_text, "size": theme.TEXT_PX},
        )


def strip_title(summary: pd.DataFrame) -> str:
    """Names the group whose mornings lie furthest from usual, where it has 10 mornings and differs by a point."""
    enough = summary[summary["n"] >= MORNINGS_TO_NAME]
    if enough.empty:
        return "Pain on the morning after each kind of run"
    name = enough["median"].abs().idxmax()
    median = float(summary["median"][name])
    if abs(median) < DIFFERENCE_TO_NAME:
        return "No kind of run is followed by clearly different mornings"
    return f"Mornings after {name}: mostly {_against(median)}"


def strips_table(rows: pd.DataFrame, units: Units, *, by: str = "kind") -> pd.DataFrame:
    """The strips: columns "Runs", "Mornings", "Median against usual", "Highest against usual" (points)."""
    summary = _summary(grouped(rows, by, units))
    return pd.DataFrame(
        {
            "Runs": [capitalised(str(name)) for name in summary.index],
            "Mornings": summary["n"].to_numpy(),
            "Median against usual": summary["median"].round(1).to_numpy(),
            "Highest against usual": summary["highest"].round(1).to_numpy(),
        }
    )
