"""The same worlds asked by other methods: who is wrong how often, and who finds what is there.

    python -m bench joint-compared

The joint model; a pair asked alone (`association`, the former test); least squares with Newey-West errors (HAC) and
an F test over the lags, adjusted for the same; the best of Spearman's correlations over the lags, as a spreadsheet
gives it; and PCMCI, where `tigramite` is installed.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from analytics.lag import association
from analytics.lag.joint import Answer, Question, measure, question, verdict
from analytics.lag.joint.design import calendar, design
from analytics.result import NotEnough, Result
from bench.calibration.joint import pcmci
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
# Slow, and by a package that is no part of the project: on the first half of the logs.
PCMCI, PCMCI_SHARE = "pcmci", 0.5


def measured(repetitions: int) -> list[dict[str, Any]]:
    """One row a cell: share of logs in which each method says that there is something."""
    if not pcmci.is_there():
        print(pcmci.ABSENT, file=sys.stderr)
    return [
        {
            "world": cell.world, "exposure": cell.exposure, "days": cell.n_days, "is_null": cell.is_null,
            "n": repetitions, **shares(cell, METHODS, repetitions), **by_pcmci(cell, repetitions),
        }
        for cell in chosen()
    ]  # fmt: skip


def chosen() -> list[Cell]:
    """The cells that are asked again, in order."""
    known = {cell.name: cell for cell in (*null_cells(), *rhythm_cells(), *planted_cells())}
    return [known[name] for name in CHOSEN]


def by_pcmci(cell: Cell, repetitions: int) -> dict[str, Any]:
    """PCMCI's share and how many logs it was asked (`n_pcmci`); NaN and 0 where `tigramite` is absent."""
    if not pcmci.is_there():
        return {PCMCI: float("nan"), "n_pcmci": 0}
    n = max(int(PCMCI_SHARE * repetitions), 1)
    return {**shares(cell, {PCMCI: pcmci.pcmci}, n), "n_pcmci": n}


def shares(cell: Cell, methods: Mapping[str, Says], repetitions: int) -> dict[str, float]:
    """The share of the cell's logs in which each method says that there is something."""
    asked, hits = question(cell.exposure, cell.outcome, LAGS[cell.exposure]), dict.fromkeys(methods, 0)
    for i in range(repetitions):
        log = cell.made(cell.n_days, np.random.default_rng([SEED, zlib.crc32(cell.world.encode()), cell.n_days, i]))
        for name, says in methods.items():
            hits[name] += says(log, asked, i)
    found = {name: n / repetitions for name, n in hits.items()}
    print(f"{cell.name}: {found}", file=sys.stderr)
    return found


def text(rows: list[dict[str, Any]]) -> str:
    """Who says that there is something, in how many logs."""
    head = (
        "world", "asked", "days", "anything there?", "joint model", "pair alone", "OLS with HAC", "best Spearman",
        "PCMCI",
    )  # fmt: skip
    return table(
        head,
        [
            (
                row["world"], SHORT[row["exposure"]], row["days"], "no" if row["is_null"] else "yes",
                *(percent(row.get(name), 0) for name in (*METHODS, PCMCI)),
            )
            for row in rows
        ],
    )  # fmt: skip
