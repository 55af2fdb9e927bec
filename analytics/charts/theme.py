"""The look of the figures: the house's colours (`analytics.colours`), sizes, and the one layout that each gets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape
from typing import Any

import pandas as pd

from analytics.charts import plot
from analytics.charts.sent import Sent
from analytics.colours import MARK_CONTRAST as MARK_CONTRAST
from analytics.colours import TEXT_CONTRAST as TEXT_CONTRAST
from analytics.colours import TOKENS as TOKENS
from analytics.colours import UNCERTAIN as UNCERTAIN
from analytics.colours import Mode as Mode
from analytics.colours import Tokens as Tokens
from analytics.colours import contrast as contrast
from analytics.colours import faint as faint
from analytics.words import shortened as shortened
from data.units import Units

# Streamlit ships Source Sans; elsewhere the reader's own sans serif.
FONT = '"Source Sans", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
TITLE_PX, TEXT_PX, SMALL_PX = 17, 13, 12
LINE_HEIGHT = 1.3
# A phone of 390 px leaves 358 px to a figure: what fits into one line there.
PHONE_PLOT_PX = 306
TITLE_CHARS, SUBTITLE_CHARS = 36, 50
MARGIN_LEFT_PX, MARGIN_RIGHT_PX, MARGIN_BOTTOM_PX = 36, 16, 30
HEADING_PX = 22


def hatched(is_part: Iterable[bool], colour: str, tokens: Tokens) -> dict[str, Any]:
    """The marker of bars in `colour`: hatched and pale where a period is not over or not wholly on record."""
    parts = list(is_part)
    return {
        "color": [faint(colour) if part else colour for part in parts],
        "line": {"color": colour, "width": [1 if part else 0 for part in parts]},
        "pattern": {
            "shape": ["/" if part else "" for part in parts],
            "fgcolor": colour,
            "bgcolor": tokens.page,
            "size": 5,
            "solidity": 0.3,
        },
    }


def wrap(words: str, n_chars: int) -> str:
    """`words` escaped for plotly, with `<br>` where a line on a phone ends."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(words, n_chars))


def lay_out(
    figure: plot.Figure,
    tokens: Tokens,
    title: str,
    subtitle: str,
    height: int,
    *,
    is_zoomable: bool = False,
    top: int = 0,
) -> plot.Figure:
    """Gives `figure` the look of the house and returns it.

    `title` says the finding, `subtitle` what is drawn; both are wrapped so that a phone shows them whole. `height`
    is that of the panels in px, `top` further px above them. Figures stay still under a finger unless
    `is_zoomable`, so that a phone scrolls the page.
    """
    head, title_px = _head(tokens, title, subtitle)
    figure.meta = {
        "description": f"{title}. {subtitle}",
        "title": title,
        "subtitle": subtitle,
        "heading_px": title_px,
    }
    figure.update_layout(
        title={
            "text": head,
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yanchor": "top",
            "pad": {"l": 2, "t": TITLE_PX},
            "font": {"size": TITLE_PX, "color": tokens.text, "family": FONT},
        },
        font={"family": FONT, "size": TEXT_PX, "color": tokens.text},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        hovermode="closest",
        hoverlabel={"bgcolor": tokens.page, "font": {"color": tokens.text, "family": FONT}, "align": "left"},
        margin={"l": MARGIN_LEFT_PX, "r": MARGIN_RIGHT_PX, "t": title_px + top, "b": MARGIN_BOTTOM_PX},
        height=height + title_px + top + MARGIN_BOTTOM_PX,
        autosize=True,
        dragmode="zoom" if is_zoomable else False,
    )
    axis = {"gridcolor": tokens.grid, "linecolor": tokens.edge, "tickfont": {"size": SMALL_PX, "color": tokens.muted}}
    figure.update_xaxes(**axis, showgrid=False, showline=True, zeroline=False, fixedrange=not is_zoomable)
    figure.update_yaxes(**axis, zeroline=False, fixedrange=True)
    return figure


