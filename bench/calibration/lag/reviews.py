"""What asking again does: how often something that is not there is found at least once, by how often one looks.

    python -m bench calibration-looks

A log without any relation grows for two years and a block without any effect for half a year; each is asked every
week, every four weeks (`analytics.reviews`), and once at its end.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analytics.blocks import design, verdict
from analytics.blocks.judged import judge
from analytics.lag.false_positives import MAIN_PAIRS, calls
from analytics.lag.joint.design import calendar
from analytics.lag.joint.design import design as laid_out
from analytics.lag.pairs import Pair
from analytics.lag.together import question_of
from analytics.result import NotEnough
from analytics.reviews import REVIEW_DAYS
from analytics.statistics import simulated as made_up
from analytics.statistics.proportions import wilson
from bench.calibration.blocks import rates as diaries
from bench.calibration.lag.runners import Truth, log
from bench.calibration.tables import WORDS, Rows, former, percent, table

SEED = 20240611
WEEK_DAYS = 7
MEMORY, MISSING = 0.8, 0.2
LOG_DAYS, N_RUNNERS = 728, 8
BLOCK = diaries.Cell(diaries.Errors(MEMORY, 0.2), weeks_before=30, weeks_block=26)
FIRST_BLOCK_DAY = 8 * WEEK_DAYS
EVERY = {"every week": WEEK_DAYS, "every four weeks": REVIEW_DAYS}


def looks_at_log(pair: Pair, n_series: int, n_surrogates: int, runner: int) -> pd.DataFrame:
    """Which made-up diaries (columns) are called related on each weekly look (index: days of log)."""
    whole = log(Truth(MEMORY, MISSING), LOG_DAYS, np.random.default_rng([SEED, runner]))
    courses = made_up.wandering(
        made_up.Rhythm(4, 1.5, MEMORY, 0.1), n_series, LOG_DAYS, np.random.default_rng([SEED, runner, 1])
    )
    series = made_up.scores(courses, whole["pain"].notna().to_numpy())
    found = {}
    for n_days in range(2 * REVIEW_DAYS, LOG_DAYS + 1, WEEK_DAYS):
        days = calendar(whole.iloc[:n_days])
        asked = question_of(pair)
        if not isinstance(laid_out(days, asked), NotEnough):
            found[n_days] = calls(days, asked, series[:, :n_days], seed=runner, n_surrogates=n_surrogates)[1]
    return pd.DataFrame.from_dict(found, orient="index")


def looks_at_block(n_series: int) -> pd.DataFrame:
    """Which made-up diaries (columns) are called lower on each weekly look (index: days of block)."""
    rng = np.random.default_rng(SEED)
    return pd.DataFrame({i: _looks_of_diary(rng) for i in range(n_series)})


def _looks_of_diary(rng: np.random.Generator) -> pd.Series:
    n_before, n = BLOCK.weeks_before * WEEK_DAYS, (BLOCK.weeks_before + BLOCK.weeks_block) * WEEK_DAYS
    known = diaries.scored(BLOCK.mean + diaries.wander(BLOCK.errors, n, rng), rng)
    start = diaries.FIRST_DAY + pd.Timedelta(days=n_before)
    said = {}
    for n_days in range(FIRST_BLOCK_DAY, n - n_before + 1, WEEK_DAYS):
        last = start + pd.Timedelta(days=n_days - 1)
        plan = design.build(known.loc[:last], start, last)
        if verdict.refuse(plan, "pain scores") is None:
            said[n_days] = _says_lower(plan)
    return pd.Series(said, dtype=bool)


def _says_lower(plan: design.Design) -> bool:
    said = judge(plan, plan.scores, pd.DataFrame(), "pain").reading.verdict
    return said in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)


def at_least_once(looks: pd.DataFrame, question: str, until: int) -> list[dict[str, object]]:
    """Share of diaries with a false positive on at least one look up to day `until`, by how often one looks."""
    seen = looks.loc[looks.index <= until].fillna(value=False).astype(bool)
    ways = {name: seen[seen.index % days == 0] for name, days in EVERY.items()}
    ways["once, at the end"] = seen.iloc[[-1]]
    return [
        {
            "question": question, "days": until, "looks": name, "n_looks": len(rows), "n": rows.shape[1],
            "false_yes": float(rows.any().mean()), **dict(zip(("low", "high"), _ends(rows), strict=True)),
        }
        for name, rows in ways.items()
    ]  # fmt: skip


def _ends(rows: pd.DataFrame) -> tuple[float, float]:
    return wilson(int(rows.any().sum()), rows.shape[1])


def simulate(n_series: int = 50, n_surrogates: int = 199) -> pd.DataFrame:
    """`question days looks n_looks n false_yes low high`: `n_series` diaries for each of eight runners, and four
    times as many blocks."""
    rows = []
    for pair in MAIN_PAIRS:
        looks = [looks_at_log(pair, n_series, n_surrogates, runner) for runner in range(N_RUNNERS)]
        whole = pd.concat(looks, axis=1, ignore_index=True)
        for until in (LOG_DAYS // 2, LOG_DAYS):
            rows += at_least_once(whole, pair.exposure, until)
    rows += at_least_once(looks_at_block(4 * n_series), "block", BLOCK.weeks_block * WEEK_DAYS)
    return pd.DataFrame(rows)


def section(found: dict[str, Any]) -> str:
    """At least one false positive, by how often one looks."""
    head = ("question", "log or block, days", "looked", "looks", "at least one false positive", "95 % range")
    rows = [
        (
            WORDS[r["question"]], r["days"], r["looks"], r["n_looks"], percent(r["false_yes"]),
            f"{percent(r['low'])} – {percent(r['high'])}",
        )
        for r in found["rows"]
    ]  # fmt: skip
    return "\n".join([
        "## Asking again and again\n",
        former(found),
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
        "have nothing to do with each other, at least one false positive came up in "
        f"{percent(longest['every week'], 0)} of logs looked at every week, in "
        f"{percent(longest['every four weeks'], 0)} looked at every four weeks, and in "
        f"{percent(longest['once, at the end'], 0)} looked at once. For blocks: {percent(block['every week'], 0)}, "
        f"{percent(block['every four weeks'], 0)} and {percent(block['once, at the end'], 0)}.\n\n"
        "So the review dates help, and this is what they do not mend: twenty looks are still twenty chances, and the "
        "5 % holds for one look chosen beforehand, not for the best of many. What stays through several reviews is "
        "worth more than what shows once. Nor do the dates stop anyone from trying other pairs, other date ranges, "
        "or another end of the block until something shows.\n"
    )
