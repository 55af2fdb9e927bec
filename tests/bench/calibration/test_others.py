"""Other methods on the same worlds: asked what ours is asked, and left out in words where they are not there."""

from __future__ import annotations

import numpy as np

from bench.calibration.blocks import compared as blocks
from bench.calibration.blocks.rates import Cell, Errors, diary
from bench.calibration.joint import compared, pcmci
from bench.calibration.joint.cells import MILEAGE, YEAR


def test_a_structural_series_sees_a_change_of_three_points_and_none_where_there_is_none() -> None:
    fallen, same = (Cell(Errors(0.0), 14, 12, step=step, mean=5.0) for step in (-3.0, 0.0))
    assert blocks.structural(diary(fallen, np.random.default_rng(1)))
    assert not blocks.structural(diary(same, np.random.default_rng(1)))


def test_every_world_of_blocks_has_a_diary_of_its_kind() -> None:
    made = [world.made(np.random.default_rng(1)) for world in blocks.worlds()]
    assert all(len(plan.rows("before")) and len(plan.rows("during")) for plan in made)
    assert sum(world.does_act for world in blocks.worlds()) == 2
    row = {"world": "AR 0.6", "does_act": False, "n": 1, **dict.fromkeys(blocks.METHODS, 0.25)}
    assert blocks.as_text([row]).count("25 %") == len(blocks.METHODS)


def test_without_tigramite_pcmci_is_left_out_and_its_place_holds_a_dash(monkeypatch, capsys) -> None:
    monkeypatch.setattr(pcmci, "is_there", lambda: False)
    monkeypatch.setattr(compared, "CHOSEN", ())
    assert compared.measured(2) == []
    assert "pip install tigramite" in capsys.readouterr().err
    cell = next(cell for cell in compared.null_cells() if (cell.exposure, cell.n_days) == (MILEAGE, YEAR))
    row = {"world": "w", "exposure": MILEAGE, "days": YEAR, "is_null": True, "n": 2} | compared.by_pcmci(cell, 2)
    row |= dict.fromkeys(compared.METHODS, 0.5)
    assert row["n_pcmci"] == 0
    assert compared.text([row]).rstrip().endswith("| 50 % | 50 % | 50 % | 50 % | – |")


def test_pcmci_may_follow_every_declared_lag_and_a_lag_of_none_has_no_direction() -> None:
    links = pcmci.links({1: (0, 1), 2: (7,)})
    assert links[0][1, -1] == links[0][2, -7] == "-?>"
    assert links[0][1, 0] == links[1][0, 0] == "o?o"
