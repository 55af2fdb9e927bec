"""Charts stay drawn while other pages are looked at; one that the reader changed is drawn afresh."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from pages.kit import plotly_library
from tests.browser.test_journeys import settled

DEMO = "whose=Demo"
DRAWN = ".js-plotly-plot"


def turn(tab, page):
    tab.get_by_test_id("stSidebar").get_by_role("link", name=page, exact=True).click()
    expect(tab.get_by_role("heading", level=1, name=page, exact=True)).to_be_visible()
    settled(tab)


def mark(tab):
    """Marks the charts in sight, to be known again."""
    tab.evaluate(f"document.querySelectorAll('{DRAWN}').forEach(chart => {{ chart.isMarked = true; }})")


def marked(tab):
    return tab.evaluate(f"[...document.querySelectorAll('{DRAWN}')].map(chart => Boolean(chart.isMarked))")


@pytest.fixture
def explore(tab, dashboard):
    tab.goto(f"{dashboard}/Explore?{DEMO}")
    expect(tab.locator(DRAWN)).to_have_count(3)
    settled(tab)
    mark(tab)
    return tab


def test_a_page_that_is_turned_to_again_shows_the_charts_that_were_drawn(explore):
    turn(explore, "Import")
    expect(explore.locator(DRAWN)).to_have_count(0)
    turn(explore, "Explore")
    expect(explore.locator(DRAWN)).to_have_count(3)
    assert marked(explore) == [True] * 3


def test_a_chart_of_other_numbers_takes_the_place_of_the_one_before_and_gives_it_back(explore):
    for label, is_old in (("km, kg", False), ("mi, lb", True)):
        explore.get_by_text(label, exact=True).click()
        expect(explore.locator(".xtitle, .xtitle text").filter(has_text=label[:2]).first).to_be_visible()
        settled(explore)
        assert marked(explore)[0] is is_old
    expect(explore.locator(DRAWN)).to_have_count(3)


def test_a_chart_is_as_wide_as_its_place_also_where_that_changed_meanwhile(explore):
    turn(explore, "Import")
    explore.set_viewport_size({"width": 900, "height": 1000})
    turn(explore, "Explore")
    explore.wait_for_function(
        f"""[...document.querySelectorAll('{DRAWN}')].every(chart =>
        Math.abs(chart.querySelector('.main-svg').getBoundingClientRect().width - chart.parentElement.clientWidth) < 1
        )"""
    )


def test_a_dot_lists_its_days_and_the_chart_is_drawn_afresh_after_the_reader_was_elsewhere(explore):
    dots = explore.locator('[class*="st-key-chart_dots"]')
    middle = dots.locator(".scatterlayer .point").first.bounding_box()
    explore.mouse.click(middle["x"] + middle["width"] / 2, middle["y"] + middle["height"] / 2)
    listed = explore.get_by_text(re.compile(r"^\d+ days?, latest first"))
    expect(listed).to_be_visible()
    settled(explore)
    assert marked(explore)[0]
    turn(explore, "Import")
    turn(explore, "Explore")
    expect(explore.locator(DRAWN)).to_have_count(3)
    assert marked(explore) == [False, True, True]
    expect(listed).to_have_count(0)


def test_without_the_library_the_page_says_so(tab, dashboard):
    tab.route(f"**{plotly_library.ADDRESS}", lambda route: route.abort())
    tab.goto(f"{dashboard}/Explore?{DEMO}")
    expect(tab.get_by_text("The library that draws charts did not load. Load this page again.").first).to_be_visible()
    settled(tab)


def test_on_paper_a_chart_is_as_wide_as_its_place_and_afterwards_as_before(explore):
    widths = f"[...document.querySelectorAll('{DRAWN}')].slice(0, 3).map(chart => chart._fullLayout.width)"
    before = explore.evaluate(widths)
    explore.evaluate(
        f"""window.printed = [];
        matchMedia('print').addEventListener('change', () => printed.push({widths}));"""
    )
    explore.pdf(format="A4")
    explore.wait_for_function("window.printed.length === 2")
    on_paper, after = explore.evaluate("window.printed")
    assert on_paper[2] in range(700, 800)
    assert all(paper < screen for paper, screen in zip(on_paper, before, strict=True))
    assert after == before


@pytest.mark.parametrize(
    ("page", "mark"),
    [("", ".barlayer .point"), ("Pain", ".heatmaplayer image"), ("Explore", ".scatterlayer .point")],
)
def test_every_kind_of_chart_is_drawn_by_the_library_as_it_is_sent(tab, dashboard, page, mark):
    tab.goto(f"{dashboard}/{page}?{DEMO}")
    expect(tab.locator(f"{DRAWN} {mark}").first).to_be_attached()
