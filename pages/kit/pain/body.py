"""A figure of the body, front and back, with a region for each place: as a picture, and as one to choose from.

Both views stand so that the reader's left is on the left, as in a mirror.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import streamlit as st

from analytics.charts.theme import TOKENS, Mode
from pages.kit.pain import places

HERE = Path(__file__).parent / "body_figure"
VIEW_WIDTH, HEIGHT, GAP = 100, 256, 14
# The left half; the right one is its mirror image.
OUTLINE = (
    "M50 4C42 4 38 10 38 18C38 26 42 31 45 33L45 39C40 42 32 42 27 46C21 50 20 60 18 72C16 86 12 100 9 114"
    "C7 122 6 128 8 133C11 136 14 132 15 126C18 114 22 100 25 86L28 68C30 78 33 86 33 94C31 104 30 112 30 122"
    "C29 140 31 152 33 168C33 176 32 186 33 196C34 208 37 218 37 228C36 236 32 242 30 248C31 252 44 252 46 248"
    "C46 242 45 236 45 228C47 214 48 200 47 188C47 176 49 150 50 130"
)
HEADS = {"front": "Front, as in a mirror", "back": "Back"}
# Beside the hands: whose left and right they are, in either view.
LETTERS = {"L": 11, "R": VIEW_WIDTH - 11}
LETTERS_DOWN = 152
# View -> site -> the region's left half.
REGIONS = {
    "front": {
        "hip": "M32 104L49 113L49 131L30 126Z",
        "knee": "M33 163L47.500 163L47 183L33 183Z",
        "shin": "M33 185L46.500 185L45 217L36 217Z",
        "ankle": "M36.500 219L45 219L45 233L36.500 233Z",
        "foot": "M36 235L45 235L46 248L31 248Z",
    },
    "back": {
        "low_back": "M33 85L50 85L50 106L31.500 106Z",
        "glute": "M31 108L49 108L49 131L30 129Z",
        "hamstring": "M30 133L49 133L47.500 167L33 167Z",
        "calf": "M33 181L47 181L45 216L36 216Z",
    },
}


def picture(chosen: str, mode: Mode) -> str:
    """Both views as an SVG with the chosen place filled; `chosen` is one of `places.ALL`, the markup is our own."""
    tokens = TOKENS[mode]
    look = (
        f"<style>.skin{{fill:{tokens.block};stroke:{tokens.edge}}}.region path{{fill:none}}"
        f".chosen path{{fill:{tokens.pain}}}</style>"
    )
    return _svg(chosen, is_choice=False).replace(">", f">{look}", 1)


@cache
def _svg(chosen: str, *, is_choice: bool) -> str:
    views = "".join(_view(name, at, chosen, is_choice) for at, name in enumerate(REGIONS))
    width = 2 * VIEW_WIDTH + GAP
    return f'<svg class="body" viewBox="0 0 {width} {HEIGHT}" xmlns="http://www.w3.org/2000/svg">{views}</svg>'


def _view(name: str, at: int, chosen: str, is_choice: bool) -> str:
    mirrored = f'transform="matrix(-1 0 0 1 {VIEW_WIDTH} 0)"'
    outline = f'<path class="skin" d="{OUTLINE}"/><path class="skin" d="{OUTLINE}" {mirrored}/>'
    regions = "".join(
        _region(place, name, path if side != "right" else "", path if side != "left" else "", chosen, is_choice)
        for site, path in REGIONS[name].items()
        for place, side in _sides(site)
    )
    letters = _letters() if is_choice else ""
    return f'<g transform="translate({at * (VIEW_WIDTH + GAP)} 0)">{outline}{regions}{letters}</g>'


def _letters() -> str:
    """L and R at the two hands; whoever hears the page hears the side in each region's name."""
    return "".join(
        f'<text class="side" x="{across}" y="{LETTERS_DOWN}" aria-hidden="true">{letter}</text>'
        for letter, across in LETTERS.items()
    )


def _sides(site: str) -> Iterator[tuple[str, str]]:
    if site in places.NO_SIDE:
        yield site, ""
    else:
        yield from ((f"{side} {site}", side) for side in places.SIDES)


def _region(place: str, view: str, left: str, right: str, chosen: str, is_choice: bool) -> str:
    mirrored = f'transform="matrix(-1 0 0 1 {VIEW_WIDTH} 0)"'
    paths = (f'<path d="{left}"/>' if left else "") + (f'<path d="{right}" {mirrored}/>' if right else "")
    is_chosen = " chosen" if place == chosen else ""
    if not is_choice:
        return f'<g class="region{is_chosen}">{paths}</g>'
    says = f"{places.say(place).capitalize()}, {view}"
    return (
        f'<g class="region" role="button" tabindex="0" aria-pressed="false" aria-label="{says}" '
        f'data-place="{place}">{paths}</g>'
    )


@cache
def _component() -> Callable[..., object]:
    heads = "".join(f"<span>{HEADS[name]}</span>" for name in REGIONS)
    figure = _svg("", is_choice=True)
    markup = f'<div class="heads" aria-hidden="true">{heads}</div>{figure}<p class="said" role="status"></p>'
    css, js = (HERE / f"body.{kind}" for kind in ("css", "js"))
    return st.components.v2.component("lbsdrop_body", html=markup, css=css.read_text(), js=js.read_text())


def choose(chosen: str, key: str, on_choice: Callable[[], None]) -> None:
    """The figure as buttons, `chosen` pressed; after a press `st.session_state[key]["place"]` holds the place and
    `on_choice` is called."""
    _component()(key=key, data={"chosen": chosen}, on_place_change=on_choice)
