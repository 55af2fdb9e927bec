"""What `python -m bench NAME` can measure: the name, where it lives, and what it says.

A module behind a name has `measure(*, is_quick)`, which gives values, and `as_text(values)`, their table. It is
imported only when its name is run.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

# What a part measured: the text for a person, the values for JSON.
Found = tuple[str, Any]


@dataclass(frozen=True)
class Part:
    """One name: a sentence, and `run(is_quick)`."""

    what: str
    run: Callable[[bool], Found]


def _measured(module: str, is_quick: bool) -> Found:
    part = importlib.import_module(f"bench.{module}")
    found = part.measure(is_quick=is_quick)
    return part.as_text(found), found


def _calibrated(name: str, is_quick: bool) -> Found:
    parts = importlib.import_module("bench.calibration.parts")
    found = parts.measure_one(name, is_quick=is_quick)
    return parts.as_text(found), found


def _rewritten(_is_quick: bool) -> Found:
    parts = importlib.import_module("bench.calibration.parts")
    found = parts.rewrite()
    return parts.as_text(found), found


MODULES: dict[str, tuple[str, str]] = {
    "fit": ("speed.fit", "FIT files: every decoder on the same files."),
    "imports": ("speed.imports", "The whole import beside decoders that only decode."),
    "exercises": ("calibration.exercises", "Exercise names never seen before: how many are known, how many wrongly."),
    "lag": ("speed.lag", "What goes together: every default pair over ten years."),
    "blocks": ("speed.blocks", "Before and after a block."),
    "fuzz": ("fuzz.importers", "Damaged files: each gives rows or a reason, soon."),
    "store": ("fuzz.store", "The store under attack: writers at once, and kills at random moments."),
    "cases": ("cases", "Files with known answers: what must come out, and what did."),
    "memory": ("speed.memory", "Peak memory of a 4 GB account, of bombs, and of many page runs."),
    "memory-apple": ("speed.apple", "Peak memory of an Apple Health export of 2 GB."),
    "pages": ("speed.felt.measured", "Page switches, controls and starts in a browser, beside a hello-world app."),
    "cohort": ("speed.cohort", "Many athletes on one worker and on two: speed, memory, a second run."),
    "load": ("speed.load", "Page views and imports at once on PostgreSQL; growth of the store; time against years."),
    "coverage": ("speed.coverage", "How many lines of the code the tests run."),
    "calibration": ("calibration.parts", "How often the answers are wrong; at full size (an hour) it writes docs/."),
    "fuzz-fit": ("fuzz.fit", "Damaged FIT files through the decoder alone."),
    "demo": ("calibration.demo.planted", "Whether what is planted in the demo athletes is found."),
    "joint": ("calibration.joint.measured", "The joint model of running and strength: its bars, world by world."),
    "joint-compared": ("calibration.joint.others", "The joint model beside other methods, on the same worlds."),
    "block-compared": (
        "calibration.blocks.compared",
        "Before and after a block beside other methods, on the same diaries.",
    ),
    "block-prior": ("calibration.blocks.priors", "A prior on the slope before a block, beside trend and level."),
    "block-mileage": ("calibration.blocks.mileage", "A block with another mileage: what is left after it."),
    "block-worlds": ("calibration.blocks.worlds", "Healing and seasons without any block: who gets the credit."),
    "block-memory": ("calibration.blocks.dragging", "Diaries that drag on for months: whether that is noticed."),
    "thrust-dates": ("calibration.thrust_dates", "Whether the dates of a hip-thrust milestone hold."),
}
CALIBRATION: dict[str, str] = {
    "joint": "running and strength work in one model, beside other methods, and on a real diary",
    "curve": "the dose curve: its band, and what is claimed of it",
    "lag": "false positives, power and coverage of a pair asked alone",
    "confounders": "relations that mean nothing",
    "blocks": "pain before and after a block",
    "pace": "easy pace before and after a block",
    "drift": "drift of heart rate in long runs before and after a block",
    "demo_exposures": "rest days and rare flares",
    "looks": "asking again and again",
    "demo_verdicts": "what is said of the demo athletes",
}
NAMES: dict[str, Part] = {
    **{name: Part(what, partial(_measured, module)) for name, (module, what) in MODULES.items()},
    **{
        f"calibration-{name.replace('_', '-')}": Part(
            f"One part of the calibration: {what}.", partial(_calibrated, name)
        )
        for name, what in CALIBRATION.items()
    },
    "calibration-document": Part("Measures nothing: docs/calibration.md anew from its JSON.", _rewritten),
}
# What runs without being named, the quick ones first.
STANDARD = ("fit", "imports", "exercises", "lag", "blocks", "fuzz", "coverage", "calibration")
