"""Long series for drawing: few points that keep the shape, and a course on the ground in metres."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.statistics.arrays import Array

# Points a column in a drawing: twice a panel's pixels would not be seen (convention).
BUCKETS = 300
# Mean radius of the earth, m (IUGG); a run is small enough for a plane that touches it.
EARTH_M = 6_371_008.8


def kept(rows: pd.DataFrame, columns: list[str], n_buckets: int = BUCKETS) -> np.ndarray:
    """Positions of the rows to draw: of each of `n_buckets` equal stretches the smallest and the largest known value
    of every column (min-max; Jugel et al. 2014, M4), and the first and the last row. All rows where they are few.

    Every extreme stays, and all columns are drawn at the same places, so that one cursor reads them all.
    """
    n = len(rows)
    if n <= 2 * n_buckets:
        return np.arange(n)
    edges = np.linspace(0, n, n_buckets + 1).astype(int)
    found = [np.array([0, n - 1])]
    for column in columns:
        values = rows[column].to_numpy(float)
        if np.isnan(values).all():
            continue
        found += [_extremes(values, edges, largest) for largest in (False, True)]
    return np.unique(np.concatenate(found))


def _extremes(values: Array, edges: Array, largest: bool) -> np.ndarray:
    worth = np.where(np.isnan(values), np.inf, -values if largest else values)
    width = int(np.diff(edges).max())
    place = np.minimum(edges[:-1, None] + np.arange(width), edges[1:, None] - 1)
    return np.asarray(edges[:-1] + worth[place].argmin(axis=1))


def ground(lat: pd.Series, lon: pd.Series) -> pd.DataFrame:
    """`x_m` east and `y_m` north of the middle of the course, same index; NaN where a position is missing.

    Equirectangular about the middle: within 0.1 % of the great circle for courses of up to 50 km at middle latitudes.
    """
    middle_lat, middle_lon = (float(v.min() + v.max()) / 2 for v in (lat, lon))
    across = np.radians(lon - middle_lon) * np.cos(np.radians(middle_lat))
    return pd.DataFrame({"x_m": across * EARTH_M, "y_m": np.radians(lat - middle_lat) * EARTH_M})
