"""Matrix products in pieces: small ones stay in the cache, and the library does not spread them over threads, which
costs twenty times the work where another program holds the other core."""

from __future__ import annotations

import numpy as np

from analytics.statistics.arrays import Array as Array

# Multiplications in one call of the matrix library.
PIECE = 130_000
# Columns of the wider matrix in one call.
BLOCK = 64
# Directions shorter than this share of the longest are rounding, not information.
FULL_RANK = 1e-5


def cross(left: Array, right: Array) -> Array:
    """left.T @ right of (n, p) and (n, k): (p, k)."""
    n, k = right.shape
    size = min(BLOCK, max(k, 1))
    whole = k - k % size
    blocks = right[:, :whole].reshape(n, -1, size).transpose(1, 0, 2)
    found = np.zeros((left.shape[1], k))
    width = max(PIECE // (size * max(left.shape[1], 1)), 1)
    for first in range(0, n, width):
        days = slice(first, first + width)
        found[:, :whole] += np.matmul(left[days].T, blocks[:, days]).transpose(1, 0, 2).reshape(-1, whole)
        found[:, whole:] += left[days].T @ right[days, whole:]
    return found


def lengths(columns: Array) -> Array:
    """(k,) squared length of each column of (n, k)."""
    return np.asarray(np.einsum("ij,ij->j", columns, columns))


def full_rank(columns: Array) -> Array:
    """Orthonormal columns that span the same space as (n, p): collinear ones count once."""
    return _orthonormal(_orthonormal(columns))


def _orthonormal(columns: Array) -> Array:
    sizes = np.sqrt(lengths(columns))
    kept = columns[:, sizes > 0] / sizes[sizes > 0]
    shares, turned = np.linalg.eigh(cross(kept, kept))
    is_long = shares > FULL_RANK**2 * shares.max()
    return np.asarray(np.einsum("ij,jk->ik", kept, turned[:, is_long] / np.sqrt(shares[is_long])))


def without(columns: Array, basis: Array) -> Array:
    """`columns` (n,) or (n, k) less what the orthonormal `basis` (n, p) tells of them."""
    if columns.ndim == 1:
        return np.asarray(columns - np.einsum("ij,j->i", basis, np.einsum("ij,i->j", basis, columns)))
    return np.asarray(columns - np.einsum("ij,jk->ik", basis, cross(basis, columns)))
