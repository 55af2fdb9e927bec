"""Several programs use one store at the same time: nothing is lost, nothing doubled, nobody sees half an import."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest

from data import store as stores
from data.store import loading, transactions
from tests.data.store import crowd
from tests.places import ROOT


@pytest.fixture
def one_writer(tmp_path):
    """What one program alone makes of the files."""
    folders = crowd.write_files(tmp_path / "files", 3)
    url = f"sqlite:///{tmp_path / 'alone.sqlite'}"
    added = [crowd.take(url, str(folder)) for folder in folders]
    return folders, crowd.by_id(stores.open(url)), sum(receipt["runs_added"] for receipt in added)


def assert_same(store, expected, *names):
    found = crowd.by_id(store)
    for name in names:
        pd.testing.assert_frame_equal(found[name], expected[name], obj=name)


def test_several_importers_of_different_files_lose_nothing(url, one_writer):
    folders, expected, n_runs = one_writer
    with crowd.processes(5) as pool:
        importing = [pool.submit(crowd.take, url, str(folder)) for folder in folders]
        looking = [pool.submit(crowd.look, url, 2.0) for _ in range(2)]
        receipts = crowd.all_done(importing)
        assert min(crowd.all_done(looking)) > 0
    store = stores.open(url)
    assert_same(store, expected, "runs", "sets", "pain", "factors")
    assert sum(receipt["runs_added"] for receipt in receipts) == n_runs
    assert len(store.imports()) == 3
    assert store.revision == 3 + 1


def test_several_importers_of_the_same_files_double_nothing(url, one_writer, tmp_path):
    _, expected, n_runs = one_writer
    with crowd.processes(3) as pool:
        receipts = crowd.all_done([pool.submit(crowd.take, url, str(tmp_path / "files" / "all")) for _ in range(3)])
    store = stores.open(url)
    assert_same(store, expected, "runs", "sets", "pain", "factors")
    assert sorted(receipt["runs_added"] for receipt in receipts) == [0, 0, n_runs]
    assert len(store.imports()) == 1


def test_people_checking_in_while_files_come_in_lose_no_entry(url, one_writer):
    folders, expected, _ = one_writer
    with crowd.processes(4) as pool:
        dashboard = pool.submit(crowd.use_dashboard, url, str(folders[0]))
        others = [pool.submit(crowd.take, url, str(folder)) for folder in folders[1:]]
        checking = [pool.submit(crowd.check_in, url, who, 6) for who in ("anna", "ben")]
        assert crowd.all_done(checking) == [6, 6]
        crowd.all_done([dashboard, *others])
    store = stores.open(url)
    entered = store.load().pain.query("source == 'entered'")
    assert sorted(entered["note"]) == sorted(f"{who} {i}" for who in ("anna", "ben") for i in range(6))
    assert set(store.setting("exercises")) == set(entered["note"])
    assert_same(store, expected, "runs", "sets")
    assert store.corrections().empty


def test_several_programs_can_open_a_store_for_the_first_time_at_once(url):
    with crowd.processes(4) as pool:
        assert min(crowd.all_done([pool.submit(crowd.look, url, 0.2) for _ in range(4)])) > 0
    assert stores.open(url).load().is_empty()


def test_a_snapshot_is_of_one_moment_while_imports_come_in(url, one_writer):
    folders, _, _ = one_writer
    crowd.take(url, str(folders[0]))
    store = stores.open(url)
    with store.reading() as connection:
        before = loading.frames(connection, store.athlete)
        crowd.take(url, str(folders[1]))
        after = loading.frames(connection, store.athlete)
    for (name, first), (_, second) in zip(before.items(), after.items(), strict=True):
        pd.testing.assert_frame_equal(first, second, obj=name)
    assert len(store.imports()) == 2
    assert sum(len(frame) for _, frame in store.load().items()) > sum(len(frame) for _, frame in before.items())


HOLDS = """
import sys
from data import store as stores
stores.open(sys.argv[1]).keep_setting("units", "imperial")
"""


def test_opening_a_store_again_keeps_what_its_other_connections_hold(tmp_path):
    """A process that closes a database file beside SQLite gives up SQLite's locks: another takes the log away."""
    file = tmp_path / "store.sqlite"
    held = stores.open(f"sqlite:///{file}")
    assert held.load().is_empty()
    stores.open(f"sqlite:///{file}").load()
    log = file.with_name("store.sqlite-shm").stat().st_ino
    subprocess.run([sys.executable, "-c", HOLDS, f"sqlite:///{file}"], cwd=ROOT, check=True)
    assert file.with_name("store.sqlite-shm").stat().st_ino == log
    assert held.setting("units") == "imperial"


def test_a_write_of_another_athlete_leaves_ones_own_revision(url):
    anna, ben = stores.open(url, "anna"), stores.open(url, "ben")
    anna.add_pain(day="2026-03-01", score=1.0)
    before = anna.revision
    ben.add_pain(day="2026-03-01", score=2.0)
    assert (anna.revision, ben.revision) == (before, before + 1)
    anna.add_pain(day="2026-03-02", score=1.0)
    assert anna.revision == before + 2
    with transactions.writing(ben.engine):  # the whole store, as a restore writes it
        pass
    assert anna.revision == ben.revision == before + 3
