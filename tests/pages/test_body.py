"""The figure of the body: the reader's left lies on the left in either view, and letters say so."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from analytics.charts.theme import TEXT_CONTRAST, TOKENS, contrast
from pages.kit.pain import body, places

DRAWN = ElementTree.fromstring(body._svg("", is_choice=True))  # noqa: S314  (the markup is our own)
NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
MIDDLE = body.VIEW_WIDTH / 2
VIEWS = dict(zip(body.REGIONS, DRAWN.findall("svg:g", NAMESPACE), strict=True))


def across(path: ElementTree.Element) -> list[float]:
    """Where the corners of a path stand from left to right, as they are seen."""
    found = [float(x) for x in re.findall(r"[ML]([\d.]+) ", path.attrib["d"])]
    return [body.VIEW_WIDTH - x for x in found] if "transform" in path.attrib else found


@pytest.mark.parametrize("view", body.REGIONS)
def test_left_regions_lie_left_and_right_ones_right_on_either_view(view):
    regions = VIEWS[view].findall("svg:g[@data-place]", NAMESPACE)
    sided = {region.attrib["data-place"]: region for region in regions if " " in region.attrib["data-place"]}
    assert len(sided) == 2 * len(set(body.REGIONS[view]) - set(places.NO_SIDE))
    for place, region in sided.items():
        (path,) = region.findall("svg:path", NAMESPACE)
        is_left = [x < MIDDLE for x in across(path)]
        assert set(is_left) == {place.startswith("left")}, place


@pytest.mark.parametrize("view", body.REGIONS)
def test_an_l_and_an_r_stand_at_the_readers_own_left_and_right(view):
    stands = {text.text: float(text.attrib["x"]) for text in VIEWS[view].findall("svg:text", NAMESPACE)}
    assert stands.keys() == {"L", "R"}
    assert stands["L"] < MIDDLE < stands["R"]


def test_the_letters_have_the_colour_of_text():
    css = (body.HERE / "body.css").read_text()
    assert re.search(r"\.side \{ fill: var\(--st-text-color\)", css)
    assert all(contrast(tokens.text, tokens.page) >= TEXT_CONTRAST for tokens in TOKENS.values())
