"""What is said of the demo athletes, over fifty seeds each: how often each verdict.

    python -m bench calibration-demo-verdicts

`story` has planted relations that should be found, `null` has none, `short` must refuse. The two main pairs over all
days, every pair of the page, and pain before and after the first declared block.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analytics.blocks import before_after
from analytics.lag import associations
from analytics.lag.false_positives import MAIN_PAIRS
from analytics.result import NotEnough, Result
from bench.calibration.demo.days import daily
from bench.calibration.tables import former, percent, table
from data import demo

TODAY = date(2026, 6, 15)
SEEDS = range(1, 51)
SEED = 20240611
REFUSED = "refused"


def verdicts(seeds: Sequence[int] = SEEDS, n_surrogates: int = 499) -> pd.DataFrame:
    """How many seeds get each verdict: `athlete question verdict seeds share`."""
    rows = [(name, *said) for name in demo.NAMES for seed in seeds for said in _said(name, seed, n_surrogates)]
    made = pd.DataFrame(rows, columns=["athlete", "question", "verdict"])
    counted = made.value_counts(["athlete", "question", "verdict"], sort=False).rename("seeds").reset_index()
    return counted.assign(share=counted["seeds"] / len(seeds)).sort_values(
        ["athlete", "question", "seeds"], ascending=[False, True, False], ignore_index=True
    )


def _said(name: str, seed: int, n_surrogates: int) -> list[tuple[str, str]]:
    days = daily(demo.athlete(name, TODAY, seed))
    page = associations(days, seed=SEED, n_surrogates=n_surrogates)
    said = [(f"{pair.exposure} and {pair.outcome}", _of_pair(page, pair.exposure)) for pair in MAIN_PAIRS]
    said.append(("any pair of the page", "related" if _verdict(page) == "related" else "none related"))
    blocks = demo.blocks(name, TODAY, seed)
    if blocks.empty:
        return [*said, ("first block", "no block")]
    first = blocks.sort_values("start").iloc[0]
    answer = before_after(days, first["start"], first["end"], seed=SEED, others=blocks, daily=days)
    return [*said, ("first block", _verdict(answer))]


def _of_pair(page: Result | NotEnough, exposure: str) -> str:
    if isinstance(page, NotEnough):
        return REFUSED
    rows = page.table[(page.table["exposure"] == exposure) & (page.table["outcome"] == "pain")]
    return str(rows["verdict"].iloc[0]) if len(rows) else REFUSED


def _verdict(answer: Result | NotEnough) -> str:
    return answer.verdict if isinstance(answer, Result) else REFUSED


def section(found: dict[str, Any]) -> str:
    """What is said of the demo athletes."""
    first, last = found["seeds"]
    head = ("athlete", "question", "what is said", "of the athletes")
    return "\n".join([
        "## The demo athletes\n",
        former(found),
        f"Seeds {first} to {last} of each: `story` has planted relations, `null` the same training and pain that has "
        "nothing to do with it, `short` three weeks.\n",
        table(head, [(r["athlete"], r["question"], r["verdict"], percent(r["share"], 0)) for r in found["rows"]]),
    ])  # fmt: skip
