"""The entries of a log in a runner's words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import pandas as pd

from analytics.log.day import Day, Fortnight
from analytics.log.run import Like, Mornings
from analytics.log.samples import Drift
from analytics.words import counted, listed, say_number
from data.units import Units

UNTITLED = "Run"
MOMENTS = {
    "morning": "in the morning",
    "before": "before the run",
    "during": "during the run",
    "after": "after the run",
    "evening": "in the evening",
}
# What "usually" is of, where a fortnight is held against it.
USUAL_OF = "Usually: twice the middle week of the eight weeks before."
# A change of heart rate per speed below this is no drift: a watch's own noise (convention).
DRIFT_IS_NOTHING = 0.01


def say_clock(seconds: float) -> str:
    """'1:11:05' from an hour on, '48:20' below."""
    whole = round(seconds)
    minutes = f"{whole // 60 % 60:02d}:{whole % 60:02d}" if whole >= 3600 else f"{whole // 60}:{whole % 60:02d}"
    return f"{whole // 3600}:{minutes}" if whole >= 3600 else minutes


def title(run: pd.Series) -> str:
    """The run's own title, else its kind, else 'Run'."""
    if isinstance(run["title"], str):
        return run["title"]
    kind = run["kind"]
    return f"{kind.capitalize()} run" if isinstance(kind, str) and kind != "unknown" else UNTITLED


def run_head(run: pd.Series, units: Units) -> str:
    """'8.2 mi in 1:11:20'; what is missing is left out."""
    parts = [units.say_distance(run["distance_m"])] if _is(run["distance_m"]) else []
    parts += [say_clock(run["duration_s"])] if _is(run["duration_s"]) else []
    return " in ".join(parts) or "A run without distance or time"


def run_facts(run: pd.Series, units: Units) -> str:
    """'8:42 /mi, 138 bpm, 248 ft up'; what is missing is left out."""
    parts = []
    if _is(run["distance_m"]) and _is(run["duration_s"]) and run["distance_m"] > 0:
        parts.append(units.say_pace(run["distance_m"] / run["duration_s"]))
    if _is(run["hr_mean_bpm"]):
        parts.append(f"{run['hr_mean_bpm']:.0f} bpm")
    if _is(run["ascent_m"]):
        parts.append(f"{units.say_climb(run['ascent_m'])} up")
    return ", ".join(parts)


def sets_head(sets: pd.DataFrame) -> str:
    """'10 glute sets', and where the workout has more sets than count: '10 glute sets of 16; indirect ones count
    half'. `sets` has `glute_sets`, what each counts."""
    counts = sets["glute_sets"]
    said = counted(float(counts.sum()), "glute set")
    if counts.sum() == len(counts):
        return said
    is_half = bool(counts.between(0, 1, inclusive="neither").any())
    return f"{said} of {counted(len(counts), 'set')}{'; indirect ones count half' if is_half else ''}"


def workouts(sets: pd.DataFrame, units: Units) -> dict[str, tuple[str, list[str]]]:
    """`sets_head` and `exercise_lines` of each workout in `sets`, by its id, in their order."""
    groups = sets.groupby("workout_id", sort=False)
    return {str(workout_id): (sets_head(rows), exercise_lines(rows, units)) for workout_id, rows in groups}


def exercise_lines(sets: pd.DataFrame, units: Units) -> list[str]:
    """A line an exercise, in the order lifted: 'Hip Thrust (Barbell): 4 sets, top 300 lb × 3'."""
    names = sets["exercise"].fillna(sets["exercise_raw"]).fillna("Not named")
    return [f"{name}: {_sets(rows, units)}" for name, rows in sets.groupby(names, sort=False)]


def _sets(rows: pd.DataFrame, units: Units) -> str:
    top = rows.sort_values(["load_kg", "reps"], na_position="first", kind="stable").iloc[-1]
    said = counted(len(rows), "set")
    if _is(top["load_kg"]) and top["load_kg"] > 0:
        said += f", top {units.say_load(top['load_kg'])}" + (f" × {top['reps']:.0f}" if _is(top["reps"]) else "")
    elif _is(top["reps"]):
        said += f" of {top['reps']:.0f}"
    return said


def pain_head(entry: pd.Series) -> str:
    """'Pain 3, low back, in the morning, a flare'."""
    parts = [f"Pain {say_number(entry['score'])}" if _is(entry["score"]) else "Pain, no score"]
    if isinstance(entry["site"], str):
        parts.append(entry["site"].replace("_", " "))
    if entry["moment"] in MOMENTS:
        parts.append(MOMENTS[entry["moment"]])
    if entry["flare"] == 1:
        parts.append("a flare")
    return ", ".join(parts)


