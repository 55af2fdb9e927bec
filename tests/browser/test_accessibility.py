"""WCAG 2.2 AA by axe-core, headings in order, nothing wider than a phone, print without the side bar.

A few pages in each width and mode; `LBSDROP_EVERY_PAGE=1` (as `make bench` sets it) takes them all.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import pairwise

import pytest

from data import demo, imports
from data import store as stores
from tests.browser import axe
from tests.browser.conftest import running

EVERY = ("", "Log", "Running", "Lifting", "Pain", "Pain?pain_view=Flares", "Explore", "Findings", "Blocks", "Import",
         "Run", "Workout")  # fmt: skip
FEW = {(1440, "light"): ("Lifting", "Run"), (390, "light"): ("Running",), (1440, "dark"): ("Blocks",),
       (390, "dark"): ("", "Pain?pain_view=Flares")}  # fmt: skip
IS_EVERY_PAGE = bool(os.environ.get("LBSDROP_EVERY_PAGE"))
LOOKS = [(width, mode) for width in (1440, 390) for mode in ("light", "dark")]
IDLE = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const isIdle = app && app.dataset.testScriptState === 'notRunning';
  const isDrawn = document.querySelector('[data-testid="stMain"] h1, [data-testid="stMain"] h2');
  const waits = document.querySelector('[data-testid="stSkeleton"], [data-testid="stSpinner"]');
  const now = performance.now();
  if (!isIdle || !isDrawn || waits) { window.idleSince = 0; return false; }
  window.idleSince = window.idleSince || now;
  return now - window.idleSince > 400;
}"""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory):
    """A dashboard whose reader has three weeks of data of their own."""
    folder = tmp_path_factory.mktemp("lived_in")
    store = stores.open(f"sqlite:///{folder / 'own.sqlite'}")
    imports.import_files(store, demo.files("short", date.today()))
    store.engine.dispose()
    with running(folder) as address:
        yield address


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def looked_at(request, browser):
    """A window of that width in that mode, and the pages to open in it."""
    width, mode = request.param
    context = browser.new_context(viewport={"width": width, "height": 1000}, locale="en-US", color_scheme=mode)
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page, EVERY if IS_EVERY_PAGE else FEW[request.param]
    context.close()


def opened(tab, address: str, path: str, whose: str) -> None:
    tab.goto(f"{address}/{path}{'&' if '?' in path else '?'}whose={whose}")
    tab.wait_for_function(IDLE)


def headings(tab) -> list[int]:
    seen = "[...document.querySelectorAll('[data-testid=\"stMain\"] :is(h1,h2,h3,h4,h5,h6)')]"
    return tab.evaluate(f"{seen}.filter(e => e.offsetParent).map(e => Number(e.tagName[1]))")


def sideways(tab) -> int:
    return tab.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-testid=\"stMain\"]'))")


def wrong(tab) -> list[str]:
    """Everything that is wrong with the page that is open."""
    said = axe.found(tab)
    levels = headings(tab)
    if levels[:1] != [1] or any(after > before + 1 for before, after in pairwise(levels)):
        said.append(f"headings out of order: {levels}")
    if sideways(tab) > 0:
        said.append(f"wider than the window by {sideways(tab)} px")
    return said


@pytest.mark.parametrize("whose", ["Demo", "Mine"] if IS_EVERY_PAGE else ["Mine"])
def test_no_page_fails_wcag(whose, looked_at, lived_in):
    tab, paths = looked_at
    found = {}
    for path in paths:
        opened(tab, lived_in, path, whose)
        found[path or "Home"] = wrong(tab)
    assert {path: said for path, said in found.items() if said} == {}


def test_axe_would_see_grey_on_white(tab):
    tab.set_content("<html lang=en><title>t</title><main><h1>Big</h1><p style='color:#aaa'>pale</p></main></html>")
    assert any(said.startswith("color-contrast") for said in axe.found(tab))


def test_a_printed_page_has_no_side_bar_and_no_buttons(tab, lived_in):
    opened(tab, lived_in, "Running", "Mine")
    tab.emulate_media(media="print")
    assert not tab.get_by_test_id("stSidebar").is_visible()
    assert not tab.get_by_role("button", name="Numbers").first.is_visible()
    for paper, width in (("A4", 794), ("Letter", 816)):
        tab.set_viewport_size({"width": width, "height": 1100})
        assert sideways(tab) <= 0, paper
        assert len(tab.pdf(format=paper)) > 10_000
