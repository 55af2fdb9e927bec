"""A demo athlete's training and diary as the CSV files that Garmin Connect, Hevy and our own template give."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pandas as pd

from data.units import IMPERIAL, M_PER_FOOT

Row = dict[str, Any]
GARMIN_HEADER = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR,Aerobic TE,Avg Run Cadence,"
    "Max Run Cadence,Avg Pace,Best Pace,Total Ascent,Total Descent,Avg Stride Length,Training Stress Score®,Steps,"
    "Total Reps,Total Sets,Min Temp,Decompression,Best Lap Time,Number of Laps,Max Temp,Moving Time,Elapsed Time,"
    "Min Elevation,Max Elevation"
)
HEVY_HEADER = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,"
    "reps,distance_miles,duration_seconds,rpe"
)
GARMIN_COLUMNS = tuple(GARMIN_HEADER.split(","))
HEVY_COLUMNS = tuple(HEVY_HEADER.split(","))
HEVY_TEXTS = frozenset(
    {"title", "start_time", "end_time", "description", "exercise_title", "exercise_notes", "set_type"}
)
PAIN_COLUMNS = ("date", "time", "moment", "site", "side", "score", "flare", "note", "sleep_h", "stress")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MISSING = "--"
WORN_AT_THE_GYM_DAYS = 365


def garmin_csv(runs: pd.DataFrame, sets: pd.DataFrame, yoga: Sequence[int], first: date) -> bytes:
    """Activities.csv in English with miles and feet, newest first, local times.

    Leg sessions of the last year (since then the watch is worn at the gym) are there as the watch has them, sums of
    sets and repetitions; `yoga` is the days (places) with an evening of it.
    """
    rows = [(start(first, run), _run(run, start(first, run))) for run in runs.to_dict("records")]
    since = runs["day"].max() - WORN_AT_THE_GYM_DAYS
    on_watch = sets[(sets["title"] == "Hips") & (sets["day"] > since)]
    for (day, start_s), session in on_watch.groupby(["day", "start_s"]):
        begun = start(first, {"day": day, "start_s": start_s})
        rows.append((begun, _strength(session, begun)))
    rows += [(begun, _yoga(begun)) for begun in (start(first, {"day": d, "start_s": 68_400}) for d in yoga)]
    rows.sort(key=lambda row: row[0], reverse=True)
    return _table(GARMIN_COLUMNS, [row for _, row in rows])


def start(first: date, row: Row) -> datetime:
    """Local wall clock of the row's first second; `first` is the day at place 0."""
    midnight = datetime(first.year, first.month, first.day)
    return midnight + timedelta(days=int(row["day"]), seconds=int(row["start_s"]))


def _run(run: Row, begun: datetime) -> dict[str, object]:
    miles = run["distance_m"] / IMPERIAL.m_per_distance
    pace = run["duration_s"] / miles
    steps = run["cadence_spm"] * run["duration_s"] / 60
    fahrenheit = run["temperature_c"] * 9 / 5 + 32
    return {
        "Activity Type": "Treadmill Running" if run["is_treadmill"] else "Running",
        "Date": f"{begun:%Y-%m-%d %H:%M:%S}",
        "Favorite": "false",
        "Title": run["title"],
        "Distance": f"{miles:.2f}",
        "Calories": f"{run['distance_m'] / 1000 * 66:,.0f}",
        "Time": _clock(run["duration_s"]),
        "Avg HR": f"{run['hr_mean_bpm']:.0f}",
        "Max HR": f"{run['hr_max_bpm']:.0f}",
        "Aerobic TE": f"{np.clip((run['hr_mean_bpm'] - 110) / 14, 1, 5):.1f}",
        "Avg Run Cadence": f"{run['cadence_spm']:.0f}",
        "Max Run Cadence": f"{run['cadence_spm'] + 11:.0f}",
        "Avg Pace": _minutes(pace),
        "Best Pace": _minutes(pace * 0.86),
        "Total Ascent": MISSING if run["is_treadmill"] else f"{run['ascent_m'] / M_PER_FOOT:,.0f}",
        "Total Descent": MISSING if run["is_treadmill"] else f"{run['descent_m'] / M_PER_FOOT:,.0f}",
        "Avg Stride Length": f"{run['distance_m'] / steps:.2f}",
        "Training Stress Score®": "0.0",
        "Steps": f"{steps:,.0f}",
        "Min Temp": f"{fahrenheit - 2:.1f}",
        "Decompression": "No",
        "Best Lap Time": _clock(pace * 0.95),
        "Number of Laps": f"{int(miles) + 1}",
        "Max Temp": f"{fahrenheit + 5:.1f}",
        "Moving Time": _clock(run["duration_s"] * 0.996),
        "Elapsed Time": _clock(run["duration_s"] * 1.02),
        "Min Elevation": "312",
        "Max Elevation": f"{312 + run['ascent_m'] / M_PER_FOOT / 2:,.0f}",
    }


