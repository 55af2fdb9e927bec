"""Garmin's account export: `..._summarizedActivities.json`, the list of all activities.

Lengths are centimetres, times milliseconds. Garmin's web pages hand out JSON with the same names in metres and
seconds; such a file is refused by its paces, for its numbers would be wrong a hundredfold. Where the archive also
holds a run's FIT file, that one is kept (data.duplicates).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from data import errors
from data.answers import Answers
from data.batch import Skipped
from data.identity import identity
from data.importers.fit.samples import MAX_ONE_LEG
from data.importers.reading import dates, objects, where
from data.importers.source import Parsed, SourceFile
from data.importers.vendors import garmin_account_sets
from data.importers.words.sports import is_strength, run_kind

NAME = "Garmin account export"
SOURCE = "garmin_account"
KEY = "summarizedActivitiesExport"

CM_PER_M, MS_PER_S = 100.0, 1000.0
# Garmin stores the runner's effort of 1-10 times ten.
RPE_STEPS = 10.0
# Slower than a stroll, faster than the world record over 400 m. Metres and seconds taken for centimetres and
# milliseconds make a run ten times as fast as it was.
SLOWEST_M_S, FASTEST_M_S = 0.55, 9.3
HEAD_BYTES = 4_096
_WEB_PAGE = re.compile(rb'"activityId"\s*:')
_MARK = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*[\[{]")


def matches(source: SourceFile) -> bool:
    """JSON that begins with the export's key, or with activities as Garmin's web pages list them."""
    head = source.data[:HEAD_BYTES]
    return _MARK.match(head) is not None and (f'"{KEY}"'.encode() in head or _WEB_PAGE.search(head) is not None)


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs. Raises errors.Refused where the numbers are not in the export's units, errors.NotTraining for an empty
    list."""
    listed = _activities(source)
    activities = [each for each in listed if isinstance(each, dict)]
    runs = [(activity, kind) for activity in activities if (kind := _kind(activity))]
    speeds = [speed for activity, _ in runs if (speed := _speed(activity)) > 0]
    if speeds and not SLOWEST_M_S <= median(speeds) <= FASTEST_M_S:
        raise errors.Refused(
            f"Its runs would be {median(speeds) * 3.6:.0f} km/h fast: the file is not in the units of Garmin's "
            "account export. Ask Garmin for your data (Account, Export Your Data) and import the archive."
        )
    n_odd = len(listed) - len(activities)
    skipped = [Skipped(None, f"{n_odd:,} entries that are no activity", n_odd)] if n_odd else []
    skipped += _other_sports(activities)
    rows = []
    for activity, kind in runs:
        row = _row(activity, kind, answers)
        if row is None:
            skipped.append(Skipped(None, f"the run {_text(activity, 'name') or 'without a name'} has no start time"))
        else:
            rows.append(row)
    sets = [row for activity in activities if _kind(activity) is None for row in _sets(activity, answers, skipped)]
    if not rows and not sets and not skipped:
        raise errors.NotTraining("The list has no activities.")
    found = {name: made for name, made in (("runs", rows), ("sets", sets)) if made}
    return Parsed(rows=found, skipped=tuple(skipped), warnings=tuple(_odd_paces(runs)))


