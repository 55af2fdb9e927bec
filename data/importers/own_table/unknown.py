"""What to say of a file that no importer knows: what it is, what it lacks, and the next step."""

from __future__ import annotations

import io
import re
import zipfile

from data import errors
from data.importers.own_table import known_apps
from data.importers.reading import table
from data.importers.source import SourceFile
from data.importers.words import pain as pain_words
from data.importers.words import vocabulary

# First bytes -> what the file is and what to do instead.
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF. Export the data as CSV, FIT, GPX or TCX instead; a printed page holds no data."),
    (b"\x89PNG", "a picture. A screenshot holds no data: export from the app."),
    (b"\xff\xd8\xff", "a picture. A screenshot holds no data: export from the app."),
    (b"GIF8", "a picture. A screenshot holds no data: export from the app."),
    (b"RIFF", "a picture or sound. Export the data from the app instead."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook (.xls). Open it and save the sheet as CSV."),
    (b"SQLite format 3", "a database, such as an app's backup. Use the app's export to CSV or spreadsheet instead."),
    (b"Rar!", "a RAR archive. Unpack it and import the files inside."),
    (b"7z\xbc\xaf", "a 7-Zip archive. Unpack it and import the files inside."),
    (b"BZh", "a bzip2 archive. Unpack it and import the files inside."),
    (b"\xfd7zXZ", "an xz archive. Unpack it and import the files inside."),
    (b"(\xb5/\xfd", "a Zstandard archive. Unpack it and import the files inside."),
)
OFFICE = {
    "xl/": "an Excel workbook. Open it and save the sheet as CSV (UTF-8).",
    "word/": "a Word document. Only tables saved as CSV can be read.",
    "content.xml": "an OpenDocument file. Open it and save the sheet as CSV.",
}
_SAID = "How to export from each app stands in the README."

# Format -> the columns without which it is not that format; a column may go by several names.
NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "Garmin activity list": {
        name: vocabulary.columns("garmin")[field]
        for name, field in (
            ("Activity Type", "sport"),
            ("Date", "date"),
            ("Title", "title"),
            ("Distance", "distance"),
            ("Time", "time"),
        )
    },
    "Hevy CSV": {name: (name,) for name in ("start_time", "exercise_title", "set_index", "set_type")},
    "Strong CSV": {
        name: vocabulary.columns("strong")[field]
        for name, field in (
            ("Date", "date"),
            ("Exercise Name", "exercise"),
            ("Set Order", "order"),
            ("Reps", "reps"),
        )
    },
    "FitNotes CSV": {name: (name,) for name in ("Date", "Exercise", "Category", "Reps", "Distance Unit")},
    "Fitbod CSV": {name: (name,) for name in ("Date", "Exercise", "Reps", "Duration(s)", "isWarmup")},
    "Liftosaur CSV": {name: (name,) for name in ("Workout DateTime", "Exercise", "Is Warmup Set?", "Completed Reps")},
    "Lyfta CSV": {name: (name,) for name in ("Title", "Date", "Exercise", "Superset id", "Reps", "Set Type")},
    "LiftLog CSV": {name: (name,) for name in ("SessionId", "Timestamp", "Exercise", "Reps", "TargetReps")},
    "StrongLifts CSV": {name: (name,) for name in ("Date (yyyy/mm/dd)", "Workout", "Exercise", "Set 1 (Reps)")},
    "Strava activities.csv": {
        name: vocabulary.columns("strava")[field]
        for name, field in (
            ("Activity ID", "id"),
            ("Activity Date", "date"),
            ("Activity Type", "sport"),
            ("Elapsed Time", "elapsed"),
            ("Distance", "distance"),
        )
    },
    "Runkeeper cardioActivities.csv": {
        "Date": ("Date",),
        "Type": ("Type",),
        "Distance": ("Distance", "Distance (km)", "Distance (mi)"),
        "Duration": ("Duration",),
        "Average Pace": ("Average Pace",),
    },
    "Daylio CSV": {name: (name,) for name in ("full_date", "time", "mood", "activities")},
    "Bearable CSV": {name: (name,) for name in ("date", "category", "rating/amount", "detail")},
    "Pain diary": {
        "date": pain_words.COLUMNS["date"],
        "score": (*pain_words.COLUMNS["score"], "pain"),
        "site": pain_words.COLUMNS["site"],
    },
}
# How many formats are named, and how many of the file's own columns.
NEAREST, COLUMNS_SAID = 3, 8
# A damaged text has NUL bytes where a write was cut off; a binary file has other control bytes as well.
_BINARY = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")


