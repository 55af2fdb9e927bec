"""How much, from where: pain at each weekly dose against that at the usual one, the band of the whole curve, and how
many days lie behind each dose."""

from __future__ import annotations

from analytics.charts import plot, theme
from analytics.charts.axes import axis
from analytics.charts.lines import line_with_band
from analytics.charts.rows import each
from analytics.charts.theme import TOKENS, Mode, Tokens
from analytics.charts.words import capitalised
from analytics.lag.curve import FLAT, STEP, Curve
from analytics.lag.curve.say import per_week, sentence, unit
from analytics.lag.pairs import exposure, outcome
from analytics.words import say_number, say_signed
from data.units import Units

# Of the panel, and of the name of the axis below it.
PANEL_PX, TITLE_PX = 260, 22
# The share of the plot's height that the tallest bar of days takes.
BARS_SHARE = 0.16
# The share of the room between two doses that a bar takes.
BAR_SHARE = 0.7
# Two marks this near, as a share of the axis, stand one above the other on a phone.
NEAR = 0.3
DAYS_SAID = "Line: estimate. Band: holds the whole curve at 95 %. Bars: days at each amount."


def dose_curve(curve: Curve, units: Units, mode: Mode) -> plot.Figure:
    """The curve with its band over the covered doses, in the reader's units a week; 0 is pain at the usual dose."""
    tokens = TOKENS[mode]
    points = curve.points
    doses = [per_week(curve, dose, units) for dose in points["dose"]]
    colour = axis(curve.exposure, units).hue(tokens)
    what = outcome(curve.outcome).words
    words = [
        f"{say_number(dose, 0)} {unit(curve, units)}: {what} {say_signed(row.change)} "
        f"({say_signed(row.low)} to {say_signed(row.high)}), {row.n:,.0f} days"
        for dose, row in zip(doses, each(points), strict=True)
    ]
    drawn = line_with_band(doses, points["change"], points["low"], points["high"], colour, words)
    figure = plot.Figure(drawn)
    theme.lay_out(figure, tokens, sentence(curve, units), DAYS_SAID, PANEL_PX, top=theme.HEADING_PX)
    figure.add_hline(y=0, line={"color": tokens.edge, "width": 1}, layer="below")
    _marked(figure, curve, units, tokens)
    _days(figure, curve, doses, tokens)
    across = {"text": across_words(curve, units), "font": {"size": theme.SMALL_PX}, "standoff": 6}
    figure.update_xaxes(range=[doses[0], doses[-1]], title=across)
    figure.update_layout(
        margin={"b": figure.layout["margin"]["b"] + TITLE_PX}, height=figure.layout["height"] + TITLE_PX
    )
    # The bars have the lowest part of the plot to themselves.
    least, most = min(float(points["low"].min()), 0.0), max(float(points["high"].max()), 0.0)
    figure.update_yaxes(range=[least - (most - least) * BARS_SHARE * 1.3, most + (most - least) * 0.04])
    theme.heading(figure, f"{capitalised(what)}, points from usual", tokens.text, 1)
    return figure


def _days(figure: plot.Figure, curve: Curve, doses: list[float], tokens: Tokens) -> None:
    """A bar for the days at each dose, from the lower edge up; the tallest stands for most days."""
    counts, half = curve.points["n"].to_numpy(), (doses[1] - doses[0]) * BAR_SHARE / 2
    for dose, height in zip(doses, BARS_SHARE * counts / max(counts.max(), 1), strict=True):
        figure.add_shape(
            type="rect", x0=dose - half, x1=dose + half, y0=0, y1=height, yref="paper", layer="below",
            line={"width": 0}, fillcolor=theme.faint(tokens.muted, 0.5),
        )  # fmt: skip


def _marked(figure: plot.Figure, curve: Curve, units: Units, tokens: Tokens) -> None:
    """A dotted line at the usual dose and, where one is claimed, at the dose it is about."""
    marks, raised = [("usual", curve.usual)], 0
    if curve.claim is not None and curve.claim.word != FLAT:
        marks.append(("step", curve.claim.to) if curve.claim.word == STEP else ("enough", curve.claim.start))
        is_near = abs(marks[1][1] - curve.usual) < NEAR * (curve.most - curve.least)
        raised = theme.SMALL_PX + 1 if is_near else 0
    for (words, dose), shift in zip(marks, (0, raised), strict=False):
        at = per_week(curve, dose, units)
        figure.add_vline(x=at, line={"color": tokens.muted, "width": 1, "dash": "dot"}, layer="below")
        figure.add_annotation(
            text=f"{words} {say_number(at, 0)}", x=at, y=1, yref="paper", yanchor="bottom", yshift=shift,
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": tokens.text},
        )  # fmt: skip


def across_words(curve: Curve, units: Units) -> str:
    """'Glute sets a week', 'Weekly distance, km'."""
    if exposure(curve.exposure).kind == "sets":
        return capitalised(unit(curve, units))
    return f"{capitalised(exposure(curve.exposure).words)}, {units.distance}"
