"""Units: SI inside, the reader's own at the page edge and in importers."""

from __future__ import annotations

from dataclasses import dataclass
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
    """How one reader wants distances and loads shown."""

    name: str
    distance: str
    load: str
    climb: str
    m_per_distance: float
    kg_per_load: float
    m_per_climb: float

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


def _trim(value: float, digits: int) -> str:
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


METRIC = Units("metric", "km", "kg", "m", 1000.0, 1.0, 1.0)
IMPERIAL = Units("imperial", "mi", "lb", "ft", M_PER_MILE, KG_PER_LB, M_PER_FOOT)
SYSTEMS = {units.name: units for units in (METRIC, IMPERIAL)}
