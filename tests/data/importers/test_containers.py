"""Zips and gzips: what is inside comes out, what is unsafe is named, and nothing spoils the rest."""

import gzip
import pickle
import stat
import zipfile

import pytest

from data import budget, importers
from data import store as stores
from data.importers import gathering
from data.importers.reading import containers
from data.importers.reading.members import PackedFile
from data.importers.source import Parsed, SourceFile
from tests.data.archives import zipped


def unfold(data, name="export.zip"):
    return list(containers.unfold(SourceFile(name, data)))


def reasons(parts):
    return {part.name: (part.status, part.reason) for part in parts if isinstance(part, Parsed)}


def contents(parts):
    return {part.name: part.data for part in parts if isinstance(part, SourceFile)}


def test_a_plain_file_comes_back_as_it_is():
    source = SourceFile("a.csv", b"a,b\n1,2\n")
    assert list(containers.unfold(source)) == [source]


def test_a_zip_is_known_by_its_bytes_not_by_its_name():
    assert contents(unfold(zipped(("a.csv", b"1")), name="a.csv")) == {"a.csv/a.csv": b"1"}
    assert contents(unfold(b"no zip", name="a.zip")) == {"a.zip": b"no zip"}


def test_zips_inside_zips_and_gzips_inside_them_come_out():
    inner = zipped(("one.fit", b"FIT1"), ("two.fit.gz", gzip.compress(b"FIT2")))
    got = contents(unfold(zipped(("DI/UploadedFiles_1.zip", inner), ("notes.txt", b"hello"))))
    assert got == {
        "export.zip/DI/UploadedFiles_1.zip/one.fit": b"FIT1",
        "export.zip/DI/UploadedFiles_1.zip/two.fit.gz": b"FIT2",
        "export.zip/notes.txt": b"hello",
    }


def test_a_gzip_of_two_joined_streams_is_read_to_its_end():
    assert contents(unfold(gzip.compress(b"a") + gzip.compress(b"b"), "x.csv.gz")) == {"x.csv.gz": b"ab"}


@pytest.mark.parametrize("keep", [12, 30, -6])
def test_a_gzip_cut_short_is_refused_with_the_next_step(keep):
    data = gzip.compress(bytes(range(256)) * 40)[:keep]
    [(status, reason)] = reasons(unfold(data, "run.fit.gz")).values()
    assert status == "refused"
    assert "damaged" in reason and "once more" in reason


def test_a_member_with_a_broken_checksum_does_not_spoil_the_others():
    data = bytearray(zipped(("bad.csv", b"AAAA"), ("good.csv", b"BBBB"), method=zipfile.ZIP_STORED))
    data[data.index(b"AAAA")] = ord("X")
    parts = unfold(bytes(data))
    assert contents(parts) == {"export.zip/good.csv": b"BBBB"}
    assert "damaged" in reasons(parts)["export.zip/bad.csv"][1]


def test_a_deflated_file_comes_as_it_lies_and_only_who_parses_it_unpacks_it():
    inner = zipped(("run.csv", b"a,b\n" * 400))
    source = SourceFile("export.zip", zipped(("one.csv", b"c,d\n" * 300), ("part/two.zip", inner)))
    lying = list(containers.members(source))
    assert [type(each) for each in lying] == [PackedFile] * 2
    assert len(pickle.dumps(lying)) < 1000
    assert [containers.unpacked(each) for each in lying] == list(containers.unfold(source))
    assert contents(containers.unfold(source)) == {
        "export.zip/one.csv": b"c,d\n" * 300,
        "export.zip/part/two.zip/run.csv": b"a,b\n" * 400,
    }


def test_what_has_to_be_opened_here_does_not_come_as_it_lies():
    health = b'<?xml version="1.0"?><!DOCTYPE HealthData []><HealthData></HealthData>'
    large = bytes(budget.IN_MEMORY_BYTES + 1)
    members = ("a.gz", gzip.compress(b"1")), ("export.xml", health), ("large.bin", large)
    assert PackedFile not in map(type, containers.members(SourceFile("e.zip", zipped(*members))))
    [stored] = containers.members(SourceFile("e.zip", zipped(("a.csv", b"1"), method=zipfile.ZIP_STORED)))
    assert isinstance(stored, SourceFile)


