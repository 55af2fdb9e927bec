"""Spark lines as small SVG pictures: bars that start at 0, the unfinished week hatched; pain always from 0 to 10."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from analytics.charts.theme import TOKENS, Mode

WIDTH, HEIGHT, FOOT = 240, 40, 2
BAR_SHARE = 0.72
MOST_PAIN = 10.0
LINE_PX, DOT_PX = 2, 4


def bars(values: Sequence[float], so_far: float, colour: str, mode: Mode) -> str:
    """A bar for each of `values` (one unit, 0 or more) and a hatched one for the unfinished week, `so_far`.

    `so_far` NaN: no bar, its place stays empty. '' where there is nothing to draw.
    """
    known = [*values, so_far] if so_far == so_far else [*values]
    top = max(known, default=0.0)
    if top <= 0:
        return ""
    step = WIDTH / (len(values) + 1)
    drawn = _full_bars(values, step, top, colour)
    if so_far == so_far:
        edge = f'fill="url(#hatched)" stroke="{colour}" stroke-width="1"'
        drawn.append(_bar(len(values) * step, step, so_far / top, edge))
    page = TOKENS[mode].page
    hatch = (
        f'<pattern id="hatched" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="5" height="5" fill="{page}"/><rect width="2" height="5" fill="{colour}"/></pattern>'
    )
    return _picture(f"<defs>{hatch}</defs>" + "".join(drawn))


def plain_bars(values: Sequence[float], most: float, colour: str) -> str:
    """A bar for each of `values` (0 or more) on a scale that ends at `most`, for rows that share one; it fills
    whatever room it is given."""
    drawn = _full_bars(values, WIDTH / max(len(values), 1), most or 1.0, colour)
    return _picture("".join(drawn), 'preserveAspectRatio="none"')


def image(picture: str, alt: str) -> str:
    """One of these pictures as an image of a page (HTML), `alt` its words for who does not see it."""
    return f'<img alt="{escape(alt)}" src="data:image/svg+xml;base64,{b64encode(picture.encode()).decode()}">'


def _full_bars(values: Sequence[float], step: float, top: float, colour: str) -> list[str]:
    return [_bar(at * step, step, value / top, f'fill="{colour}"') for at, value in enumerate(values)]


def _bar(left: float, step: float, share: float, look: str) -> str:
    height = share * (HEIGHT - FOOT)
    x, y, width = left + step * (1 - BAR_SHARE) / 2, HEIGHT - FOOT - height, step * BAR_SHARE
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" {look}/>'


def pain_line(medians: Sequence[float], now: float, mode: Mode) -> str:
    """A line through weekly `medians` (0-10) to a dot at `now`, on a scale of 0 to 10; '' below two points."""
    known = [*medians, now] if now == now else [*medians]
    if len(known) < 2:
        return ""
    colour, room = TOKENS[mode].pain, DOT_PX + 1
    step = (WIDTH - 2 * room) / (len(known) - 1)
    points = [
        (room + at * step, HEIGHT - room - score / MOST_PAIN * (HEIGHT - 2 * room)) for at, score in enumerate(known)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    line = (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{LINE_PX}" stroke-linejoin="round"/>'
    )
    return _picture(f'{line}<circle cx="{x:.1f}" cy="{y:.1f}" r="{DOT_PX}" fill="{colour}"/>')


def _picture(inside: str, fit: str = "") -> str:
    size = f'width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" {fit}'.rstrip()
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
