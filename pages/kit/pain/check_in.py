"""Writing pain down: ten seconds, one thumb, never filled in beforehand."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from data import schema
from pages.kit.shell import Page

SCORES = tuple(range(11))
SITE_WORDS = {site: site.replace("_", " ") for site in schema.SITES}
MOMENT_WORDS = {"morning": "this morning", "after": "after the run", "evening": "this evening", "day": "today"}
FACTORS = {
    "sleep_h": ("Sleep, hours", 0.0, 16.0),
    "stress": ("Stress, 0-10", 0.0, 10.0),
    "sitting_h": ("Sitting, hours", 0.0, 20.0),
}
MISSED_SHOWN = 28


def ask(page: Page) -> None:
    """The check-in of today; on the demo it is shown but keeps nothing."""
    if page.is_demo:
        return
    written = page.frames.pain[page.frames.pain["day"] == pd.Timestamp(page.today)]
    title = "How is the pain?" if written.empty else "Write down another score for today"
    with st.expander(title, expanded=written.empty, icon=":material/edit:"):
        _form(page, page.today, "today")


def _form(page: Page, day: date, key: str) -> None:
    turn = st.session_state.setdefault(f"check_in_turn_{key}", 0)
    with st.form(f"check_in_{key}_{turn}", border=False):
        score = st.segmented_control("Score: 0 none, 10 the worst", SCORES, key=f"score_{key}_{turn}")
        moment = st.segmented_control(
            "When", list(MOMENT_WORDS), format_func=MOMENT_WORDS.__getitem__, key=f"moment_{key}_{turn}"
        )
        flare = st.segmented_control("A flare?", ("yes", "no"), key=f"flare_{key}_{turn}")
        with st.expander("Where, a note, sleep, stress, sitting"):
            site = st.pills("Where", list(SITE_WORDS), format_func=SITE_WORDS.__getitem__, key=f"site_{key}_{turn}")
            note = st.text_input("Note", key=f"note_{key}_{turn}")
            factors = {
                name: st.number_input(label, low, high, value=None, key=f"{name}_{key}_{turn}")
                for name, (label, low, high) in FACTORS.items()
            }
        if st.form_submit_button("Keep it", type="primary", width="stretch"):
            _keep(page, day, score, {"moment": moment or "day", "site": site, "note": note}, flare, factors)
            st.session_state[f"check_in_turn_{key}"] = turn + 1
            st.rerun()


def _keep(
    page: Page,
    day: date,
    score: int | None,
    entry: dict[str, Any],
    flare: str | None,
    factors: dict[str, float | None],
) -> None:
    given = {name: value for name, value in factors.items() if value is not None}
    if score is None and not given:
        st.toast("Nothing was kept: tap a score first.")
        return
    if score is not None:
        now = datetime.now().astimezone()
        time = now.strftime("%H:%M") if day == page.today else None
        said = None if flare is None else float(flare == "yes")
        page.store.add_pain(day=day, time=time, score=float(score), flare=said, **entry)
    for name, value in given.items():
        page.store.add_factor(
            day=day, name=name.removesuffix("_h"), value=value, unit="h" if name.endswith("_h") else None
        )
    st.toast("Kept.")


def backfill(page: Page, calendar: pd.DataFrame) -> None:
    """Any earlier day, picked on a calendar, to be filled in from memory or left unknown."""
    if page.is_demo:
        return
    recent = calendar[calendar["day"] > pd.Timestamp(page.today) - pd.Timedelta(days=MISSED_SHOWN)]
    missed = recent.loc[~recent["is_logged"] & (recent["day"] < pd.Timestamp(page.today)), "day"].dt.date.tolist()
    with st.expander(f"Fill in an earlier day ({len(missed)} of the last {MISSED_SHOWN} were not written down)"):
        st.caption("Only fill in what you remember; an unknown day is better than a guess.")
        day = st.date_input("Day", missed[-1] if missed else None, max_value=page.today, format="YYYY-MM-DD")
        if day is None:
            return
        written = page.frames.pain.loc[page.frames.pain["day"] == pd.Timestamp(day), "score"].dropna()
        if len(written):
            scores = ", ".join(f"{score:.0f}" for score in written)
            st.caption(f"Already written for that day: {scores}. Another score is kept beside it.")
        _form(page, day, f"day_{day}")
