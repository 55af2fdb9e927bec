"""Three numbers of this week: distance, glute sets, pain; each with its usual and the weeks before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from analytics import recent
from analytics.recent import FEWEST_USUAL_WEEKS, WEEK, AgainstUsual, RecentPain
from analytics.result import NotEnough
from analytics.words import LOG_ENDED_DAYS, say_number
from data.units import METRIC, Units

# As many full weeks as a spark line can show as bars.
SPARK_WEEKS = 12
# A whole week of pain needs this many scores for a median (as the last seven days do).
FEWEST_SCORES = recent.FEWEST_SCORES
NONE_YET, TOO_FEW = "–", "too few scores"
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Now:
    """This week in SI units. A part is None where the log holds nothing of it at all.

    `running` and `lifting` have the sum so far and the usual; `distance_m`, `glute_sets` (sums) and `pain` (medians)
    are the full weeks before this one, oldest first, without those that are not on record. `pain_now` is NotEnough
    below three scores in seven days. `last_run`, `last_lift`, `last_score` are the last days on record.
    """

    VERSION: ClassVar[int] = 1

    running: AgainstUsual | None
    lifting: AgainstUsual | None
    pain_now: RecentPain | NotEnough | None
    distance_m: tuple[float, ...]
    glute_sets: tuple[float, ...]
    pain: tuple[float, ...]
    last_run: pd.Timestamp | None
    last_lift: pd.Timestamp | None
    last_score: pd.Timestamp | None
    today: pd.Timestamp


def now(daily: pd.DataFrame, today: pd.Timestamp, *, first_weekday: int = 0) -> Now:
    """The numbers of the week that holds `today`; `daily` is the daily frame, `first_weekday` 0 Monday, 6 Sunday.

    Facts are never refused: a log of one day has its number, only no usual.
    """
    today = today.normalize()
    start = recent.week_start(today, first_weekday)
    has = {name: bool(daily[name].notna().any()) for name in ("distance_m", "glute_sets", "pain")}
    return Now(
        running=recent.against_usual(daily, "distance_m", start, today) if has["distance_m"] else None,
        lifting=recent.against_usual(daily, "glute_sets", start, today) if has["glute_sets"] else None,
        pain_now=recent.recent_pain(daily, today) if has["pain"] else None,
        distance_m=weekly(daily["distance_m"], start),
        glute_sets=weekly(daily["glute_sets"], start),
        pain=weekly_medians(daily["pain"], start),
        last_run=daily["distance_m"].last_valid_index(),
        last_lift=daily["glute_sets"].last_valid_index(),
        last_score=daily["pain"].last_valid_index(),
        today=today,
    )


def weekly(values: pd.Series, start: pd.Timestamp, n_weeks: int = SPARK_WEEKS) -> tuple[float, ...]:
    """Sums of the `n_weeks` full weeks before `start`, oldest first; a week with an unknown day is left out."""
    starts = [start - WEEK * i for i in range(n_weeks, 0, -1)]
    totals = (recent.total(values, day, day + WEEK) for day in starts)
    return tuple(each for each in totals if each == each)


def weekly_medians(scores: pd.Series, start: pd.Timestamp, n_weeks: int = SPARK_WEEKS) -> tuple[float, ...]:
    """Medians of the `n_weeks` full weeks before `start`, oldest first; a week with fewer than three scores is left
    out."""
    starts = [start - WEEK * i for i in range(n_weeks, 0, -1)]
    weeks = [recent.between(scores, day, day + WEEK).dropna() for day in starts]
    return tuple(float(week.median()) for week in weeks if len(week) >= FEWEST_SCORES)


@dataclass(frozen=True)
class Shown:
    """One number as a page shows it: `label`, `value` and `usual` ('' where there is none) in words.

    `series` are the weeks before in SI units, oldest first, `now` this one (NaN: not on record); `kind` is 'running',
    'lifting' or 'pain'.
    """

    kind: str
    label: str
    value: str
    usual: str
    series: tuple[float, ...]
    now: float

    @property
    def alt(self) -> str:
        """The spark line in words."""
        return f"{self.label}: the {len(self.series)} full weeks before this one"


def say_now(week: Now, units: Units = METRIC) -> tuple[Shown, ...]:
    """The numbers that the log has, at most three, in the reader's units."""
    shown = [
        _running(week, units) if week.running else None,
        _lifting(week, units) if week.lifting else None,
        None if week.pain_now is None else _pain(week.pain_now, week, units),
    ]
    return tuple(number for number in shown if number)


