"""The stretch of a log that holds its data: a few stray entries years before it do not stretch an axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

# A year without any entry parts what came before from the log itself; fewer days than this before it are strays, not
# an earlier time of life (conventions).
GAP_DAYS = 365
FEWEST_DAYS = 10


@dataclass(frozen=True)
class Stretch:
    """The first day of the log itself, and the runs and days with an entry that lie before it."""

    VERSION: ClassVar[int] = 1

    first: pd.Timestamp
    n_older_runs: int
    n_older_days: int


def stretch(daily: pd.DataFrame) -> Stretch | None:
    """Where the view of `daily` (the daily frame) opens; None for a log without an entry."""
    read = daily[["n_runs", "n_sets", "pain"]]
    on_record = daily.index[((read[["n_runs", "n_sets"]] > 0).any(axis=1) | read["pain"].notna()).to_numpy()]
    if on_record.empty:
        return None
    gaps = np.flatnonzero(np.diff(on_record.to_numpy()) >= np.timedelta64(GAP_DAYS, "D"))
    strays = [at + 1 for at in gaps if at + 1 < FEWEST_DAYS and at + 1 < len(on_record) - at - 1]
    n_older = int(max(strays, default=0))
    first = on_record[n_older]
    return Stretch(first, int(daily.loc[daily.index < first, "n_runs"].sum()), n_older)


def say_older(found: Stretch) -> str:
    """'2 older runs', '3 older days'; '' where there are none."""
    if not found.n_older_days:
        return ""
    is_runs = found.n_older_runs == found.n_older_days
    n, what = found.n_older_days, "run" if is_runs else "day"
    return f"{n} older {what}{'s' * (n != 1)}"


def in_view(daily: pd.DataFrame, found: Stretch, n_days: int | None, *, has_older: bool = False) -> pd.DataFrame:
    """The days from the log's own first one on (from the very first where `has_older`), the last `n_days` of them."""
    days = daily if has_older else daily[daily.index >= found.first]
    return days if n_days is None else days.iloc[-n_days:]
