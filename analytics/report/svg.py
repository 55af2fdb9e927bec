"""The report's figures as SVG written by hand: no script, no font, no picture from elsewhere; light colours only.

Each function gives one `<svg>` element, or "" where there is nothing to draw.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd

from analytics.colours import TOKENS, faint
from analytics.periods import runs_of_known
from analytics.report.axes import Frame, dates, levels
from analytics.report.sites import MOST_SHOWN, Place
from analytics.story import Told
from analytics.words import shortened
from data.units import Units

LIGHT = TOKENS["light"]
# Of a printed page and a desk's screen, and of a phone's, px: each is drawn, the style sheet shows one of them.
WIDE, NARROW = 720, 358
# The height of each panel, and between panels the room for the name of the next.
PANELS = {"distance_m": 54, "glute_sets": 42, "pain": 76}
GAP, MARKS, FOOT, LEFT = 18, 20, 18, 26
BAR_SHARE = 0.86
SITE_GAP, SITE_HEIGHT = 10, 54
# A few medians are drawn as points too: a line of one is nothing.
FEW = 30
# A place's name above its panel: longer ones are cut.
NAME_CHARS = 26
PAIN_LEVELS = (0.0, 5.0, 10.0)


def both(draw: Callable[[int], str]) -> str:
    """What `draw` makes of a width, wide and narrow; '' where there is nothing to draw."""
    wide = draw(WIDE)
    return f'<div class="wide">{wide}</div><div class="narrow">{draw(NARROW)}</div>' if wide else ""


def stack(
    table: pd.DataFrame,
    panels: Sequence[str],
    units: Units,
    label: str,
    chapters: Sequence[Told] = (),
    width: int = WIDE,
) -> str:
    """Weekly distance, glute sets and pain over one time axis; `table` is that of `analytics.periods`.

    Panels without a known value are left out. `chapters` stand above as numbers, each with a dotted line to its day.
    `label` is what a screen reader says.
    """
    shown = [name for name in panels if table[name].notna().any()]
    if not shown:
        return ""
    first, last = table.index[0], table.index[-1] + pd.Timedelta(days=int(table["n_days"].iloc[-1]))
    top, drawn = (MARKS if chapters else 0) + GAP - 4, []
    bottom = top + sum(PANELS[name] for name in shown) + GAP * (len(shown) - 1)
    drawn.append(_marks(chapters, Frame(first, last, width, top, bottom, LEFT)))
    for name in shown:
        frame = Frame(first, last, width, top, top + PANELS[name], LEFT)
        drawn.append(_panel(table, name, frame, units))
        top += PANELS[name] + GAP
    drawn.append(dates(Frame(first, last, width, 0, bottom, LEFT), units))
    return _svg(width, bottom + FOOT, label, drawn)


def _panel(table: pd.DataFrame, name: str, frame: Frame, units: Units) -> str:
    if name == "pain":
        return _pain(table, frame)
    is_distance = name == "distance_m"
    values = units.to_distance(table[name]) if is_distance else table[name]
    words = f"Distance, {units.distance} a week" if is_distance else "Glute sets a week"
    colour, text = (LIGHT.running, LIGHT.running_text) if is_distance else (LIGHT.lifting, LIGHT.lifting_text)
    ticks = levels(float(values.max()))
    bars = []
    for day, value, n, part in zip(table.index, values, table["n_days"], table[f"is_part_{name}"], strict=True):
        if value > 0:
            x0, x1 = frame.x(day), frame.x(day + pd.Timedelta(days=int(n)))
            y = frame.y(value, ticks[-1])
            look = f'fill="{faint(colour)}" stroke="{colour}" stroke-width=".5"' if part else f'fill="{colour}"'
            bars.append(
                f'<rect x="{x0:.1f}" y="{y:.1f}" width="{(x1 - x0) * BAR_SHARE:.2f}" '
                f'height="{frame.bottom - y:.1f}" {look}/>'
            )
    return _grid(frame, ticks, words, text) + "".join(bars)


def _pain(table: pd.DataFrame, frame: Frame) -> str:
    """The median's line and the band of the middle half, parted where no score is known."""
    middle = table.index + pd.to_timedelta(table["n_days"] / 2, unit="D")
    known = table.assign(x=[frame.x(day) for day in middle], part=runs_of_known(table["pain"].notna()))
    parts = [rows for _, rows in known[known["pain"].notna()].groupby("part")]
    drawn = [_grid(frame, PAIN_LEVELS, "Pain, 0–10: median; band: the middle half of days", LIGHT.pain)]
    for rows in parts:
        edge = [*zip(rows["x"], rows["pain_high"], strict=True)]
        edge += [*zip(rows["x"][::-1], rows["pain_low"][::-1], strict=True)]
        drawn.append(f'<polygon points="{_points(frame, edge)}" fill="{faint(LIGHT.pain)}"/>')
    drawn += [_line(frame, list(zip(rows["x"], rows["pain"], strict=True)), len(table)) for rows in parts]
    return "".join(drawn)