def _activities(source: SourceFile) -> list[Any]:
    try:
        content = json.loads(source.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise errors.Refused(f"The JSON is damaged ({error}). Unpack the archive once more.") from error
    parts = content if isinstance(content, list) else [content]
    lists = [part[KEY] for part in parts if isinstance(part, dict) and isinstance(part.get(KEY), list)]
    if not lists:
        raise errors.Refused(
            "This is a list from Garmin's web pages, not the account export; its units differ. Ask Garmin for your "
            "data (Account, Export Your Data) and import the archive."
        )
    return [activity for listed in lists for activity in listed]


def _kind(activity: dict[str, Any]) -> str | None:
    return run_kind(_sport(activity)) or run_kind(_text(activity, "sportType"))


def _sport(activity: dict[str, Any]) -> str:
    said = activity.get("activityType")
    return str(said.get("typeKey", "")) if isinstance(said, dict) else str(said or "")


def _text(activity: dict[str, Any], name: str) -> str:
    value = activity.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(activity: dict[str, Any], *names: str) -> float:
    """The first of these that is a number above 0; NaN where none is."""
    for name in names:
        value = activity.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0 and math.isfinite(value):
            return float(value)
    return math.nan


def _speed(activity: dict[str, Any]) -> float:
    return (_number(activity, "distance") / CM_PER_M) / (_number(activity, "duration") / MS_PER_S)


def _has_sets(activity: dict[str, Any]) -> bool:
    return bool(activity.get("summarizedExerciseSets")) and _placed(activity, Answers()) is not None


def _sets(activity: dict[str, Any], answers: Answers, skipped: list[Skipped]) -> list[dict[str, Any]]:
    """The sets of a session; exercises without any are noted in `skipped`."""
    placed = _placed(activity, answers)
    if placed is None or not _has_sets(activity):
        return []
    start, day = placed
    known = activity.get("activityId")
    rows = list(garmin_account_sets.rows(activity, SOURCE, known or start.isoformat(), start, day))
    n_empty = garmin_account_sets.n_without_sets(activity)
    if n_empty:
        says = f"{n_empty} exercise{'s' if n_empty > 1 else ''} of {day:%-d %b %Y} without a number of sets"
        skipped.append(Skipped(None, says, n_empty))
    return rows


def _other_sports(activities: list[dict[str, Any]]) -> Iterator[Skipped]:
    counts: dict[str, int] = {}
    for activity in activities:
        if _kind(activity) is None and not _has_sets(activity):
            sport = _sport(activity).replace("_", " ") or "an activity without a sport"
            counts[sport] = counts.get(sport, 0) + 1
    for sport, n in counts.items():
        why = "has only sums here, no sets; its FIT file has them" if is_strength(sport) else "is no run"
        yield Skipped(None, f"{sport} {why}: {n} {'activity' if n == 1 else 'activities'}", n)


def _row(activity: dict[str, Any], kind: str, answers: Answers) -> dict[str, Any] | None:
    placed = _placed(activity, answers)
    if placed is None:
        return None
    start, day = placed
    duration_s, distance_m = (_number(activity, "duration") / MS_PER_S, _number(activity, "distance") / CM_PER_M)
    known = activity.get("activityId")
    size = (None if math.isnan(value) else round(value) for value in (duration_s, distance_m))
    return {
        "run_id": identity(SOURCE, *([known] if known is not None else [start.isoformat(), *size])),
        "source": SOURCE,
        "start": start,
        "day": day,
        "duration_s": duration_s,
        "moving_s": _number(activity, "movingDuration") / MS_PER_S,
        "distance_m": distance_m,
        "ascent_m": _number(activity, "elevationGain") / CM_PER_M,
        "descent_m": _number(activity, "elevationLoss") / CM_PER_M,
        "hr_mean_bpm": _number(activity, "avgHr"),
        "hr_max_bpm": _number(activity, "maxHr"),
        "cadence_spm": _cadence(activity),
        "power_w": _number(activity, "avgPower"),
        "rpe": _number(activity, "workoutRpe") / RPE_STEPS,
        "kind": kind,
        "title": _text(activity, "name") or None,
        "note": _text(activity, "description") or None,
    }


def _placed(activity: dict[str, Any], answers: Answers) -> tuple[datetime, datetime] | None:
    """Start (UTC) and local day of an activity; None without a start."""
    started_ms = _number(activity, "beginTimestamp", "startTimeGmt")
    if math.isnan(started_ms):
        return None
    start = _moment(started_ms)
    local_ms = _number(activity, "startTimeLocal")
    if math.isnan(local_ms):
        return start, where.local_day(start, _place(activity)) or _day(dates.wall_clock(start, answers))
    return start, _day(_moment(local_ms))


def _place(activity: dict[str, Any]) -> where.Place | None:
    return where.place(objects.number(activity, "startLatitude"), objects.number(activity, "startLongitude"))


def _day(moment: datetime) -> datetime:
    return datetime(moment.year, moment.month, moment.day)


def _moment(milliseconds: float) -> datetime:
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)


def _cadence(activity: dict[str, Any]) -> float:
    """Steps a minute with both feet: as stated, else twice those of one."""
    both = _number(activity, "avgDoubleCadence")
    one_leg = _number(activity, "avgRunCadence")
    return both if both > 0 else one_leg if one_leg > MAX_ONE_LEG else 2 * one_leg


def _odd_paces(runs: list[tuple[dict[str, Any], str]]) -> Iterator[str]:
    n = sum(_speed(activity) > FASTEST_M_S for activity, _ in runs)
    if n:
        yield f"{n} run{'s are' if n > 1 else ' is'} faster than anybody runs; look at distance and time."
