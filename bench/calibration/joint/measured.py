"""How often is the joint model wrong: in worlds in which nothing acts, or only running does; in plain autocorrelated
pain; where both act; and on one person's own steps against own pain of another year (where the corpus is there)."""

from __future__ import annotations

import sys
from typing import Any

from bench import places
from bench.calibration.joint import bars, real, runs
from bench.calibration.joint.cells import GROUPS

REPETITIONS, SURROGATES = 400, 299
QUICK_REPETITIONS, QUICK_SURROGATES = 4, 99


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """The rates of every cell, at 400 repetitions in about an hour and a half on a core, and of the real diary."""
    repetitions = QUICK_REPETITIONS if is_quick else REPETITIONS
    n_surrogates = QUICK_SURROGATES if is_quick else SURROGATES
    found: dict[str, Any] = {"cells": [row for part in GROUPS for row in measured(part, repetitions, n_surrogates)]}
    if (places.CORPUS / "real_pain").exists() and not is_quick:
        false = real.false_positives(places.CORPUS, n_surrogates)
        found |= {"real": false.round(3).to_dict("records"), "own": real.own(places.CORPUS, n_surrogates)}
    return found


def as_text(found: dict[str, Any]) -> str:
    """The bars as a table, then the real diary's."""
    return "\n".join(
        [bars.text(found["cells"]), *(str(row) for row in found.get("real", ())), str(found.get("own", ""))]
    )


def measured(part: str, repetitions: int, n_surrogates: int) -> list[dict[str, Any]]:
    """The rates of every cell of a part; each is told on the way."""
    found = []
    for cell in GROUPS[part]():
        found.append(runs.rates(cell, list(runs.logs(cell, repetitions, n_surrogates)), repetitions))
        print(f"{cell.name}: related {found[-1]['related']:.3f}", file=sys.stderr)
    return found
