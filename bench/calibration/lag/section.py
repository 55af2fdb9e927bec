"""The part of docs/calibration.md about what goes together: runners with nothing or something planted."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.calibration.tables import MOST_FALSE, WORDS, Rows, bar, beyond_error, percent, table

LEAST_COVERED, MOST_COVERED = 0.93, 0.97


def section(found: dict[str, Any]) -> str:
    """False yes, coverage and power of the lagged association."""
    cells, n = found["cells"], found["repetitions"]
    nulls = [cell for cell in cells if not _is_planted(cell)]
    planted = [cell for cell in cells if _is_planted(cell)]
    return "\n".join([
        "## A pair asked alone\n",
        _words(nulls, planted),
        f"{n} runners a cell, {found['n_surrogates']} surrogates, seed {found['seed']}.\n",
        table(("promise", "measured", ""), _bars(nulls, planted, cells, n)),
        _limits(found),
        "### Nothing planted: how often is something found?\n",
        _null_table(nulls),
        "### Something planted: how often is it found, and does the interval hold it?\n",
        "30 % of days missing. *Needed* is the share this must find, five points below the design's table.\n",
        _power_table(planted),
    ])  # fmt: skip


def _is_planted(cell: dict[str, Any]) -> bool:
    return bool(cell["per_10_km"] or cell["per_60_sets"])


def _words(nulls: Rows, planted: Rows) -> str:
    mean, worst = np.mean([cell["related"] for cell in nulls]), max(cell["related"] for cell in nulls)
    held = np.mean([cell["covers_effect"] for cell in planted])
    return (
        "`association`: one pair by rank correlation, adjusted for the weekday only, which the pages show as a "
        "sensitivity. Asked of runners whose pain has nothing to do with their training, it says *related* in "
        f"{percent(mean)} of logs ({percent(worst)} in the worst kind of log). Where something was planted, the "
        f"range it gives covered the true value in {percent(held, 0)}. How often it finds what is there depends on "
        "the length of the log; the second table says so, and the answer itself says how many more weeks it would "
        "take.\n"
    )


def _bars(nulls: Rows, planted: Rows, cells: Rows, n: int) -> list[Any]:
    return [
        _false_bar(nulls, "found", "chance alone stands out (p ≤ .05) in at most 6 %, each cell", n),
        _false_bar(nulls, "related", "*related* is said in at most 6 %, each cell", n),
        *(_coverage_bar(cells, key, words, n) for key, words in (("r", "correlation"), ("effect", "effect"))),
        _power_bar(planted, n),
    ]


def _false_bar(nulls: Rows, key: str, said: str, n: int) -> Any:
    shares = [cell[key] for cell in nulls]
    above, beyond = sum(share > MOST_FALSE for share in shares), beyond_error(shares, MOST_FALSE, n)
    measured = f"mean {percent(float(np.mean(shares)))}, worst {percent(max(shares))}; {above} of {len(shares)} above"
    return bar(said, f"{measured}, {beyond} by more than the error", is_kept=not beyond)


def _coverage_bar(cells: Rows, key: str, words: str, n: int) -> Any:
    shares = [cell[f"covers_{key}"] for cell in cells]
    below = beyond_error([1 - share for share in shares], 1 - LEAST_COVERED, n)
    above = beyond_error(shares, MOST_COVERED, n)
    measured = f"mean {percent(float(np.mean(shares)))}, {percent(min(shares))} to {percent(max(shares))}"
    tail = f"of {len(shares)} cells {below} lie below and {above} above by more than the error"
    return bar(
        f"the {words}'s 95 % interval holds the truth in 93–97 %",
        f"{measured}; {tail}",
        is_kept=not below and not above,
    )


def _power_bar(planted: Rows, n: int) -> Any:
    below = [c for c in planted if c["found"] < c["power_bar"]]
    short = sum(beyond_error([1 - c["found"]], 1 - c["power_bar"], n, len(planted)) for c in below)
    measured = f"{len(planted) - len(below)} of {len(planted)} cells; {short} short of it by more than the error"
    return bar("what is planted is found as often as the design says, less 5 points", measured, is_kept=not short)


def _limits(found: dict[str, Any]) -> str:
    """What the table of promises does not show by itself."""
    sets = [c["covers_r"] for c in found["cells"] if c["per_60_sets"]]
    none = max(found["cells"], key=lambda c: c["no_interval"])
    told = [
        "What the effect's interval should hold is the slope in an endless log; the correlation's, what the same "
        "training would show beside pain drawn anew. The latter is wider than it has to be where glute sets do "
        f"change pain (it covered the true value in {percent(min(sets), 0)}–{percent(max(sets), 0)}): honest, but "
        "not sharp.",
    ]
    if none["no_interval"]:
        told.append(
            "Where the training moved too seldom to rule anything out no interval of the effect is given: in at most "
            f"{percent(none['no_interval'])} of a cell's logs."
        )
    again = found.get("worst_again")
    if again:
        told.append(
            f"The worst cell without a relation ({WORDS[again['exposure']]}, autocorrelation "
            f"{again['autocorrelation']}, {again['n_days']} days) was asked of {again['repetitions']} fresh logs: "
            f"{percent(again['found'])} stand out, {percent(again['related'])} are called related. The worst of many "
            "cells is mostly the unluckiest one."
        )
    return "".join(f"- {words}\n" for words in told)


def _null_table(nulls: Rows) -> str:
    head = (
        "exposure",
        "autocorrelation of pain",
        "days",
        "missing",
        "stands out",
        "said related",
        "± (1 σ)",
        "r held",
        "effect held",
    )
    rows = [
        (
            WORDS[c["exposure"]], c["autocorrelation"], c["n_days"], percent(c["missing"], 0), percent(c["found"]),
            percent(c["related"]), percent(c["found_mc_error"]), percent(c["covers_r"]), percent(c["covers_effect"]),
        )
        for c in nulls
    ]  # fmt: skip
    return table(head, rows)


def _power_table(planted: Rows) -> str:
    head = (
        "planted",
        "autocorrelation of pain",
        "days",
        "found",
        "needed",
        "said related",
        "withdrawn",
        "r held",
        "effect held",
    )
    rows = [
        (
            _planted(c), c["autocorrelation"], c["n_days"], percent(c["found"], 0), percent(c["power_bar"], 0),
            percent(c["related"], 0), percent(c["withdrawn"], 0), percent(c["covers_r"]), percent(c["covers_effect"]),
        )
        for c in planted
    ]  # fmt: skip
    return table(head, rows)


def _planted(cell: dict[str, Any]) -> str:
    if cell["per_10_km"]:
        return f"{cell['per_10_km']:+g} points per 10 km a week"
    return f"{cell['per_60_sets']:+g} points per 60 glute sets in 28 days"
