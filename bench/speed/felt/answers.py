"""A block added, edited and deleted: when its page stands again, and when the answer is there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from bench.speed.felt import acts, clock

NAME = "Timed block"
MENU_TRIES = 5
OWN_DAYS = "Days of my own"
# Days before today: the first of the block, and its last before and after it is edited.
FIRST_DAY, LAST_DAYS = 300, (130, 115)
# Of a date field: month, day and year are typed one after the other; the field of the last day comes second.
PARTS = 3
# Notes, frame by frame, when the page has run without the drawer, and when no answer in it is being worked out.
_WATCH = """name => {
  const start = performance.now(), found = window.blockTimes = {};
  const look = () => {
    const app = document.querySelector('[data-testid="stApp"]');
    const text = document.querySelector('[data-testid="stMain"]').innerText;
    const stands = app.getAttribute('data-test-script-state') === 'notRunning' && text.includes(name)
      && !document.querySelector('[role="dialog"]');
    if (stands && !found.stands) found.stands = performance.now() - start;
    if (stands && !/working (it )?out/i.test(text)) found.answered = performance.now() - start;
    else requestAnimationFrame(look);
  };
  look();
}"""


def add_and_edit(tab: Any, n_before: int) -> dict[str, float]:
    """Milliseconds by what was waited for; the block is deleted in the end.

    `n_before` shifts its days, so that no answer is there from the time before.
    """
    acts.switch(tab, "Blocks")
    tab.get_by_role("button", name="Add block").click()
    drawer, today = tab.get_by_role("dialog"), date.today() - timedelta(days=n_before)
    _choose_own_days(tab, drawer)
    _fill(tab, drawer, 0, today - timedelta(days=FIRST_DAY))
    _fill(tab, drawer, PARTS, today - timedelta(days=LAST_DAYS[0]))
    drawer.get_by_label("Name").fill(NAME)
    found = _timed(tab, drawer, "Add a block", "block added")
    _open_drawer(tab)
    _fill(tab, drawer, PARTS, today - timedelta(days=LAST_DAYS[1]))
    found |= _timed(tab, drawer, "Keep it so", "block edited")
    _open_drawer(tab)
    drawer.get_by_role("button", name=re.compile("Delete this block")).click()
    tab.get_by_role("button", name=re.compile(NAME)).wait_for(state="detached")
    return found


def _choose_own_days(tab: Any, drawer: Any) -> None:
    drawer.get_by_label("Name").wait_for()
    days = drawer.get_by_role("combobox", name=re.compile("Which days"))
    if days.count():
        option = tab.get_by_role("option", name=OWN_DAYS)
        # The drawer is drawn once more when it is there: a menu that was open by then is closed.
        for _ in range(MENU_TRIES):
            days.first.click()
            clock.settle(tab)
            if option.count():
                break
        option.click()
        drawer.get_by_text("yyyy").nth(1).wait_for()
        # The form of the days that were proposed stays for a moment.
        drawer.get_by_label("Name").nth(1).wait_for(state="detached")


def _fill(tab: Any, drawer: Any, part: int, day: date) -> None:
    drawer.get_by_role("spinbutton").nth(part).focus()
    # As a field asks for a date in en-US, the locale of the tabs.
    tab.keyboard.type(f"{day:%m%d%Y}")
    # Away from the field, or its calendar lies over the button.
    drawer.get_by_label("Name").focus()


def _open_drawer(tab: Any) -> None:
    clock.settle(tab)
    heading = tab.get_by_role("heading", level=2, name=NAME)
    if not heading.count():
        tab.get_by_role("button", name=re.compile(NAME)).first.click()
        heading.wait_for()
        clock.settle(tab)
    tab.get_by_role("tab", name="Review dates").click()
    tab.get_by_role("button", name=re.compile("Edit this block")).first.click()
    tab.get_by_role("dialog").get_by_role("spinbutton").nth(PARTS).wait_for()


def _timed(tab: Any, drawer: Any, button: str, what: str) -> dict[str, float]:
    """From the press: until the page stands without the drawer, and until no answer is being worked out."""
    tab.evaluate(_WATCH, NAME)
    clock.timed(tab, drawer.get_by_role("button", name=button).click, lambda: drawer.wait_for(state="detached"))
    found = tab.wait_for_function("() => window.blockTimes.answered && window.blockTimes").json_value()
    return {f"{what}, page stands": found["stands"], f"{what}, answer shown": found["answered"]}
