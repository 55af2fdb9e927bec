"""A whole log by months, each as high as it stands beside the highest one."""

from __future__ import annotations

import pandas as pd

from analytics.charts.axes import Axis
from analytics.periods import starts

# What is done on a day is nothing on days that are not on record, so that a month of which only two days are does not
# stand for a whole one.
DONE_ON_A_DAY = ("distance_m", "glute_sets")


def by_months(across: pd.Series, axis: Axis) -> pd.Series:
    """The mean of each month of a daily column (SI, indexed by day, named as in the daily frame), beside that of the
    highest month: 0 to 1, missing where no day of the month is known. Indexed by the first day of each month of the
    log, none left out. `axis` is how the column is shown."""
    if across.name in DONE_ON_A_DAY:
        first, last = across.index[0].replace(day=1), across.index[-1] + pd.offsets.MonthEnd(0)
        across = across.reindex(pd.date_range(first, last)).fillna(0.0)
    months = axis.shown(across).groupby(starts(pd.DatetimeIndex(across.index), "month")).mean().asfreq("MS")
    highest = months.max()
    return months.clip(lower=0.0) / (highest if highest > 0 else 1.0)
