"""The list of the Log: search, filters, order, fifty a page, and a row that opens its day."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.log import entries
from analytics.once import Once
from analytics.words import counted
from data.units import Units
from pages.kit import choices
from pages.kit.log import calendar, entry_table, opened
from pages.kit.shell import Page

PER_PAGE = 50
KINDS = {"all": "All", entries.RUN: "Runs", entries.WORKOUT: "Lifts", entries.PAIN: "Pain"}
# How the list can be ordered: column of `entries`, and whether the largest comes first.
ORDERS = {
    "newest": ("Newest first", "day", False),
    "oldest": ("Oldest first", "day", True),
    "longest": ("Longest run first", "distance_m", False),
    "fastest": ("Fastest run first", "speed_m_s", False),
    "sets": ("Most glute sets first", "glute_sets", False),
    "pain": ("Most pain first", "pain", False),
    "morning": ("Worst next morning first", "next_morning", False),
}


def rows(page: Page) -> pd.DataFrame:
    """Every entry, newest first; worked out once for a log."""
    return page.once(entries.all_of, page.frames, page.daily)


@st.fragment
def section(page: Page) -> None:
    """Search and filters over the table; choosing a row opens its day."""
    everything = rows(page)
    asked = _ask(everything, page)
    order = st.session_state.get("log_order", "newest")
    # What is asked is not remembered, nor what is made of it: who types asks for a table at each letter.
    is_asked = any(value is not None and value != "" for value in asked.values())
    once = Once(most=0) if is_asked else page.once
    found = once(_found, everything, page.first_day, order, asked)
    if found.empty:
        st.markdown("Nothing fits. Take a filter or a word away.")
        return
    n_pages = -(-len(found) // PER_PAGE)
    number = min(int(st.session_state.get("log_page", 1)), n_pages)
    shown = once(_shown, found, number)
    entry_table.draw(once(entry_table.of, shown, page.units), opened.day(page), calendar.colours(page), _chosen)
    _foot(found, number, n_pages, page.units)
    if st.session_state.pop("log_opened", False):
        st.rerun()


def _found(everything: pd.DataFrame, since: pd.Timestamp | None, order: str, asked: dict[str, Any]) -> pd.DataFrame:
    _, column, is_rising = ORDERS[order]
    found = entries.matching(everything, since=since, **asked)
    return found.sort_values(column, ascending=is_rising, na_position="last", kind="stable", ignore_index=True)


def _shown(found: pd.DataFrame, number: int) -> pd.DataFrame:
    return found.iloc[(number - 1) * PER_PAGE : number * PER_PAGE]


def _ask(everything: pd.DataFrame, page: Page) -> dict[str, Any]:
    """What the reader asks of the list, as `entries.matching` takes it."""
    units = page.units
    choices.start_with("log_kind", list(KINDS), lambda: "all", KINDS.__getitem__)
    choices.start_with("log_order", list(ORDERS), lambda: "newest", _order)
    words = choices.words("Search titles, notes, shoes and exercises", "log_search")
    with st.container(horizontal=True, vertical_alignment="bottom", key="log_filters"):
        kind = choices.buttons("Show", "log_kind", list(KINDS), KINDS.__getitem__)
        with st.popover("Filter and sort", icon=":material/tune:"):
            choices.menu("Order", "log_order", list(ORDERS), _order)
            low = st.number_input(f"From, {units.distance}", 0.0, value=None, key="log_from")
            high = st.number_input(f"To, {units.distance}", 0.0, value=None, key="log_to")
            shoes = page.once(_shoes, everything)
            shoe = st.selectbox("Shoe", shoes, index=None, key="log_shoe") if shoes else None
            lifts = page.once(_lifts, everything)
            lift = st.selectbox("Exercise", lifts, index=None, key="log_exercise") if lifts else None
            blocks = page.once(_blocks, page.frames.blocks, page.units)
            block = st.selectbox("Block", list(blocks), index=None, key="log_block") if blocks else None
    return {
        "words": words,
        "kind": None if kind == "all" else kind,
        "from_m": None if low is None else low * units.m_per_distance,
        "to_m": None if high is None else high * units.m_per_distance,
        "shoe": shoe,
        "exercise": lift,
        "block": None if block is None else blocks[block],
    }


def _shoes(everything: pd.DataFrame) -> list[str]:
    return sorted(everything["shoe"].dropna().unique())


def _lifts(everything: pd.DataFrame) -> list[str]:
    return sorted(everything["exercises"].dropna().str.split(entries.DIVIDER).explode().unique())


def _blocks(blocks: pd.DataFrame, units: Units) -> dict[str, tuple[pd.Timestamp, pd.Timestamp]]:
    """The first and last day of every block, the latest on top, by its name and days."""
    found = blocks.sort_values("start", ascending=False)
    return {
        f"{row['name']}, {units.say_days(row['start'], row['end'])}": (row["start"], row["end"])
        for row in found.to_dict("records")
    }


def _order(name: str) -> str:
    return ORDERS[name][0]


def in_units(found: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The entries as the CSV file has them."""
    pace = [entry_table.pace(v, units) or None for v in found["speed_m_s"]]
    return pd.DataFrame(
        {
            "Day": found["day"].dt.date,
            "Kind": found["kind"].map({kind: name for kind, (name, _) in entry_table.KINDS.items()}),
            "What": found["title"].fillna("Run"),
            f"Distance, {units.distance}": units.to_distance(found["distance_m"]).round(1),
            f"Pace, /{units.distance}": pd.Series(pace, found.index, dtype="str"),
            "Glute sets": found["glute_sets"],
            "Pain": found["pain"],
            "Next morning": found["next_morning"],
            "Shoe": found["shoe"],
            "Note": found["note"],
        }
    )


def _chosen() -> None:
    opened.open_day(entry_table.chosen())
    st.session_state["log_opened"] = True


def _foot(found: pd.DataFrame, number: int, n_pages: int, units: Units) -> None:
    first = (number - 1) * PER_PAGE + 1
    with st.container(horizontal=True, vertical_alignment="center", key="log_foot"):
        last = min(first + PER_PAGE - 1, len(found))
        st.caption(f"{first:,}–{last:,} of {counted(len(found), 'entry', 'entries')}", width="stretch")
        if n_pages > 1:
            st.pagination(n_pages, key="log_page", max_visible_pages=5)
        st.download_button(
            "CSV",
            lambda: in_units(found, units).to_csv(index=False),
            "log.csv",
            "text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
