"""Easy pace at equal heart rate, with heat, climb and tired legs taken into account: where it goes, and how surely.

The model is that of the block's pace question without the step: log pace (per cent) ~ 1 + heart rate + T + T² + climb
+ day, errors AR(1) plus noise of the single run, intervals averaged over the grid (simulated with 3.5 % noise and 4 %
outliers: coverage 97 % on average, 91 % at worst). Where the log can tell, tired legs stand in it too, beside the day
of the week. Pace is grade-adjusted first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import facts
from analytics.blocks.pace import RUNS_NEEDED, W_GRID
from analytics.result import NotEnough, Result
from analytics.running import easy_runs as easy
from analytics.running import grade
from analytics.statistics import reml
from analytics.strength import leg_work
from analytics.words import counted, log_ended, say_date, say_number
from data.units import METRIC, Units

Array = NDArray[np.float64]

# No straight trend is believable for longer than a year (as for blocks).
YEAR = pd.Timedelta(days=364)
# A trend over less than eight weeks says little about form (strength work needs as long to show).
SHORTEST_DAYS = 7 * facts.PACE_WEEKS_BEFORE_JUDGING
# Legs: 1 right after leg work, falling in a straight line to 0 after 72 hours (Doma & Deakin 2013-2015 saw slower
# running for 24-72 h; the shape is a convention). The sentence speaks of a run one day after.
ONE_DAY_LATER = 1 - 24 / facts.LEGS_TIRED_HOURS
# Legs are in the model where there are this many runs, and where the weekday and the rest do not already say how
# tired they are (spread of what is left, on the scale of 0 to 1; conventions).
RUNS_NEEDED_WITH_LEGS = 2 * RUNS_NEEDED
LEAST_SPREAD = 0.1
FASTER, SLOWER, CANNOT_TELL = "faster", "slower", "cannot tell"
WEEKDAY = "day of the week"
LEGS = "tired legs"
PLANNED = (
    "Tired legs are read from weeks in which leg work fell on another day or was missed, which may differ otherwise."
)
SMALL = "A log of runs cannot tell less than about 3 % apart, so a smaller change gets no verdict."


@dataclass(frozen=True)
class Fitted:
    """The compared runs, one row a day, and what they are held equal for: [pace, 1, `names`..., day in years]."""

    runs: pd.DataFrame
    days: Array
    columns: Array
    names: tuple[str, ...]

    def coefficients(self) -> tuple[reml.Mixture, reml.Mixture | None]:
        """Those of the day and of tired legs (where they are in the model), averaged over the grid."""
        day = self.columns.shape[1] - 2
        wanted = (day, day - 1) if LEGS in self.names else (day,)
        found = reml.mixtures(self.days, self.columns, wanted, W_GRID)
        return found[0], found[1] if len(found) > 1 else None


def easy_runs(
    runs: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    streams: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """The easy runs by day with grade-adjusted pace; `attrs["rule"]` says how they were chosen.

    As `blocks.easy.runs`, `pace` being that of the flat distance of the same cost where 80 % of the runs tell their
    climb (`attrs["is_adjusted"]`), with `basis` (of `grade.adjusted`), `hours_since_legs` and `legs` (1 right after
    leg work to 0 from 72 hours on; 0 before any leg work).
    """
    flat = grade.adjusted(runs, streams)
    is_adjusted = bool(flat["flat_m"].notna().mean() >= easy.KNOWN_SHARE)
    factor = (flat["flat_m"] / runs["distance_m"]).where(runs["distance_m"] > 0)
    distance = runs["distance_m"] * factor.fillna(factor.median()) if is_adjusted else runs["distance_m"]
    chosen = easy.runs(runs.assign(distance_m=distance))
    hours = leg_work.hours_since(runs, sets, exercises)
    told = pd.DataFrame({"basis": flat["basis"], "hours_since_legs": hours})
    told = told.set_index(runs["run_id"]).loc[chosen["run_id"]].set_axis(chosen.index)
    legs = (1 - told["hours_since_legs"] / facts.LEGS_TIRED_HOURS).clip(0, 1).fillna(0.0)
    made = chosen.join(told).assign(legs=legs)
    made.attrs |= {"rule": chosen.attrs["rule"], "is_adjusted": is_adjusted}
    return made


def trend(
    runs: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    *,
    streams: Mapping[str, pd.DataFrame] | None = None,
    since: pd.Timestamp | None = None,
    units: Units = METRIC,
) -> Result | NotEnough:
    """Where easy pace went between `since` and `today`, both inclusive; without `since` in the latest 12 months with
    enough easy runs, which end today or with an easy run.

    `table`, a row a term: `term estimate low high n unit`. "trend": per cent of pace over the compared time (below 0
    is faster); "tired legs": per cent one day after leg work (above 0 is slower), where enough runs tell. `verdict`
    is "faster", "slower" or "cannot tell" (always below 3 %). `details["course"]`, a row a run and a week of line:
    `day observed equal fitted low high`, seconds per km or mile: pace as run (grade-adjusted), at equal heart rate,
    heat, climb and legs, and the line with its 95 % band. NotEnough below 20 easy runs or 8 weeks between them.
    """
    chosen = easy_runs(runs[runs["day"] <= today], sets, exercises, streams)
    rule, is_adjusted = chosen.attrs["rule"], chosen.attrs["is_adjusted"]
    chosen = chosen.dropna(subset="pace")
    whole = pd.DatetimeIndex(chosen.index)
    end = _end(whole, today.normalize())
    last = end if since is not None else _last_day(whole, end)
    first = last - YEAR if since is None else since
    chosen = chosen.loc[first:last]
    ended = log_ended(runs.loc[runs["day"] <= today, "day"].max(), today, "run")
    told = None if last == today.normalize() else last
    when = f"since {say_date(first)}" if since is not None else _year(told)
    refusal = _refuse(chosen, when, (*ended, *(() if since is None else _elsewhere(whole, today.normalize()))))
    if refusal is not None:
        return refusal
    earlier = (*(() if last == end else (_why_earlier(whole, end),)), *ended)
    fitted = _fit(chosen)
    line, legs = fitted.coefficients()
    years = (fitted.days[-1] - fitted.days[0]) / 365.25
    table = _table(line, years, legs, len(chosen))
    return Result(
        table=table,
        sentence=_sentence(table, chosen, told, fitted.names, units),
        caveats=(*earlier, *_caveats(fitted.names, rule, is_adjusted, table)),
        method=_method(fitted.names, line),
        verdict=decide(table.iloc[0]),
        details={"course": _course(fitted, line, units)},
    )


def _end(days: pd.DatetimeIndex, today: pd.Timestamp) -> pd.Timestamp:
    """Today, or the last of the easy runs' `days` where that lies more than four weeks back."""
    return days[-1] if len(days) and log_ended(days[-1], today, "run") else today


