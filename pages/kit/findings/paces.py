"""The course of easy pace as its chart wants it."""

from __future__ import annotations

import pandas as pd

from analytics.running import easy_pace
from analytics.running.easy_pace import Trend
from pages.kit.shell import Page


def course(trend: Trend, page: Page) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The runs at equal heart rate (`day speed_m_s`) and the line (`day speed_m_s low high`), metres per second."""
    drawn = easy_pace.say(trend, page.units).details["course"]
    per_second = page.units.m_per_distance
    runs, line = drawn.dropna(subset="equal"), drawn.dropna(subset="fitted")
    speeds = pd.DataFrame({"day": runs["day"], "speed_m_s": per_second / runs["equal"]})
    return speeds, pd.DataFrame({
        "day": line["day"], "speed_m_s": per_second / line["fitted"],
        "low": per_second / line["high"], "high": per_second / line["low"],
    })  # fmt: skip
