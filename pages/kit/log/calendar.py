"""The calendar of the Log: a month of days or a year of months; whatever is clicked opens."""

from __future__ import annotations

from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from analytics.charts import disc, theme
from analytics.charts.words import say_pain, say_training
from analytics.log import month as months
from analytics.words import counted, say_number
from data.units import Units
from pages.kit import choices
from pages.kit.log import opened
from pages.kit.log.components import component
from pages.kit.shell import Page

KEY = "log_calendar"
VIEWS = {"month": "Month", "year": "Year"}
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
KEPT_COLOURS = (
    "page",
    "text",
    "muted",
    "grid",
    "block",
    "edge",
    "running",
    "running_text",
    "lifting",
    "lifting_text",
)
_draw = component("calendar")


class _Look(NamedTuple):
    """How and when the reader looks at the log."""

    units: Units
    mode: theme.Mode
    today: pd.Timestamp
    first_weekday: int


def section(page: Page) -> None:
    """The head with its arrows, the calendar, and what its marks mean."""
    is_year = choices.start_with("log_view", list(VIEWS), lambda: "month", VIEWS.__getitem__) == "year"
    first = opened.month(page)
    view = _head(page, first, is_year)
    look = _Look(page.units, page.mode, pd.Timestamp(page.today), page.first_weekday)
    if view == "year":
        data = page.once(_year, page.daily, look, first)
    else:
        data = page.once(_month, page.daily, look, first, opened.day(page))
    _draw(key=KEY, data=data | {"colours": colours(page)}, on_day_change=_clicked)
    st.caption(
        f"Blue: {page.units.distance}. Orange: glute sets. Disc: highest pain, 0–10; no disc: not scored. "
        "A second, thick ring around the disc: a flare."
    )


def _clicked() -> None:
    chosen = st.session_state[KEY].day
    if len(chosen) == len("2026-11"):
        opened.turn_to(pd.Timestamp(chosen))
        choices.keep("log_view", "month")
    else:
        opened.open_day(chosen)


def _head(page: Page, first: pd.Timestamp, is_year: bool) -> str:
    step = pd.DateOffset(years=1) if is_year else pd.DateOffset(months=1)
    with st.container(horizontal=True, vertical_alignment="center", key="log_head"):
        _arrow("Earlier", ":material/chevron_left:", first - step, "log_earlier")
        st.header(f"{first.year}" if is_year else f"{first:%B %Y}", anchor=False, width="stretch")
        _arrow("Later", ":material/chevron_right:", first + step, "log_later")
        st.button("Today", on_click=opened.open_day, args=(pd.Timestamp(page.today),), key="log_today")
        return choices.buttons("Calendar of a", "log_view", list(VIEWS), VIEWS.__getitem__)


def _arrow(label: str, icon: str, first: pd.Timestamp, key: str) -> None:
    st.button(label, icon=icon, on_click=opened.turn_to, args=(first,), key=key)


def colours(page: Page) -> dict[str, str]:
    """The tokens that style sheets of the Log's own components name."""
    tokens = theme.TOKENS[page.mode]
    own = {name.replace("_", "-"): getattr(tokens, name) for name in KEPT_COLOURS}
    return own | {"pain": tokens.pain, "side": tokens.block, "chosen": theme.faint(tokens.running, 0.1)}


def _month(daily: pd.DataFrame, look: _Look, first: pd.Timestamp, opens: pd.Timestamp) -> dict[str, Any]:
    found = months.cells(daily, first, look.today, first_weekday=look.first_weekday)
    longest, most = float(daily["distance_m"].max()), float(daily["glute_sets"].max())
    days = found.days.reset_index()
    days = days.assign(is_first=days.index == 0)
    rows = [_day(row, look, opens, longest, most) for row in days.to_dict("records")]
    weeks = [
        {"days": rows[7 * place : 7 * place + 7], **_sum(week, look.units)}
        for place, week in enumerate(found.weeks.to_dict("records"))
    ]
    return {
        "view": "month",
        "title": f"{first:%B %Y}",
        "heads": [*WEEKDAYS[look.first_weekday :], *WEEKDAYS[: look.first_weekday], "Week"],
        "weeks": weeks,
    }


def _day(row: dict[str, Any], look: _Look, opens: pd.Timestamp, longest: float, most: float) -> dict[str, Any]:
    when = row["day"]
    number = look.units.say_day_month(when) if when.day == 1 or row["is_first"] else str(when.day)
    words = "" if row["is_future"] else f": {say_training(row['distance_m'], row['glute_sets'], look.units)}, "
    words += (
        "" if row["is_future"] else say_pain(row["pain"], float("nan")) + (", a flare" if row["flare"] == 1 else "")
    )
    return {
        "day": f"{when:%Y-%m-%d}",
        "label": look.units.say_long_day(when) + words,
        "number": number,
        "inside": row["is_inside"],
        "open": when == opens,
        "today": when == look.today,
        **_marks(row, row["pain"], row["flare"] == 1, look, longest, most),
    }


def _marks(row: dict[str, Any], pain: float, flare: bool, look: _Look, longest: float, most: float) -> dict[str, Any]:
    """The disc and the two bars of a cell; what is nothing or not known has none."""
    distance, sets = row["distance_m"], row["glute_sets"]
    fill, ink = disc.colours(pain, look.mode) if pain == pain else ("", "")
    return {
        "pain": say_number(pain, 0) if pain == pain else "",
        "fill": fill,
        "ink": ink,
        "flare": flare,
        "distance": _short(look.units.to_distance(distance)) if distance > 0 else "",
        "distance_share": round(distance / longest, 3) if distance > 0 else 0,
        "sets": say_number(sets) if sets > 0 else "",
        "sets_share": round(sets / most, 3) if sets > 0 else 0,
    }


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def _sum(week: dict[str, Any], units: Units) -> dict[str, str]:
    return {
        "note": "so far" if week["is_part"] else "",
        "distance": units.say_distance(week["distance_m"]) if week["distance_m"] > 0 else "",
        "sets": counted(week["glute_sets"], "set") if week["glute_sets"] > 0 else "",
    }


def _year(daily: pd.DataFrame, look: _Look, first: pd.Timestamp) -> dict[str, Any]:
    rows = months.year(daily, first.year).reset_index().to_dict("records")
    longest = max([row["distance_m"] for row in rows if row["distance_m"] > 0], default=1.0)
    most = max([row["glute_sets"] for row in rows if row["glute_sets"] > 0], default=1.0)
    return {
        "view": "year",
        "title": str(first.year),
        "months": [_month_of_year(row, look, first, longest, most) for row in rows],
    }


def _month_of_year(
    row: dict[str, Any], look: _Look, first: pd.Timestamp, longest: float, most: float
) -> dict[str, Any]:
    when = row["month"]
    flares = f", {counted(row['n_flares'], 'flare day')}" if row["n_flares"] else ""
    trained = say_training(row["distance_m"], row["glute_sets"], look.units)
    said = f"{trained}, {say_pain(row['highest'], float('nan'))}"
    return {
        "day": f"{when:%Y-%m}",
        "label": f"{when:%B %Y}: {said} at most{flares}",
        "number": f"{when:%b}",
        "open": when == first,
        "today": when == look.today.replace(day=1),
        **_marks(row, row["highest"], row["n_flares"] > 0, look, longest, most),
    }
