"""Files with known answers, through the whole import: the file, what must come out, what came out.

    python -m bench cases [--quick]

The small cases beside the project are checked by the facts below, which say what their `expected.csv` says in words;
the corpus by the totals of its manifests. A table that nobody knows is read by the mapping proposed for it.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from bench.places import CASES, CORPUS
from data import errors, imports
from data import store as stores
from data.importers import Answers, SourceFile
from data.importers.own_table import guesses, mapping
from data.importers.reading import table
from data.schema import Frames
from data.store import Receipt

# Totals agree where they differ by no more than rounding to a hundredth of a kilometre a run does.
WITHIN = 0.005
LOGS = ("strong", "hevy", "fitnotes", "fitbod")
_BERLIN = {"timezone": "Europe/Berlin"}
_MILES = {"distance_unit": "mi", "date_order": "mdy"}
# Facts are lists of rounded values in the order of the frame, or their number.
FACTS: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "reimport_hevy_1.csv + reimport_hevy_2_load.csv": ({"n_sets": 3, "sets.load_kg has": [110]}, {}),
    "reimport_hevy_1.csv + reimport_hevy_2_renamed.csv": ({"n_sets": 3}, {}),
    "reimport_hevy_1.csv + reimport_hevy_2_time.csv": ({"n_sets": 3}, {}),
    "reimport_garmin_1.csv + reimport_garmin_2.csv": ({"runs.distance_m": [5200]}, {"distance_unit": "km"}),
    "treadmill_edited/": ({"runs.distance_m": [5200]}, {"distance_unit": "km"}),
    "travel_three_sources/": ({"n_runs": 1, "runs.day": ["2026-03-10"]}, {"distance_unit": "km"}),
    "strong_planned_sets.csv": ({"n_sets": 2}, {"load_unit": "kg"}),
    "hevy_sheet_comma.csv": ({"sets.load_kg": [102, 61, 23, 0], "sets.distance_m has": [1207]}, {}),
    "fit_exercise_title_unknown.fit": ({"sets.reps": [8, 10], "sets.load_kg": [100, 40]}, {}),
    "fit_local_equals_utc.fit": ({"runs.day": ["2026-08-26"]}, {"timezone": "Asia/Ho_Chi_Minh"}),
    "runsheet_type.csv": ({"runs.distance_m": [8047, 9978, 19312, 21082, 4989]}, _MILES),
    "sets_unit_in_cell.csv": ({"sets.load_kg": [102, 100, None, 102]}, {"load_unit": "kg"}),
    "lyfta.csv": ({"sets.kind has": ["work", "warmup"], "sets.load_kg has": [102, 61]}, {"load_unit": "lb"}),
    "liftosaur.csv": ({"sets.load_kg has": [102, 50], "sets.kind has": ["work", "warmup"]}, {}),
    "garmin_sleep.csv": ({"n_pain": 0, "factors.value has": [83, 49, 41, 58, 54, 36]}, {}),
    "strava_nl.csv": ({"runs.day": ["2026-02-03", "2026-02-13"], "runs.moving_s": [3100, 3100]}, {}),
    "pain_words.csv": ({"pain.score has": [0]}, {}),
    "strong_miles.csv": ({"runs.distance_m": [3219]}, {"load_unit": "kg", "distance_unit": "mi"}),
    "apple_export.zip": ({"n_runs": 2, "runs.distance_m has": [4200]}, {}),
    "google_form_pain_de.csv": ({"pain.score": [3.5, 4], "pain.day": ["2026-05-17", "2026-05-18"]}, {}),
    "garmin_hu.csv": ({"runs.distance_m": [3020, 3190], "runs.ascent_m": [6, 5]}, {}),
    "garmin_no.csv": ({"runs.distance_m": [9920, 10000]}, {}),
    "garmin_da.csv": ({"runs.distance_m": [6290], "runs.cadence_spm": [171], "runs.ascent_m": [69]}, {}),
    "strong_no_header_unit_column.csv": ({"sets.reps": [10, 8, 5], "sets.load_kg": [16, 18, 61]}, {}),
    # The sites end at the back: a neck is `other`, with its name in the note.
    "bearable_back.csv": ({"pain.site": ["low_back", "other"]}, {}),
    "daylio_pl.csv": ({"factors.name has": ["mood"], "n_mood": 2}, {}),
}


@dataclass(frozen=True)
class Line:
    """One file; `is_right` is None where nothing is known to hold it against."""

    file: str
    expected: str
    got: str
    is_right: bool | None


@dataclass(frozen=True)
class Table:
    """Every file."""

    lines: tuple[Line, ...] = field(default_factory=tuple)

    def to_json(self) -> list[dict[str, Any]]:
        """Plain values."""
        return [vars(line) for line in self.lines]


def measure(*, is_quick: bool = False) -> Table:
    """The cases, and (not quick) the corpus. Raises UsageError where neither is beside the project."""
    if not CASES.exists():
        raise errors.UsageError(f"The cases are not here. They belong in {CASES}.")
    lines = [_case(name, *FACTS.get(name, ({}, {}))) for name in _names()]
    return Table((*lines, *([] if is_quick else [*_tables(), *_fit_files()])))


def _names() -> list[str]:
    with (CASES / "expected.csv").open(newline="") as lines:
        return [row["file"] for row in csv.DictReader(lines)]


def _case(name: str, facts: Mapping[str, Any], said: Mapping[str, str]) -> Line:
    store = stores.open("sqlite://")
    receipts = [_imported(store, CASES / part, {**_BERLIN, **said}) for part in name.split(" + ")]
    frames = store.load()
    got = {fact: _fact(frames, fact) for fact in facts}
    is_right = all(_holds(fact, facts[fact], got[fact]) for fact in facts) if facts else None
    store.engine.dispose()
    return Line(name, _words(facts), _words(got) or receipts[-1].sentence, is_right)


def _imported(store: stores.Store, path: Path, said: Mapping[str, Any]) -> Receipt:
    answers = Answers(**said)
    receipt = imports.import_files(store, imports.sources([path]), answers)
    if path.is_file() and receipt.files and not receipt.files[0].importer:
        sheet = table.head(SourceFile(path.name, path.read_bytes()))
        made = guesses.propose(sheet.header, [row.cells for row in sheet.rows])
        if made.get("columns"):
            answers = Answers(**{"date_order": "dmy", **said}, maps=mapping.keyed(made))
            receipt = imports.import_files(store, imports.sources([path]), answers)
    return receipt


def _fact(frames: Frames, fact: str) -> Any:
    """'n_sets', 'runs.distance_m' or 'sets.kind has': a number, or the values in the frame's order."""
    name = fact.removesuffix(" has")
    if name == "n_mood":
        return int((frames.factors["name"] == "mood").sum())
    if name.startswith("n_"):
        return len(frames[name[2:]])
    frame, column = name.split(".")
    return [_plain(value) for value in frames[frame][column]]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return round(float(value), 1) if isinstance(value, int | float) else value


