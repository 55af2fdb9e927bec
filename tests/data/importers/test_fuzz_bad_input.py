"""Bad input by name: bombs, names that lead out, locked files, formulas, markup, and numbers that cannot be."""

from __future__ import annotations

import gzip
import stat
import time
import zipfile
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from data import export, imports, schema, streams
from data import store as stores
from data.importers import Answers, SourceFile
from data.importers.reading import containers
from tests.data.archives import zipped
from tests.data.importers import fit_files

HOME = Answers("km", "kg", "dmy", "Europe/Berlin")
GOOD = ("good.csv", b"date,score,site\n2024-05-01,3,knee\n")
HEVY = '"title","start_time","exercise_title","set_index","set_type","weight_kg","reps","exercise_notes"\n'
GARMIN = "Activity Type,Date,Favorite,Title,Distance,Calories,Time,Avg HR,Max HR\n"
BUDGET = containers._Budget


def imported(data, name="given"):
    store = stores.open("sqlite://")
    began = time.perf_counter()
    receipt = imports.import_files(store, [SourceFile(name, data)], HOME)
    assert time.perf_counter() - began < 5
    return store, receipt


def assert_refused_beside_a_good_file(data, *words):
    store, receipt = imported(data)
    bad = [line for line in receipt.files if line.status == "refused"]
    assert bad and all(word in bad[0].reason for word in words), receipt
    assert len(store.load().pain) == 1


def linked():
    link = zipfile.ZipInfo("link.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    return link


def locked(data):
    """The zip with its first member said to be encrypted."""
    damaged = bytearray(data)
    damaged[damaged.index(b"PK\x01\x02") + 8] |= 1
    return bytes(damaged)


def nested(times):
    data = zipped(GOOD)
    for _ in range(times):
        data = zipped(("in.zip", data))
    return data


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (zipped(("bomb.csv", b"0" * 20_000_000), GOOD), ("250 times", "limit")),
        (zipped(("bomb.fit.gz", gzip.compress(b"0" * 20_000_000)), GOOD), ("250 times", "limit")),
        (zipped(("deep.zip", nested(containers.MAX_DEPTH)), GOOD), (f"{containers.MAX_DEPTH} times over", "limit")),
        (zipped(("../out.csv", GOOD[1] + b"2024-05-02,9,hip\n"), GOOD), ("leads out of the archive",)),
        (locked(zipped(("secret.csv", GOOD[1]), GOOD)), ("password", "Unpack")),
    ],
    ids=["ratio", "gzip ratio", "depth", "leads out", "locked"],
)
def test_what_is_unsafe_in_an_archive_is_refused_with_its_limit_and_the_rest_is_read(data, words):
    assert_refused_beside_a_good_file(data, *words)


def test_too_many_members_or_bytes_end_the_reading_and_say_the_limit(monkeypatch):
    monkeypatch.setattr(containers, "_Budget", lambda: BUDGET(members=1))
    assert_refused_beside_a_good_file(zipped(GOOD, ("b.csv", b"1")), "60,000 files (the limit)")
    monkeypatch.setattr(containers, "_Budget", lambda: BUDGET(total=len(GOOD[1])))
    assert_refused_beside_a_good_file(zipped(GOOD, ("b.csv", b"1")), "10,000 MB (the limit)")


def test_a_zip_that_holds_itself_over_and_over_ends():
    layer = zipped(*[(f"{i}.csv", b"x" * 100) for i in range(3)])
    for _ in range(3):
        layer = zipped(*[(f"{i}.zip", layer) for i in range(3)])
    _, receipt = imported(layer)
    assert receipt.statuses() == {"skipped": 81}


def test_a_link_is_not_followed():
    store, receipt = imported(zipped((linked(), b"/etc/passwd"), GOOD))
    assert receipt.statuses() == {"skipped": 1, "imported": 1}
    assert "link" in receipt.files[0].reason
    assert len(store.load().pain) == 1


