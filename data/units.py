"""Units: SI inside, the reader's own at the page edge and in importers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

# The international mile and the international avoirdupois pound, both exact by definition (1959).
M_PER_MILE = 1609.344
KG_PER_LB = 0.45359237
# The international foot, exact by definition (1959).
M_PER_FOOT = 0.3048
M_PER_YARD = 0.9144

# A number, an array or a Series: the same comes out as went in.
Number = Any


@dataclass(frozen=True)
class Units:
    """How one reader wants distances, loads and dates shown; a date has its day first where not `is_month_first`."""

    name: str
    distance: str
    load: str
    climb: str
    m_per_distance: float
    kg_per_load: float
    m_per_climb: float
    is_month_first: bool = False

    def to_distance(self, metres: Number) -> Number:
        """Metres -> km or miles."""
        return metres / self.m_per_distance

    def to_load(self, kilograms: Number) -> Number:
        """Kilograms -> kg or pounds."""
        return kilograms / self.kg_per_load

    def to_climb(self, metres: Number) -> Number:
        """Metres -> metres or feet of ascent."""
        return metres / self.m_per_climb

    def to_pace(self, speed_m_s: Number) -> Number:
        """Metres per second -> minutes per km or mile."""
        return self.m_per_distance / (np.asarray(speed_m_s) * 60.0)

    def say_distance(self, metres: float) -> str:
        """'7.5 mi', '38 mi': one decimal below 20, none above."""
        value = float(self.to_distance(metres))
        return f"{value:.0f} {self.distance}" if abs(value) >= 20 else f"{_trim(value, 1)} {self.distance}"

    def say_load(self, kilograms: float) -> str:
        """'185 lb', '62.5 kg'."""
        value = float(self.to_load(kilograms))
        return f"{_trim(value, 0 if self.load == 'lb' else 1)} {self.load}"

    def say_climb(self, metres: float) -> str:
        """'320 ft', '98 m'."""
        return f"{float(self.to_climb(metres)):,.0f} {self.climb}"

    def say_pace(self, speed_m_s: float) -> str:
        """'8:42 /mi': minutes and whole seconds."""
        seconds = round(self.m_per_distance / speed_m_s)
        return f"{seconds // 60}:{seconds % 60:02d} /{self.distance}"

    def say_date(self, day: date) -> str:
        """'3 Mar 2026', 'Mar 3, 2026'."""
        return f"{self.say_day_month(day)}{self._comma} {day.year}"

    def say_day_month(self, day: date, month: str = "%b") -> str:
        """'3 Mar', 'Mar 3'; with "%B" the month in full."""
        return f"{day:{month}} {day.day}" if self.is_month_first else f"{day.day} {day:{month}}"

    def say_day(self, day: date) -> str:
        """'Tue 3 Mar 2026', 'Tue, Mar 3, 2026'."""
        return f"{day:%a}{self._comma} {self.say_date(day)}"

    def say_long_day(self, day: date) -> str:
        """'Tue 3 March 2026', 'Tue, March 3, 2026'."""
        return f"{day:%a}{self._comma} {self.say_day_month(day, '%B')}{self._comma} {day.year}"

    def say_short_day(self, day: date) -> str:
        """'Tue 3 Mar', 'Tue, Mar 3'."""
        return f"{day:%a}{self._comma} {self.say_day_month(day)}"

    def say_weekday(self, day: date) -> str:
        """'Friday 27 November', 'Friday, November 27'."""
        return f"{day:%A}{self._comma} {self.say_day_month(day, '%B')}"

    def say_days(self, first: date, last: date) -> str:
        """'3 to 7 Nov 2026', 'Nov 3 to 7, 2026', '27 Oct to 7 Nov 2026': what both share is said once."""
        if first == last:
            return self.say_date(last)
        if first.year != last.year:
            return f"{self.say_date(first)} to {self.say_date(last)}"
        return f"{self.say_days_of_year(first, last)}{self._comma} {last.year}"

    def say_days_of_year(self, first: date, last: date) -> str:
        """'16 to 22 Nov', 'Nov 16 to 22', '27 Oct to 2 Nov'."""
        if first.month != last.month:
            return f"{self.say_day_month(first)} to {self.say_day_month(last)}"
        return (
            f"{last:%b} {first.day} to {last.day}" if self.is_month_first else f"{first.day} to {last.day} {last:%b}"
        )

    @property
    def date_field(self) -> str:
        """How a field asks for a date: 'MM/DD/YYYY', 'YYYY-MM-DD'."""
        return "MM/DD/YYYY" if self.is_month_first else "YYYY-MM-DD"

    @property
    def _comma(self) -> str:
        return "," if self.is_month_first else ""


def _trim(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


METRIC = Units("metric", "km", "kg", "m", 1000.0, 1.0, 1.0)
IMPERIAL = Units("imperial", "mi", "lb", "ft", M_PER_MILE, KG_PER_LB, M_PER_FOOT)
SYSTEMS = {units.name: units for units in (METRIC, IMPERIAL)}
# Locales of English that write the month first (the medium format of dates in Unicode's CLDR).
MONTH_FIRST = frozenset(
    ["en", "en-AS", "en-CA", "en-GU", "en-MH", "en-MP", "en-PH", "en-PR", "en-UM", "en-US", "en-VI"]
)


def of(name: str, locale: str) -> Units:
    """The units of that name, with dates as a reader of the locale ('en-US', 'en_US.UTF-8', '' where none is known)
    writes them. Raises KeyError for units that there are not."""
    return replace(SYSTEMS[name], is_month_first=locale.split(".")[0].replace("_", "-") in MONTH_FIRST)