def sites(places: Sequence[Place], label: str, units: Units, width: int = WIDE) -> str:
    """The course of pain at up to four places side by side, two in a row on a phone, 0-10 each."""
    known = [place for place in places[:MOST_SHOWN] if place.course.notna().any()]
    in_a_row = MOST_SHOWN if width >= WIDE else MOST_SHOWN // 2
    each, row_height = width // in_a_row, GAP - 4 + SITE_HEIGHT + FOOT
    drawn = []
    for at, place in enumerate(known):
        left, top = at % in_a_row * each, at // in_a_row * row_height + GAP - 4
        first, last = place.course.index[0], place.course.index[-1] + pd.Timedelta(days=7)
        frame = Frame(first, last, left + each - SITE_GAP, top, top + SITE_HEIGHT, left + 18)
        drawn.append(_site(place, frame, units))
    n_rows = -(-len(known) // in_a_row)
    return _svg(width, n_rows * row_height, label, drawn) if drawn else ""


def _site(place: Place, frame: Frame, units: Units) -> str:
    known = place.course.notna()
    parts = place.course[known].groupby(runs_of_known(known)[known.to_numpy()])
    lines = [
        _line(frame, [(frame.x(day), value) for day, value in rows.items()], len(place.course)) for _, rows in parts
    ]
    name = shortened(place.name[:1].upper() + place.name[1:], NAME_CHARS)
    return _grid(frame, PAIN_LEVELS, name, LIGHT.pain) + "".join(lines) + dates(frame, units, most=4)


def interval(value: float, low: float, high: float, limit: float) -> str:
    """An estimate as a dot with its 95 % interval as a line, on a scale from -`limit` to `limit` around 0."""
    width, middle = 110, 6

    def at(number: float) -> float:
        return width / 2 + max(-1.0, min(1.0, number / limit)) * (width / 2 - 5)

    colour = LIGHT.pain
    return _svg(
        width,
        2 * middle,
        f"{value:.1f}, between {low:.1f} and {high:.1f}",
        [
            f'<line x1="{at(0):.1f}" x2="{at(0):.1f}" y1="0" y2="{2 * middle}" stroke="{LIGHT.edge}"/>',
            f'<path d="M{at(low):.1f},{middle} H{at(high):.1f}" stroke="{colour}" stroke-width="2"/>',
            f'<circle cx="{at(value):.1f}" cy="{middle}" r="3.5" fill="{colour}"/>',
        ],
        is_fixed=True,
    )


def _line(frame: Frame, points: Sequence[tuple[float, float]], n: int) -> str:
    colour = LIGHT.pain
    line = f'<polyline points="{_points(frame, points)}" fill="none" stroke="{colour}" stroke-width="1.2"/>'
    if n > FEW and len(points) > 1:
        return line
    return line + "".join(
        f'<circle cx="{x:.1f}" cy="{frame.y(value, 10):.1f}" r="1.8" fill="{colour}"/>' for x, value in points
    )


def _points(frame: Frame, points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{frame.y(value, 10):.1f}" for x, value in points)


def _grid(frame: Frame, ticks: Sequence[float], words: str, colour: str) -> str:
    """The name above, a line and a number at each tick."""
    drawn = [f'<text x="{frame.left}" y="{frame.top - 5}" fill="{colour}" font-weight="600">{escape(words)}</text>']
    for tick in ticks:
        y = frame.y(tick, ticks[-1])
        drawn.append(
            f'<line x1="{frame.left}" x2="{frame.right}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LIGHT.grid}"/>'
            f'<text x="{frame.left - 4}" y="{y + 3:.1f}" text-anchor="end" fill="{LIGHT.muted}">{tick:g}</text>'
        )
    return "".join(drawn)


def _marks(chapters: Sequence[Told], frame: Frame) -> str:
    """Each chapter's number above the panels, apart from the one before it, and a dotted line at its day."""
    drawn, free = [], float(frame.left)
    for chapter in chapters:
        x = frame.x(chapter.day)
        at = min(max(x, free), frame.right - 7)
        free = at + 16
        drawn.append(
            f'<path d="M{at:.1f},16 L{x:.1f},{MARKS + 2} V{frame.bottom}" fill="none" stroke="{LIGHT.edge}" '
            f'stroke-dasharray="1 3"/><circle cx="{at:.1f}" cy="9" r="7" fill="{LIGHT.text}"/>'
            f'<text x="{at:.1f}" y="12.2" text-anchor="middle" fill="{LIGHT.page}" font-weight="600">'
            f"{chapter.number}</text>"
        )
    return "".join(drawn)


def _svg(width: float, height: float, label: str, drawn: Sequence[str], *, is_fixed: bool = False) -> str:
    size = f' width="{width:g}" height="{height:g}"' if is_fixed else ""
    box = f'viewBox="0 0 {width:g} {height:g}"{size}'
    return f'<svg role="img" aria-label="{escape(label)}" {box}>{"".join(drawn)}</svg>'
