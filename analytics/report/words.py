"""What the report says in sentences: the period, how the log was kept, the five lines of method."""

from __future__ import annotations

import pandas as pd

from analytics.findings import headline
from analytics.report.build import Report
from analytics.report.quality import Held
from analytics.words import counted, listed, say_date

METHOD = (
    "Days: one row a calendar day. Pain is the day's highest score; a day without a score is unknown, never 0.",
    "Glute sets: hard sets (no warm-ups, none logged as easy) of exercises that train the glutes, indirect ones "
    "counted half.",
    "What goes together: correlations at declared lags against simulated series as autocorrelated as the log's own; "
    "false discoveries held at 10 % (Benjamini–Hochberg); 95 % intervals by inverting that test.",
    "Blocks: the days before against the days in it, by a regression with autocorrelated errors (REML); 95 % "
    "intervals. An early bad spell, a trend under way or a change of the diary withdraw a claim.",
    "Answers are as of a review every four weeks, so that asking often finds nothing by chance. They show what went "
    "together, not what caused it.",
)
FRAMES = {"runs": "Runs", "sets": "Strength sets", "pain": "Pain entries"}


def period(report: Report) -> str:
    """'30 May 2019 to 27 Nov 2026'."""
    return f"{say_date(report.first)} to {say_date(report.today)}"


def story(report: Report) -> str:
    """What the story's figure shows."""
    every = "Month by month, as the mean week" if report.is_monthly else "Week by week"
    return f"{every}. Pale bars: not the whole {'month' if report.is_monthly else 'week'} is recorded."


def scored(report: Report) -> str:
    """'2,022 of 2,739 days have a pain score (74 %); the longest gap is 5 days.'"""
    found = report.quality
    if not found.n_scored:
        return "No day has a pain score."
    share = min(99, round(100 * found.n_scored / found.n_days)) if found.n_scored < found.n_days else 100
    gap = f"the longest gap is {counted(found.longest_gap_days, 'day')}" if found.longest_gap_days else "no gap"
    return f"{found.n_scored:,} of {counted(found.n_days, 'day')} have a pain score ({share} %); {gap}."


def held(row: Held) -> tuple[str, str, str, str]:
    """'Runs', '1,725', '30 May 2019 to 26 Nov 2026', '0'."""
    when = "" if row.first is None or row.last is None else f"{say_date(row.first)} to {say_date(row.last)}"
    return FRAMES[row.frame], f"{row.n:,}", when or "none recorded", f"{row.n_flagged:,}"


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
    """How many questions need more diary, and the nearest; '' where none is open."""
    return headline(list(report.open)) if report.open else ""


def when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """'24 Jun 2024', '20 to 24 Jun 2024', '28 Jun to 2 Jul 2024'."""
    if start == end:
        return say_date(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {say_date(end)}"
    return f"{start.day} {start:%b}{'' if start.year == end.year else f' {start.year}'} to {say_date(end)}"


def lower_first(text: str) -> str:
    """'from Mar 2026', 'Nov 2021': a word that begins a sentence elsewhere, in the middle of one."""
    return f"f{text[1:]}" if text.startswith("From ") else text
