"""The part of docs/calibration.md about the dose curve."""

from __future__ import annotations

from typing import Any

import numpy as np

from analytics.lag.curve import PLATEAU
from analytics.lag.curve.fit import WIDER
from bench.calibration.joint.bars import SHORT
from bench.calibration.joint.cells import SETS
from bench.calibration.tables import Rows, bar, beyond_error, error, percent, table

LEAST, MOST, NO_CELL_UNDER, MOST_WRONG = 0.93, 0.97, 0.90, 0.05


def section(found: dict[str, Any]) -> str:
    """Promises, then every cell."""
    rows = found["rows"]
    return "\n".join([
        "## How much, from where: the dose curve\n",
        _words(rows),
        f"{found['repetitions']} logs a cell, a quarter of days missing, the other exposure acting in a straight "
        f"line; the Monte-Carlo error of a cell's coverage is about ± {_error(rows)} points. A curve is *held* only "
        "where every dose of it lies in the band. The lag that acts is not told: the curve is an average over all "
        "declared ones, each weighted by its likelihood; *lag* is how often the right one weighs most. What is "
        "claimed is counted before the pair's own verdict, which lets fewer through. ± is half the band at its "
        f"widest. That it is {100 * (WIDER - 1):.0f} % wider than the simulated quantile was chosen on the first 175 "
        "logs of each cell.\n",
        table(("promise", "measured", ""), promises(rows)),
        table(HEAD, [_row(row) for row in rows]),
    ])  # fmt: skip


HEAD = (
    "curve", "exposure", "days", "AR", "logs", "held", "lag", "± points", "claimed", "at, a week", "wrong",
    "no dose matters", "wrong",
)  # fmt: skip


def promises(rows: Rows) -> list[Any]:
    """One line a promise."""
    held = [row["held"] for row in rows]
    mean, n = float(np.mean(held)), min(row["n"] for row in rows)
    under = beyond_error([1 - share for share in held], 1 - NO_CELL_UNDER, n)
    told = [
        bar("the band holds the whole curve in 93-97 % on average", percent(mean), is_kept=LEAST <= mean <= MOST),
        bar("no cell under 90 %", f"worst {percent(min(held))}, {under} below by more than the error",
            is_kept=min(held) >= NO_CELL_UNDER),
    ]  # fmt: skip
    return [*told, *(_claims(rows, key, said) for key, said in CLAIMS.items())]


CLAIMS = {
    "plateau": f"*{PLATEAU} above* is said wrongly in at most 5 %",
    "step": "*the smallest step that mattered* is said wrongly in at most 5 %",
    "flat": "*no amount mattered* is said wrongly in at most 5 %",
}


def _claims(rows: Rows, key: str, said: str) -> Any:
    share = "flat_wrong" if key == "flat" else "wrong"
    own = [row for row in rows if key == "flat" or (row["exposure"] == SETS) == (key == "plateau")]
    shares = [row[share] for row in own]
    beyond = beyond_error(shares, MOST_WRONG, min(row["n"] for row in own)) if own else 0
    worst = f"mean {percent(float(np.mean(shares)))}, worst {percent(max(shares))}" if own else "–"
    return bar(said, worst, is_kept=not beyond)


def _words(rows: Rows) -> str:
    held = float(np.mean([row["held"] for row in rows]))
    bent = [row for row in rows if row["exposure"] == SETS and row["shape"] == "saturating"]
    found = {
        days: [row["claimed"] for row in bent if row["days"] == days] for days in sorted({r["days"] for r in bent})
    }
    shares = ", ".join(f"{percent(float(np.mean(each)), 0)} ({days} days)" for days, each in found.items())
    return (
        "The band around the curve of pain by weekly dose held the whole true curve in "
        f"{percent(held)} of logs. Where the benefit of glute sets levels off, *{PLATEAU} above* so many is said in "
        f"{shares}: the curve needs long diaries, and says so.\n"
    )


def _error(rows: Rows) -> str:
    n = int(np.median([row["n"] for row in rows]))
    return f"{100 * error(0.95, n):.1f}"


def _row(row: dict[str, Any]) -> tuple[Any, ...]:
    at = "–" if row["at"] is None or np.isnan(row["at"]) else f"{row['at']:.0f}"
    return (
        row["shape"], SHORT[row["exposure"]], row["days"], f"{row['phi']:g}", row["n"], percent(row["held"]),
        percent(row["is_lag"], 0), f"{row['half']:.1f}", percent(row["claimed"], 0), at, percent(row["wrong"]),
        percent(row["flat"], 0), percent(row["flat_wrong"]),
    )  # fmt: skip
