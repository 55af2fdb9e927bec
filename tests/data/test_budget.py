"""One import takes no more of the computer than was declared, whatever is in its files."""

from __future__ import annotations

import errno
import io
import os
import tracemalloc
import zipfile
from types import SimpleNamespace

import pytest

from data import budget, errors, importers, imports
from data import store as stores
from data.importers import OpenFile, SourceFile
from data.importers.blobs import Blobs
from data.importers.reading import containers, contents, directory
from tests.data.archives import zipped

MB = 1_000_000


def noisy(line: bytes, size: int) -> bytes:
    """The line over and over, with as much noise as keeps the file below the ratio of a plain bomb."""
    return line * (size // len(line)) + os.urandom(size // 300).hex().encode()


@pytest.mark.parametrize(
    "line", [b"2026-01-01,3\n", b'<trkpt lat="1" lon="2"/>', b"{},", b"[],"], ids=["table", "xml", "objects", "lists"]
)
def test_a_file_that_takes_too_much_memory_to_read_is_refused_before_it_is_read(line):
    begins = {b"<": b"<gpx>", b"{": b"[", b"[": b"["}.get(line[:1], b"date,score\n")
    archive = zipped(("a.csv", begins + noisy(line, 40 * MB)))
    assert len(archive) < 0.6 * MB
    tracemalloc.start()
    [note] = importers.read(SourceFile("bomb.zip", archive)).files
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert note.status == "refused"
    assert "memory (the limit for its size)" in note.reason and "Split it" in note.reason
    assert peak < 150 * MB


def test_a_large_sound_file_may_take_more_than_a_bomb_of_its_size():
    data = b"date,score\n" + b"2026-01-01,3\n" * 100_000
    budget.check(data, packed=len(data) // 10 * 8)
    with pytest.raises(errors.Refused):
        budget.check(data, packed=len(data) // 240)


def test_a_list_of_members_that_is_too_long_is_not_read(monkeypatch):
    archive = zipped(*[(f"{i}.csv", b"1") for i in range(50)])
    monkeypatch.setattr(budget, "MAX_DIRECTORY_BYTES", 1_000)
    [note] = importers.read(SourceFile("many.zip", archive)).files
    assert note.status == "refused" and "more than 60,000 files" in note.reason
    assert contents.count(SourceFile("many.zip", archive)) == 1


def test_the_size_of_the_list_of_members_is_read_from_the_zips_end():
    archive = zipped(("a.csv", b"1"), ("b.csv", b"2"))
    assert directory.directory_size(io.BytesIO(archive)) == archive.index(b"PK\x05\x06") - archive.index(
        b"PK\x01\x02"
    )
    assert directory.n_members(archive) == 2
    assert directory.directory_size(io.BytesIO(b"no zip")) == 0
    assert directory.n_members(b"no zip") == 1


def test_a_zip_inside_is_counted_without_being_kept():
    inner = zipped(*[(f"{i}.fit", os.urandom(100_000)) for i in range(300)], method=zipfile.ZIP_STORED)
    outer = SourceFile("account.zip", zipped(("part.zip", inner), ("a.csv", b"1"), method=zipfile.ZIP_STORED))
    del inner
    tracemalloc.start()
    assert contents.count(outer) == 301
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * MB


def test_an_open_file_gives_what_its_bytes_give(tmp_path):
    large = b"date,score\n2026-01-01,3\n"
    inner = zipped(("noise.bin", os.urandom(17 * MB)), ("diary.csv", large), method=zipfile.ZIP_STORED)
    archive = zipped(("part.zip", inner), ("b.csv", large), method=zipfile.ZIP_STORED)
    path = tmp_path / "account.zip"
    path.write_bytes(archive)
    [opened] = imports.sources([path])
    assert isinstance(opened, OpenFile)
    with path.open("rb") as file:
        lazily = list(importers.unfold(OpenFile("account.zip", file)))
    assert lazily == list(importers.unfold(SourceFile("account.zip", archive)))
    assert [leaf.name for leaf in lazily][1:] == ["account.zip/part.zip/diary.csv", "account.zip/b.csv"]


def test_a_full_disk_while_unpacking_is_a_sentence_and_nothing_is_kept(monkeypatch):
    class Full(io.BytesIO):
        def write(self, _data):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(containers, "tempfile", SimpleNamespace(SpooledTemporaryFile=lambda _size: Full()))
    inner = zipped(("a.csv", b"date,score\n2026-01-01,3\n"))
    store = stores.open("sqlite://")
    with pytest.raises(errors.ImportFailed, match="Make room"):
        imports.import_files(store, [SourceFile("a.zip", zipped(("inner.zip", inner)))])
    assert store.load().is_empty()


def test_an_import_that_brings_too_many_rows_keeps_what_fits(monkeypatch):
    monkeypatch.setattr(budget, "_ROWS_ALWAYS", 30)
    monkeypatch.setattr(budget, "_BYTES_A_ROW", 10**9)
    rows = {m: "".join(f"2024-{m:02}-{day:02},{day % 9}\n" for day in range(1, 21)) for m in (1, 2, 3)}
    files = [SourceFile(f"{m}.csv", f"date,score\n{said}".encode()) for m, said in rows.items()]
    receipt = imports.import_files(stores.open("sqlite://"), files)
    assert [line.status for line in receipt.files] == ["imported", "refused", "refused"]
    assert "by itself" in receipt.files[1].reason


def test_samples_wait_on_the_disk_and_come_back_as_they_were():
    with Blobs() as blobs:
        blobs.put({"a": b"1" * 9 * MB, "b": b"2" * 9 * MB})
        blobs.put({"c": b"3", "a": b"4"})
        assert list(blobs) == ["a", "b", "c"]
        assert (blobs["a"], blobs["b"], blobs["c"]) == (b"4", b"2" * 9 * MB, b"3")
        assert len(blobs) == 3


def test_the_upload_limit_is_what_may_be_unpacked_or_half_of_the_room(monkeypatch):
    for free, limit in ((10**15, budget.MAX_TOTAL_BYTES), (3 * 10**9, 1_500_000_000)):
        monkeypatch.setattr(budget.shutil, "disk_usage", lambda _, free=free: type("Usage", (), {"free": free}))
        assert budget.upload_bytes() == limit
