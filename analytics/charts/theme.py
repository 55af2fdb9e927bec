"""One table of tokens for light and dark, and the one layout that every figure gets."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

Mode = Literal["light", "dark"]

# WCAG 2.2, criteria 1.4.3 and 1.4.11: body text, and marks that carry meaning.
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
# Uncertainty is the hue of its mark, this opaque.
UNCERTAIN = 0.2
# Streamlit ships Source Sans; elsewhere the reader's own sans serif.
FONT = '"Source Sans", "Source Sans Pro", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'
TITLE_PX, TEXT_PX, SMALL_PX = 17, 13, 12
LINE_HEIGHT = 1.3
# A phone of 390 px leaves 358 px to a figure: what fits into one line there.
PHONE_PLOT_PX = 306
TITLE_CHARS, SUBTITLE_CHARS = 36, 50
MARGIN_LEFT_PX, MARGIN_RIGHT_PX, MARGIN_BOTTOM_PX = 36, 16, 30
HEADING_PX = 22

# For st.plotly_chart(..., config=CONFIG, theme=None) and for the offline report.
# No tips: plotly's own would lie over the buttons of the page.
CONFIG: dict[str, Any] = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "showTips": False}


@dataclass(frozen=True)
class Tokens:
    """The colours of one mode; `page` is the background they are read against (figures are transparent)."""

    page: str
    text: str
    muted: str
    grid: str
    block: str
    edge: str
    running: str
    running_text: str
    lifting: str
    lifting_text: str
    pain: str
    no_pain: str
    pale: str
    shades: tuple[str, ...]
    other: str


# Running blue and lifting vermillion are Okabe and Ito's (2008), chosen to stay apart for every common kind of
# colour blindness; lighter on dark, darker where they colour letters. `pale` is for days that are left out,
# `no_pain` for a score of 0 on the calendar, `shades` for the parts of a stack, dark below and light
# above in both modes, each at least 1.6 times as light as the one before. `other` is what a stack does not name.
TOKENS: dict[str, Tokens] = {
    "light": Tokens(
        page="#FFFFFF",
        text="#262730",
        muted="#585C66",
        grid="#E4E6EB",
        block="#EEEFF2",
        edge="#7C818C",
        running="#0072B2",
        running_text="#00659E",
        lifting="#D55E00",
        lifting_text="#A84600",
        pain="#1A1A1A",
        no_pain="#CDD3DC",
        pale="#7C818B",
        shades=("#4A2000", "#964200", "#DE640A"),
        other="#C9CED7",
    ),
    "dark": Tokens(
        page="#121417",
        text="#FAFAFA",
        muted="#B4B9C4",
        grid="#2A2F3A",
        block="#1F242E",
        edge="#7D8492",
        running="#3D9BD9",
        running_text="#5FB2E8",
        lifting="#E8762B",
        lifting_text="#F29A5C",
        pain="#F2F2F2",
        no_pain="#3A4250",
        pale="#7D8492",
        shades=("#B05921", "#F08C48", "#FBDCC6"),
        other="#414956",
    ),
}


def faint(colour: str, opacity: float = UNCERTAIN) -> str:
    """'#0072B2' -> 'rgba(0, 114, 178, 0.2)': the same hue, for uncertainty."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


def wrap(words: str, n_chars: int) -> str:
    """`words` escaped for plotly, with `<br>` where a line on a phone ends."""
    return "<br>".join(escape(line, quote=False) for line in textwrap.wrap(words, n_chars))


def shortened(words: str, n_chars: int) -> str:
    """`words` with at most `n_chars` letters, the last an ellipsis where some are missing."""
    return words if len(words) <= n_chars else words[: n_chars - 1].rstrip() + "…"


def lay_out(
    figure: go.Figure,
    tokens: Tokens,
    title: str,
    subtitle: str,
    height: int,
    *,
    is_zoomable: bool = False,
    top: int = 0,
) -> go.Figure:
    """Gives `figure` the look of the house and returns it.

    `title` says the finding, `subtitle` what is drawn; both are wrapped so that a phone shows them whole. `height`
    is that of the panels in px, `top` further px above them. Figures stay still under a finger unless
    `is_zoomable`, so that a phone scrolls the page.
    """
    head, title_px = _head(tokens, title, subtitle)
    figure.update_layout(
        title={"text": head, "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yanchor": "top"},
        title_pad={"l": 2, "t": TITLE_PX},
        title_font={"size": TITLE_PX, "color": tokens.text, "family": FONT},
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
        meta={
            "description": f"{title}. {subtitle}",
            "title": title,
            "subtitle": subtitle,
            "heading_px": title_px,
        },
    )
    axis = {"gridcolor": tokens.grid, "linecolor": tokens.edge, "tickfont": {"size": SMALL_PX, "color": tokens.muted}}
    figure.update_xaxes(**axis, showgrid=False, showline=True, zeroline=False, fixedrange=not is_zoomable)
    figure.update_yaxes(**axis, zeroline=False, fixedrange=True)
    return figure


def without_heading(figure: go.Figure) -> tuple[go.Figure, str, str]:
    """The figure without its title and the room for it, the title, and the subtitle.

    For a page that sets them as text of its own, which wraps at whatever width there is.
    """
    said = figure.layout.meta
    bare = go.Figure(figure)
    bare.update_layout(
        title=None,
        margin_t=figure.layout.margin.t - said["heading_px"],
        height=figure.layout.height - said["heading_px"],
    )
    return bare, said["title"], said["subtitle"]


# Ticks say '3 Mar', 'Mar 2026' or '2026', on one line, whatever the zoom.
DAY_MS = 86_400_000
# Room left and right of the first and last day, as a share of the days between: a mark is about 2 % of a phone.
DATE_ROOM = 0.02
DATE_TICKS = [
    {"dtickrange": [None, 27 * DAY_MS], "value": "%-d %b"},
    {"dtickrange": [27 * DAY_MS, "M1"], "value": "%b %Y"},
    {"dtickrange": ["M1", "M11"], "value": "%b %Y"},
    {"dtickrange": ["M12", None], "value": "%Y"},
]


def date_axis(figure: go.Figure) -> None:
    """Makes the horizontal axes of `figure` write dates as the words of the page do."""
    figure.update_xaxes(type="date", tickformatstops=DATE_TICKS)


def clip_dates(figure: go.Figure, first: pd.Timestamp, last: pd.Timestamp) -> None:
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


def heading(figure: go.Figure, words: str, colour: str, top: float, *, shift: int = 4) -> None:
    """Writes `words` as the name of the panel whose upper edge is at `top` (paper), `shift` px above it."""
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
        font={"color": colour, "size": TEXT_PX},
    )


def nothing(tokens: Tokens, title: str, says: str) -> go.Figure:
    """A figure that holds only a sentence: what is missing and how to get it."""
    figure = lay_out(go.Figure(), tokens, title, says, 40)
    return figure.update_xaxes(visible=False).update_yaxes(visible=False)


def contrast(colour: str, background: str) -> float:
    """WCAG 2.2 contrast ratio of two '#RRGGBB' colours, 1 to 21."""
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