def factors(rows: pd.DataFrame) -> str:
    """'Sleep 7.2 h, stress 2': the day's other diary values."""
    says = [
        f"{str(row['name']).replace('_', ' ')} {say_number(row['value'])}"
        + (f" {row['unit']}" if isinstance(row["unit"], str) else "")
        for row in rows.to_dict("records")
        if _is(row["value"])
    ]
    text = ", ".join(says)
    return text[:1].upper() + text[1:]


def next_morning(found: Day, today: pd.Timestamp) -> tuple[str, str]:
    """'The morning after: 0' and 'Usually 0 in the four weeks before'; what is missing says so."""
    if found.next_morning == found.next_morning:
        head = f"The morning after: {say_number(found.next_morning)}"
    else:
        head = "The morning after is still to come" if found.day >= today else "The morning after was not scored"
    usual = found.usual_morning
    return head, f"Usually {say_number(usual)} in the four weeks before." if usual == usual else ""


def fortnight(before: Fortnight, units: Units) -> tuple[str, str]:
    """'The 14 days before: 78 mi, usually 73' and '40 glute sets, usually 43. Pain 3 at most. Usually: twice the
    middle week of the eight weeks before.'"""
    head, small = "The 14 days before", []
    if _is(before.distance_m):
        head += f": {units.say_distance(before.distance_m)}"
        head += f", usually {units.to_distance(before.usual_distance_m):.0f}" if _is(before.usual_distance_m) else ""
    if _is(before.glute_sets):
        usual = f", usually {say_number(before.usual_glute_sets, 0)}" if _is(before.usual_glute_sets) else ""
        small.append(f"{counted(before.glute_sets, 'glute set')}{usual}.")
    small.append(f"Pain {say_number(before.highest)} at most." if _is(before.highest) else "No pain score.")
    if _is(before.usual_distance_m) or _is(before.usual_glute_sets):
        small.append(USUAL_OF)
    return head, " ".join(small)


def around(found: Mornings, units: Units) -> str:
    """'Pain 1 before, 3 the next morning. After 40 runs like it usually 1.'"""
    parts = [f"{say_number(found.before)} before" if _is(found.before) else "not scored before"]
    if _is(found.after):
        parts.append(f"{say_number(found.after)} the next morning")
    elif found.is_next_there:
        parts.append("no score the next morning")
    text = f"Pain: {', '.join(parts)}."
    if len(found.others):
        text += (
            f" After {counted(len(found.others), 'run')} like it usually {say_number(float(found.others.median()))}."
        )
    if not pd.isna(found.back_on):
        text += f" Back at usual on {units.say_short_day(found.back_on)}."
    return text


def drift(found: Drift, units: Units) -> tuple[str, str]:
    """The finding, and what it rests on."""
    pace = "pace with hills taken out" if found.is_flat else "pace"
    share = found.share
    if abs(share) < DRIFT_IS_NOTHING:
        head = "Heart rate held steady at the same pace"
    else:
        head = f"Heart rate {'rose' if share > 0 else 'fell'} {abs(share):.0%} at the same pace".replace("%", " %")
    first, second = (
        f"{bpm:.0f} bpm at {units.say_pace(speed)}"
        for bpm, speed in ((found.first_bpm, found.first_m_s), (found.second_bpm, found.second_m_s))
    )
    return head, f"First half {first}, second half {second} ({pace})."


def usual(value: float, like: Like, says: str) -> str:
    """'usually 8:50', or why there is no usual."""
    return f"usually {says}" if value == value else f"{counted(like.n, 'earlier run')} like it: too few for a usual"


def missing(run: pd.Series, has_samples: bool, columns: Sequence[str]) -> str:
    """What the source of a run did not bring, in a sentence; '' where nothing is missing."""
    if not has_samples:
        return (
            f"{source(run)} brought totals only. Import this run's FIT, GPX or TCX file to see its route, "
            "splits and heart rate."
        )
    names = {"hr_bpm": "heart rate", "elevation_m": "elevation", "lat": "positions"}
    gone = [name for column, name in names.items() if column not in columns]
    return f"The samples have no {listed(gone)}." if gone else ""


def source(run: pd.Series) -> str:
    """'Garmin FIT', 'Strava': where the run came from."""
    return source_name(str(run["source"]))


def source_name(source: str) -> str:
    """'garmin_fit' as 'Garmin FIT'."""
    name = source.replace("_", " ").capitalize()
    return re.sub(r"\b(fit|csv|gpx|tcx)\b", lambda found: found.group().upper(), name, flags=re.IGNORECASE)


def _is(value: float) -> bool:
    return value is not None and not math.isnan(value)
