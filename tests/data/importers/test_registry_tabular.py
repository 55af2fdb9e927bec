"""All importers together: each real table is taken by exactly one, and none stumbles over bad input."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import importers
from data.importers import Answers, SourceFile
from data.importers.reading import table
from data.importers.vendors import fitbod, fitnotes, garmin_csv, hevy, pain_csv, strong
from tests.data.importers.sheets import corpus, manifest

TABULAR = (garmin_csv, hevy, strong, fitnotes, fitbod, pain_csv)
ANSWERS = Answers(distance_unit="km", load_unit="kg", date_order="dmy", timezone="Europe/Berlin")
KINDS = {
    "garmin_activities_csv": garmin_csv,
    "hevy": hevy,
    "strong": strong,
    "fitnotes": fitnotes,
    "pain_diary": pain_csv,
}
FILES = [(file, module) for kind, module in KINDS.items() for file, _ in manifest(kind)]
OTHERS = [
    file
    for kind in ("daylio", "strava_activities_csv", "runkeeper_cardio_csv", "gpx", "tcx")
    for file, _ in manifest(kind)
]


@pytest.mark.parametrize(("file", "module"), FILES)
def test_each_real_table_is_taken_by_one_importer(file, module):
    real = corpus(file)
    assert [one for one in TABULAR if one.matches(real)] == [module]
    assert importers.read(real, ANSWERS).files[0].importer == module.NAME


@pytest.mark.parametrize("file", OTHERS)
def test_files_of_other_formats_are_left_to_others(file):
    assert not any(module.matches(corpus(file)) for module in TABULAR)


@pytest.mark.parametrize(("file", "module"), FILES)
def test_a_second_reading_gives_the_same_ids(file, module):
    real = corpus(file)
    again = SourceFile("another name.csv", real.data)
    first, second = module.read(real, ANSWERS), module.read(again, ANSWERS)
    assert str(first.rows) == str(second.rows)


@pytest.mark.parametrize(("file", "module"), FILES)
def test_a_file_cut_anywhere_is_read_or_refused_but_never_breaks(file, module):
    real = corpus(file)
    for cut in (len(real.data) // 3, len(real.data) // 2, len(real.data) - 7):
        note = importers.read(SourceFile("cut.csv", real.data[:cut]), ANSWERS).files[0]
        assert note.status == "imported" or note.reason
        assert "damaged" not in note.reason


HEADERS = (
    "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Avg Run Cadence,Avg Stride Length",
    "title,start_time,exercise_title,set_index,set_type,weight_kg,reps,distance_km,duration_seconds,rpe",
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE",
    "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment",
    "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),isWarmup,Note,multiplier",
    "date,time,moment,site,side,score,flare,note,sleep_h,knee_pain",
)
CELLS = (
    *(
        "2025-03-01",
        "2025-03-01 10:00:00",
        "1/2/2025",
        "16 Jun 2026, 14:37",
        "9999-12-31 23:59:59 +0000",
        "0001-01-01",
    ),
    *("Running", "5.48", "4,14", "8,830", "--", "00:50:00", "24:61", "1", "W", "kg", "-3", "1e9", "999999999999"),
    *("Squat", "Legs", "True", "morning", "low_back", "Rest Timer"),
)
CELL = st.one_of(
    st.sampled_from(CELLS),
    st.text(max_size=10),
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(HEADERS), st.lists(st.lists(CELL, min_size=10, max_size=11), min_size=1, max_size=6))
def test_no_cells_break_an_importer_and_every_row_is_kept_or_said(header, rows):
    lines = [header, *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    file = SourceFile("x.csv", "\n".join(lines).encode("utf-8", errors="replace"))
    try:
        n_rows = len(table.read(file).rows)
    except importers.errors.Refused:
        return
    batch = importers.read(file, ANSWERS)
    note = batch.files[0]
    assert "damaged" not in note.reason, note.reason
    said = {one.line for one in batch.skipped}
    kept = sum(len(batch.frames[name]) for name in ("runs", "sets", "pain"))
    assert n_rows == 0 or kept or said or len(batch.frames.factors)
