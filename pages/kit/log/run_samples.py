"""What a watch recorded along a run: route, linked panels, splits, drift and zones."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts import fortnight, route
from analytics.charts import samples as panels
from analytics.log import samples
from analytics.log import say as words
from analytics.result import NotEnough
from analytics.running.hard_minutes import highest_hr
from data import schema
from data.units import Units
from pages.kit import choices, say
from pages.kit.shell import Page

# Panels shown before any is asked for.
FIRST_PANELS = 3


def section(run: pd.Series, page: Page) -> None:
    """Everything the samples show; a run without them says what is missing."""
    found = page.store.streams_of([run["run_id"]]).get(run["run_id"])
    rows = samples.timed(schema.empty("streams") if found is None else found)
    if rows.empty:
        st.markdown(words.missing(run, False, ()))
        return
    with st.container(key="run_charts"):
        if route.has_course(rows):
            left, right = st.columns([2, 3], gap="medium")
            with left:
                _route(rows, page)
        else:
            right = st.container()
        with right:
            _panels(rows, page)
    lacking = words.missing(run, True, [c for c in rows if rows[c].notna().any()])
    if lacking:
        st.caption(lacking)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _splits(rows, page.units)
    with right:
        _drift(rows, page)
        _zones(rows, page)


def _route(rows: pd.DataFrame, page: Page) -> None:
    ways = {"pace": "Pace"} | ({"climb": "Climb"} if rows["elevation_m"].notna().any() else {})
    choices.start_with("route_by", list(ways), lambda: "pace", ways.__getitem__)
    by = choices.buttons("Route coloured by", "route_by", list(ways), ways.__getitem__) if len(ways) > 1 else "pace"
    say.chart(route.course(rows, "climb" if by == "climb" else "pace", page.units, page.mode), None, "route")


def _panels(rows: pd.DataFrame, page: Page) -> None:
    known = panels.recorded(rows)
    names = panels.panels(page.units)
    chosen = st.pills(
        "Over the distance",
        known,
        format_func=lambda column: names[column].short,
        selection_mode="multi",
        default=known[:FIRST_PANELS],
        key="run_panels",
    )
    shown = [column for column in known if column in chosen] or known[:1]
    say.chart(panels.over_distance(rows, shown, page.units, page.mode), None, "samples")


def _splits(rows: pd.DataFrame, units: Units) -> None:
    st.header("Splits", anchor=False)
    table = split_table(samples.splits(rows, units.m_per_distance), units)
    speed = table["Speed"]
    st.dataframe(
        table,
        hide_index=True,
        height=35 * (len(table) + 1) + 3,
        column_config={
            "Speed": st.column_config.ProgressColumn(
                "Speed",
                help="Longer is faster; bars do not begin at 0",
                format=" ",
                min_value=0.8 * float(speed.min()),
                max_value=float(speed.max()),
            )
        },
    )
    st.download_button(
        "CSV",
        table.drop(columns="Speed").to_csv(index=False),
        "splits.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )


def split_table(found: pd.DataFrame, units: Units) -> pd.DataFrame:
    """The splits as the reader sees them; columns without a value are left out."""
    is_whole = found["distance_m"] > 0.995 * units.m_per_distance
    names = [
        f"{row.split:.0f}" if whole else f"{units.to_distance(row.distance_m):.2f}"
        for row, whole in zip(found.itertuples(), is_whole, strict=True)
    ]

    def pace(speeds: pd.Series) -> list[str | None]:
        return [units.say_pace(v).split(" ")[0] if v > 0 else None for v in speeds]

    made = pd.DataFrame(
        {
            units.distance: names,
            f"Pace, /{units.distance}": pace(found["speed_m_s"]),
            "Speed": found["speed_m_s"],
            "Hills taken out": pace(found["flat_speed_m_s"]),
            "Heart rate": found["hr_bpm"].round(),
            f"Climb, {units.climb}": units.to_climb(found["ascent_m"]).round(),
        }
    )
    return made.dropna(axis="columns", how="all")


def _drift(rows: pd.DataFrame, page: Page) -> None:
    found = samples.drift(rows)
    if isinstance(found, NotEnough):
        st.header("Drift of heart rate", anchor=False)
        st.markdown(f"Here are {found.have}; drift takes {found.need}.")
        return
    head, small = words.drift(found, page.units)
    st.header(head, anchor=False)
    st.caption(small)


def _zones(rows: pd.DataFrame, page: Page) -> None:
    runs = schema.plausible("runs", page.frames.runs)
    highest = highest_hr(runs)
    found = samples.zones(rows, highest)
    if found.empty:
        st.caption("Heart-rate zones need a heart rate here and a highest one on 20 runs.")
        return
    top = found.loc[found["seconds"].idxmax()]
    head = f"{top['seconds'] / 60:.0f} minutes in zone {top['zone']:.0f}"
    small = f"Tenths of {highest:.0f} bpm, the highest on your own runs (98th percentile), not a tested maximum"
    say.chart(fortnight.zones(found, head, small, page.mode), partial(fortnight.zones_table, found), "zones")
