"""What was measured of easy pace before and after a block, for the document."""

from __future__ import annotations

from typing import Any

import numpy as np

from analytics.blocks import pace_slopes
from bench.calibration.blocks import pace_mileage
from bench.calibration.tables import percent, table

HEAD = (
    "weeks", "fitness on its own", "planted, %", "interval holds it", "95 % sure bound holds it",
    "under the prior alone", "*faster* was said", "*slower* was said", "± %", "a trend of any slope: holds it", "± %",
)  # fmt: skip


def section(found: dict[str, Any]) -> str:
    """Coverage and verdicts of easy pace."""
    rows, cut = found["rows"], found["mileage"]
    held, sure, alone, free = ([row[key] for row in rows] for key in ("coverage", "sure", "sure_prior", "free"))
    return "\n".join([
        "## Before and after a block: easy pace\n",
        "Five easy runs a week. The verdict rests on a normal prior of sd "
        f"{pace_slopes.USUAL_SD:g} s/km a year on the slope before the block. Its interval covered the true value in "
        f"{_mean_and_worst(held)}; where nothing was planted a verdict was given in at most {percent(_false(rows))}. "
        f"With a trend of any slope the interval is wider and held the true value in {_mean_and_worst(free)}. "
        f"*Line* gains 4 % over the log on its own, more than twice such an sd a year in the shorter logs: there the "
        f"one-sided bound under the prior alone fails ({percent(min(alone))}), and no log shows which kind it is. So "
        "the bound that is said (*at 95 % sure, whatever the trend*) is the weaker of both, in every log: it held in "
        f"{_mean_and_worst(sure)}. A change of 3 % is seldom enough for a verdict: the interval is the answer. What "
        "is planted moves each line by as much and nothing else, so both rows of a kind of log are the same logs.\n",
        f"{found['repetitions']} logs of each kind, seed {found['seed']}.\n",
        table(HEAD, [_cells(row) for row in rows]),
        "\nA block that comes with another mileage, which acts on pace by "
        f"{-pace_mileage.ACTS:g} % per 10 km a week: what is said once mileage is adjusted for. Where the block "
        f"itself did nothing, a verdict was given in at most {percent(_false(cut))}; the one-sided bound held in "
        f"{_mean_and_worst([row['sure'] for row in cut if row['sure'] is not None])}. Of fitness that fades over six "
        "weeks, four weeks of mileage leave a part to the block.\n",
        pace_mileage.as_text(cut),
    ])  # fmt: skip


def _mean_and_worst(shares: list[float]) -> str:
    return f"{percent(float(np.mean(shares)))} (worst kind of log {percent(min(shares))})"


def _false(rows: list[dict[str, Any]]) -> float:
    return max(row["faster"] + row["slower"] for row in rows if row["percent"] == 0)


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    shares = (percent(row[key]) for key in ("coverage", "sure", "sure_prior", "faster", "slower"))
    return (
        row["weeks"], row["fitness"], f"{row['percent']:g}", *shares, f"{row['half_width']:.1f}",
        percent(row["free"]), f"{row['free_half']:.1f}",
    )  # fmt: skip
