"""Tables of one's own as people write them: units and lists in cells, wide tables, trainings, forms about pain."""

from __future__ import annotations

from typing import Any

import pytest

from data.batch import Batch
from data.importers import Answers, read
from data.importers.own_table import guesses, mapping, set_cells
from data.importers.reading import table
from data.importers.reading.quantities import quantity
from tests.data.importers.sheets import source


def proposed(text: str, **said: Any) -> Batch:
    file = source(text)
    sheet = table.read(file)
    maps = mapping.keyed(guesses.propose(sheet.header, [row.cells for row in sheet.rows]))
    return read(file, Answers(maps=maps, **{"load_unit": "kg", "distance_unit": "km", **said}))


def done(batch: Batch) -> list[tuple[str, float, float]]:
    sets = batch.frames.sets
    return list(zip(sets["exercise_raw"], sets["reps"], sets["load_kg"].round(2), strict=True))


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("225 lbs", 225, "lb"),
        ("102.5kg", 102.5, "kg"),
        ("+0.2°", 0.2, ""),
        ("140 bpm", 140, "bpm"),
        ("97.1%", 97.1, "%"),
        ("6.2 mi", 6.2, "mi"),
        ("8-10", 8, ""),
    ],
)
def test_a_cell_may_hold_its_unit(text, value, unit):
    assert (quantity(text).value, quantity(text).unit) == (value, unit)


def test_a_clock_time_is_no_quantity():
    assert quantity("11:10 PM").value != quantity("11:10 PM").value


@pytest.mark.parametrize(
    ("text", "reps", "loads"),
    [
        ("8,8,7", [8, 8, 7], []),
        ("3x8", [8, 8, 8], []),
        ("3x8-10", [8, 8, 8], []),
        ("5x5 60kg", [5] * 5, [60] * 5),
        ("5x5 @ 60", [5] * 5, [60] * 5),
        ("3x8 100/105/110", [8] * 3, [100, 105, 110]),
        ("100x8, 110x6", [8, 6], [100, 110]),
        ("60 kg x 8", [8], [60]),
        ("8x60kg", [8], [60]),
        ("BW x 12", [12], []),
        ("rest", [], []),
        ("99x99x99x99", [], []),
    ],
)
def test_a_cell_may_hold_several_sets(text, reps, loads):
    found = set_cells.read(text)
    assert [one.reps for one in found] == reps
    assert [one.load.value for one in found if one.load.value == one.load.value] == loads


def test_stronglifts_pairs_of_columns_are_sets_and_a_failed_one_is_none():
    batch = proposed(
        "Date,Exercise,Set 1 (Reps),Set 1 (KG),Set 2 (Reps),Set 2 (KG),Set 3 (Reps),Set 3 (KG)\n"
        "2026-05-17,Squat,5,100,5,100,0,100\n"
    )
    assert done(batch) == [("Squat", 5, 100), ("Squat", 5, 100)]
    assert "not counted as done" in batch.skipped[0].reason


def test_a_column_a_set_may_hold_repetitions_or_both():
    batch = proposed(
        "Date,Exercise,Set 1,Set 2\n2026-05-17,Hip Thrust,60kg x 8,70 x 6\n2026-05-18,Hip Thrust,100x5,100x5\n"
    )
    assert [row[1:] for row in done(batch)] == [(8, 60), (6, 70), (5, 100), (5, 100)]


def test_a_column_an_exercise_is_unfolded():
    batch = proposed("Date,Squat,Hip Thrust\n2026-05-17,5x5 60kg,2x8 100\n2026-05-18,5x5 62.5kg,-\n")
    assert done(batch).count(("Squat", 5, 60)) == 5
    assert done(batch).count(("Hip Thrust", 8, 100)) == 2


def test_one_load_a_set_is_taken_in_order_and_another_number_of_loads_is_refused_with_its_line():
    text = "Date,Exercise,Sets,Reps,Weight\n2026-05-17,Squat,3,8,100/105/110\n2026-05-18,Squat,3,8,100/105\n"
    batch = proposed(text)
    assert [load for _, _, load in done(batch)] == [100, 105, 110]
    assert batch.skipped[0].line == 3 and "3 sets, but 2 loads" in batch.skipped[0].reason


def test_a_cell_that_cannot_be_read_is_told_with_its_line():
    batch = proposed("Datum,Distance,Duration,HR\n2026-05-17,10 km,1h 30min,140 bpm\n2026-05-19,5k,25:00,abc\n")
    assert batch.frames.runs["distance_m"].tolist() == [10_000, 5000]
    assert batch.frames.runs["duration_s"].tolist() == [5400, 1500]
    assert any("Line 3" in w and "'abc'" in w for w in batch.warnings)


def test_the_unit_that_was_taken_stands_on_the_receipt():
    text = "Date,Distance,Time\n2026-05-17,10,50:00\n"
    assert "read as miles" in proposed(text, distance_unit="mi").warnings[0]


def test_decimal_commas_are_decided_for_the_whole_table():
    batch = proposed("Date;Exercise;Reps;Weight;RPE\n17.05.2026;Squat;8;102,058;8,5\n18.05.2026;Squat;8;61,235;8\n")
    assert batch.frames.sets["load_kg"].tolist() == [102.058, 61.235]


def test_trainings_are_runs_strength_is_not_and_an_unknown_word_goes_by_speed_with_a_word():
    rows = ["Easy,5", "Long Run,20", "Tempolauf,8", "Intervals,8", "Strength,", "Bike,30", "Canicross,6"]
    lines = "".join(f"2026-05-{i:02d},{row},{45 + i}:00\n" for i, row in enumerate(rows, 1))
    batch = proposed("Date,Type,Distance,Time\n" + lines)
    assert batch.frames.runs["distance_m"].tolist() == [5000, 20000, 8000, 8000, 6000]
    assert any("Canicross" in w for w in batch.warnings)


@pytest.mark.parametrize(
    "header",
    ["Sleep Score,Resting Heart Rate", "Score,Sleep Duration", "Energy Score,HRV", "Recovery score %,Strain"],
)
def test_scores_of_other_things_are_not_proposed_as_pain(header):
    names = ["Date", *header.split(",")]
    assert guesses.propose(names, [["2026-05-01", "80", "50"]])["kind"] == "factors"


@pytest.mark.parametrize(
    ("question", "site"),
    [
        ("Wie stark ist der Rückenschmerz heute? (0-10)", "low_back"),
        ("How bad was your knee pain this morning? (0-10)", "knee"),
        ("Rate your lower back pain from 0 to 10", "low_back"),
        ("A quel point avez-vous mal au genou (0-10) douleur", "knee"),
    ],
)
def test_a_forms_question_is_a_score(question, site):
    made = guesses.propose(["Zeitstempel", question], [["17.05.2026 07:02:11", "3"]])
    assert made["kind"] == "pain" and made["columns"]["day"] == "Zeitstempel"
    assert any(key.startswith("score") and site in key for key in made["columns"])
