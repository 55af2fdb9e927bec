"""Choices of the page Lifting: the lift, the milestone, how sets are counted, what loads mean."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analytics import ask, lag, strength
from analytics.result import said
from analytics.strength import dose
from analytics.strength.counting import SETTINGS, Setting
from data.units import KG_PER_LB
from pages.kit import choices, folded, say
from pages.kit.shell import Page

# What is added to each load, in kg; the men's and women's Olympic bars, and the bar most gyms in pounds have.
BARS = {"yes": 0.0, "no, 20 kg": 20.0, "no, 15 kg": 15.0, "no, 45 lb": 45 * KG_PER_LB}
AT_ONCE = 8
# The milestone whose name is its load in pounds: it is said in the reader's units.
ROUND = "300 lb"
LIFT, NO_GOAL = "lift", "None"
IS_BAR_IN, WHAT_LOAD = "Is the bar in these loads?", "What was it loaded with?"
THRUSTS = {
    "a barbell": "Hip Thrust (Barbell)",
    "a dumbbell": "Hip Thrust (Dumbbell)",
    "a machine": "Hip Thrust (Machine)",
    "a Smith machine": "Hip Thrust (Smith Machine)",
    "a band": "Hip Thrust (Band)",
}


def _goals(page: Page) -> dict[str, float]:
    return strength.targets(page.settings.get("body_kg"), page.settings.get("own_goal_kg"))


def bars_kg(page: Page) -> dict[str, float]:
    """The weight to be added where the reader says that the log leaves the bar out, by name."""
    return dict(page.settings.get("bars_kg", {}))


def ask_loads(page: Page) -> None:
    """Loads that could mean more than one thing: with or without the bar, on what a hip thrust was loaded."""
    open_names = page.log.parts(strength.loads_to_ask, page.frames.sets)
    answered = bars_kg(page)
    bars = open_names[(open_names["ask"] == "bar") & ~open_names["exercise_raw"].isin(answered)]
    if len(bars):
        given = _asked(page, bars, f"Loads below an empty bar ({len(bars)})", IS_BAR_IN, list(BARS))
        if given:
            page.store.add_to_setting("bars_kg", {raw: BARS[answer] for raw, answer in given.items()})
            st.rerun()
    thrusts = open_names[open_names["ask"] == "basis"]
    if len(thrusts):
        given = _asked(
            page, thrusts, f"Hip thrusts that do not say their load ({len(thrusts)})", WHAT_LOAD, list(THRUSTS)
        )
        if given:
            page.store.add_to_setting("exercises", {raw: THRUSTS[answer] for raw, answer in given.items()})
            st.rerun()


def _asked(page: Page, names: pd.DataFrame, title: str, question: str, options: list[str]) -> dict[str, str]:
    with st.popover(title), st.form(question, border=False):
        given = {}
        for row in names.head(AT_ONCE).to_dict("records"):
            loads = f"{page.units.say_load(row['lightest_kg'])} to {page.units.say_load(row['heaviest_kg'])}"
            label = f"{say.plain(row['exercise_raw'])}: {row['n_sets']} sets, {loads}. {question}"
            given[row["exercise_raw"]] = st.radio(label, options, index=None, horizontal=True)
        if not st.form_submit_button("Keep these answers", type="primary", disabled=page.is_demo):
            return {}
    return {raw: answer for raw, answer in given.items() if answer}


def choose_lift(known: Sequence[strength.Lift]) -> strength.Lift:
    """Any lift of the log, the barbell hip thrust first; the choice stands in the address."""
    names = [lift.name for lift in known]
    choices.start_with(LIFT, names, lambda: names[0])
    return known[names.index(choices.menu("Lift", LIFT, names, str))]


def choose_goal(page: Page, lift: strength.Lift) -> tuple[str, float] | None:
    """The milestone looked at, its name ('' where that is its load) and kg; None where another lift has none."""
    goals = _goals(page)
    options = list(goals) if lift.name == strength.BARBELL_THRUST else [NO_GOAL, *goals]
    name = st.selectbox("Milestone", options, format_func=lambda each: _say_goal(page, each), key=f"goal_{lift.name}")
    return None if name == NO_GOAL else ("" if name == ROUND else name, goals[name])


def own_weights(page: Page) -> None:
    """What milestones can be made of: the body's weight, a load of the reader's own."""
    with st.popover("Own milestone", icon=":material/flag:"):
        _remember(page, "body_kg", f"Body weight, {page.units.load}")
        _remember(page, "own_goal_kg", f"Own milestone, {page.units.load}")


def _say_goal(page: Page, name: str) -> str:
    """The milestone in the reader's units: 300 lb and 136 kg are the same line."""
    return strength.say_target(_goals(page)[name], page.units) if name == ROUND else name


def _remember(page: Page, setting: str, label: str) -> None:
    per_load = KG_PER_LB if page.units.load == "lb" else 1.0
    kept = page.settings.get(setting)
    shown = None if kept is None else round(kept / per_load, 1)
    given = st.number_input(label, min_value=1.0, max_value=1000.0, value=shown, step=1.0, placeholder="optional")
    if given != shown:
        page.store.keep_setting(setting, None if given is None else given * per_load)
        st.rerun()


def choose_counting() -> Setting:
    """How sets are counted."""
    return st.selectbox("How sets are counted", SETTINGS, format_func=lambda each: each.says.capitalize())


def weeks(page: Page, setting: Setting) -> pd.DataFrame:
    """Sets by week and exercise over the dates in view."""
    rows = page.log.parts(
        dose.weekly,
        page.frames.sets,
        page.frames.exercises,
        page.log.today,
        setting,
        first_weekday=page.first_weekday,
    )
    return page.in_range(rows, "week")


def does_the_count_matter(page: Page) -> None:
    """Whether what pain does with glute sets reads differently when sets are counted otherwise."""
    folded.one("Does the way of counting change what goes together?", "counting", lambda: _every_count(page))


def _every_count(page: Page) -> None:
    if st.toggle("Ask again under every way of counting", key="every_count"):
        for row in _conclusions(page).to_dict("records"):
            st.markdown(f"**{row['setting'].capitalize()}.** {say.plain(row['sentence'])}")


def _conclusions(page: Page) -> pd.DataFrame:
    return dose.say_conclusions([said(answer, lag.say, page.units) for answer in ask.glutes_and_pain(page.log)])
