"""Easy pace adjusted for heart rate, heat, climb and tired legs: where it goes, and how surely.

The model is that of the block's pace question without the step: log pace (per cent) ~ 1 + heart rate + T + T² + climb
+ day, errors AR(1) plus noise of the single run, intervals averaged over the grid (simulated with 3.5 % noise and 4 %
outliers: coverage 97 % on average, 91 % at worst). Where the log is long enough, tired legs are a covariate too,
beside the day of the week. Pace is grade-adjusted first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.result import NotEnough, Result
from analytics.running import easy_runs, latest_year
from analytics.running.easy_runs import RUNS_NEEDED, W_GRID
from analytics.statistics import autocorrelated, averaged
from analytics.statistics.arrays import Array
from analytics.statistics.averaged import Mixture
from analytics.statistics.band import band
from analytics.words import log_ended, say_number
from data.units import Units

# Legs: 1 right after leg work, falling in a straight line to 0 after 72 hours (Doma & Deakin 2013-2015 saw slower
# running for 24-72 h; the shape is a convention). The sentence speaks of a run one day after.
ONE_DAY_LATER = 1 - 24 / facts.LEGS_TIRED_HOURS
# Legs are in the model where there are this many runs, and where the weekday and the rest do not already say how
# tired they are (spread of what is left, on the scale of 0 to 1; conventions).
RUNS_NEEDED_WITH_LEGS = 2 * RUNS_NEEDED
LEAST_SPREAD = 0.1
FASTER, SLOWER, CANNOT_TELL = "faster", "slower", "cannot tell"
WEEKDAY = "day of the week"
TREND, LEGS = "trend", "tired legs"
UNIT_OF = {TREND: "% over the time", LEGS: "% one day after leg work"}
PACES = ["observed", "equal", "fitted", "low", "high"]
LEGS_CAVEAT = (
    "Tired legs are estimated from weeks in which leg work moved to another day or was missed. "
    "Such weeks may differ in other ways, too."
)
SMALL = "A log of runs cannot tell less than about 3 % apart, so a smaller change gets no verdict."


@dataclass(frozen=True)
class Trend:
    """Where easy pace went, adjusted for `covariates`.

    `table`, a row a term: `term estimate low high n`. "trend": per cent of pace over the compared time (below 0 is
    faster); "tired legs": per cent one day after leg work (above 0 is slower), with enough runs only. `verdict` is
    "faster", "slower" or "cannot tell" (always below 3 %). `course`, a row a run and a week of line: `day observed
    equal fitted low high`, seconds per metre: pace as run (grade-adjusted), with the covariates at their means and
    fresh legs, and the line with its 95 % band. `usual_s_per_m` is the geometric mean of pace as run.

    `first` and `last` are the days of the first and the last compared run, `until` the last day looked at and `asked`
    the day of the question. `n_latest` easy runs in the year to `latest` were too few, where they were (else None).
    """

    VERSION: ClassVar[int] = 1

    verdict: str
    table: pd.DataFrame
    course: pd.DataFrame
    usual_s_per_m: float
    covariates: tuple[str, ...]
    chosen_by: str
    is_adjusted_for_hills: bool
    first: pd.Timestamp
    last: pd.Timestamp
    until: pd.Timestamp
    asked: pd.Timestamp
    last_run: pd.Timestamp
    latest: pd.Timestamp
    n_latest: int | None
    phi: float
    noise_share: float


@dataclass(frozen=True)
class Fitted:
    """The compared runs, one row a day, and their design: [pace, 1, `names`..., day in years]."""

    runs: pd.DataFrame
    days: Array
    columns: Array
    names: tuple[str, ...]

    def coefficients(self) -> tuple[Mixture, Mixture | None]:
        """Those of the day and of tired legs (where they are in the model), averaged over the grid."""
        day = self.columns.shape[1] - 2
        wanted = (day, day - 1) if LEGS in self.names else (day,)
        found = averaged.mixtures(self.days, self.columns, wanted, W_GRID)
        return found[0], found[1] if len(found) > 1 else None


def trend(
    runs: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    streams: Mapping[str, pd.DataFrame] | None = None,
    since: pd.Timestamp | None = None,
) -> Trend | NotEnough:
    """Where easy pace went between `since` and `today`, both inclusive; without `since` in the latest 12 months with
    enough easy runs, which end today or with an easy run.

    `streams`: run_id -> frame `streams`, for hills. NotEnough below 20 easy runs or 8 weeks between them.
    """
    asked = today.normalize()
    chosen = easy_runs.flat_runs(runs[runs["day"] <= today], sets, exercises, streams)
    by, is_adjusted = chosen.attrs["by"], chosen.attrs["is_adjusted"]
    chosen = chosen.dropna(subset="pace")
    whole = pd.DatetimeIndex(chosen.index)
    latest = latest_year.end(whole, asked)
    until = latest if since is not None else latest_year.last_day(whole, latest)
    first = until - latest_year.YEAR if since is None else since
    chosen = chosen.loc[first:until]
    last_run = runs.loc[runs["day"] <= today, "day"].max()
    ended = log_ended(last_run, today, "run")
    when = latest_year.say_year(None if until == asked else until) if since is None else f"since {first:%b %Y}"
    elsewhere = () if since is None else latest_year.elsewhere(whole, asked)
    refusal = latest_year.refuse(chosen, when, (*ended, *elsewhere))
    if refusal is not None:
        return refusal
    fitted = _fit(chosen)
    line, legs = fitted.coefficients()
    table = _table(line, (fitted.days[-1] - fitted.days[0]) / 365.25, legs, len(chosen))
    return Trend(
        verdict=decide(table.iloc[0]),
        table=table,
        course=_course(fitted, line),
        usual_s_per_m=float(np.exp(chosen["pace"].mean() / 100)),
        covariates=fitted.names,
        chosen_by=by,
        is_adjusted_for_hills=is_adjusted,
        first=chosen.index[0],
        last=chosen.index[-1],
        until=until,
        asked=asked,
        last_run=last_run,
        latest=latest,
        n_latest=None if until == latest else int((whole >= latest - latest_year.YEAR).sum()),
        phi=line.phi,
        noise_share=line.w,
    )


def _fit(chosen: pd.DataFrame) -> Fitted:
    """[pace, 1, covariates..., weekdays, legs, day]: covariates where 80 % of runs have them, legs where they differ.

    Weekdays, because a training week has its long run and its leg days on the same days: without them the long run
    passes for rested legs.
    """
    known = easy_runs.covariates(chosen)
    names, blocks = list(known), list(known.values())
    legs, weekdays = chosen[["legs"]].to_numpy(float), _weekdays(chosen.index)
    if len(chosen) >= RUNS_NEEDED_WITH_LEGS and _spread_left(legs, [*blocks, weekdays]) >= LEAST_SPREAD:
        names, blocks = [*names, WEEKDAY, LEGS], [*blocks, weekdays, legs]
    days = (chosen.index - chosen.index[0]).days.to_numpy(float)
    columns = np.column_stack([chosen["pace"], np.ones(len(chosen)), *blocks, days / 365.25])
    return Fitted(chosen, days, columns, tuple(names))


def _spread_left(legs: Array, others: list[Array]) -> float:
    """Standard deviation of the legs' tiredness that the other covariates do not explain."""
    design = np.column_stack([np.ones(len(legs)), *others])
    return float(np.std(legs - design @ np.linalg.lstsq(design, legs, rcond=None)[0]))


