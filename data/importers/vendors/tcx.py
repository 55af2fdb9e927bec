"""TCX files (Garmin's Training Center and the many apps that write it): laps with their own totals.

Distance and time are the sums over the laps. A file may hold several activities; a course or a planned workout holds
none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from data import errors
from data.answers import Answers
from data.batch import Skipped
from data.importers.fit.samples import MAX_ONE_LEG, Samples
from data.importers.reading import markup, track
from data.importers.reading.track import Track
from data.importers.source import Parsed, SourceFile
from data.importers.words.sports import run_kind

NAME = "TCX"
SOURCE = "tcx"
ROOT = "TrainingCenterDatabase"

FIELDS = {
    "time": "time",
    "latitudedegrees": "lat",
    "longitudedegrees": "lon",
    "altitudemeters": "elevation_m",
    "distancemeters": "distance_m",
    "value": "hr_bpm",
    "runcadence": "cadence_one_leg",
    "cadence": "cadence_one_leg",
    "speed": "speed_m_s",
    "watts": "power_w",
}
_PLANNED = {
    "course": "This is a course to follow, not one that was run.",
    "workout": "This is a planned workout, not one that was done.",
}


@dataclass(frozen=True)
class _Lap:
    """What a lap's summary says; NaN where it does not."""

    seconds: float
    metres: float
    hr_mean: float
    hr_max: float
    cadence: float


def matches(source: SourceFile) -> bool:
    """XML with the root element `TrainingCenterDatabase`."""
    return markup.has_root(source, ROOT)


def read(source: SourceFile, answers: Answers) -> Parsed:
    """A run for each running activity. Raises errors.NotTraining where there is none, with the reason."""
    document = markup.parse(source)
    if markup.local(document.root.tag) != ROOT.lower():
        raise errors.Refused("This is XML, but not TCX. Export the run as GPX, TCX or FIT.")
    warnings = [document.warning] if document.warning else []
    runs, streams, reasons = [], {}, []
    for activity in markup.inside(document.root, "activity"):
        try:
            row, columns, oddities = _run(activity, answers)
        except errors.NotTraining as reason:
            reasons.append(str(reason))
            continue
        runs.append(row)
        warnings.extend(oddities)
        if len(columns["t_s"]):
            streams[row["run_id"]] = columns
    if not runs:
        raise errors.NotTraining(" ".join(dict.fromkeys(reasons)) or _nothing(document.root))
    skipped = tuple(Skipped(None, reason) for reason in reasons)
    return Parsed(rows={"runs": runs}, streams=streams, skipped=skipped, warnings=tuple(dict.fromkeys(warnings)))


def _nothing(root: Element) -> str:
    planned = (says for name, says in _PLANNED.items() if next(markup.inside(root, name), None) is not None)
    return next(planned, "It holds no activity: nothing was recorded.")


def _run(activity: Element, answers: Answers) -> tuple[dict[str, Any], dict[str, np.ndarray], list[str]]:
    sport = activity.get("Sport", "")
    kind = run_kind(sport)
    if kind is None:
        raise errors.NotTraining(f"The activity is {sport or 'of a sport that is not named'}, which is no run.")
    laps = list(markup.children(activity, "lap"))
    points = _track(laps)
    summaries = [_lap(lap) for lap in laps]
    start_s = _start(activity, laps, points)
    samples = points.samples(start_s)
    warnings = samples.oddities()
    recording_s, moving_s = points.durations_s
    duration_s = _total([lap.seconds for lap in summaries], recording_s, "time", warnings)
    covered_m = samples.covered_m() if len(samples.columns["t_s"]) else np.nan
    distance_m = _total([lap.metres for lap in summaries], covered_m, "distance", warnings)
    if np.isnan(duration_s) and np.isnan(distance_m):
        raise errors.NotTraining("The run has neither a time nor a distance: nothing was recorded.")
    up, down = track.climbed(points.column("elevation_m"))
    row = track.run(
        SOURCE,
        answers,
        start_s,
        duration_s,
        distance_m,
        place=points.first_place,
        moving_s=min(moving_s, duration_s) if moving_s > 0 else np.nan,
        ascent_m=up,
        descent_m=down,
        **_means(summaries, samples),
        kind=kind,
        title=markup.text(activity, "name") or None,
        note=markup.text(activity, "notes") or None,
    )
    return row, samples.columns, warnings


def _lap(lap: Element) -> _Lap:
    cadence = markup.numbers([e.text for e in markup.inside(lap, "avgruncadence")][:1] or [None])
    return _Lap(
        markup.number(lap, "totaltimeseconds"),
        markup.number(lap, "distancemeters"),
        markup.number(lap, "averageheartratebpm", "value"),
        markup.number(lap, "maximumheartratebpm", "value"),
        float(cadence[0]),
    )


def _track(laps: list[Element]) -> Track:
    """The points of all laps; a second `Track` inside a lap begins after a pause."""
    points, piece, n = [], [], 0
    for lap in laps:
        for i, part in enumerate(markup.children(lap, "track")):
            n += i > 0
            for point in markup.children(part, "trackpoint"):
                points.append(point)
                piece.append(n)
    cells = markup.cells(points, FIELDS)
    times = markup.seconds(cells.pop("time"))
    columns = {name: markup.numbers(texts) for name, texts in cells.items()}
    return Track(times, np.array(piece, dtype=int), columns)


def _start(activity: Element, laps: list[Element], points: Track) -> float:
    """Seconds since 1970 of the first lap's start, else of the activity's id, else of the first point."""
    said = [lap.get("StartTime") for lap in laps[:1]] + [markup.text(activity, "id")]
    known = [*_finite(markup.seconds(said)), *_finite(points.time_s)[:1]]
    if not known:
        raise errors.NotTraining("The run does not say when it began.")
    return known[0]


def _finite(values: np.ndarray) -> list[float]:
    return [float(value) for value in values[np.isfinite(values)]]


def _total(laps: list[float], by_samples: float, what: str, warnings: list[str]) -> float:
    """The sum over the laps; what the samples say where the laps say nothing (a 0 is how they do)."""
    total = sum(_finite(np.array(laps, dtype=float)))
    if total > 0:
        return total
    if by_samples > 0:
        warnings.append(f"The laps have no {what}; it was taken from the samples.")
        return by_samples
    return np.nan


def _means(laps: list[_Lap], samples: Samples) -> dict[str, float]:
    hr = _weighted((lap.hr_mean, lap.seconds) for lap in laps)
    highest = max((lap.hr_max for lap in laps if lap.hr_max > 0), default=np.nan)
    one_leg = _weighted((lap.cadence, lap.seconds) for lap in laps)
    cadence = one_leg if one_leg > MAX_ONE_LEG else 2 * one_leg
    return {
        "hr_mean_bpm": hr if hr > 0 else samples.mean("hr_bpm"),
        "hr_max_bpm": highest if highest > 0 else samples.highest("hr_bpm"),
        "cadence_spm": cadence if cadence > 0 else samples.mean("cadence_spm"),
        "power_w": samples.mean("power_w"),
    }


def _weighted(values: Iterator[tuple[float, float]]) -> float:
    """Mean weighted by time of the values above 0; NaN where there is none."""
    known = [(value, weight) for value, weight in values if value > 0 and weight > 0]
    total = sum(weight for _, weight in known)
    return sum(value * weight for value, weight in known) / total if total > 0 else np.nan
