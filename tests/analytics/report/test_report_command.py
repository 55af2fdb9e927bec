"""python -m analytics report, as a script would use it."""

from __future__ import annotations

import re

import pytest

from analytics import commands
from data import demo_store
from data import store as stores
from data.version import VERSION
from tests.analytics.report import reports


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'own.sqlite'}"
    demo_store.put(stores.open(address), "short", reports.TODAY)
    return address


@pytest.fixture
def made(url, tmp_path):
    out = tmp_path / "report.html"

    def run(*arguments: str) -> str:
        command = ["report", "--out", str(out), "--store", url, "--today", str(reports.TODAY), *arguments]
        assert commands.main(command) == 0
        return out.read_text(encoding="utf-8")

    return run


def test_it_writes_one_file_and_says_where(made, capsys, tmp_path):
    document = made("--name", "Ada")
    assert str(tmp_path / "report.html") in capsys.readouterr().out
    assert document.startswith("<!DOCTYPE html>")
    said = reports.words(document)
    assert "Training and pain report: Ada" in said
    assert f"by lbsdrop {VERSION}" in said


def test_its_units_are_the_readers(made):
    assert " km in " in reports.section(made("--units", "metric"), "summary")
    assert " mi in " in reports.section(made("--units", "imperial"), "summary")


def test_its_dates_are_as_asked_else_as_the_terminal_writes_them(made, monkeypatch):
    asked = reports.words(made("--dates", "month-first"))
    assert re.search(r"made on [A-Z][a-z]{2} \d+, \d{4} by", asked)
    assert not re.search(r"\d [A-Z][a-z]{2} \d{4}\b", asked)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert reports.words(made()) == asked


def test_sections_are_left_out_by_name(made):
    document = made("--without", "flares", "--without", "red-flags")
    assert not reports.section(document, "flares")
    assert not reports.section(document, "red-flags")
    assert reports.section(document, "pain")


def test_it_begins_on_the_day_that_is_asked(made):
    assert "31 Oct 2026 to 5 Nov 2026" in reports.words(made("--since", "2026-10-31"))


def test_a_section_that_there_is_not_is_wrong_usage(url, tmp_path, capsys):
    with pytest.raises(SystemExit):
        commands.main(["report", "--out", str(tmp_path / "a.html"), "--store", url, "--without", "weather"])
    assert "invalid choice: 'weather'" in capsys.readouterr().err


@pytest.mark.parametrize("since", [[], ["--since", "2026-01-01"]])
def test_an_empty_store_gets_a_sentence_and_no_file(tmp_path, capsys, since):
    out = tmp_path / "a.html"
    assert commands.main(["report", "--out", str(out), "--store", f"sqlite:///{tmp_path / 'e.sqlite'}", *since]) == 2
    said = capsys.readouterr().err
    assert "nothing to report" in said
    assert "import runs, lifts or pain scores first" in said
    assert not out.exists()


def test_a_file_that_cannot_be_written_is_said(url, tmp_path, capsys):
    out = tmp_path / "there is no folder" / "a.html"
    assert commands.main(["report", "--out", str(out), "--store", url, "--today", str(reports.TODAY)]) == 2
    assert "choose another file" in capsys.readouterr().err
