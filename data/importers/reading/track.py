"""What GPX and TCX have in common: points in time order -> the samples and totals of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import numpy as np

from data.answers import Answers
from data.identity import identity
from data.importers.fit.samples import MAX_ONE_LEG, Samples
from data.importers.reading import dates, where

# Mean radius of the Earth (IUGG 1980), in metres.
EARTH_M = 6_371_008.8
# Slower than this nobody moves on foot: a stroll is 3 km/h, a standing receiver drifts below 1.5 (convention).
STANDING_M_S = 0.5
# Watches that record smartly leave out up to 10 s, phones up to half a minute; a longer stand is a pause.
PAUSE_S = 60
# Elevation wanders without climbing: Strava counts climbs of 10 m or more where no barometer is known to be.
SMALLEST_CLIMB_M = 10
# The columns of the frame `streams` that come as recorded.
RECORDED = ("hr_bpm", "elevation_m", "power_w", "temperature_c")


@dataclass(frozen=True)
class Track:
    """Points of one run in the order recorded, as equally long arrays; NaN where not recorded.

    `piece` counts on where recording was stopped and started again: nothing is added up across such a border.
    `columns` may have lat, lon, distance_m, speed_m_s, cadence_one_leg and those of `RECORDED`.
    """

    time_s: np.ndarray
    piece: np.ndarray
    columns: Mapping[str, np.ndarray]

    def column(self, name: str) -> np.ndarray:
        """The column, or NaN where the track does not have it."""
        return self.columns.get(name, np.full(len(self.time_s), np.nan))

    @cached_property
    def has_place(self) -> np.ndarray:
        """Which points have a position; 0°/0° is what apps write for none."""
        lat, lon = self.column("lat"), self.column("lon")
        return np.asarray((np.abs(lat) <= 90) & (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0)))

    @cached_property
    def first_place(self) -> where.Place | None:
        """The first position, (latitude, longitude); None without one."""
        return where.first(self.column("lat"), self.column("lon"))

    @cached_property
    def covered_m(self) -> np.ndarray:
        """Metres so far at each point, along the great circle from position to position; NaN without a position."""
        covered = np.full(len(self.time_s), np.nan)
        places = np.flatnonzero(self.has_place)
        if len(places):
            steps = _steps(self.column("lat")[places], self.column("lon")[places])
            steps[np.diff(self.piece[places]) != 0] = 0
            covered[places] = np.concatenate([[0.0], np.cumsum(steps)])
        return covered

    @cached_property
    def distance_m(self) -> np.ndarray:
        """Metres so far as recorded, else as covered."""
        recorded = self.column("distance_m")
        return recorded if np.isfinite(recorded).any() else self.covered_m

    @cached_property
    def _moves(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Places of timed points in time order; seconds and metres from each to the next, NaN between pieces."""
        places = np.flatnonzero(np.isfinite(self.time_s))
        places = places[np.argsort(self.time_s[places], kind="stable")]
        seconds, metres = np.diff(self.time_s[places]), np.diff(self.distance_m[places])
        is_border = np.diff(self.piece[places]) != 0
        return places, np.where(is_border, np.nan, seconds), np.where(is_border, np.nan, metres)

    @cached_property
    def durations_s(self) -> tuple[float, float]:
        """(seconds without pauses, seconds in motion); the second is NaN where no distance tells."""
        _, seconds, metres = self._moves
        with np.errstate(invalid="ignore", divide="ignore"):
            is_standing = metres < STANDING_M_S * seconds
        is_pause = np.isnan(seconds) | (is_standing & (seconds >= PAUSE_S))
        recording = float(seconds[~is_pause].sum())
        is_known = np.isfinite(metres)
        if not is_known.any():
            return recording, np.nan
        return recording, float(seconds[~is_pause & ~is_standing].sum())

    @cached_property
    def speed_m_s(self) -> np.ndarray:
        """Speed at each point as recorded, else over the way from the point before."""
        recorded = self.column("speed_m_s")
        if np.isfinite(recorded).any():
            return recorded
        places, seconds, metres = self._moves
        speed = np.full(len(self.time_s), np.nan)
        with np.errstate(invalid="ignore", divide="ignore"):
            speed[places[1:]] = np.where(seconds > 0, np.maximum(metres, 0) / seconds, np.nan)
        return speed

    def samples(self, start_s: float) -> Samples:
        """The timed points as columns of the frame `streams`."""
        places = self._moves[0]
        one_leg = self.column("cadence_one_leg")[places]
        moving = one_leg[one_leg > 0]
        both_feet = bool(len(moving)) and float(np.median(moving)) > MAX_ONE_LEG
        columns = {
            "t_s": self.time_s[places] - start_s,
            "distance_m": self.distance_m[places],
            "speed_m_s": self.speed_m_s[places],
            "cadence_spm": one_leg * (1 if both_feet else 2),
            "lat": np.where(self.has_place, self.column("lat"), np.nan)[places],
            "lon": np.where(self.has_place, self.column("lon"), np.nan)[places],
        }
        return Samples(columns | {name: self.column(name)[places] for name in RECORDED}, both_feet)


def _steps(lat: np.ndarray, lon: np.ndarray) -> np.ndarray:
    """Metres from each position to the next by the haversine formula (R. W. Sinnott, Sky and Telescope 68, 1984)."""
    lat, lon = np.radians(lat), np.radians(lon)
    half = np.sin(np.diff(lat) / 2) ** 2 + np.cos(lat[:-1]) * np.cos(lat[1:]) * np.sin(np.diff(lon) / 2) ** 2
    return np.asarray(2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0, 1))))


def climbed(elevation_m: np.ndarray) -> tuple[float, float]:
    """(metres up, metres down), swings below `SMALLEST_CLIMB_M` left out; NaN where elevation never changes."""
    known = elevation_m[np.isfinite(elevation_m)]
    if len(known) < 2 or np.ptp(known) == 0:
        return np.nan, np.nan
    swings = np.diff(_turns(known.tolist()))
    return float(swings[swings > 0].sum()), abs(float(swings[swings < 0].sum()))


def _turns(elevation_m: list[float]) -> list[float]:
    """The heights between which the track climbs or falls, each time by `SMALLEST_CLIMB_M` at least."""
    turns: list[float] = []
    low = high = elevation_m[0]
    is_up: bool | None = None
    for height in elevation_m:
        low, high = min(low, height), max(high, height)
        if is_up is not False and high - height >= SMALLEST_CLIMB_M:
            turns.append(high)
            low, is_up = height, False
        elif is_up is not True and height - low >= SMALLEST_CLIMB_M:
            turns.append(low)
            high, is_up = height, True
    if is_up is not None:
        turns.append(high if is_up else low)
    return turns


def run(
    source: str,
    answers: Answers,
    start_s: float,
    duration_s: float,
    distance_m: float,
    *,
    place: where.Place | None,
    **values: Any,
) -> dict[str, Any]:
    """A row of the frame `runs` that began at `start_s` (seconds since 1970); its day is that of the place where it
    began, without a place the home zone's."""
    start = datetime.fromtimestamp(start_s, UTC)
    local = where.local_day(start, place) or dates.wall_clock(start, answers)
    size = (None if np.isnan(value) else round(value) for value in (duration_s, distance_m))
    return {
        "run_id": identity(source, start.isoformat(), *size),
        "source": source,
        "start": start,
        "day": datetime(local.year, local.month, local.day),
        "duration_s": duration_s,
        "distance_m": distance_m,
        **values,
    }
