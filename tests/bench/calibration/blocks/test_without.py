"""What could bring a change without the block: worlds that are what they say, and their part of the document."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bench.calibration.blocks import dragging, mileage, without, worlds

FOUND = {
    "mileage": [{"world": "cut by 30 %, acts", "step": 0.0, "phi": 0.5, "n": 4, **dict.fromkeys(mileage.SAID, 0.25)}],
    "worlds": [
        {"world": name, "phi": 0.3, "weeks": "28/16", "n": 4, **dict.fromkeys(worlds.SAID, share)}
        for name, share in (("a season of ± 1", 0.25), ("the block, −2", 0.75))
    ],
    "dragging": [{"world": "AR .3", "weeks": "28/16", "n": 4, "noticed": 0.25, "trend": 1.0, "level": 0.75}],
}


def test_each_part_measures_shares_of_diaries() -> None:
    rows = [
        mileage._of(mileage.WORLDS[0], 0.5, 1, 0),
        worlds._of(0, 0.3, (16, 16), 1),
        dragging._of(0, (28, 16), 1),
    ]
    for row in rows:
        assert row["n"] == 1
        assert all(0 <= value <= 1 for key, value in row.items() if key not in ("world", "weeks", "n", "step"))


def test_the_document_says_what_was_measured_and_nothing_of_what_was_not() -> None:
    assert without.section({}) == []
    text = "\n".join(without.section(FOUND))
    assert "was said in up to 50 %; with mileage the same it is in up to 50 % (*lower* without a doubt: 25 %)" in text
    assert "A firm *lower* of a block that does nothing was said in up to 25 %, and is in up to 25 %." in text
    assert "of ordinary diaries it says so in up to 25 %." in text
    assert "three in four were asked for" not in text


def test_the_document_says_how_often_two_points_are_found() -> None:
    rows = [
        {**FOUND["worlds"][1], "phi": 0.8, "world": f"the block, −2{more}"} for more in ("", ", scores of sd 1.5")
    ]
    text = "\n".join(without.section({"worlds": [FOUND["worlds"][0], *rows]}))
    assert "is called *lower* without a doubt in 75 % (sd 1) and 75 % (sd 1.5)" in text


def test_the_made_runner_runs_as_far_as_said_and_less_in_the_block() -> None:
    distance = np.concatenate([mileage.running(0.3, np.random.default_rng(seed))[None] for seed in range(20)])
    first = 7 * mileage.RUN_IN
    begun = first + 7 * mileage.WEEKS_BEFORE
    before, during = distance[:, first:begun].mean() * 7, distance[:, begun:].mean() * 7
    assert before == pytest.approx(1000 * mileage.USUAL_KM, rel=0.05)
    assert during == pytest.approx(0.7 * before, rel=0.05)


def test_a_change_that_mileage_brings_comes_so_many_days_later() -> None:
    still = replace(mileage.WORLDS[1], acts=0.0)
    diaries = [mileage.diary(world, 0.0, np.random.default_rng(1)) for world in (mileage.WORLDS[1], still)]
    (moved, daily), (level, _) = diaries
    brought = (moved.scores - level.scores).dropna()
    late = daily["distance_7d_m"].shift(mileage.WORLDS[1].lag, freq="D").reindex(brought.index)
    assert np.corrcoef(brought, late)[0, 1] > 0.9


def test_fractional_noise_has_the_autocorrelation_of_its_order() -> None:
    # Hosking 1981: the first autocorrelation of ARFIMA(0, d, 0) is d / (1 - d).
    course = dragging.fractional(0.3, 60_000, np.random.default_rng(1))
    assert np.corrcoef(course[1:], course[:-1])[0, 1] == pytest.approx(0.3 / 0.7, abs=0.03)
    assert course.std() == pytest.approx(1, abs=0.05)