def _last_day(days: pd.DatetimeIndex, end: pd.Timestamp) -> pd.Timestamp:
    """The end of the latest year with enough easy runs: `end` or a day with such a run; else `end`."""
    return next((day for day in (end, *reversed(days)) if _is_enough(days, day)), end)


def _is_enough(days: pd.DatetimeIndex, last: pd.Timestamp) -> bool:
    """True where the year to `last` holds 20 easy runs, and eight weeks between the first and the last."""
    low, high = days.searchsorted(last - YEAR), days.searchsorted(last, side="right")
    return bool(high - low >= RUNS_NEEDED and (days[high - 1] - days[low]).days >= SHORTEST_DAYS)


def _year(last: pd.Timestamp | None) -> str:
    """'in the last 12 months', 'in the 12 months to 3 Mar 2024'."""
    return "in the last 12 months" if last is None else f"in the 12 months to {say_date(last)}"


def _easy_runs(n: int) -> str:
    return counted(n, "easy run") if n else "no easy run"


def _elsewhere(days: pd.DatetimeIndex, today: pd.Timestamp) -> tuple[str, ...]:
    """Where the dates in view hold too little and the log has enough: what to do."""
    last = _last_day(days, _end(days, today))
    when = _year(None if last == today else last)
    return (f"Your log has enough {when}: set Dates to Everything.",) if _is_enough(days, last) else ()


def _why_earlier(days: pd.DatetimeIndex, end: pd.Timestamp) -> str:
    n = int((days >= end - YEAR).sum())
    return f"The 12 months to {say_date(end)} hold {_easy_runs(n)}: looked at are the latest that hold enough."


def _refuse(chosen: pd.DataFrame, when: str, caveats: tuple[str, ...]) -> NotEnough | None:
    if len(chosen) < RUNS_NEEDED:
        return NotEnough(f"{_easy_runs(len(chosen))} {when}", f"{RUNS_NEEDED} runs", "", caveats)
    weeks = (chosen.index[-1] - chosen.index[0]).days // 7
    if 7 * weeks < SHORTEST_DAYS:
        have = f"{counted(weeks, 'week')} between the first easy run and the last"
        return NotEnough(have, f"{SHORTEST_DAYS // 7} weeks", "", caveats)
    return None


def _fit(chosen: pd.DataFrame) -> Fitted:
    """[pace, 1, covariates..., weekdays, legs, day]: covariates where 80 % of runs have them, legs where they tell.

    Weekdays, because a training week has its long run and its leg days on the same days: without them the long run
    passes for rested legs.
    """
    known = easy.covariates(chosen)
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
    return columns - columns.mean(axis=0)


def _table(line: reml.Mixture, years: float, legs: reml.Mixture | None, n: int) -> pd.DataFrame:
    rows = [("trend", line.estimate * years, line.low * years, line.high * years, n, "% over the time")]
    if legs is not None:
        estimate, low, high = (ONE_DAY_LATER * value for value in (legs.estimate, legs.low, legs.high))
        rows.append((LEGS, estimate, low, high, n, "% one day after leg work"))
    return pd.DataFrame(rows, columns=["term", "estimate", "low", "high", "n", "unit"])


