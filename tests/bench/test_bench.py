"""`python -m bench` knows its parts and writes what it prints."""

from __future__ import annotations

import importlib
import inspect
import json
import os
import time

import pytest

from bench import __main__ as bench
from bench import imports


@pytest.fixture
def out(tmp_path, monkeypatch):
    monkeypatch.setattr(bench, "OUT", tmp_path / "out")
    return tmp_path / "out"


def test_a_part_is_printed_and_written_as_text_and_json(out, tmp_path, monkeypatch, capsys):
    monkeypatch.setitem(bench.PARTS, "lag", lambda is_quick: (f"a table, quick {is_quick}", {"ratio": 2.0}))
    assert bench.main(["lag", "--quick", "--json", str(tmp_path / "all.json")]) == 0
    assert "a table, quick True" in capsys.readouterr().out
    assert (out / "lag.txt").read_text() == "a table, quick True\n"
    [found] = json.loads((tmp_path / "all.json").read_text())
    assert found == json.loads((out / "lag.json").read_text())
    assert (found["part"], found["quick"], found["found"]) == ("lag", True, {"ratio": 2.0})


def test_without_names_every_part_runs_and_one_that_fails_stops_no_other(out, monkeypatch, capsys):
    def failing(_is_quick: bool) -> bench.Found:
        raise ValueError("no files")

    for name in bench.PARTS:
        monkeypatch.setitem(bench.PARTS, name, failing if name == "fit" else lambda _is_quick: ("fine", {}))
    assert bench.main([]) == 1
    assert "fit could not be measured: ValueError: no files" in capsys.readouterr().out
    assert {path.stem for path in out.glob("*.json")} == set(bench.PARTS) - {"fit"}


def test_an_unknown_part_is_wrong_usage(capsys):
    with pytest.raises(SystemExit) as stopped:
        bench.main(["nonsense"])
    assert stopped.value.code == 2
    assert "there are fit, imports" in capsys.readouterr().err


@pytest.mark.parametrize("name", bench.PARTS)
def test_what_a_part_calls_is_there(name):
    part = importlib.import_module(f"bench.{name}")
    source = inspect.getsource(bench.PARTS[name])
    called = ("measure", "speed", "calibration", "calibrate", "coverage", "mean_scores", "as_text")
    assert all(hasattr(part, word) for word in called if f".{word}(" in source)


def test_the_import_table_names_every_bar():
    one = {"wall_s": 3.0, "cpu_s": 2.5, "peak_mb": 200.0, "runs": 10}
    found = {
        "files": 10, "different_files": 5, "bytes": 10_000_000, "fitparse_cpu_s": 60.0, "fastest": None,
        "fastest_cpu_s": None, "import": one, "import_two": one, "times_fitparse": 24.0, "two_over_one": 1.7,
        "load": 2.0, "cores": 2, "flat": 1.1, "scale": [{"activities": 100, "cpu_ms_each": 12.0, "wall_s": 3.0}],
        "memory": {"activities": 1000, "zip_mb": 100.0, "peak_mb": 250.0, "peak_two_mb": 500.0},
    }  # fmt: skip
    text = imports.as_text(found)
    assert "bar: the whole import 20 x the loop; here 24.0 x" in text
    assert "1.70 x (bar 1.6 x where two cores are free; the two were given 0.8 cores, load 2.0 on 2)" in text
    assert "dearest over cheapest: 1.10 (bar 1.3)" in text
    assert "peak 250 MB in one process, 500 MB with two more (bar 600 MB)" in text


def test_the_peak_of_memory_is_seen():
    with imports.Memory() as memory:
        before = imports._shared_fairly_mb(os.getpid()) or memory.peak_mb
        block = bytearray(b"x" * 80_000_000)
        time.sleep(3 * memory.EVERY_S)
    assert len(block) == 80_000_000
    assert memory.peak_mb > before + 20
