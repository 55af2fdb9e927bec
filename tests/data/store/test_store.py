"""The store: nothing is lost, nothing is counted twice, everything can be taken back."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from data import schema
from data import store as stores
from data.errors import StoreError
from data.streams import pack
from tests import make


def a_week():
    return make.batch(
        make.file("a.fit", runs=[make.run("2026-03-02T06:00Z")]),
        make.file("hevy.csv", sets=make.lifted("2026-03-03T18:00Z")),
        make.file("pain.csv", pain=[make.hurt("2026-03-02", 3), make.hurt("2026-03-03", 4)]),
    )


def test_what_was_added_is_what_is_loaded(store):
    receipt = store.add(a_week())
    frames = store.load()
    assert (receipt.n_added("runs"), receipt.n_added("sets"), receipt.n_added("pain")) == (1, 3, 2)
    assert (len(frames.runs), len(frames.sets), len(frames.pain)) == (1, 3, 2)
    for name, frame in frames.items():
        schema.check(name, frame)
    assert frames.runs["start"][0] == pd.Timestamp("2026-03-02T06:00Z")
    assert frames.runs["day"][0] == pd.Timestamp("2026-03-02")
    assert np.isnan(frames.runs["ascent_m"][0])


def test_a_second_import_of_the_same_files_adds_nothing(store):
    store.add(a_week())
    revision = store.revision
    receipt = store.add(a_week())
    assert receipt.import_id is None
    assert [line.status for line in receipt.files] == ["duplicate"] * 3
    assert store.revision == revision
    assert len(store.imports()) == 1


def test_a_newer_export_of_the_same_list_adds_only_its_new_rows(store):
    old, new = make.run("2026-03-02T06:00Z", source="garmin_csv"), make.run("2026-03-04T06:00Z", source="garmin_csv")
    store.add(make.batch(make.file("Activities.csv", runs=[old])))
    receipt = store.add(make.batch(make.file("Activities.csv", "newer bytes", runs=[old, new])))
    assert receipt.n_added("runs") == 1
    assert receipt.n_duplicates == 1
    assert len(store.load().runs) == 2


def test_the_same_run_from_watch_and_list_is_one_run_told_by_the_watch(store):
    store.add(make.batch(make.file("list.csv", runs=[make.run("2026-03-02T06:00:20Z", 10_050, source="garmin_csv")])))
    receipt = store.add(make.batch(make.file("a.fit", runs=[make.run("2026-03-02T06:00:00Z", 10_000)])))
    assert receipt.n_added("runs") == 0
    assert receipt.n_duplicates == 1
    assert store.load().runs["source"].tolist() == ["garmin_fit"]
    assert store.duplicates("runs")["source"].tolist() == ["garmin_csv"]


def test_undoing_an_import_brings_back_what_it_stood_in_for(store):
    store.add(make.batch(make.file("list.csv", runs=[make.run("2026-03-02T06:00:20Z", 10_050, source="garmin_csv")])))
    before = store.load().runs
    receipt = store.add(make.batch(make.file("a.fit", runs=[make.run("2026-03-02T06:00:00Z", 10_000)])))
    store.undo(receipt.import_id)
    pd.testing.assert_frame_equal(store.load().runs, before)


def test_an_undone_file_can_be_imported_again(store):
    receipt = store.add(a_week())
    store.undo(receipt.import_id)
    assert store.load().is_empty()
    assert store.add(a_week()).n_added("runs") == 1


def test_undoing_what_was_never_imported_says_where_to_look(store):
    with pytest.raises(StoreError, match="python -m data imports"):
        store.undo("nothing")


def test_a_failing_import_leaves_the_store_as_it_was(store):
    store.add(a_week())
    revision = store.revision
    good = make.batch(make.file("b.fit", runs=[make.run("2026-04-02T06:00Z")]))
    with pytest.raises(StoreError, match="Nothing of it was kept"):
        store.add(dataclasses.replace(good, streams={"run": None}))
    assert store.revision == revision
    assert len(store.load().runs) == 1


def test_every_write_changes_the_revision(store):
    seen = {store.revision}
    for write in (
        lambda: store.add(a_week()),
        lambda: store.save_block("hips", pd.Timestamp("2026-01-01"), pd.Timestamp("2026-02-01")),
        lambda: store.add_pain(day="2026-03-05", score=2.0, moment="morning"),
        lambda: store.keep_setting("units", "metric"),
        lambda: store.erase(),
    ):
        write()
        assert store.revision not in seen
        seen.add(store.revision)


def test_athletes_in_one_store_do_not_see_each_other(tmp_path):
    url = f"sqlite:///{tmp_path / 'both.sqlite'}"
    stores.open(url, "anna").add(a_week())
    assert stores.open(url, "ben").load().is_empty()
    assert stores.open(url, "ben").add(a_week()).n_added("runs") == 1
    stores.open(url, "anna").erase()
    assert len(stores.open(url, "ben").load().runs) == 1
    assert stores.open(url, "ben").athletes() == ["ben"]


def test_a_newer_store_is_refused_and_left_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'newer.sqlite'}"
    stores.open(url)
    engine = sa.create_engine(url)
    with engine.begin() as connection:
        connection.execute(sa.text("update meta set value = 99 where name = 'schema_version'"))
    with pytest.raises(StoreError, match="newer lbsdrop"):
        stores.open(url)
    with engine.connect() as connection:
        assert connection.execute(sa.text("select value from meta where name = 'schema_version'")).scalar() == 99


def test_a_store_that_cannot_be_opened_says_so():
    with pytest.raises(StoreError, match="--store"):
        stores.open("nonsense://nowhere")


def test_samples_of_a_run_come_back_as_they_went_in(store):
    samples = {
        "t_s": np.arange(5.0),
        "hr_bpm": np.array([100, 101, np.nan, 103, 104]),
        "lat": np.full(5, 52.123456789),
    }
    row = make.run("2026-03-02T06:00Z")
    parsed = dataclasses.replace(make.file("a.fit", runs=[row]), packed={row["run_id"]: pack(samples)})
    store.add(make.batch(parsed))
    back = store.streams(row["run_id"])
    schema.check("streams", back)
    np.testing.assert_allclose(back["hr_bpm"], samples["hr_bpm"])
    np.testing.assert_allclose(back["lat"], samples["lat"], rtol=1e-12)
    assert store.streams("another").empty
    assert list(store.streams_of([row["run_id"], "another"])) == [row["run_id"]]
    assert store.streams_of([]) == {}


def test_a_block_that_ends_before_it_starts_is_refused(store):
    with pytest.raises(StoreError, match="Swap the two days"):
        store.save_block("hips", pd.Timestamp("2026-02-01"), pd.Timestamp("2026-01-01"))


def test_a_pain_score_beyond_ten_is_refused(store):
    with pytest.raises(Exception, match="score"):
        store.add_pain(day="2026-03-05", score=11.0)
    assert store.load().pain.empty


def test_the_file_is_in_wal_mode(sqlite_url):
    with stores.open(sqlite_url).engine.connect() as connection:
        assert connection.execute(sa.text("pragma journal_mode")).scalar() == "wal"


def test_a_correction_survives_a_re_import_and_an_undo(store):
    first = store.add(a_week())
    run_id = store.load().runs["run_id"][0]
    store.correct("runs", run_id, distance_m=9_000.0, note="measured course")
    assert store.load().runs.loc[0, ["distance_m", "note"]].tolist() == [9_000, "measured course"]
    store.undo(first.import_id)
    store.add(a_week())
    assert store.load().runs["distance_m"][0] == 9_000
    store.uncorrect("runs", run_id)
    assert store.load().runs["distance_m"][0] == 10_000


def test_a_removed_row_does_not_come_back_with_the_next_import(store):
    store.add(a_week())
    pain_id = store.load().pain["pain_id"][0]
    store.remove("pain", pain_id)
    store.add(make.batch(make.file("newer.csv", pain=[make.hurt("2026-03-02", 3), make.hurt("2026-03-03", 4)])))
    assert len(store.load().pain) == 1
    store.uncorrect("pain", pain_id)
    assert len(store.load().pain) == 2


def test_an_edit_leaves_a_trace(store):
    store.add(a_week())
    pain_id = store.load().pain["pain_id"][0]
    store.correct("pain", pain_id, score=5.0)
    made = store.corrections()
    assert made[["frame", "row_id", "column", "value"]].to_numpy().tolist() == [["pain", pain_id, "score", 5.0]]
    assert made["made_at"].notna().all()


def test_a_correction_that_does_not_fit_is_refused_and_nothing_changes(store):
    store.add(a_week())
    pain_id = store.load().pain["pain_id"][0]
    for changes in ({"score": 12.0}, {"pain_id": "x"}, {"nonsense": 1}, {"moment": "never"}):
        with pytest.raises(StoreError):
            store.correct("pain", pain_id, **changes)
    assert store.corrections().empty
    with pytest.raises(StoreError, match="no such row"):
        store.correct("pain", "nothing", score=1.0)


def test_a_corrected_value_that_cannot_be_true_is_flagged(store):
    store.add(a_week())
    store.correct("runs", store.load().runs["run_id"][0], distance_m=400_000.0)
    assert "distance_m outside" in store.load().runs["flag"][0]


def test_two_runs_taken_for_one_can_be_split_and_joined_again(store):
    rows = [make.run("2026-03-02T06:00:20Z", 10_050, source="garmin_csv"), make.run("2026-03-02T06:00:00Z", 10_000)]
    store.add(make.batch(make.file("both.zip", runs=rows)))
    listed = store.duplicates("runs")["run_id"][0]
    store.split("runs", listed)
    assert len(store.load().runs) == 2
    store.join("runs", listed, rows[1]["run_id"])
    assert store.load().runs["run_id"].tolist() == [rows[1]["run_id"]]
    store.uncorrect("runs", listed)
    assert len(store.load().runs) == 1


def test_undoing_what_a_run_was_joined_to_shows_the_run_again(store):
    first, second = make.run("2026-03-02T06:00Z"), make.run("2026-03-04T06:00Z", 12_000.0)
    store.add(make.batch(make.file("a.fit", runs=[first])))
    receipt = store.add(make.batch(make.file("b.fit", runs=[second])))
    store.join("runs", first["run_id"], second["run_id"])
    assert store.load().runs["run_id"].tolist() == [second["run_id"]]
    store.undo(receipt.import_id)
    assert store.load().runs["run_id"].tolist() == [first["run_id"]]


def test_joining_two_runs_both_ways_keeps_the_one_that_was_said_last(store):
    first, second = make.run("2026-03-02T06:00Z"), make.run("2026-03-04T06:00Z", 12_000.0)
    store.add(make.batch(make.file("a.zip", runs=[first, second])))
    store.join("runs", first["run_id"], second["run_id"])
    store.join("runs", second["run_id"], first["run_id"])
    assert store.load().runs["run_id"].tolist() == [first["run_id"]]


def test_joining_to_a_run_that_is_not_there_or_to_itself_is_refused(store):
    row = make.run("2026-03-02T06:00Z")
    store.add(make.batch(make.file("a.fit", runs=[row])))
    for run_id, kept_id, says in (
        (row["run_id"], "nothing", "no such row"),
        ("nothing", row["run_id"], "no such row"),
        (row["run_id"], row["run_id"], "to itself"),
    ):
        with pytest.raises(StoreError, match=says):
            store.join("runs", run_id, kept_id)
    assert len(store.load().runs) == 1


def test_a_correction_of_one_row_leaves_the_flags_of_others_as_they_were(store):
    far, near = make.run("2026-03-02T06:00Z", 400_000.0), make.run("2026-03-04T06:00Z")
    store.add(make.batch(make.file("a.zip", runs=[far, near])))
    before = store.load().runs.set_index("run_id")["flag"]
    store.correct("runs", near["run_id"], note="by hand")
    assert store.load().runs.set_index("run_id")["flag"][far["run_id"]] == before[far["run_id"]]


def test_answers_that_two_programs_give_are_both_kept(store):
    other = stores.open(store.engine.url.render_as_string(hide_password=False))
    store.keep_answer("distance_unit", "km")
    other.keep_answer("load_unit", "kg")
    store.keep_maps({"one": {"kind": "runs"}})
    other.keep_maps({"two": {"kind": "pain"}})
    answers = store.answers()
    assert (answers.distance_unit, answers.load_unit, set(answers.maps)) == ("km", "kg", {"one", "two"})
