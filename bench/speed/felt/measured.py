"""Page switches, controls and starts as ratios to a hello-world app, interleaved in one run."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from bench.speed.felt import acts, answers, clock, decade, loads, server
from bench.speed.felt.timed import Timed
from bench.speed.felt.timed import as_text as as_text
from data import store as stores

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def measure(*, is_quick: bool = False) -> list[Timed]:
    """Every row; quick: one year and two rounds."""
    n_years, n_rounds = (1, 2) if is_quick else (10, 12)
    with tempfile.TemporaryDirectory() as name, _chromium() as browser:
        folder = Path(name)
        store = stores.open(f"sqlite:///{folder / 'own.sqlite'}")
        decade.fill(store, date.today(), n_years)
        n_starts = 1 if is_quick else 7
        found = [*_starts(browser, folder, n_starts), *_first_visits(browser, folder, n_starts)]
        with server.hello(folder) as small, server.dashboard(folder) as app:
            hello, tab = clock.open_tab(browser), clock.open_tab(browser)
            clock.opened(hello, small.address)
            clock.opened(tab, app.address)
            clock.answered(tab)
            found += _switches(tab, hello, n_rounds)
            found += _limits(hello, n_rounds)
            found += loads.memory(app, small, store)
            found += _controls(tab, hello, n_rounds)
            found += _blocks(tab, hello, n_rounds)
            found += loads.years(browser, tab, folder, max(2, n_rounds // 2))
            found += loads.crowd(app, store, is_quick=is_quick)
    return found


def _first_visits(browser: Any, folder: Path, n: int) -> list[Timed]:
    """Of every page but Home, the milliseconds of `n` starts until something can be used, and until it stands, beside
    as many switches of the hello-world app after each start."""
    times: dict[str, list[tuple[float, float]]] = {page: [] for page in acts.PAGES[1:]}
    beside: list[float] = []
    with server.hello(folder) as small:
        hello = clock.open_tab(browser)
        clock.opened(hello, small.address)
        for at in range(n + 1):
            with server.dashboard(folder) as app:
                tab = clock.open_tab(browser)
                clock.opened(tab, app.address)
                clock.answered(tab)
                taken = {}
                for page in times:
                    taken[page] = acts.first_visit(tab, page)
                    clock.answered(tab)
                tab.context.close()
            plain = [acts.switch_hello(hello, ("Two", "One")[turn % 2]) for turn in range(len(times))]
            if at:  # the first start of all works out what is kept for later ones
                beside += plain
                for page, found in times.items():
                    found.append(taken[page])
        hello.context.close()
    useful, settled = ({page: [each[k] for each in found] for page, found in times.items()} for k in (0, 1))
    return [
        Timed(f"first visit, {what}: {page}", tuple(ms), tuple(beside))
        for what, by_page in (("something useful", useful), ("settled", settled))
        for page, ms in by_page.items()
    ]


def _switches(tab: Any, hello: Any, n_rounds: int) -> list[Timed]:
    mine: dict[str, list[float]] = {page: [] for page in acts.PAGES}
    beside: list[float] = []
    for n in range(n_rounds):
        for page in acts.PAGES:
            mine[page].append(acts.switch(tab, page))
            beside.append(acts.switch_hello(hello, ("Two", "One")[len(beside) % 2]))
        if n == 0:  # the first round of both still fills caches of the browser
            beside.clear()
            mine = {page: [] for page in acts.PAGES}
    return [Timed(f"switch: {page}", tuple(ms), tuple(beside)) for page, ms in mine.items()]


def _limits(hello: Any, n_rounds: int) -> list[Timed]:
    """The hello-world app with what pages hold, beside itself without."""
    mine: dict[str, list[float]] = {page: [] for page in acts.LIMITS}
    beside: list[float] = []
    for n in range(max(2, n_rounds // 2)):
        for page in acts.LIMITS:
            acts.switch_hello(hello, "One")
            beside.append(acts.switch_hello(hello, "Two"))
            mine[page].append(acts.switch_hello(hello, page))
        if n == 0:  # the first round of both still fills caches of the browser
            beside.clear()
            mine = {page: [] for page in acts.LIMITS}
    acts.switch_hello(hello, "One")
    return [Timed(f"hello with: {page}", tuple(ms), tuple(beside)) for page, ms in mine.items()]


def _controls(tab: Any, hello: Any, n_rounds: int) -> list[Timed]:
    found = []
    for what, (page, first, second) in acts.CONTROLS.items():
        acts.switch(tab, "Import")
        acts.switch(tab, page)
        mine, beside = [], []
        for _ in range(max(2, n_rounds // 2)):
            for act in (first, second):
                mine.append(act(tab))
                beside.append(acts.check(hello))
        found.append(Timed(what, tuple(mine), tuple(beside)))
    acts.switch(tab, "Import")
    acts.switch(tab, "Home")
    mine, beside = [], []
    for _ in range(max(2, n_rounds // 2)):
        mine.append(acts.keep_score(tab)[0])
        beside.append(acts.check(hello))
    return [*found, Timed("score kept", tuple(mine), tuple(beside))]


def _blocks(tab: Any, hello: Any, n_rounds: int) -> list[Timed]:
    mine: dict[str, list[float]] = {}
    beside = []
    for n in range(max(2, n_rounds // 3)):
        for what, ms in answers.add_and_edit(tab, n).items():
            mine.setdefault(what, []).append(ms)
            beside.append(acts.check(hello))
    return [Timed(what, tuple(ms), tuple(beside)) for what, ms in mine.items()]


def _starts(browser: Any, folder: Path, n: int) -> list[Timed]:
    """From the command to a settled first page: of a store that has been opened before, beside the hello-world app;
    and of none, with the demo athlete that the set-up has made, beside the former."""
    mine: list[float] = []
    beside: list[float] = []
    first: list[float] = []
    for at in range(n + 1):
        server.set_up(folder / "new")
        took = [_start(browser, server.dashboard(folder), is_ours=True), _start(browser, server.hello(folder))]
        took.append(_start(browser, server.dashboard(folder / "new"), is_ours=True))
        if at:  # the first start of all makes what later ones find
            for found, ms in zip((mine, beside, first), took, strict=True):
                found.append(ms)
    return [Timed("cold start", tuple(mine), tuple(beside)), Timed("first ever start", tuple(first), tuple(mine))]


def _start(browser: Any, starting: AbstractContextManager[server.App], *, is_ours: bool = False) -> float:
    began = time.monotonic()
    with starting as app:
        tab = clock.open_tab(browser)
        started = 1000 * (time.monotonic() - began)
        took = started + clock.opened(tab, app.address)
        if is_ours:
            tab.locator(".main-svg").first.wait_for()
            clock.settle(tab)
            took = max(took, started + float(tab.evaluate("window.lastChange")))
            clock.answered(tab)
        tab.context.close()
    return took


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    path = next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    if path is None:
        raise RuntimeError("No Chromium on this machine: install chromium to time pages.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
