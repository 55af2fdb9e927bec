"""The course of easy pace as its chart wants it."""

from __future__ import annotations

import pandas as pd

from analytics.running import easy_pace
from analytics.running.easy_pace import Trend
from pages.kit.running import easy_pace as running
from pages.kit.shell import Page


def course(trend: Trend, page: Page) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The runs at equal heart rate (`day speed_m_s`) and the line (`day speed_m_s low high`), metres per second."""
    drawn = page.once(easy_pace.say, trend, page.units).details["course"]
    return page.once(running.speeds, drawn, page.units.m_per_distance)
