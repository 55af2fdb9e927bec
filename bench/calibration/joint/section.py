"""The part of docs/calibration.md about running and strength in one model, and one real person's diary."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.calibration.joint import bars, compared
from bench.calibration.tables import percent, table

SITES = {"kneePain": "knee", "forearmElbowPain": "forearm and elbow", "handsAndFingerPain": "hands and fingers"}


def section(found: dict[str, Any]) -> str:
    """Promises, worlds, the real diary, and the same worlds asked by other methods."""
    cells = found["cells"]
    told = [
        "## What goes together: running and strength work in one model\n",
        _words(cells),
        f"{found['repetitions']} logs a cell unless the table says less, {found['n_surrogates']} surrogates.\n",
        bars.text(cells),
        _stress(cells),
    ]
    told += [_compared(found["compared"])] if found.get("compared") else []
    told += [_real(found["real"], found["own"])] if found.get("real") else []
    return "\n".join(told)


def _words(cells: list[dict[str, Any]]) -> str:
    false = [row["related"] for row in cells if row["is_null"] and row["is_seeable"]]
    held = [row["covered"] for row in cells if not row["is_null"]]
    return (
        "This is what the pages say. Each kind of training is adjusted for the other, for weekday, drift and season. "
        f"In {len(false)} kinds of logs in which nothing acts, *related* is said in {percent(float(np.mean(false)))} "
        f"({percent(max(false))} in the worst). Where both running and strength work act, the interval held the true "
        f"effect in {percent(float(np.mean(held)))} ({percent(min(held))} in the worst cell).\n"
    )


def _stress(cells: list[dict[str, Any]]) -> str:
    unseen = [row for row in cells if not row["is_seeable"]]
    if not unseen:
        return ""
    shares = " and ".join(f"{percent(row['related'], 0)} ({row['days']} days)" for row in unseen)
    return (
        f"What it cannot see: stress that raises pain and lowers running and is on no record made mileage related in "
        f"{shares}. No method here can know better; a diary that holds the stress can be adjusted for it.\n"
    )


def _compared(rows: list[dict[str, Any]]) -> str:
    return "\n".join([
        "### The same logs asked by other methods\n",
        f"How often each says that there is something, {rows[0]['n']} logs a row (`python -m bench joint-compared`). "
        "*Pair alone* is `association`, what the pages said before; *OLS with HAC* has the same columns as the joint "
        "model, Newey-West errors of 28 days and an F test over the lags (statsmodels); *best Spearman* is the "
        "smallest textbook p over the lags; *PCMCI* is partial correlations by `tigramite`, the smallest p over the "
        f"lags times their number{_of_pcmci(rows)}.\n",
        compared.text(rows),
    ])  # fmt: skip


def _of_pcmci(rows: list[dict[str, Any]]) -> str:
    n = rows[0].get("n_pcmci", 0)
    return f", {n} logs a row" if n else "; it was not measured"


def _real(rows: list[dict[str, Any]], own: list[dict[str, Any]]) -> str:
    n = sum(row["n"] for row in rows)
    related, out = (sum(row[key] * row["n"] for row in rows) / n for key in ("related", "stands_out"))
    lines = [(SITES[r["site"]], r["days"], r["n"], percent(r["stands_out"]), percent(r["related"])) for r in rows]
    return "\n".join([
        "### One real person\n",
        "Eight years of one person's pain and steps, published by the person (MIT licence). The person's own steps "
        "of one year beside the person's own pain of another, at least 400 days apart, cannot be related: "
        f"*related* was said in {percent(related)} of {n} draws, {percent(out)} stood out from chance.\n",
        table(("pain", "days", "draws", "stands out", "said related"), lines),
        "And of the same days, all eight years, for 10,000 steps more in a week:\n",
        "\n".join(f"- {_own(row)}" for row in own) + "\n",
        "Steps are no mileage and one person is no proof: this shows how the test behaves on a real rhythm, not that "
        "it is right about this person. Strength work is not on record there, so nothing is adjusted for it.\n",
    ])  # fmt: skip


def _own(row: dict[str, Any]) -> str:
    site = SITES[row["site"]]
    if "n" not in row:
        return f"{site}: {row['verdict']}"
    value, low, high = (f"{row[key]:+.2f}".replace("-", "−") for key in ("value", "low", "high"))
    why = f" ({row['reasons']})" if row["reasons"] else ""
    return (
        f"{site}, {row['n']:,} days: {value} points ({low} to {high}), p = {row['p']:.2f}: *{row['verdict']}*{why}."
    )
