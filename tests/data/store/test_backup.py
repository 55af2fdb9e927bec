"""A backup is whole or it is the old one; a restore checks all of it before it touches anything."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile

import pandas as pd
import pytest

from data import store as stores
from data.errors import StoreError
from data.store import automatic, backup, files, restore
from tests import make
from tests.data.store.test_store import a_week


@pytest.fixture
def filled(store):
    store.add(a_week())
    store.keep_setting("units", "imperial")
    store.correct("pain", store.load().pain["pain_id"][0], score=6.0)
    store.add_pain(day="2026-03-05", score=2.0, note='a "quoted", odd\nnote')
    return store


@pytest.fixture
def empty(tmp_path):
    return stores.open(f"sqlite:///{tmp_path / 'empty' / 'store.sqlite'}")


def assert_same(one, other):
    for (name, before), (_, after) in zip(one.load().items(), other.load().items(), strict=True):
        pd.testing.assert_frame_equal(before, after, obj=name)
    pd.testing.assert_frame_equal(one.corrections(), other.corrections())
    assert one.settings() == other.settings()
    assert one.imports() == other.imports()


def test_a_backup_of_either_database_can_be_restored_into_either(filled, empty, postgres_url, tmp_path):
    backup.write(filled.engine, tmp_path / "all.zip")
    others = [empty, stores.open(postgres_url)] if filled.engine.dialect.name == "sqlite" else [empty]
    for other in others:
        restore.bring_back(other.engine, tmp_path / "all.zip")
        assert_same(filled, other)
        other.add_pain(day="2026-03-06", score=1.0)  # row numbers go on after those that came back
        assert len(other.load().pain) == len(filled.load().pain) + 1


def test_the_revision_never_goes_back_over_a_restore(filled, empty, tmp_path):
    backup.write(filled.engine, tmp_path / "all.zip")
    seen = empty.revision
    restore.bring_back(empty.engine, tmp_path / "all.zip")
    assert empty.revision > max(seen, filled.revision)


def test_a_restore_says_that_settings_give_way_and_keeps_them_in_a_backup(filled, empty, tmp_path):
    backup.write(filled.engine, tmp_path / "all.zip")
    empty.keep_setting("units", "metric")
    done = restore.bring_back(empty.engine, tmp_path / "all.zip")
    assert "own settings (1) were replaced" in done.sentence
    assert empty.setting("units") == "imperial"
    assert len(automatic.made(empty.engine.url)) == 1


def test_a_restore_into_a_store_with_rows_is_refused(filled, empty, tmp_path):
    backup.write(filled.engine, tmp_path / "all.zip")
    empty.add_pain(day="2026-03-01", score=1.0)
    with pytest.raises(StoreError, match="never overwrites"):
        restore.bring_back(empty.engine, tmp_path / "all.zip")
    assert len(empty.load().pain) == 1


def rewritten(path, name: str, change) -> None:
    with zipfile.ZipFile(path) as old:
        members = {each: old.read(each) for each in old.namelist()}
    members[name] = change(members[name])
    with zipfile.ZipFile(path, "w") as new:
        for each, data in members.items():
            if data is not None:
                new.writestr(each, data)


def parquet_with(change):
    def done(data: bytes) -> bytes:
        table = change(pd.read_parquet(io.BytesIO(data)))
        buffer = io.BytesIO()
        table.to_parquet(buffer, index=False)
        return buffer.getvalue()

    return done


DAMAGES = {
    "a table is missing": ("pain.parquet", lambda _: None),
    "a table is no Parquet": ("pain.parquet", lambda _: b"nonsense"),
    "a table has another column": ("pain.parquet", parquet_with(lambda t: t.assign(extra=1))),
    "a table has lost rows": ("pain.parquet", parquet_with(lambda t: t.iloc[1:])),
    "a score is out of range": ("pain.parquet", parquet_with(lambda t: t.assign(score=99.0))),
    "a score is text": ("pain.parquet", parquet_with(lambda t: t.assign(score="three"))),
    "a row is nobody's": ("pain.parquet", parquet_with(lambda t: t.assign(athlete_id=None))),
    "a row number comes twice": ("pain.parquet", parquet_with(lambda t: t.assign(row_no=1))),
    "a setting is no JSON": ("settings.parquet", parquet_with(lambda t: t.assign(value="{"))),
    "it is of a newer version": ("about.json", lambda data: json.dumps({**json.loads(data), "lbsdrop_store": 99})),
    "it does not say what it is": ("about.json", lambda _: b"[]"),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_does_not_fit_is_refused_before_anything_is_touched(damage, tmp_path, empty):
    full = stores.open(f"sqlite:///{tmp_path / 'full.sqlite'}")
    full.add(a_week())
    full.keep_setting("units", "imperial")
    backup.write(full.engine, tmp_path / "all.zip")
    rewritten(tmp_path / "all.zip", *DAMAGES[damage])
    empty.keep_setting("units", "metric")
    revision = empty.revision
    with pytest.raises(StoreError, match="Nothing was changed"):
        restore.bring_back(empty.engine, tmp_path / "all.zip")
    assert (empty.revision, empty.setting("units"), empty.load().is_empty()) == (revision, "metric", True)


def test_a_disk_that_is_full_leaves_the_old_backup(filled, tmp_path, monkeypatch):
    path = tmp_path / "all.zip"
    backup.write(filled.engine, path)
    before = path.read_bytes()
    filled.add(make.batch(make.file("b.fit", runs=[make.run("2026-04-02T06:00Z")])))

    def full(*_args):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(zipfile.ZipFile, "writestr", full)
    with pytest.raises(StoreError, match=r"disk is full.*Make room"):
        backup.write(filled.engine, path)
    assert path.read_bytes() == before
    assert [each for each in tmp_path.iterdir() if each.suffix == ".part"] == []


def test_a_backup_that_was_not_written_as_it_should_leaves_the_old_one(filled, tmp_path, monkeypatch):
    path = tmp_path / "all.zip"
    backup.write(filled.engine, path)
    before = path.read_bytes()
    write = backup._write

    def garbled(engine, part):
        about = write(engine, part)
        data = bytearray(part.read_bytes())
        data[len(data) // 2] ^= 0xFF
        part.write_bytes(data)
        return about

    monkeypatch.setattr(backup, "_write", garbled)
    with pytest.raises(StoreError, match="Check the disk"):
        backup.write(filled.engine, path)
    assert path.read_bytes() == before


def test_a_backup_takes_the_place_of_no_other_file(filled, tmp_path):
    (tmp_path / "diary.csv").write_text("date,score\n")
    with pytest.raises(StoreError, match="another name"):
        backup.write(filled.engine, tmp_path / "diary.csv")
    assert (tmp_path / "diary.csv").read_text() == "date,score\n"


def test_store_and_backup_are_for_the_readers_eyes_only(sqlite_url, tmp_path):
    store = stores.open(sqlite_url)
    store.add_pain(day="2026-03-01", score=1.0)
    backup.write(store.engine, tmp_path / "kept" / "all.zip")
    path = files.path_of(store.engine.url)
    for each in (path, *(side for side in files.side_files(path) if side.exists()), tmp_path / "kept" / "all.zip"):
        assert each.stat().st_mode & 0o777 == 0o600, each
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "kept").stat().st_mode & 0o777 == 0o700


def test_a_store_that_others_could_read_is_made_private(tmp_path):
    path = tmp_path / "open.sqlite"
    stores.open(f"sqlite:///{path}").engine.dispose()
    path.chmod(0o644)
    stores.open(f"sqlite:///{path}")
    assert path.stat().st_mode & 0o777 == 0o600
