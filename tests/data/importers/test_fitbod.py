"""Fitbod's export: SI, UTC, loads for one implement."""

import pandas as pd
import pytest

from data.importers import Answers
from data.importers.vendors import fitbod
from tests.data.importers.sheets import frame, source

HEADER = "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,multiplier\n"
BERLIN = Answers(timezone="Europe/Berlin")


def read(*rows):
    return fitbod.read(source(HEADER + "".join(rows)), BERLIN)


def test_the_day_is_the_local_one():
    [one] = frame(
        read("2024-04-16 22:45:37 +0000,Hip Thrust, 8, 100.0,0.0,0.0,0.0,0.0,false,,1.0\n"), "sets"
    ).to_dict("records")
    assert one["start"] == pd.Timestamp("2024-04-16 22:45:37", tz="UTC")
    assert one["day"] == pd.Timestamp("2024-04-17")
    assert (one["reps"], one["load_kg"], one["kind"]) == (8, 100, "work")
    assert pd.isna(one["duration_s"]) and pd.isna(one["load_basis"])


def test_a_pair_of_dumbbells_keeps_the_load_of_one_and_says_so():
    parsed = read("2024-04-16 20:45:37 +0000,Dumbbell Lunge,8,20,0,0,0,0,true,,2.0\n")
    [one] = frame(parsed, "sets").to_dict("records")
    assert (one["load_kg"], one["load_basis"], one["kind"]) == (20, "per_hand", "warmup")
    assert "1 sets with two implements" in parsed.warnings[0]


def test_cardio_has_time_and_distance_and_no_load():
    [one] = frame(read("2024-04-16 20:45:37 +0000,Rowing,0,0,1800,5000,0,0,false,,0.0\n"), "sets").to_dict("records")
    assert (one["duration_s"], one["distance_m"]) == (1800, 5000)
    assert pd.isna(one["load_kg"]) and pd.isna(one["reps"])


def test_running_among_the_sets_is_a_run_and_parts_of_one_session_are_one():
    row = "2024-04-16 20:45:37 +0000,Running,0,0,{},{},0,0,false,,0.0\n"
    parsed = read(
        row.format(600, 2000), row.format(300, 1000), "2024-04-16 20:45:37 +0000,Squat,5,100,0,0,0,0,false,,1\n"
    )
    [run] = frame(parsed, "runs").to_dict("records")
    assert (run["duration_s"], run["distance_m"], run["kind"]) == (900, 3000, "unknown")
    assert len(frame(parsed, "sets")) == 1
    assert [one.reason for one in parsed.skipped] == ["Running: added to the run of the same session: 1 row (line 3)"]


def test_what_is_left_out_has_its_line_and_reason():
    parsed = read("never,Squat,8,1,0,0,0,0,false,,1\n", HEADER, "2024-04-16 20:45:37 +0000,,8,1,0,0,0,0,false,,1\n")
    assert [one.line for one in parsed.skipped] == [2, 3, 4]
    assert parsed.status == "skipped"
    assert "None of its 3 rows" in parsed.reason


@pytest.mark.parametrize("header", [HEADER, HEADER.replace("Weight(kg)", "Weight(lb)")])
def test_the_columns_are_known(header):
    assert fitbod.matches(source(header + "2024-04-16 20:45:37 +0000,Squat,8,100,0,0,0,0,false,,1\n"))
