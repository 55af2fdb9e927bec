"""Exports of apps that lbsdrop knows by sight and does not read: what they are and what to import instead."""

from __future__ import annotations

import re
from dataclasses import dataclass

from data.importers.reading import table


@dataclass(frozen=True)
class App:
    """An export by a pattern in its first bytes, and what to say of it."""

    pattern: re.Pattern[str]
    says: str


def _app(pattern: str, says: str) -> App:
    return App(re.compile(pattern, re.IGNORECASE | re.DOTALL), says)


_MAP = "Say on the Import page what its columns mean, and its values become part of your diary."
XML = (
    _app(
        r"<ClinicalDocument",
        "This is the clinical copy of Apple Health's export; nothing in it to import.",
    ),
    _app(
        r"<(?:opt|sml|DeviceLog)\b", "This is Suunto's own XML. In the Suunto app, share the activity as a FIT file."
    ),
)
JSON = (
    _app(
        r'"exportVersion"\s*:|"physicalInformation(?:Snapshot|s)?"|"hrvData"|"ppiSamples"',
        "This is a file of Polar Flow's data download that is not read. Its training sessions, sleep and nightly "
        "recovery are.",
    ),
    _app(
        r'"logId"|"value"\s*:\s*\{\s*"bpm"|"dateTime"\s*:\s*"\d\d/\d\d/\d\d',
        "This is a file of Fitbit's export (or of Fitbit in Google Takeout) that is not read. Its exercises, "
        "sleep and resting heart rate are.",
    ),
    _app(
        r'"DeviceLog"|"SampleSeries"|"suunto', "This is Suunto's JSON. In the Suunto app, share the activity as FIT."
    ),
    _app(
        r'"(?:bundleIdentifier|fitnessActivities)"|"derivedDataSource"|"dataTypeName"\s*:\s*"com\.google',
        "This is Google Fit's data in Google Takeout, which is not read. The TCX files in its folder Activities are.",
    ),
    _app(r'"com\.samsung\.', "This is Samsung Health's data, which is not read. Share each workout from it as GPX."),
    _app(
        r'"contributors".*?"sleep_.*?score|"bedtime_start"', f"This is Oura's data as JSON. Export it as CSV. {_MAP}"
    ),
)
TABLES: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("Cycle start time", "Cycle end time"),
        f"This is a table of Whoop's export that is not read by itself; its cycles, sleeps and workouts are. {_MAP} "
        "Cycle start time is its date.",
    ),
    (
        ("Sport", "Start time", "Total distance (km)"),
        "This is Polar Flow's table of one session, a summary above its samples, which is not read. Choose Export "
        "session in Polar Flow and import the TCX or GPX file.",
    ),
    (
        ("Date", "Calories Burned", "Steps", "Minutes Sedentary"),
        f"This is Fitbit's table of daily activity, which is not read by itself. {_MAP}",
    ),
    (
        ("Start Time", "End Time", "Minutes Asleep"),
        f"This is Fitbit's table of sleep, which is not read by itself. {_MAP}",
    ),
    (
        ("Date", "Move Minutes count"),
        f"This is Google Fit's table of daily sums, which is not read by itself. {_MAP}",
    ),
    (
        ("Start time", "End time", "Move Minutes count"),
        "This is Google Fit's table of one day. Import the TCX files in the folder Activities instead.",
    ),
)


def of_text(start: str) -> str | None:
    """What the beginning of an XML or JSON file says it is; None where it is of no app known by sight."""
    apps = XML if start.startswith("<") else JSON if start.startswith(("{", "[")) else ()
    return next((app.says for app in apps if app.pattern.search(start)), None)


def of_table(sheet: table.Table) -> str | None:
    """What a table's columns say it is; None where it is of no app known by sight."""
    if sheet.header and sheet.header[0].startswith("com.samsung."):
        return "This is a table of Samsung Health's download, which is not read. Share each workout from it as GPX."
    return next((says for names, says in TABLES if sheet.has(*names)), None)
