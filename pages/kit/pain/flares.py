"""The flares: all lined up at their first day, twelve small ones at a time, one opened with the days before it."""

from __future__ import annotations

import contextlib
from functools import partial
from math import ceil

import pandas as pd
import streamlit as st

from analytics.charts import flares as charts
from analytics.pain import flares
from analytics.pain.diary import Kept
from analytics.pain.flares import LinedUp, Order
from analytics.words import counted, say_number
from pages.kit import choices, say
from pages.kit.links import address
from pages.kit.shell import Page

A_PAGE, COLUMNS = 12, 4
RUN = "pages/11_Run.py"
WINDOW = pd.Timedelta(days=14)
OPEN, BY = "flare", "flares_by"
ORDERS: dict[str, Order] = {"Newest": "newest", "Most distance before": "before", "Worst": "worst"}


def section(page: Page, kept: Kept) -> None:
    """Chart, small ones, the opened one; a line where there is no flare."""
    found = page.once(flares.line_up, kept.flares, page.daily)
    if found is None:
        st.markdown("No flare yet. Days that you call a flare in the check-in are lined up here.")
        return
    table = partial(page.once, charts.lined_up_table, found, page.units)
    say.chart(page.drawn(charts.lined_up, found, page.units, page.mode), table, "lined_up")
    _small_ones(page, found)
    _open(page, found)


def _small_ones(page: Page, found: LinedUp) -> None:
    head, by = st.columns([2, 1], vertical_alignment="bottom")
    head.header("Each flare, lined up at day 0", anchor=False)
    head.caption("Blue: distance a day. Orange: glute sets. Line: pain, 0–10. 14 days before, 7 after; one scale.")
    choices.start_with(BY, list(ORDERS), lambda: next(iter(ORDERS)))
    with by:
        order = choices.buttons("Sorted by", BY, list(ORDERS), str)
    rows = flares.ordered(found.flares, ORDERS[order])
    n_pages = ceil(len(rows) / A_PAGE)
    at = st.session_state.get("flares_page", 1) if n_pages > 1 else 1
    seen = rows.iloc[(min(at, n_pages) - 1) * A_PAGE :].head(A_PAGE)
    most = charts.most_of(found.days[found.days["start"].isin(seen["start"])])
    with st.container(key="small_flares"):
        for first in range(0, len(seen), COLUMNS):
            row = seen.iloc[first : first + COLUMNS].iterrows()
            for column, (_, flare) in zip(st.columns(COLUMNS), row, strict=False):
                with column:
                    _card(page, found, flare, most)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption("What came before is not why it came.", width="content")
        if n_pages > 1:
            st.pagination(n_pages, key="flares_page")


def _card(page: Page, found: LinedUp, flare: pd.Series, most: tuple[float, float]) -> None:
    day, pain, before = charts.say_small(flare, page.units)
    start = pd.Timestamp(flare["start"])
    with st.container(border=True, key=f"small_flare_{start:%Y%m%d}", gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", gap="small"):
            st.markdown(f"**{day}**", width="content")
            st.markdown(pain, width="content")
        st.caption(before or "nothing else on record")
        picture = charts.small(found.around(start), most, page.mode)
        st.image(picture, width="stretch", alt=f"The days around the flare of {day}: {before}")
        st.button("The 14 days before", key=f"open_{start:%Y%m%d}", on_click=_pick, args=(start,), type="tertiary")


def _pick(start: pd.Timestamp) -> None:
    st.query_params[OPEN] = f"{start:%Y-%m-%d}"


def _close() -> None:
    st.query_params.pop(OPEN, None)


def _open(page: Page, found: LinedUp) -> None:
    """The flare of the address, at the right; an address that names none opens nothing."""
    with contextlib.suppress(ValueError):
        start = pd.Timestamp(st.query_params.get(OPEN, ""))
        if (found.flares["start"] == start).any():
            st.dialog(f"Flare of {page.units.say_date(start)}", position="right", on_dismiss=_close)(_days)(
                page, found, start
            )


def _days(page: Page, found: LinedUp, start: pd.Timestamp) -> None:
    flare = found.flares[found.flares["start"] == start].iloc[0]
    _, pain, before = charts.say_small(flare, page.units)
    said = ", ".join(part for part in (counted(flare["n_days"], "day"), pain, before) if part)
    st.markdown(say.plain(said[:1].upper() + said[1:]))
    st.dataframe(days_table(found.around(start), page), hide_index=True, height="content")
    _run_before(page, start)


def _run_before(page: Page, start: pd.Timestamp) -> None:
    """The way to the last run up to the flare's first day."""
    runs = page.frames.runs[page.frames.runs["day"].between(start - WINDOW, start)].sort_values("start")
    if len(runs):
        run = runs.iloc[-1]
        said = f"Run of {page.units.say_short_day(run['day'])}, {page.units.say_distance(run['distance_m'])}"
        st.page_link(RUN, label=said, icon=":material/arrow_forward:", query_params=address(run=run["run_id"]))


def days_table(around: pd.DataFrame, page: Page) -> pd.DataFrame:
    """The days up to the flare's first, the last on top: "Day", "Distance, mi" (or km), "Glute sets", "Pain"."""
    until = around[around["offset"] <= 0][::-1]

    def said(values: pd.Series) -> list[str]:
        return ["" if value != value else say_number(value) for value in values]

    return pd.DataFrame(
        {
            "Day": [page.units.say_short_day(day) for day in until["day"]],
            page.units.distance: said(page.units.to_distance(until["distance_m"])),
            "Glute sets": said(until["glute_sets"]),
            "Pain": said(until["pain"]),
        }
    )
