"""Numbers and tables of docs/calibration.md."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from data.daily_schema import label

Rows = Sequence[dict[str, Any]]
# The most false positives that are promised.
MOST_FALSE = 0.06
# How documents name what is asked.
WORDS = {name: label(name) for name in ("distance_7d_m", "distance_m", "longest_run_7d_m", "ascent_m", "hard_s")} | {
    "glute_sets_28d": f"{label('glute_sets_28d')} in 28 days",
    "block": "a block and pain",
}


def former(found: dict[str, Any]) -> str:
    """A sentence where a part's numbers are those of a pair asked alone, as the pages once did; else nothing."""
    return "" if found.get("is_joint") else "Measured of a pair asked alone, as the pages asked until 0.1.0.\n"


def percent(share: float | None, digits: int = 1) -> str:
    """'4.6 %'; a dash where there is none."""
    return "–" if share is None or np.isnan(share) else f"{100 * share:.{digits}f} %"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    return "\n".join([*lines, *(f"| {' | '.join(str(cell) for cell in row)} |" for row in rows)]) + "\n"


def error(share: float, n: int) -> float:
    """Monte-Carlo error (one sigma) of a share counted in `n`."""
    return float(np.sqrt(share * (1 - share) / n))


def bar(said: str, worst: str, *, is_kept: bool) -> Sequence[str]:
    """A row of the table of promises."""
    return (said, worst, "kept" if is_kept else "**missed**")


def beyond_error(shares: Sequence[float], limit: float, n: int, n_looked_at: int | None = None) -> int:
    """How many of the shares, each counted in `n`, lie above `limit` by more than Monte-Carlo error would explain.

    One-sided 5 % over all that were looked at together (Bonferroni; None: the shares given): the worst of many cells
    is the unluckiest one.
    """
    from scipy.special import ndtri

    most = limit + float(ndtri(1 - 0.05 / (n_looked_at or len(shares)))) * error(limit, n)
    return sum(share > most for share in shares)
