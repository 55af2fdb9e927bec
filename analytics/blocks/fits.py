"""Lines through the same days: with a trend already under way, without, and between the two; covariates beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from analytics.blocks import design, slopes
from analytics.blocks.design import Design
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit


@dataclass(frozen=True)
class Fits:
    """Both lines, each intercept, covariates, day (years; in `trend` alone), step."""

    trend: Fit
    level: Fit

    @cached_property
    def prior(self) -> Fit:
        """The one with a trend under a normal prior on its slope: what a verdict rests on."""
        return slopes.held(self.trend, self.level)

    def __getitem__(self, basis: str) -> Fit:
        """`basis` is "prior", "trend" or "level"."""
        return {"prior": lambda: self.prior, "trend": lambda: self.trend, "level": lambda: self.level}[basis]()


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
    return tuple(i for i in range(n_terms) if basis != "level" or i != day)
