"""The morning after: a strip of mornings per kind of run, against the mornings after no run."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from analytics.charts import theme
from analytics.charts.jitter import offsets
from analytics.charts.lines import DOT_OPACITY, HOVER
from analytics.charts.periods import DAYS_WITH_DOTS
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.words import counted, say_day, say_number

STRIP_PX = 62
JITTER = 0.2
LARGEST_CIRCLE_PX = 20
# Fewer mornings than this are shown, but no kind of run is named in the title for them (convention).
MORNINGS_TO_NAME = 10
DIFFERENCE_TO_NAME = 1.0


def strips(mornings: pd.DataFrame, baseline: float, mode: Mode, *, title: str | None = None) -> go.Figure:
    """A strip per kind of run with a dot per next morning, its mean as a bar, and the baseline as a line.

    `mornings` has a row per run-day: `day` (of the run), `kind` (in the reader's words) and `score` (the next
    morning's pain, 0-10; rows without one are left out). `baseline` is the mean morning after a day without a run,
    NaN where unknown. Beyond 400 mornings dots become circles as large as their number. Kinds stand in the order of
    their first row.
    """
    tokens = TOKENS[mode]
    known = mornings.dropna(subset=["score"])
    if known.empty:
        return theme.nothing(tokens, "The morning after a run", "No morning after a run has a pain score yet.")
    kinds = list(dict.fromkeys(known["kind"]))
    summary = _summary(known)
    figure = go.Figure(_marks(known, kinds, tokens))
    figure.add_traces([_mean(at, summary.loc[kind, "mean"], baseline, tokens) for at, kind in enumerate(kinds)])
    said = strip_title(summary, baseline) if title is None else title
    drawn = "A dot a morning. Bars: mean." if len(known) <= DAYS_WITH_DOTS else "Larger: more mornings. Bars: mean."
    line = "" if np.isnan(baseline) else f" Line: mornings after no run ({say_number(baseline)})."
    theme.lay_out(figure, tokens, said, drawn + line, STRIP_PX * len(kinds))
    figure.update_layout(margin={"l": 8, "b": 46}, height=figure.layout.height + 16)
    figure.update_xaxes(
        range=[-0.5, 10.5],
        tickvals=[0, 2, 4, 6, 8, 10],
        title={"text": "Pain the next morning, 0–10", "font": {"size": theme.SMALL_PX}, "standoff": 6},
    )
    figure.update_yaxes(range=[len(kinds) - 0.5, -0.62], visible=False)
    _name_strips(figure, kinds, summary, tokens)
    if not np.isnan(baseline):
        figure.add_vline(x=baseline, line={"color": tokens.edge, "width": 1.5, "dash": "dash"}, layer="below")
    return figure


def _summary(known: pd.DataFrame) -> pd.DataFrame:
    scores = known.groupby("kind", sort=False)["score"]
    return pd.DataFrame({"mean": scores.mean(), "n": scores.size()})


def _marks(known: pd.DataFrame, kinds: list[str], tokens: Tokens) -> go.Scatter:
    if len(known) > DAYS_WITH_DOTS:
        return _circles(known, kinds, tokens)
    return go.Scatter(
        x=known["score"] + offsets(len(known), JITTER),
        y=known["kind"].map(kinds.index) + offsets(len(known), JITTER)[::-1],
        mode="markers",
        marker={"color": theme.faint(tokens.pain, DOT_OPACITY), "size": 5},
        hovertext=[
            f"Morning after {say_day(row.day)}: pain {say_number(row.score)}<br>{theme.wrap(row.kind, 40)}"
            for row in each(known)
        ],
        hovertemplate=HOVER,
    )


def _circles(known: pd.DataFrame, kinds: list[str], tokens: Tokens) -> go.Scatter:
    cells = known.assign(score=known["score"].round()).groupby(["kind", "score"]).size().rename("n").reset_index()
    return go.Scatter(
        x=cells["score"],
        y=cells["kind"].map(kinds.index),
        mode="markers",
        marker={
            "color": theme.faint(tokens.pain, DOT_OPACITY),
            "size": np.sqrt(cells["n"] / cells["n"].max()) * LARGEST_CIRCLE_PX,
            "line": {"width": 0},
        },
        hovertext=[f"{counted(c.n, 'morning')} with pain {say_number(c.score)}" for c in each(cells)],
        hovertemplate=HOVER,
    )


def _mean(at: int, mean: float, baseline: float, tokens: Tokens) -> go.Scatter:
    usual = "" if np.isnan(baseline) else f",<br>{say_number(baseline)} after no run"
    return go.Scatter(
        x=[mean, mean],
        y=[at - 0.28, at + 0.28],
        mode="lines",
        line={"color": tokens.running, "width": 4},
        hovertext=[f"{say_number(mean)} on average{usual}"] * 2,
        hovertemplate=HOVER,
    )


def _name_strips(figure: go.Figure, kinds: list[str], summary: pd.DataFrame, tokens: Tokens) -> None:
    for at, kind in enumerate(kinds):
        mean, n = summary.loc[kind, ["mean", "n"]]
        figure.add_annotation(
            text=f"{theme.wrap(capitalised(kind), 60)}: {say_number(mean)} ({counted(n, 'morning')})",
            x=0,
            xref="paper",
            xanchor="left",
            y=at - 0.44,
            yanchor="middle",
            showarrow=False,
            font={"color": tokens.running_text, "size": theme.TEXT_PX},
        )


def strip_title(summary: pd.DataFrame, baseline: float) -> str:
    """Names the kind of run whose mornings differ most from the baseline, where 10 mornings and a point tell so."""
    enough = summary[summary["n"] >= MORNINGS_TO_NAME]
    if np.isnan(baseline) or enough.empty:
        return "Pain on the morning after each kind of run"
    kind = (enough["mean"] - baseline).abs().idxmax()
    mean = float(enough.loc[kind, "mean"])  # type: ignore[arg-type]
    if abs(mean - baseline) < DIFFERENCE_TO_NAME:
        return "No kind of run is followed by clearly different mornings"
    return f"Mornings after {kind}: {say_number(mean)} on average, {say_number(baseline)} after no run"


def strips_table(mornings: pd.DataFrame, baseline: float) -> pd.DataFrame:
    """The means `strips` draws: columns "Run", "Pain next morning, mean", "Mornings"; "No run" last where known."""
    summary = _summary(mornings.dropna(subset=["score"]))
    rows = [(capitalised(str(kind)), round(float(row["mean"]), 1), int(row["n"])) for kind, row in summary.iterrows()]
    table = pd.DataFrame(rows, columns=["Run", "Pain next morning, mean", "Mornings"]).astype({"Mornings": "Int64"})
    if not np.isnan(baseline):
        table.loc[len(table)] = ["No run", round(baseline, 1), pd.NA]
    return table
