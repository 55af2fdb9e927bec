"""How much of the code the tests run: `pytest --cov` over the whole suite, in percent of lines.

    python -m bench coverage [--quick]

Code that worker processes run is not seen, so the figure is a lower bound. Quick runs one file of tests.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.places import ROOT

ROOMS = ("analytics", "data", "pages")
QUICK_TESTS = "tests/data/test_duplicates.py"


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """`percent lines missed` of all, and by room; raises ValueError where the tests did not run to their end."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "coverage.json"
        command = [sys.executable, "-m", "pytest", "-q", "--cov-report", f"json:{report}", "--no-cov-on-fail"]
        command += [f"--cov={room}" for room in ROOMS] + ([QUICK_TESTS, "-n", "0"] if is_quick else [])
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if run.returncode or not report.exists():
            raise ValueError(
                f"the tests must pass before their coverage counts:\n{run.stdout[-2000:]}{run.stderr[-2000:]}"
            )
        return counted(json.loads(report.read_text()))


def counted(report: dict[str, Any]) -> dict[str, Any]:
    """The JSON report of coverage.py, summed by room: `{room: {"lines", "missed", "percent"}}`, `all` among them."""
    rooms = {room: [0, 0] for room in ("all", *ROOMS)}
    for name, file in report["files"].items():
        for room in ("all", Path(name).parts[0]):
            rooms[room][0] += file["summary"]["num_statements"]
            rooms[room][1] += file["summary"]["missing_lines"]
    return {
        room: {"lines": lines, "missed": missed, "percent": round(100 * (1 - missed / max(lines, 1)), 1)}
        for room, (lines, missed) in rooms.items()
    }


def as_text(found: dict[str, Any]) -> str:
    """A line a room."""
    rows = [f"{room:<12}{row['percent']:6.1f} % of {row['lines']:,} lines" for room, row in found.items()]
    return "\n".join(["run by the tests", *rows])