@pytest.mark.parametrize("at", [0, 7, 15])
def test_a_deflated_file_that_is_damaged_is_refused_by_who_parses_it(at):
    data = bytearray(zipped(("bad.csv", bytes(range(256)) * 3), ("good.csv", b"BBBB")))
    start = data.index(b"bad.csv") + len("bad.csv")
    data[start + at] ^= 0xFF
    parsed = [importers.parse(each, importers.Answers()) for each in containers.members(SourceFile("e.zip", data))]
    assert [each.name for each in parsed] == ["e.zip/bad.csv", "e.zip/good.csv"]
    assert parsed[0].status == "refused" and "damaged" in parsed[0].reason and "once more" in parsed[0].reason


def test_a_zip_cut_short_is_refused():
    [(status, reason)] = reasons(unfold(zipped(("a.csv", b"1" * 500))[:-30])).values()
    assert status == "refused" and "damaged" in reason


def test_an_empty_zip_says_that_it_is_empty():
    assert reasons(unfold(zipped()))["export.zip"] == ("skipped", "The archive is empty.")


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:\\evil.csv", "..\\evil.csv"])
def test_a_name_that_leads_out_is_refused_and_the_rest_is_read(name):
    parts = unfold(zipped((name, b"x"), ("fine.csv", b"y")))
    assert contents(parts) == {"export.zip/fine.csv": b"y"}
    [(status, reason)] = reasons(parts).values()
    assert status == "refused" and "leads out" in reason


def test_a_locked_member_is_refused_with_the_next_step():
    data = bytearray(zipped(("a.csv", b"1"), ("b.csv", b"2")))
    first = data.index(b"PK\x01\x02")
    data[first + 8] |= 1
    parts = unfold(bytes(data))
    assert contents(parts) == {"export.zip/b.csv": b"2"}
    assert "password" in reasons(parts)["export.zip/a.csv"][1]


