"""A lift in words: what was lifted and what is only estimated never stand for one another."""

from __future__ import annotations

import pandas as pd

from analytics.facts import MILESTONE_KG
from analytics.result import Result
from analytics.strength import bests, e1rm
from analytics.strength.goals import Milestone, Projection, Reached, method, noun
from analytics.strength.rate import Progress
from analytics.strength.story import Story
from analytics.words import counted, say_signed
from data.units import METRIC, Units

SPREAD = (
    "An estimate is the middle of three formulas for sets of up to ten repetitions; they differ by a few per cent, "
    "and a set that ended with repetitions to spare says too little."
)
GOES_ON = "The range holds only if progress goes on as in the last half year; most progress slows."
# Beyond this, a day of the month would be false precision.
NEAR_DAYS = 60


def say_story(story: Story, units: Units = METRIC) -> Result:
    """The lift so far: the heaviest, the best estimate, the trend. `table` is its `records`; `details`: `days`,
    `best`, `reps`, all in kg."""
    parts = [_heaviest(story, units), _best_estimate(story, units), _trend(story, units)]
    details = {"days": story.days, "best": story.best, "reps": story.reps}
    sentence = " ".join(part for part in parts if part)
    return Result(story.records, sentence, (SPREAD, *_asks(story.below_bar)), method(story.lift), details=details)


def _heaviest(story: Story, units: Units) -> str:
    lifted = story.records[story.records["what"] == bests.LIFTED]
    last, first = lifted.iloc[-1], story.days.iloc[0]
    said = f"Heaviest {noun(story.lift)}: {by_reps(last['kg'], last['reps'], units)} on {units.say_date(last['day'])}"
    if len(lifted) > 1:
        said += f", from {units.say_load(first['lifted_kg'])} on {units.say_date(first['day'])}"
    return said + "."


def _best_estimate(story: Story, units: Units) -> str:
    estimated = story.records[story.records["what"] == bests.ESTIMATED]
    if estimated.empty:
        return ""
    last = estimated.iloc[-1]
    day = story.days[story.days["day"] == last["day"]].iloc[0]
    low = units.say_load(day["low"]).removesuffix(f" {units.load}")
    return (
        f"Best estimate of one repetition: {units.say_load(last['kg'])} "
        f"({low} to {units.say_load(day['high'])} by formula), "
        f"from {by_reps(last['from_kg'], last['reps'], units)} on {units.say_date(last['day'])}."
    )


def _trend(story: Story, units: Units) -> str:
    if story.progress is None:
        return ""
    return f"Over the last half year the estimate moved by about {say_progress(story.progress, units)}."


def _asks(below_bar: pd.DataFrame) -> tuple[str, ...]:
    return tuple(
        f"{counted(row['n_sets'], 'set')} of {row['exercise_raw']} below the weight of the bar: not counted until "
        "you say whether the bar is in the load."
        for row in below_bar.to_dict("records")
    )


def say_milestone(milestone: Milestone, units: Units = METRIC) -> Result:
    """Whether and when the milestone was reached, or is likely to be.

    `table` has one row: `target_kg lifted_kg lifted_on e1rm e1rm_low e1rm_high estimated_on n_formulas line rate low
    high likely_on earliest_on latest_on n`; `rate low high` in kg a week. `details["course"]`, where there is a line,
    is that of `goals.Projection`. `verdict` is the milestone's.
    """
    ahead = milestone.projection
    caveats = (GOES_ON, SPREAD, *light(ahead.n_light)) if ahead else (SPREAD,)
    details = {"course": ahead.course} if ahead else {}
    return Result(
        _row(milestone), _sentence(milestone, units), caveats, method(milestone.lift), milestone.verdict, details
    )


def _row(milestone: Milestone) -> pd.DataFrame:
    ahead, missing = milestone.projection, float("nan")
    row = {
        "target_kg": milestone.target_kg,
        "lifted_kg": milestone.lifted_kg,
        "lifted_on": milestone.lifted.day if milestone.lifted else pd.NaT,
        "e1rm": milestone.e1rm,
        "e1rm_low": milestone.e1rm_low,
        "e1rm_high": milestone.e1rm_high,
        "estimated_on": milestone.estimated.day if milestone.estimated else pd.NaT,
        "n_formulas": milestone.n_formulas,
        "line": ahead.line if ahead else None,
        "rate": ahead.progress.per_week if ahead else missing,
        "low": ahead.progress.low if ahead else missing,
        "high": ahead.progress.high if ahead else missing,
        "likely_on": ahead.likely_on if ahead else None,
        "earliest_on": ahead.earliest_on if ahead else None,
        "latest_on": ahead.latest_on if ahead else None,
        "n": ahead.progress.n if ahead else milestone.n_days,
    }
    days = ["likely_on", "earliest_on", "latest_on"]
    table = pd.DataFrame([row])
    return table.assign(**{name: pd.to_datetime(table[name]) for name in days})


