"""From files to the store: in order, in parallel where told, all of it or nothing, and nothing twice."""

from __future__ import annotations

import pytest

from data import imports
from data.importers import Answers, Parsed, SourceFile
from data.importers.own_table import mapping
from tests import make
from tests.data.diaries import HEADER, HOME, diary, statuses, zipped


def test_progress_tells_every_file_once(store):
    told = []
    archive = zipped("a.zip", *[(diary(i).name, diary(i).data) for i in range(3)])
    imports.import_files(store, [archive, diary(9)], HOME, progress=lambda n, name: told.append((n, name)))
    assert told == [(1, "a.zip/000.csv"), (2, "a.zip/001.csv"), (3, "a.zip/002.csv"), (4, "009.csv")]


def test_the_same_file_twice_in_one_import_is_taken_once_and_said(store):
    again = SourceFile("copy of 000.csv", diary(0).data)
    receipt = imports.import_files(store, [diary(0), again], HOME)
    assert statuses(receipt) == {"000.csv": "imported", "copy of 000.csv": "duplicate"}
    assert "000.csv" in receipt.files[1].reason
    assert len(store.load().pain) == 1


def test_a_larger_archive_adds_only_what_is_new(store):
    imports.import_files(store, [zipped("old.zip", ("a.csv", diary(0).data))], HOME)
    receipt = imports.import_files(
        store, [zipped("new.zip", ("a.csv", diary(0).data), ("b.csv", diary(1).data))], HOME
    )
    assert statuses(receipt) == {"new.zip/a.csv": "duplicate", "new.zip/b.csv": "imported"}
    assert receipt.n_added("pain") == 1


def test_a_run_that_watch_and_own_table_both_know_counts_once(store):
    store.add(make.batch(make.file("a.fit", runs=[make.run("2024-05-01T16:30Z", 10_120, 3_300)])))
    said = {
        "header": ["day", "far"],
        "kind": "runs",
        "columns": {"day": "day", "distance_m": "far"},
        "units": {"distance_m": "km"},
    }
    table = SourceFile("own.csv", b"day,far\n2024-05-01,10\n2024-05-03,8\n")
    receipt = imports.import_files(store, [table], Answers(timezone="UTC", maps=mapping.keyed(said)))
    assert receipt.files[0].status == "imported" and receipt.n_added("runs") == 1
    assert sorted(store.load().runs["distance_m"]) == [8_000, 10_120]


def test_a_broken_file_among_good_ones_spoils_nothing(store):
    broken = [
        SourceFile("torn.fit", b"\x0e\x10\x00\x00\xff\xff\x00\x00.FIT" + b"\x40" * 40),
        SourceFile("torn.zip", b"PK\x03\x04" + b"x" * 40),
        SourceFile("torn.fit.gz", b"\x1f\x8b\x08" + b"x" * 40),
        SourceFile("empty.csv", b""),
        SourceFile("picture.png", b"\x89PNG\r\n"),
    ]
    receipt = imports.import_files(store, [diary(0), *broken, diary(1)], HOME)
    assert receipt.n_added("pain") == 2
    said = {line.name: (line.status, line.reason) for line in receipt.files if line.name in {b.name for b in broken}}
    assert {status for status, _ in said.values()} == {"refused"}
    assert all(reason for _, reason in said.values())


def test_a_file_that_asks_adds_nothing_until_it_is_answered(store):
    unclear = SourceFile("unclear.csv", f"{HEADER}1/2/2024,3,knee\n3/4/2024,4,knee\n".encode())
    receipt = imports.import_files(store, [unclear, diary(200)], HOME)
    asking = receipt.files[0]
    assert asking.status == "asks" and asking.question["option"] == "date_order"
    assert asking.question["choices"] == ["dmy", "mdy"]
    assert receipt.n_added("pain") == 1
    assert "waiting for your answer" in receipt.sentence

    store.keep_answer("date_order", "mdy")
    answered = imports.import_files(store, [unclear])
    assert answered.files[0].status == "imported" and answered.n_added("pain") == 2
    assert store.load().pain["day"].dt.strftime("%m-%d").tolist()[:2] == ["01-02", "03-04"]


def test_what_was_refused_or_asked_is_read_again_once_it_is_sound(store):
    receipt = imports.import_files(store, [SourceFile("a.csv", b"x")], HOME)
    assert receipt.import_id is None and not receipt.is_useful
    assert imports.import_files(store, [diary(1)], HOME).n_added("pain") == 1


def test_an_importer_that_breaks_the_frames_leaves_the_store_as_it_was(store, monkeypatch):
    def broken(leaf: SourceFile, _answers: Answers) -> Parsed:
        return Parsed(rows={"pain": [{"pain_id": "1", "no_such_column": 1}]}, name=leaf.name)

    monkeypatch.setattr(imports.importers, "parse", broken)
    with pytest.raises(KeyError, match="no_such_column"):
        imports.import_files(store, [diary(0)], HOME)
    assert store.load().is_empty() and not store.known_files()


def test_a_file_of_which_no_row_is_kept_is_not_called_imported(store):
    swims = b'[{"summarizedActivitiesExport":[{"activityId":1,"activityType":"lap_swimming","beginTimestamp":1}]}]'
    [line] = imports.import_files(store, [SourceFile("a.json", swims)], HOME).files
    assert line.status == "skipped" and "lap swimming is no run" in line.reason


def test_folders_are_read_with_their_folders_and_hidden_files_left_out(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/2.csv", "1.csv", ".hidden"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "single.csv").write_bytes(b"y")
    found = [file.name for file in imports.sources([tmp_path, tmp_path / "single.csv"])]
    assert found == ["1.csv", "b/2.csv", "single.csv", "single.csv"]
