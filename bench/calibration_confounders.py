"""The part of docs/calibration.md about relations that mean nothing."""

from __future__ import annotations

from typing import Any

from bench.calibration_lag import MOST_FALSE, WORDS
from bench.calibration_table import bar, beyond_error, percent, table


def section(found: dict[str, Any]) -> str:
    """What a test against chance cannot see, and how often it is called related all the same."""
    rows, n = found["rows"], found["repetitions"]
    shares, stands_out = [row["related"] for row in rows], [row["stands_out"] for row in rows]
    beyond = beyond_error(shares, MOST_FALSE, n)
    head = ("what is made", "exposure", "days", "stands out from chance", "withdrawn", "said related")
    lines = [
        (
            row["what"], WORDS[row["exposure"]], row["days"], percent(row["stands_out"]), percent(row["withdrawn"]),
            percent(row["related"]),
        )
        for row in rows
    ]  # fmt: skip
    return "\n".join([
        "## Relations that mean nothing\n",
        "Running that follows the morning's pain, a plan and pain that both drift, seasons in both: nothing acts on "
        f"pain here, and yet the pair stands out from chance in {percent(min(stands_out), 0)}–"
        f"{percent(max(stands_out), 0)} of logs. The controls are there for this: a relation is withdrawn where the "
        "next days' running follows pain nearly as clearly, and where nothing is left without a slow drift (in logs "
        "of a year and a half or more, without a yearly rhythm too). The price is paid by true effects of strength "
        "work in short logs: half a year with one or two blocks looks like a drift, and is withdrawn as one.\n",
        f"{n} runners a row, seed {found['seed']}.\n",
        table(
            ("promise", "measured", ""),
            [bar("*related* is said in at most 6 %, each row", f"worst {percent(max(shares))}", is_kept=not beyond)],
        ),
        table(head, lines),
    ])  # fmt: skip