def _strength(session: pd.DataFrame, begun: datetime) -> dict[str, object]:
    seconds = len(session) * 170.0
    return {
        "Activity Type": "Strength Training",
        "Date": f"{begun:%Y-%m-%d %H:%M:%S}",
        "Favorite": "false",
        "Title": "Strength",
        "Distance": "0.00",
        "Calories": f"{seconds / 14:.0f}",
        "Time": _clock(seconds),
        "Avg HR": "98",
        "Max HR": "131",
        "Total Reps": f"{session['reps'].sum():.0f}",
        "Total Sets": f"{len(session)}",
        "Decompression": "No",
        "Number of Laps": f"{len(session)}",
        "Moving Time": "00:00:00",
        "Elapsed Time": _clock(seconds * 1.05),
    }


def _yoga(begun: datetime) -> dict[str, object]:
    return {
        "Activity Type": "Yoga",
        "Date": f"{begun:%Y-%m-%d %H:%M:%S}",
        "Favorite": "false",
        "Title": "Yoga",
        "Distance": "0.00",
        "Calories": "120",
        "Time": "01:00:00",
        "Avg HR": "84",
        "Max HR": "112",
        "Decompression": "No",
        "Number of Laps": "1",
        "Moving Time": "00:00:00",
        "Elapsed Time": "01:00:00",
    }


def hevy_csv(sets: pd.DataFrame, first: date) -> bytes:
    """workout_data.csv with pounds and local times, newest workout first."""
    rows = []
    for (day, start_s), session in sorted(sets.groupby(["day", "start_s"]), reverse=True):
        begun = start(first, {"day": day, "start_s": start_s})
        ended = begun + timedelta(minutes=3 * len(session))
        rows += [_set(row, _hevy_time(begun), _hevy_time(ended)) for row in session.to_dict("records")]
    lines = [",".join(f'"{column}"' for column in HEVY_COLUMNS)]
    lines += [",".join(_hevy_cell(column, row[column]) for column in HEVY_COLUMNS) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def _set(row: Row, begun: str, ended: str) -> dict[str, str]:
    is_loaded = not np.isnan(row["load_kg"])
    blank = dict.fromkeys(HEVY_COLUMNS, "")
    return blank | {
        "title": row["title"],
        "start_time": begun,
        "end_time": ended,
        "exercise_title": row["exercise_raw"],
        "set_index": str(row["set_no"] - 1),
        "set_type": {"work": "normal"}.get(row["kind"], row["kind"]),
        "weight_lbs": f"{IMPERIAL.to_load(row['load_kg']):g}" if is_loaded else "",
        "reps": str(row["reps"]) if row["exercise_raw"] != "Plank" else "",
        "duration_seconds": "45" if row["exercise_raw"] == "Plank" else "",
    }


def _hevy_cell(column: str, value: str) -> str:
    return f'"{value}"' if column in HEVY_TEXTS else value


def pain_csv(entries: pd.DataFrame, first: date) -> bytes:
    """The diary in our own template, oldest first."""
    rows = [_entry(row, first + timedelta(days=int(row["day"]))) for row in entries.to_dict("records")]
    return _table(PAIN_COLUMNS, rows)


def _entry(row: Row, day: date) -> dict[str, object]:
    is_whole = not np.isnan(row["sleep_h"])
    return {
        "date": day.isoformat(),
        "time": row["time"],
        "moment": row["moment"],
        "site": "low_back",
        "side": "both",
        "score": f"{row['score']:.0f}",
        "flare": row["flare"],
        "note": row["note"],
        "sleep_h": f"{row['sleep_h']:.1f}" if is_whole else "",
        "stress": f"{row['stress']:.0f}" if is_whole else "",
    }


def _table(columns: tuple[str, ...], rows: list[dict[str, object]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval=MISSING, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600:02d}:{whole % 3600 // 60:02d}:{whole % 60:02d}"


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


def _hevy_time(moment: datetime) -> str:
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}, {moment:%H:%M}"
