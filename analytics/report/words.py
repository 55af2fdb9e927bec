"""What the report says in sentences: the period, how the log was kept, the five lines of method."""

from __future__ import annotations

import pandas as pd

from analytics.findings import headline
from analytics.report.build import Report
from analytics.report.quality import Held
from analytics.words import counted, listed
from data.units import Units

# One printed line each.
METHOD = (
    "Pain: each day counts with its highest score; a day without a score is left out, not counted as 0.",
    "Glute sets: hard sets (no warm-ups) that train the glutes; exercises that train them indirectly count half.",
    "Findings: running and lifting are judged together, at delays set beforehand, against what chance alone gives.",
    "Blocks: the weeks before are compared with the block; a change already under way is not credited to it.",
    "Ranges hold the true value 19 times in 20. Looked at every four weeks. Going together is no proof of a cause.",
)
MEANS = "Means a week over the days on record."
USUALLY = "Usually: the median of the days scored. Last 4 weeks: their median, from three scores on."
FRAMES = {"runs": ("run", "runs"), "sets": ("strength set", "strength sets"), "pain": ("pain entry", "pain entries")}


def period(report: Report) -> str:
    """'30 May 2019 to 27 Nov 2026'."""
    return f"{report.units.say_date(report.first)} to {report.units.say_date(report.today)}"


def story(report: Report) -> str:
    """What the story's figure shows."""
    every = "Month by month, as the mean week." if report.is_monthly else "Week by week."
    if not report.periods[["distance_m", "glute_sets"]].notna().any(axis=None):
        return every
    return f"{every} Pale bars: not the whole {'month' if report.is_monthly else 'week'} is recorded."


def and_more(n: int, n_listed: int, one: str) -> str:
    """' 2 more places are not listed.'; '' where all are."""
    n_more = n - n_listed
    return f" {counted(n_more, f'more {one}')} {'is' if n_more == 1 else 'are'} not listed." if n_more > 0 else ""


def by_year(flares: pd.DataFrame) -> str:
    """'91 flares: 5 in 2019, 9 in 2020.', '3 flares, all in 2026.', '1 flare, in 2026.'"""
    years = flares["start"].dt.year.value_counts().sort_index()
    if len(years) > 1:
        return f"{counted(len(flares), 'flare')}: {', '.join(f'{n} in {year}' for year, n in years.items())}."
    return f"{counted(len(flares), 'flare')}, {'all ' if len(flares) > 1 else ''}in {years.index[0]}."


def scored(report: Report) -> str:
    """'2,022 of 2,739 days have a pain score (74 %); the longest gap is 5 days.'"""
    found = report.quality
    if not found.n_scored:
        return "No day has a pain score."
    share = min(99, round(100 * found.n_scored / found.n_days)) if found.n_scored < found.n_days else 100
    gap = f"the longest gap is {counted(found.longest_gap_days, 'day')}" if found.longest_gap_days else "no gap"
    return f"{found.n_scored:,} of {counted(found.n_days, 'day')} have a pain score ({share} %); {gap}."


def on_record(report: Report) -> str:
    """'On record: 1,725 runs (30 May 2019 to 26 Nov 2026), 9,917 strength sets (…) and no pain entry.'"""
    return f"On record: {listed([_held(row, report.units) for row in report.quality.held])}."


def _held(row: Held, units: Units) -> str:
    one, many = FRAMES[row.frame]
    if row.first is None or row.last is None:
        return f"no {one}"
    flagged = f", {row.n_flagged:,} with a value left out" if row.n_flagged else ""
    dates = units.say_date(row.last)
    if row.first != row.last:
        dates = f"{units.say_date(row.first)} to {dates}"
    return f"{counted(row.n, one, many)} ({dates}{flagged})"


def left_out(report: Report) -> str:
    """What was flagged and why, and the sets of unknown exercises; '' where there is nothing to say."""
    found, said = report.quality, []
    if found.reasons:
        said.append("Left out of statistics: " + listed([f"{reason} ({n:,})" for reason, n in found.reasons]) + ".")
    if found.n_unknown_exercise:
        n = found.n_unknown_exercise
        said.append(
            f"{counted(n, 'set')} of exercises not named yet {'counts' if n == 1 else 'count'} for no muscle."
        )
    return " ".join(said)


def unanswered(report: Report) -> str:
    """How many questions cannot be answered yet, and what the nearest needs; '' where none is open."""
    return headline(list(report.open)) if report.open else ""


def lower_first(text: str) -> str:
    """'from Mar 2026', 'Nov 2021': a word that begins a sentence elsewhere, in the middle of one."""
    return f"f{text[1:]}" if text.startswith("From ") else text
