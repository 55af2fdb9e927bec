"""A run told by several sources has the best value of each, and says where it came from."""

from __future__ import annotations

import dataclasses
import itertools

import numpy as np
import pandas as pd
import pytest

from data.streams import pack
from tests import make


def treadmill():
    watch = make.run("2026-03-12T06:00:00Z", 4_700, 1_800, kind="treadmill", hr_mean_bpm=150.0)
    listed = make.run(
        "2026-03-12T06:00:05Z", 5_200, 1_800, source="garmin_csv", kind="treadmill", title="Belt", ascent_m=3.0
    )
    strava = make.run(
        "2026-03-12T06:00:02Z", 4_700, 1_800, source="strava_csv", kind="unknown", shoe="Blue", title="Morning Run"
    )
    return watch, listed, strava


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_each_field_has_its_best_value_whatever_came_first(order, sqlite_store):
    rows = treadmill()
    for i in order:
        sqlite_store.add(make.batch(make.file(f"{i}.csv", runs=[rows[i]])))
    (run,) = sqlite_store.load().runs.to_dict("records")
    assert run["run_id"] == rows[0]["run_id"]
    assert (run["distance_m"], run["hr_mean_bpm"], run["ascent_m"]) == (5_200, 150, 3)
    assert (run["title"], run["shoe"], run["kind"]) == ("Belt", "Blue", "treadmill")
    assert run["start"] == pd.Timestamp("2026-03-12T06:00:00Z")


def test_where_each_value_came_from_can_be_asked(store):
    rows = treadmill()
    store.add(make.batch(*(make.file(f"{i}.csv", runs=[row]) for i, row in enumerate(rows))))
    store.correct("runs", rows[0]["run_id"], title="By the window")
    found = store.origins([rows[0]["run_id"]]).set_index("field")["source"]
    assert found[["distance_m", "hr_mean_bpm", "shoe", "title"]].tolist() == [
        "garmin_csv",
        "garmin_fit",
        "strava_csv",
        "by hand",
    ]
    assert "power_w" not in found
    assert "samples" not in found
    assert store.origins(["nothing"]).empty


def test_samples_are_of_the_source_that_has_them(store):
    watch, listed, _ = treadmill()
    parsed = make.file("a.fit", runs=[watch, listed])
    parsed.packed[watch["run_id"]] = pack({"t_s": np.arange(3.0), "hr_bpm": np.full(3, 150.0)})
    store.add(make.batch(parsed))
    found = store.origins([watch["run_id"]]).set_index("field")["source"]
    assert (found["samples"], found["title"]) == ("garmin_fit", "garmin_csv")


def test_outdoors_the_watch_measured_the_distance(store):
    watch = make.run("2026-03-12T06:00:00Z", 10_000)
    store.add(make.batch(make.file("a", runs=[watch, make.run("2026-03-12T06:00:05Z", 10_200, source="garmin_csv")])))
    assert store.load().runs["distance_m"].tolist() == [10_000]


def test_an_impossible_value_gives_way_and_its_flag_goes(store):
    watch = make.run("2026-03-12T06:00:00Z", 10_000, hr_max_bpm=255.0)
    listed = make.run("2026-03-12T06:00:05Z", 10_000, source="garmin_csv", hr_max_bpm=171.0)
    store.add(make.batch(make.file("a", runs=[watch])))
    assert "hr_max_bpm" in store.load().runs["flag"][0]
    store.add(make.batch(make.file("b", runs=[listed])))
    assert store.load().runs["hr_max_bpm"].tolist() == [171]
    assert store.load().runs["flag"].isna().all()


def test_the_samples_of_a_hidden_recording_are_the_runs(store):
    part = make.run("2026-03-12T06:00:00Z", 6_000, 1_800)
    whole = make.run("2026-03-12T06:00:05Z", 10_000, source="strava_csv")
    file = make.file("a.fit", runs=[part])
    store.add(make.batch(dataclasses.replace(file, packed={part["run_id"]: pack({"t_s": np.arange(4.0)})})))
    store.add(make.batch(make.file("list.csv", runs=[whole])))
    assert store.load().runs["run_id"].tolist() == [whole["run_id"]]
    assert len(store.streams(whole["run_id"])) == 4


def test_the_watch_tells_when_a_session_began_and_the_phone_what_was_lifted(store):
    phone = make.lifted("2026-03-02T18:10Z", n=3)
    watch = make.lifted("2026-03-02T18:00Z", "unknown", 5, source="garmin_fit")
    store.add(make.batch(make.file("hevy.csv", sets=phone), make.file("w.fit", sets=watch)))
    sets = store.load().sets
    assert sets["exercise_raw"].tolist() == ["Hip Thrust (Barbell)"] * 3
    assert set(sets["start"]) == {pd.Timestamp("2026-03-02T18:00Z")}
