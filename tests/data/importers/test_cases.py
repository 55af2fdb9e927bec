"""Small files of the kinds that people bring, and what must come out of each (shared/cases/expected.csv)."""

from __future__ import annotations

import csv
from typing import Any

import pandas as pd
import pytest

from data.batch import Batch
from data.importers import Answers, SourceFile, read
from data.importers.own_table import guesses, mapping
from data.importers.reading import table
from tests.places import SHARED

CASES = SHARED / "cases"
LB = 0.45359237
# Rows of expected.csv that join several imports, or were not asked of the readers of single files.
OF_SEVERAL_IMPORTS = {
    "reimport_hevy_1.csv + reimport_hevy_2_load.csv",
    "reimport_hevy_1.csv + reimport_hevy_2_renamed.csv",
    "reimport_hevy_1.csv + reimport_hevy_2_time.csv",
    "reimport_garmin_1.csv + reimport_garmin_2.csv",
    "treadmill_edited/",
    "travel_three_sources/",
}


def case(name: str, *, proposed: bool = False, **said: Any) -> Batch:
    """What the file gives; with `proposed`, by the mapping that is proposed for its columns."""
    path = CASES / name
    if not path.exists():
        pytest.skip(f"the shared cases are not here: {name}")
    source = SourceFile(name, path.read_bytes())
    maps = {}
    if proposed:
        sheet = table.head(source)
        maps = mapping.keyed(guesses.propose(sheet.header, [row.cells for row in sheet.rows]))
    return read(source, Answers(maps=maps, **{"timezone": "Europe/Berlin", **said}))


