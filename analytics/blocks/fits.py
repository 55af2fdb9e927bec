"""Two lines through the same days: with a trend already under way, and without; covariates beside either."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.blocks import design
from analytics.blocks.design import Design
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit


@dataclass(frozen=True)
class Fits:
    """Both lines, each intercept, covariates, day (years; in `trend` alone), step."""

    trend: Fit
    level: Fit

    def __getitem__(self, basis: str) -> Fit:
        return self.trend if basis == "trend" else self.level


def fit(plan: Design, covariates: Array | None = None) -> Fits:
    """Both fits of the plan's used days, adjusted for `covariates`, (used days, n)."""
    used = plan.used
    days = used["offset"].to_numpy(float)
    columns = design.columns(days, used["observed"].to_numpy(), covariates)
    n_terms = columns.shape[1] - 1
    return Fits(*autocorrelated.fit(days, columns, [terms("trend", n_terms), terms("level", n_terms)]))


def terms(basis: str, n_terms: int = 3) -> tuple[int, ...]:
    """Positions in `design.columns` after the response, of `n_terms` (3 without covariates) in all."""
    day = n_terms - 2
    return tuple(i for i in range(n_terms) if basis == "trend" or i != day)
