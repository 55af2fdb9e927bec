"""An earlier day of the diary, filled in from memory or left unknown; and what else a day's entry may hold."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from data.store import Store
from pages.kit import folded
from pages.kit.pain import places
from pages.kit.shell import Page

SCORES = tuple(range(11))
MOMENT_WORDS = {"morning": "In the morning", "after": "After the run", "evening": "In the evening", "day": "That day"}
FACTORS = {
    "sleep_h": ("Sleep, hours", 0.0, 16.0),
    "stress": ("Stress, 0-10", 0.0, 10.0),
    "sitting_h": ("Sitting, hours", 0.0, 20.0),
}
MISSED_SHOWN = 28


def backfill(page: Page, calendar: pd.DataFrame) -> None:
    """Any earlier day, picked on a calendar, to be filled in from memory or left unknown."""
    if page.is_demo:
        return
    recent = calendar[calendar["day"] > pd.Timestamp(page.today) - pd.Timedelta(days=MISSED_SHOWN)]
    missed = recent.loc[~recent["is_logged"] & (recent["day"] < pd.Timestamp(page.today)), "day"].dt.date.tolist()
    label = f"Fill in an earlier day ({len(missed)} of the last {MISSED_SHOWN} were not written down)"
    folded.one(label, "earlier_day", partial(_ask, page, missed[-1] if missed else None))


def _ask(page: Page, suggested: date | None) -> None:
    st.caption("Only fill in what you remember; an unknown day is better than a guess.")
    day = st.date_input("Day", suggested, max_value=page.today, format=page.units.date_field)
    if day is None:
        return
    written = page.frames.pain.loc[page.frames.pain["day"] == pd.Timestamp(day), "score"].dropna()
    if len(written):
        scores = ", ".join(f"{score:.0f}" for score in written)
        st.caption(f"Already written for that day: {scores}. Another score is kept beside it.")
    _form(page, day, f"day_{day}")


def _form(page: Page, day: date, key: str) -> None:
    turn = st.session_state.setdefault(f"turn_{key}", 0)
    with st.form(f"entry_{key}_{turn}", border=False):
        score = st.segmented_control("Score: 0 none, 10 the worst", SCORES, key=f"score_{key}_{turn}")
        moment = st.segmented_control(
            "When", list(MOMENT_WORDS), format_func=MOMENT_WORDS.__getitem__, key=f"moment_{key}_{turn}"
        )
        flare = st.segmented_control("A flare?", ("yes", "no"), key=f"flare_{key}_{turn}")
        place = st.selectbox("Where", places.ALL, index=None, format_func=places.say, key=f"place_{key}_{turn}")
        note = st.text_input("Note", key=f"note_{key}_{turn}")
        factors = ask_factors(f"{key}_{turn}")
        if st.form_submit_button("Keep it", type="primary", width="stretch"):
            if score is not None:
                said = None if flare is None else float(flare == "yes")
                where = places.columns(place) if place else {}
                page.store.add_pain(
                    day=day, score=float(score), flare=said, moment=moment or "day", note=note, **where
                )
            if not keep_factors(page.store, day, factors) and score is None:
                st.toast("Nothing was kept: tap a score first.")
                return
            st.session_state[f"turn_{key}"] = turn + 1
            st.rerun()


def ask_factors(key: str) -> dict[str, float | None]:
    """Sleep, stress and sitting; None where nothing was entered."""
    return {
        name: st.number_input(label, low, high, value=None, key=f"{name}_{key}")
        for name, (label, low, high) in FACTORS.items()
    }


def keep_factors(store: Store, day: date, factors: dict[str, float | None]) -> int:
    """Keeps the values that were entered; returns how many."""
    given = {name: value for name, value in factors.items() if value is not None}
    for name, value in given.items():
        store.add_factor(
            day=day, name=name.removesuffix("_h"), value=value, unit="h" if name.endswith("_h") else None
        )
    return len(given)
