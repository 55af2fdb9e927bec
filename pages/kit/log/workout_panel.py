"""The page of a workout: exercises with their bests and glute shares, volume per muscle, every set."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.log import workout as one_workout
from analytics.log.workout import Workout
from analytics.words import counted, say_number
from data.units import Units
from pages.kit import choices, empty, say
from pages.kit.links import address
from pages.kit.shell import Page

LOG = "pages/2_Log.py"
# On a phone the load and the repetitions stand beside the exercise.
NARROW = {"Exercise": st.column_config.TextColumn(width=190)}
KINDS = {"work": "Work", "warmup": "Warm-up", "drop": "Drop", "failure": "To failure"}


def choose(page: Page) -> Workout | None:
    """The workout in the address, else the newest; None, and a sentence, where there is none of that id."""
    sets = page.frames.sets
    kept = st.session_state.get("workout_open")
    wanted = st.query_params.get("workout") or (kept if kept in set(sets["workout_id"]) else None)
    if wanted is None and len(sets):
        wanted = str(sets.sort_values("day", kind="stable")["workout_id"].iloc[-1])
    found = None if wanted is None else one_workout.of(page.frames, wanted)
    if found is None:
        st.title("Workout")
        if sets.empty:
            empty.invite("No lifting yet: bring a file, and each workout has a page.", empty.LIFTS)
        else:
            say.sentence("This log has no such workout. It may have been removed, or belong to another log.")
            st.page_link(LOG, label="Choose one in the Log", icon=":material/calendar_month:")
        return None
    st.session_state["workout_open"] = wanted
    choices.note(workout=str(wanted))
    return found


def title(found: Workout, page: Page) -> None:
    """The way back, the day, and what the workout came to."""
    back = address(day=f"{found.day:%Y-%m-%d}", month=f"{found.day:%Y-%m}")
    with st.container(key="workout_ways"):
        st.page_link(LOG, label="Log", icon=":material/arrow_back:", query_params=back)
    st.title(f"{page.units.say_long_day(found.day)}: {counted(found.glute_sets, 'glute set')}", anchor=False)
    bests = found.exercises[found.exercises["best"] != ""]
    said = [f"{row['exercise']} {_best(row, page.units)}" for row in bests.to_dict("records")]
    say.sentence(say.plain("; ".join(said)) if said else "No best was beaten.")


def _best(row: dict[str, float | str], units: Units) -> str:
    if row["best"] == one_workout.HEAVIEST:
        return f"{units.say_load(float(row['load_kg']))}: heaviest so far"
    return f"one repetition at about {units.say_load(float(row['e1rm']))}: best estimate so far"


def exercises(found: Workout, page: Page) -> None:
    """An exercise a row, with what its sets counted for the glutes and why."""
    table = exercise_table(found.exercises, page.units)
    has_best = (found.exercises["best"] != "").any()
    shown = table if has_best else table.drop(columns="Best")
    st.dataframe(shown, hide_index=True, placeholder="", column_config=NARROW)
    st.caption(
        "A hard set counts whole where the exercise trains the glutes directly, half where it does so indirectly. "
        "Warm-ups and sets logged as easy are no hard sets."
    )


def exercise_table(rows: pd.DataFrame, units: Units) -> pd.DataFrame:
    """`Workout.exercises` as the reader sees it."""
    return pd.DataFrame(
        {
            "Exercise": rows["exercise"],
            f"Top load, {units.load}": units.to_load(rows["load_kg"]).round(1),
            "Reps": rows["reps"],
            "Glute sets": rows["glute_sets"],
            "Counts each": [_share(share) for share in rows["share"]],
            "Sets": rows["n_sets"],
            "Hard sets": rows["n_hard"],
            f"Single, estimated, {units.load}": units.to_load(rows["e1rm"]).round(0),
            "Best": rows["best"],
        }
    )


def _share(share: float) -> str:
    if share != share:
        return "name not known: 0"
    return {0.0: "not for the glutes", 0.5: "half", 1.0: "whole"}.get(share, say_number(share, 2))


def muscles(found: Workout) -> None:
    """Hard sets per muscle, as bars in a table."""
    st.header("Hard sets per muscle", anchor=False)
    if found.muscles.empty:
        st.markdown("None of the exercises has known muscles: name them on the page Lifting.")
        return
    most = float(found.muscles["sets"].max())
    table = found.muscles.rename(columns={"muscle": "Muscle", "sets": "Hard sets"})
    bar = st.column_config.ProgressColumn("Hard sets", format="%.1f", min_value=0.0, max_value=most, color="orange")
    st.dataframe(table, hide_index=True, column_config={"Hard sets": bar})


def sets(found: Workout, page: Page) -> None:
    """Every set as logged."""
    st.header("Every set", anchor=False)
    rows, units = found.sets, page.units
    table = pd.DataFrame(
        {
            "Exercise": rows["said"],
            "Set": rows["set_no"],
            f"Load, {units.load}": units.to_load(rows["load_kg"]).round(1),
            "Reps": rows["reps"],
            "Kind": rows["kind"].map(KINDS).fillna("Work"),
            "In reserve": rows["rir"],
            "Effort": rows["rpe"],
            f"Single, estimated, {units.load}": units.to_load(rows["e1rm"]).round(0),
            "Glute sets": rows["glute_sets"],
            "Note": rows["note"],
        }
    )
    table = table.dropna(axis="columns", how="all")
    st.dataframe(table, hide_index=True, height=35 * (len(table) + 1) + 3, placeholder="", column_config=NARROW)
