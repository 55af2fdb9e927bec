"""The curve of days later: what goes with a step more of the one across, over the grey of chance."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts import plot, theme
from analytics.charts.axes import Axis
from analytics.charts.lines import HOVER
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised, say_later
from analytics.explore import Lags, OneMore
from analytics.explore.columns import PACE, noun
from analytics.explore.lags import LAGS
from analytics.words import counted, say_number, say_signed

PLOT_PX, ROOM_BELOW_PX = 210, 16
WEEK = 7
# Days later that the label of the chosen one covers, and its height as a share of the plot.
LABEL_DAYS, LABEL_SHARE = 13, 0.14
# Half the grey band holds its letters from this share of the plot on.
LETTERS_SHARE = 0.09
# Days later that they cover, where in that half they may stand, and how far within its edge, of the plot.
LETTERS_DAYS, LETTERS_PARTS, LETTERS_ROOM = 9, (0.5, 0.7, 1), 0.035
MOST_TICKS = 6


def day_later(lags: Lags, one: OneMore, up: Axis, chosen: int, mode: Mode) -> plot.Figure:
    """The change of the one `up`, in the reader's units, for `one` step more of the one across 0 to 28 days before.

    The chosen day later is ringed and labelled. Without a row that is known the plot is empty and says so.
    """
    tokens, table = TOKENS[mode], _shown(lags, one, up)
    figure = plot.Figure()
    says = f"{difference(up)} for {one.words}, not adjusted" if len(table) else "Too few days for a curve."
    theme.lay_out(figure, tokens, title(lags), says, PLOT_PX, top=8)
    figure.update_layout(margin={"b": 46}, height=figure.layout["height"] + ROOM_BELOW_PX)
    later = {"text": "Days later", "font": {"size": theme.SMALL_PX}, "standoff": 6}
    figure.update_xaxes(range=[-1, LAGS[-1] + 1], tickvals=list(LAGS[::WEEK]), title=later)
    if len(table):
        span = _span(table)
        _band(figure, table, tokens)
        _dots(figure, table, tokens)
        _vertical(figure, span, tokens)
        _letters(figure, table, chosen, span, tokens)
        _ring(figure, table, chosen, span, tokens)
    return figure


def difference(up: Axis) -> str:
    """'Points of pain', 'Days in 100 with flares', 'Easy pace in s/mi (+ is slower)', 'Weekly distance in mi'."""
    named = noun(up.column)
    if up.is_score:
        return f"Points of {named}"
    if up.is_yes_no:
        return f"Days in 100 with {named}"
    if up.column == PACE:
        return f"Easy pace in s{up.unit} (+ is slower)"
    return f"{capitalised(named)} in {up.unit}" if up.unit else capitalised(named)


def title(lags: Lags) -> str:
    """'Most 1 day later, within chance after 8 days', 'Within chance on every day'; 'Strongest' for less of it."""
    if lags.table["r"].isna().all():
        return "Day by day later"
    if not lags.is_beyond_chance:
        return "Within chance on every day"
    is_always = len(lags.beyond) == int(lags.table["r"].notna().sum())
    if lags.strongest is None:
        return "Beyond chance on every day, none stands out" if is_always else "Beyond chance, but no day stands out"
    slope = lags.table.set_index("lag")["slope"][lags.strongest]
    best = f"{'Most' if slope > 0 else 'Strongest'} {say_later(lags.strongest)}"
    return f"{best}, beyond chance on every day" if is_always else best + _within(lags)


def _within(lags: Lags) -> str:
    """Where the curve is within chance after its strongest day; '' where it comes and goes."""
    known = lags.table.dropna(subset="r")["lag"].astype(int).tolist()
    later = [lag for lag in known if lag > (lags.strongest or 0)]
    inside = [lag for lag in later if lag not in lags.beyond]
    if not inside or inside != list(range(inside[0], inside[-1] + 1)):
        return ""
    if inside[-1] < known[-1]:
        return f", within chance from day {inside[0]} to {inside[-1]}" if len(inside) > 1 else ""
    return f", within chance after {counted(inside[0] - 1, 'day')}" if inside[0] > 1 else ", within chance from day 1"


def numbers(lags: Lags, one: OneMore, up: Axis) -> pd.DataFrame:
    """The curve as it is said: days later, the change for one step more, how far chance reaches, r, days."""
    table = _shown(lags, one, up)
    digits = _digits(table)
    return pd.DataFrame(
        {
            "Days later": table["lag"].astype(int),
            f"{difference(up)} for {one.words}": [say_signed(value, digits) for value in table["value"]],
            "Chance alone, up to": [f"±{say_number(value, digits)}" for value in table["chance"]],
            "Correlation": table["r"].round(3),
            "Correlation by chance, up to": round(lags.chance, 3),
            "Days": table["n"].astype(int),
        }
    )


def _shown(lags: Lags, one: OneMore, up: Axis) -> pd.DataFrame:
    table = lags.per(one.size)
    turned = {name: up.shown(table[name]) * (100 if up.is_yes_no else 1) for name in ("value", "chance")}
    return table.assign(**turned, is_inside=table["r"].abs() <= lags.chance)


def _digits(table: pd.DataFrame) -> int:
    """Decimals that give the largest value two digits at least."""
    most = float(table["value"].abs().max()) if len(table) else 0.0
    return 0 if most >= 20 else 1 if most >= 1 or most == 0 else int(np.ceil(-np.log10(most))) + 1


def _span(table: pd.DataFrame) -> tuple[float, float]:
    """The ends of the vertical axis: all dots and the grey, and room for the label on either side."""
    band = table["chance"].fillna(0.0)
    low = min(float(table["value"].min()), -float(band.max()))
    high = max(float(table["value"].max()), float(band.max()))
    room = (high - low) * 0.08 or 1.0
    is_above = table["value"].sum() >= 0
    label = (high - low) * LABEL_SHARE
    return low - room - (0 if is_above else label), high + room + (label if is_above else 0)


def _band(figure: plot.Figure, table: pd.DataFrame, tokens: Tokens) -> None:
    if table["chance"].isna().any():
        return
    lags, band = table["lag"].tolist(), table["chance"].tolist()
    figure.add_trace(
        plot.scatter(
            x=[lags[0] - 1, *lags, lags[-1] + 1, lags[-1] + 1, *lags[::-1], lags[0] - 1],
            y=[band[0], *band, band[-1], -band[-1], *(-each_one for each_one in band[::-1]), -band[0]],
            fill="toself", fillcolor=theme.faint(tokens.pale, 0.3), line={"width": 0}, mode="lines", hoverinfo="skip",
        )
    )  # fmt: skip


def _dots(figure: plot.Figure, table: pd.DataFrame, tokens: Tokens) -> None:
    digits = _digits(table)
    words = [
        f"{capitalised(say_later(row.lag))}: {say_signed(row.value, digits)},<br>chance alone up to "
        f"±{say_number(row.chance, digits)}; {row.n:,.0f} days"
        for row in each(table)
    ]
    colours = [tokens.pale if inside else tokens.pain for inside in table["is_inside"]]
    figure.add_trace(
        plot.scatter(x=table["lag"], y=table["value"], mode="markers", hovertext=words, hovertemplate=HOVER,
                   marker={"color": colours, "size": 7})
    )  # fmt: skip


def _vertical(figure: plot.Figure, span: tuple[float, float], tokens: Tokens) -> None:
    reach = span[1] - span[0]
    power = 10.0 ** np.floor(np.log10(reach / MOST_TICKS))
    step = next(m * power for m in (1, 2, 5, 10) if reach / (m * power) <= MOST_TICKS)
    ticks = np.arange(np.ceil(span[0] / step), np.floor(span[1] / step) + 1) * step
    said = [say_signed(float(tick), max(0, -int(np.floor(np.log10(step))))) for tick in ticks]
    figure.update_yaxes(range=list(span), tickvals=ticks, ticktext=said, zeroline=True, zerolinecolor=tokens.edge)


def _letters(
    figure: plot.Figure, table: pd.DataFrame, chosen: int, span: tuple[float, float], tokens: Tokens
) -> None:
    """'chance alone' within the grey, away from the chosen day and from the dots; outside where the grey is thin."""
    if table["chance"].isna().any():
        return
    is_right = chosen <= LAGS[-1] / 2
    near = table.tail(LETTERS_DAYS) if is_right else table.head(LETTERS_DAYS)
    edge, values = float(near["chance"].min()), near["value"].to_numpy(float)
    reach = span[1] - span[0]
    is_within = edge >= LETTERS_SHARE * reach
    parts = [min(edge * part, edge - LETTERS_ROOM * reach) for part in LETTERS_PARTS] if is_within else [edge]
    able = [side * part for part in parts for side in (-1, 1)]
    y = max(able, key=lambda at: round(float(np.abs(values - at).min()), 9))
    figure.add_annotation(
        text="chance alone", y=y, showarrow=False,
        x=float(near["lag"].iloc[-1 if is_right else 0]), xanchor="right" if is_right else "left",
        yanchor="middle" if is_within else "top" if y < 0 else "bottom",
        font={"size": theme.SMALL_PX, "color": tokens.text},
    )  # fmt: skip


def _ring(figure: plot.Figure, table: pd.DataFrame, chosen: int, span: tuple[float, float], tokens: Tokens) -> None:
    """Rings the chosen day later; its label stands clear of the dots beside it, tied to it where that is far."""
    at = table[table["lag"] == chosen]
    if at.empty:
        return
    row = at.iloc[0]
    ring = {"symbol": "circle-open", "size": 16, "color": tokens.text, "line": {"width": 2}}
    figure.add_trace(plot.scatter(x=at["lag"], y=at["value"], mode="markers", marker=ring, hoverinfo="skip"))
    is_left, is_up = chosen <= LAGS[-1] / 2, row["value"] >= 0
    near = table[(table["lag"] >= chosen) == is_left]
    near = near[(near["lag"] - chosen).abs() <= LABEL_DAYS]["value"]
    clear = max(float(near.max()), row["value"]) if is_up else min(float(near.min()), row["value"])
    words = f"<b>{capitalised(say_later(chosen))}: {say_signed(float(row['value']), _digits(table))}</b>"
    is_far = abs(clear - row["value"]) > 0.1 * (span[1] - span[0])
    figure.add_annotation(
        text=words, x=chosen, y=clear, showarrow=False, xanchor="left" if is_left else "right",
        yanchor="bottom" if is_up else "top", yshift=10 if is_up else -10,
        font={"size": theme.SMALL_PX, "color": tokens.text},
    )  # fmt: skip
    if is_far:
        line = {"color": tokens.muted, "width": 1}
        figure.add_shape(type="line", x0=chosen, x1=chosen, y0=row["value"], y1=clear, line=line, layer="below")
