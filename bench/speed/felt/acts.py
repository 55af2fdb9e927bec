"""The acts that are timed: switching pages, using a control, keeping a score."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bench.speed.felt import clock

PAGES = ("Home", "Log", "Running", "Lifting", "Pain", "Explore", "Findings", "Blocks", "Import", "Report")
# Pages of the hello-world app that hold a little of what pages hold.
LIMITS = ("One chart", "Three charts", "Thirty sentences", "Three charts and thirty sentences", "A table")
# Home names itself by the day.
_TITLES = {"Home": r"^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"}


def switch(tab: Any, page: str) -> float:
    """Milliseconds from the click on a page's name in the side bar until it stands."""
    link = tab.get_by_test_id("stSidebar").get_by_role("link", name=page, exact=True)
    title = re.compile(_TITLES.get(page, f"^{page}$"))
    return clock.timed(tab, link.click, tab.get_by_role("heading", level=1, name=title).wait_for)


# Something of the page itself, beside its title, that is not left over from the page before.
_USEFUL = """title => {
  const main = document.querySelector('[data-testid="stMain"]');
  const head = [...main.querySelectorAll('h1')].find(h => new RegExp(title).test(h.innerText));
  if (!head) return false;
  const parts = [...main.querySelectorAll('[data-testid="stElementContainer"]')].filter(part =>
    part.dataset.stale !== 'true' && !part.contains(head) && part.getClientRects().length
    && head.compareDocumentPosition(part) & Node.DOCUMENT_POSITION_FOLLOWING);
  return parts.some(part => part.innerText.length > 20 || part.querySelector('.main-svg, canvas, img, button'))
    && performance.now();
}"""


def first_visit(tab: Any, page: str) -> tuple[float, float]:
    """As `switch`, and before it the milliseconds until something beside the title can be read or used."""
    link = tab.get_by_test_id("stSidebar").get_by_role("link", name=page, exact=True)
    title, seen = _TITLES.get(page, f"^{page}$"), []
    start = tab.evaluate("performance.now()")
    settled = clock.timed(
        tab,
        link.click,
        lambda: seen.append(tab.wait_for_function(_USEFUL, arg=title, polling="raf").json_value()),
    )
    return float(seen[0]) - start, settled


def switch_hello(tab: Any, page: str) -> float:
    """The same for a page of the hello-world app."""
    link = tab.get_by_test_id("stSidebar").get_by_role("link", name=page, exact=True)
    return clock.timed(tab, link.click, tab.get_by_role("heading", level=1, name=page, exact=True).wait_for)


def check(tab: Any) -> float:
    """A bare check box of the hello-world app."""
    is_checked = tab.get_by_text("Hello, world. True").count() > 0
    return clock.timed(
        tab, tab.get_by_text("Bare", exact=True).click, tab.get_by_text(f"Hello, world. {not is_checked}").wait_for
    )


def press(label: str) -> Callable[[Any], float]:
    """A button of a row of buttons, by its words."""

    def act(tab: Any) -> float:
        button = tab.get_by_role("radio", name=label, exact=True).or_(
            tab.get_by_role("button", name=label, exact=True)
        )
        return clock.timed(tab, button.first.click)

    return act


def pick(name: str, option: str) -> Callable[[Any], float]:
    """An option of a menu; the menu is opened before the clock runs."""

    def act(tab: Any) -> float:
        tab.get_by_role("combobox", name=re.compile(name)).first.click()
        choice = tab.get_by_role("option", name=re.compile(f"^{option}"))
        choice.first.wait_for()
        return clock.timed(tab, choice.first.click)

    return act


# Control -> its page and two acts, one after the other.
CONTROLS: dict[str, tuple[str, Callable[[Any], float], Callable[[Any], float]]] = {
    "units (Home)": ("Home", press("km, kg"), press("mi, lb")),
    "units (Pain)": ("Pain", press("km, kg"), press("mi, lb")),
    "dates (Running)": ("Running", pick("Dates", "Last 12 months"), pick("Dates", "Everything")),
    "dates (Findings)": ("Findings", pick("Dates", "Last 12 months"), pick("Dates", "Everything")),
    "view (Pain)": ("Pain", press("Flares"), press("Calendar")),
    "smooth (Explore)": ("Explore", press("7 days"), press("None")),
    "across (Explore)": ("Explore", pick("Across", "Longest run"), pick("Across", "Weekly distance")),
}


def keep_score(tab: Any) -> tuple[float, float]:
    """A score kept on Home, and taken back."""
    score = tab.locator(".st-key-check_in").get_by_role("button", name="3", exact=True)
    kept = clock.timed(tab, score.click, tab.get_by_text(re.compile("^Kept 3")).first.wait_for)
    undo = tab.locator(".st-key-check_in").get_by_role("button", name=re.compile("Undo"))
    return kept, clock.timed(tab, undo.click, score.wait_for)
