"""The charts of a pair: its days, the curve of days later, both over time; each only where there is something."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import explore
from analytics.charts import day_later as curves
from analytics.charts import explore as charts
from analytics.explore import Lags, OneMore
from analytics.explore.lags import LEAST_DAYS
from pages.kit import folded, say
from pages.kit.drawn import foot
from pages.kit.explore import behind, controls
from pages.kit.explore.controls import Asked
from pages.kit.shell import Page


def dots(page: Page, days: pd.DataFrame, asked: Asked) -> None:
    """The days as dots with the ways to take them along, and the days behind a chosen dot."""
    across, up = asked.axes(page.units)
    if days.empty:
        say.text(f"No day in view knows both {across.name} and {up.name}. Choose other days, or another pair.")
        return
    figure = page.drawn(charts.scatter, days, across, up, page.mode, asked.lag, asked.colours(page, days))
    chosen = say.with_dots(figure, key="dots")
    with st.container(key="foot_dots", horizontal=True, vertical_alignment="center", gap="small"):
        controls.csv(days, asked)
        foot.pictures("dots", str(figure.meta["title"]))
        if chosen is None:
            st.caption(behind.HOW, width="content")
    behind.open_days(page, days, asked, chosen)


def _one_more(page: Page, seen: pd.DataFrame, lags: Lags, asked: Asked) -> OneMore:
    return page.once(explore.one_more, seen, asked.across, lags, page.units)


def day_later(page: Page, seen: pd.DataFrame, lags: Lags, asked: Asked) -> None:
    """The curve; where there are too few days for one, how many it takes."""
    across, up = asked.axes(page.units)
    if lags.table["r"].notna().any():
        one = _one_more(page, seen, lags, asked)
        say.drawn(page.drawn(curves.day_later, lags, one, up, asked.lag, page.mode), key="curve")
        return
    if lags.n_most >= LEAST_DAYS:
        say.text(f"No curve of days later: {across.name} or {up.name} is the same on all days.")
        return
    say.text(
        f"The curve over days later takes {LEAST_DAYS} days that know both {across.name} and {up.name}: "
        f"{lags.n_most} so far, {LEAST_DAYS - lags.n_most} to go."
    )


def over_time(page: Page, seen: pd.DataFrame, lags: Lags, asked: Asked) -> dict[str, str]:
    """Both over the stretch of time that knows either; this chart and the curve by key, with their titles."""
    both = page.once(_known, seen, *asked.columns)
    if both is None:
        return {}
    across, up = asked.axes(page.units)
    title = say.drawn(page.drawn(charts.over_time, both, across, up, page.mode), key="over_time")
    curve = {"curve": "Day by day later"} if lags.table["r"].notna().any() else {}
    return curve | {"over_time": title}


def _known(seen: pd.DataFrame, across: str, up: str) -> pd.DataFrame | None:
    known = seen.dropna(how="all").index
    return None if known.empty else explore.both(seen.loc[known[0] : known[-1]], across, up)


def numbers(page: Page, days: pd.DataFrame, seen: pd.DataFrame, lags: Lags, asked: Asked) -> None:
    """The groups of days and the curve as tables, folded."""
    folded.one("The numbers in these charts", "numbers", lambda: _numbers(page, days, seen, lags, asked))


def _numbers(page: Page, days: pd.DataFrame, seen: pd.DataFrame, lags: Lags, asked: Asked) -> None:
    across, up = asked.axes(page.units)
    groups = page.once(explore.fifths, days)
    if len(groups):
        st.dataframe(charts.table(groups, across, up), hide_index=True)
    if lags.table["r"].notna().any():
        st.dataframe(curves.numbers(lags, _one_more(page, seen, lags, asked), up), hide_index=True)