def test_a_link_is_not_followed():
    link = zipfile.ZipInfo("link.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    parts = unfold(zipped((link, b"/etc/passwd"), ("a.csv", b"1")))
    assert contents(parts) == {"export.zip/a.csv": b"1"}
    assert reasons(parts)["export.zip/link.csv"][0] == "skipped"


def test_what_a_computer_adds_is_skipped_with_a_reason():
    added = ["__MACOSX/._a.csv", "x/._b.csv", ".DS_Store", "x/Thumbs.db"]
    parts = unfold(zipped(*[(name, b"\0") for name in added], ("a.csv", b"1")))
    assert contents(parts) == {"export.zip/a.csv": b"1"}
    assert {status for status, _ in reasons(parts).values()} == {"skipped"}
    assert len(reasons(parts)) == len(added)


def test_a_bomb_is_refused_by_its_ratio_and_the_message_names_the_limit():
    parts = unfold(zipped(("bomb.csv", b"0" * 20_000_000), ("a.csv", b"1")))
    assert contents(parts) == {"export.zip/a.csv": b"1"}
    assert "250 times" in reasons(parts)["export.zip/bomb.csv"][1]
    [(status, reason)] = reasons(unfold(gzip.compress(b"0" * 20_000_000), "bomb.gz")).values()
    assert status == "refused" and "250 times" in reason


def test_a_member_that_lies_about_its_size_is_refused():
    data = bytearray(zipped(("liar.csv", b"0" * 1000), ("a.csv", b"1")))
    first = data.index(b"PK\x01\x02")
    data[first + 24 : first + 28] = (10).to_bytes(4, "little")
    parts = unfold(bytes(data))
    assert contents(parts) == {"export.zip/a.csv": b"1"}
    assert reasons(parts)["export.zip/liar.csv"][0] == "refused"


def test_more_members_than_the_limit_are_not_read(monkeypatch):
    monkeypatch.setattr(containers, "_Budget", lambda: BUDGET(members=3))
    monkeypatch.setattr(containers, "MAX_MEMBERS", 3)
    parts = unfold(zipped(*[(f"{i}.csv", b"1") for i in range(5)]))
    assert len(contents(parts)) == 3
    assert "more than 3 files" in reasons(parts)["export.zip"][1]


BUDGET = containers._Budget


def test_more_bytes_than_the_limit_end_the_reading(monkeypatch):
    monkeypatch.setattr(containers, "_Budget", lambda: BUDGET(total=10))
    parts = unfold(zipped(("a.csv", b"12345678"), ("b.csv", b"12345678"), ("c.csv", b"1")))
    assert list(contents(parts)) == ["export.zip/a.csv"]
    assert "10,000 MB (the limit)" in reasons(parts)["export.zip/b.csv"][1]


def test_zips_nested_too_deep_are_refused():
    data = b"1"
    for _ in range(containers.MAX_DEPTH + 1):
        data = zipped(("in.zip", data))
    [(status, reason)] = reasons(unfold(data)).values()
    assert status == "refused" and "4 times" in reason


def test_an_office_document_stays_one_file():
    data = zipped(("xl/workbook.xml", b"<workbook/>"), ("[Content_Types].xml", b"<Types/>"))
    assert list(contents(unfold(data, "log.xlsx"))) == ["log.xlsx"]


def test_an_e_mail_address_in_a_name_is_not_shown():
    [name] = contents(unfold(zipped(("DI/jane_doe@example.com_0_summarizedActivities.json", b"[]"))))
    assert name == "export.zip/DI/…_0_summarizedActivities.json"


def test_members_come_one_at_a_time():
    parts = containers.unfold(SourceFile("e.zip", zipped(("a", b"1"), ("b", b"2"))))
    assert next(parts).name == "e.zip/a"
    assert next(parts).name == "e.zip/b"


def photos(n):
    return [(f"media/{i}.jpg", b"\xff\xd8\xff" + bytes([i])) for i in range(n)]


def test_what_no_importer_knows_is_skipped_in_an_archive_and_refused_alone():
    foreign = [
        ("photo.jpg", b"\xff\xd8\xff"),
        ("a.json", b'{"a": 1}'),
        ("profile.csv", b"Name,City\nx,y\n"),
        ("LIESMICH.txt", b"hi"),
    ]
    batch = importers.read(SourceFile("export.zip", zipped(*foreign)))
    assert {note.status for note in batch.files} == {"skipped"} and all(note.reason for note in batch.files)
    for name, data in foreign:
        assert importers.read(SourceFile(name, data)).files[0].status == "refused"


@pytest.mark.parametrize("data", [b"", b"torn\x00text"], ids=["empty", "torn"])
def test_a_damaged_file_in_an_archive_is_refused(data):
    assert importers.read(SourceFile("e.zip", zipped(("a.csv", data)))).files[0].status == "refused"


def test_many_files_left_out_for_one_reason_share_a_line():
    good = ("pain.csv", b"date,score,site\n2024-05-01,3,knee\n")
    inner = zipped(*photos(gathering.FEW + 1))
    batch = importers.read(SourceFile("e.zip", zipped(*photos(40), good, ("b.json", b"{}"), ("in.zip", inner))))
    names = {note.name: note for note in batch.files}
    assert list(names) == ["e.zip: 40 files", "e.zip/pain.csv", "e.zip/b.json", "e.zip/in.zip: 6 files"]
    line = names["e.zip: 40 files"]
    assert line.n_files == 40 and "picture" in line.reason and "media/0.jpg, media/1.jpg and 38 more" in line.reason
    store = stores.open("sqlite://")
    receipt = store.add(batch)
    assert receipt.statuses() == {"skipped": 47, "imported": 1}
    assert [file["n_files"] for file in receipt.to_json()["files"]] == [40, 1, 1, 6]
    assert len(store.load().pain) == 1


def test_a_few_files_left_out_have_a_line_each():
    batch = importers.read(SourceFile("e.zip", zipped(*photos(gathering.FEW))))
    assert [note.name for note in batch.files] == [f"e.zip/media/{i}.jpg" for i in range(gathering.FEW)]
