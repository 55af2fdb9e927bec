"""FitNotes' export: dates without times, units in three places, text without quotes."""

import pandas as pd
import pytest

from data import errors
from data.importers import Answers
from data.importers.vendors import fitnotes
from tests.data.importers.sheets import (
    assert_every_row_is_accounted_for,
    corpus,
    frame,
    manifest,
    n_sets_listed,
    source,
)

OLD = "Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment\n"
NEW = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time\n"


def read(text, answers=None):
    return fitnotes.read(source(text), answers or Answers())


@pytest.mark.parametrize(("file", "line"), manifest("fitnotes"))
def test_a_real_export_is_read_whole(file, line):
    real = corpus(file)
    parsed = fitnotes.read(real, Answers())
    sets = frame(parsed, "sets")
    assert fitnotes.matches(real)
    assert (n_sets_listed(parsed), sets.reps.sum()) == (line.n_sets, line.total_reps)
    assert (sets.reps * sets.load_kg).sum() == pytest.approx(line.total_load_kg, rel=0.005)
    assert_every_row_is_accounted_for(parsed, real, "sets")


def test_a_set_has_a_day_but_no_start():
    [one] = frame(read(OLD + "2023-11-21,Hip Thrust,Legs,100,8,,,,good\n"), "sets").to_dict("records")
    assert one["day"] == pd.Timestamp("2023-11-21") and pd.isna(one["start"])
    assert (one["load_kg"], one["reps"], one["note"]) == (100, 8, "good")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (OLD.replace("kgs", "lbs") + "2023-11-21,Squat,Legs,100,8,,,,\n", 45.359237),
        (NEW + "2023-11-21,Squat,Legs,100,lbs,8,,,\n", 45.359237),
        (NEW + "2023-11-21,Squat,Legs,100,kgs,8,,,\n", 100),
    ],
)
def test_the_unit_comes_from_the_column_or_the_row(text, expected):
    assert frame(read(text), "sets").load_kg[0] == pytest.approx(expected)


def test_a_load_without_a_unit_is_asked_for():
    text = NEW + "2023-11-21,Squat,Legs,100,,8,,,\n"
    with pytest.raises(errors.Asks) as asked:
        read(text)
    assert asked.value.option == "load_unit"
    assert frame(read(text, Answers(load_unit="lb")), "sets").load_kg[0] == pytest.approx(45.359237)


def test_a_comma_in_a_name_that_is_not_quoted_is_put_right():
    text = OLD + "2023-11-21,Squat,Legs,100,8,,,,\n2023-11-21,Curl, Hammer, Seated,Biceps,12,10,,,,\n"
    text += "2023-11-21,A,B,Legs,C,Biceps,14,9,,,,\n"
    parsed = read(text)
    sets = frame(parsed, "sets")
    assert list(sets.exercise_raw) == ["Squat", "Curl, Hammer, Seated", "A,B,Legs,C"]
    assert (sets.load_kg[2], sets.reps[2]) == (14, 9)
    assert (sets.load_kg[1], sets.reps[1]) == (12, 10)
    assert any("Lines 3, 4" in warning and "comma" in warning for warning in parsed.warnings)


def test_a_row_that_cannot_be_put_right_is_skipped_with_its_line():
    parsed = read(OLD + "2023-11-21,Squat,Legs,100,8,,,,\n2023-11-21,A,B,C,D,E,F,1,1,1,1\n")
    assert [one.line for one in parsed.skipped] == [3]
    assert "comma" in parsed.skipped[0].reason


def test_a_bare_quote_costs_no_other_row():
    text = OLD + '2023-11-21,"Z press,Shoulders,40,8,,,,\n' * 3 + "2023-11-21,Squat,Legs,100,8,,,,\n"
    sets = frame(read(text), "sets")
    assert list(sets.exercise_raw) == ["Z press"] * 3 + ["Squat"]
    assert list(sets.set_no) == [1, 2, 3, 1]


def test_cardio_has_metres_and_seconds_and_no_load():
    [one] = frame(read(OLD + "2023-11-21,Rowing,Cardio,0.0,0,2.5,km,0:10:30,\n"), "sets").to_dict("records")
    assert (one["distance_m"], one["duration_s"]) == (2500, 630)
    assert pd.isna(one["load_kg"]) and pd.isna(one["reps"])


def test_what_is_left_out_has_its_line_and_reason():
    parsed = read(
        OLD + "soon,Squat,Legs,100,8,,,,\n" + OLD + "2023-11-21,,Legs,100,8,,,,\n2023-11-21,Squat,Legs,1,1,,,,\n"
    )
    assert [one.line for one in parsed.skipped] == [2, 3, 4]