def problem(source: SourceFile) -> errors.FileProblem:
    """`reason` as an error: an archive may well hold other things, so there a sound file is none that is refused."""
    says = reason(source)
    is_sound = bool(source.data.strip()) and not _is_torn(source)
    return errors.NotTraining(says) if source.archive and is_sound else errors.Refused(says)


def _is_torn(source: SourceFile) -> bool:
    is_known = bool(_signature(source.data) or _text(source.data))
    return not is_known and len(table.head(source).header) < 2 and _damage(source) is not None


def reason(source: SourceFile) -> str:
    """Why no importer takes the file, and what to do about it."""
    if not source.data.strip():
        return "The file is empty. Export it once more."
    return _signature(source.data) or _text(source.data) or _table(source)


def _signature(data: bytes) -> str | None:
    what = next((says for start, says in SIGNATURES if data.startswith(start)), None)
    if data[4:8] == b"ftyp":
        what = "a picture or film. Export the data from the app instead."
    if data[257:262] == b"ustar":
        what = "a tar archive. Unpack it and import the files inside."
    if data.startswith(b"PK"):
        what = _office(data)
    return f"This is {what}" if what else None


def _office(data: bytes) -> str:
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        names = []
    found = (says for part, says in OFFICE.items() if any(name.startswith(part) for name in names))
    return next(found, "a packed document. Save it as CSV.")


def _text(data: bytes) -> str | None:
    start = data[:4096].decode("utf-8", errors="ignore").lstrip("\ufeff \t\r\n")
    if re.match(r"<!doctype html|<html", start, re.IGNORECASE):
        return "This is a web page, perhaps a log-in page saved under an export's name. Log in and export once more."
    known = known_apps.of_text(start)
    if known:
        return known
    if start.startswith("<"):
        root = re.search(r"<([a-zA-Z][\w:.-]*)", re.sub(r"(?s)<!--.*?-->", "", start))
        named = f" ({root[1]})" if root else ""
        return f"This is an XML file{named}, but neither a GPX nor a TCX activity. {_SAID}"
    if start.startswith(("{", "[")):
        if "activityId" in start:
            return (
                "This is a copy of Garmin's web answers (activityId), whose units vary. "
                "Import the account export (zip), the FIT files or the list of activities instead."
            )
        return f"This is a JSON file, but of no export that is read. {_SAID}"
    return None


def _table(source: SourceFile) -> str:
    sheet = table.head(source)
    if len(sheet.header) < 2:
        damage = _damage(source)
        if damage:
            return damage
        return f"This is neither a table nor an activity file that can be read. {_SAID}"
    known = known_apps.of_table(sheet)
    if known:
        return known
    if sheet.column("Laps", "Lap", "Split") and sheet.column("Cumulative Time", "Moving Time", "Tempo cumulato"):
        return (
            "This is Garmin's table of the laps of one activity. Export the original FIT file of the activity, "
            "or the list of all activities (Activities, Export CSV)."
        )
    if sheet.column("activityId"):
        return (
            "This is a table made from Garmin's web answers (activityId), whose units vary. "
            "Import the account export (zip), the FIT files or the list of activities instead."
        )
    own = ", ".join(name or "(no name)" for name in sheet.header[:COLUMNS_SAID])
    more = len(sheet.header) - COLUMNS_SAID
    return (
        f"No importer knows this table (columns: {own}{f' and {more} more' if more > 0 else ''}). "
        f"Nearest: {'; '.join(_nearest(sheet))}. {_SAID}"
    )


def _damage(source: SourceFile) -> str | None:
    """What is wrong with a file that is text but for a few bytes or one endless line; None for other files."""
    if _BINARY.search(source.head):
        return None
    try:
        table.read(source)
    except errors.Refused as problem:
        return str(problem)
    return None


def _nearest(sheet: table.Table) -> list[str]:
    """'Strong CSV lacks Set Order, Reps' for the formats that lack the smallest share of their columns."""
    lacks = {
        name: [column for column, words in needed.items() if not sheet.column(*words)]
        for name, needed in NEEDED.items()
    }
    ordered = sorted(lacks, key=lambda name: len(lacks[name]) / len(NEEDED[name]))
    return [
        f"{name} lacks {', '.join(lacks[name]) or 'nothing but another column of its own'}"
        for name in ordered[:NEAREST]
    ]