def _running(week: Now, units: Units) -> Shown | None:
    row = week.running
    if row is None:
        return None
    by_now = units.say_distance(row.usual_by_now).split(" ")[0]
    value = units.say_distance(row.so_far) if row.so_far == row.so_far else NONE_YET
    usual = _last(week.last_run, week.today, units) or _usual(row, by_now, week.today)
    return Shown("running", "Run this week", value, usual, week.distance_m, row.so_far)


def _lifting(week: Now, units: Units) -> Shown | None:
    row = week.lifting
    if row is None:
        return None
    value = say_number(row.so_far, 0) if row.so_far == row.so_far else NONE_YET
    usual = _last(week.last_lift, week.today, units) or _usual(row, say_number(row.usual_by_now, 0), week.today)
    return Shown("lifting", "Glute sets", value, usual, week.glute_sets, row.so_far)


def _usual(row: AgainstUsual, by_now: str, today: pd.Timestamp) -> str:
    has_usual = row.n_weeks >= FEWEST_USUAL_WEEKS and row.usual_by_now == row.usual_by_now
    return f"usually {by_now} by {WEEKDAYS[today.weekday()]}" if has_usual else ""


def _pain(found: RecentPain | NotEnough, week: Now, units: Units) -> Shown:
    label = "Pain, 7 days"
    if isinstance(found, NotEnough):
        return Shown(
            "pain", label, "–", _last(week.last_score, week.today, units) or TOO_FEW, week.pain, float("nan")
        )
    has_usual = found.n_before >= FEWEST_SCORES
    usual = f"usually {say_number(found.median_before)}" if has_usual else "of 10"
    return Shown("pain", label, say_number(found.median_7d), usual, week.pain, found.median_7d)


def _last(last: pd.Timestamp | None, today: pd.Timestamp, units: Units) -> str:
    """'last 4 Jan' where the log ended more than four weeks ago, else ''."""
    return f"last {say_short(last, today, units)}" if is_stale(last, today) and last is not None else ""


def is_stale(last: pd.Timestamp | None, today: pd.Timestamp) -> bool:
    """The last entry lies more than four weeks back."""
    return last is not None and (today - last).days > LOG_ENDED_DAYS


def say_short(day: pd.Timestamp, today: pd.Timestamp, units: Units = METRIC) -> str:
    """'4 Jan', with the year where it is another one."""
    return units.say_day_month(day) if day.year == today.year else units.say_date(day)


def say_stale(week: Now, units: Units = METRIC) -> str:
    """'Last run 4 Jan, last lift 3 Jan. Import newer.'; '' where the log goes on."""
    ends = (("run", week.last_run), ("lift", week.last_lift), ("pain score", week.last_score))
    said = [
        f"last {what} {say_short(day, week.today, units)}"
        for what, day in ends
        if day is not None and is_stale(day, week.today)
    ]
    return f"{_sentence(said)}. Import newer." if said else ""


def _sentence(parts: list[str]) -> str:
    joined = ", ".join(parts)
    return joined[:1].upper() + joined[1:]


MISSING = {
    (True, True, False): "Pain scores would show what your pain follows.",
    (True, False, True): "Lifting would show whether pain falls when glute sets rise.",
    (False, True, True): "Runs would show whether pain follows your distance.",
    (True, False, False): "Lifting and pain scores would show what goes together with your running.",
    (False, True, False): "Runs and pain scores would show what your lifting goes together with.",
    (False, False, True): "Runs and lifting would show what your pain follows.",
}


def say_missing(week: Now) -> str:
    """One line on what the sources that the log lacks would add; '' where it has all three."""
    has = (week.running is not None, week.lifting is not None, week.pain_now is not None)
    return MISSING.get(has, "")
