"""What stands around every page (side bar, ways to the pages, the demo's band), and what a page begins with.

`app.py` draws what stands around before it runs a page: so the browser keeps it while pages change. What a page draws
itself it throws away and makes anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, ParamSpec

import pandas as pd
import streamlit as st

from analytics.ask import Log
from analytics.charts import plot, theme
from analytics.charts.sent import Sent
from analytics.charts.theme import Mode
from analytics.once import Once
from data import units as unit_systems
from data.errors import LbsdropError
from data.schema import Frames
from data.store import Store
from data.units import Units
from data.version import VERSION
from pages.kit import cached, choices, faults, say, signed_in, waiting
from pages.kit.files import watching
from pages.kit.links import DEMO, HOME, IMPORT, OWN, WHOSE
from pages.kit.links import draw as draw_links

Given = ParamSpec("Given")


STYLE = Path(__file__).parent / "style"
# A page to open before anything is drawn.
GO_TO = "go_to"
# Set where files were imported: the next run shows the reader's own data.
OWN_FROM_NOW = "own_from_now"
DEMO_ATHLETES: Mapping[str, tuple[str, str]] = {
    "story": ("The story", "Seven and a half years of a runner who stopped lifting, hurt, and came back to it"),
    "null": ("No relation", "The same training, and pain that has nothing to do with it"),
    "short": ("Three weeks", "A log that is too short for any answer"),
    "two-causes": ("Two causes", "Two years in which the big weeks are the weeks without leg work; both act on pain"),
}
READ_ONLY = "This store may be read but not written here: what you enter is not kept."
ALL_DATES = "Blocks, best lifts and what follows a longer run always look at all dates."
WEEKS: Mapping[str, int] = {"Monday": 0, "Sunday": 6}
RANGE = "range"
RANGES: Mapping[str, int | None] = {"Everything": None, "Last 12 months": 365, "Last 6 months": 182}


@dataclass(frozen=True)
class Page:
    """What a page works with. `store` holds whose data are in view, `own` the reader's own; `log` is what is on
    record in `store`; `first_day` the first day that the dates in the side bar leave in view (None: all);
    `first_weekday` the day on which the reader's weeks start, 0 for Monday; `is_at_home` where nobody signs in, and
    the reader's computer is the server; `settings` what is kept in `store` by name, read once as the page begins."""

    store: Store
    own: Store
    log: Log
    units: Units
    mode: Mode
    is_demo: bool
    first_day: pd.Timestamp | None
    first_weekday: int = 0
    is_at_home: bool = True
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def frames(self) -> Frames:
        """Everything the athlete has."""
        return self.log.frames

    @property
    def daily(self) -> pd.DataFrame:
        """One row a calendar day, today the last."""
        return self.log.daily

    @property
    def today(self) -> date:
        """The reader's calendar day."""
        day: date = self.log.today.date()
        return day

    @property
    def days_in_range(self) -> pd.DataFrame:
        """The daily rows that the dates in the side bar leave in view."""
        return self.in_range(self.daily)

    def in_range(self, rows: pd.DataFrame, day: str | None = None) -> pd.DataFrame:
        """Those of `rows`, by the column `day` (None: by the index), that the dates in the side bar leave in view."""
        return rows if self.first_day is None else self.once(_since, rows, day, self.first_day)

    @property
    def once(self) -> Once:
        """Asks a function of the log once: what it gave before is given again to every session."""
        return self.log.once

    def drawn(self, draw: Callable[Given, plot.Figure], *given: Given.args, **named: Given.kwargs) -> Sent:
        """The figure without its heading, drawn once for all sessions: nobody may change it."""
        return self.once(theme.without_heading, self.once(draw, *given, **named))[0]


# What was drawn around the page that this thread runs next.
_AROUND: ContextVar[Page | None] = ContextVar("around", default=None)


@contextmanager
def drawn_around(page: Page) -> Iterator[None]:
    """Within it, the page that this thread runs has `page` to work with, and nothing is drawn around it."""
    _AROUND.set(page)
    try:
        yield
    finally:
        _AROUND.set(None)


def _since(rows: pd.DataFrame, day: str | None, first: pd.Timestamp) -> pd.DataFrame:
    return rows[(rows.index if day is None else rows[day]) >= first]


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Around a page's run: where the store cannot do as asked, the page says what to do and ends there."""
    try:
        yield
    except LbsdropError as error:
        st.error(str(error))
        st.stop()


def page(
    title: str,
    heading: Callable[[Units, date], str] | None = None,
    *,
    is_titled: bool = True,
    beside: Callable[[Page], None] | None = None,
) -> Page:
    """Title and data of one page; `heading` says something else than its name above it, of the day; one that is not
    `is_titled` sets a title of its own; `beside` draws what stands in the line of the title. Draws what stands around
    a page that is run by itself."""
    made = _AROUND.get() or around(title)
    _AROUND.set(None)
    if is_titled:
        _say_title(heading(made.units, made.today) if heading else title, made, beside)
    faults.say_kept()
    if made.own.is_read_only and not made.is_demo:
        say.note(READ_ONLY)
    if is_titled and made.first_day is not None:
        says = st.session_state[RANGE].lower()
        st.caption(f"In view: the {says} (side bar). {ALL_DATES}")
    return made


