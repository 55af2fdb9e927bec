"""One day of the log: what was done, how it hurt, the fortnight before it, and the morning after."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics import recent
from analytics.strength import counting
from data import schema
from data.schema import Frames

ONE_DAY = pd.Timedelta(days=1)
DAYS_BEFORE = 14


@dataclass(frozen=True)
class Fortnight:
    """The 14 days before a day. `days`: rows of the daily frame, the day itself the last; `distance_m`, `glute_sets`
    their sums without it, `usual_...` twice the usual week as Home has it on that day, the median of the eight full
    weeks before it (NaN below three), `highest` pain."""

    days: pd.DataFrame
    distance_m: float
    glute_sets: float
    usual_distance_m: float
    usual_glute_sets: float
    highest: float


@dataclass(frozen=True)
class Day:
    """A day's rows of `runs`, `sets` (with `glute_sets`, 0 where a set does not count), `pain` and `factors`;
    `highest` the day's highest score, `next_morning` the highest score of the morning after (NaN: none),
    `usual_morning` the median morning score of the 28 days before the day (NaN below five)."""

    day: pd.Timestamp
    runs: pd.DataFrame
    sets: pd.DataFrame
    pain: pd.DataFrame
    factors: pd.DataFrame
    before: Fortnight
    highest: float
    next_morning: float
    usual_morning: float

    @property
    def is_empty(self) -> bool:
        """True where nothing is on record for the day."""
        return bool(self.runs.empty and self.sets.empty and self.pain.empty and self.factors.empty)


def on(frames: Frames, daily: pd.DataFrame, when: pd.Timestamp, *, first_weekday: int = 0) -> Day:
    """Everything on record for the day `when`; a day outside the log has empty frames and missing numbers.
    `first_weekday` 0 begins the weeks of the usual on Monday."""
    own = {name: _of(schema.plausible(name, frames[name]), when) for name in ("runs", "sets", "pain", "factors")}
    counts = counting.weighed(own["sets"], frames.exercises)["glute_sets"]
    sets = own["sets"].assign(glute_sets=counts.reindex(own["sets"].index).fillna(0.0))
    lately = daily.loc[(daily.index >= when - 28 * ONE_DAY) & (daily.index < when), "pain_morning"].dropna()
    return Day(
        day=when,
        runs=own["runs"].sort_values("start", kind="stable"),
        sets=sets,
        pain=own["pain"].sort_values("time", kind="stable"),
        factors=own["factors"].sort_values("name", kind="stable"),
        before=fortnight(daily, when, first_weekday=first_weekday),
        highest=_at(daily["pain"], when),
        next_morning=_at(daily["pain_morning"], when + ONE_DAY),
        usual_morning=float(lately.median()) if len(lately) >= 5 else float("nan"),
    )


def _of(rows: pd.DataFrame, when: pd.Timestamp) -> pd.DataFrame:
    return rows[rows["day"] == when]


def _at(values: pd.Series, when: pd.Timestamp) -> float:
    return float(values.get(when, float("nan")))


def fortnight(daily: pd.DataFrame, when: pd.Timestamp, *, first_weekday: int = 0) -> Fortnight:
    """The 14 days before `when` against two usual weeks, those that Home holds the week of `when` against."""
    days = daily.reindex(pd.date_range(when - DAYS_BEFORE * ONE_DAY, when, name="day"))
    earlier = days.iloc[:-1]
    start = recent.week_start(when, first_weekday)
    return Fortnight(
        days=days,
        distance_m=float(earlier["distance_m"].sum(min_count=1)),
        glute_sets=float(earlier["glute_sets"].sum(min_count=1)),
        usual_distance_m=_usual(daily, "distance_m", start, when),
        usual_glute_sets=_usual(daily, "glute_sets", start, when),
        highest=float(earlier["pain"].max()),
    )


def _usual(daily: pd.DataFrame, name: str, start: pd.Timestamp, when: pd.Timestamp) -> float:
    week = recent.against_usual(daily, name, start, when)
    return 2 * week.usual_week if week.n_weeks >= recent.FEWEST_USUAL_WEEKS else float("nan")


def neighbours(daily: pd.DataFrame, when: pd.Timestamp) -> tuple[pd.Timestamp | None, pd.Timestamp | None]:
    """The day before and the day after `when` that the log reaches; None at its ends."""
    first, last = (daily.index.min(), daily.index.max()) if len(daily) else (when, when)
    before, after = when - ONE_DAY, when + ONE_DAY
    return (before if before >= first else None), (after if after <= last else None)


def newest(daily: pd.DataFrame) -> pd.Timestamp | None:
    """The newest day with a run, a set or a score; None in an empty log."""
    if daily.empty:
        return None
    has = daily["n_runs"].gt(0) | daily["n_sets"].gt(0) | daily["pain"].notna()
    return None if not has.any() else pd.Timestamp(daily.index[has][-1])
