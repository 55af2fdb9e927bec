"""When a milestone of a lift was reached, for real or by estimate, or when it is likely to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from analytics import facts
from analytics.result import NotEnough
from analytics.strength import bests, e1rm, rate
from analytics.strength.thrusts import BARBELL_THRUST
from analytics.words import counted

LIFTED, ESTIMATED, LIKELY, CANNOT_TELL = "lifted", "estimated", "likely", "cannot tell"
# "Twice body weight" is twice the weight of the body, whatever the scale says today.
BODY_WEIGHTS = 2.0
METHOD = (
    "barbell hip thrusts only; e1RM by Epley, Brzycki and Wathan up to 10 repetitions, their middle; straight line "
    "through the weekly bests of the last 26 weeks, AR(1) plus noise, mixture over the grid, 95 %"
)


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


@dataclass(frozen=True)
class Reached:
    """The first day on which a load was reached, and the set that reached it."""

    day: pd.Timestamp
    kg: float
    reps: float


@dataclass(frozen=True)
class Projection:
    """The rate of the last half year carried on.

    `line` says of what: "estimated", or "lifted" (the heaviest on the bar). The dates are missing where no end can be
    given. `n_light` weeks took no part; `course`: `day kg is_light fitted low high`.
    """

    line: str
    progress: rate.Progress
    likely_on: pd.Timestamp | None
    earliest_on: pd.Timestamp | None
    latest_on: pd.Timestamp | None
    n_light: int
    course: pd.DataFrame


@dataclass(frozen=True)
class Milestone:
    """How far a milestone is, in kg; `name` is what the reader calls it.

    `lifted_kg` is the heaviest so far, `e1rm` the best estimate with its spread over the formulas (NaN without a set
    of ten repetitions or fewer), both on `n_days` days with a barbell hip thrust. `lifted` and `estimated` are when
    the target was reached, the estimate by `n_formulas` of three. `verdict` is "lifted", "estimated" (not lifted),
    "likely" or "cannot tell". No projection once it is lifted, or where the last half year is too thin.
    """

    VERSION: ClassVar[int] = 2
    name: str
    target_kg: float
    today: pd.Timestamp
    verdict: str
    lifted_kg: float
    e1rm: float
    e1rm_low: float
    e1rm_high: float
    n_days: int
    lifted: Reached | None
    estimated: Reached | None
    n_formulas: int
    projection: Projection | None
    lift: str = BARBELL_THRUST


def milestone(
    sets: pd.DataFrame, target_kg: float, today: pd.Timestamp, *, name: str = "", lift: str = BARBELL_THRUST
) -> Milestone | NotEnough:
    """Whether `target_kg` was lifted or estimated, and on which day; else between which dates it is likely.

    `sets` is the frame; only those of the lift count. Dates come from the estimate until that is there, then from the
    heaviest on the bar. NotEnough without a set, or where neither is reached and the last half year is too
    thin for a rate.
    """
    days = bests.training_days(sets[sets["day"] <= today], lift)
    if days.empty:
        return nothing(sets, lift)
    now = replace(_so_far(days, target_kg, today, name), lift=lift)
    if now.lifted:
        return now
    line = bests.LIFTED if now.estimated else bests.ESTIMATED
    weeks = rate.weekly_bests(days, today, "lifted_kg" if now.estimated else "e1rm")
    refusal = refuse(days, weeks, today, lift)
    if refusal:
        return now if now.estimated else refusal
    ahead = _projected(weeks, target_kg, today, line)
    likely = CANNOT_TELL if ahead.latest_on is None else LIKELY
    return replace(now, projection=ahead, verdict=ESTIMATED if now.estimated else likely)


def noun(lift: str) -> str:
    """'barbell hip thrust'; any other lift by its name."""
    return "barbell hip thrust" if lift == BARBELL_THRUST else lift


def method(lift: str) -> str:
    """How the figures of the lift come about."""
    return METHOD if lift == BARBELL_THRUST else METHOD.replace("barbell hip thrusts", lift)


def nothing(sets: pd.DataFrame, lift: str = BARBELL_THRUST) -> NotEnough:
    """The refusal where no set counts; hip thrusts that do not count for the barbell's are named."""
    if lift != BARBELL_THRUST:
        return NotEnough("no set", "one", f"sets of {lift} with repetitions and a weight", (), method(lift))
    others = sets[sets["exercise"].str.contains("Hip Thrust", na=False)]
    counts = others["exercise"].value_counts()
    found = tuple(f"{name}: {counted(n, 'set')}, not counted for the barbell." for name, n in counts.items())
    what = "barbell hip thrusts with repetitions and a load of at least the bar"
    return NotEnough("no set", "one", what, found, METHOD)


