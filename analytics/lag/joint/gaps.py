"""Days without an entry: does writing one down go with the exposure, and what could the missing days hide?

Bounds without assumptions: Horowitz & Manski 2000, J. Am. Stat. Assoc. 95:77, with the diary's own lowest and highest
value in place of the scale's ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.joint.design import YEARLY_WAVE_FROM_DAYS, Design, Places, adjustment_sets
from analytics.lag.joint.surrogates import exposures
from analytics.statistics.products import Array, cross, full_rank, lengths, without

# Every twentieth diary would be withdrawn by chance at the usual 5 % (convention).
ENTRY_ALPHA = 0.01


@dataclass(frozen=True)
class Gaps:
    """Days from the outcome's first to its last entry, and how many of them have none.

    `entry_r`, `entry_p`: does an entry go with the exposure at the strongest declared lag, against its surrogates;
    `slope_low`, `slope_high`: the exposure's slope (per SI unit) whatever the missing days were. NaN without a gap.
    """

    n_days: int
    n_missing: int
    entry_r: float
    entry_p: float
    slope_low: float
    slope_high: float

    @property
    def is_doubt(self) -> bool:
        """Entries depend on the exposure, and the missing days could turn the answer round."""
        return self.entry_p <= ENTRY_ALPHA and self.slope_low <= 0 <= self.slope_high


def gaps(laid: Design, best: int, *, seed: int, n_surrogates: int) -> Gaps:
    """The gaps of the outcome; the slope's bounds are those of the lag at position `best`."""
    asked, days = laid.asked, laid.calendar
    entries = np.flatnonzero(~np.isnan(days.columns[asked.outcome]))
    places = np.arange(entries[0], entries[-1] + 1)
    x = days.at_lags(asked.exposure, places, asked.lags)
    places = places[~np.isnan(x).any(axis=1)]
    x, y = days.at_lags(asked.exposure, places, asked.lags), days.at(asked.outcome, places, 0)
    is_written = (~np.isnan(y)).astype(float)
    n_missing = int((is_written == 0).sum())
    if not n_missing:
        return Gaps(places.size, 0, np.nan, np.nan, np.nan, np.nan)
    basis = adjustment_sets(days, places, np.empty((places.size, 0)), YEARLY_WAVE_FROM_DAYS)[0]
    first = max(int(places[0]) - max(asked.lags), 0)
    last = min(int(places[-1]) - min(*asked.lags, 0), len(days.days) - 1)
    made = exposures(days, asked, first, last, n_surrogates, seed)
    rest = without(is_written, basis)
    real = _correlation(rest, without(x, basis))
    null = np.stack([_strength(rest, made, basis, places - lag - first) for lag in asked.lags], axis=1)
    hits = np.count_nonzero(np.abs(null).max(axis=1) >= np.abs(real).max() - 1e-12)
    strongest = float(real[np.argmax(np.abs(real))])
    return Gaps(
        places.size,
        n_missing,
        strongest,
        float((1 + hits) / (1 + n_surrogates)),
        *_worst(x[:, best], y, laid, places),
    )


def _correlation(rest: Array, columns: Array) -> Array:
    return np.asarray(
        np.einsum("i,ij->j", rest, columns) / np.sqrt(np.maximum((rest @ rest) * lengths(columns), 1e-12))
    )


def _strength(rest: Array, made: Array, basis: Array, at: Places) -> Array:
    """The correlation of every surrogate at one lag, its part along `basis` taken out of its length."""
    columns = np.take(made, at, axis=0, mode="clip")
    found = cross(np.column_stack([basis, rest]), columns)
    length = lengths(columns) - lengths(found[:-1])
    return np.asarray(found[-1] / np.sqrt(np.maximum((rest @ rest) * length, 1e-12)))


def _worst(x: Array, y: Array, laid: Design, places: Places) -> tuple[float, float]:
    """The lowest and highest slope that any fill of the missing days with values seen could give."""
    weekdays = full_rank(
        np.equal.outer(laid.calendar.days[places].day_of_week.to_numpy(), np.arange(7)).astype(float)
    )
    freed = without(x, weekdays)
    lowest, highest, is_missing = np.nanmin(y), np.nanmax(y), np.isnan(y)
    falling = np.where(is_missing, np.where(freed > 0, lowest, highest), y)
    rising = np.where(is_missing, np.where(freed > 0, highest, lowest), y)
    length = freed @ freed
    return float(freed @ falling / length), float(freed @ rising / length)
