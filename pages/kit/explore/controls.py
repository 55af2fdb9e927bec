"""What stands across, what up, how many days later, how smooth, in which colours: all in the address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd
import streamlit as st

from analytics import explore
from analytics.charts.axes import Axis, axis
from analytics.explore.columns import ACROSS, PACE, UP, Choice, words
from analytics.explore.lags import LAGS
from data.units import Units
from pages.kit import choices
from pages.kit.shell import Page

NOTHING, BLOCK, YEAR = "Nothing", "Block", "Year"
LATER, USUAL_LATER = range(LAGS[-1] + 1), 1
NEEDS = (
    "Explore sets two things of your log against each other. It needs two that are known on ten days or more each."
)
KEYS = ("across", "up", "later", "smooth", "colour")


@dataclass(frozen=True)
class Asked:
    """What the reader chose: two columns, days later, days of smoothing, what gives the colour."""

    across: str
    up: str
    lag: int
    smooth: int
    colour: str

    @property
    def columns(self) -> list[str]:
        """Both columns, the one across first."""
        return [self.across, self.up]

    def axes(self, units: Units) -> tuple[Axis, Axis]:
        """How both are shown."""
        return _axis(self.across, units), _axis(self.up, units)

    def colours(self, page: Page, days: pd.DataFrame) -> pd.Series | None:
        """A word a day: its year or its block; None where colour says nothing."""
        return page.once(_colours, self.colour, days, page.frames.blocks)


def _colours(colour: str, days: pd.DataFrame, blocks: pd.DataFrame) -> pd.Series | None:
    if colour == NOTHING or days.empty:
        return None
    index = pd.DatetimeIndex(days.index)
    return pd.Series(index.year.astype(str), index=index) if colour == YEAR else explore.block_of_days(blocks, index)


@cache
def _axis(column: str, units: Units) -> Axis:
    return axis(column, units)


def daily_of(page: Page) -> pd.DataFrame:
    """The daily frame with everything that can stand on an axis; made once for a log."""
    return page.once(explore.daily_with, page.daily, page.frames)


def choose(page: Page, daily: pd.DataFrame) -> Asked | None:
    """The row of controls; None where fewer than two columns hold anything."""
    across, up = page.once(explore.choices, daily, ACROSS), page.once(explore.choices, daily, (*UP, PACE))
    if len(across) < 2:
        return None
    hues = _hues(page, daily)
    _start(across, up, hues)
    with st.container(key="controls", horizontal=True, vertical_alignment="bottom", gap="small"):
        x = _menu("Across", "across", across, 200)
        st.button(":material/swap_horiz:", key="swap", on_click=_swap, help="Swap across and up")
        y = _menu("Up", "up", up, 190)
        later = choices.number("Days later", "later", LATER, width=140)
        smooth = choices.buttons("Smooth", "smooth", list(explore.SMOOTHINGS), str)
        colour = choices.buttons("Colour by", "colour", hues, str) if len(hues) > 1 else NOTHING
    return Asked(x, y, later, explore.SMOOTHINGS[smooth], colour)


def _hues(page: Page, daily: pd.DataFrame) -> list[str]:
    """What can give the colour: blocks where there are any, years where there are several."""
    several = daily.index[0].year != daily.index[-1].year
    return [NOTHING, *([BLOCK] if len(page.frames.blocks) else []), *([YEAR] if several else [])]


def _start(across: list[Choice], up: list[Choice], hues: list[str]) -> None:
    """What the address asks for; a choice that this log does not have gives way to its first one."""
    columns, others = [each.title for each in across], [each.title for each in up]
    first = choices.start_with("across", columns, lambda: columns[0])
    choices.start_with("up", others, lambda: next(name for name in others if name != first))
    choices.start_with("later", LATER, lambda: USUAL_LATER)
    choices.start_with("smooth", list(explore.SMOOTHINGS), lambda: next(iter(explore.SMOOTHINGS)))
    choices.start_with("colour", hues, lambda: NOTHING)


def _menu(label: str, key: str, able: list[Choice], width: int) -> str:
    by_title = {each.title: each.column for each in able}
    return by_title[choices.menu(label, key, list(by_title), str, width=width)]


def _swap() -> None:
    across, up = st.session_state["across"], st.session_state["up"]
    choices.keep("across", up)
    choices.keep("up", across)


def csv(days: pd.DataFrame, asked: Asked) -> None:
    """The days behind the dots, in SI, as a file."""
    name = f"{words(asked.across)} and {words(asked.up)}.csv"
    st.download_button(
        "CSV",
        lambda: _as_csv(days, asked),
        name,
        "text/csv",
        icon=":material/table:",
        on_click="ignore",
        type="tertiary",
    )


def _as_csv(days: pd.DataFrame, asked: Asked) -> str:
    return str(days.rename(columns={"across": asked.across, "up": asked.up}).to_csv())
