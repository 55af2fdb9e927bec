"""Any two columns of the daily frame side by side, to look at by hand: nothing here is a test."""

from analytics.explore.cells import behind, cells
from analytics.explore.columns import choices, daily_with
from analytics.explore.curve import curve
from analytics.explore.fifths import are_fifths, fifths
from analytics.explore.lags import Lags, over_lags
from analytics.explore.one_more import OneMore, one_more
from analytics.explore.pairing import SMOOTHINGS, between, block_of_days, both, paired, smoothed

__all__ = [
    "SMOOTHINGS", "Lags", "OneMore", "are_fifths", "behind", "between", "block_of_days", "both", "cells", "choices",
    "curve", "daily_with", "fifths", "one_more", "over_lags", "paired", "smoothed",
]  # fmt: skip
