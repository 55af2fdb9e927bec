"""The table of the whole import, and how its memory is measured."""

from __future__ import annotations

import os
import time

import pytest

from bench.speed import imports


def test_the_import_table_names_every_bar():
    one = {"wall_s": 3.0, "cpu_s": 2.5, "peak_mb": 200.0, "runs": 10}
    found = {
        "files": 10, "different_files": 5, "bytes": 10_000_000, "fitparse_cpu_s": 60.0, "fastest": None,
        "fastest_cpu_s": None, "import": one, "account": 4, "turns": 1, "one_s": 17.0, "two_s": 10.0, "given": 2.0,
        "times_fitparse": 24.0, "two_over_one": 1.7,
        "busy_loops": 1.9,
        "load": 2.0, "cores": 2, "flat": 1.1, "scale": [{"activities": 100, "cpu_ms_each": 12.0, "wall_s": 3.0}],
        "memory": {"activities": 1000, "zip_mb": 100.0, "peak_mb": 250.0, "peak_two_mb": 500.0},
    }  # fmt: skip
    text = imports.as_text(found)
    assert "bar: the whole import 80 x the loop; here 24.0 x" in text
    assert "1.70 x (bar 1.8 x where two busy loops reach 1.9 x: 1.90 x here; the two were given 2.0 cores" in text
    assert "dearest over cheapest: 1.10 (bar 1.3)" in text
    assert "peak 250 MB in one process, 500 MB with two more (bar 600 MB)" in text


def test_the_peak_of_memory_is_seen():
    pytest.importorskip("resource", reason="Windows does not tell it")
    with imports.Memory() as memory:
        before = imports._shared_fairly_mb(os.getpid()) or memory.peak_mb
        block = bytearray(b"x" * 80_000_000)
        time.sleep(3 * memory.EVERY_S)
    assert len(block) == 80_000_000
    assert memory.peak_mb > before + 20