def without_heading(figure: plot.Figure | Sent) -> tuple[Sent, str, str]:
    """The figure without its title and the room for it, the title, and the subtitle.

    For a page that sets them as text of its own, which wraps at whatever width there is; nobody changes it any more.
    The same figure where its heading was taken off before.
    """
    said = figure.meta
    if isinstance(figure, Sent):
        return figure, said["title"], said["subtitle"]
    bare = plot.Figure(figure.data)
    bare.meta, bare.layout = said, dict(figure.layout)
    bare.layout["margin"] = dict(figure.layout["margin"])
    bare.update_layout(
        title=None,
        margin={"t": figure.layout["margin"]["t"] - said["heading_px"]},
        height=figure.layout["height"] - said["heading_px"],
    )
    return Sent(bare), said["title"], said["subtitle"]


# Ticks say '3 Mar' or 'Mar 3', 'Mar 2026' or '2026', on one line, whatever the zoom.
DAY_MS = 86_400_000
# Over fewer days Plotly writes the same date several times.
FEW_DAYS = 6
# Room left and right of the first and last day, as a share of the days between: a mark is about 2 % of a phone.
DATE_ROOM = 0.02
DATE_TICKS = [
    {"dtickrange": [27 * DAY_MS, "M1"], "value": "%b %Y"},
    {"dtickrange": ["M1", "M11"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def date_axis(figure: plot.Figure, units: Units) -> None:
    """Makes the horizontal axes of `figure`, whose marks are drawn, write dates as the words of the page do: each day
    once where they span few days."""
    days = {"dtickrange": [None, 27 * DAY_MS], "value": "%b %-d" if units.is_month_first else "%-d %b"}
    figure.update_xaxes(type="date", tickformatstops=[days, *DATE_TICKS])
    drawn = _days_drawn(figure)
    if 0 < len(drawn) <= FEW_DAYS:
        figure.update_xaxes(tickvals=drawn, tickformat=days["value"])


def _days_drawn(figure: plot.Figure) -> pd.DatetimeIndex:
    """The days from the first mark of `figure` to its last."""
    days = [day[: len("2026-01-31")] for trace in figure.data for day in trace.get("x", ()) if day is not None]
    return pd.date_range(min(days), max(days)) if days else pd.DatetimeIndex([])


def clip_dates(figure: plot.Figure, first: pd.Timestamp, last: pd.Timestamp) -> None:
    """Ends the horizontal axes of `figure` at the days drawn, with room for half a mark, short of the next year."""
    room = max((last - first) * DATE_ROOM, pd.Timedelta(days=1))
    new_year = pd.Timestamp(last.year + 1, 1, 1)
    end = min(last + room, max(new_year - pd.Timedelta(days=1), last + pd.Timedelta(days=1)))
    figure.update_xaxes(range=[first - room, end])


def _head(tokens: Tokens, title: str, subtitle: str) -> tuple[str, int]:
    """The heading as plotly's markup, and the px it takes."""
    head = f"<b>{wrap(title, TITLE_CHARS)}</b>"
    n_lines = head.count("<br>") + 1
    height = 14 + n_lines * TITLE_PX * LINE_HEIGHT
    if subtitle:
        small = wrap(subtitle, SUBTITLE_CHARS)
        height += (small.count("<br>") + 1) * TITLE_PX * LINE_HEIGHT
        head += f'<br><span style="font-size:{TEXT_PX}px;color:{tokens.muted}">{small}</span>'
    return head, round(height)


def heading(
    figure: plot.Figure, words: str, colour: str, top: float, *, shift: int = 4, ground: str | None = None
) -> None:
    """Writes `words` as the name of the panel whose upper edge is at `top` (paper), `shift` px above it; on a
    `ground` that hides what is below."""
    figure.add_annotation(
        text=escape(words, quote=False),
        x=0,
        xref="paper",
        xanchor="left",
        xshift=2 - MARGIN_LEFT_PX,
        y=top,
        yref="paper",
        yanchor="bottom",
        yshift=shift,
        showarrow=False,
        bgcolor=ground,
        font={"color": colour, "size": TEXT_PX},
    )


def nothing(tokens: Tokens, title: str, says: str) -> plot.Figure:
    """A figure that holds only a sentence: what is missing and how to get it."""
    figure = lay_out(plot.Figure(), tokens, title, says, 40)
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)
