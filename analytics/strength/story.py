"""The hip thrust so far, in two sentences: lifted and estimated apart."""

from __future__ import annotations

import pandas as pd

from analytics.result import NotEnough, Result
from analytics.strength import bests as made
from analytics.strength import goals, rate, says
from analytics.strength.thrusts import loads_to_ask
from analytics.words import counted, say_date
from data.units import METRIC, Units


def story(sets: pd.DataFrame, today: pd.Timestamp, *, units: Units = METRIC) -> Result | NotEnough:
    """The heaviest barbell hip thrust, the best estimate with the spread of its formulas, and the trend.

    `table` is `records` (every day a best was beaten); `details`: `days` (`training_days`), `best` (`best_by_day`),
    `reps` (`rep_records`), all in kg. NotEnough without a barbell hip thrust.
    """
    seen = sets[sets["day"] <= today]
    days = made.training_days(seen)
    if days.empty:
        return goals.nothing(seen)
    table = made.records(days)
    said = [_lifted(table, days, units), _estimated(table, days, units), _trend(days, today, units)]
    details = {"days": days, "best": made.best_by_day(days), "reps": made.rep_records(seen)}
    sentence = " ".join(part for part in said if part)
    return Result(table, sentence, (says.SPREAD, *_asks(seen)), goals.METHOD, details=details)


def _lifted(table: pd.DataFrame, days: pd.DataFrame, units: Units) -> str:
    lifted = table[table["what"] == made.LIFTED]
    last = lifted.iloc[-1]
    first = days.iloc[0]
    said = f"Heaviest barbell hip thrust: {says.by_reps(last['kg'], last['reps'], units)} on {say_date(last['day'])}"
    if len(lifted) > 1:
        said += f", from {units.say_load(first['lifted_kg'])} on {say_date(first['day'])}"
    return said + "."


def _estimated(table: pd.DataFrame, days: pd.DataFrame, units: Units) -> str:
    estimated = table[table["what"] == made.ESTIMATED]
    if estimated.empty:
        return ""
    last = estimated.iloc[-1]
    day = days[days["day"] == last["day"]].iloc[0]
    return (
        f"Best estimate of one repetition: {units.say_load(last['kg'])} "
        f"({_bare(day['low'], units)} to {units.say_load(day['high'])} by formula), "
        f"from {says.by_reps(last['from_kg'], last['reps'], units)} on {say_date(last['day'])}."
    )


def _trend(days: pd.DataFrame, today: pd.Timestamp, units: Units) -> str:
    weeks = rate.weekly_bests(days, today)
    if goals.refuse(days, weeks, today) is not None:
        return ""
    slope = rate.line(weeks, today).per_week
    row = {"rate": slope.estimate, "low": slope.low, "high": slope.high}
    return f"Over the last half year the estimate moved by about {says.say_rate(row, units)}."


def _asks(sets: pd.DataFrame) -> tuple[str, ...]:
    asked = loads_to_ask(sets)
    below = asked[(asked["ask"] == "bar") & asked["exercise"].eq("Hip Thrust (Barbell)")]
    return tuple(
        f"{counted(row['n_sets'], 'set')} of {row['exercise_raw']} below the weight of the bar: not counted until "
        "you say whether the bar is in the load."
        for _, row in below.iterrows()
    )


def _bare(kg: float, units: Units) -> str:
    return units.say_load(kg).removesuffix(f" {units.load}")
