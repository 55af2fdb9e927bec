"""One table of colours for light and dark: pages, charts and the report take theirs from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Mode = Literal["light", "dark"]

# WCAG 2.2, criteria 1.4.3 and 1.4.11: body text, and marks that carry meaning.
TEXT_CONTRAST = 4.5
MARK_CONTRAST = 3.0
# Uncertainty is the hue of its mark, this opaque.
UNCERTAIN = 0.2


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


def contrast(colour: str, background: str) -> float:
    """WCAG 2.2 contrast ratio of two '#RRGGBB' colours, 1 to 21."""
    lighter, darker = sorted((_luminance(colour), _luminance(background)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
