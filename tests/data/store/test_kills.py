"""A process that is killed at any moment leaves the state before or the state after, never half of one."""

from __future__ import annotations

import os

import pytest

from tests.data.store import kills

N_KILLS = 2  # a few here; `python -m bench store` does hundreds


@pytest.mark.skipif(os.name == "nt", reason="There is no SIGKILL on Windows.")
@pytest.mark.parametrize("operation", kills.OPERATIONS)
def test_a_kill_leaves_the_state_before_or_the_state_after(operation, tmp_path):
    allowed, took = kills.measure(operation, tmp_path / "measured")
    if operation == "demo":
        allowed |= {(), (0,) * 8}  # none yet: it is made again
    for i, share in enumerate(kills.shares(N_KILLS, seed=1)):
        assert kills.kill_during(operation, tmp_path / f"{i}", share, took) in allowed
