"""Garmin Connect's list of activities (`Activities.csv`): one row an activity, in the account's language and units.

The file says nowhere whether it counts kilometres or miles. Its values tell (`garmin_units`); where they do not, the
reader is asked, and the unit taken stands on the receipt. With miles, climbs are in feet. Track runs are in metres
(yards). Runs are kept, other sports counted; strength rows hold only sums, so no sets come from them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from data import errors
from data.answers import Answers
from data.identity import identity
from data.importers.reading import dates, durations, table
from data.importers.rows import run_list
from data.importers.rows.ledger import Ledger
from data.importers.source import Parsed, SourceFile
from data.importers.vendors import garmin_units
from data.importers.words import vocabulary
from data.importers.words.sports import is_strength, is_unnamed, run_kind
from data.units import M_PER_FOOT, M_PER_MILE, M_PER_YARD

NAME = "Garmin activity list"
SOURCE = "garmin_csv"
COLUMNS = vocabulary.columns("garmin")

M_PER_UNIT = {"km": 1000.0, "mi": M_PER_MILE}
UNIT_WORDS = {"km": "kilometres", "mi": "miles"}
# What a list is missed for, in words for the receipt.
WANTED = {"hr_mean": "heart rate", "cadence": "cadence", "ascent": "climb"}
# Both feet together take more steps a minute than this, even in a walk with pauses.
LEAST_BOTH_FEET = 100
# Steps a minute at which an activity whose sport the watch did not name is a run: walks stay below, 140 to 220.
RUN_CADENCE = (140, 220)
# No run has this many km or miles at once, but each track session has as many metres.
LEAST_TRACK_M = 100
# Yards are 9 % shorter than metres: less than half of that to each side tells them apart.
YARD_TOLERANCE = 0.04
# Faster than the world record over 400 m (43.03 s) is no run; slower than a stroll of 2 km/h no duration.
FASTEST_M_S, SLOWEST_M_S = 9.3, 0.55


@dataclass(frozen=True)
class _Activities(table.Cells):
    """The list with what its own values tell about how to read it."""

    def positive(self, field: str, row: table.Row) -> float:
        """The number, or NaN where it is 0: the list writes 0 where a sensor was silent."""
        value = self.number(field, row)
        return value if value > 0 else math.nan


@dataclass(frozen=True)
class _Run:
    """A row that is a run, with its start and kind."""

    row: table.Row
    stamp: dates.Stamp
    kind: str


def matches(source: SourceFile) -> bool:
    """A header with Garmin's sport, date, distance, time, and a title or a watch's values, in a known language."""
    sheet = table.head(source)
    needed = (sheet.column(*COLUMNS[field]) for field in ("sport", "date", "distance", "time"))
    either = (sheet.column(*COLUMNS[field]) for field in ("title", "hr_mean", "cadence", "stride"))
    return all(needed) and any(either) and len(sheet.header) > 5


def read(source: SourceFile, answers: Answers) -> Parsed:
    """Runs. Raises errors.Asks for the distance unit where steps and stride do not tell it."""
    activities = _open(table.read(source))
    order = dates.order((activities.text("date", row) for row in activities.sheet.rows), answers)
    ledger = Ledger(list(activities.sheet.warnings))
    runs = [run for row in activities.sheet.rows if (run := _run(activities, row, order, ledger))]
    unit, why = _unit(activities, runs, answers)
    ledger.warnings += [f"Distances were read as {UNIT_WORDS[unit]}: {why}."] if why else []
    run_list.say_unread(activities.sheet, activities.columns, WANTED, ledger)
    factor = _cadence_factor(activities, runs, ledger)
    starts: dict[str, int] = {}
    for run in runs:
        values = _values(activities, run, unit, ledger) | {
            "cadence_spm": factor * activities.positive("cadence", run.row)
        }
        start, day = dates.place(run.stamp, answers)
        if _is_new(run, values, ledger, starts):
            ledger.keep("runs", **values, start=start if run.stamp.has_time else None, day=day)
    return ledger.parsed("The list has no activities. Scroll down in Garmin Connect before you export it.")


def _open(sheet: table.Table) -> _Activities:
    columns = sheet.columns(COLUMNS)
    decided = sheet.numeric({name: columns[name] for name in ("distance", "stride")})
    has_comma = decided["distance"].has_decimal_comma
    return _Activities(sheet, {n: replace(c, has_decimal_comma=has_comma) for n, c in columns.items()})


def _run(activities: _Activities, row: table.Row, order: dates.Order | None, ledger: Ledger) -> _Run | None:
    sport = activities.text("sport", row)
    kind = run_kind(sport)
    stamp = dates.parse(activities.text("date", row), order)
    if activities.sheet.is_header(row):
        ledger.skip(row.line, "the header once more")
    elif not sport:
        ledger.skip(row.line, "no kind of activity is named")
    elif kind is None and is_strength(sport) and activities.positive("sets", row) > 0:
        reps = activities.positive("reps", row)
        sums = f"{activities.number('sets', row):g} sets" + (f", {reps:g} repetitions" if reps > 0 else "")
        ledger.skip(row.line, f"{sport}: only sums ({sums}), no exercises. The FIT file or your lifting app has them")
    elif kind is None and not _steps_like_a_run(activities, row, sport):
        ledger.group(row.line, f"{sport} is no run")
    elif stamp is None:
        ledger.skip(row.line, f"{activities.text('date', row)!r} is no date")
    else:
        if kind is None:
            ledger.notice(row.line, f"{sport} names no sport; taken for a run by its cadence.")
        return _Run(row, stamp, kind or "unknown")
    return None


def _steps_like_a_run(activities: _Activities, row: table.Row, sport: str) -> bool:
    low, high = RUN_CADENCE
    return is_unnamed(sport) and low <= activities.positive("cadence", row) <= high


def _unit(activities: _Activities, runs: list[_Run], answers: Answers) -> tuple[str, str]:
    """('km' or 'mi', what says so): by the list's own values, else by the reader's answer, which goes before signs
    that disagree; raises errors.Asks without one. Nothing says so where no distance needs a unit."""
    if not any(_in_unit(activities, run) for run in runs):
        return answers.distance_unit or "km", ""
    found = garmin_units.signs(_measures(activities, run) for run in runs if run.kind != "track")
    if found.unit and not (found.has_doubt and answers.distance_unit in M_PER_UNIT):
        return found.unit, found.why
    if answers.distance_unit in M_PER_UNIT:
        return str(answers.distance_unit), "you said so"
    doubt = f" Its values do not agree: {found.why}." if found.why else ""
    raise errors.Asks(
        "The list does not say whether its distances are kilometres or miles. Which does your Garmin account use?"
        + doubt,
        "distance_unit",
        ("km", "mi"),
    )


def _measures(activities: _Activities, run: _Run) -> garmin_units.Measures:
    row = run.row
    distance = activities.positive("distance", row)
    about_m = distance * (1.0 if distance >= LEAST_TRACK_M else math.sqrt(M_PER_UNIT["km"] * M_PER_UNIT["mi"]))
    best_pace = durations.seconds(activities.text("best_pace", row))
    return garmin_units.Measures(
        distance=distance,
        seconds=_seconds(activities.text("time", row), about_m),
        cadence=activities.positive("cadence", row),
        steps=activities.positive("steps", row),
        stride_m=activities.positive("stride", row),
        best_pace_s=best_pace,
    )


def _cadence_factor(activities: _Activities, runs: list[_Run], ledger: Ledger) -> float:
    """2 where the list counts strides of one leg, as its columns for other sports do; else 1."""
    cadences = [cadence for run in runs if (cadence := activities.positive("cadence", run.row)) > 0]
    if not cadences or median(cadences) >= LEAST_BOTH_FEET:
        return 1.0
    ledger.warnings.append(f"Its cadences, about {median(cadences):.0f} a minute, count one leg; they were doubled.")
    return 2.0


def _in_unit(activities: _Activities, run: _Run) -> bool:
    distance = activities.positive("distance", run.row)
    return distance > 0 and not (run.kind == "track" and distance >= LEAST_TRACK_M)


def _metres(activities: _Activities, run: _Run, unit: str) -> float:
    distance = activities.positive("distance", run.row)
    if run.kind != "track" or not distance >= LEAST_TRACK_M:
        return distance * M_PER_UNIT[unit]
    is_yards = unit == "mi" and abs(_measures(activities, run).ratio / M_PER_YARD - 1) < YARD_TOLERANCE
    return distance * (M_PER_YARD if is_yards else 1.0)


def _seconds(text: str, metres: float) -> float:
    """The duration; of `1:33`, which a spreadsheet may have cut, the reading at which the distance can be run."""
    short, long = durations.seconds(text), durations.clock_hours(text)
    if short == long or math.isnan(metres) or SLOWEST_M_S <= metres / max(short, 1) <= FASTEST_M_S:
        return short
    return long if SLOWEST_M_S <= metres / long <= FASTEST_M_S else short


def _is_new(run: _Run, values: dict[str, Any], ledger: Ledger, starts: dict[str, int]) -> bool:
    """False for the very same run once more; others that start together are kept, with a word."""
    line, started, run_id = run.row.line, run.stamp.local.isoformat(), values["run_id"]
    if run_id in starts:
        ledger.skip(line, f"the same run as in line {starts[run_id]}")
        return False
    if started in starts:
        ledger.notice(
            line,
            "another run "
            + ("starts at the same time" if run.stamp.has_time else "is of the same day")
            + ", with other values; both are kept.",
        )
    starts[run_id] = starts[started] = line
    return True


def _values(activities: _Activities, run: _Run, unit: str, ledger: Ledger) -> dict[str, Any]:
    row = run.row
    metres = _metres(activities, run, unit)
    seconds = _seconds(activities.text("time", row), metres)
    if metres / max(seconds, 1) > FASTEST_M_S:
        ledger.notice(row.line, "faster than anybody runs; look at its distance and time.")
    m_per_climb = M_PER_FOOT if unit == "mi" else 1.0
    moving = math.nan if row.is_ragged else _seconds(activities.text("moving", row), metres)
    size = (None if math.isnan(value) else round(value) for value in (seconds, metres))
    return {
        "run_id": identity(SOURCE, run.stamp.local.isoformat(), *size),
        "source": SOURCE,
        "duration_s": seconds,
        "moving_s": moving if moving > 0 else math.nan,
        "distance_m": metres,
        "ascent_m": activities.number("ascent", row) * m_per_climb,
        "descent_m": activities.number("descent", row) * m_per_climb,
        "hr_mean_bpm": activities.positive("hr_mean", row),
        "hr_max_bpm": activities.positive("hr_max", row),
        "power_w": activities.positive("power", row),
        "kind": run.kind,
        "title": activities.text("title", row),
    }
