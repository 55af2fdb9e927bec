"""The parts of docs/calibration.md about what goes together."""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.calibration_table import Rows, bar, beyond_error, percent, table
from data.daily_schema import label

MOST_FALSE, LEAST_COVERED, MOST_COVERED = 0.06, 0.93, 0.97
WORDS = {name: label(name) for name in ("distance_7d_m", "distance_m", "longest_run_7d_m", "ascent_m", "hard_s")} | {
    "glute_sets_28d": f"{label('glute_sets_28d')} in 28 days",
    "block": "a block and pain",
}


def section(found: dict[str, Any]) -> str:
    """False yes, coverage and power of the lagged association."""
    cells, n = found["cells"], found["repetitions"]
    nulls = [cell for cell in cells if not _is_planted(cell)]
    planted = [cell for cell in cells if _is_planted(cell)]
    return "\n".join([
        "## What goes together\n",
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
        "Asked of runners whose pain has nothing to do with their training, lbsdrop says *related* for one pair in "
        f"{percent(mean)} of logs ({percent(worst)} in the worst kind of log). Where something was planted, the "
        f"range it gives held the truth in {percent(held, 0)}. How often it finds what is there depends on the "
        "length of the log; the second table says so, and the answer itself says how many more weeks it would take.\n"
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
        f"change pain (it held the truth in {percent(min(sets), 0)}–{percent(max(sets), 0)}): honest, but not sharp.",
    ]
    if none["no_interval"]:
        told.append(
            "Where the training moved too seldom to rule anything out no interval of the effect is given: in at most "
            f"{percent(none['no_interval'])} of a cell's logs."
        )
    again = found.get("worst_again")
    if again:
        told.append(
            f"The worst cell without a relation ({WORDS[again['exposure']]}, memory {again['autocorrelation']}, "
            f"{again['n_days']} days) was asked of {again['repetitions']} fresh logs: {percent(again['found'])} "
            f"stand out, {percent(again['related'])} are called related. The worst of many cells is mostly the "
            "unluckiest one."
        )
    return "".join(f"- {words}\n" for words in told)


def _null_table(nulls: Rows) -> str:
    head = (
        "exposure",
        "pain's memory",
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
        "pain's memory",
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


def demo_section(found: dict[str, Any]) -> str:
    """False yes of every default exposure, rare flares among the outcomes."""
    rows, n_seeds = found["rows"], found["seeds"][1] - found["seeds"][0] + 1
    worst = max(rows, key=lambda row: row["related"])
    head = ("exposure", "outcome", "years", "diaries", "stands out", "said related", "95 % range")
    lines = [
        (
            WORDS[r["exposure"]], r["outcome"], r["years"], r["n"], percent(r["stands_out"]), percent(r["related"]),
            f"{percent(r['low'])} – {percent(r['high'])}",
        )
        for r in rows
    ]  # fmt: skip
    is_kept = all(row["low"] <= MOST_FALSE for row in rows)
    return "\n".join([
        "## Rest days and rare flares\n",
        "Daily distance and climbing are 0 on many days, and flares hardly ever happen: where tests of correlation "
        f"tend to break. The training of {n_seeds} demo athletes against made-up diaries that cannot know it; fewer "
        "than ten flare days are refused, so one year of 1 or 3 % is missing from the table. Worst: "
        f"{percent(worst['related'])} ({WORDS[worst['exposure']]} and {worst['outcome']}, {worst['years']} years). "
        f"The bar of 6 % is {'kept' if is_kept else '**missed**'}, Monte-Carlo error allowed for.\n",
        table(head, lines),
    ])  # fmt: skip


def looks_section(found: dict[str, Any]) -> str:
    """At least one false yes, by how often one looks."""
    head = ("question", "log or block, days", "looked", "looks", "at least one false yes", "95 % range")
    rows = [
        (
            WORDS[r["question"]], r["days"], r["looks"], r["n_looks"], percent(r["false_yes"]),
            f"{percent(r['low'])} – {percent(r['high'])}",
        )
        for r in found["rows"]
    ]  # fmt: skip
    return "\n".join([
        "## Asking again and again\n",
        _looks_words(found["rows"]),
        f"{found['repetitions']} diaries a row that cannot know the training (blocks: half as many), "
        f"seed {found['seed']}.\n",
        table(head, rows),
    ])  # fmt: skip


def _looks_words(rows: Rows) -> str:
    longest = {r["looks"]: r["false_yes"] for r in rows if r["question"] == "distance_7d_m" and r["days"] > 400}
    block = {r["looks"]: r["false_yes"] for r in rows if r["question"] == "block"}
    return (
        "Each look at a growing log is another chance to be wrong. Over two years of weekly distance and pain that "
        "have nothing to do with each other, at least one false yes came up in "
        f"{percent(longest['every week'], 0)} of logs looked at every week, in "
        f"{percent(longest['every four weeks'], 0)} looked at every four weeks, and in "
        f"{percent(longest['once, at the end'], 0)} looked at once. For blocks: {percent(block['every week'], 0)}, "
        f"{percent(block['every four weeks'], 0)} and {percent(block['once, at the end'], 0)}.\n\n"
        "So the review dates help, and this is what they do not mend: twenty looks are still twenty chances, and the "
        "5 % holds for one look chosen beforehand, not for the best of many. What stays through several reviews is "
        "worth more than what shows once. Nor do the dates stop anyone from trying other pairs, other date ranges, "
        "or another end of the block until something shows.\n"
    )
