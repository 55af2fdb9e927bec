"""`python -m bench` knows its parts and writes what it prints."""

from __future__ import annotations

import importlib
import json

import pytest

from bench import __main__ as bench
from bench import names
from bench.calibration import parts
from bench.names import NAMES, STANDARD, Found, Part


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


def test_a_part_is_printed_and_written_as_text_and_json(out, tmp_path, monkeypatch, capsys):
    part = Part("Fast?", lambda is_quick: (f"a table, quick {is_quick}", {"ratio": 2.0}))
    monkeypatch.setitem(NAMES, "lag", part)
    assert bench.main(["lag", "--quick", "--json", str(tmp_path / "all.json")], out) == 0
    assert "a table, quick True" in capsys.readouterr().out
    assert (out / "lag.txt").read_text() == "a table, quick True\n"
    [found] = json.loads((tmp_path / "all.json").read_text())
    assert found == json.loads((out / "lag.json").read_text())
    assert (found["part"], found["quick"], found["found"]) == ("lag", True, {"ratio": 2.0})


def test_without_names_the_standard_parts_run_and_one_that_fails_stops_no_other(out, monkeypatch, capsys):
    def failing(_is_quick: bool) -> Found:
        raise ValueError("no files")

    for name in NAMES:
        run = failing if name == "fit" else lambda _is_quick: ("fine", {})
        monkeypatch.setitem(NAMES, name, Part("", run))
    assert bench.main([], out) == 1
    assert "fit could not be measured: ValueError: no files" in capsys.readouterr().out
    assert {path.stem for path in out.glob("*.json")} == set(STANDARD) - {"fit"}


def test_an_unknown_part_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        bench.main(["nonsense"])
    assert stopped.value.code == 2
    assert "there are fit, imports" in capsys.readouterr().err


def test_the_list_names_every_part_and_stars_what_runs_by_itself(capsys):
    assert bench.main(["--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[2:].split()[0] for line in lines] == list(NAMES)
    assert {line[2:].split()[0] for line in lines if line.startswith("*")} == set(STANDARD)
    assert all(part.what in line for part, line in zip(NAMES.values(), lines, strict=True))


@pytest.mark.parametrize("module", [module for module, _ in names.MODULES.values()])
def test_what_a_name_calls_is_there(module):
    part = importlib.import_module(f"bench.{module}")
    assert callable(part.measure)
    assert callable(part.as_text)


def test_every_part_of_the_calibration_has_a_name_of_its_own():
    assert list(names.CALIBRATION) == list(parts.PARTS)


def test_values_that_json_does_not_know_are_written_plainly():
    class Counted:
        def to_json(self) -> dict:
            return {"n": 3}

    assert json.loads(bench._as_json({"found": Counted()})) == {"found": {"n": 3}}
