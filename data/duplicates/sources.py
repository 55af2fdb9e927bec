"""What sources are good for: whose row is kept, and whose clock is local."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Kept first to last: watch FIT > FIT by way of Strava > other tracks > Garmin list > account JSON > Strava list.
SOURCE_ORDER = (
    "garmin_fit",
    "strava_fit",
    "tcx",
    "gpx",
    "apple_health",
    "polar",
    "fitbit",
    "whoop",
    "garmin_csv",
    "garmin_account",
    "strava_csv",
    "runkeeper",
    "hevy",
    "strong",
    "fitbod",
    "fitnotes",
    "liftosaur",
    "lyfta",
    "stronglifts",
    "liftlog",
    "jefit",
    "mapped",
)
# Sources that hold wall-clock times only: their instant hangs on the zone that was assumed.
LOCAL_SOURCES = ("garmin_csv", "runkeeper", "hevy", "strong", "fitnotes", "lyfta", "stronglifts", "liftlog", "mapped")
# Files of one recording each: another such file says nothing of the days between.
RECORDINGS = ("garmin_fit", "strava_fit", "tcx", "gpx", "polar")


def rank(sources: pd.Series, order: tuple[str, ...] = SOURCE_ORDER) -> np.ndarray:
    """Place of each source in `order`; those that are not in it come last, in the order of `SOURCE_ORDER`."""
    whole = (*order, *(s for s in SOURCE_ORDER if s not in order))
    places = {source: float(place) for place, source in enumerate(whole)}
    codes, names = pd.factorize(sources)
    return np.asarray(np.array([places.get(name, float(len(whole))) for name in names], dtype=float)[codes])
