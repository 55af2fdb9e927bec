"""What the page Running draws beside its sentences."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.charts import running as charts
from analytics.result import Result
from analytics.running import acute_chronic, samples
from data.store import Store
from pages.kit import say
from pages.kit.shell import Page


def streams(page: Page) -> dict[str, pd.DataFrame]:
    """The samples of the runs of the dates in view (of the log's last year where all are), the newest first."""
    return streams_since(page.store, page.frames.runs, page.first_day)


def streams_since(store: Store, runs: pd.DataFrame, first_day: pd.Timestamp | None) -> dict[str, pd.DataFrame]:
    """As `streams`, of a store's runs from a day on (None: all)."""
    return store.streams_of(samples.to_open(runs, first_day))


def easy_pace_chart(answer: Result, page: Page) -> None:
    """Each easy run at equal heart rate, and the line with its band."""
    runs, line = page.once(speeds, page.in_range(answer.details["course"], "day"), page.units.m_per_distance)
    say.chart(
        page.drawn(charts.easy_pace, runs, line, page.units, page.mode),
        partial(page.once, charts.easy_pace_table, runs, page.units),
        key="easy_pace",
    )


def speeds(course: pd.DataFrame, m_per_distance: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The runs at equal heart rate (`day speed_m_s`) and the line (`day speed_m_s low high`), metres per second."""
    runs = course.dropna(subset="equal").assign(speed_m_s=lambda rows: m_per_distance / rows["equal"])
    line = course.dropna(subset="fitted")
    band = {name: m_per_distance / line[of] for name, of in (("low", "high"), ("high", "low"))}
    return (
        runs[["day", "speed_m_s"]],
        pd.DataFrame({"day": line["day"], "speed_m_s": m_per_distance / line["fitted"], **band}),
    )


def acute_chronic_on_request(page: Page) -> None:
    """The acute:chronic ratio for those who ask for it, with what is known against it, and without colours."""
    with st.expander("The last week's load against the last four"):
        st.markdown(acute_chronic.NOTE)
        if st.toggle("Show it all the same", key="acwr"):
            method = st.radio("Averages", ("ewma", "rolling"), horizontal=True)
            ratio = acute_chronic.ratio(page.daily["distance_m"], method)["acwr"].dropna()
            st.line_chart(ratio.rename("7 days to 28 days"), height=240)
