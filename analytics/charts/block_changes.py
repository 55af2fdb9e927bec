"""What else changed with a block: a row a thing, from before to in the block, in per cent of before."""

from __future__ import annotations

from html import escape

import numpy as np

from analytics.blocks.else_changed import Change
from analytics.charts import plot, theme
from analytics.charts.lines import HOVER
from analytics.charts.theme import TOKENS, Mode
from analytics.words import say_signed

ROW_PX = 30
# A change beyond this many per cent is an arrow.
REACH = 40
NAME_PX, VALUE_PX = 92, 104


def else_changed(changes: list[Change], mode: Mode) -> plot.Figure:
    """A line from "before" to where each stood in the block; off the scale it ends in an arrow."""
    tokens = TOKENS[mode]
    figure = plot.Figure()
    for place, change in enumerate(changes):
        y = len(changes) - 1 - place
        share = 100 * change.share
        end = float(np.clip(share, -REACH, REACH))
        colour = tokens.lifting if change.is_lifting else tokens.running if change.unit else tokens.pale
        is_off = abs(share) > REACH
        symbol = ("triangle-right" if share > 0 else "triangle-left") if is_off else "circle"
        size = f"{say_signed(share, 0)} %" if np.isfinite(share) else "from none"
        figure.add_trace(
            plot.scatter(
                x=[0, end], y=[y, y], mode="lines+markers", line={"color": colour, "width": 2.5},
                marker={"color": [tokens.page, colour], "size": [8, 11], "symbol": ["circle", symbol],
                        "line": {"color": [tokens.edge, colour], "width": 1.5}},
                hovertext=[f"{escape(change.name)}: {size}"] * 2, hovertemplate=HOVER,
            )
        )  # fmt: skip
        for words, x, anchor, weight in ((change.name, 0, "right", ""), (change.said, 1, "left", "b")):
            text = escape(words, quote=False)
            figure.add_annotation(
                text=f"<b>{text}</b>" if weight else text, x=x, xref="paper", xanchor=anchor,
                xshift=-10 if x == 0 else 10, y=y, showarrow=False,
                font={"size": theme.SMALL_PX, "color": tokens.text},
            )  # fmt: skip
    drawn = "A week before the block, and in it. Beyond 40 %: an arrow."
    theme.lay_out(figure, tokens, "What else changed", drawn, max(len(changes), 1) * ROW_PX, top=18)
    figure.update_layout(margin={"l": NAME_PX, "r": VALUE_PX})
    ticks = {"tickvals": [-REACH, 0, REACH], "ticktext": [f"−{REACH} %", "before", f"+{REACH} %"]}
    figure.update_xaxes(range=[-REACH - 6, REACH + 6], showline=False, **ticks)
    figure.update_yaxes(range=[-0.6, len(changes) - 0.4], visible=False)
    figure.add_vline(x=0, line={"color": tokens.edge, "width": 1}, layer="below")
    return figure