def _holds(fact: str, expected: Any, got: Any) -> bool:
    if not fact.endswith(" has"):
        pairs = zip(expected, got, strict=False) if isinstance(expected, list) else [(expected, got)]
        return (not isinstance(expected, list) or len(expected) == len(got)) and all(_is_same(*p) for p in pairs)
    return all(any(_is_same(value, each) for each in got) for value in expected)


def _is_same(expected: Any, got: Any) -> bool:
    """Equal; numbers within one, as the facts are rounded."""
    if isinstance(expected, int | float) and isinstance(got, int | float):
        return abs(expected - got) < 1
    return bool(expected == got)


def _words(facts: Mapping[str, Any]) -> str:
    return "; ".join(f"{fact} {value}" for fact, value in facts.items())


def _manifest(kind: str) -> Iterator[dict[str, str]]:
    path = CORPUS / kind / "manifest.csv"
    if path.exists():
        with path.open(newline="") as lines:
            yield from csv.DictReader(lines)


def _tables() -> Iterator[Line]:
    for row in _manifest("csv"):
        names = ("n_sets", "total_reps") if row["format"] in LOGS else ("n_runs",)
        names += ("total_distance_m",) if row["n_runs"] not in ("", "0") else ()
        expected = {name: row[name] for name in names if row[name]}
        said = {"distance_unit": _unit(row, ("km", "mi")), "load_unit": _unit(row, ("kg", "lb")), "date_order": "dmy"}
        yield _against(row["file"], CORPUS / "csv" / row["file"], expected, said)


def _unit(row: Mapping[str, str], choices: Sequence[str]) -> str:
    return next((unit for unit in choices if unit in row["units"].lower().split()), choices[0])


def _fit_files() -> Iterator[Line]:
    for row in _manifest("fit"):
        is_run = row["sport"] == "running" and row["n_sessions"] == "1"
        metres = row["total_distance_m"] if is_run and row["category"] != "corrupt" else ""
        expected = {"total_distance_m": metres} if metres else {}
        yield _against(row["file"], CORPUS / "fit" / row["file"], expected, {})


def _against(name: str, path: Path, expected: Mapping[str, str], said: Mapping[str, str]) -> Line:
    store = stores.open("sqlite://")
    receipt = _imported(store, path, {**_BERLIN, **said})
    got = _totals(store.load())
    store.engine.dispose()
    shown = {each: got[each] for each in expected}
    is_right = all(
        abs(got[each] - float(value)) <= max(WITHIN * float(value), 0.5) for each, value in expected.items()
    )
    statuses = ", ".join(f"{n} {status}" for status, n in receipt.statuses().items())
    return Line(name, _words(expected), _words(shown) or statuses, is_right if expected else None)


def _totals(frames: Frames) -> dict[str, float]:
    return {
        "n_runs": len(frames.runs),
        "total_distance_m": round(float(frames.runs["distance_m"].sum()), 1),
        "n_sets": len(frames.sets),
        "total_reps": float(frames.sets["reps"].sum()),
    }


def as_text(found: Table) -> str:
    """A line a file, those that differ first, and the totals."""
    words = {True: "right", False: "DIFFERS", None: "not known"}
    lines = sorted(found.lines, key=lambda line: (line.is_right is not False, line.is_right is None))
    counts = Counter(words[line.is_right] for line in found.lines)
    return "\n".join(
        [
            *(f"{words[line.is_right]:10}{line.file:50} {line.expected} | {line.got}" for line in lines),
            f"{len(found.lines)} files: " + ", ".join(f"{n} {word}" for word, n in counts.items()),
        ]
    )
