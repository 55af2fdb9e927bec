"""The joint model beside other methods, on the same worlds: `python -m bench joint-compared`."""

from __future__ import annotations

from typing import Any

from bench.calibration.joint import compared


def measure(*, is_quick: bool = False) -> list[dict[str, Any]]:
    """One row a world: how often each method says that there is something."""
    return compared.measured(2 if is_quick else compared.REPETITIONS)


as_text = compared.text
