"""Is what is planted in the demo athletes found? Fifty seeds each of `story`, `two-causes` and `null`.

    python -m bench demo [--quick]

`story` is asked over the years in which its pain is off the scale's floor. The columns are shares of seeds: verdict
"related", right sign, the size that the scale leaves of the planted one inside the interval; for `null` the
share that calls it related (5 % by chance).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.lag import Pair, measure_one, say
from analytics.result import NotEnough
from data import demo, schema
from data.demo import plan, running

TODAY = date(2026, 7, 15)
SEEDS = range(1, 51)
N_SURROGATES = 299


# On 3 to 9 days in a hundred the demo's pain is cut off by the ends of its scale: that costs a twentieth of the size.
ON_THE_SCALE = 0.95


class Planted(NamedTuple):
    """One relation: exposure, lags asked, size in points per step (of the exposure's unit), step."""

    exposure: str
    lags: tuple[int, ...]
    size: float
    words: str


PLANTED = (
    Planted("distance_7d_m", (0, 1, 2, 3), plan.POINTS_PER_10_KM_7D, "points per 10 km in seven days"),
    Planted("glute_sets_28d", (0, 7, 14, 28), plan.POINTS_PER_60_GLUTE_SETS_28D, "points per 60 sets in 28 days"),
)


def days_of(who: demo.Athlete) -> pd.DataFrame:
    """The athlete's days without the way through files: distance_m distance_7d_m glute_sets biceps_sets pain."""
    n = plan.n_days(who.phases)
    days = pd.date_range(who.first, periods=n, name="day")
    hard = who.sets[who.sets["kind"] != "warmup"]
    biceps = hard["exercise"].map(schema.exercises()["biceps"])
    frame = pd.DataFrame(
        {
            "distance_m": running.daily_metres(who.runs, who.phases),
            "glute_sets": who.glute_sets,
            "biceps_sets": np.bincount(hard["day"], biceps, n),
            "pain": who.entries.groupby("day")["score"].max().reindex(range(n)).to_numpy(),
        },
        index=days,
    )
    return frame.assign(
        distance_7d_m=frame["distance_m"].rolling(7).sum(), glute_sets_28d=frame["glute_sets"].rolling(28).sum()
    )


def off_floor(who: demo.Athlete) -> pd.DataFrame:
    """The story's days on which the planted sizes can be seen."""
    first, last = who.off_floor
    return days_of(who).loc[pd.Timestamp(first) : pd.Timestamp(last)]


def found(days: pd.DataFrame, planted: Planted, n_surrogates: int = N_SURROGATES) -> pd.Series:
    """The row that the association page would show; raises ValueError where it refuses."""
    pair = Pair(planted.exposure, "pain", planted.lags)
    answer = measure_one(days, pair, seed=1, n_surrogates=n_surrogates)
    if isinstance(answer, NotEnough):
        raise ValueError(answer.sentence)
    return say(answer).table.iloc[0]


def coverage(name: str, planted: Planted, seeds: Sequence[int] = SEEDS) -> dict[str, float]:
    """Shares of seeds."""
    rows = []
    for seed in seeds:
        who = demo.athlete(name, TODAY, seed)
        row = found(off_floor(who) if name == "story" else days_of(who), planted)
        is_inside = row["per_step_low"] <= ON_THE_SCALE * planted.size <= row["per_step_high"]
        rows.append((row["verdict"] == "related", row["effect"] * planted.size > 0, is_inside, row["per_step"]))
    related, sign, inside, effect = np.mean(np.array(rows, dtype=float), axis=0)
    return {"related": related, "right sign": sign, "size inside": inside, "mean effect": effect}


def measure(*, is_quick: bool = False) -> list[dict[str, Any]]:
    """One row an athlete and planted relation: `athlete planted` and the shares of `coverage`."""
    seeds = SEEDS[:2] if is_quick else SEEDS
    return [
        {"athlete": name, "planted": planted.words, **coverage(name, planted, seeds)}
        for name in ("story", "two-causes", "null")
        for planted in PLANTED
    ]


def as_text(found: list[dict[str, Any]]) -> str:
    """The table."""
    return pd.DataFrame(found).round(2).to_string(index=False)
