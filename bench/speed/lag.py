"""How fast is 'What goes together'? Every default pair over ten years, cold, against one plain Fourier transform.

The transform is what surrogates alone would cost; `docs/speed.md` says what the joint model takes beyond it.

python -m bench lag [--quick]
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag import DEFAULT_PAIRS, associations
from analytics.lag.joint.measure import SURROGATES
from bench.calibration.lag.runners import Truth, log

DAYS, SEED = 3650, 1
# A pair takes at most so many seconds on a core of today.
MOST_S = 0.5


def ten_years(seed: int = SEED) -> pd.DataFrame:
    """Ten years of a runner with every default exposure and outcome, 30 % of the diary missing."""
    rng = np.random.default_rng(seed)
    daily = log(Truth(0.8, 0.3, 0.5, -1.0), DAYS, rng)
    daily["longest_run_7d_m"] = daily["distance_m"].rolling(7, min_periods=1).max()
    daily["ascent_m"] = daily["distance_m"] * rng.lognormal(-5, 0.5, DAYS)
    daily["pain_morning"] = daily["pain"].where(rng.random(DAYS) < 0.9)
    daily["flare"] = (daily["pain"] >= 7).where(daily["pain"].notna()).astype(float)
    daily["hard_s"] = (daily["distance_m"] / 3).where(rng.random(DAYS) < 0.2, 0.0)
    return daily


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """Medians in seconds of both, run in turn, and their ratio: a JSON-able dict."""
    repetitions = 1 if is_quick else 5
    daily = ten_years()
    batch = np.random.default_rng(SEED).standard_normal((SURROGATES, 2 * DAYS))
    associations(daily, seed=SEED, n_surrogates=99)
    pairs, reference = [], []
    for _ in range(repetitions):
        reference.append(_seconds(lambda: np.fft.rfft(batch)))
        pairs.append(_seconds(lambda: associations(daily, seed=SEED, n_surrogates=SURROGATES)))
    ours, theirs = statistics.median(pairs), statistics.median(reference)
    return {
        "pairs": len(DEFAULT_PAIRS),
        "days": DAYS,
        "surrogates": SURROGATES,
        "associations_s": ours,
        "rfft_s": theirs,
        "ratio": ours / theirs,
        "s_a_pair": ours / len(DEFAULT_PAIRS),
        "bar": MOST_S,
        "is_met": ours <= MOST_S * len(DEFAULT_PAIRS),
    }


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def as_text(measured: dict[str, Any]) -> str:
    """One line."""
    return (
        "{pairs} pairs, {days} days, {surrogates} surrogates: {associations_s:.2f} s, {s_a_pair:.2f} s a pair (bar "
        "{bar:g}); one numpy rfft of the same batch: {rfft_s:.3f} s; ratio {ratio:.0f}".format(**measured)
    )
