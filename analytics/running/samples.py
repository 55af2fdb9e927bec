"""Which runs have their samples opened for one answer: the same for pages, report and command line."""

from __future__ import annotations

import pandas as pd

# Samples of more runs than this are not opened for one answer: hills are then taken from the runs' totals.
MOST_OPENED = 400
LAST_YEAR = pd.Timedelta(days=365)


def to_open(runs: pd.DataFrame, since: pd.Timestamp | None = None) -> pd.Series:
    """The `run_id` of the runs from `since` on (None: of the log's last year), the newest where they are many.

    `runs` is the frame, oldest first.
    """
    first = since if since is not None else runs["day"].max() - LAST_YEAR
    return runs.loc[runs["day"] >= first, "run_id"].tail(MOST_OPENED)