ENTITIES = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize("root", ["gpx", "TrainingCenterDatabase"])
@pytest.mark.parametrize(
    "entity", [f'<!ENTITY e0 "lol">{ENTITIES}', '<!ENTITY e9 SYSTEM "file:///etc/passwd">'], ids=["billion", "file"]
)
def test_xml_entities_are_never_expanded(root, entity):
    data = f"<?xml version='1.0'?><!DOCTYPE {root} [{entity}]><{root}><trk><name>&e9;</name></trk></{root}>"
    _, receipt = imported(data.encode(), "bomb.gpx")
    [line] = receipt.files
    assert line.status == "refused" and line.reason
    assert "root:" not in line.reason


DEEP = 200_000


@pytest.mark.parametrize(
    "data",
    [
        b"<gpx>" + b"<trk>" * DEEP,
        b'[{"summarizedActivitiesExport":' + b"[" * DEEP,
        b'{"summarizedActivitiesExport":' + b'{"a":' * DEEP,
    ],
    ids=["xml", "lists", "objects"],
)
def test_endless_nesting_is_answered(data):
    _, receipt = imported(data)
    assert receipt.files[0].status in ("refused", "skipped") and receipt.files[0].reason


FORMULAS = ("=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1")


def test_cells_that_look_like_formulas_are_kept_and_made_harmless_on_export(tmp_path):
    rows = "".join(
        f'"{text}","16 Jun 2026, 14:37","{text}",{i},"normal",60,5,"{text}"\n' for i, text in enumerate(FORMULAS)
    )
    store, _ = imported((HEVY + rows).encode())
    notes = store.load().sets["note"].tolist()
    assert notes == [text.strip() for text in FORMULAS]
    export.write(store.snapshot(), tmp_path)
    written = pd.read_csv(tmp_path / "sets.csv", dtype=str)
    for column in ("note", "exercise_raw"):
        assert written[column].str.match(r"['=]").all() and not written[column].str.startswith("=").any()


MARKUP = "<script>alert(1)</script> **bold** [link](javascript:x) <img src=x onerror=y> $x^2$ :red[x]"


def test_markup_in_titles_and_notes_is_kept_as_it_was_written():
    row = f'Running,2024-05-01 08:00:00,false,"{MARKUP}",5.00,1,30:00,150,170\n'
    store, _ = imported((GARMIN + row).encode())
    assert store.load().runs["title"].tolist() == [MARKUP]


def run_file(start, **said):
    return fit_files.activity_file().add(fit_files.SESSION, *fit_files.session(start, **said)).bytes()


@pytest.mark.parametrize("year", [1989, 2107])
def test_a_date_nobody_ran_on_is_kept_raw_flagged_and_not_counted(year):
    row = f"Running,{year}-12-31 08:00:00,false,x,5.00,1,30:00,150,170\n"
    good = "Running,2024-05-01 08:00:00,false,x,5.00,1,30:00,150,170\n"
    store, receipt = imported((GARMIN + row + good).encode())
    runs = store.load().runs
    assert receipt.n_added("runs") == len(runs) == 2
    odd = runs[runs["day"].dt.year == year]
    assert odd["flag"].tolist() == ["date not believable"]
    assert schema.plausible("runs", runs)["day"].dt.year.tolist() == [2024]


def test_a_watch_that_lost_its_date_adds_nothing_that_counts():
    unset, wrapped = (fit_files.EPOCH + timedelta(seconds=s) for s in (60, 0xFFFFFFF0))
    _, receipt = imported(run_file(unset, timer=1_800_000, distance=500_000))
    assert receipt.files[0].status == "skipped" and "did not know the date" in receipt.files[0].reason
    store, _ = imported(run_file(wrapped, timer=1_800_000, distance=500_000))
    runs = store.load().runs
    assert runs["flag"].tolist() == ["date not believable"]
    assert schema.plausible("runs", runs).empty


