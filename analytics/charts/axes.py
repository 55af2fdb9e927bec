"""How any column that can be explored is shown: its name, unit, way from SI, ticks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analytics.charts.scale import clock
from analytics.charts.theme import Tokens
from analytics.charts.words import SCALE, capitalised, measure
from analytics.explore.columns import PACE, SETS, SITE, words
from analytics.words import say_number
from data import daily_schema
from data.units import Units

LIFTING_KINDS = ("sets", "load")
RUNNING_KINDS = ("distance", "climb", "time")


@dataclass(frozen=True)
class Axis:
    """One column on an axis. `shown` turns SI into the reader's units, `said` writes a shown value; `fixed` is the
    plotly axis where it does not follow the data (scores 0-10, shares, pace downwards); `units` the reader's."""

    column: str
    name: str
    unit: str
    shown: Callable[[Any], Any]
    said: Callable[[float], str]
    fixed: dict[str, Any]
    units: Units
    is_score: bool = False
    is_yes_no: bool = False
    is_lifting: bool = False
    is_running: bool = False

    def hue(self, tokens: Tokens) -> str:
        """Running blue, lifting vermillion, everything else ink."""
        return tokens.lifting if self.is_lifting else tokens.running if self.is_running else tokens.pain

    def text_hue(self, tokens: Tokens) -> str:
        """The same for letters."""
        return tokens.lifting_text if self.is_lifting else tokens.running_text if self.is_running else tokens.text

    @property
    def label(self) -> str:
        """'Weekly distance, mi'."""
        return capitalised(self.name) + (f", {self.unit}" if self.unit else "")

    @property
    def small(self) -> dict[str, Any]:
        """The axis of a card's chart: three ticks."""
        return self.fixed | {"tickvals": [0, 5, 10]} if self.is_score else {"nticks": 3, "rangemode": "tozero"}


def axis(column: str, units: Units) -> Axis:
    """The axis of a column of `analytics.explore.daily_with`."""
    name = words(column)
    if column == PACE:
        return Axis(
            column,
            name,
            f"/{units.distance}",
            lambda v: v * units.m_per_distance,
            clock,
            {"autorange": "reversed"},
            units,
            is_running=True,
        )
    if column.startswith(SITE) or daily_schema.column(column).kind == "score":
        fixed = {"range": [-0.5, 10.6], "tickvals": [0, 2, 4, 6, 8, 10]}
        return Axis(column, name, SCALE, _same, say_number, fixed, units, is_score=True)
    shown = measure(column, units)
    if shown.is_yes_no:
        return Axis(column, name, "", _same, _share, {"tickformat": ".0%"}, units, is_yes_no=True)
    is_lifting = column.startswith(SETS) or daily_schema.column(column).kind in LIFTING_KINDS
    span = f" of {shown.window} days" if shown.window not in (1, 7) and not column.startswith(SETS) else ""
    digits = 0 if shown.digits == 0 else 1
    return Axis(
        column,
        f"{name}{span}",
        shown.unit,
        shown.shown,
        lambda v: say_number(v, digits),
        {},
        units,
        is_lifting=is_lifting,
        is_running=daily_schema.column(column).kind in RUNNING_KINDS,
    )


def _same(values: pd.Series) -> pd.Series:
    return values


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"
