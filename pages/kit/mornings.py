"""The morning after each run, against the runner's own usual morning."""

from __future__ import annotations

import streamlit as st

from analytics import mornings
from analytics.charts import next_morning as charts
from analytics.result import NotEnough, Result
from pages.kit import cached, say
from pages.kit.shell import Page

GROUPINGS = {"kind": "Kind of run", "distance": "Distance", "climb": "Climb", "legs": "Hours since leg work"}


def section(page: Page) -> None:
    """Sentence, strips by the grouping chosen, what happened after the hardest five."""
    st.header("The morning after a run")
    answer = _ask(page)
    if isinstance(answer, NotEnough):
        say.refusal(answer)
        return
    say.sentence(answer.sentence)
    by = st.segmented_control(
        "Sorted by", list(GROUPINGS), format_func=GROUPINGS.__getitem__, default="kind", required=True
    )
    rows = answer.table
    say.chart(
        charts.strips(rows, page.units, page.mode, by=by), charts.strips_table(rows, page.units, by=by), "mornings"
    )
    with st.expander("After the five hardest runs"):
        st.dataframe(answer.details["hardest"], hide_index=True)
    say.details(answer)


def _ask(page: Page) -> Result | NotEnough:
    frames = page.frames
    return cached.asked(
        lambda: mornings.response(
            frames.runs, frames.pain, frames.sets, frames.exercises, since=page.first_day, units=page.units
        ),
        "mornings",
        page.key,
        page.units.name,
    )
