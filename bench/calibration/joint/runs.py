"""Asks the joint model in a cell again and again, and keeps what each log gave."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag.joint import Answer, Question, measure, p_value, question, verdict
from analytics.lag.joint.design import calendar, design
from analytics.lag.joint.score import white
from analytics.lag.joint.verdict import ALPHA, is_clear
from analytics.result import NotEnough
from bench.calibration.joint.cells import LAGS, Cell

SEED = 20261127


def logs(cell: Cell, repetitions: int, n_surrogates: int, first: int = 0) -> Iterator[dict[str, Any]]:
    """One record a log that could be asked, from number `first` on."""
    asked = question(cell.exposure, cell.outcome, LAGS[cell.exposure])
    for i in range(first, first + repetitions):
        log = cell.made(cell.n_days, np.random.default_rng([SEED, zlib.crc32(cell.world.encode()), cell.n_days, i]))
        p = p_value(log, asked, seed=i, n_surrogates=n_surrogates)
        if isinstance(p, NotEnough):
            continue
        if cell.is_null and p > ALPHA:
            # Nothing stands out: the verdict is not 'related', and the interval holds 0.
            yield {"log": i, "p": p, "verdict": "nothing found", "low": 0.0, "high": 0.0, "truth": 0.0}
            continue
        found = measure(log, asked, seed=i, n_surrogates=n_surrogates)
        if isinstance(found, Answer):
            yield {"log": i, **record(found, 0.0 if cell.is_null else expected_slope(log, asked, found))}


def record(found: Answer, truth: float) -> dict[str, Any]:
    """What is kept of one answer; `truth` is the slope that its interval should hold."""
    said = verdict(found)
    return {
        "p": found.p,
        "verdict": said.word,
        "reasons": list(said.reasons),
        "is_clear": is_clear(found),
        "lag": found.lag,
        "value": found.effect.value,
        "low": found.effect.low,
        "high": found.effect.high,
        "truth": truth,
        "controls": [(c.control, c.lag, round(c.t, 3), round(c.t_claim, 3)) for c in found.controls],
        "entry_p": found.gaps.entry_p,
        "phi": found.errors.phi,
    }


def expected_slope(log: pd.DataFrame, asked: Question, found: Answer) -> float:
    """The slope that this training would show beside pain drawn anew, on average: the same model, on the same days,
    fitted to each day's mean score."""
    laid = design(calendar(log), asked)
    if isinstance(laid, NotEnough):
        raise ValueError("A log that was answered can be asked again.")
    known = laid.calendar.at("expected", laid.places, 0)
    whole = np.column_stack([known, laid.x[:, found.best], laid.full])
    rows = white(laid.days, whole, (found.errors.phi, found.errors.noise))
    return float(np.linalg.lstsq(rows[:, 1:], rows[:, 0], rcond=None)[0][0])


def rates(cell: Cell, kept: list[dict[str, Any]], repetitions: int) -> dict[str, Any]:
    """Shares of the logs that could be asked."""
    n = max(len(kept), 1)
    is_out = [row["p"] <= ALPHA for row in kept]
    words = [row["verdict"] for row in kept]
    return {
        "world": cell.world,
        "exposure": cell.exposure,
        "days": cell.n_days,
        "is_null": cell.is_null,
        "is_seeable": cell.is_seeable,
        "least": cell.least,
        "n": len(kept),
        "refused": 1 - len(kept) / repetitions,
        "stands_out": sum(is_out) / n,
        "related": words.count("related") / n,
        "withdrawn": words.count("withdrawn") / n,
        "covered": sum(row["low"] <= row["truth"] <= row["high"] for row in kept) / n,
    }
