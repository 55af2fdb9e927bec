"""Two columns on the same rows: the one across as it was some days before the one up."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

# Days of the trailing mean that smooths both, by the words of the choice.
SMOOTHINGS = {"None": 1, "7 days": 7, "28 days": 28}
# At least this share of a smoothed window has to be known (convention).
KNOWN_SHARE = 0.4


def smoothed(values: pd.Series, days: int) -> pd.Series:
    """The mean of a day and the `days` - 1 before it; missing where fewer than two in five of them are known."""
    if days <= 1:
        return values
    return values.rolling(days, min_periods=max(1, round(days * KNOWN_SHARE))).mean()


def paired(
    daily: pd.DataFrame,
    across: str,
    up: str,
    lag: int,
    days: int = 1,
    first: pd.Timestamp | None = None,
    last: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """One row a day that knows both, indexed by the day of `up`: columns `across` (`lag` days earlier) and `up`, SI.

    `daily` is a calendar without a gap; both are smoothed over `days` first. `first` and `last` (inclusive) bound the
    day of `up`. No row where nothing is known of both.
    """
    x, y = smoothed(daily[across], days).shift(lag), smoothed(daily[up], days)
    both = pd.DataFrame({"across": x, "up": y}, index=daily.index).dropna()
    return both.loc[first:last]


def between(daily: pd.DataFrame, columns: Sequence[str], first: pd.Timestamp, last: pd.Timestamp) -> pd.DataFrame:
    """The columns from `first` to `last`, both included."""
    return daily.loc[first:last, list(columns)]


def both(daily: pd.DataFrame, across: str, up: str) -> pd.DataFrame:
    """The two columns on the calendar as they are: `across`, `up`, SI."""
    return pd.DataFrame({"across": daily[across], "up": daily[up]}, index=daily.index)


def block_of_days(blocks: pd.DataFrame, days: pd.DatetimeIndex) -> pd.Series:
    """The name of the block each day lies in (the latest begun where there are several), 'none' elsewhere."""
    names = pd.Series("none", index=days)
    for row in blocks.sort_values("start").to_dict("records"):
        names[(days >= row["start"]) & (days <= row["end"])] = row["name"]
    return names
