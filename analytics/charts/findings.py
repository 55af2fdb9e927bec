"""The title over training and pain: only what a reader can check in the picture, and only where it is clear."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.charts.words import capitalised
from analytics.words import say_number
from data.daily_schema import label

NEUTRAL = f"{capitalised(label('distance_7d_m'))}, {label('glute_sets_28d')} and {label('pain')}"
# The first and the last quarter of the months in view are compared: far enough apart to be two times, not one.
END_SHARE = 0.25
LEAST_MONTHS = 4
# A month counts from two weeks in view on; so does an end, from two weeks of scores.
DAYS_OF_A_MONTH = 14
SCORES_PER_END = 14
# One point of eleven is about the smallest change that people with low-back pain notice (Childs 2005: 2 points for
# one person; 1 for a median over weeks).
PAIN_CHANGE = 1.0
# Lags, in days, at which autocorrelation is read; the higher one counts, because rounding and noise hide part of the
# first.
LAGS = (1, 7)
HIGHEST_AUTOCORRELATION = 0.99
# Two-sided 99 %, because the autocorrelation is itself an estimate: simulated pain that did not change is then called
# changed at most one time in twenty. Fewer independent days than this at both ends together name no change at all.
CONFIDENCE = 0.99
LEAST_EFFECTIVE = 6.0


def overview_title(daily: pd.DataFrame) -> str:
    """'Pain: typically 5 in Jun–Jul, 3 in Oct–Nov', from the first and the last quarter of the months with scores.

    The numbers are medians of the scores in view. Named only where they are a point or more apart and the 99 %
    interval of the difference, at the number of days that are worth an independent one, leaves out 0; otherwise, and
    with fewer than four months or 14 scores at an end, a title that claims nothing.
    """
    ends = pain_ends(daily["pain"])
    if ends is None or not is_clear(daily["pain"], *ends):
        return NEUTRAL
    early, late = ends
    first, last = month_names(early, late)
    return f"Pain: typically {say_number(early.median())} in {first}, {say_number(late.median())} in {last}"


def pain_ends(pain: pd.Series) -> tuple[pd.Series, pd.Series] | None:
    """The scores of the first and of the last quarter of the months in view, whole months; None where too few."""
    known = pain.loc[pain.first_valid_index() : pain.last_valid_index()] if pain.notna().any() else pain.iloc[:0]
    months = pd.DatetimeIndex(known.index).to_period("M")
    long_enough = [month for month, n in months.value_counts().sort_index().items() if n >= DAYS_OF_A_MONTH]
    if len(long_enough) < LEAST_MONTHS:
        return None
    n_months = int(len(long_enough) * END_SHARE)
    early = known[(months >= long_enough[0]) & (months <= long_enough[n_months - 1])].dropna()
    late = known[(months >= long_enough[-n_months]) & (months <= long_enough[-1])].dropna()
    return (early, late) if min(len(early), len(late)) >= SCORES_PER_END else None


def is_clear(pain: pd.Series, early: pd.Series, late: pd.Series) -> bool:
    """True where the medians are a point apart and the interval of the difference of the means leaves out 0.

    Each end counts as n (1 - a) / (1 + a) days, a the autocorrelation of a first-order process (Bayley & Hammersley
    1946).
    """
    if abs(late.median() - early.median()) < PAIN_CHANGE:
        return False
    from scipy.special import stdtrit

    rho = autocorrelation(pain)
    n_early, n_late = (len(end) * (1 - rho) / (1 + rho) for end in (early, late))
    n_effective = n_early + n_late
    if n_effective < LEAST_EFFECTIVE:
        return False
    error = np.sqrt(early.var() / n_early + late.var() / n_late)
    reach = stdtrit(n_effective - 2, (1 + CONFIDENCE) / 2) * error
    return bool(abs(late.mean() - early.mean()) > reach)


def autocorrelation(pain: pd.Series) -> float:
    """The first-order autocorrelation of a day's pain about a straight line, 0 to .99.

    About a line, lest a lasting change count as autocorrelation; corrected for few days (Kendall
    1954, twice for the line).
    """
    found, days = 0.0, np.arange(len(pain))
    is_known = pain.notna().to_numpy()
    if is_known.sum() > SCORES_PER_END:
        pain = pain - np.polyval(np.polyfit(days[is_known], pain[is_known], 1), days)
    for lag in LAGS:
        both = pd.concat([pain, pain.shift(lag)], axis=1).dropna()
        if len(both) > SCORES_PER_END and (both.std() > 0).all():
            r = float(both.corr().iloc[0, 1])
            found = max(found, r ** (1 / lag) if r > 0 else 0.0)
    n = max(int(pain.notna().sum()), 1)
    return min(found + 2 * (1 + 3 * found) / n, HIGHEST_AUTOCORRELATION)


def month_names(early: pd.Series, late: pd.Series) -> tuple[str, str]:
    """'Jun–Jul' and 'Oct–Nov', with the years where they are not all the same."""
    ends = [(end.index[0], end.index[-1]) for end in (early, late)]
    is_one_year = ends[0][0].year == ends[1][1].year
    first, last = (_months(*end, has_year=not is_one_year) for end in ends)
    return first, last


def _months(first: pd.Timestamp, last: pd.Timestamp, *, has_year: bool) -> str:
    year = f" {last.year}" if has_year else ""
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%b}{year}"
    return f"{first:%b}{f' {first.year}' if first.year != last.year else ''}–{last:%b}{year}"