def _weekdays(days: pd.Index) -> Array:
    """A column for each weekday but the most frequent one, 0 and 1 less its mean."""
    weekday = pd.DatetimeIndex(days).day_of_week.to_numpy()
    kinds, counts = np.unique(weekday, return_counts=True)
    columns = (weekday[:, None] == np.delete(kinds, counts.argmax())).astype(float)
    return np.asarray(columns - columns.mean(axis=0))


def _table(line: Mixture, years: float, legs: Mixture | None, n: int) -> pd.DataFrame:
    rows = [(TREND, line.estimate * years, line.low * years, line.high * years, n)]
    if legs is not None:
        estimate, low, high = (ONE_DAY_LATER * value for value in (legs.estimate, legs.low, legs.high))
        rows.append((LEGS, estimate, low, high, n))
    return pd.DataFrame(rows, columns=["term", "estimate", "low", "high", "n"])


def decide(row: pd.Series) -> str:
    """The verdict on the trend's row of the table."""
    if abs(row["estimate"]) < facts.PACE_CHANGE_THAT_CAN_BE_JUDGED:
        return CANNOT_TELL
    if row["high"] < 0:
        return FASTER
    return SLOWER if row["low"] > 0 else CANNOT_TELL


def _course(fitted: Fitted, line: Mixture) -> pd.DataFrame:
    """The runs and a weekly line with its band, at the means of the covariates and fresh legs."""
    weekly = np.arange(0, fitted.days[-1] + 7, 7.0).clip(max=fitted.days[-1])
    lines = autocorrelated.fit_at(fitted.days, fitted.columns, line.phi, line.w)
    rows = np.zeros((len(weekly), lines.beta.shape[1]))
    rows[:, 0], rows[:, -1] = 1, weekly / 365.25
    drawn = band(rows, lines.beta, lines.covariance, lines.dof)
    weeks = pd.DataFrame({"fitted": drawn.middle, "low": drawn.low, "high": drawn.high, "day": weekly})
    equal = fitted.columns[:, 0] - fitted.columns[:, 2:-1] @ lines.beta[0, 1:-1]
    run = pd.DataFrame({"observed": fitted.columns[:, 0], "equal": equal, "day": fitted.days})
    both = run.merge(weeks, on="day", how="outer")
    day = fitted.runs.index[0] + pd.to_timedelta(both["day"], unit="D")
    return pd.concat([day, np.exp(both[PACES] / 100)], axis=1)


