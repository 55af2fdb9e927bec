"""The part of docs/calibration.md about pain before and after a block."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.calibration.blocks import compared, priors, without
from bench.calibration.tables import Rows, bar, beyond_error, percent, table

MEAN, MEAN_SLACK, LEAST_COVERED, CELLS_COVERED, LEAST_EVER = 0.95, 0.01, 0.93, 0.95, 0.90
MOST_HELPED = 0.03


def section(found: dict[str, Any]) -> str:
    """Coverage, false 'it helped', power."""
    n, cells = found["repetitions"], found["coverage_cells"]
    return "\n".join([
        "## Before and after a block: pain\n",
        _words(found),
        f"{n} diaries of each kind, a quarter of days missing, seed {found['seed']}.\n",
        table(("promise", "measured", ""), _bars(found)),
        "### A block that begins because pain was high, and does nothing\n",
        _starts_table(found["selected_starts"]),
        *_healing(found),
        "### Does the interval hold the truth? (weeks before / of the block)\n",
        _coverage_table(cells),
        "### How often is a real change found?\n",
        _power_table(found["power"]),
        *_priors(found.get("priors", [])),
        *_compared(found.get("compared", [])),
        *without.section(found),
    ])  # fmt: skip


def _compared(rows: list[dict[str, Any]]) -> list[str]:
    """Nothing where it was not measured."""
    if not rows:
        return []
    return [
        "### The same blocks asked by other methods\n",
        f"How often each says that pain was lower, {rows[0]['n']} diaries a row, 28 weeks before and 12 of the block "
        "unless the world says otherwise (`python -m bench block-compared`). *Structural series*: a local level with "
        "day noise and a regression on the block (statsmodels), as packages for causal impact fit it, here by "
        "maximum likelihood; its 95 % interval below 0. *Trend carried on*: our own fit with a straight trend. "
        "*Last two weeks*: a t-test of the last 14 days before against the block.\n",
        compared.as_text(rows),
    ]


def _priors(rows: list[dict[str, Any]]) -> list[str]:
    if not rows:
        return []
    return [
        "### A prior on the slope before the block\n",
        "A normal prior of sd 1 point a year on what pain was doing already, half and twice that beside it: how "
        "often the range of a change of −2 points says lower (*found*) and holds it (*held*), and how often that of "
        "no change says lower (*false*, 2.5 % by chance), where pain falls so many points a year on its own. "
        f"{rows[0]['n']} diaries, AR .8. The verdict on pain rests on the range with sd 1; the page shows the others "
        "beside it.\n",
        priors.as_text(rows),
    ]


def _words(found: dict[str, Any]) -> str:
    starts = found["selected_starts"]
    naive, said = ([row[key] for row in starts] for key in ("naive_helped", "said_lower"))
    return (
        "A block that begins in a bad spell and does nothing at all: the usual comparison of the last two weeks with "
        f"the block says it helped in {percent(min(naive), 0)}–{percent(max(naive), 0)}; lbsdrop says *lower* in "
        f"at most {percent(max(said))}. Its 95 % interval for the change covered the true value in "
        f"{percent(found['coverage']['trend']['mean'])} of diaries.\n"
    )


def _bars(found: dict[str, Any]) -> list[Any]:
    n, cells = found["repetitions"], found["coverage_cells"]
    rows = []
    for name, key in (("with a trend", "trend"), ("level only, no drift", "level")):
        shares = [c[key] for c in cells if key == "trend" or c["drift"] == 0]
        rows += _coverage_bars(name, shares, n)
    said = [row["said_lower"] for row in found["selected_starts"]]
    promise = "*lower* is said of a useless block begun in a bad spell in at most 3 %"
    rows.append(bar(promise, f"worst {percent(max(said))}", is_kept=not beyond_error(said, MOST_HELPED, n)))
    healed = [row["said_lower"] for row in found.get("healing", [])]
    if healed:
        promise = "*lower* is said of a useless block begun while an injury heals on its own in at most 3 %"
        is_kept = not beyond_error(healed, MOST_HELPED, n)
        rows.append(bar(promise, f"worst {percent(max(healed))}", is_kept=is_kept))
    return rows


def _coverage_bars(name: str, shares: list[float], n: int) -> list[Any]:
    mean, share = float(np.mean(shares)), float(np.mean(np.array(shares) >= LEAST_COVERED))
    missed = [1 - share for share in shares]
    below, under_90 = beyond_error(missed, 1 - LEAST_COVERED, n), beyond_error(missed, 1 - LEAST_EVER, n)
    return [
        bar(f"{name}: the interval holds the truth in 95 ± 1 % on average", percent(mean),
            is_kept=abs(mean - MEAN) <= MEAN_SLACK),
        bar(f"{name}: at least 93 % in 95 % of the cells",
            f"{percent(share, 0)} of {len(shares)} cells; {below} below by more than the error",
            is_kept=below <= (1 - CELLS_COVERED) * len(shares)),
        bar(f"{name}: no cell under 90 %", f"worst {percent(min(shares))}", is_kept=not under_90),
    ]  # fmt: skip


def _starts_table(rows: Rows) -> str:
    head = ("pain", "usual comparison: helped", "lbsdrop: lower", "lower, or a trend", "higher", "bad spell noticed")
    keys = ("naive_helped", "said_lower", "said_lower_or_trend", "said_higher", "flagged")
    return table(head, [(row["errors"], *(percent(row[key]) for key in keys)) for row in rows])


def _healing(found: dict[str, Any]) -> list[str]:
    """Nothing where it was not measured."""
    if not found.get("healing"):
        return []
    head = ("builds up over, days", "heals over, days", "height, points", "lower than its own trend",
            "lbsdrop: lower", "lower, or a trend", "higher")  # fmt: skip
    keys = ("trend_helped", "said_lower", "said_lower_or_trend", "said_higher")
    rows = [
        (*(f"{row[key]:g}" for key in ("rise", "heal", "height")), *(percent(row[key]) for key in keys))
        for row in found["healing"]
    ]
    return [
        "### An injury that builds up and heals on its own\n",
        "300 days of diary, then a block of 16 weeks that does nothing and begins about ten days after the worst "
        "day. Pain falls below the line that its rise leads to expect, and hardly below what it was.\n",
        table(head, rows),
    ]


def _coverage_table(cells: Rows) -> str:
    head = ("pain", "weeks", "drift, points", "with a trend", "level only", "± points (trend)", "± points (level)")
    rows = [
        (
            c["errors"], c["weeks"], f"{c['drift']:g}", percent(c["trend"]),
            percent(c["level"]) if c["drift"] == 0 else "–", f"{c['half_trend']:.1f}", f"{c['half_level']:.1f}",
        )
        for c in cells
    ]  # fmt: skip
    return table(head, rows)


def _power_table(cells: Rows) -> str:
    has_said = all("said_lower" in c for c in cells)
    head = ("pain", "weeks", "change, points", "found with a trend", "found, level only")
    return table(
        (*head, *(["lbsdrop: lower"] if has_said else [])),
        [
            (
                c["errors"], c["weeks"], f"{c['step']:g}", percent(c["trend"], 0), percent(c["level"], 0),
                *([percent(c["said_lower"], 0)] if has_said else []),
            )
            for c in cells
        ],
    )  # fmt: skip
