"""Every flare with the days around it, lined up at its first day: what came before, beside what is usual.

What came before a flare is not why it came: nothing here tests anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import pandas as pd

BEFORE_DAYS, AFTER_DAYS = 14, 7
# "Miles before" are those of a week, sets those of two (the drawing's and the lag of soreness; conventions).
WEEK_DAYS = 7
MEASURES = ("distance_m", "glute_sets", "pain")
# Fewer known days than this at an offset are no mean (convention).
FEWEST = 3

Order = Literal["newest", "before", "worst"]
ORDERS: tuple[Order, ...] = ("newest", "before", "worst")


@dataclass(frozen=True)
class LinedUp:
    """The flares and the days around them, SI units.

    `flares`, newest first: `start end n_days highest distance_7d_m glute_sets_14d`, sums of the days before `start`
    (missing where one of them is unknown). `days`: `start offset day distance_m glute_sets pain`, offsets -14 to 7,
    days outside the log missing. `mean`, a row an offset: `distance_m glute_sets pain pain_low pain_high n`, the
    means and the middle half of pain over the flares known there. `usual`: the mean day of the diary, by measure.
    """

    VERSION: ClassVar[int] = 1
    flares: pd.DataFrame
    days: pd.DataFrame
    mean: pd.DataFrame
    usual: dict[str, float]

    @property
    def week_before_m(self) -> float:
        """The mean distance of the seven days before a flare; NaN where no flare has all of them."""
        return float(self.flares["distance_7d_m"].mean())

    def around(self, start: pd.Timestamp) -> pd.DataFrame:
        """The days around the flare that began on `start`."""
        return self.days[self.days["start"] == start].reset_index(drop=True)


def line_up(flares: pd.DataFrame, daily: pd.DataFrame) -> LinedUp | None:
    """The flares (`analytics.pain.diary.flares`) with the days of the daily frame around them; None without one."""
    if flares.empty:
        return None
    seen = daily[list(MEASURES)].astype(float)
    rows = [_around(start, seen) for start in flares["start"]]
    days = pd.concat(rows, ignore_index=True)
    sums = pd.DataFrame([_before(each) for each in rows], index=flares.index)
    table = flares[["start", "end", "n_days", "highest"]].join(sums)
    told = seen.loc[min(seen["pain"].first_valid_index() or seen.index[0], flares["start"].min()) :]
    usual = {name: float(told[name].mean()) for name in MEASURES}
    return LinedUp(table[::-1].reset_index(drop=True), days, _mean(days), usual)


def _around(start: pd.Timestamp, daily: pd.DataFrame) -> pd.DataFrame:
    days = pd.date_range(start - pd.Timedelta(days=BEFORE_DAYS), start + pd.Timedelta(days=AFTER_DAYS), unit="us")
    known = daily.reindex(days).rename_axis("day").reset_index()
    known.insert(0, "offset", range(-BEFORE_DAYS, AFTER_DAYS + 1))
    known.insert(0, "start", start)
    return known


def _before(around: pd.DataFrame) -> dict[str, float]:
    before = around[around["offset"] < 0]
    return {
        "distance_7d_m": float(before["distance_m"].tail(WEEK_DAYS).sum(min_count=WEEK_DAYS)),
        "glute_sets_14d": float(before["glute_sets"].sum(min_count=BEFORE_DAYS)),
    }


def _mean(days: pd.DataFrame) -> pd.DataFrame:
    groups = days.groupby("offset")
    n = groups["pain"].count()
    made = groups[list(MEASURES)].mean().where(groups[list(MEASURES)].count() >= FEWEST)
    low, high = (groups["pain"].quantile(share).where(n >= FEWEST) for share in (0.25, 0.75))
    return made.assign(pain_low=low, pain_high=high, n=n).reset_index()


def ordered(flares: pd.DataFrame, by: Order) -> pd.DataFrame:
    """The `flares` of `LinedUp`: the newest, those with most distance in the week before, or the worst first.

    Among equals the newer comes first; what is not known comes last.
    """
    if by == "newest":
        return flares.sort_values("start", ascending=False, ignore_index=True)
    column = "distance_7d_m" if by == "before" else "highest"
    return flares.sort_values([column, "start"], ascending=False, ignore_index=True)
