"""Days without an entry: is writing one down itself tied to the load, and what could the gaps hide?

Bounds without assumptions: Horowitz & Manski 2000, J. Am. Stat. Assoc. 95:77, with the reader's own
lowest and highest value in place of the scale's ends.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.lag.calendar import Question, moved
from analytics.lag.correlation import Columns
from analytics.lag.scores import Array

# Above this share of missing days the bounds are told (METHOD in `lag`; convention).
MANY_MISSING = 0.20


def is_written(asked: Question, lag: int) -> Array:
    """1 where the outcome was written down, 0 where not, NaN before its first and after its last entry."""
    outcome = asked.y_raw[asked.lags.index(lag)]
    known = np.flatnonzero(~np.isnan(outcome))
    written = np.full(outcome.size, np.nan)
    written[known[0] : known[-1] + 1] = ~np.isnan(outcome[known[0] : known[-1] + 1])
    return written


def entry_columns(asked: Question) -> Columns:
    """'Was there an entry' at each lag, as targets for the exposure's correlation; all 0 where none is missing."""
    targets, masks = [], []
    for lag in asked.lags:
        written = is_written(asked, lag)
        used = ~np.isnan(written) & ~np.isnan(asked.x_scores)
        centred = np.where(used, written - written[used].mean(), 0.0)
        targets.append(centred / max(float(np.sqrt((centred**2).sum() / used.sum())), 1e-12))
        masks.append(used)
    return Columns(np.stack(targets, axis=1), np.stack(masks, axis=1))


def after_pain(asked: Question, lag: int) -> float:
    """Correlation of 'an entry today' with the last day's value; NaN where no day is missing."""
    outcome = asked.y_raw[asked.lags.index(lag)]
    before = moved(outcome, 0, outcome.size, -1)
    written = is_written(asked, lag)
    used = ~np.isnan(before) & ~np.isnan(written)
    if used.sum() < 3 or np.ptp(written[used]) == 0 or np.ptp(before[used]) == 0:
        return np.nan
    return float(np.corrcoef(before[used], written[used])[0, 1])


def worst_fills(asked: Question, lag: int) -> tuple[float, float]:
    """The lowest and the highest slope that any fill of the missing days with values seen could give."""
    y = asked.y[asked.lags.index(lag)]
    used = ~np.isnan(is_written(asked, lag)) & ~np.isnan(asked.x)
    x, y = asked.x[used] - asked.x[used].mean(), y[used]
    lowest, highest = np.nanmin(y), np.nanmax(y)
    falling = np.where(np.isnan(y), np.where(x > 0, lowest, highest), y)
    rising = np.where(np.isnan(y), np.where(x > 0, highest, lowest), y)
    return float(x @ falling / (x @ x)), float(x @ rising / (x @ x))


def missing(asked: Question, lag: int, entry_r: float, entry_p: float) -> pd.DataFrame:
    """One row: `days n_missing share entry_r entry_p after_pain_r slope_low slope_high` at `lag`."""
    written = is_written(asked, lag)
    n_days, n_missing = int((~np.isnan(written)).sum()), int((written == 0).sum())
    low, high = worst_fills(asked, lag)
    row = {
        "exposure": asked.exposure.column,
        "outcome": asked.outcome.column,
        "n_days": n_days,
        "n_missing": n_missing,
        "share": n_missing / n_days,
        "entry_r": entry_r,
        "entry_p": entry_p,
        "after_pain_r": after_pain(asked, lag),
        "slope_low": low,
        "slope_high": high,
    }
    return pd.DataFrame([row])
