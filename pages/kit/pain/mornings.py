"""The morning after each run, against the runner's own usual morning."""

from __future__ import annotations

import dataclasses
from functools import partial

import pandas as pd
import streamlit as st

from analytics import ask
from analytics.charts import next_morning as charts
from analytics.pain import mornings
from analytics.pain.mornings import Limits, Response
from analytics.result import NotEnough
from pages.kit import folded, say
from pages.kit.shell import Page

BY = "mornings_by"
GROUPINGS = {"kind": "Kind of run", "distance": "Distance", "climb": "Climb", "legs": "Hours since leg work"}


def section(page: Page) -> None:
    """Sentence, strips by the grouping chosen, what happened after the hardest five."""
    limits = Limits(**page.settings.get("pain_limits", {}))
    found = ask.next_mornings(page.log, limits, page.first_day)
    if isinstance(found, NotEnough):
        say.refusal(found, page.units)
        _limits(page, limits)
        return
    answer, rows = mornings.say_response(found, page.units), found.rows
    by = st.session_state.get(BY) or _telling(rows)
    figure = page.drawn(charts.strips, rows, page.units, page.mode, by=by)
    say.chart(figure, partial(page.once, charts.strips_table, rows, page.units, by=by), "mornings")
    st.segmented_control(
        "Sorted by", list(GROUPINGS), format_func=GROUPINGS.__getitem__, default=_telling(rows), required=True, key=BY
    )
    say.text(answer.sentence)
    folded.one("After the five hardest runs", "hardest", lambda: _hardest(found))
    say.details(answer, "mornings")
    _limits(page, limits)


def _hardest(found: Response) -> None:
    st.dataframe(found.hardest, hide_index=True)


def _telling(rows: pd.DataFrame) -> str:
    """By kind where most runs have one, else by distance."""
    return "kind" if (rows["kind"].fillna("unknown") != "unknown").mean() > 0.5 else "distance"


def _limits(page: Page, limits: Limits) -> None:
    """The pain-monitoring model's limits, to be set to the reader's own."""
    with st.expander("Limits of the pain-monitoring model"):
        st.caption("Tested for tendons and knees, not for backs. Pain during a run up to the first is called safe.")
        given = {
            "safe": st.number_input("Safe up to", 0.0, 10.0, float(limits.safe), 0.5),
            "acceptable": st.number_input("Acceptable up to", 0.0, 10.0, float(limits.acceptable), 0.5),
            "back_within": st.number_input("Back to usual within, points", 0.0, 5.0, float(limits.back_within), 0.5),
        }
    if given != dataclasses.asdict(limits):
        page.store.keep_setting("pain_limits", given)
        st.rerun()
