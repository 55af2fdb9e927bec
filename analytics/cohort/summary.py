"""The rows of `summary.parquet`: every question over all athletes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import pandas as pd
import pyarrow.parquet as pq

from analytics.cohort.athlete import OUTCOMES_OF_BLOCKS, Row
from analytics.cohort.pooled import METHODS, over_athletes, within_athlete
from analytics.lag.joint.answer import LOG_ODDS, POINTS
from analytics.lag.pairs import DEFAULT_PAIRS, outcome
from analytics.result import NotEnough
from analytics.statistics.arrays import Array

Filter: TypeAlias = tuple[str, str, Any]
BLOCK_UNITS = {"pain": POINTS, "pace": "per cent"}


def summaries(effects: Path, blocks: Path) -> Iterator[Row]:
    """One row a question and method, from the Parquet files of effects and blocks; one question in memory at a time.

    A pair is combined at its shortest declared lag, the same for every athlete: the lag at which an athlete's own
    relation is strongest would make the mean too large. Declared blocks of one athlete count as one, weighted by
    precision; all with an estimate are in, whatever their verdict.
    """
    for pair in DEFAULT_PAIRS:
        asked: list[Filter] = [("exposure", "==", pair.exposure), ("outcome", "==", pair.outcome)]
        found = _usable(_read(effects, ["effect", "se"], asked), "effect")
        unit = LOG_ODDS if outcome(pair.outcome).is_yes_no else POINTS
        about = {"question": "finding", "exposure": pair.exposure, "outcome": pair.outcome, "lag": min(pair.lags)}
        yield from _rows({**about, "unit": unit}, found["effect"].to_numpy(), found["se"].to_numpy())
    for name in OUTCOMES_OF_BLOCKS:
        asked = [("outcome", "==", name), ("answer", "==", "result"), ("is_declared", "==", True)]
        found = _usable(_read(blocks, ["athlete", "estimate", "se"], asked), "estimate")
        each = [
            within_athlete(mine["estimate"].to_numpy(), mine["se"].to_numpy()) for _, mine in found.groupby("athlete")
        ]
        about = {"question": "block", "exposure": "block", "outcome": name, "unit": BLOCK_UNITS[name]}
        yield from _rows(about, np.array([value for value, _ in each]), np.array([se for _, se in each]))


def _read(path: Path, columns: list[str], asked: list[Filter]) -> pd.DataFrame:
    return pq.read_table(path, columns=columns, filters=asked).to_pandas()


def _usable(found: pd.DataFrame, value: str) -> pd.DataFrame:
    """The rows with an estimate that has an uncertainty."""
    return found[np.isfinite(found[value]) & np.isfinite(found["se"]) & (found["se"] > 0)]


def _rows(about: Row, effects: Array, se: Array) -> Iterator[Row]:
    for method in METHODS:
        pooled = over_athletes(effects, se, method)
        if isinstance(pooled, NotEnough):
            yield {**about, "method": method, "answer": "not_enough", "n": len(effects), "reasons": pooled.sentence}
        else:
            yield {**about, "answer": "result", **asdict(pooled)}
