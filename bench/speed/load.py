"""Many people at once on one PostgreSQL: page views while others import; growth of the store; time against years.

python -m bench load [--quick]

Needs PostgreSQL and its driver on this machine; the server runs on loopback for as long as it is measured. A view is
what a page asks before it draws: the state of the athlete's frames, and where that has moved those that changed and
the daily frame anew, once for all sessions of an athlete. Sessions and importers are threads of one process, as in
the dashboard's server; a session waits about `THINK_S` between views.
"""

from __future__ import annotations

import gc
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import sqlalchemy as sa

from analytics.ask import Log
from analytics.kept import Kept
from bench.speed.memory import rss_mb
from data import store as stores
from data.store import Loaded, Store
from tests import make
from tests.analytics.cohort import athletes
from tests.data.store import postgres

N_SESSIONS, N_IMPORTERS, LASTS_S = 50, 5, 600.0
QUICK = (10, 2, 15.0)
THINK_S, PAUSE_S = 5.0, 2.0
N_ATHLETES, N_DAYS = 10, 365
RUNS_A_FILE = 20
# The 95th percentile of a view beside that of one session alone.
BAR = 3.0
YEARS = (1, 2, 4, 8)
TODAY = pd.Timestamp("2026-06-13")


@dataclass
class Seen:
    """What the threads met: seconds of views, rows sent by importers, errors in words; `logs` are the frames of
    each athlete as last loaded, and the state they were loaded in."""

    views: list[float] = field(default_factory=list)
    sent: int = 0
    errors: list[str] = field(default_factory=list)
    logs: dict[str, tuple[Hashable, Loaded]] = field(default_factory=dict)
    locks: defaultdict[str, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))
    lock: threading.Lock = field(default_factory=threading.Lock)


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """The load, the growth and the years: a JSON-able dict. Raises NotHere where there is no PostgreSQL."""
    n_sessions, n_importers, lasts_s = QUICK if is_quick else (N_SESSIONS, N_IMPORTERS, LASTS_S)
    with postgres.server() as server:
        url = postgres.database(server, f"load{uuid.uuid4().hex[:8]}")
        names = [f"athlete-{i:02}" for i in range(N_ATHLETES)]
        athletes.put(url, names, n_days=N_DAYS, first="2025-06-14")
        engine = stores.open(url).engine
        alone = _load(engine, names, 1, 0, min(lasts_s, 30.0))
        size, idle = _size(engine), rss_mb()
        crowd = _load(engine, names, n_sessions, n_importers, lasts_s)
        gc.collect()
        n_stored = sum(len(Store(engine, f"importer-{i}").load().runs) for i in range(n_importers))
        found = {
            "sessions": n_sessions,
            "importers": n_importers,
            "lasted_s": lasts_s,
            "views": len(crowd.views),
            "median_alone_ms": _ms(alone, 50),
            "median_ms": _ms(crowd, 50),
            "p95_alone_ms": _ms(alone, 95),
            "p95_ms": _ms(crowd, 95),
            "ratio": round(_ms(crowd, 95) / _ms(alone, 95), 2),
            "bar": BAR,
            "runs_sent": crowd.sent,
            "runs_stored": n_stored,
            "errors": len(crowd.errors),
            "first_error": (crowd.errors or [""])[0],
            "memory_before_mb": round(idle),
            "memory_after_mb": round(rss_mb()),
            "bytes_an_activity": round((_size(engine) - size) / max(1, crowd.sent)),
            "load_ms_by_years": _years(url),
        }
        engine.dispose()
    return found


def _load(engine: sa.Engine, names: list[str], n_sessions: int, n_importers: int, lasts_s: float) -> Seen:
    seen, until = Seen(), time.monotonic() + lasts_s
    jobs = [(_session, names[i % len(names)], i) for i in range(n_sessions)]
    jobs += [(_importer, f"importer-{i}", i) for i in range(n_importers)]
    threads = [threading.Thread(target=_guarded, args=(seen, job, engine, who, i, until)) for job, who, i in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def _guarded(seen: Seen, job: Any, *arguments: Any) -> None:
    try:
        job(seen, *arguments)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
        seen.errors.append(f"{type(error).__name__}: {error}")


def _session(seen: Seen, engine: sa.Engine, who: str, number: int, until: float) -> None:
    """One reader: views with pauses; the log is loaded where its state has moved."""
    rng, store = np.random.default_rng(number), Store(engine, who)
    time.sleep(rng.uniform(0, THINK_S))
    while time.monotonic() < until:
        began = time.perf_counter()
        state = store.state
        with seen.locks[who]:
            known, last = seen.logs.get(who, (None, Loaded()))
            if known != state:
                last = store.load_again(last)
                _ = Log(last.frames, TODAY, Kept(None)).daily
                seen.logs[who] = state, last
        seen.views.append(time.perf_counter() - began)
        time.sleep(rng.exponential(THINK_S))


def _importer(seen: Seen, engine: sa.Engine, who: str, number: int, until: float) -> None:
    """One athlete who imports file after file of runs that nobody has recorded twice."""
    store, n_files = Store(engine, who), 0
    while time.monotonic() < until:
        start = pd.Timestamp("2000-01-01") + pd.Timedelta(days=n_files * RUNS_A_FILE)
        runs = [make.run(f"{start + pd.Timedelta(days=i):%F} 08:00") for i in range(RUNS_A_FILE)]
        store.add(make.batch(make.file(f"{number}-{n_files}.csv", runs=runs)))
        n_files += 1
        with seen.lock:
            seen.sent += RUNS_A_FILE
        time.sleep(PAUSE_S)


def _ms(seen: Seen, percentile: int) -> float:
    return round(1_000 * float(np.percentile(seen.views, percentile)), 1)


def _size(engine: sa.Engine) -> int:
    with engine.connect() as connection:
        asked = "SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = 'r' AND relnamespace = "
        return int(connection.execute(sa.text(f"{asked}'public'::regnamespace")).scalar() or 0)


def _years(url: str) -> dict[int, float]:
    """Milliseconds to load the log of one athlete, by its years."""
    found = {}
    for years in YEARS:
        first = f"{TODAY - pd.Timedelta(days=365 * years):%F}"
        athletes.put(url, [f"years-{years}"], n_days=365 * years, first=first)
        store = stores.open(url, f"years-{years}")
        took = []
        for _ in range(5):
            began = time.perf_counter()
            store.load()
            took.append(time.perf_counter() - began)
        found[years] = round(1_000 * float(np.median(took)), 1)
        store.engine.dispose()
    return found


def as_text(found: dict[str, Any]) -> str:
    """A line a figure."""
    return "\n".join(f"{name:20}{value}" for name, value in found.items())