def decide(row: pd.Series) -> str:
    """The verdict on the trend's row of the table."""
    if abs(row["estimate"]) < facts.PACE_CHANGE_THAT_CAN_BE_JUDGED:
        return CANNOT_TELL
    if row["high"] < 0:
        return FASTER
    return SLOWER if row["low"] > 0 else CANNOT_TELL


def _course(fitted: Fitted, line: reml.Mixture, units: Units) -> pd.DataFrame:
    """The runs and a weekly line with its band, at the means of the covariates and fresh legs."""
    weekly = np.arange(0, fitted.days[-1] + 7, 7.0).clip(max=fitted.days[-1])
    white = reml.whiten(fitted.days, fitted.columns, np.array([line.phi]), np.array([line.w]))
    lines = reml.profile(white, range(fitted.columns.shape[1] - 1))
    beta, covariance = lines.beta[0], lines.s2[0] * lines.inverse[0]
    rows = np.zeros((len(weekly), len(beta)))
    rows[:, 0], rows[:, -1] = 1, weekly / 365.25
    middle = rows @ beta
    half = reml.t_quantile(lines.dof) * np.sqrt(np.einsum("ni,ij,nj->n", rows, covariance, rows))
    equal = fitted.columns[:, 0] - fitted.columns[:, 2:-1] @ beta[1:-1]
    first = fitted.runs.index[0]
    drawn = pd.DataFrame({"fitted": middle, "low": middle - half, "high": middle + half, "day": weekly})
    run = pd.DataFrame({"observed": fitted.columns[:, 0], "equal": equal, "day": fitted.days})
    both = run.merge(drawn, on="day", how="outer")
    values = ["observed", "equal", "fitted", "low", "high"]
    seconds = np.exp(both[values] / 100) * units.m_per_distance
    return pd.concat([first + pd.to_timedelta(both["day"], unit="D"), seconds], axis=1)


def _sentence(
    table: pd.DataFrame, chosen: pd.DataFrame, last: pd.Timestamp | None, names: tuple[str, ...], units: Units
) -> str:
    row = table.iloc[0]
    usual = float(np.exp(chosen["pace"].mean() / 100) * units.m_per_distance)
    change, low, high = (usual * np.expm1(row[c] / 100) for c in ("estimate", "low", "high"))
    at = " at the same heart rate" if "heart rate" in names else ""
    months = max(2, round((chosen.index[-1] - chosen.index[0]).days / 30.44))
    unit, verdict = units.distance, decide(row)
    since = f"Over the last {months} months" if last is None else f"Over the {months} months to {say_date(last)}"
    since += f" your easy pace{at}"
    span = f"anywhere between {_side(low, unit)} and {_side(high, unit)}"
    if verdict == CANNOT_TELL:
        said = f"{since} shows no change that can be told: {span}."
    else:
        ends = sorted((abs(low), abs(high)))
        said = f"{since} became about {abs(change):.0f} s/{unit} {verdict}, "
        said += f"somewhere between {ends[0]:.0f} and {ends[1]:.0f}."
    return f"{said}{_legs(table, usual, unit)}"


def _legs(table: pd.DataFrame, usual: float, unit: str) -> str:
    rows = table[table["term"] == LEGS]
    if rows.empty:
        return ""
    change, low, high = (usual * rows.iloc[0][c] / 100 for c in ("estimate", "low", "high"))
    span = f"between {_side(low, unit)} and {_side(high, unit)}"
    if low <= 0 <= high:
        return f" A day after leg work it is anywhere {span}."
    return f" A day after leg work it is about {_side(change, unit)}, somewhere {span}."


def _side(seconds: float, unit: str) -> str:
    return f"{say_number(abs(seconds), 0)} s/{unit} {'faster' if seconds < 0 else 'slower'}"


def _caveats(names: tuple[str, ...], rule: str, is_adjusted: bool, table: pd.DataFrame) -> tuple[str, ...]:
    hills = (
        "Pace is adjusted for hills, from the run's samples or from its total climb."
        if is_adjusted
        else "Too few runs tell their climb: pace is as run, hills not taken out."
    )
    said = [rule, f"Held equal: {', '.join(names) or 'nothing'}.", hills]
    if LEGS in names:
        said.append(PLANNED)
    if decide(table.iloc[0]) == CANNOT_TELL:
        said.append(SMALL)
    return tuple(said)


def _method(names: tuple[str, ...], line: reml.Mixture) -> str:
    terms = " + ".join(["1", *names, "day"])
    return (
        f"log grade-adjusted pace of easy runs (per cent) ~ {terms}; AR(1) plus noise, mixture of t over the grid "
        f"(mode: phi {line.phi:g}, noise share {line.w:g}), 95 %"
    )