def around(title: str) -> Page:
    """Draws what stands around the page of that title: whose data, units, dates; what the page works with."""
    st.set_page_config(page_title=f"{title} · lbsdrop", layout="wide")
    if st.session_state.pop(OWN_FROM_NOW, False):
        choices.keep("whose", OWN)
    choices.on_page(title)
    waiting.let_go()
    if GO_TO in st.session_state:
        # Without a query of its own Streamlit clears the address, which it refuses where choices stand in it.
        st.switch_page(st.session_state.pop(GO_TO), query_params={})
    for sheet in ("page", _mode()):
        st.html(STYLE / f"{sheet}.css")
    who = signed_in.person()
    links = st.sidebar.container()
    own = signed_in.own_store(who)
    if who is None:
        watching.look(own)
    store = _whose(own)
    is_demo = store is not own
    today = datetime.now().astimezone().date()
    kept = own.settings()
    units = _units(own, kept)
    first_weekday = _first_weekday(own, kept)
    first_day = _range(today)
    settings = store.settings() if is_demo else kept
    log = cached.log(store, today, settings)
    with st.sidebar:
        st.caption(f"lbsdrop {VERSION}")
    draw_links(links)
    if is_demo:
        _say_demo()
    made = Page(store, own, log, units, _mode(), is_demo, first_day, first_weekday, who is None, settings)
    _AROUND.set(made)
    return made


def _say_title(words: str, page: Page, beside: Callable[[Page], None] | None) -> None:
    if beside is None:
        st.title(words)
        return
    with st.container(key="title", horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        st.title(words, width="stretch")
        beside(page)


def _whose(own: Store) -> Store:
    choices.start_with("whose", list(WHOSE), lambda: DEMO if own.is_empty else OWN, WHOSE.__getitem__)
    choices.start_with("demo_athlete", list(DEMO_ATHLETES), lambda: "story", _say_athlete)
    with st.sidebar:
        if choices.buttons("Whose data", "whose", list(WHOSE), WHOSE.__getitem__) == OWN:
            return own
        hint = "Made up, with a known truth."
        name = choices.menu("Demo athlete", "demo_athlete", list(DEMO_ATHLETES), _say_athlete, hint)
    return cached.demo_store(name, datetime.now().astimezone().date())


def _say_athlete(name: str) -> str:
    return DEMO_ATHLETES[name][0]


def _say_demo() -> None:
    """One quiet band across the page, one row at every width."""
    with st.container(key="demo", horizontal=True, vertical_alignment="center", wrap=False):
        st.markdown("**This is a demo, not you.**", width="stretch")
        st.button(
            "Use my own files", type="tertiary", icon=":material/arrow_forward:", icon_position="right",
            on_click=_to_own_files,
        )  # fmt: skip


def _to_own_files() -> None:
    """The click is carried out at the next run, which begins outside the demo: this button is gone by then."""
    _leave_demo(IMPORT)


def own_from_now() -> None:
    """The reader has just brought files: from the next run on their own data are shown."""
    st.session_state[OWN_FROM_NOW] = True


def to_own_home() -> None:
    """From here on the reader's own data are shown, all of them, beginning at home."""
    _leave_demo(HOME)


def _leave_demo(page: str) -> None:
    choices.keep("whose", OWN)
    choices.keep(RANGE, next(iter(RANGES)))
    st.session_state[GO_TO] = page


def _units(store: Store, kept: Mapping[str, Any]) -> Units:
    systems = list(unit_systems.SYSTEMS)
    choices.start_with("units", systems, lambda: kept.get("units") or _units_of_locale(), _units_label)
    with st.sidebar:
        name = choices.buttons("Units", "units", systems, _units_label)
    if name != kept.get("units") and not store.is_read_only:
        store.keep_setting("units", name)
    return unit_systems.of(name, st.context.locale or "")


def _first_weekday(store: Store, kept: Mapping[str, Any]) -> int:
    choices.start_with("weeks_from", list(WEEKS), lambda: kept.get("weeks_from") or next(iter(WEEKS)))
    with st.sidebar:
        name = choices.buttons("Weeks start on", "weeks_from", list(WEEKS), str)
    if name != kept.get("weeks_from", next(iter(WEEKS))) and not store.is_read_only:
        store.keep_setting("weeks_from", name)
    return WEEKS[name]


def _units_label(name: str) -> str:
    system = unit_systems.SYSTEMS[name]
    return f"{system.distance}, {system.load}"


# Countries that sign their roads in miles and weigh in pounds.
_IMPERIAL_LOCALES = ("en-US", "en-LR", "my-MM")


def _units_of_locale() -> str:
    return "imperial" if (st.context.locale or "") in _IMPERIAL_LOCALES else "metric"


def _range(today: date) -> pd.Timestamp | None:
    choices.start_with(RANGE, list(RANGES), lambda: next(iter(RANGES)))
    with st.sidebar:
        days = RANGES[choices.menu("Dates", RANGE, list(RANGES), str)]
    return None if days is None else pd.Timestamp(today - timedelta(days=days))


def _mode() -> Mode:
    return "dark" if st.context.theme.type == "dark" else "light"
