"""Where it hurts: the choice of a place on the page Pain, and its places and flares in words."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import streamlit as st

from analytics.pain import diary
from analytics.pain.diary import Kept
from analytics.words import counted, listed, say_date, say_number
from pages.kit import say
from pages.kit.shell import Page

WORST = "The worst of all"
NOT_NAMED = "not named"
FLARES_IN_SIGHT, SCROLLED_PX = 8, 380


def choose(page: Page) -> Page:
    """The page with the pain of the place the reader chose; of all of them, as it is, which is said."""
    places = diary.named_sites(page.frames.pain).fillna(NOT_NAMED)
    told = places[page.frames.pain["score"].notna()]
    names = list(told.value_counts().index)
    if len(set(names) - {NOT_NAMED}) < 2:
        return page
    # A key of its own for each set of places: a choice never outlives its place.
    chosen = st.selectbox("Where", [WORST, *names], format_func=_title, key=f"place_{'_'.join(sorted(names))}")
    if chosen == WORST:
        said = [name if name != NOT_NAMED else "scores that name no place" for name in names]
        st.caption(f"Drawn and counted is the worst of each day: of {listed([say.plain(name) for name in said])}.")
        return page
    return dataclasses.replace(page, log=page.log.at_site(places == chosen))


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def in_words(kept: Kept) -> None:
    """The places a line each, and the flares, latest first."""
    lines = [_place(row) for row in kept.sites.to_dict("records")]
    st.markdown("\n".join(f"- {line}" for line in lines))
    flares = kept.flares
    if len(flares):
        # A table of this kind breaks its lines where a phone ends.
        with st.container(height=SCROLLED_PX if len(flares) > FLARES_IN_SIGHT else "content"):
            st.table(flares_table(flares).set_index("When"))


def _place(row: dict[str, Any]) -> str:
    said = f"**{say.plain(_title(row['site']))}**: scored on {counted(row['n_days'], 'day')}"
    said += f", the last {say_date(row['last_day'])}; usually {say_number(row['median'])}"
    said += f", at most {say_number(row['highest'])}"
    return f"{said}; {counted(row['n_flares'], 'flare')}." if row["n_flares"] else f"{said}."


def flares_table(flares: pd.DataFrame) -> pd.DataFrame:
    """Columns "When", "Days", "Highest" and, where the diary tells, "Where", latest first; '' where not known."""
    latest = flares[::-1]
    table = pd.DataFrame(
        {
            "When": [_when(start, end) for start, end in zip(latest["start"], latest["end"], strict=True)],
            "Days": [f"{n:,}" for n in latest["n_days"]],
            "Highest": ["" if pd.isna(score) else say_number(score) for score in latest["highest"]],
            "Where": latest["sites"].to_numpy(),
        }
    )
    return table if (table["Where"] != "").any() else table.drop(columns="Where")


def _when(start: pd.Timestamp, end: pd.Timestamp) -> str:
    """'24 Jun 2024', '20 to 24 Jun 2024', '28 Jun to 2 Jul 2024'."""
    if start == end:
        return say_date(end)
    parts = say_date(start).split()
    n_said = 1 if (start.year, start.month) == (end.year, end.month) else 2 if start.year == end.year else 3
    return f"{' '.join(parts[:n_said])} to {say_date(end)}"
