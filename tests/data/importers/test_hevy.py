"""Hevy's export: units in the names, months in the phone's language, sets as they were."""

import pandas as pd
import pytest

from data.importers import Answers
from data.importers.vendors import hevy
from tests.data.importers.sheets import (
    BERLIN,
    assert_every_row_is_accounted_for,
    corpus,
    frame,
    manifest,
    n_sets_listed,
    source,
)

HEADER = (
    '"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes",'
    '"set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"\n'
)


def row(start="16 Jun 2026, 14:37", exercise="Hip Thrust (Barbell)", index=0, kind="normal", values="100,8,,,8.5"):
    return f'"Legs","{start}","16 Jun 2026, 15:40","","{exercise}",,"",{index},"{kind}",{values}\n'


def read(*rows, header=HEADER, answers=BERLIN):
    return hevy.read(source(header + "".join(rows)), answers)


@pytest.mark.parametrize(("file", "line"), manifest("hevy"))
def test_a_real_export_is_read_whole(file, line):
    real = corpus(file)
    parsed = hevy.read(real, BERLIN)
    sets = frame(parsed, "sets")
    assert hevy.matches(real)
    assert (n_sets_listed(parsed), sets.reps.sum()) == (line.n_sets, line.total_reps)
    assert (sets.reps * sets.load_kg).sum() == pytest.approx(line.total_load_kg, rel=0.005)
    assert sets.load_kg.min() > 0
    assert_every_row_is_accounted_for(parsed, real, "sets")


def test_a_set_keeps_what_was_written():
    [one] = frame(read(row()), "sets").to_dict("records")
    assert one["start"] == pd.Timestamp("2026-06-16 12:37", tz="UTC")
    assert one["day"] == pd.Timestamp("2026-06-16")
    assert (one["exercise_raw"], one["set_no"], one["kind"]) == ("Hip Thrust (Barbell)", 1, "work")
    assert (one["load_kg"], one["reps"], one["rpe"]) == (100, 8, 8.5)


def test_loads_and_distances_have_the_units_of_their_columns_independently():
    header = HEADER.replace("weight_kg", "weight_lbs")
    [one] = frame(read(row(values="100,8,1.5,,"), header=header), "sets").to_dict("records")
    assert one["load_kg"] == pytest.approx(45.359237)
    assert one["distance_m"] == 1500
    header = HEADER.replace("distance_km", "distance_miles")
    [one] = frame(read(row(values="100,,1,600,"), header=header), "sets").to_dict("records")
    assert (one["load_kg"], one["distance_m"]) == (100, pytest.approx(1609.344))


def test_files_of_2023_without_supersets_are_read():
    header = HEADER.replace('"superset_id",', "")
    text = header + row().replace(',,"",0', ',"",0')
    assert hevy.matches(source(text))
    assert len(frame(hevy.read(source(text), BERLIN), "sets")) == 1


def test_the_types_of_sets_are_kept_and_an_unknown_one_is_named():
    kinds = ["normal", "warmup", "failure", "dropset", "myoreps"]
    parsed = read(*[row(index=i, kind=kind) for i, kind in enumerate(kinds)])
    assert list(frame(parsed, "sets").kind) == ["work", "warmup", "failure", "drop", "work"]
    assert "Line 6" in parsed.warnings[0] and "myoreps" in parsed.warnings[0]


@pytest.mark.parametrize("values", [",12,,,", "0,12,,,"])
def test_a_set_without_a_load_has_no_load_rather_than_0_kg(values):
    [one] = frame(read(row(values=values)), "sets").to_dict("records")
    assert pd.isna(one["load_kg"]) and one["reps"] == 12


@pytest.mark.parametrize(
    "start", ["Jun 16, 2026, 2:37 PM", "16 Haz 2026, 14:37", "16 juin 2026, 14:37", "2026-06-16 14:37"]
)
def test_the_same_set_has_the_same_id_in_every_language(start):
    first, second = read(row()), read(row(start=start))
    assert list(frame(first, "sets").set_id) == list(frame(second, "sets").set_id)


def test_sets_of_an_exercise_that_comes_twice_are_numbered_on():
    sets = frame(read(row(index=0), row(exercise="Plank"), row(index=0)), "sets")
    assert list(sets.set_no) == [1, 1, 2]


def test_newlines_and_emoji_in_cells_cost_no_row():
    text = HEADER + row().replace('"Legs"', '"Legs 🍑\nheavy"') + row(index=1)
    parsed = hevy.read(source(text), BERLIN)
    assert len(frame(parsed, "sets")) == 2


def test_what_is_left_out_has_its_line_and_reason():
    parsed = read(row(start="soon"), row(exercise=""), HEADER, row())
    assert [(one.line, one.reason) for one in parsed.skipped] == [
        (2, "start_time 'soon' is no date"),
        (3, "no exercise is named"),
        (4, "the header once more"),
    ]


def test_the_help_of_an_assisted_exercise_is_marked_as_help():
    [one] = frame(read(row(exercise="Pull Up (Assisted)")), "sets").to_dict("records")
    assert one["load_basis"] == "assisted"


def test_a_date_that_a_spreadsheet_turned_is_asked_for():
    from data import errors

    with pytest.raises(errors.Asks):
        read(row(start="6/7/2026 14:37"))
    assert len(frame(read(row(start="6/7/2026 14:37"), answers=Answers(date_order="dmy")), "sets")) == 1
