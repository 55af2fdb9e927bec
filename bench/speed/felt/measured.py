"""Page switches, controls and starts as ratios to a hello-world app, interleaved in one run."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bench.speed.felt import acts, clock, decade, server
from data import store as stores

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


@dataclass(frozen=True)
class Timed:
    """One row: milliseconds of each repetition, and those of what it is held against."""

    what: str
    ms: tuple[float, ...]
    beside: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """Median over median."""
        return statistics.median(self.ms) / statistics.median(self.beside)

    @property
    def tail(self) -> float:
        """The 95th percentile over the median."""
        return sorted(self.ms)[max(0, round(0.95 * len(self.ms)) - 1)] / statistics.median(self.ms)


def measure(*, is_quick: bool = False) -> list[Timed]:
    """Every row; quick: one year and two rounds."""
    n_years, n_rounds = (1, 2) if is_quick else (10, 12)
    with tempfile.TemporaryDirectory() as name, _chromium() as browser:
        folder = Path(name)
        store = stores.open(f"sqlite:///{folder / 'own.sqlite'}")
        decade.fill(store, date.today(), n_years)
        found = [_starts(browser, folder, 1 if is_quick else 3)]
        with server.hello(folder) as small, server.dashboard(folder) as app:
            hello, tab = clock.open_tab(browser), clock.open_tab(browser)
            clock.opened(hello, small.address)
            clock.opened(tab, app.address)
            first = {page: acts.switch(tab, page) for page in acts.PAGES[1:]}
            warm = _switches(tab, hello, n_rounds)
            found += [Timed(f"first visit: {page}", (ms,), warm[0].beside) for page, ms in first.items()]
            found += warm
            found += _controls(tab, hello, n_rounds)
    return found


def as_text(found: list[Timed]) -> str:
    """A line a row: ratio of medians, p95 over the median, milliseconds of both."""
    lines = [f"{'what':32} {'ratio':>6} {'p95/median':>10} {'ms':>7} {'beside':>7}"]
    for row in found:
        ms, beside = statistics.median(row.ms), statistics.median(row.beside)
        lines.append(f"{row.what:32} {row.ratio:6.2f} {row.tail:10.2f} {ms:7.0f} {beside:7.0f}")
    return "\n".join(lines)


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


def _starts(browser: Any, folder: Path, n: int) -> Timed:
    """From the command to a settled first page; the store has been opened before."""
    mine: list[float] = []
    beside: list[float] = []
    apps: tuple[tuple[list[float], Callable[[Path], Any]], ...] = ((mine, server.dashboard), (beside, server.hello))
    for at in range(n + 1):
        for found, app in apps:
            began = time.monotonic()
            with app(folder) as running:
                tab = clock.open_tab(browser)
                started = 1000 * (time.monotonic() - began)
                took = started + clock.opened(tab, running.address)
                tab.context.close()
            if at:  # the first start of all makes what later ones find
                found.append(took)
    return Timed("cold start", tuple(mine), tuple(beside))


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
