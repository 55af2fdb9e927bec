"""Does one thing go together with another: lag charts with the band of chance, the days themselves, all pairs."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from analytics.charts import plot, subplots, theme
from analytics.charts.lines import HOVER, bands
from analytics.charts.rows import each
from analytics.charts.scatter import scatter, scatter_table
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised, measures, say_later
from analytics.lag.answer import CANNOT_TELL, RELATED, WITHDRAWN, Correlations
from analytics.lag.table import details
from analytics.result import Result
from analytics.words import say_number

__all__ = [
    "lag_chart",
    "lag_table",
    "scatter",
    "scatter_table",
    "small_multiples",
    "small_multiples_table",
    "with_correlations",
]

LAG_PX = 220
PANEL_PX, PANEL_GAP_PX, PANEL_CHARS = 96, 78, 19
CHANCE_WORDS = "Grey: chance alone."
# A correlation below this is read off a wider axis: small ones shall look small.
LEAST_REACH, ROOM = 0.4, 1.25
TICK_STEPS, HIGHEST_TICK = (0.8, 0.6, 0.5, 0.4, 0.3, 0.2), 0.85


def lag_chart(result: Result, mode: Mode, *, title: str | None = None) -> plot.Figure:
    """How strongly the two go together at each declared lag, each with its interval, over the band of chance.

    `result` is that of `analytics.lag.association`; reads `details["lags"]` (lag in days, r, low, high, chance_low,
    chance_high, n), the one row of the table (exposure, outcome, lag, r) and the verdict.
    """
    tokens = TOKENS[mode]
    lags = result.details["lags"].sort_values("lag")
    figure = plot.Figure(_lag_traces(lags, tokens, has_interval=True))
    said = _lag_title(result.table.iloc[0], result.verdict) if title is None else title
    drawn = f"Bars: where it may lie (95 %). {CHANCE_WORDS}"
    theme.lay_out(figure, tokens, said, drawn, LAG_PX, top=theme.HEADING_PX)
    figure.update_layout(margin={"b": 46}, height=figure.layout["height"] + 16)
    reach = _reach(lags)
    _lag_axes(figure, lags, reach)
    figure.update_xaxes(title={"text": "Days later", "font": {"size": theme.SMALL_PX}, "standoff": 6})
    theme.heading(figure, "Correlation, −1 to 1", tokens.text, 1)
    return figure


def _lag_title(row: pd.Series, verdict: str) -> str:
    exposure, outcome = (of.name for of in measures(row))
    both = f"{capitalised(exposure)} and {outcome}"
    if verdict == RELATED:
        more = "more with more" if row["r"] > 0 else "more with less"
        return f"{both} go together {say_later(row['lag'])}: {more}"
    if verdict == WITHDRAWN:
        return f"{both}: this log does not tell whether one follows the other"
    if verdict == CANNOT_TELL:
        return f"Cannot tell yet whether {outcome} goes with {exposure}"
    return f"Nothing to see yet between {exposure} and {outcome}"


def is_outside_chance(lags: pd.DataFrame) -> pd.Series:
    """True for each lag whose correlation lies outside the grey band."""
    return (lags["r"] < lags["chance_low"]) | (lags["r"] > lags["chance_high"])


def _lag_traces(
    lags: pd.DataFrame, tokens: Tokens, *, has_interval: bool, is_filled: bool = True
) -> list[plot.Trace]:
    """The band of chance and the correlations; those outside it are filled where `is_filled`."""
    is_outside = is_outside_chance(lags) & is_filled
    chance = theme.faint(tokens.pale, 0.3)
    interval = {
        "type": "data",
        "array": lags["high"] - lags["r"],
        "arrayminus": lags["r"] - lags["low"],
        "color": tokens.pain,
        "thickness": 1.5,
        "width": 0,
    }
    points = plot.scatter(
        x=lags["lag"],
        y=lags["r"],
        mode="markers+lines",
        line={"color": theme.faint(tokens.pain, 0.45), "width": 1},
        marker={
            "color": [tokens.pain if outside else tokens.page for outside in is_outside],
            "size": 9,
            "line": {"color": tokens.pain, "width": 1.5},
        },
        hovertext=[_lag_words(row) for row in each(lags)],
        hovertemplate=HOVER,
        error_y=interval if has_interval else None,
    )
    return [*bands(pd.Index(lags["lag"]), lags["chance_low"], lags["chance_high"], chance, tokens.edge), points]


def _lag_words(lag: Any) -> str:
    chance = f"{say_number(lag.chance_low, 2)} to {say_number(lag.chance_high, 2)}"
    lies = f"{say_number(lag.low, 2)} to {say_number(lag.high, 2)}"
    when = capitalised(say_later(lag.lag))
    return f"{when}: {say_number(lag.r, 2)} ({lies})<br>chance alone: {chance}<br>{lag.n:.0f} days"


def _reach(lags: pd.DataFrame) -> float:
    columns = [c for c in ("r", "low", "high", "chance_low", "chance_high") if c in lags]
    widest = float(np.nanmax(np.abs(lags[columns].to_numpy()))) if len(lags) else 0.0
    return min(max(LEAST_REACH, widest * ROOM), 1.05)


def _lag_axes(figure: plot.Figure, lags: pd.DataFrame, reach: float, **where: int) -> None:
    values = lags["lag"]
    room = max((values.max() - values.min()) * 0.08, 0.4)
    figure.update_xaxes(
        tickvals=sorted(values.unique()), range=[values.min() - room, values.max() + room], showline=False, **where
    )
    zero = {"zeroline": True, "zerolinewidth": 1, "zerolinecolor": figure.layout["font"]["color"]}
    # Ticks well inside the panel: one at its edge would be cut or run into the name above.
    tick = next(step for step in TICK_STEPS if step <= reach * HIGHEST_TICK)
    ticks = {"tickvals": [-tick, 0, tick], "ticktext": [f"−{tick:g}", "0", f"+{tick:g}"]}
    figure.update_yaxes(range=[-reach, reach], **ticks, **zero, **where)


def lag_table(result: Result) -> pd.DataFrame:
    """The numbers `lag_chart` draws, a row per lag.

    Columns: "Days later", "Correlation", "From", "To", "Chance from", "Chance to", "Days", "Outside chance".
    """
    return _lag_columns(result.details["lags"].sort_values("lag"))


def _lag_columns(lags: pd.DataFrame) -> pd.DataFrame:
    names = {
        "lag": "Days later",
        "r": "Correlation",
        "low": "From",
        "high": "To",
        "chance_low": "Chance from",
        "chance_high": "Chance to",
        "n": "Days",
    }
    table = lags[list(names)].rename(columns=names).round(2)
    return table.assign(**{"Outside chance": is_outside_chance(lags).map({True: "yes", False: "no"})})


def with_correlations(result: Result, found: Correlations) -> Result:
    """`result` of `analytics.lag.associations` with the correlations of its pairs as `details["lags"]`; the pairs
    that could be asked both ways."""
    lags, names = details(found.asked)["lags"], ["exposure", "outcome"]
    both = result.table.merge(lags[names].drop_duplicates(), on=names)
    return replace(result, table=both, details={**result.details, "lags": lags})


def small_multiples(result: Result, mode: Mode, *, title: str | None = None, columns: int = 2) -> plot.Figure:
    """A small lag chart per pair, all with the same vertical axis, the strongest first; `columns` side by side.

    `result` is that of `with_correlations`: a row per pair in the table (exposure, outcome, p, verdict) and the lags
    of all pairs in `details["lags"]`. Two columns fit a phone; three suit a desktop.
    """
    tokens = TOKENS[mode]
    pairs = result.table.sort_values("p", kind="stable")
    every = [_lags_of(result, row) for _, row in pairs.iterrows()]
    n_rows = math.ceil(len(pairs) / columns)
    height = n_rows * PANEL_PX + (n_rows - 1) * PANEL_GAP_PX
    gap, between = PANEL_GAP_PX / height if n_rows > 1 else 0, 0.13 if columns > 1 else 0
    figure = subplots.grid(n_rows, columns, len(pairs), gap, between=between)
    said = _multiples_title(pairs["verdict"]) if title is None else title
    subtitle = (
        f"Correlation, −1 to 1, by days later. {CHANCE_WORDS} Filled: outside it, where the pair goes together."
    )
    theme.lay_out(figure, tokens, said, subtitle, height, top=PANEL_GAP_PX - 20)
    reach = max(_reach(lags.drop(columns=["low", "high"])) for lags in every)
    for i, lags in enumerate(every):
        where = {"row": i // columns + 1, "col": i % columns + 1}
        is_related = pairs.iloc[i]["verdict"] == RELATED
        traces = _lag_traces(lags, tokens, has_interval=False, is_filled=is_related)
        figure.add_traces(traces, rows=where["row"], cols=where["col"])
        _lag_axes(figure, lags, reach, **where)
        _name_panel(figure, i, pairs.iloc[i], tokens)
    return figure


def _lags_of(result: Result, pair: pd.Series) -> pd.DataFrame:
    lags = result.details["lags"]
    is_pair = (lags["exposure"] == pair["exposure"]) & (lags["outcome"] == pair["outcome"])
    return lags[is_pair].sort_values("lag")


def _multiples_title(verdicts: pd.Series) -> str:
    n_related, n_pairs = int((verdicts == RELATED).sum()), len(verdicts)
    if n_related == 0:
        return f"None of {n_pairs} pairs can be said to go together"
    return f"{n_related} of {n_pairs} pairs {'goes' if n_related == 1 else 'go'} together"


def _name_panel(figure: plot.Figure, number: int, pair: pd.Series, tokens: Tokens) -> None:
    exposure, outcome = measures(pair)
    suffix = "" if number == 0 else str(number + 1)
    x, y = (figure.layout[f"{axis}axis{suffix}"]["domain"] for axis in "xy")
    said = theme.wrap(f"{capitalised(exposure.name)} and {outcome.name}", PANEL_CHARS)
    figure.add_annotation(
        text=f"<b>{said}</b>" if pair["verdict"] == RELATED else said,
        x=x[0],
        y=y[1],
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="bottom",
        xshift=-4,
        yshift=3,
        align="left",
        showarrow=False,
        font={"size": theme.SMALL_PX, "color": tokens.text},
    )


def small_multiples_table(result: Result) -> pd.DataFrame:
    """The numbers `small_multiples` draws: the columns of `lag_table` with "What", "With" and "Answer" in front."""
    tables = []
    for _, pair in result.table.sort_values("p", kind="stable").iterrows():
        exposure, outcome = measures(pair)
        table = _lag_columns(_lags_of(result, pair))
        tables.append(table.assign(What=exposure.name, With=outcome.name, Answer=pair["verdict"]))
    every = pd.concat(tables, ignore_index=True)
    front = ["What", "With", "Answer"]
    return every[[*front, *(c for c in every if c not in front)]]
