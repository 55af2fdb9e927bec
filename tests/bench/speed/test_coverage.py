"""Coverage is summed by room, and a suite that fails has none."""

from __future__ import annotations

import subprocess

import pytest

from bench.speed import coverage


def file(lines: int, missed: int) -> dict:
    return {"summary": {"num_statements": lines, "missing_lines": missed}}


def test_lines_are_summed_by_room_and_over_all():
    report = {"files": {"data/a.py": file(60, 6), "data/demo/b.py": file(40, 4), "pages/kit/c.py": file(100, 40)}}
    found = coverage.counted(report)
    assert found["data"] == {"lines": 100, "missed": 10, "percent": 90.0}
    assert found["all"] == {"lines": 200, "missed": 50, "percent": 75.0}
    assert "all           75.0 % of 200 lines" in coverage.as_text(found)


def test_a_suite_that_fails_has_no_coverage(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, stdout="1 failed", stderr="")
    monkeypatch.setattr(coverage.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(ValueError, match=r"tests must pass(.|\n)*1 failed"):
        coverage.measure()
