"""GPX files: recorded tracks of any app, 1.0 and 1.1.

A track is a run where it says so (`running`, `Run`, Strava's `9`). Half of all files do not say what they are: such
a track is a run where its name says so or its speed is a runner's, and comes with a warning. Distance is measured
from position to position.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from data import errors
from data.answers import Answers
from data.batch import Skipped
from data.importers.reading import markup, track
from data.importers.reading.track import Track
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.words.sports import is_unnamed, run_kind

NAME = "GPX"
SOURCE = "gpx"

FIELDS = {
    "time": "time",
    "ele": "elevation_m",
    "hr": "hr_bpm",
    "heartrate": "hr_bpm",
    "cad": "cadence_one_leg",
    "cadence": "cadence_one_leg",
    "runcadence": "cadence_one_leg",
    "atemp": "temperature_c",
    "temp": "temperature_c",
    "power": "power_w",
    "watts": "power_w",
    "speed": "speed_m_s",
}
# What Strava calls a run where it writes numbers.
STRAVA_RUN = "9"
# Runners from a slow trail to a world-class half marathon. Cyclists at the same median are far quicker downhill.
SLOWEST_KM_H, FASTEST_KM_H = 6.0, 20.0
QUICKEST_KM_H = 28.0
# Speed is judged over stretches of this length: between single points the receiver's noise is larger than it.
STRETCH_S = 30.0
# Three minutes in motion: less cannot be told from anything else.
LEAST_STRETCHES = 6
# Tracks that follow within this time are one outing that was paused.
SAME_OUTING_S = 3_600.0
# With fewer timed points than this share the times say nothing about the track.
LEAST_TIMED = 0.5
_OTHER_SPORT = re.compile(
    r"\b(rid(e|ing)|bik(e|ing)|cycl\w*|mtb|walk\w*|hik\w*|wander\w*|spazier\w*|radfahr\w*|radtour|rad|velo|v[ée]lo"
    r"|swim\w*|schwimm\w*|ski\w*|row(ing)?|kayak\w*|driv(e|ing)|sail\w*|flight|gravel|commute by bike|randonn[ée]e"
    r"|marche|caminata|senderismo|bici\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Recording:
    """One or more tracks of one outing."""

    sport: str
    title: str
    points: list[Element]
    piece: list[int]


NO_POINTS = "A track of it has no points."


def matches(source: SourceFile) -> bool:
    """XML with the root element `gpx`."""
    return markup.has_root(source, "gpx")


def read(source: SourceFile, answers: Answers) -> Parsed:
    """A run for each recorded outing on foot.

    Raises errors.NotTraining for routes, waypoints, other sports and tracks without points, times or positions.
    """
    document = markup.parse(source)
    if markup.local(document.root.tag) != "gpx":
        raise errors.Refused("This is XML, but not GPX. Export the run as GPX, TCX or FIT.")
    ledger = Ledger([document.warning] if document.warning else [])
    streams: dict[str, dict[str, np.ndarray]] = {}
    reasons = _empty_tracks(document.root)
    for outing, points in _outings(document.root):
        kind = _kind(outing, points)
        if isinstance(kind, errors.NotTraining):
            reasons.append(str(kind))
            continue
        row, columns, oddities = _run(outing, points, kind, answers)
        ledger.keep("runs", **row)
        ledger.warnings.extend(oddities)
        streams[row["run_id"]] = columns
    if not streams:
        said = [reason for reason in dict.fromkeys(reasons) if reason != NO_POINTS]
        raise errors.NotTraining(" ".join(said) or _nothing(document.root))
    return Parsed(
        rows=ledger.rows,
        streams=streams,
        skipped=tuple(Skipped(None, reason) for reason in reasons),
        warnings=tuple(dict.fromkeys(ledger.warnings)),
    )


def _nothing(root: Element) -> str:
    if next(markup.inside(root, "rtept"), None) is not None:
        return "This is a planned route, not a run that was recorded."
    if next(markup.inside(root, "wpt"), None) is not None:
        return "It holds places (waypoints) but no recorded track."
    return "It holds no track points: nothing was recorded."


def _outings(root: Element) -> Iterator[tuple[_Recording, Track]]:
    """The recordings with points; tracks of one sport that follow each other closely are put together."""
    waiting: tuple[_Recording, Track] | None = None
    for recording in _recordings(root):
        points = _track(recording)
        if waiting is not None and _continues(waiting, (recording, points)):
            piece = [n + waiting[0].piece[-1] + 1 for n in recording.piece]
            both = _Recording(
                waiting[0].sport,
                waiting[0].title,
                [*waiting[0].points, *recording.points],
                [*waiting[0].piece, *piece],
            )
            waiting = both, _track(both)
            continue
        if waiting is not None:
            yield waiting
        waiting = recording, points
    if waiting is not None:
        yield waiting


def _continues(first: tuple[_Recording, Track], second: tuple[_Recording, Track]) -> bool:
    times = [one[1].time_s[np.isfinite(one[1].time_s)] for one in (first, second)]
    is_same = first[0].sport == second[0].sport
    if not is_same or not len(times[0]) or not len(times[1]):
        return is_same and not len(times[0]) and not len(times[1])
    return bool(0 <= times[1].min() - times[0].max() <= SAME_OUTING_S)


def _recordings(root: Element) -> Iterator[_Recording]:
    named = markup.text(root, "metadata", "name") or markup.text(root, "name")
    for trk in markup.children(root, "trk"):
        segments = [list(markup.children(segment, "trkpt")) for segment in markup.children(trk, "trkseg")]
        points = [point for segment in segments for point in segment]
        piece = [n for n, segment in enumerate(segments) for _ in segment]
        if points:
            yield _Recording(_sport(trk), markup.text(trk, "name") or named, points, piece)


def _empty_tracks(root: Element) -> list[str]:
    """A reason for each track in which nothing was recorded."""
    tracks = markup.children(root, "trk")
    return [NO_POINTS for trk in tracks if next(markup.inside(trk, "trkpt"), None) is None]


def _sport(trk: Element) -> str:
    """What the track says it is: its type, or what an app put among its extensions."""
    said = markup.text(trk, "type")
    extensions = [e for e in trk if markup.local(e.tag) == "extensions"] if not said else []
    parts = (part for extension in extensions for part in extension.iter())
    words = (p.text.strip() for p in parts if markup.local(p.tag) in ("type", "activity", "sport") and p.text)
    return said or next(words, "")


def _track(recording: _Recording) -> Track:
    cells = markup.cells(recording.points, FIELDS)
    times = markup.seconds(cells.pop("time"))
    columns = {name: markup.numbers(texts) for name, texts in cells.items()}
    for name in ("lat", "lon"):
        columns[name] = markup.numbers([point.get(name) for point in recording.points])
    return Track(times, np.array(recording.piece), columns)


def _kind(recording: _Recording, points: Track) -> str | errors.NotTraining:
    """The kind of run, or why it is none that can be kept."""
    sport = recording.sport
    kind = "unknown" if sport == STRAVA_RUN else run_kind(sport)
    if sport and kind is None and not is_unnamed(sport):
        return errors.NotTraining(f"The track is of type {sport}, which is no run.")
    if int(points.has_place.sum()) < 2:
        return errors.NotTraining("Its points have no positions, so no distance can be measured.")
    if np.isfinite(points.time_s).mean() < LEAST_TIMED:
        return errors.NotTraining("Its points have no times: a planned route, not a run that was recorded.")
    if kind is not None:
        return kind
    if _OTHER_SPORT.search(recording.title):
        return errors.NotTraining(f"The track does not say its sport; its name, {recording.title!r}, is no run's.")
    named = run_kind(recording.title)
    return named or _kind_by_speed(points)


def _kind_by_speed(points: Track) -> str | errors.NotTraining:
    speeds = _stretches_km_h(points)
    if len(speeds) < LEAST_STRETCHES:
        return errors.NotTraining("The track does not say its sport and is too short to be judged by its speed.")
    median, quickest = np.percentile(speeds, [50, 95]).tolist()
    if SLOWEST_KM_H <= median <= FASTEST_KM_H and quickest <= QUICKEST_KM_H:
        return "unknown"
    speed = f"a median of {median:.0f} km/h"
    return errors.NotTraining(f"The track does not say its sport, and its speed is not like a run's ({speed}).")


def _stretches_km_h(points: Track) -> np.ndarray:
    """The speed over each stretch of `STRETCH_S` or a little more, standing left out."""
    is_known = np.isfinite(points.time_s) & np.isfinite(points.covered_m)
    t, metres = points.time_s[is_known], points.covered_m[is_known]
    if not len(t):
        return np.asarray(t)
    _, places = np.unique(np.floor((t - t[0]) / STRETCH_S), return_index=True)
    seconds, way = np.diff(t[places]), np.diff(metres[places])
    is_moving = (seconds > 0) & (way >= track.STANDING_M_S * seconds)
    return np.asarray(3.6 * way[is_moving] / seconds[is_moving])


def _run(
    recording: _Recording, points: Track, kind: str, answers: Answers
) -> tuple[dict[str, Any], dict[str, np.ndarray], list[str]]:
    start_s = float(np.nanmin(points.time_s))
    samples = points.samples(start_s)
    recording_s, moving_s = points.durations_s
    up, down = track.climbed(points.column("elevation_m"))
    row = track.run(
        SOURCE,
        answers,
        start_s,
        recording_s,
        float(np.nanmax(points.covered_m)),
        place=points.first_place,
        moving_s=moving_s,
        ascent_m=up,
        descent_m=down,
        hr_mean_bpm=samples.mean("hr_bpm"),
        hr_max_bpm=samples.highest("hr_bpm"),
        cadence_spm=samples.mean("cadence_spm"),
        power_w=samples.mean("power_w"),
        temperature_c=samples.mean("temperature_c"),
        kind=kind,
        title=recording.title or None,
    )
    return row, samples.columns, [*samples.oddities(), *_oddities(recording, points)]


def _oddities(recording: _Recording, points: Track) -> Iterable[str]:
    if not recording.sport:
        yield "The file does not say its sport; it was taken for a run by its name or speed. Undo the import if not."
    n_lost = int((~points.has_place).sum())
    if n_lost:
        yield f"{n_lost:,} of {len(points.time_s):,} points have no position; the way leads past them."
    n_untimed = int(np.isnan(points.time_s).sum())
    if n_untimed:
        yield f"{n_untimed:,} of {len(points.time_s):,} points have no time; they count for the distance only."
