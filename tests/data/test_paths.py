"""What is typed on the command line, and standard input."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from types import SimpleNamespace

import pytest

from data import commands, errors, paths
from tests.places import ROOT

DIARY = "date,moment,site,score\n2026-03-02,morning,low_back,3\n2026-03-03,morning,low_back,4\n"


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'store.sqlite'}"


@pytest.fixture
def here(tmp_path, monkeypatch):
    folder = tmp_path / "files"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.csv", "b.csv", "sub/c.csv", "notes.txt", "-x.csv", "odd[1].csv", "-"):
        (folder / name).write_text(DIARY.replace("3\n", f"{len(name)}\n"))
    monkeypatch.chdir(folder)
    return folder


def piped(monkeypatch, data: bytes, *, is_terminal: bool = False) -> None:
    given = SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: is_terminal)
    monkeypatch.setattr(sys, "stdin", given)


def names(*typed: str) -> list[str]:
    return [path.name for path in paths.found(typed)]


def test_a_pattern_the_shell_did_not_open_is_opened_here(here):
    assert names("?.csv") == ["a.csv", "b.csv"]
    assert names("**/c.csv") == ["c.csv"]


def test_a_file_named_twice_comes_once_and_the_order_is_kept(here):
    assert names("b.csv", "*.csv") == ["b.csv", "-x.csv", "a.csv", "odd[1].csv"]


def test_a_name_that_looks_like_a_pattern_is_a_name_where_there_is_such_a_file(here):
    assert names("odd[1].csv") == ["odd[1].csv"]


def test_the_home_folder_may_be_written_as_a_tilde(here, monkeypatch):
    monkeypatch.setenv("HOME", str(here))
    monkeypatch.setenv("USERPROFILE", str(here))
    assert names("~/a.csv") == ["a.csv"]
    assert names("~/*.txt") == ["notes.txt"]


def test_everything_that_finds_nothing_is_named(here):
    with pytest.raises(errors.UsageError, match=r"There is no gone\.csv.*No file matches \*\.fit") as raised:
        paths.found(["a.csv", "gone.csv", "*.fit"])
    assert "a.csv" not in str(raised.value)


def test_a_file_whose_name_begins_with_a_dash_comes_after_two(here, url, capsys):
    assert commands.main(["import", "--store", url, "--json", "--", "-x.csv"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["name"] == "-x.csv"


def test_a_file_called_dash_is_meant_where_its_folder_is_named(here, url, capsys):
    assert commands.main(["import", "./-", "--store", url, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"][0]["name"] == "-"


def test_standard_input_is_read_by_its_content(url, monkeypatch, capsys):
    piped(monkeypatch, DIARY.encode())
    assert commands.main(["import", "-", "--store", url, "--json"]) == 0
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["files"][0]["name"], receipt["pain_added"]) == ("standard input", 2)


def test_standard_input_can_be_given_a_name_and_be_an_archive(url, monkeypatch, capsys):
    import gzip

    piped(monkeypatch, gzip.compress(DIARY.encode()))
    assert commands.main(["import", "-", "--name", "diary.csv.gz", "--store", url, "--json"]) == 0
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["files"][0]["name"], receipt["pain_added"]) == ("diary.csv.gz", 2)


@pytest.mark.parametrize(("data", "is_terminal", "says"), [(b"", False, "is empty"), (b"x", True, "piped in")])
def test_standard_input_without_anything_is_said(url, monkeypatch, capsys, data, is_terminal, says):
    piped(monkeypatch, data, is_terminal=is_terminal)
    assert commands.main(["import", "-", "--store", url]) == 2
    assert says in capsys.readouterr().err


def test_a_real_pipe_is_read(url):
    command = [sys.executable, "-m", "data", "import", "-", "--store", url, "--json"]
    made = subprocess.run(command, input=DIARY, capture_output=True, text=True, cwd=ROOT, check=True)
    assert json.loads(made.stdout)["pain_added"] == 2
