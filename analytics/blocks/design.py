"""Which days are compared: before, during, and the days around the start that are left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array

WEEK_DAYS = 7
# Left out around the start (day 0), both ends included. Blocks tend to start when pain is high, and it eases from
# there on its own; and a month of training comes before its effect. Simulated: with these days in, 4-93 % of
# blocks without any effect look as if they helped; without them 1-2.5 %.
LEFT_OUT_FROM, LEFT_OUT_TO = -14, 27
# Convention: at most a year of usable days each side. Intervals were checked for up to 54 weeks, and no straight
# trend is believable for longer.
WEEKS_COMPARED = 52
WEEKS_OF_TWO_YEARS = 104
# Convention: a diary laid aside for longer than this was given up and begun again.
LONG_GAP_DAYS = 28
# Below this share of rated days nothing was simulated (provisional).
RATED_SHARE = 0.5


@dataclass(frozen=True)
class Design:
    """The days of one question.

    `course` is one row per calendar day: `day offset observed phase is_left_out`; offset 0 is the block's first day.
    """

    course: pd.DataFrame
    start: pd.Timestamp
    end: pd.Timestamp

    @property
    def scores(self) -> pd.Series:
        """What was observed, by day; unknown days dropped."""
        return self.course.set_index("day")["observed"].dropna()

    @cached_property
    def used(self) -> pd.DataFrame:
        """The rated days that are compared."""
        return self.course[self.course["observed"].notna() & ~self.course["is_left_out"]]

    def rows(self, phase: str) -> pd.DataFrame:
        """The used days of one phase, `before` or `during`."""
        return self._by_phase[phase]

    @cached_property
    def _by_phase(self) -> dict[str, pd.DataFrame]:
        return {phase: self.used[self.used["phase"] == phase] for phase in ("before", "during")}

    def weeks(self, phase: str) -> int:
        """Calendar weeks of a phase that are compared, to the nearest week."""
        rows = self.rows(phase)
        if rows.empty:
            return 0
        from_start = (
            -rows["offset"].min() + LEFT_OUT_FROM if phase == "before" else rows["offset"].max() - LEFT_OUT_TO
        )
        return round(float(from_start) / WEEK_DAYS)

    def weeks_in_all(self, phase: str) -> int:
        """Calendar weeks of a phase with the left-out days, from its first (last) known day to the start."""
        offsets = self.course.loc[self.course["observed"].notna() & (self.course["phase"] == phase), "offset"]
        if offsets.empty:
            return 0
        n_days = float(-offsets.min() if phase == "before" else offsets.max() + 1)
        return round(n_days / WEEK_DAYS)

    @property
    def has_two_years(self) -> bool:
        """Two years from end to end: before this a rhythm of the year has not come round twice."""
        return self.weeks_in_all("before") + self.weeks_in_all("during") >= WEEKS_OF_TWO_YEARS

    def rated_share(self, phase: str) -> float:
        """Share of a phase's compared days that are rated."""
        rows = self.rows(phase)
        return len(rows) / (np.ptp(rows["offset"]) + 1.0) if len(rows) else 0.0


def series_of(data: pd.Series, since: pd.Timestamp | None, until: pd.Timestamp | None) -> pd.Series:
    """`data` by naive day, unknown days dropped, the day's highest where there are several, within since..until."""
    known = data.dropna().astype(float)
    known.index = pd.DatetimeIndex(known.index).tz_localize(None).normalize()
    known = known.groupby(level=0).max().sort_index()
    return known.loc[since:until]


def build(known: pd.Series, start: pd.Timestamp, end: pd.Timestamp) -> Design:
    """The design for a block from `start` to `end`, both inclusive, from `known` (one value per day, none missing).

    Before: up to 52 usable weeks before the start; where fewer than half of those days are rated, only those after
    the last gap of more than 28 days. During: the block's days, up to 52 usable weeks.
    """
    first = start - pd.Timedelta(days=WEEKS_COMPARED * WEEK_DAYS - LEFT_OUT_FROM)
    last = min(end, start + pd.Timedelta(days=WEEKS_COMPARED * WEEK_DAYS + LEFT_OUT_TO))
    inside = known.loc[first:last]
    inside = inside.loc[_first_steady(pd.DatetimeIndex(inside.loc[: start - pd.Timedelta(days=1)].index)) :]
    days = pd.date_range(min([start, *inside.index[:1]]), max([start, *inside.index[-1:]]), name="day")
    offset = (days - start).days.to_numpy()
    course = pd.DataFrame({
        "day": days,
        "offset": offset,
        "observed": inside.reindex(days).to_numpy(),
        "phase": np.where(offset < 0, "before", "during"),
        "is_left_out": (offset >= LEFT_OUT_FROM) & (offset <= LEFT_OUT_TO),
    })  # fmt: skip
    return Design(course, start, end)


def _first_steady(before: pd.DatetimeIndex) -> pd.Timestamp | None:
    """The day from which the diary before the block counts; None where all of it does."""
    if len(before) < 2 or len(before) / ((before[-1] - before[0]).days + 1) >= RATED_SHARE:
        return None
    gaps = np.flatnonzero(np.diff(before.values) > np.timedelta64(LONG_GAP_DAYS, "D"))
    return before[gaps[-1] + 1] if len(gaps) else None


def columns(offset: Array, response: Array, covariates: Array | None = None) -> Array:
    """[response, 1, covariates..., day, step]: the last two are years and 0/1 from day 0 on."""
    n = len(offset)
    extra = np.empty((n, 0)) if covariates is None else covariates
    return np.column_stack([response, np.ones(n), extra, offset / 365.25, offset >= 0])
