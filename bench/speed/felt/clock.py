"""How long an act in the browser takes until nothing changes any more, by the browser's own clock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

# A page is settled when its script has ended and nothing changed for so long; the time is that of the last change one
# can see. What stands inside a canvas is not seen: a table writes its cells there for screen readers, 0.2 s after it
# has drawn them; nor what stands in the head of the page, where scripts are asked for that a later page needs.
QUIET_MS = 250
LIMIT_MS = 120_000
_WATCH = """
window.lastChange = performance.now();
window.runs = 0;
new MutationObserver(changes => {
  const unseen = '[data-testid="stStatusWidget"], canvas, head';
  const real = changes.some(c => !(c.target.closest && c.target.closest(unseen)));
  if (changes.some(c => c.attributeName === 'data-test-script-state')) window.runs += 1;
  if (real) window.lastChange = performance.now();
}).observe(document, {subtree: true, childList: true, characterData: true, attributes: true,
  attributeFilter: ['class', 'd', 'transform', 'src', 'href', 'aria-checked', 'data-stale',
    'data-test-script-state']});
"""
_SETTLED = f"""() => {{
  const app = document.querySelector('[data-testid="stApp"]');
  const idle = app && app.getAttribute('data-test-script-state') === 'notRunning'
    && !document.querySelector('[data-testid="stSkeleton"]') && !document.querySelector('[data-stale="true"]');
  return idle && performance.now() - window.lastChange > {QUIET_MS};
}}"""

# A run may begin and end between two drawings of the browser: then none is seen, and what it changed is there.
_RAN = "([before, start]) => window.runs > before || performance.now() - start > 1000"


def open_tab(browser: Any) -> Any:
    """A tab that notes when it last changed."""
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US")
    context.add_init_script(_WATCH)
    tab = context.new_page()
    tab.set_default_timeout(LIMIT_MS)
    return tab


def timed(tab: Any, act: Callable[[], None], seen: Callable[[], None] | None = None) -> float:
    """Milliseconds from the act to the last change, once what it leads to is there (`seen`; else a run of it)."""
    runs, start = tab.evaluate("[window.runs, performance.now()]")
    act()
    if seen:
        seen()
    else:
        tab.wait_for_function(_RAN, arg=[runs, start], polling=20)
    settle(tab)
    return float(tab.evaluate("window.lastChange") - start)


def settle(tab: Any) -> None:
    """Waits until nothing runs or changes."""
    tab.wait_for_function(_SETTLED, polling=20)


def answered(tab: Any) -> None:
    """Waits until the page says of no answer that it is being worked out."""
    tab.wait_for_function(
        "() => !/working (it )?out/i.test(document.querySelector('[data-testid=\"stMain\"]').innerText)", polling=100
    )


def opened(tab: Any, address: str) -> float:
    """Milliseconds from asking for an address to the last change."""
    tab.goto(address)
    tab.wait_for_selector('[data-testid="stMain"] h1')
    settle(tab)
    return float(tab.evaluate("window.lastChange"))
