"""Which days of easy running are looked at: the latest twelve months that hold enough, and what to say of them."""

from __future__ import annotations

import pandas as pd

from analytics import facts
from analytics.result import NotEnough
from analytics.running.easy_runs import RUNS_NEEDED
from analytics.words import counted, log_ended

# No straight trend is believable for longer than a year (as for blocks).
YEAR = pd.Timedelta(days=364)
# A trend over less than eight weeks says little about form (strength work needs as long to show).
SHORTEST_DAYS = 7 * facts.PACE_WEEKS_BEFORE_JUDGING


def end(days: pd.DatetimeIndex, today: pd.Timestamp) -> pd.Timestamp:
    """Today, or the last of the easy runs' `days` where that lies more than four weeks back."""
    return days[-1] if len(days) and log_ended(days[-1], today, "run") else today


def last_day(days: pd.DatetimeIndex, end: pd.Timestamp) -> pd.Timestamp:
    """The end of the latest year with enough easy runs: `end` or a day with such a run; else `end`."""
    return next((day for day in (end, *reversed(days)) if is_enough(days, day)), end)


def is_enough(days: pd.DatetimeIndex, last: pd.Timestamp) -> bool:
    """True where the year to `last` holds 20 easy runs, and eight weeks between the first and the last."""
    low, high = days.searchsorted(last - YEAR), days.searchsorted(last, side="right")
    return bool(high - low >= RUNS_NEEDED and (days[high - 1] - days[low]).days >= SHORTEST_DAYS)


def refuse(chosen: pd.DataFrame, when: str, caveats: tuple[str, ...]) -> NotEnough | None:
    """The refusal below 20 easy runs (`chosen`, indexed by day) or eight weeks between the first and the last."""
    if len(chosen) < RUNS_NEEDED:
        return NotEnough(f"{say_easy_runs(len(chosen))} {when}", f"{RUNS_NEEDED} runs", "", caveats)
    weeks = (chosen.index[-1] - chosen.index[0]).days // 7
    if 7 * weeks < SHORTEST_DAYS:
        have = f"{counted(weeks, 'week')} between the first easy run and the last"
        return NotEnough(have, f"{SHORTEST_DAYS // 7} weeks", "", caveats)
    return None


def elsewhere(days: pd.DatetimeIndex, today: pd.Timestamp) -> tuple[str, ...]:
    """What to do where the dates in view hold too little and the log has enough: one sentence, or none."""
    last = last_day(days, end(days, today))
    when = say_year(None if last == today else last)
    return (f"Your log has enough {when}: set Dates to Everything.",) if is_enough(days, last) else ()


def say_year(last: pd.Timestamp | None) -> str:
    """'in the last 12 months', 'in the 12 months to Mar 2024'."""
    return "in the last 12 months" if last is None else f"in the 12 months to {last:%b %Y}"


def say_easy_runs(n: int) -> str:
    """'12 easy runs', 'no easy run'."""
    return counted(n, "easy run") if n else "no easy run"
