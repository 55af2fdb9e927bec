"""Negative controls: exposures that cannot act. A claim no stronger than its control is no claim.

Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383. Two are run beside each pair: the exposure's own future
(training that had not happened yet cannot hurt today, but pain can change training), and biceps sets.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.lag.calendar import question
from analytics.lag.correlation import observed, score_columns
from analytics.lag.enough import missing_column, too_little
from analytics.lag.pairs import Exposure, Pair, exposure

BICEPS = "biceps_sets"
FUTURE, BICEPS_WORDS = "future", "biceps"


def controls(daily: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """One row per control and lag: `exposure outcome control lag r n`; r is missing where it cannot be asked."""
    done = exposure(pair.exposure)
    future = Pair(pair.exposure, pair.outcome, (-done.window - 7, -done.window))
    rows = [_rows(daily, future, FUTURE, pair)]
    if not pair.exposure.startswith(BICEPS) and BICEPS in daily.columns:
        column = biceps_column(done)
        rows.append(_rows(with_biceps(daily, done), Pair(column, pair.outcome, pair.lags), BICEPS_WORDS, pair))
    return pd.concat(rows, ignore_index=True)


def biceps_column(done: Exposure) -> str:
    """The biceps sets over the same window as the exposure."""
    return BICEPS if done.window == 1 else f"{BICEPS}_{done.window}d"


def with_biceps(daily: pd.DataFrame, done: Exposure) -> pd.DataFrame:
    """`daily` with the windowed biceps sets where it lacks them; a new frame."""
    column = biceps_column(done)
    if column in daily.columns:
        return daily
    return daily.assign(**{column: daily[BICEPS].rolling(done.window, min_periods=done.window).sum()})


def strongest(found: pd.DataFrame) -> pd.Series | None:
    """The control with the largest absolute correlation; None where none could be asked."""
    known = found.dropna(subset=["r"])
    return None if known.empty else known.iloc[int(np.argmax(known["r"].abs()))]


def _rows(daily: pd.DataFrame, control: Pair, name: str, pair: Pair) -> pd.DataFrame:
    rows = pd.DataFrame({"lag": control.lags}).assign(
        exposure=pair.exposure, outcome=pair.outcome, control=name, r=np.nan, n=0
    )
    if missing_column(daily, control) is None:
        asked = question(daily, control)
        rows["n"] = asked.n
        if too_little(asked) is None:
            rows["r"] = observed(asked.x_scores, score_columns(asked))
    return rows[["exposure", "outcome", "control", "lag", "r", "n"]]