def rows(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    """The columns as tuples, days as text, numbers rounded, what is missing as None."""
    return [tuple(_plain(row[name]) for name in columns) for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return round(value, 2) if isinstance(value, float) else value


def warnings(batch: Batch) -> str:
    return " ".join(batch.warnings)


def test_every_row_of_the_list_is_tried_here_or_is_about_several_imports() -> None:
    path = CASES / "expected.csv"
    if not path.exists():
        pytest.skip("the shared cases are not here")
    with path.open() as file:
        listed = {row["file"] for row in csv.DictReader(file)}
    assert listed - OF_SEVERAL_IMPORTS == TRIED


def test_planned_sets_are_no_sets() -> None:
    batch = case("strong_planned_sets.csv")
    assert rows(batch.frames.sets, "day", "reps", "load_kg") == [("2026-08-19", 10, 80), ("2026-08-19", 10, 80)]
    assert [s.line for s in batch.skipped] == [4, 6]


def test_decimal_commas_of_a_spreadsheet_are_no_thousands() -> None:
    sets = case("hevy_sheet_comma.csv").frames.sets
    assert [round(load, 3) for load in sets["load_kg"]] == [102.058, 61.235, 22.68, 0.453]
    assert sets["distance_m"].dropna().tolist() == [1207]


def test_the_athletes_own_titles_name_the_sets_of_a_watch() -> None:
    sets = case("fit_exercise_title_unknown.fit").frames.sets
    assert rows(sets, "exercise_raw", "reps", "load_kg") == [
        ("Hip Thrust (Barbell)", 8, 100),
        ("Lateral Band Walk", 10, 40),
    ]


def test_a_local_time_that_only_repeats_utc_goes_by_the_home_zone() -> None:
    assert rows(case("fit_local_equals_utc.fit", timezone="Asia/Ho_Chi_Minh").frames.runs, "day") == [("2026-08-26",)]


def test_a_run_sheets_own_types_are_runs() -> None:
    batch = case("runsheet_type.csv", proposed=True, distance_unit="mi", date_order="mdy")
    runs = batch.frames.runs
    assert [round(m) for m in runs["distance_m"]] == [8047, 9978, 19312, 21082, 4989]
    assert runs["kind"].tolist()[3:] == ["race", "treadmill"]
    assert "Strength is no run" in batch.skipped[0].reason


def test_units_in_the_cells_are_read() -> None:
    loads = case("sets_unit_in_cell.csv", proposed=True).frames.sets["load_kg"]
    assert loads.round(3).tolist()[:2] == [102.058, 100]
    assert pd.isna(loads[2]) and loads[3] == 102.5


def test_lyftas_warm_ups_and_timed_sets_are_known() -> None:
    sets = case("lyfta.csv", load_unit="lb").frames.sets
    assert rows(sets, "reps", "load_kg", "kind", "duration_s") == [
        (8, 102.06, "work", None),
        (10, 61.23, "warmup", None),
        (None, None, "work", 60),
    ]


def test_liftosaurs_completed_values_are_taken() -> None:
    sets = case("liftosaur.csv").frames.sets
    assert rows(sets, "day", "reps", "load_kg", "rpe", "kind") == [
        ("2026-05-17", 6, 102.5, 8, "work"),
        ("2026-05-17", 5, 50, None, "warmup"),
    ]


def test_a_sleep_score_is_a_factor_and_no_pain() -> None:
    batch = case("garmin_sleep.csv")
    factors = batch.frames.factors.set_index(["day", "name"])["value"]
    first, second = pd.Timestamp("2026-05-07"), pd.Timestamp("2026-05-06")
    assert batch.frames.pain.empty
    names = ["sleep score", "resting heart rate", "HRV", "sleep"]
    assert [factors[first, name] for name in names] == [83, 49, 41, 7.5]
    assert [factors[second, name] for name in names] == [58, 54, 36, 5.75]
    assert factors[first, "skin temperature change"] == 0.2
    assert pd.Timestamp("2026-05-05") not in factors.index.get_level_values("day")


def test_a_dutch_strava_list_is_known() -> None:
    runs = case("strava_nl.csv").frames.runs
    assert rows(runs, "day", "distance_m", "moving_s") == [("2026-02-03", 9440.5, 3100), ("2026-02-13", 9440.5, 3100)]


def test_words_for_no_pain_are_scores_of_zero() -> None:
    batch = case("pain_words.csv")
    assert batch.frames.pain["score"].tolist() == [0, 0, 0, 0, 2.5]
    assert [s.line for s in batch.skipped] == [6, 7, 9]


def test_a_mile_on_the_treadmill_among_the_sets_is_a_run() -> None:
    batch = case("strong_miles.csv")
    assert rows(batch.frames.runs, "duration_s", "distance_m", "kind") == [(1200, 3218.69, "treadmill")]
    assert len(batch.frames.sets) == 1


def test_apples_runs_are_two_and_the_route_is_one_of_them() -> None:
    runs = case("apple_export.zip").frames.runs
    assert rows(runs, "day", "distance_m", "duration_s", "kind") == [
        ("2026-09-03", 5400, 1801.2, "unknown"),
        ("2026-09-05", 4200, 1500, "treadmill"),
    ]


def test_a_german_form_has_its_date_and_its_pain() -> None:
    pain = case("google_form_pain_de.csv", proposed=True).frames.pain
    assert rows(pain, "day", "site", "score") == [("2026-05-17", "low_back", 3.5), ("2026-05-18", "low_back", 4)]


def test_kilometres_of_stop_and_go_runs_are_no_miles() -> None:
    batch = case("garmin_hu.csv")
    columns = ("distance_m", "cadence_spm", "ascent_m", "descent_m")
    assert rows(batch.frames.runs, *columns) == [(3020, 140, 6, 6), (3190, 156, 5, 5)]
    assert "read as kilometres" in warnings(batch)
    assert "doubled" in warnings(batch)


def test_norwegian_trail_runs_are_runs() -> None:
    assert rows(case("garmin_no.csv").frames.runs, "distance_m", "kind") == [(9920, "trail"), (10000, "unknown")]


def test_danish_cadence_and_climb_are_read_without_a_question() -> None:
    batch = case("garmin_da.csv")
    # The list's columns are mean pulse 150, highest pulse 167, mean cadence 171, highest cadence 201.
    columns = ("distance_m", "hr_max_bpm", "cadence_spm", "ascent_m", "descent_m")
    assert rows(batch.frames.runs, *columns) == [(6290, 167, 171, 69, 68)]
    assert batch.files[0].question is None


def test_a_file_without_a_header_is_read_by_the_shape_that_fits() -> None:
    sets = case("strong_no_header_unit_column.csv").frames.sets
    assert rows(sets, "reps", "load_kg") == [(10, round(35 * LB, 2)), (8, round(40 * LB, 2)), (5, round(135 * LB, 2))]


def test_bearables_lower_back_is_the_low_back() -> None:
    pain = case("bearable_back.csv").frames.pain
    assert rows(pain, "day", "moment", "site", "score") == [
        ("2020-09-22", "evening", "low_back", 2.5),
        ("2020-09-22", "evening", "other", 2.5),
    ]


def test_polish_moods_have_their_places() -> None:
    factors = case("daylio_pl.csv").frames.factors
    assert rows(factors, "day", "name", "value") == [("2017-09-07", "mood", 4), ("2017-09-06", "mood", 2)]


TRIED = {
    "strong_planned_sets.csv",
    "hevy_sheet_comma.csv",
    "fit_exercise_title_unknown.fit",
    "fit_local_equals_utc.fit",
    "runsheet_type.csv",
    "sets_unit_in_cell.csv",
    "lyfta.csv",
    "liftosaur.csv",
    "garmin_sleep.csv",
    "strava_nl.csv",
    "pain_words.csv",
    "strong_miles.csv",
    "apple_export.zip",
    "google_form_pain_de.csv",
    "garmin_hu.csv",
    "garmin_no.csv",
    "garmin_da.csv",
    "strong_no_header_unit_column.csv",
    "bearable_back.csv",
    "daylio_pl.csv",
}
