"""Athletes of a few months, small enough to be answered in a second."""

from __future__ import annotations

import numpy as np
import pandas as pd

from data import store as stores
from tests import make

TODAY = "2026-06-15"


def put(url: str, names: list[str], n_days: int = 164, first: str = "2026-01-01") -> None:
    """Puts athletes into the store whose pain follows the week's distance, each with a block in the middle."""
    for seed, name in enumerate(names):
        store = stores.open(url, name)
        store.add(make.batch(_log(seed, n_days, first)))
        store.save_block("Thrusts", pd.Timestamp("2026-04-10").date(), pd.Timestamp("2026-06-12").date())
        store.engine.dispose()


def _log(seed: int, n_days: int, first: str):
    rng = np.random.default_rng(seed)
    days = pd.date_range(first, periods=n_days)
    km = rng.gamma(4, 2, n_days) * (rng.random(n_days) < 0.6)
    week = pd.Series(km).rolling(7, min_periods=1).sum().to_numpy()
    score = np.clip(np.round(1 + 0.1 * week + rng.normal(0, 1, n_days)), 0, 10)
    runs = [make.run(f"{d:%F} 08:00", k * 1000, k * 330) for d, k in zip(days, km, strict=True) if k > 0]
    pain = [make.hurt(f"{d:%F}", float(s)) for d, s in zip(days, score, strict=True)]
    return make.file(f"{seed}.csv", runs=runs, pain=pain)
