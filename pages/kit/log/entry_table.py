"""The table of the Log's list, as text of the page: an entry a row, and each row opens its day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from analytics.log import entries
from analytics.words import say_number
from data.units import Units
from pages.kit.log.components import component

KEY = "log_table"
MISSING = "–"
# What an entry is: its name, and its icon among the Material symbols.
KINDS = {
    entries.RUN: ("Run", "directions_run"),
    entries.WORKOUT: ("Lift", "fitness_center"),
    entries.PAIN: ("Pain", "healing"),
}
_draw = component("entries")


def draw(table: dict[str, Any], opens: pd.Timestamp, colours: dict[str, str], on_choice: Callable[[], None]) -> None:
    """Draws what `of` made, the rows of the day `opens` marked; `on_choice` is called where a row is pressed, and
    `chosen` then says of which day."""
    _draw(key=KEY, data={"table": table, "open": _iso(opens), "colours": colours}, on_day_change=on_choice)


def chosen() -> str:
    """The day of the row that was pressed, '2026-03-08'; for callbacks."""
    day: str = st.session_state[KEY].day
    return day


def of(shown: pd.DataFrame, units: Units) -> dict[str, Any]:
    """The rows of `analytics.log.entries` in the reader's words: `heads` (the columns that hold anything, each with
    what its name stands for) and `rows`."""
    columns = [
        (units.distance, "Distance", [_distance(each) for each in units.to_distance(shown["distance_m"])]),
        (f"/{units.distance}", "Pace", [pace(each, units) for each in shown["speed_m_s"]]),
        ("Sets", "Glute sets", [_number(each, 1) for each in shown["glute_sets"]]),
        ("Pain", "Pain, 0–10", [_number(each, 0) for each in shown["pain"]]),
        ("Next", "Pain the next morning, 0–10", [_number(each, 0) for each in shown["next_morning"]]),
    ]
    held = [column for column in columns if any(column[2])]
    kept = shown[["day", "kind", "title", "note", "shoe"]].to_dict("records")
    return {
        "heads": [{"name": name, "means": means} for name, means, _ in held],
        "rows": [
            {**_row(entry, units), "numbers": [cells[at] or MISSING for _, _, cells in held]}
            for at, entry in enumerate(kept)
        ],
    }


def _row(entry: dict[str, Any], units: Units) -> dict[str, Any]:
    name, icon = KINDS[entry["kind"]]
    small = [each for each in (entry["note"], entry["shoe"]) if isinstance(each, str) and each]
    return {
        "day": _iso(entry["day"]),
        "date": f"{units.say_short_day(entry['day'])} ’{entry['day']:%y}",
        "kind": entry["kind"],
        "name": name,
        "icon": icon,
        "title": entry["title"] if isinstance(entry["title"], str) else name,
        "small": " · ".join(small),
    }


def _iso(day: pd.Timestamp) -> str:
    return f"{day:%Y-%m-%d}"


def _distance(value: float) -> str:
    return f"{value:.1f}" if value == value else ""


def _number(value: float, digits: int) -> str:
    return say_number(value, digits) if value == value else ""


def pace(speed_m_s: float, units: Units) -> str:
    """'8:44' a mile or kilometre; '' where there is no speed."""
    return units.say_pace(speed_m_s).split(" ")[0] if speed_m_s > 0 else ""
