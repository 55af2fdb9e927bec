"""Strong's export in its seven shapes."""

import pandas as pd
import pytest

from data import errors
from data.importers import Answers
from data.importers.vendors import strong
from tests.data.importers.sheets import (
    assert_every_row_is_accounted_for,
    corpus,
    frame,
    manifest,
    n_sets_listed,
    n_skipped,
    source,
)

KG = Answers(load_unit="kg", timezone="Europe/Berlin")

A = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
A_ROW = '2025-08-03 13:04:33,"Midday",1h 5m,"Hip Thrust (Barbell)",1,100.0,8.0,0,0.0,"","",8\n'
SHAPES = {
    "A android": A + A_ROW,
    "A without notes": "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n"
    "2025-08-03 13:04:33,Midday,1h 5m,Hip Thrust (Barbell),1,100.0,8.0,0,0.0,8\n",
    "B unit a row": "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps;RPE;Distance;Distance Unit;"
    "Seconds;Notes;Workout Notes;Workout Duration\n"
    "2025-08-03 13:04:33;Midday;Hip Thrust (Barbell);1;100;kg;8;8;;;0;;;1h 5m\n",
    "C ios": '"Workout #";"Date";"Workout Name";"Duration (sec)";"Exercise Name";"Set Order";"Weight (kg)";"Reps";'
    '"RPE";"Distance (meters)";"Seconds";"Notes";"Workout Notes"\n'
    '"1";"2025-08-03 13:04:33";"Midday";"3900";"Hip Thrust (Barbell)";"1";"100";"8";"8";"";"";"";""\n',
    "D old": "Date,Workout Name,Exercise Name,Set Order,kg,Reps,km,Seconds,Notes\n"
    "2025-08-03 13:04:33,Midday,Hip Thrust (Barbell),0,100,8,0,0,\n",
    "E no header": A_ROW,
    "F german": "Datum,Workout-Name,Dauer,Name der Übung,Reihenfolge festlegen,Gewicht,Wiederh.,Distanz,"
    "Sekunden,RPE\n"
    "2025-08-03 13:04:33,Midday,1h 5m,Hip Thrust (Barbell),1,100.0,8,0,0,8\n",
    "F french": "Date,Nom de l'entraînement,Durée,Nom de l'exercice,Ordre de la série,Poids,Réps,Distance,"
    "Secondes,RPE\n"
    "2025-08-03 13:04:33,Midday,1h 5m,Hip Thrust (Barbell),1,100.0,8,0,0,8\n",
}


def rows(*rest):
    """Rows of shape A that share their beginning."""
    return "".join(f"2025-08-03 13:04:33,Legs,1h,{one}\n" for one in rest)


@pytest.mark.parametrize(("file", "line"), manifest("strong"))
def test_a_real_export_is_read_whole(file, line):
    real = corpus(file)
    parsed = strong.read(real, KG)
    sets = frame(parsed, "sets")
    assert strong.matches(real)
    assert (n_sets_listed(parsed), sets.reps.sum()) == (line.n_sets, line.total_reps)
    total = (
        line.total_load_kg if pd.notna(line.total_load_kg) else float(line.notes.split("file unit ")[1].split(";")[0])
    )
    assert (sets.reps * sets.load_kg).sum() == pytest.approx(total, rel=0.005)
    assert_every_row_is_accounted_for(parsed, real, "sets")


@pytest.mark.parametrize(("file", "line"), manifest("strong"))
def test_a_real_export_without_a_unit_asks_for_it_and_one_with_a_unit_does_not(file, line):
    real = corpus(file)
    if "not in file" not in line.units:
        assert len(strong.read(real, Answers()).rows["sets"]) == line.n_sets
        return
    with pytest.raises(errors.Asks) as asked:
        strong.read(real, Answers())
    assert (asked.value.option, asked.value.choices) == ("load_unit", ("kg", "lb"))
    in_kg, in_lb = (frame(strong.read(real, Answers(load_unit=unit)), "sets") for unit in ("kg", "lb"))
    assert in_lb.load_kg.sum() == pytest.approx(in_kg.load_kg.sum() * 0.45359237)


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_gives_the_same_set(shape):
    file = source(SHAPES[shape])
    assert strong.matches(file)
    [one] = frame(strong.read(file, KG), "sets").to_dict("records")
    assert one["start"] == pd.Timestamp("2025-08-03 11:04:33", tz="UTC")
    assert (one["exercise_raw"], one["set_no"], one["kind"]) == ("Hip Thrust (Barbell)", 1, "work")
    assert (one["load_kg"], one["reps"]) == (100, 8)
    assert pd.isna(one["duration_s"]) and pd.isna(one["distance_m"])