def _sentence(milestone: Milestone, units: Units) -> str:
    goal, ahead, today = say_goal(milestone.target_kg, milestone.name, units), milestone.projection, milestone.today
    if milestone.lifted:
        return _lifted(goal, milestone.lifted, milestone.lifted_kg, units)
    if milestone.estimated:
        said = _estimated(goal, milestone.estimated, milestone, units)
        return f"{said} {_on_the_bar(ahead, today, units)}" if ahead else said
    if ahead is None:
        raise ValueError("A milestone that nothing has reached needs a projection: ask `goals.milestone` for it.")
    estimate, on_bar = units.say_load(milestone.e1rm), units.say_load(milestone.lifted_kg)
    now = f"Your best estimate so far is {estimate}, the heaviest lifted {on_bar}."
    return f"{_projected(goal, ahead, today, units)}. {now}"


def say_goal(target_kg: float, name: str, units: Units) -> str:
    """'300 lb', 'twice your body weight (310 lb)'."""
    load = say_target(target_kg, units)
    return load if name in ("", load) else f"{name} ({load})"


def say_target(kg: float, units: Units) -> str:
    """A load; 300 lb, round in pounds only, is '136 kg' in kilograms: the same line, named as one says it."""
    is_round = abs(kg - MILESTONE_KG) <= bests.ROUNDING_KG
    return f"{float(units.to_load(kg)):.0f} {units.load}" if is_round else units.say_load(kg)


def _lifted(goal: str, first: Reached, heaviest_kg: float, units: Units) -> str:
    """The milestone was on the bar."""
    said = f"You lifted {goal} on {units.say_date(first.day)}, {counted(first.reps, 'repetition')}"
    said += f" with {say_target(first.kg, units)}" if say_target(first.kg, units) not in goal else ""
    if heaviest_kg > first.kg + 0.5:
        said += f"; your heaviest since is {units.say_load(heaviest_kg)}"
    return said + "."


def _estimated(goal: str, first: Reached, milestone: Milestone, units: Units) -> str:
    """The milestone was reached by estimate only."""
    n = milestone.n_formulas
    by = "all three formulas" if n == len(e1rm.FORMULAS) else f"{n} of three formulas"
    return (
        f"Not lifted yet, but within reach by estimate since {units.say_date(first.day)}: "
        f"{by_reps(first.kg, first.reps, units)} says {goal} or more by {by}. "
        f"The heaviest you have lifted is {units.say_load(milestone.lifted_kg)}."
    )


def _projected(goal: str, ahead: Projection, today: pd.Timestamp, units: Units) -> str:
    """When the estimate is likely to be there."""
    pace = f"at the rate of the last half year ({say_progress(ahead.progress, units)})"
    name = goal[:1].upper() + goal[1:]
    if ahead.latest_on is not None:
        return f"{name} by estimate: {_span(ahead, today, units)}, {pace}"
    if ahead.earliest_on is None:
        return f"{name} by estimate is more than two years away, {pace}"
    return f"Cannot tell when {goal} will be reached, {pace}: {_open_end(ahead.earliest_on, today, units)}"


def _on_the_bar(ahead: Projection, today: pd.Timestamp, units: Units) -> str:
    """When the load on the bar is likely to be there, the estimate being there already."""
    pace = f"Going by the load on the bar ({say_progress(ahead.progress, units)})"
    if ahead.latest_on is not None:
        return f"{pace}: {_span(ahead, today, units)}."
    if ahead.earliest_on is None:
        return f"{pace}: more than two years away."
    return f"{pace}: cannot tell when; {_open_end(ahead.earliest_on, today, units)}."


def _span(ahead: Projection, today: pd.Timestamp, units: Units) -> str:
    """Between which dates; all three are known where the last is."""
    earliest, likely, latest = (pd.Timestamp(day) for day in (ahead.earliest_on, ahead.likely_on, ahead.latest_on))
    if (likely - today).days < 7:
        return f"any week now, most likely by {_when(latest, today, units)}"
    first = "now" if (earliest - today).days < 7 else _when(earliest, today, units)
    return f"likely around {_when(likely, today, units)}, somewhere between {first} and {_when(latest, today, units)}"


def _open_end(earliest: pd.Timestamp, today: pd.Timestamp, units: Units) -> str:
    is_now = (earliest - today).days < 7
    first = "it could be any week" if is_now else f"not before {_when(earliest, today, units)}"
    return f"{first}, and no latest date can be given"


def light(n_weeks: int) -> tuple[str, ...]:
    """Light weeks are named where they were left out: one sentence, or none."""
    verb = "is" if n_weeks == 1 else "are"
    said = f"{counted(n_weeks, 'light week')}, more than 15 % under the weeks before, {verb} left out."
    return (said,) if n_weeks else ()


def by_reps(kg: float, reps: float, units: Units) -> str:
    """'275 lb × 5'."""
    return f"{units.say_load(kg)} × {reps:.0f}"


def say_progress(progress: Progress, units: Units) -> str:
    """'+5 lb in four weeks, somewhere between +3 and +6': whole pounds, kilograms to the half."""
    ends = (progress.per_week, progress.low, progress.high)
    month, low, high = (_rounded(float(units.to_load(4 * kg)), units) for kg in ends)
    return f"{month} {units.load} in four weeks, somewhere between {low} and {high}"


def _rounded(value: float, units: Units) -> str:
    return say_signed(value, 0) if units.load == "lb" else say_signed(round(2 * value) / 2)


def _when(day: pd.Timestamp, today: pd.Timestamp, units: Units) -> str:
    return units.say_date(day) if (day - today).days <= NEAR_DAYS else f"{day:%B} {day.year}"
