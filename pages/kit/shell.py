"""What every page begins with: title, whose data, units, dates. Safe to call on a page opened by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pandas as pd
import streamlit as st

from analytics.charts.theme import Mode
from data import units as unit_systems
from data.errors import LbsdropError
from data.schema import Frames
from data.store import Store, default_url
from data.units import Units
from pages.kit import cached, choices

PAGES = (
    ("pages/1_Overview.py", "Overview", ":material/home:"),
    ("pages/2_Import.py", "Import", ":material/upload_file:"),
    ("pages/3_Running.py", "Running", ":material/directions_run:"),
    ("pages/4_Lifting.py", "Lifting", ":material/fitness_center:"),
    ("pages/5_Pain.py", "Pain", ":material/healing:"),
    ("pages/6_What_goes_together.py", "What goes together", ":material/scatter_plot:"),
    ("pages/7_Blocks.py", "Blocks", ":material/calendar_view_week:"),
)
OWN, DEMO = "me", "demo"
WHOSE: Mapping[str, str] = {OWN: "Mine", DEMO: "Demo"}
DEMO_ATHLETES: Mapping[str, tuple[str, str]] = {
    "story": ("The story", "Seven and a half years of a runner who stopped lifting, hurt, and came back to it"),
    "null": ("No relation", "The same training, and pain that has nothing to do with it"),
    "short": ("Three weeks", "A log that is too short for any answer"),
}
ALL_DATES = "Blocks, best lifts and what follows a longer run always look at all dates."
RANGES: Mapping[str, int | None] = {"Everything": None, "Last 12 months": 365, "Last 6 months": 182}


@dataclass(frozen=True)
class Page:
    """What a page works with. `store_key` names what is in the store and changes when that does."""

    store: Store
    frames: Frames
    daily: pd.DataFrame
    units: Units
    today: date
    mode: Mode
    is_demo: bool
    store_key: tuple[str, str, int]
    first_day: pd.Timestamp | None

    @property
    def days_in_range(self) -> pd.DataFrame:
        """The daily rows that the date range in the side bar leaves in view."""
        return self._in_range(self.daily)

    def days_until(self, last: pd.Timestamp) -> pd.DataFrame:
        """The rows in view as they stood on `last`, itself included: no later row of the log is known to them."""
        return self._in_range(cached.daily(self.frames, *self.store_key, last.date()))

    @property
    def key(self) -> tuple[object, ...]:
        """Names the data in view and changes when they do."""
        return (*self.store_key, self.today, self.first_day)

    def _in_range(self, daily: pd.DataFrame) -> pd.DataFrame:
        return daily if self.first_day is None else daily[daily.index >= self.first_day]


@contextmanager
def faults_in_words() -> Iterator[None]:
    """Around a page's run: where the store cannot do as asked, the page says what to do and ends there."""
    try:
        yield
    except LbsdropError as error:
        st.error(str(error))
        st.stop()


def page(title: str) -> Page:
    """Title, side bar and data of one page."""
    st.set_page_config(page_title=f"{title} · lbsdrop", layout="wide")
    if st.session_state.pop("go_to_import", False):
        st.switch_page("pages/2_Import.py")
    _links()
    store, is_demo = _whose()
    today = datetime.now().astimezone().date()
    units = _units(store)
    first_day = _range(today)
    key = (str(store.engine.url), store.athlete, store.revision)
    frames = cached.frames(store, *key)
    daily = cached.daily(frames, *key, today)
    if is_demo:
        _say_demo()
    st.title(title)
    if first_day is not None:
        says = st.session_state["range"].lower()
        st.caption(f"In view: the {says} (side bar). {ALL_DATES}")
    return Page(store, frames, daily, units, today, _mode(), is_demo, key, first_day)


def _links() -> None:
    with st.sidebar:
        for path, title, icon in PAGES:
            st.page_link(path, label=title, icon=icon)
        st.divider()


def _whose() -> tuple[Store, bool]:
    own = cached.open_store(default_url(), OWN)
    choices.kept("whose", lambda: OWN if own.imports() or not own.load().is_empty() else DEMO)
    choices.kept("demo_athlete", lambda: "story")
    with st.sidebar:
        if choices.buttons("Whose data", "whose", list(WHOSE), WHOSE.__getitem__) == OWN:
            return own, False
        says = {name: title for name, (title, _) in DEMO_ATHLETES.items()}
        name = choices.menu(
            "Demo athlete", "demo_athlete", list(says), says.__getitem__, "Made up, with a known truth."
        )
    return cached.demo_store(name, datetime.now().astimezone().date()), True


def _say_demo() -> None:
    says, leave = st.columns((4, 1), vertical_alignment="center")
    story = DEMO_ATHLETES[st.session_state["demo_athlete"]][1]
    says.info(f"**This is a demo, not you.** {story}. It never mixes with your own data.")
    leave.button("Use my own files", type="primary", width="stretch", on_click=_to_own_files)


def _to_own_files() -> None:
    """The click is carried out at the next run, which begins outside the demo: this button is gone by then."""
    leave_demo()
    st.session_state["go_to_import"] = True


def leave_demo() -> None:
    """From here on the reader's own data are shown."""
    choices.keep("whose", OWN)
    choices.keep("range", next(iter(RANGES)))


def _units(store: Store) -> Units:
    choices.kept("units", lambda: store.setting("units") or _units_of_locale())
    with st.sidebar:
        name = choices.buttons("Units", "units", list(unit_systems.SYSTEMS), _units_label)
    if name != store.setting("units") and not store.is_read_only:
        store.keep_setting("units", name)
    return unit_systems.SYSTEMS[name]


def _units_label(name: str) -> str:
    system = unit_systems.SYSTEMS[name]
    return f"{system.distance}, {system.load}"


# Countries that sign their roads in miles and weigh in pounds.
_IMPERIAL_LOCALES = ("en-US", "en-LR", "my-MM")


def _units_of_locale() -> str:
    return "imperial" if (st.context.locale or "") in _IMPERIAL_LOCALES else "metric"


def _range(today: date) -> pd.Timestamp | None:
    choices.kept("range", lambda: next(iter(RANGES)))
    with st.sidebar:
        days = RANGES[choices.menu("Dates", "range", list(RANGES), str)]
    return None if days is None else pd.Timestamp(today - timedelta(days=days))


def _mode() -> Mode:
    return "dark" if st.context.theme.type == "dark" else "light"