def test_the_unit_of_the_row_goes_before_the_answer():
    text = SHAPES["B unit a row"] + "2025-08-03 13:04:33;Midday;Squat (Barbell);1;225;lbs;5;;;;0;;;1h\n"
    sets = frame(strong.read(source(text), Answers(load_unit="kg")), "sets")
    assert list(sets.load_kg) == [100, pytest.approx(102.0583)]


def test_old_files_in_pounds_and_miles_are_converted():
    text = SHAPES["D old"].replace(",kg,", ",lb,").replace(",km,", ",mi,").replace("100,8,0,0", "100,8,1,600")
    [one] = frame(strong.read(source(text), Answers()), "sets").to_dict("records")
    assert (one["load_kg"], one["distance_m"]) == (pytest.approx(45.359237), pytest.approx(1609.344))


def test_a_file_without_any_load_asks_nothing():
    parsed = strong.read(source(A + rows("Pull Up,1,0,8,0,0,,,")), Answers())
    [one] = frame(parsed, "sets").to_dict("records")
    assert pd.isna(one["load_kg"]) and one["reps"] == 8


def test_rests_and_notes_are_counted_not_kept():
    text = A + rows(
        "Plank,1,0,0,0,60,,,", "Plank,Rest Timer,0,0,0,90,,,", "Plank,Ruhezeit,0,0,0,90,,,", "Plank,Note,0,0,0,0,hi,,"
    )
    parsed = strong.read(source(text), KG)
    [one] = frame(parsed, "sets").to_dict("records")
    assert one["duration_s"] == 60 and pd.isna(one["reps"])
    assert [one.reason for one in parsed.skipped] == [
        "Rest Timer is no set: 1 row (line 3)",
        "Ruhezeit is no set: 1 row (line 4)",
        "Note is no set: 1 row (line 5)",
    ]


def test_letters_and_words_name_the_kind_of_set():
    marks = ["W", "WARM_UP", "1", "D", "F", "FAILURE"]
    sets = frame(strong.read(source(A + rows(*[f"Squat,{m},100,5,0,0,,," for m in marks])), KG), "sets")
    assert list(sets.kind) == ["warmup", "warmup", "work", "drop", "failure", "failure"]
    assert list(sets.set_no) == [1, 2, 3, 4, 5, 6]


def test_an_absurd_count_is_kept_and_flagged():
    [one] = frame(strong.read(source(A + rows("Squat,1,100,877777,0,0,,,")), KG), "sets").to_dict("records")
    assert "reps" in one["flag"]


def test_what_is_left_out_has_its_line_and_reason():
    text = (
        A
        + rows("Squat,1,100,5,0,0,,,", ",1,100,5,0,0,,,", "Squat,??,0,0,0,0,,,")
        + "soon,Legs,1h,Squat,1,1,1,0,0,,,\n"
    )
    parsed = strong.read(source(text), KG)
    assert [one.line for one in parsed.skipped] == [3, 4, 5]
    assert all(one.reason for one in parsed.skipped)
    assert n_skipped(parsed) == 3


def test_a_renamed_workout_keeps_the_ids_of_its_sets():
    first, second = (frame(strong.read(source(A + A_ROW.replace("Midday", n)), KG), "sets") for n in ("A", "B"))
    assert list(first.set_id) == list(second.set_id)


def test_an_unknown_unit_keeps_no_load():
    text = SHAPES["B unit a row"].replace(";kg;", ";stone;")
    parsed = strong.read(source(text), KG)
    assert frame(parsed, "sets").load_kg.isna().all()
    assert "stone" in parsed.warnings[0]