@pytest.mark.parametrize(
    ("frame", "column", "raw", "text"),
    [
        ("runs", "distance_m", 400_000.0, GARMIN + "Running,2024-05-01 08:00:00,false,x,400.00,1,30:00:00,150,170\n"),
        ("runs", "hr_max_bpm", 255.0, GARMIN + "Running,2024-05-01 08:00:00,false,x,5.00,1,30:00,150,255\n"),
        ("runs", "hr_mean_bpm", 255.0, GARMIN + "Running,2024-05-01 08:00:00,false,x,5.00,1,30:00,255,\n"),
        ("sets", "load_kg", 500.0, HEVY + '"a","16 Jun 2026, 14:37","Hip Thrust (Barbell)",0,"normal",500,5,""\n'),
        ("sets", "load_kg", -20.0, HEVY + '"a","16 Jun 2026, 14:37","Pull Up",0,"normal",-20,5,""\n'),
        ("sets", "reps", 877_777.0, HEVY + '"a","16 Jun 2026, 14:37","Pull Up",0,"normal",20,877777,""\n'),
    ],
    ids=["400 km", "max 255", "mean 255", "500 kg", "minus 20 kg", "877777 reps"],
)
def test_what_cannot_be_is_kept_raw_flagged_and_missing_to_statistics(frame, column, raw, text):
    store, receipt = imported(text.encode())
    rows = store.load()[frame]
    assert receipt.n_added(frame) == 1
    assert rows[column].tolist() == [raw]
    assert column in rows["flag"][0] and "outside" in rows["flag"][0]
    seen = schema.plausible(frame, rows)
    assert len(seen) == 1 and seen[column].isna().all()


def test_a_heart_rate_of_255_in_a_fit_file_is_the_watchs_word_for_none():
    start = pd.Timestamp("2024-05-01T06:00Z").to_pydatetime()
    at = fit_files.seconds(start)
    run = fit_files.activity_file().add(
        fit_files.SESSION, *fit_files.session(start, timer=60_000, distance=20_000, hr=255)
    )
    run.records(range(at, at + 60), heart_rate=[255] * 60, distance=range(0, 18_000, 300))
    store, _ = imported(run.bytes())
    runs = store.load().runs
    assert runs["hr_mean_bpm"].isna().all()
    assert store.streams(runs["run_id"][0])["hr_bpm"].isna().all()


ENDLESS = {
    "empty elements": b"<gpx><trk>" + b"<a>" * 3_300_000,
    "a declaration": b"<?xml version='1.0'?><!-- " + b"x" * 10_000_000 + b"--><gpx></gpx>",
    "a doctype that ends late": b"<!DOCTYPE gpx [" + b" " * 200_000 + b"<!ENTITY e 'x'>]><gpx>&e;</gpx>",
    "an attribute": b"<gpx version='" + b"1" * 10_000_000 + b"'><trk/></gpx>",
    "a cell": HEVY.encode() + b'"a","16 Jun 2026, 14:37","' + b"x" * 200_000 + b'",0,"normal",60,5,""\n',
    "a heading": b"a," * 70_000 + b'"' + b"x" * 200_000 + b'"\n1,2\n',
}


@pytest.mark.parametrize("data", ENDLESS.values(), ids=ENDLESS)
def test_what_never_ends_is_answered_soon(data):
    began = time.process_time()
    _, receipt = imported(data)
    assert time.process_time() - began < 2
    assert receipt.files[0].reason or receipt.files[0].status == "imported"


@pytest.mark.filterwarnings("error")
def test_a_sample_larger_than_is_stored_leaves_no_warning_and_is_not_plausible():
    packed = streams.unpack("a", streams.pack({"t_s": np.array([0.0, 1.0]), "power_w": np.array([200.0, 1e300])}))
    low, high = schema.plausible_ranges("streams")["power_w"]
    assert packed["power_w"].between(low, high).tolist() == [True, False]
