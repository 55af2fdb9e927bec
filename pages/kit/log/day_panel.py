"""An open day: its runs, its workouts, its pain, the morning after, the 14 days before, and its corrections."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts import fortnight
from analytics.log import day as one_day
from analytics.log import say as words
from analytics.log.day import Day
from pages.kit import folded, say
from pages.kit.links import address
from pages.kit.log import editing, joined, opened
from pages.kit.shell import Page

RUN, WORKOUT = "pages/11_Run.py", "pages/12_Workout.py"
# Running blue, lifting vermillion (the theme's blue and orange), pain ink.
RAN, LIFTED, HURT = ":blue[:material/directions_run:]", ":orange[:material/fitness_center:]", ":material/healing:"


def section(page: Page) -> None:
    """The day that is open, with arrows to the days beside it."""
    when = opened.day(page)
    found = page.once(one_day.on, page.frames, page.daily, when, first_weekday=page.first_weekday)
    _head(page, when)
    if found.is_empty:
        st.markdown("Nothing on record for this day." if when <= pd.Timestamp(page.today) else "Still to come.")
    _runs(found, page)
    _workouts(found, page)
    _pain(found, page)
    _before(found, page)
    folded.one("Correct, join or remove", f"edit_{when:%Y-%m-%d}", lambda: _edit(page, when), icon=":material/edit:")


def _edit(page: Page, when: pd.Timestamp) -> None:
    editing.of_day(page, when)
    joined.of_day(page, when)


def _head(page: Page, when: pd.Timestamp) -> None:
    before, after = one_day.neighbours(page.daily, when)
    with st.container(horizontal=True, vertical_alignment="center", key="day_head"):
        st.header(page.units.say_long_day(when), anchor=False, width="stretch")
        for day, label, icon in ((before, "Day before", "chevron_left"), (after, "Day after", "chevron_right")):
            st.button(
                label,
                icon=f":material/{icon}:",
                disabled=day is None,
                on_click=opened.open_day,
                args=(day or when,),
                key=f"day_{icon}",
            )


def _runs(found: Day, page: Page) -> None:
    for _, run in found.runs.iterrows():
        with st.container(border=True, key=f"day_run_{run['run_id']}", gap="xsmall"):
            facts = [words.title(run), words.run_facts(run, page.units), run["note"]]
            st.markdown(_part(words.run_head(run, page.units), *facts, mark=RAN))
            st.page_link(
                RUN, label="Open run", icon=":material/arrow_forward:", query_params=address(run=run["run_id"])
            )


def _workouts(found: Day, page: Page) -> None:
    for workout_id, (head, lines) in page.once(words.workouts, found.sets, page.units).items():
        with st.container(border=True, key=f"day_workout_{workout_id}", gap="xsmall"):
            st.markdown(_part(head, *lines, mark=LIFTED))
            link = address(workout=workout_id)
            st.page_link(WORKOUT, label="Open workout", icon=":material/arrow_forward:", query_params=link)


def _pain(found: Day, page: Page) -> None:
    head, usual = words.next_morning(found, pd.Timestamp(page.today))
    entries = [_part(words.pain_head(entry), entry["note"], mark=HURT) for _, entry in found.pain.iterrows()]
    parts = [*(entries or [_part("No pain score")]), _small(words.factors(found.factors)), _part(head, usual)]
    with st.container(border=True, key="day_pain", gap="xsmall"):
        st.markdown("\n\n".join(part for part in parts if part))


def _part(head: str, *small: object, mark: str = "") -> str:
    """A line in bold, and what is said of it below, a line each."""
    return "  \n".join(part for part in (f"{mark} **{say.plain(head)}**".strip(), _small(*small)) if part)


def _small(*texts: object) -> str:
    """What there is of `texts`, a line of small print each."""
    said = (say.plain(text) for text in texts if isinstance(text, str) and text)
    return "  \n".join(f":small[:gray[{line}]]" for line in said)


def _before(found: Day, page: Page) -> None:
    if found.before.days[["distance_m", "glute_sets", "pain"]].isna().all(axis=None):
        return
    head, small = words.fortnight(found.before, page.units)
    figure = page.drawn(fortnight.fortnight, found.before.days, head, small, page.units, page.mode)
    say.chart(figure, partial(page.once, fortnight.fortnight_table, found.before.days, page.units), "fortnight")
