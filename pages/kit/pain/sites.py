"""Where it hurts: the choice of a place on the page Pain, and its places and flares in words."""

from __future__ import annotations

import dataclasses
from typing import Any

import pandas as pd
import streamlit as st

from analytics import ask
from analytics.pain import diary, which_site
from analytics.pain.diary import Kept
from analytics.record import Log
from analytics.result import NotEnough
from analytics.words import counted, listed, say_number
from data.units import Units
from pages.kit import choices, say
from pages.kit.shell import Page

SITE, WORST = "site", "The worst of all"
NOT_NAMED = "not named"


def choose(page: Page) -> Page:
    """The page with the pain of one place: the one scored most of late until another is chosen, also in the address.

    Of all of them, as it is, only where the reader asks for it, which is said, or where there is but one.
    """
    places, found = _found(page)
    names = list(found.index)
    if not _are_several(found):
        return page
    options = [*map(_title, names), WORST]
    choices.start_with(SITE, options, lambda: _title(which_site.first_shown(found, NOT_NAMED)))
    chosen = choices.menu("Where", SITE, options, str)
    if chosen == WORST:
        said = [name if name != NOT_NAMED else "scores that name no place" for name in names]
        st.caption(f"Drawn and counted is the worst of each day: of {listed([say.plain(name) for name in said])}.")
        return page
    return dataclasses.replace(page, log=page.once(_at_site, page.log, places, chosen))


def _places(pain: pd.DataFrame) -> pd.Series:
    return diary.named_sites(pain).fillna(NOT_NAMED)


def _at_site(log: Log, places: pd.Series, chosen: str) -> Log:
    return log.at_site(places.map(_title) == chosen)


def offer_others(page: Page) -> None:
    """Buttons to the places scored today that are not in view, and to the fullest where the one in view has few."""
    _, found = _found(page)
    shown = st.session_state.get(SITE)
    if not _are_several(found) or shown == WORST:
        return
    today, by_title = pd.Timestamp(page.today), {_title(str(name)): str(name) for name in found.index}
    offered = which_site.to_offer(found, by_title[str(shown)], today)
    if offered:
        with st.container(horizontal=True, vertical_alignment="center", key="other_sites", gap="small"):
            is_today = (found.loc[offered, "last_day"] == today).all()
            st.caption("Also scored today:" if is_today else "Also scored:", width="content")
            for name in offered:
                said = f"{_title(name)}: {counted(int(found['n_days'][name]), 'day')}"
                st.button(say.plain(said), on_click=choices.keep, args=(SITE, _title(name)), key=f"site_{name}")


def _found(page: Page) -> tuple[pd.Series, pd.DataFrame]:
    pain = page.frames.pain
    places = page.once(_places, pain)
    return places, page.once(which_site.scored_days, pain, places, pd.Timestamp(page.today))


def _are_several(found: pd.DataFrame) -> bool:
    return len(found.index.difference([NOT_NAMED])) > 1


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]


def in_words(kept: Kept, units: Units) -> None:
    """The places a line each."""
    st.markdown("\n".join(f"- {_place(row, units)}" for row in kept.sites.to_dict("records")))


def _place(row: dict[str, Any], units: Units) -> str:
    said = f"**{say.plain(_title(row['site']))}**: scored on {counted(row['n_days'], 'day')}"
    said += f", the last {units.say_date(row['last_day'])}; usually {say_number(row['median'])}"
    said += f", at most {say_number(row['highest'])}"
    return f"{said}; {counted(row['n_flares'], 'flare')}." if row["n_flares"] else f"{said}."


def flares_table(flares: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Columns "When", "Days", "Highest" and, where the diary tells, "Where", latest first; '' where not known."""
    latest = flares[::-1]
    table = pd.DataFrame(
        {
            "When": [units.say_days(start, end) for start, end in zip(latest["start"], latest["end"], strict=True)],
            "Days": [f"{n:,}" for n in latest["n_days"]],
            "Highest": ["" if pd.isna(score) else say_number(score) for score in latest["highest"]],
            "Where": latest["sites"].to_numpy(),
        }
    )
    return table if (table["Where"] != "").any() else table.drop(columns="Where")


def section(page: Page) -> None:
    """All places a line each, and every flare."""
    kept = ask.diary_kept(page.log, page.first_day)
    if isinstance(kept, NotEnough):
        say.refusal(kept, page.units)
        return
    in_words(kept, page.units)
    if len(kept.flares):
        st.header("Flares", anchor=False)
        st.dataframe(flares_table(kept.flares, page.units), hide_index=True)
