"""python -m data, as a script would use it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from data import commands, export, schema
from data import store as stores
from data.schema import Frames
from tests import make
from tests.places import ROOT

DIARY = "date,moment,site,score\n2026-03-02,morning,low_back,3\n2026-03-03,morning,low_back,4\n"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def diary(tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text(DIARY)
    return path


def run(capsys, *arguments: str) -> tuple[int, str]:
    code = commands.main(arguments)
    return code, capsys.readouterr().out


def test_the_receipt_json_has_the_documented_keys(capsys, url, diary):
    code, out = run(capsys, "import", str(diary), "--json", "--store", url)
    receipt = json.loads(out)
    assert code == 0
    assert set(receipt) >= {
        "import_id", "files", "runs_added", "sets_added", "pain_added", "factors_added", "duplicates", "elapsed_s"
    }  # fmt: skip
    file = receipt["files"][0]
    assert set(file) >= {"name", "importer", "status", "runs", "sets", "pain", "factors", "reason", "warnings"}
    assert (file["name"], file["status"], file["pain"]) == ("diary.csv", "imported", 2)


def test_a_second_import_adds_nothing_and_is_no_failure(capsys, url, diary):
    run(capsys, "import", str(diary), "--store", url)
    code, out = run(capsys, "import", str(diary), "--json", "--store", url)
    receipt = json.loads(out)
    assert (code, receipt["import_id"], receipt["pain_added"]) == (0, None, 0)
    assert receipt["files"][0]["status"] == "duplicate"


def test_nothing_readable_is_exit_code_one(capsys, url, tmp_path):
    junk = tmp_path / "junk.bin"
    junk.write_bytes(b"\x00\x01\x02")
    code, out = run(capsys, "import", str(junk), "--json", "--store", url)
    assert code == 1
    assert json.loads(out)["files"][0]["reason"]


def test_a_missing_path_is_wrong_usage(capsys, url):
    assert commands.main(["import", "no/such/file.fit", "--store", url]) == 2
    assert "no/such/file.fit" in capsys.readouterr().err


def test_an_unknown_option_is_wrong_usage(url):
    with pytest.raises(SystemExit) as stopped:
        commands.main(["import", "--nonsense"])
    assert stopped.value.code == 2


def test_the_text_receipt_says_how_to_take_it_back(capsys, url, diary):
    _, out = run(capsys, "import", str(diary), "--store", url)
    assert "Added 2 pain scores" in out
    import_id = out.split("python -m data undo ")[1].strip()
    code, out = run(capsys, "undo", import_id, "--store", url)
    assert (code, "2 pain" in out) == (0, True)
    assert "Nothing has been imported yet" in run(capsys, "imports", "--store", url)[1]


def test_a_folder_and_a_file_in_it_twice_are_one_file(capsys, url, diary):
    _, out = run(capsys, "import", str(diary.parent), str(diary), "--json", "--store", url)
    assert json.loads(out)["pain_added"] == 2


@pytest.mark.parametrize("file_format", ["csv", "parquet"])
def test_what_is_exported_has_the_schemas_columns(capsys, url, diary, tmp_path, file_format):
    run(capsys, "import", str(diary), "--store", url)
    out = tmp_path / "out"
    run(capsys, "export", "--out", str(out), "--format", file_format, "--store", url)
    read = pd.read_csv if file_format == "csv" else pd.read_parquet
    for name in ("runs", "sets", "pain", "factors", "blocks"):
        assert list(read(out / f"{name}.{file_format}").columns) == list(schema.columns(name))
    assert read(out / f"pain.{file_format}")["score"].tolist() == [3, 4]


def test_text_that_a_spreadsheet_would_run_is_made_harmless_in_csv(capsys, url, tmp_path):
    path = tmp_path / "diary.csv"
    path.write_text('date,score,note\n2026-03-02,3,"=HYPERLINK(""http://x"")"\n')
    run(capsys, "import", str(path), "--store", url)
    run(capsys, "export", "--out", str(tmp_path / "out"), "--store", url)
    assert pd.read_csv(tmp_path / "out" / "pain.csv")["note"][0].startswith("'=")


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t=", "\r=", " =", "\n=", "  \n\t@", "\xa0=", "\uff1d"])
def test_a_formula_behind_blanks_or_line_ends_is_made_harmless_and_numbers_stay(tmp_path, begins):
    frames = Frames(pain=schema.conform("pain", pd.DataFrame([make.hurt("2026-03-02", 3, note=f"{begins}1+1")])))
    export.as_csv("pain", frames.pain, tmp_path / "pain.csv")
    row = pd.read_csv(tmp_path / "pain.csv", dtype=str).iloc[0]
    assert row["note"].startswith("'")
    assert row["score"] == "3.0"
    assert row["day"] == "2026-03-02"


@pytest.mark.parametrize("note", ["a = b", "3 x 10", "knee - left", "me@example.org"])
def test_text_that_is_no_formula_is_exported_as_it_is(tmp_path, note):
    frames = Frames(pain=schema.conform("pain", pd.DataFrame([make.hurt("2026-03-02", 3, note=note)])))
    export.as_csv("pain", frames.pain, tmp_path / "pain.csv")
    assert pd.read_csv(tmp_path / "pain.csv")["note"][0] == note


def test_a_demo_is_never_mixed_with_own_data(capsys, url, diary):
    run(capsys, "import", str(diary), "--store", url)
    assert commands.main(["demo", "short", "--store", url]) == 2
    assert "--athlete demo-short" in capsys.readouterr().err
    code, _ = run(capsys, "demo", "short", "--store", url, "--athlete", "demo-short", "--today", "2026-06-15")
    assert code == 0


def test_a_demo_is_written_as_exports(capsys, tmp_path):
    code, out = run(capsys, "demo", "short", "--out", str(tmp_path / "demo"), "--today", "2026-06-15")
    assert code == 0
    assert {Path(line).suffix for line in out.split()} == {".csv", ".fit"}


def test_the_package_runs_as_a_command(url):
    asked = [sys.executable, "-m", "data", "imports", "--json", "--store", url]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_backup_brings_everything_back_into_another_store(capsys, url, diary, tmp_path):
    run(capsys, "import", str(diary), "--store", url)
    run(capsys, "demo", "short", "--store", url, "--athlete", "demo-short", "--today", "2026-06-15")
    there = f"sqlite:///{tmp_path / 'other.sqlite'}"
    assert run(capsys, "backup", str(tmp_path / "all.zip"), "--store", url)[0] == 0
    assert run(capsys, "restore", str(tmp_path / "all.zip"), "--store", there)[0] == 0
    for athlete in ("me", "demo-short"):
        old, new = (stores.open(where, athlete) for where in (url, there))
        for (name, before), (_, after) in zip(old.load().items(), new.load().items(), strict=True):
            pd.testing.assert_frame_equal(before, after, obj=name)
        assert old.imports() == new.imports()
        for run_id in old.load().runs["run_id"]:
            pd.testing.assert_frame_equal(old.streams(run_id), new.streams(run_id))
    assert json.loads(run(capsys, "import", str(diary), "--json", "--store", there)[1])["pain_added"] == 0


def test_a_backup_never_overwrites(capsys, url, diary, tmp_path):
    run(capsys, "import", str(diary), "--store", url)
    run(capsys, "backup", str(tmp_path / "all.zip"), "--store", url)
    assert commands.main(["restore", str(tmp_path / "all.zip"), "--store", url]) == 2
    assert "not empty" in capsys.readouterr().err


def test_what_is_no_backup_is_refused(capsys, url, diary):
    assert commands.main(["restore", str(diary), "--store", url]) == 2
    assert "no backup" in capsys.readouterr().err


def test_erasing_needs_a_yes(capsys, url, diary):
    run(capsys, "import", str(diary), "--store", url)
    assert commands.main(["erase", "--store", url]) == 2
    assert not stores.open(url).load().is_empty()
    assert commands.main(["erase", "--yes", "--store", url]) == 0
    assert stores.open(url).load().is_empty()


def test_a_table_of_ones_own_is_read_by_its_mapping_and_remembered(capsys, url, tmp_path):
    table = tmp_path / "log.csv"
    table.write_text("Wann,Wie weit,Wie lange\n2026-03-02,10,50\n2026-03-04,8,42\n")
    mapping = {
        "header": ["Wann", "Wie weit", "Wie lange"],
        "kind": "runs",
        "columns": {"day": "Wann", "distance_m": "Wie weit", "duration_s": "Wie lange"},
        "units": {"distance_m": "km", "duration_s": "min"},
    }
    map_file = tmp_path / "map.json"
    map_file.write_text(json.dumps(mapping))
    assert run(capsys, "import", str(table), "--store", url)[0] == 1
    code, out = run(capsys, "import", str(table), "--map", str(map_file), "--json", "--store", url)
    assert (code, json.loads(out)["runs_added"]) == (0, 2)
    assert stores.open(url).load().runs["distance_m"].tolist() == [10_000, 8_000]
    table.write_text(table.read_text() + "2026-03-06,5,25\n")
    assert json.loads(run(capsys, "import", str(table), "--json", "--store", url)[1])["runs_added"] == 1
