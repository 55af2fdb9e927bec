"""The whitened partial score of an exposure at each lag, and that of all its surrogates beside it, in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.lag.joint.design import Array, Design, filled, without
from analytics.lag.joint.surrogates import surrogates
from analytics.statistics import reml

TINY = 1e-12


@dataclass(frozen=True)
class Whitened:
    """Response (n,), adjustment sets (n, p) each, and the exposure's columns (n, lags, 1 + surrogates), the real one
    first, all filtered by the errors' likeliest autocorrelation."""

    y: Array
    sets: tuple[Array, ...]
    x: Array


@dataclass(frozen=True)
class Score:
    """`t` (lags,) of the real exposure, `null` (surrogates, lags) of the others."""

    t: Array
    null: Array

    @property
    def p(self) -> float:
        """(1 + surrogates whose strongest lag is at least as strong) / (1 + surrogates)."""
        hits = np.count_nonzero(np.abs(self.null).max(axis=1) >= np.abs(self.t).max() - TINY)
        return float((1 + hits) / (1 + len(self.null)))

    @property
    def best(self) -> int:
        """The position of the strongest lag."""
        return int(np.argmax(np.abs(self.t)))


def columns(laid: Design, *, seed: int, n_surrogates: int) -> Array:
    """(n, lags, 1 + surrogates) the exposure and its surrogates at each lag on the used days."""
    asked, days = laid.asked, laid.calendar
    series = filled(days.columns[asked.exposure])
    first = max(int(laid.places[0]) - max(asked.lags), 0)
    last = min(int(laid.places[-1]) - min(*asked.lags, 0), series.size - 1)
    made = surrogates(series[first : last + 1], n_surrogates, seed)
    beside = np.empty((laid.n, len(asked.lags), 1 + n_surrogates))
    beside[:, :, 0] = laid.x
    for i, lag in enumerate(asked.lags):
        beside[:, i, 1:] = made[(laid.places - lag - first).clip(0, len(made) - 1)]
    return beside


def whitened(laid: Design, response: Array, weight: Array, beside: Array, cell: tuple[float, float]) -> Whitened:
    """One pass of the filter of `cell` (phi, w) over everything; `weight` (n,) scales the design's rows."""
    sets = (laid.full, laid.seasonless, laid.timeless)
    flat = beside.reshape(laid.n, -1)
    whole = np.column_stack([response, *(weight[:, None] * part for part in (*sets, flat))])
    rows = filtered(laid.days, whole, cell)
    ends = np.cumsum([1, *(part.shape[1] for part in sets)])
    y, full, seasonless, timeless, x = np.split(rows, ends, axis=1)
    return Whitened(y[:, 0], (full, seasonless, timeless), x.reshape(beside.shape))


def filtered(days: Array, columns: Array, cell: tuple[float, float]) -> Array:
    """`columns` (n, k) whitened for one autocorrelation and share of day noise."""
    phi, w = (np.array([value]) for value in cell)
    return reml.whitened_rows(days, columns, phi, w)[0][:, 0, :]


def score(rows: Whitened, adjusted: Array) -> Score:
    """t of each column of the exposure with the response, `adjusted` (n, p) whitened columns taken out of both."""
    basis = np.linalg.qr(adjusted)[0]
    n, n_lags, width = rows.x.shape
    flat = rows.x.reshape(n, -1)
    rest = without(rows.y, basis)
    # Its part along the basis leaves a column's product with `rest` as it is, and its length shorter.
    length = np.einsum("ij,ij->j", flat, flat) - np.einsum("ij,ij->j", basis.T @ flat, basis.T @ flat)
    spread = np.sqrt((rest @ rest) / (n - basis.shape[1] - 1))
    t = (rest @ flat / (np.sqrt(np.maximum(length, TINY)) * spread)).reshape(n_lags, width)
    return Score(t[:, 0], t[:, 1:].T)


def t_values(response: Array, candidates: Array, adjusted: Array) -> Array:
    """(candidates,) t of each of `candidates` (n, k) in a least-squares fit beside `adjusted` (n, p), each alone."""
    basis = np.linalg.qr(adjusted)[0]
    rest, moved = without(response, basis), without(candidates, basis)
    length = np.maximum((moved**2).sum(axis=0), TINY)
    slope = rest @ moved / length
    left = np.maximum((rest**2).sum() - slope**2 * length, TINY) / (len(rest) - basis.shape[1] - 1)
    return np.asarray(slope * np.sqrt(length / left))