def say(trend: Trend, units: Units) -> Result:
    """The trend in words.

    `table` as in `Trend`, with `unit` (of what the per cents are); `details["course"]` in seconds per km or mile.
    """
    course = trend.course.assign(**{name: trend.course[name] * units.m_per_distance for name in PACES})
    return Result(
        table=trend.table.assign(unit=trend.table["term"].map(UNIT_OF)),
        sentence=f"{_change(trend, units)}{_legs(trend, units)}",
        caveats=_caveats(trend, units),
        method=_method(trend),
        verdict=trend.verdict,
        details={"course": course},
    )


def _change(trend: Trend, units: Units) -> str:
    row, usual = trend.table.iloc[0], trend.usual_s_per_m * units.m_per_distance
    change, low, high = (usual * np.expm1(row[c] / 100) for c in ("estimate", "low", "high"))
    at = " at the same heart rate" if "heart rate" in trend.covariates else ""
    months = max(2, round((trend.last - trend.first).days / 30.44))
    is_now = trend.until == trend.asked
    since = (
        f"Over the last {months} months" if is_now else f"Over the {months} months to {units.say_date(trend.until)}"
    )
    since += f" your easy pace{at}"
    if trend.verdict == CANNOT_TELL:
        span = f"anywhere between {_side(low, units)} and {_side(high, units)}"
        return f"{since} shows no clear change: {span}."
    near, far = sorted((abs(low), abs(high)))
    size = f"about {abs(change):.0f} s/{units.distance} {trend.verdict}"
    return f"{since} became {size}, somewhere between {near:.0f} and {far:.0f}."


def _legs(trend: Trend, units: Units) -> str:
    rows = trend.table[trend.table["term"] == LEGS]
    if rows.empty:
        return ""
    usual = trend.usual_s_per_m * units.m_per_distance
    change, low, high = (usual * rows.iloc[0][c] / 100 for c in ("estimate", "low", "high"))
    span = f"between {_side(low, units)} and {_side(high, units)}"
    if low <= 0 <= high:
        return f" A day after leg work it is anywhere {span}."
    return f" A day after leg work it is about {_side(change, units)}, somewhere {span}."


def _side(seconds: float, units: Units) -> str:
    return f"{say_number(abs(seconds), 0)} s/{units.distance} {'faster' if seconds < 0 else 'slower'}"


def _caveats(trend: Trend, units: Units) -> tuple[str, ...]:
    hills = (
        "Pace is adjusted for hills, from the run's samples or from its total climb."
        if trend.is_adjusted_for_hills
        else "Too few runs know their climb: pace is not adjusted for hills."
    )
    adjusted = f"Adjusted for: {', '.join(trend.covariates) or 'nothing'}."
    said = [*_earlier(trend, units), *log_ended(trend.last_run, trend.asked, "run", units)]
    said += [easy_runs.RULES[trend.chosen_by], adjusted, hills]
    said += [LEGS_CAVEAT] if LEGS in trend.covariates else []
    said += [SMALL] if trend.verdict == CANNOT_TELL else []
    return tuple(said)


def _earlier(trend: Trend, units: Units) -> tuple[str, ...]:
    if trend.n_latest is None:
        return ()
    n = latest_year.say_easy_runs(trend.n_latest)
    return (f"The 12 months to {units.say_date(trend.latest)} hold {n}: looked at are the latest that hold enough.",)


def _method(trend: Trend) -> str:
    terms = " + ".join(["1", *trend.covariates, "day"])
    return (
        f"log grade-adjusted pace of easy runs (per cent) ~ {terms}; AR(1) plus noise, mixture of t over the grid "
        f"(mode: phi {trend.phi:g}, noise share {trend.noise_share:g}), 95 %"
    )
