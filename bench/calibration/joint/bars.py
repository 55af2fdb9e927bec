"""The promises of the joint test, held against what was measured, as a table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bench.calibration.tables import Rows, bar, beyond_error, percent, table

MOST_FALSE, LEAST_COVERED, MOST_COVERED, NO_CELL_UNDER = 0.06, 0.93, 0.97, 0.90
SHORT = {"distance_7d_m": "weekly distance", "distance_m": "daily distance", "glute_sets_28d": "glute sets"}


def text(rows: Rows) -> str:
    """Promises first, then every cell."""
    return "\n".join([table(("promise", "measured", ""), promises(rows)), false_table(rows), found_table(rows)])


def promises(rows: Rows) -> list[Sequence[str]]:
    """One line a promise."""
    false = [row for row in rows if row["is_null"] and row["is_seeable"] and row["n"]]
    planted = [row for row in rows if not row["is_null"]]
    told = [_false(false)] if false else []
    if planted:
        told += [_found(planted), _coverage(planted)]
    return told


def _false(rows: Rows) -> Sequence[str]:
    shares, n = [row["related"] for row in rows], min(row["n"] for row in rows)
    beyond, above = beyond_error(shares, MOST_FALSE, n), sum(share > MOST_FALSE for share in shares)
    spread = f"mean {percent(float(np.mean(shares)))}, worst {percent(max(shares))}"
    said = "*related* is said in at most 6 % where nothing acts"
    return bar(said, f"{spread}; {above} of {len(shares)} above, {beyond} beyond error", is_kept=not beyond)


def _found(rows: Rows) -> Sequence[str]:
    missed = [_name(row) for row in rows if row["least"] is not None and row["related"] < row["least"]]
    return bar("true effects are called related as often as asked", ", ".join(missed) or "all", is_kept=not missed)


def _coverage(rows: Rows) -> Sequence[str]:
    shares = [row["covered"] for row in rows]
    mean, worst = float(np.mean(shares)), min(shares)
    is_kept = LEAST_COVERED <= mean <= MOST_COVERED and worst >= NO_CELL_UNDER
    said = "intervals hold the truth in 93-97 % on average, no cell under 90 %"
    return bar(said, f"mean {percent(mean)}, worst {percent(worst)}", is_kept=is_kept)


def _name(row: dict[str, Any]) -> str:
    return f"{row['world']}, {SHORT[row['exposure']]}, {row['days']} d ({percent(row['related'], 0)})"


def false_table(rows: Rows) -> str:
    """Worlds in which the exposure does nothing."""
    head = ("nothing acts", "exposure", "days", "logs", "p <= .05", "related", "withdrawn", "0 held")
    shares = ("stands_out", "related", "withdrawn", "covered")
    return table(head, [(*_labels(row), *(percent(row[key]) for key in shares)) for row in rows if row["is_null"]])


def found_table(rows: Rows) -> str:
    """Planted effects."""
    head = ("+1 per 10 km, -2 per 60 sets", "exposure", "days", "logs", "asked for", "related", "withdrawn", "held")
    shares = ("related", "withdrawn", "covered")
    return table(
        head,
        [
            (*_labels(row), percent(row["least"], 0), *(percent(row[key]) for key in shares))
            for row in rows
            if not row["is_null"]
        ],
    )


def _labels(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["world"], SHORT[row["exposure"]], row["days"], row["n"]
