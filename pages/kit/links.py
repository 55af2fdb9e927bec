"""The pages, where links to them stand, and the query that keeps the choices of the side bar on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.kit import choices, page_links


@dataclass(frozen=True)
class Link:
    """A page: its file, its name, its icon (of Material Symbols), and under which heading of the side bar it stands
    (none: it is opened from other pages only)."""

    path: str
    title: str
    icon: str
    group: str = ""


PAGES = (
    Link("pages/1_Home.py", "Home", "home", "Today"),
    Link("pages/2_Log.py", "Log", "calendar_month", "Today"),
    Link("pages/3_Running.py", "Running", "directions_run", "Look closer"),
    Link("pages/4_Lifting.py", "Lifting", "fitness_center", "Look closer"),
    Link("pages/5_Pain.py", "Pain", "healing", "Look closer"),
    Link("pages/6_Explore.py", "Explore", "scatter_plot", "Ask"),
    Link("pages/7_Findings.py", "Findings", "lightbulb", "Ask"),
    Link("pages/8_Blocks.py", "Blocks", "calendar_view_week", "Ask"),
    Link("pages/9_Import.py", "Import", "upload_file", "Your data"),
    Link("pages/10_Report.py", "Report", "description", "Your data"),
    Link("pages/11_Run.py", "Run", "directions_run"),
    Link("pages/12_Workout.py", "Workout", "fitness_center"),
)
HOME, IMPORT = PAGES[0].path, "pages/9_Import.py"
HOME_ADDRESS = "Home"
# The five places within reach of a thumb; the others are in the side bar.
ON_A_PHONE = ("Home", "Log", "Pain", "Explore", "Findings")
# The finding that the address of Findings opens.
FINDING = "finding"
OWN, DEMO = "me", "demo"
WHOSE: Mapping[str, str] = {OWN: "Mine", DEMO: "Demo"}
# What the side bar chooses, as the address names it.
CHOSEN = ("whose", "demo_athlete", "units", "weeks_from", "range")


def address(**asked: str) -> dict[str, str]:
    """The query of a link to another page: what it asks for, and the side bar's choices, which it would else drop."""
    kept = {name: said for name in CHOSEN if (said := choices.written(name))}
    kept["whose"] = WHOSE[str(st.session_state.get("whose", OWN))]
    return kept | asked


def to(path: str, **asked: str) -> str:
    """Where a link in text leads: the page at `path`, with what it asks for and the side bar's choices."""
    name = "" if path == HOME else next(link.title for link in PAGES if link.path == path)
    return f"./{name}?{urlencode(address(**asked))}"


def to_home() -> None:
    """A page that is none: the way from /Home to where Home stands, with what the address asks for."""
    st.switch_page(HOME, query_params=st.query_params.to_dict())


def draw(side: DeltaGenerator) -> None:
    """The ways to the other pages, each with the side bar's choices: also in a new tab they stay."""
    shown = [link for link in PAGES if link.group]
    links = {link.title: _page_link(link) for link in shown}
    groups = groupby(shown, key=lambda link: link.group)
    with side:
        page_links.side_bar({group: [links[link.title] for link in under] for group, under in groups})
    page_links.thumb_bar([links[title] for title in ON_A_PHONE])


def _page_link(link: Link) -> page_links.PageLink:
    kept = {name: said for name, said in choices.kept_of(link.title).items() if name not in CHOSEN}
    return page_links.PageLink(link.title, link.icon, to(link.path, **kept), choices.is_on(link.title))
