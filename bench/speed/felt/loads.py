"""What grows: with the years of a log, with the readers at once, and in memory."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from bench.speed.felt import acts, clock, decade, server, sessions
from bench.speed.felt.timed import Timed
from data import store as stores
from data.schema import Frames
from data.store import Store

COMPARED = ("Home", "Running", "Pain", "Findings", "Blocks")
MANY = 20


def years(browser: Any, tab: Any, folder: Path, n_rounds: int) -> list[Timed]:
    """The pages of `tab`'s log beside those of a log of one year, in turns."""
    (folder / "year").mkdir()
    decade.fill(stores.open(f"sqlite:///{folder / 'year' / 'own.sqlite'}"), date.today(), 1)
    mine: dict[str, list[float]] = {page: [] for page in COMPARED}
    beside: dict[str, list[float]] = {page: [] for page in COMPARED}
    with server.dashboard(folder / "year") as app:
        short = clock.open_tab(browser)
        clock.opened(short, app.address)
        for page in COMPARED[1:]:
            acts.switch(short, page)
        for _ in range(n_rounds):
            for page in COMPARED:
                mine[page].append(acts.switch(tab, page))
                beside[page].append(acts.switch(short, page))
        short.context.close()
    return [Timed(f"all years/one year: {page}", tuple(mine[page]), tuple(beside[page])) for page in COMPARED]


def memory(app: server.App, hello: server.App, store: Store) -> list[Timed]:
    """What server and worker hold over the bare app after one session has seen every page, beside the frames."""
    frames = (frames_mb(store.load()),)
    over = app.rss_mb() - hello.rss_mb()
    return [
        Timed("memory over the bare app", (over,), frames, unit="MB, beside the frames"),
        Timed("memory of the worker", (app.workers_mb(),), frames, unit="MB, beside the frames"),
    ]


def crowd(app: server.App, store: Store, *, is_quick: bool) -> list[Timed]:
    """Twenty sessions at once beside one alone, and what each of them adds to the server's memory at the most."""
    n_many, n_pages = (5, 2) if is_quick else (MANY, 6)
    alone = sessions.at_once(app.address, 1, n_many if is_quick else MANY, looks_s=0.5)
    before = most = app.rss_mb()
    with ThreadPoolExecutor(1) as beside:
        asked = beside.submit(sessions.at_once, app.address, n_many, n_pages)
        while not asked.done():
            most = max(most, app.rss_mb())
            time.sleep(0.2)
    many, each = asked.result(), ((most - before) / n_many,)
    return [
        Timed(f"{n_many} sessions at once", many, alone, is_p95=True, unit="ms, p95 beside one session's"),
        Timed("memory of one more session", each, (frames_mb(store.load()),), unit="MB, beside the frames"),
    ]


def frames_mb(frames: Frames) -> float:
    """What the frames of a log weigh, words included."""
    parts = [getattr(frames, one.name) for one in fields(frames)]
    return float(sum(part.memory_usage(deep=True).sum() for part in parts if hasattr(part, "memory_usage")) / 1e6)
