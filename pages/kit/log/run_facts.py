"""What else there is to know of a run: shoe, source, the day's other entries."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.log import day as one_day
from analytics.log import origins
from analytics.log import run as one_run
from analytics.log import say as words
from analytics.words import counted, say_number
from data.units import Units
from pages.kit import say
from pages.kit.shell import Page


def section(run: pd.Series, page: Page) -> None:
    """Small facts in a row."""
    facts = [*_of_run(run, page), *_of_day(run, page)]
    st.header("Also on record", anchor=False)
    with st.container(key="run_facts"):
        for start in range(0, len(facts), 3):
            for column, (label, value) in zip(st.columns(3), facts[start : start + 3], strict=False):
                column.markdown(f":small[{label}]  \n**{say.plain(value)}**")
    told = origins.say_origins(page.store.origins([run["run_id"]]), str(run["kind"]))
    if told:
        say.note(f"Several recordings are this run. {told}")


def _of_run(run: pd.Series, page: Page) -> list[tuple[str, str]]:
    units = page.units
    facts = [("Time", words.say_clock(run["duration_s"]))] if run["duration_s"] > 0 else []
    if isinstance(run["shoe"], str):
        worn = units.say_distance(one_run.shoe_distance(page.frames.runs, run))
        facts.append(("Shoe", f"{run['shoe']}, {worn} with this run"))
    facts += [("Effort, 0–10", say_number(run["rpe"]))] if run["rpe"] == run["rpe"] else []
    facts += [("Cadence", f"{run['cadence_spm']:.0f} steps a minute")] if run["cadence_spm"] > 0 else []
    facts += (
        [("Temperature", _temperature(run["temperature_c"], units))]
        if run["temperature_c"] == run["temperature_c"]
        else []
    )
    facts += [("Note", run["note"])] if isinstance(run["note"], str) else []
    return [*facts, ("Source", words.source(run))]


def _temperature(celsius: float, units: Units) -> str:
    return f"{celsius * 9 / 5 + 32:.0f} °F" if units.name == "imperial" else f"{celsius:.0f} °C"


def _of_day(run: pd.Series, page: Page) -> list[tuple[str, str]]:
    found = page.once(one_day.on, page.frames, page.daily, run["day"], first_weekday=page.first_weekday)
    others = len(found.runs) - 1
    lifted = counted(float(found.sets["glute_sets"].sum()), "glute set") if len(found.sets) else "No lifting"
    facts = [("Also that day", lifted + (f", {counted(others, 'other run')}" if others > 0 else ""))]
    diary = words.factors(found.factors)
    return facts + ([("Diary", diary)] if diary else [])
