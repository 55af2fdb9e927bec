"""Simulated long runs around a block: that they are what they say, and their part of the document."""

from __future__ import annotations

import numpy as np

from bench.calibration.blocks import drift


def test_a_planted_change_and_heat_are_in_the_long_runs() -> None:
    rows = drift.long_runs(drift.WORLDS[0], (200, 200), -3.0, np.random.default_rng(1))
    is_block = rows.index >= drift.FIRST_DAY + 200 * 7 * np.timedelta64(1, "D")
    columns = np.column_stack([np.ones(len(rows)), is_block, (rows["temperature"] - 12) / 10])
    found = np.linalg.lstsq(columns, rows["drift"].to_numpy(), rcond=None)[0]
    assert np.allclose(found, [6.0, -3.0, drift.PER_10_DEGREES], atol=0.5)
    assert 0.1 < 1 - len(rows) / 400 < 0.2


def test_each_cell_measures_shares_and_the_section_names_the_worst() -> None:
    row = drift._of(0, (28, 16), -3.0, 1)
    assert all(0 <= row[key] <= 1 for key in ("held", "less", "more"))
    rows = [{**row, "planted": planted, "held": held, "less": 0.02} for planted, held in ((0.0, 0.94), (-3.0, 0.98))]
    text = drift.section({"seed": 1, "repetitions": 9, "rows": rows})
    assert "held the true value in 96.0 % (worst 94.0 %)" in text
    assert "*less drift* was said in at most 2.0 %" in text
