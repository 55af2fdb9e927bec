"""Where easy pace went, in one sentence of at most 25 words."""

from __future__ import annotations

import numpy as np

from analytics import certainty
from analytics.running.easy_pace import CANNOT_TELL, Trend
from data.units import Units

DAYS_A_MONTH = 30.44


def badge(trend: Trend) -> str:
    """One of `analytics.certainty`."""
    return certainty.CANNOT_TELL if trend.verdict == CANNOT_TELL else certainty.CLEAR


def headline(trend: Trend, units: Units) -> str:
    """'Easy pace became 11 s/mi faster over 12 months, between 6 and 16, at the same heart rate.'"""
    row, usual = trend.table.iloc[0], trend.usual_s_per_m * units.m_per_distance
    change, low, high = (float(usual * np.expm1(row[c] / 100)) for c in ("estimate", "low", "high"))
    months = max(2, round((trend.last - trend.first).days / DAYS_A_MONTH))
    at = " at the same heart rate" if "heart rate" in trend.covariates else ""
    unit = f"s/{units.distance}"
    if trend.verdict == CANNOT_TELL:
        ends = [f"{abs(end):.0f} {unit} {'faster' if end < 0 else 'slower'}" for end in (low, high)]
        return f"Easy pace shows no clear change over {months} months: between {ends[0]} and {ends[1]}{at}."
    near, far = sorted((abs(low), abs(high)))
    return (
        f"Easy pace became {abs(change):.0f} {unit} {trend.verdict} over {months} months, "
        f"between {near:.0f} and {far:.0f}{at}."
    )
