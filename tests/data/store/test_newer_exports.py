"""A newer export of a log replaces what the older said of the days it covers; undoing it brings the old back."""

from __future__ import annotations

import pandas as pd
import pytest

from data import imports
from data.store import changes
from tests import make
from tests.places import SHARED

CASES = SHARED / "cases"


def session(day: int, loads=(100.0, 110.0), exercise: str = "Hip Thrust (Barbell)", at: str = "17:00") -> list[dict]:
    rows = make.lifted(f"2026-03-{day:02d}T{at}Z", exercise, len(loads))
    return [{**row, "load_kg": load} for row, load in zip(rows, loads, strict=True)]


def log(store, name: str, *sessions: list[dict]):
    return store.add(make.batch(make.file("hevy.csv", name, sets=[row for each in sessions for row in each])))


def loads(store) -> list[float]:
    return store.load().sets["load_kg"].tolist()


def test_a_corrected_load_replaces_the_old_and_is_named(store):
    log(store, "old", session(3), session(5))
    receipt = log(store, "new", session(3, (100.0, 120.0)), session(5))
    (line,) = receipt.files
    assert loads(store) == [100, 120, 100, 110]
    assert (line.status, line.n_added, line.n_changed, line.duplicates) == ("imported", 0, 1, 3)
    assert line.news == "1 changed: Hip Thrust (Barbell) 3 Mar 2026 110 kg x 10 -> 120 kg x 10"
    assert line.to_json()["changes"] and receipt.to_json()["changed"] == 1
    store.undo(receipt.import_id)
    assert loads(store) == [100, 110, 100, 110]


def test_a_set_taken_out_is_gone_and_comes_back_with_undo(store):
    log(store, "old", session(3, (100.0, 110.0, 120.0)))
    receipt = log(store, "new", session(3, (100.0, 120.0)))
    assert loads(store) == [100, 120]
    assert receipt.files[0].news == "1 no longer in the log: Hip Thrust (Barbell) 3 Mar 2026 110 kg x 10"
    assert "1 no longer in the log" in receipt.sentence
    store.undo(receipt.import_id)
    assert loads(store) == [100, 110, 120]


def test_a_renamed_exercise_and_a_corrected_start_do_not_double_sets(store):
    log(store, "old", session(3))
    log(store, "renamed", session(3, exercise="Glute Bridge (Barbell)"))
    assert store.load().sets["exercise_raw"].tolist() == ["Glute Bridge (Barbell)"] * 2
    receipt = log(store, "moved", session(3, exercise="Glute Bridge (Barbell)", at="16:36"))
    assert set(store.load().sets["start"]) == {pd.Timestamp("2026-03-03T16:36Z")}
    assert receipt.files[0].n_changed == 2 and "its start" in receipt.files[0].news


def test_a_month_changes_nothing_outside_its_days(store):
    log(store, "all", session(1), session(3), session(5), session(9))
    log(store, "some", session(3), session(5, (90.0,)))
    assert loads(store) == [100, 110, 100, 110, 90, 100, 110]


def test_a_session_taken_out_is_gone_where_the_file_plainly_is_the_same_log(store):
    log(store, "old", session(1), session(3), session(5))
    assert log(store, "new", session(1), session(5)).files[0].n_removed == 2
    assert len(loads(store)) == 4


def test_a_list_of_other_things_takes_nothing_out(store):
    days = ("02", "04", "06", "08")
    rows = [make.run(f"2026-03-{day}T06:00Z", source="garmin_csv") for day in days]
    trail = [make.run(f"2026-03-{day}T06:00Z", source="garmin_csv") for day in ("01", "05", "09")]
    store.add(make.batch(make.file("road.csv", runs=rows)))
    store.add(make.batch(make.file("trail.csv", runs=trail)))
    assert len(store.load().runs) == 7


def test_files_of_one_log_in_one_import_tell_each_thing_once(store):
    older = make.file("hevy.csv", "a", sets=[*session(3), *session(5), *session(7)])
    same = make.file("hevy.csv", "b", sets=[*session(3), *session(5), *session(7)])
    newer = make.file("hevy.csv", "c", sets=[*session(3, (100.0, 120.0)), *session(5, (100.0,)), *session(7)])
    receipt = store.add(make.batch(older, same, newer))
    counts = [(f.status, f.n_added, f.n_changed, f.duplicates, f.n_removed) for f in receipt.files]
    assert counts == [("imported", 6, 0, 0, 0), ("duplicate", 0, 0, 6, 0), ("imported", 0, 1, 4, 1)]
    assert loads(store) == [100, 120, 100, 100, 110]


