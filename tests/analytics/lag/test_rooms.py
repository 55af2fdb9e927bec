"""The package can be found one's way in: no circles, no long files, few rooms from a daily frame to its answers."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from graphlib import TopologicalSorter
from pathlib import Path
from types import FrameType

import numpy as np
import pytest

from analytics import lag
from bench.calibration.lag.runners import Truth, log

ROOMS = sorted(Path(lag.__file__).parent.glob("*.py"))
PACKAGE = "analytics.lag"
JOINT = f"{PACKAGE}.joint."
MOST_LINES, MOST_ROOMS = 300, 10


def imported(room: Path) -> set[str]:
    """The rooms of the package that a room imports."""
    names = set()
    for node in ast.walk(ast.parse(room.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return {other.stem for other in ROOMS if f"{PACKAGE}.{other.stem}" in names}


def test_imports_between_rooms_go_one_way() -> None:
    graph = {room.stem: imported(room) for room in ROOMS}
    assert graph["ask"] >= {"calendar", "question", "verdict"}
    TopologicalSorter(graph).prepare()


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.stem)
def test_no_room_is_too_long_to_read(room: Path) -> None:
    assert len(room.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("ask_all", [lag.correlations, lag.measure_all])
def test_few_rooms_are_entered_from_a_daily_frame_to_the_numbers_of_all_pairs(
    ask_all: Callable[..., object],
) -> None:
    daily = log(Truth(0.8, 0.2), 365, np.random.default_rng(1)).assign(flare=1.0)
    entered: set[str] = set()

    def enter(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_globals.get("__name__", "")
        # Dataclasses are made by code that lies in no room.
        is_written = Path(frame.f_code.co_filename).exists()
        if event == "call" and is_written and name.startswith(f"{PACKAGE}."):
            entered.add(name)

    sys.setprofile(enter)
    try:
        ask_all(daily, seed=1, n_surrogates=49)
    finally:
        sys.setprofile(None)
    assert f"{PACKAGE}.ask" in entered
    for floor in ({name for name in entered if JOINT in name}, {name for name in entered if JOINT not in name}):
        assert len(floor) <= MOST_ROOMS, sorted(floor)
