"""Samples of one run as columns of the frame `streams`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data import schema
from data.importers.fit.records import Records

DEGREES = 180 / 2**31
# A mean of 120 steps a minute *with one leg* is 240 with both: nobody runs that for a whole run, so a watch that
# says so has counted both feet already. Sprinters reach 290 for seconds.
MAX_ONE_LEG = 120
# Times one sample counts for in a mean: watches that record smartly leave gaps of up to 10 s; longer is a pause.
_LONGEST_GAP_S = 10


@dataclass(frozen=True)
class Samples:
    """Columns of the frame `streams` (without run_id), in time order, and what is odd about them."""

    columns: dict[str, np.ndarray]
    counts_both_feet: bool

    @property
    def count(self) -> int:
        """How many samples."""
        return len(self.columns["t_s"])

    def mean(self, name: str) -> float:
        """Time-weighted mean of the values above 0; NaN where there is none."""
        values, t = self.columns[name], self.columns["t_s"]
        weights = np.clip(np.diff(t, append=t[-1:] + 1), 0, _LONGEST_GAP_S)
        has = values > 0
        total = weights[has].sum()
        return float((values[has] * weights[has]).sum() / total) if total > 0 else np.nan

    def highest(self, name: str) -> float:
        """The highest value above 0; NaN where there is none."""
        values = self.columns[name]
        return float(values[values > 0].max(initial=-np.inf)) if (values > 0).any() else np.nan

    def covered_m(self) -> float:
        """Metres between the first and the last sample that know their distance; NaN where none does."""
        known = self.columns["distance_m"][np.isfinite(self.columns["distance_m"])]
        return float(known.max() - min(known[0], known.min())) if len(known) else np.nan

    def oddities(self) -> list[str]:
        """Sentences on values that were kept as recorded though they cannot be right."""
        found = []
        distance = self.columns["distance_m"]
        n_back = int((np.diff(distance[np.isfinite(distance)]) < 0).sum())
        if n_back:
            found.append(f"The distance jumps back {_counted(n_back, 'time')}; kept as recorded.")
        _, fastest = schema.plausible_ranges("streams")["speed_m_s"]
        n_fast = int((self.columns["speed_m_s"] > fastest).sum())
        if n_fast:
            found.append(
                f"{_counted(n_fast, 'sample')} above {fastest:g} m/s; kept as recorded, left out of statistics."
            )
        return found


def _counted(n: int, what: str) -> str:
    return f"{n:,} {what}{'' if n == 1 else 's'}"


def samples(records: Records, window: tuple[float, float], start_s: float) -> Samples | None:
    """The samples inside the window, from `start_s` (stored seconds) on to the longest time a run may take; None
    where there are none."""
    times = records.column("timestamp")
    longest = schema.plausible_ranges("streams")["t_s"][1]
    places = np.flatnonzero((times >= max(window[0], start_s)) & (times <= min(window[1], start_s + longest)))
    if not len(places):
        return None
    if (np.diff(times[places]) < 0).any():
        places = places[np.argsort(times[places], kind="stable")]
    are_all = len(places) == len(times) and places[0] == 0 and bool((np.diff(places) == 1).all())
    taken = slice(None) if are_all else places

    def column(name: str) -> np.ndarray:
        return records.column(name)[taken]

    one_leg = column("cadence") + np.nan_to_num(column("fractional_cadence"))
    moving = one_leg[one_leg > 0]
    both_feet = bool(len(moving)) and float(np.median(moving)) > MAX_ONE_LEG
    columns = {
        "t_s": times[places] - start_s,
        "distance_m": column("distance"),
        "speed_m_s": column("enhanced_speed"),
        "hr_bpm": column("heart_rate"),
        "cadence_spm": one_leg * (1 if both_feet else 2),
        "elevation_m": column("enhanced_altitude"),
        "power_w": column("power"),
        "temperature_c": column("temperature"),
        "lat": column("position_lat") * DEGREES,
        "lon": column("position_long") * DEGREES,
    }
    return Samples(columns, both_feet)
