"""One lift: its best set, what it says of a single repetition, how fast that grows, its course and its bests."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics import ask, strength
from analytics.charts import lifting as charts
from analytics.result import NotEnough, said
from analytics.strength import Lift, Story, bests
from analytics.strength.goals import noun
from analytics.strength.says import by_reps, say_progress
from analytics.words import counted, say_number
from data.units import Units
from pages.kit import say
from pages.kit.drawn import metrics, small_table
from pages.kit.drawn.metrics import Metric
from pages.kit.lifting import choosing
from pages.kit.shell import Page

# Rows of the table of bests; the file holds all.
BESTS_SHOWN = 8


def lifts(page: Page) -> list[Lift]:
    """Every lift of the log; found once for a log."""
    return page.log.parts(strength.lifts_of, page.frames.sets, page.frames.exercises)


def section(page: Page) -> None:
    """The picker, three numbers, the course towards a milestone, and the bests with their dates."""
    known = lifts(page)
    if not known:
        say.sentence("No hard set yet: this log holds warm-ups, or sets that were logged as easy.")
        return
    with st.container(key="lift_choices", horizontal=True, vertical_alignment="bottom"):
        lift = choosing.choose_lift(known)
        goal = choosing.choose_goal(page, lift) if lift.n_weighed else None
        choosing.own_weights(page)
    story = page.once(ask.lift, page.log, choosing.bars_kg(page), lift.name)
    if isinstance(story, NotEnough):
        _without_a_weight(lift, page.units)
        return
    _numbers(story, page.units)
    _course(page, lift, story, goal)


def _without_a_weight(lift: Lift, units: Units) -> None:
    """What is on record of a lift whose sets name no weight."""
    reps = f", at most {counted(lift.most_reps, 'repetition')}" if lift.most_reps == lift.most_reps else ""
    sets = f"{counted(lift.n_sets, 'hard set')} on {counted(lift.n_days, 'day')}"
    say.text(f"{lift.name}: {sets}{reps}, the last {units.say_date(lift.last)}. None has a load that is a weight.")


def _numbers(story: Story, units: Units) -> None:
    lifted = story.records[story.records["what"] == bests.LIFTED].iloc[-1]
    estimated = story.records[story.records["what"] == bests.ESTIMATED]
    heaviest = by_reps(lifted["kg"], lifted["reps"], units).replace("× ", "×\u00a0")
    shown = [Metric("Heaviest", heaviest, units.say_date(lifted["day"]))]
    if len(estimated):
        last = estimated.iloc[-1]
        beside = f"from {by_reps(last['from_kg'], last['reps'], units)}, {units.say_date(last['day'])}"
        shown.append(Metric("Single, estimated", units.say_load(last["kg"]), beside))
    if story.progress:
        moved, ends = say_progress(story.progress, units).split(" in four weeks, ")
        shown.append(Metric("Half-year rate", f"{moved} in 4 weeks", ends))
    metrics.row(shown, "lift_numbers")


def _course(page: Page, lift: Lift, story: Story, goal: tuple[str, float] | None) -> None:
    found = None
    if goal is not None:
        found = page.once(ask.milestone, page.log, choosing.bars_kg(page), goal[1], goal[0], lift.name)
    ahead = None if found is None or isinstance(found, NotEnough) else found.projection
    figure = page.drawn(
        charts.thrusts,
        story.days,
        page.units,
        page.mode,
        target_kg=None if goal is None else goal[1],
        course=ahead and ahead.course,
        exercise=noun(lift.name),
    )
    say.chart(figure, partial(page.once, charts.thrusts_table, story.days, page.units), "lift_course")
    if isinstance(found, NotEnough) and goal is not None:
        say.text(found.about(f"when you will lift {page.units.say_load(goal[1])}"))
    elif found is not None:
        say.text(page.once(said, found, strength.say_milestone, page.units).sentence)
    _bests(story, page)
    say.details(page.once(strength.say_story, story, page.units), "lift")


def _bests(story: Story, page: Page) -> None:
    small_table.beside(
        {
            "Heaviest by repetitions": page.once(reps_table, story.reps, page.units),
            "Bests, newest first": page.once(_newest_bests, story.records, page.units),
        }
    )


def reps_table(reps: pd.DataFrame, units: Units) -> pd.DataFrame:
    """`bests.rep_records` as the reader sees it, a row a set: "Repetitions" ('1', '2 to 10'), "Load, lb" (or kg),
    "Day"."""
    per_set = reps.groupby((reps[["load_kg", "day"]] != reps[["load_kg", "day"]].shift()).any(axis=1).cumsum())
    rows = per_set.agg(first=("reps", "min"), last=("reps", "max"), kg=("load_kg", "first"), day=("day", "first"))
    spans = zip(rows["first"], rows["last"], strict=True)
    return pd.DataFrame(
        {
            "Repetitions": [f"{first}" if first == last else f"{first} to {last}" for first, last in spans],
            f"Load, {units.load}": [units.say_load(kg).split(" ")[0] for kg in rows["kg"]],
            "Day": [units.say_date(day) for day in rows["day"]],
        }
    )


def _newest_bests(records: pd.DataFrame, units: Units) -> pd.DataFrame:
    return bests_table(records, units).head(BESTS_SHOWN)


def bests_table(records: pd.DataFrame, units: Units) -> pd.DataFrame:
    """`bests.records`, the newest first: "Day", "What" (lifted or estimated), "Load, lb", "Set", "More, lb"."""
    rows = records[::-1]
    more = units.to_load(rows["kg"] - rows["before_kg"])
    return pd.DataFrame(
        {
            "Day": [units.say_date(day) for day in rows["day"]],
            "What": rows["what"].str.capitalize().to_numpy(),
            f"Load, {units.load}": [units.say_load(kg).split(" ")[0] for kg in rows["kg"]],
            "Set": [by_reps(kg, n, units) for kg, n in zip(rows["from_kg"], rows["reps"], strict=True)],
            f"More, {units.load}": ["" if each != each else say_number(each) for each in more],
        }
    )
