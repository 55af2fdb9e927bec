"""The head of a run's page: which run, its numbers beside earlier runs like it, and pain around it."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts import fortnight
from analytics.log import run as one_run
from analytics.log import say as words
from analytics.log.run import Like
from analytics.pain import mornings
from data.units import Units
from pages.kit import choices, empty, say
from pages.kit.drawn import metrics
from pages.kit.drawn.metrics import Metric
from pages.kit.links import address
from pages.kit.shell import Page

LOG, RUN = "pages/2_Log.py", "pages/11_Run.py"
# Fewer earlier mornings than this are said in words only (convention).
FEWEST_DRAWN = 5


def choose(page: Page) -> pd.Series | None:
    """The run in the address, else the newest; None, and a sentence, where there is none of that id."""
    runs = page.frames.runs
    wanted = st.query_params.get("run") or _kept(runs)
    if wanted is None and len(runs):
        wanted = str(runs.sort_values(["day", "start"], kind="stable")["run_id"].iloc[-1])
    found = None if wanted is None else one_run.find(runs, wanted)
    if found is None:
        st.title("Run")
        _none_found(page)
        return None
    st.session_state["run_open"] = str(found["run_id"])
    choices.note(run=str(found["run_id"]))
    return found


def _kept(runs: pd.DataFrame) -> str | None:
    """The run last looked at, where it is of this log."""
    run_id = st.session_state.get("run_open")
    return run_id if run_id in set(runs["run_id"]) else None


def _none_found(page: Page) -> None:
    if page.frames.runs.empty:
        empty.invite("No runs yet: bring a file, and each run has a page.", empty.RUNS)
        return
    say.sentence("This log has no such run. It may have been removed, or belong to another log.")
    st.page_link(LOG, label="Choose one in the Log", icon=":material/calendar_month:")


def title(run: pd.Series, page: Page) -> None:
    """The way back, the run's name, and the runs before and after it."""
    before, after = one_run.neighbours(page.frames.runs, run["run_id"])
    day = run["day"]
    with st.container(horizontal=True, vertical_alignment="center", key="run_ways"):
        back = {"day": f"{day:%Y-%m-%d}", "month": f"{day:%Y-%m}"}
        st.page_link(LOG, label="Log", icon=":material/arrow_back:", query_params=address(**back), width="stretch")
        for run_id, label, icon in ((before, "Run before", "chevron_left"), (after, "Run after", "chevron_right")):
            if run_id is not None:
                icon_of = f":material/{icon}:"
                st.page_link(RUN, label=label, icon=icon_of, query_params=address(run=run_id))
    distance = page.units.say_distance(run["distance_m"]) if run["distance_m"] > 0 else "distance not recorded"
    st.title(f"{page.units.say_long_day(day)}: {distance}", anchor=False)
    if words.title(run) != words.UNTITLED:
        st.caption(say.plain(words.title(run)))


def numbers(run: pd.Series, like: Like, units: Units) -> None:
    """Pace, heart rate and climb, each beside the median of earlier runs of like distance."""
    speed = run["distance_m"] / run["duration_s"] if run["duration_s"] > 0 else float("nan")
    shown: tuple[tuple[str, float, float, Callable[[float], str]], ...] = (
        ("Pace", speed, like.speed_m_s, units.say_pace),
        ("Heart rate", run["hr_mean_bpm"], like.hr_mean_bpm, lambda v: f"{v:.0f} bpm"),
        ("Climb", run["ascent_m"], like.ascent_m, units.say_climb),
    )
    metrics.row((_metric(*each) for each in shown), "run_numbers")


def _metric(label: str, value: float, usual: float, says: Callable[[float], str]) -> Metric:
    is_known = not math.isnan(value) and (value > 0 or label == "Climb")
    beside = "" if math.isnan(usual) else f"usually {says(usual)}"
    return Metric(label, says(value) if is_known else "–", beside)


def usual(like: Like) -> None:
    """What the usual beside the numbers is of; said below them."""
    if like.n < one_run.FEWEST_LIKE:
        st.caption("No usual yet: it takes five runs of like distance.")
    else:
        st.caption(f"Usual: the median of {like.n} runs of like distance (within a fifth) in the year before.")


def pain(run: pd.Series, page: Page) -> None:
    """Pain before and the next morning, beside the mornings after earlier runs of like distance."""
    if page.frames.pain.empty:
        st.markdown("No pain scores yet: one a morning shows how runs are answered.")
        return
    frames = page.frames
    rows = page.once(mornings.after_runs, frames.runs, frames.pain, frames.sets, frames.exercises)
    if run["run_id"] not in set(rows["run_id"]):
        return
    found = one_run.mornings(rows, page.daily, run["run_id"])
    with st.container(border=True, key="run_pain"):
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.markdown(f"## {words.around(found, page.units)}")
        if len(found.others) >= FEWEST_DRAWN:
            with right:
                figure = fortnight.mornings(found.others, found.after, found.baseline, page.mode)
                say.chart(figure, partial(fortnight.mornings_table, found.others), "mornings_like_it")
