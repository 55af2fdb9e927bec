"""What surrogate exposures, tied to nothing, would have shown: the yardstick of every answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from analytics.lag.scores import Array

COVERAGE = 0.95
# Surrogates are computed in single precision.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Chance:
    """The real exposure's correlations `r` (lags,) with the outcome, and those of its surrogates, `null`
    (surrogates, lags)."""

    r: Array
    null: npt.NDArray[np.float32]

    @cached_property
    def _strongest(self) -> npt.NDArray[np.float32]:
        return np.abs(self.null).max(axis=1)

    @property
    def p(self) -> float:
        """(1 + surrogates whose strongest lag is at least as strong) / (1 + surrogates)."""
        hits = np.count_nonzero(self._strongest >= np.abs(self.r).max() - ROUNDING)
        return float((1 + hits) / (1 + len(self.null)))

    @cached_property
    def band(self) -> float:
        """95 % of surrogates stay within +-band at every declared lag."""
        return float(np.quantile(self._strongest, COVERAGE))

    @cached_property
    def alone(self) -> Array:
        """(lags,) 95 % of surrogates stay within +-this at that lag."""
        return np.quantile(np.abs(self.null), COVERAGE, axis=0)

    @cached_property
    def explained(self) -> Array:
        """(lags,) How much of each lag's association is taken as real: 0 inside the band, towards 1 far outside."""
        return np.maximum(0.0, 1 - (self.band / np.maximum(np.abs(self.r), ROUNDING)) ** 2)

    @cached_property
    def search(self) -> Array:
        """(lags,) What the search over lags costs in width: the band over the lag's own, on Fisher's z scale, as far
        as the lag may be an accident; 1 where it can be none."""
        return 1 + (1 - self.explained) * (fisher(self.band) / fisher(self.alone) - 1)

    def is_inside(self, lag: int) -> bool:
        """The lag in that position lies within the band of chance."""
        return bool(np.abs(self.r[lag]) <= self.band)


def fisher(r: Array | float) -> Array:
    """Fisher's z."""
    return np.arctanh(np.clip(r, -0.999999, 0.999999))