def _so_far(days: pd.DataFrame, target_kg: float, today: pd.Timestamp, name: str) -> Milestone:
    best = bests.best_by_day(days).iloc[-1]
    lifted = _reached(days, "lifted_kg", target_kg, "lifted_kg", "lifted_reps")
    estimated = _reached(days, "e1rm", target_kg, "from_kg", "from_reps")
    on_day = days[days["day"] == estimated.day] if estimated else days.iloc[:0]
    each = [formula.name for formula in e1rm.FORMULAS]
    return Milestone(
        name=name,
        target_kg=target_kg,
        today=today,
        verdict=LIFTED if lifted else ESTIMATED if estimated else CANNOT_TELL,
        lifted_kg=float(best["lifted_kg"]),
        e1rm=float(best["e1rm"]),
        e1rm_low=float(best["low"]),
        e1rm_high=float(best["high"]),
        n_days=len(days),
        lifted=lifted,
        estimated=estimated,
        n_formulas=int((on_day[each] >= target_kg - bests.ROUNDING_KG).to_numpy().sum()),
        projection=None,
    )


def _reached(days: pd.DataFrame, value: str, target_kg: float, load: str, reps: str) -> Reached | None:
    first = bests.first_day(days, value, target_kg)
    if first is pd.NaT:
        return None
    row = days[days["day"] == first].iloc[0]
    return Reached(first, float(row[load]), float(row[reps]))


def refuse(
    days: pd.DataFrame, weeks: pd.DataFrame, today: pd.Timestamp, lift: str = BARBELL_THRUST
) -> NotEnough | None:
    """Why `weeks` (of `rate.weekly_bests`) are too few or too old for a rate of today; None where they are not."""
    idle = (today.normalize() - days["day"].max()).days
    if idle > rate.STALE_DAYS:
        sets = "barbell hip thrusts" if lift == BARBELL_THRUST else f"sets of {lift}"
        what = f"{sets} in the last {idle // 7} weeks"
        return NotEnough("no session", f"one in the last {rate.STALE_DAYS // 7} weeks", what, (), method(lift))
    n = int((~weeks["is_light"]).sum())
    if n < rate.WEEKS_NEEDED:
        sets = "hip thrusts" if lift == BARBELL_THRUST else f"{lift}, sets"
        what = f"{sets} of ten repetitions or fewer in the last half year"
        return NotEnough(f"{n} week{'' if n == 1 else 's'}", f"{rate.WEEKS_NEEDED} weeks", what, (), method(lift))
    return None


def _projected(weeks: pd.DataFrame, target_kg: float, today: pd.Timestamp, line: str) -> Projection:
    drawn = rate.line(weeks, today)
    earliest, likely, latest = rate.crossing(drawn, target_kg)
    n_light = int(weeks["is_light"].sum())
    return Projection(line, drawn.progress, likely, earliest, latest, n_light, _course(drawn, weeks, latest))


def _course(drawn: rate.Line, weeks: pd.DataFrame, latest: pd.Timestamp | None) -> pd.DataFrame:
    """Weekly from the first best to the band's end, or half a year on: the line, its band and the bests."""
    end = drawn.today + pd.Timedelta(days=rate.WINDOW_DAYS) if latest is None else latest
    ahead = pd.date_range(drawn.today, end, freq="7D")
    every = pd.DatetimeIndex(weeks["day"]).append(ahead).unique().sort_values()
    line = drawn.band(((every - drawn.today).days / 7).to_numpy(float))
    known = weeks.set_index("day").reindex(every)
    made = pd.DataFrame({"kg": known["kg"], "is_light": known["is_light"].eq(True)}, index=every)
    return made.assign(fitted=line.middle, low=line.low, high=line.high).rename_axis("day").reset_index()
