"""docs/calibration.md, written from what was measured: plain words first, then the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.calibration.blocks import drift, pace_section
from bench.calibration.blocks import section as blocks
from bench.calibration.curve import section as curve
from bench.calibration.demo import verdicts
from bench.calibration.joint import section as joint
from bench.calibration.lag import confounders, exposures, reviews
from bench.calibration.lag import section as lag

HEAD = """# How far can these answers be trusted?

Written by `python -m bench calibration`; do not edit by hand. Every number comes from made-up runners whose
truth is known, asked through the same code as yours. The same numbers, with more digits, are in `calibration.json`.

A *false positive* is an answer that says something is there where nothing was planted. Chance moves these shares too
(the Monte-Carlo error): 5 % counted in 400 logs is known to about ± 2 points, in 200 to about ± 3. A promise counts
as missed where a share lies beyond it by more than that error would explain, the number of cells looked at allowed
for.
"""
SECTIONS: dict[str, Callable[[dict[str, Any]], str]] = {
    "joint": joint.section,
    "curve": curve.section,
    "lag": lag.section,
    "confounders": confounders.section,
    "demo_exposures": exposures.section,
    "looks": reviews.section,
    "blocks": blocks.section,
    "pace": pace_section.section,
    "drift": drift.section,
    "demo_verdicts": verdicts.section,
}


def document(found: dict[str, Any]) -> str:
    """The whole document; parts that were not measured are left out."""
    told = [HEAD]
    if any(part.get("quick") for part in found.values()):
        told.append("**Measured with few repetitions: not to be quoted.**\n")
    told += [section(found[name]) for name, section in SECTIONS.items() if name in found]
    return "\n".join(told)
