"""The same worlds asked by other methods: who is wrong how often, and who finds what is there.

    python -m bench joint-compared

The joint model; a pair asked alone (`association`, the former test); least squares with Newey-West errors (HAC) and
an F test over the lags, adjusted for the same; and the best of Spearman's correlations over the lags, as a
spreadsheet gives it.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag import association
from analytics.lag.joint import Answer, Question, measure, question, verdict
from analytics.lag.joint.design import calendar, design
from analytics.result import NotEnough, Result
from bench.calibration.joint.bars import SHORT
from bench.calibration.joint.cells import LAGS, Cell, null_cells, planted_cells, rhythm_cells
from bench.calibration.tables import percent, table

REPETITIONS, SURROGATES, SEED = 200, 299, 20261128
ALPHA, HAC_DAYS = 0.05, 28
# Cells of the calibration that are asked again here, by their names.
CHOSEN = (
    "AR 0.8, 30% missing|distance_7d_m|365",
    "AR 0.8, 30% missing|glute_sets_28d|365",
    "plan cycles and flares|distance_7d_m|365",
    "injury layoffs|distance_7d_m|365",
    "a coach re-plans on Mondays|distance_7d_m|365",
    "diary filled in once a week|distance_7d_m|365",
    "trend and season|distance_7d_m|365",
    "only mileage acts, fewer sets in big weeks|glute_sets_28d|365",
    "only mileage acts, fewer sets in big weeks|glute_sets_28d|730",
    "on/off blocks|glute_sets_28d|365",
    "off in the middle|glute_sets_28d|365",
    "on/off blocks|distance_7d_m|182",
)
Says = Callable[[pd.DataFrame, Question, int], bool]


def joint(log: pd.DataFrame, asked: Question, seed: int) -> bool:
    """The joint model says *related*."""
    answer = measure(log, asked, seed=seed, n_surrogates=SURROGATES)
    return isinstance(answer, Answer) and verdict(answer).word == "related"


def alone(log: pd.DataFrame, asked: Question, seed: int) -> bool:
    """`association` says *related*."""
    answer = association(log, asked.exposure, asked.outcome, asked.lags, seed=seed, n_surrogates=SURROGATES)
    return isinstance(answer, Result) and answer.verdict == "related"


def hac(log: pd.DataFrame, asked: Question, _seed: int) -> bool:
    """Least squares on the joint model's columns, Newey-West errors of 28 days, F over the lags at 5 %."""
    import statsmodels.api as sm

    laid = design(calendar(log), asked)
    if isinstance(laid, NotEnough):
        return False
    known = np.column_stack([laid.x / laid.x.std(), laid.full])
    fitted = sm.OLS(laid.y, known).fit(cov_type="HAC", cov_kwds={"maxlags": HAC_DAYS})
    n_lags = laid.x.shape[1]
    return bool(fitted.f_test(np.eye(n_lags, known.shape[1])).pvalue <= ALPHA)


def spearman(log: pd.DataFrame, asked: Question, _seed: int) -> bool:
    """The smallest textbook p of Spearman's correlation over the lags is at most 5 %."""
    from scipy.stats import spearmanr

    laid = design(calendar(log), asked)
    if isinstance(laid, NotEnough):
        return False
    return bool(min(spearmanr(x, laid.y).pvalue for x in laid.x.T) <= ALPHA)


METHODS: dict[str, Says] = {"joint": joint, "alone": alone, "hac": hac, "spearman": spearman}


def measured(repetitions: int) -> list[dict[str, Any]]:
    """One row a cell: share of logs in which each method says that there is something."""
    known = {cell.name: cell for cell in (*null_cells(), *rhythm_cells(), *planted_cells())}
    return [_of(known[name], repetitions) for name in CHOSEN]


def _of(cell: Cell, repetitions: int) -> dict[str, Any]:
    asked, hits = question(cell.exposure, cell.outcome, LAGS[cell.exposure]), dict.fromkeys(METHODS, 0)
    for i in range(repetitions):
        log = cell.made(cell.n_days, np.random.default_rng([SEED, zlib.crc32(cell.world.encode()), cell.n_days, i]))
        for name, says in METHODS.items():
            hits[name] += says(log, asked, i)
    shares = {name: n / repetitions for name, n in hits.items()}
    print(f"{cell.name}: {shares}", file=sys.stderr)
    named = {"world": cell.world, "exposure": cell.exposure, "days": cell.n_days, "is_null": cell.is_null}
    return {**named, "n": repetitions, **shares}


def text(rows: list[dict[str, Any]]) -> str:
    """Who says that there is something, in how many logs."""
    head = ("world", "asked", "days", "anything there?", "joint model", "pair alone", "OLS with HAC", "best Spearman")
    return table(
        head,
        [
            (
                row["world"], SHORT[row["exposure"]], row["days"], "no" if row["is_null"] else "yes",
                *(percent(row[name], 0) for name in METHODS),
            )
            for row in rows
        ],
    )  # fmt: skip
