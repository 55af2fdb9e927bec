"""A cohort on one worker and on two: speed, memory against the number of athletes, and a second run.

python -m bench cohort [--quick]

Made-up athletes of two years, each with runs, pain scores and a block, in one SQLite store. Start-up is not in the
seconds: every worker has answered once before the clock starts. One worker is held against two on the first of them;
two workers then answer all, which shows whether their memory grows, and look at all again.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analytics.ask import SEED
from analytics.commands import cohort, workers
from data import folders
from data.pool import n_cores
from tests.analytics.cohort import athletes

# Athletes in all, and those whom one worker answers, too.
FULL, QUICK, YEARS = (1_000, 150), (8, 6), 2
FIRST, TODAY = "2024-06-14", "2026-06-13"
# Two workers against one.
BAR = 1.7
MB = 1_000_000


@dataclass(frozen=True)
class Asked:
    """What one athlete took: `computed` answers, seconds of a core, and the worker's peak memory so far in MB."""

    computed: int
    cpu_s: float
    peak_mb: float


def one(url: str, athlete: str) -> Asked:
    """One athlete, asked within a worker."""
    began = time.process_time()
    answered = cohort.of_athlete(url, athlete, today=pd.Timestamp(TODAY), seed=SEED)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MB
    return Asked(answered.n_computed, time.process_time() - began, peak_mb)


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """Seconds with one and with two workers and their ratio, peaks, seconds and answers of a second run."""
    n_all, n_alone = QUICK if is_quick else FULL
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/many.sqlite"
        names = [f"athlete-{i:04}" for i in range(n_all + 2)]
        athletes.put(url, names, n_days=365 * YEARS, first=FIRST)
        few = names[: n_alone + 2]
        alone, asked = _run(url, few, 1, Path(folder, "one"))
        both, shared = _run(url, few, 2, Path(folder, "two"))
        whole, crowd = _run(url, names, 2, Path(folder, "all"))
        again, kept = _run(url, names, 2, Path(folder, "all"))
    return {
        "athletes": n_all,
        "cores": n_cores(),
        "athletes_compared": n_alone,
        "one_worker_s": round(alone, 1),
        "two_workers_s": round(both, 1),
        "speed_up": round(alone / both, 2),
        "bar": BAR,
        "load_average": round(os.getloadavg()[0], 1),
        "cpu_s_an_athlete": _cpu_s(asked),
        "cpu_s_with_two": _cpu_s(shared),
        "all_s": round(whole, 1),
        "peak_mb": {i + 1: round(crowd[i].peak_mb) for i in sorted({0, n_all // 4, n_all // 2, n_all - 1})},
        "second_run_s": round(again, 1),
        "second_run_cpu_s": _cpu_s(kept),
        "second_run_computed": sum(each.computed for each in kept),
    }


def _cpu_s(asked: list[Asked]) -> float:
    return round(sum(each.cpu_s for each in asked) / len(asked), 2)


def _run(url: str, names: list[str], n_workers: int, cache: Path) -> tuple[float, list[Asked]]:
    """Seconds, and what each athlete took, with workers that keep their answers in `cache`."""
    os.environ[folders.CACHE_VARIABLE] = str(cache)
    with workers.pool(n_workers=n_workers) as mapped:
        list(mapped(partial(one, url), names[:2]))
        began = time.perf_counter()
        asked = list(mapped(partial(one, url), names[2:]))
        return time.perf_counter() - began, asked


def as_text(found: dict[str, Any]) -> str:
    """A line a figure."""
    return "\n".join(f"{name:26}{value}" for name, value in found.items())
