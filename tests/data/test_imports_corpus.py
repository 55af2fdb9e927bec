"""All real files of the corpus in one import, again, and taken back."""

from __future__ import annotations

import re

import pytest

from data import imports
from data import store as stores
from data.importers import Answers, SourceFile
from tests.data.diaries import names
from tests.data.importers import corpus

ALL_ANSWERED = Answers("km", "kg", "dmy", "Europe/Berlin")


@pytest.fixture(scope="module")
def real_account():
    """Everything of the corpus of tables and tracks in one import: (store, receipt, sources, manifest by name)."""
    rows_and_files = list(corpus.files())
    files = [SourceFile(row["file"], file.data) for row, file in rows_and_files]
    store = stores.open("sqlite://")
    receipt = imports.import_files(store, files, ALL_ANSWERED)
    return store, receipt, files, {row["file"]: row for row, _ in rows_and_files}


def test_every_real_file_ends_with_a_status_and_a_reason(real_account):
    _, receipt, files, _ = real_account
    assert names(receipt) == [file.name for file in files]
    for line in receipt.files:
        n_rows = sum(line.added.values()) + line.n_changed + line.duplicates
        assert n_rows if line.status in ("imported", "duplicate") else line.reason, line


def not_done(line) -> int:
    """Rows of a lifting log that the manifest counts as sets and that were planned, or were not counted as done."""
    found = (re.search(r"done: (\d+) rows?", reason) for _, reason in line.skipped)
    return sum(int(one[1]) for one in found if one)


@pytest.mark.parametrize(("frame", "stated"), [("runs", "n_runs"), ("sets", "n_sets")])
def test_real_files_give_as_many_rows_as_their_manifest_states(real_account, frame, stated):
    _store, receipt, _, manifest = real_account
    # Garmin's list states sums of sets, of which no set can be made.
    manifest = {name: row for name, row in manifest.items() if frame == "runs" or not name.startswith("garmin")}
    counted = {
        line.name: line.added[frame] + line.changed[frame] + line.duplicates + not_done(line)
        for line in receipt.files
        if line.added
    }
    expected = {name: int(float(row[stated])) for name, row in manifest.items() if row[stated]}
    assert expected
    differs = {name: (counted.get(name, 0), n) for name, n in expected.items() if counted.get(name, 0) != n}
    assert not differs


def test_a_second_import_of_all_real_files_adds_nothing(real_account):
    store, _, files, _ = real_account
    revision = store.revision
    again = imports.import_files(store, files, ALL_ANSWERED)
    assert again.import_id is None and store.revision == revision
    assert not any(line.status == "imported" for line in again.files)


def test_all_real_files_taken_back_leave_nothing(real_account):
    store, receipt, files, _ = real_account
    store.undo(receipt.import_id)
    assert store.load().is_empty() and store.load().factors.empty
    assert imports.import_files(store, files, ALL_ANSWERED).n_added("sets") == receipt.n_added("sets")
