"""Distance week by week beside what was usual then, the latest runs, and what each pair of shoes has run."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analytics.periods import starts
from analytics.recent import FEWEST_USUAL_WEEKS, USUAL_WEEKS, WEEK, week_start
from analytics.words import LOG_ENDED_DAYS
from data import schema
from data.units import METRIC, Units

# The band of the usual: the middle half of the weeks before (as the median, a convention).
LOW, HIGH = 0.25, 0.75


@dataclass(frozen=True)
class Weeks:
    """Every week from the first run to that of `today`, in metres: a row a week in `table`, by its first day.

    `distance_m` is the sum of the days on record (missing where none is); `usual_m`, `low_m` and `high_m` are the
    median and the middle half of the eight full weeks before it, missing below three; `is_part` where a day is not on
    record or the week is not over; `n_runs`, `longest_m`. `by_now_m` is the median of those eight weeks up to
    today's weekday, for the week of today.
    """

    table: pd.DataFrame
    by_now_m: float
    last_run: pd.Timestamp
    today: pd.Timestamp


def weeks(runs: pd.DataFrame, daily: pd.DataFrame, today: pd.Timestamp, *, first_weekday: int = 0) -> Weeks | None:
    """The weeks of the log; None without a run. `daily` is `analytics.days.daily`, `first_weekday` 0 is Monday."""
    today = today.normalize()
    known = daily["distance_m"].loc[:today]
    seen = schema.plausible("runs", runs)
    seen = seen[seen["day"] <= today]
    if known.notna().sum() == 0 or seen.empty:
        return None
    start = week_start(today, first_weekday)
    every = pd.date_range(week_start(seen["day"].min(), first_weekday), start, freq="7D", name="week")
    groups = known.groupby(starts(pd.DatetimeIndex(known.index), "week", first_weekday))
    table = pd.DataFrame({"distance_m": groups.sum(min_count=1), "n_known": groups.count()}).reindex(every)
    table["is_part"] = table.pop("n_known").fillna(0) < WEEK.days
    table.loc[start, "is_part"] = table.loc[start, "is_part"] or today < start + WEEK - pd.Timedelta(days=1)
    whole = table["distance_m"].where(~table["is_part"])
    before = whole.shift().rolling(USUAL_WEEKS, min_periods=FEWEST_USUAL_WEEKS)
    table["usual_m"], table["low_m"], table["high_m"] = before.median(), before.quantile(LOW), before.quantile(HIGH)
    of_runs = seen.groupby(starts(pd.DatetimeIndex(seen["day"]), "week", first_weekday))
    table["n_runs"] = of_runs.size().reindex(every).fillna(0).astype("int64")
    table["longest_m"] = of_runs["distance_m"].max().reindex(every)
    return Weeks(table, _by_now(known, start, today), seen["day"].max(), today)


def _by_now(known: pd.Series, start: pd.Timestamp, today: pd.Timestamp) -> float:
    begun = today - start
    earlier = [known.loc[start - WEEK * i : start - WEEK * i + begun] for i in range(1, USUAL_WEEKS + 1)]
    sums = [part.sum() for part in earlier if len(part) == begun.days + 1 and part.notna().all()]
    return float(pd.Series(sums).median()) if len(sums) >= FEWEST_USUAL_WEEKS else float("nan")


def say_weeks(found: Weeks, units: Units = METRIC) -> str:
    """'26.1 mi so far this week, usually 30.2 by Friday'; of a log that has ended, when that was."""
    now = found.table.iloc[-1]
    if (found.today - found.last_run).days > LOG_ENDED_DAYS:
        return f"Last run {units.say_date(found.last_run)}"
    so_far = f"{units.say_distance(now['distance_m']) if now['distance_m'] > 0 else 'No run'} so far this week"
    if found.by_now_m != found.by_now_m:
        return so_far
    return f"{so_far}, usually {units.say_distance(found.by_now_m)} by {found.today:%A}"


def shoes(runs: pd.DataFrame) -> pd.DataFrame:
    """One row a pair, the last worn first: `shoe n_runs distance_m first last`; none where no run names its shoe."""
    worn = schema.plausible("runs", runs).dropna(subset="shoe")
    groups = worn.groupby("shoe")
    made = groups.agg(
        n_runs=("run_id", "size"), distance_m=("distance_m", "sum"), first=("day", "min"), last=("day", "max")
    )
    return made.reset_index().sort_values(["last", "distance_m"], ascending=False, ignore_index=True)


def latest(runs: pd.DataFrame, daily: pd.DataFrame, n: int, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """The last `n` runs, newest first: `run_id day title distance_m speed_m_s hr_mean_bpm next_morning`.

    `next_morning` is the pain score of the morning after. `since` leaves earlier runs out. Missing stays missing.
    """
    seen = schema.plausible("runs", runs)
    seen = seen if since is None else seen[seen["day"] >= since]
    newest = seen.sort_values(["day", "start"], kind="stable").tail(n)[::-1].reset_index(drop=True)
    after = (newest["day"] + pd.Timedelta(days=1)).map(daily["pain_morning"])
    speed = newest["distance_m"] / newest["duration_s"].where(newest["duration_s"] > 0)
    return newest[["run_id", "day", "title", "distance_m", "hr_mean_bpm"]].assign(speed_m_s=speed, next_morning=after)
