"""The latest runs as links to their pages, and what each pair of shoes has run."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analytics.running import weeks
from analytics.words import say_number
from data.units import Units
from pages.kit.drawn import link_rows
from pages.kit.drawn.link_rows import LinkRow
from pages.kit.links import address, to
from pages.kit.shell import Page

RUN, LOG = "pages/11_Run.py", "pages/2_Log.py"
N_SHOWN = 8


def section(page: Page) -> None:
    """A row a run, the newest first, each leading to its page; then the way to all of them."""
    rows = page.once(weeks.latest, page.frames.runs, page.daily, N_SHOWN, page.first_day)
    st.header("Recent runs", anchor=False)
    if rows.empty:
        st.markdown("No run in these dates.")
        return
    link_rows.show((_row(row, page.units) for row in rows.to_dict("records")), "runs")
    st.page_link(LOG, label="All runs", icon=":material/list:", query_params=address(log_kind="Runs"))


def _row(row: dict[str, Any], units: Units) -> LinkRow:
    return LinkRow(to(RUN, run=row["run_id"]), _name(row, units), _facts(row, units))


def _name(row: dict[str, Any], units: Units) -> str:
    """'Thu 26 Nov 2026: 3.2 mi, Tempo'."""
    day = pd.Timestamp(row["day"])
    distance = units.say_distance(row["distance_m"]) if row["distance_m"] > 0 else "distance not recorded"
    title = f", {row['title']}" if isinstance(row["title"], str) else ""
    return f"{units.say_day(day)}: {distance}{title}"


def _facts(row: dict[str, Any], units: Units) -> str:
    """'9:04 /mi · 143 bpm · next morning 2'; what is missing is left out."""
    parts = [units.say_pace(row["speed_m_s"])] if row["speed_m_s"] > 0 else []
    parts += [f"{row['hr_mean_bpm']:.0f} bpm"] if row["hr_mean_bpm"] > 0 else []
    scored = row["next_morning"] == row["next_morning"]
    parts += [f"pain {say_number(row['next_morning'])} the next morning"] if scored else []
    return " · ".join(parts)


def shoes(page: Page) -> None:
    """A row a pair with its distance; one line where no run names its shoe."""
    rows = page.log.parts(weeks.shoes, page.frames.runs)
    st.header("Shoes", anchor=False)
    if rows.empty:
        st.markdown("No run names its shoe. Exports that do (Strava) bring them along.")
        return
    units = page.units
    distance = units.to_distance(rows["distance_m"])
    table = pd.DataFrame(
        {
            "Shoe": rows["shoe"],
            f"Distance, {units.distance}": distance.round(0),
            "Runs": rows["n_runs"],
            "First": [units.say_date(day) for day in rows["first"]],
            "Last": [units.say_date(day) for day in rows["last"]],
        }
    )
    name = f"Distance, {units.distance}"
    bar = st.column_config.ProgressColumn(name, format="%.0f", min_value=0.0, max_value=float(distance.max()) or 1.0)
    st.dataframe(table, hide_index=True, column_config={name: bar})
