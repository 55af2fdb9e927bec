"""When a milestone of the barbell hip thrust was reached, for real or by estimate, or when it is likely to be."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analytics import facts
from analytics.result import NotEnough, Result
from analytics.strength import bests, e1rm, rate, says
from analytics.words import counted
from data.units import METRIC, Units

LIFTED, ESTIMATED, LIKELY, CANNOT_TELL = "lifted", "estimated", "likely", "cannot tell"
# "Twice body weight" is twice the weight of the body, whatever the scale says today.
BODY_WEIGHTS = 2.0
METHOD = (
    "barbell hip thrusts only; e1RM by Epley, Brzycki and Wathan up to 10 repetitions, their middle; straight line "
    "through the weekly bests of the last 26 weeks, AR(1) plus noise, mixture over the grid, 95 %"
)
GOES_ON = "The range holds only if progress goes on as in the last half year; most progress slows."


def targets(body_kg: float | None = None, own_kg: float | None = None) -> dict[str, float]:
    """The milestones by name, in kg: 300 lb, twice the body weight and the reader's own, where known."""
    known = {"300 lb": facts.MILESTONE_KG}
    if body_kg is not None:
        known["twice your body weight"] = BODY_WEIGHTS * body_kg
    if own_kg is not None:
        known["your own milestone"] = own_kg
    return known


def milestones(sets: pd.DataFrame, wanted: Mapping[str, float]) -> pd.DataFrame:
    """One row a milestone: `name target_kg lifted_on estimated_on lifted_kg e1rm low high`.

    Days are NaT where not reached; `lifted_kg` is the heaviest lifted, `e1rm` (`low`-`high` by formula) the best
    estimate so far, both missing without a barbell hip thrust.
    """
    days = bests.training_days(sets)
    best = bests.best_by_day(days).tail(1)
    now = {
        name: float(best[name].iloc[0]) if len(best) else float("nan")
        for name in ("lifted_kg", "e1rm", "low", "high")
    }
    rows = [
        {
            "name": name,
            "target_kg": kg,
            "lifted_on": bests.first_day(days, "lifted_kg", kg),
            "estimated_on": bests.first_day(days, "e1rm", kg),
            **now,
        }
        for name, kg in wanted.items()
    ]
    return pd.DataFrame(rows)


def milestone(
    sets: pd.DataFrame,
    target_kg: float,
    today: pd.Timestamp,
    *,
    name: str = "",
    units: Units = METRIC,
) -> Result | NotEnough:
    """Whether `target_kg` was lifted or estimated, and on which day; else between which dates it is likely.

    `sets` is the frame; only barbell thrusts count. `table` has one row: `target_kg lifted_kg lifted_on e1rm
    e1rm_low e1rm_high estimated_on n_formulas line rate low high likely_on earliest_on latest_on n`. `line` says what
    the rate and the dates are about: "estimated" until the estimate is there, then "lifted" (the heaviest on the
    bar); `rate` with its 95 % interval in kg a week over `n` weeks, the dates NaT where no end can be told.
    `verdict` is "lifted", "estimated" (not lifted), "likely" or "cannot tell". `details["course"]`, where there is a
    line: `day kg is_light fitted low high`. NotEnough without a hip thrust, or where neither is reached and the last
    half year is too thin for a rate.
    """
    days = bests.training_days(sets[sets["day"] <= today])
    if days.empty:
        return nothing(sets)
    row = _reached(days, target_kg)
    goal = says.goal(target_kg, name, units)
    if pd.notna(row["lifted_on"]):
        return _answer(row, says.lifted(goal, row, days, units), LIFTED)
    is_estimated = pd.notna(row["estimated_on"])
    weeks = rate.weekly_bests(days, today, "lifted_kg" if is_estimated else "e1rm")
    refusal = refuse(days, weeks, today)
    if is_estimated:
        return _estimated(row, goal, days, None if refusal else weeks, target_kg, today, units)
    return refusal or _likely(row, goal, weeks, target_kg, today, units)


def nothing(sets: pd.DataFrame) -> NotEnough:
    """The refusal where no set counts; hip thrusts that do not are named."""
    others = sets[sets["exercise"].str.contains("Hip Thrust", na=False)]
    counts = others["exercise"].value_counts()
    found = tuple(f"{name}: {counted(n, 'set')}, not counted for the barbell." for name, n in counts.items())
    what = "barbell hip thrusts with repetitions and a load of at least the bar"
    return NotEnough("no set", "one", what, found, METHOD)