def test_a_log_whose_every_set_changed_is_counted_whole_and_told_by_its_first_changes(store, monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_changed", lambda *_: told.append(1) or "a change")
    log(store, "old", *(session(day) for day in range(1, 28)))
    receipt = log(store, "new", *(session(day, (50.0, 60.0)) for day in range(1, 28)))
    assert receipt.files[0].n_changed == 54 and len(told) == changes.CHANGES_SAID


def test_copies_of_one_recording_in_one_import_add_one_run(store):
    files = [make.file(f"{n}.fit", str(n), runs=[make.run("2026-03-03T06:00Z")]) for n in range(3)]
    receipt = store.add(make.batch(*files))
    assert [(f.n_added, f.n_changed, f.duplicates) for f in receipt.files] == [(1, 0, 0), (0, 0, 1), (0, 0, 1)]
    assert store.add(make.batch(make.file("4.fit", "4", runs=[make.run("2026-03-03T06:00Z")]))).files[0].n_added == 0
    assert len(store.load().runs) == 1


def test_a_corrected_score_replaces_the_old(store):
    store.add(make.batch(make.file("p.csv", "old", pain=[make.hurt("2026-03-02", 3), make.hurt("2026-03-03", 4)])))
    new = [make.hurt("2026-03-02", 5), make.hurt("2026-03-03", 4)]
    receipt = store.add(make.batch(make.file("p.csv", "new", pain=new)))
    assert store.load().pain["score"].tolist() == [5, 4]
    assert receipt.files[0].news == "1 changed: day 2 Mar 2026 3 -> 5"


def test_other_sources_stay_as_they_were(store):
    store.add(make.batch(make.file("s.csv", sets=make.lifted("2026-03-03T07:00Z", n=2, source="strong"))))
    log(store, "old", session(3))
    log(store, "new", session(3, (100.0,)))
    assert sorted(store.load().sets["source"]) == ["hevy", "strong", "strong"]


def test_a_file_of_one_recording_says_nothing_of_other_days(store):
    first, second = make.run("2026-03-02T06:00Z"), make.run("2026-03-04T06:00Z")
    store.add(make.batch(make.file("a.fit", runs=[first]), make.file("b.fit", runs=[second])))
    store.add(make.batch(make.file("both.fit", runs=[{**first, "hr_mean_bpm": 140.0}])))
    assert store.load().runs["hr_mean_bpm"].fillna(0).tolist() == [140, 0]


def test_an_edit_stays_on_top_follows_its_row_and_is_named_where_the_file_disagrees(store):
    log(store, "old", session(3))
    set_id = store.load().sets["set_id"][1]
    store.correct("sets", set_id, load_kg=115.0)
    receipt = log(store, "new", session(3, (100.0, 120.0), at="17:10"))
    assert loads(store) == [100, 115]
    assert receipt.files[0].disputed == (
        "Hip Thrust (Barbell) 3 Mar 2026: your own load_kg 115 stays; the file says 120",
    )


def test_undoing_the_first_of_three_exports_changes_nothing_that_is_shown(store):
    first = log(store, "1", session(3, (100.0, 110.0)))
    log(store, "2", session(3, (100.0, 120.0)))
    third = log(store, "3", session(3, (100.0, 130.0)))
    store.undo(first.import_id)
    assert loads(store) == [100, 130]
    store.undo(third.import_id)
    assert loads(store) == [100, 120]


@pytest.mark.parametrize("what", ["load", "renamed", "time"])
def test_the_reimported_hevy_cases_have_three_sets(what, store):
    names = ["reimport_hevy_1.csv", f"reimport_hevy_2_{what}.csv"]
    said = [taken_in(store, name) for name in names]
    sets = store.load().sets
    assert len(sets) == 3
    assert said[1].files[0].n_changed == {"load": 1, "renamed": 1, "time": 3}[what]
    assert "already here" not in said[1].files[0].reason
    if what == "load":
        assert sets[["load_kg", "reps"]].to_numpy().tolist() == [[100, 8], [110, 6], [60, 12]]


def test_the_corrected_treadmill_distance_makes_no_second_run(store):
    taken_in(store, "reimport_garmin_1.csv")
    receipt = taken_in(store, "reimport_garmin_2.csv")
    assert store.load().runs["distance_m"].tolist() == [5_200]
    assert "4.70 km in 30 min -> 5.20 km in 30 min" in receipt.files[0].news


@pytest.mark.parametrize(
    ("folder", "day", "distance_m"),
    [("treadmill_edited", "2026-03-12", 5_200), ("travel_three_sources", "2026-03-10", 10_023)],
)
def test_a_folder_of_several_sources_has_one_run(folder, day, distance_m, store):
    taken_in(store, folder)
    (run,) = store.load().runs.to_dict("records")
    assert (run["day"], round(run["distance_m"])) == (pd.Timestamp(day), distance_m)


def taken_in(store, name: str):
    if not (CASES / name).exists():
        pytest.skip(f"the shared cases are not here: {name}")
    answers = store.answers(timezone="Europe/Berlin", distance_unit="km")
    return imports.import_files(store, imports.sources([CASES / name]), answers)
