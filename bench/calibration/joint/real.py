"""One real person's eight years of pain and steps: what cannot be related, and what the joint test says of the rest.

Own weekly steps against own pain at least 400 days apart: nothing can be there. Steps of each year stand beside pain
of another, moved by whole weeks so that weekdays meet.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.lag.joint import Question, measure, question, verdict
from analytics.result import NotEnough

Array = npt.NDArray[np.float64]

FILE = Path("real_pain") / "myaiguide_p1.csv"
SITES = ("kneePain", "forearmElbowPain", "handsAndFingerPain")
DEVICES = ("fitbitSteps", "googlefitSteps", "movesSteps", "basisPeakSteps")
STEPS, LAGS = "steps_7d", (0, 1, 2, 3)
LEAST_APART, STEP_DAYS, LENGTHS = 400, 182, (365, 730)
N_SURROGATES = 199


def diary(corpus: Path) -> pd.DataFrame:
    """`steps_7d` and the three sites' pain by day; days without an entry or a device are unknown."""
    read = pd.read_csv(corpus / FILE, parse_dates=["date"], index_col="date")
    known = read.where(read != 0)
    steps = known[list(DEVICES)].max(axis=1)
    return known[list(SITES)].assign(steps=steps, **{STEPS: steps.rolling(7).sum()})


def unrelated(days: pd.DataFrame) -> Iterator[tuple[str, int, pd.DataFrame]]:
    """(site, days, frame) of pain beside steps of another year."""
    apart = LEAST_APART + (-LEAST_APART % 7)
    for n_days in LENGTHS:
        for first in range(0, len(days) - n_days, STEP_DAYS):
            for other in range(first % 7, len(days) - n_days, STEP_DAYS):
                other += (first - other) % 7
                if abs(other - first) < apart or other + n_days > len(days):
                    continue
                steps = days[STEPS].to_numpy()[other : other + n_days]
                for site in SITES:
                    pain = days[site].to_numpy()[first : first + n_days]
                    index = days.index[first : first + n_days]
                    yield site, n_days, pd.DataFrame({STEPS: steps, "pain": pain}, index=index)


def asked(outcome: str = "pain") -> Question:
    """Weekly steps, adjusted for weekday, drift and season alone: nothing else is on record."""
    return question(STEPS, outcome, LAGS, adjusted_for=())


def false_positives(corpus: Path, n_surrogates: int = N_SURROGATES) -> pd.DataFrame:
    """One row a site and length: `site days n stands_out related`."""
    rows = []
    for i, (site, n_days, frame) in enumerate(unrelated(diary(corpus))):
        found = measure(frame, asked(), seed=i, n_surrogates=n_surrogates)
        if not isinstance(found, NotEnough):
            is_related = verdict(found).word == "related"
            rows.append({"site": site, "days": n_days, "n": 1, "stands_out": found.p <= 0.05, "related": is_related})
    drawn = pd.DataFrame(rows)
    shares = drawn.groupby(["site", "days"])[["stands_out", "related"]].mean()
    return shares.assign(n=drawn.groupby(["site", "days"])["n"].sum()).reset_index()


def own(corpus: Path, n_surrogates: int = N_SURROGATES) -> list[dict[str, Any]]:
    """What is said of the person's own steps and pain at each site; the effect is for 10,000 steps more in a week."""
    days, rows = diary(corpus), []
    for site in SITES:
        found = measure(days, asked(site), seed=1, n_surrogates=n_surrogates)
        if isinstance(found, NotEnough):
            rows.append({"site": site, "verdict": found.sentence})
            continue
        said, scale = verdict(found), 10_000
        rows.append({
            "site": site, "n": found.n, "lag": found.lag, "p": found.p, "value": scale * found.effect.value,
            "low": scale * found.effect.low, "high": scale * found.effect.high, "verdict": said.word,
            "reasons": ", ".join(said.reasons),
        })  # fmt: skip
    return rows