def _reached(days: pd.DataFrame, target_kg: float) -> dict[str, object]:
    best = bests.best_by_day(days).iloc[-1]
    estimated_on = bests.first_day(days, "e1rm", target_kg)
    on_day = days[days["day"] == estimated_on]
    each = [formula.name for formula in e1rm.FORMULAS]
    return {
        "target_kg": target_kg,
        "lifted_kg": best["lifted_kg"],
        "lifted_on": bests.first_day(days, "lifted_kg", target_kg),
        "e1rm": best["e1rm"],
        "e1rm_low": best["low"],
        "e1rm_high": best["high"],
        "estimated_on": estimated_on,
        "n_formulas": int((on_day[each] >= target_kg - bests.ROUNDING_KG).to_numpy().sum()),
        "line": None,
        "rate": float("nan"),
        "low": float("nan"),
        "high": float("nan"),
        "likely_on": pd.NaT,
        "earliest_on": pd.NaT,
        "latest_on": pd.NaT,
        "n": len(days),
    }


def _answer(row: Mapping[str, object], sentence: str, verdict: str) -> Result:
    return Result(pd.DataFrame([row]), sentence, (says.SPREAD,), METHOD, verdict)


def _estimated(
    row: dict[str, object],
    goal: str,
    days: pd.DataFrame,
    weeks: pd.DataFrame | None,
    target_kg: float,
    today: pd.Timestamp,
    units: Units,
) -> Result:
    said = says.estimated(goal, row, days, units)
    if weeks is None:
        return _answer(row, said, ESTIMATED)
    told, course = _projected(row, weeks, target_kg, today, bests.LIFTED)
    sentence = f"{said} {says.on_the_bar(told, today, units)}"
    caveats = (GOES_ON, says.SPREAD, *_light(weeks))
    return Result(pd.DataFrame([told]), sentence, caveats, METHOD, ESTIMATED, {"course": course})


def refuse(days: pd.DataFrame, weeks: pd.DataFrame, today: pd.Timestamp) -> NotEnough | None:
    idle = (today.normalize() - days["day"].max()).days
    if idle > rate.STALE_DAYS:
        what = f"barbell hip thrusts in the last {idle // 7} weeks"
        return NotEnough("no session", f"one in the last {rate.STALE_DAYS // 7} weeks", what, (), METHOD)
    n = int((~weeks["is_light"]).sum())
    if n < rate.WEEKS_NEEDED:
        what = "hip thrusts of ten repetitions or fewer in the last half year"
        return NotEnough(f"{n} week{'' if n == 1 else 's'}", f"{rate.WEEKS_NEEDED} weeks", what, (), METHOD)
    return None


def _likely(
    row: dict[str, object], goal: str, weeks: pd.DataFrame, target_kg: float, today: pd.Timestamp, units: Units
) -> Result:
    told, course = _projected(row, weeks, target_kg, today, bests.ESTIMATED)
    verdict = CANNOT_TELL if told["latest_on"] is pd.NaT else LIKELY
    caveats = (GOES_ON, says.SPREAD, *_light(weeks))
    sentence = says.projected(goal, told, today, units)
    return Result(pd.DataFrame([told]), sentence, caveats, METHOD, verdict, {"course": course})


def _light(weeks: pd.DataFrame) -> tuple[str, ...]:
    n_light = int(weeks["is_light"].sum())
    return (says.light(n_light),) if n_light else ()


def _projected(
    row: dict[str, object], weeks: pd.DataFrame, target_kg: float, today: pd.Timestamp, what: str
) -> tuple[dict[str, object], pd.DataFrame]:
    drawn = rate.line(weeks, today)
    slope = drawn.per_week
    earliest, likely, latest = rate.crossing(drawn, target_kg)
    told = row | {
        "line": what,
        "rate": slope.estimate,
        "low": slope.low,
        "high": slope.high,
        "likely_on": likely,
        "earliest_on": earliest,
        "latest_on": latest,
        "n": slope.n,
    }
    return told, _course(drawn, weeks, latest)


def _course(drawn: rate.Line, weeks: pd.DataFrame, latest: pd.Timestamp) -> pd.DataFrame:
    """Weekly from the first best to the band's end, or half a year on: the line, its band and the bests."""
    end = drawn.today + pd.Timedelta(days=rate.WINDOW_DAYS) if latest is pd.NaT else latest
    ahead = pd.date_range(drawn.today, end, freq="7D")
    every = pd.DatetimeIndex(weeks["day"]).append(ahead).unique().sort_values()
    line = drawn.band(((every - drawn.today).days / 7).to_numpy(float))
    known = weeks.set_index("day").reindex(every)
    made = pd.DataFrame({"kg": known["kg"], "is_light": known["is_light"].eq(True)}, index=every)
    return made.assign(fitted=line.middle, low=line.low, high=line.high).rename_axis("day").reset_index()
