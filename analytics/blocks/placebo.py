"""The same question asked of dates on which nothing began: an illustration, not a test.

Dates inside the time before the block make a poor test (simulated: 11-24 % false positives at a nominal 5 %), but
they show how large a change of this size looks among ordinary weeks.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.blocks import design, fits, slopes
from analytics.blocks.design import Design
from analytics.statistics import autocorrelated
from analytics.statistics.arrays import Array
from analytics.statistics.autocorrelated import Fit

# As many as a reader can take in, and as fast as the answer itself.
N_DATES = 19
# Fewer make no picture (convention).
FEWEST_DATES = 8
# Rated days needed on each side of a placebo date: two weeks' worth of half-rated days each.
FEWEST_DAYS = 14


def dates(plan: Design, line: Fit, basis: str, seed: int) -> pd.DataFrame:
    """Up to 19 dates before the block, drawn with `seed`: columns `day estimate`, the change that each "shows".

    Asked as the real question is, whose autocorrelation and `basis` ("prior", "trend" or "level") are used. No rows
    where the time before is too short to hold one.
    """
    before = plan.course[(plan.course["offset"] < design.LEFT_OUT_FROM) & plan.course["observed"].notna()]
    days, scores = before["offset"].to_numpy(float), before["observed"].to_numpy()
    admissible = [day for day in np.arange(days[0], days[-1] + 1) if _has_room(days, day)]
    drawn = np.sort(np.random.default_rng(seed).permutation(admissible)[:N_DATES])
    when = plan.start + pd.to_timedelta(drawn, unit="D")
    return pd.DataFrame({"day": when, "estimate": _changes(days, scores, drawn, line, basis)})


def _has_room(days: Array, day: float) -> bool:
    offsets = days - day
    return bool(
        (offsets < design.LEFT_OUT_FROM).sum() >= FEWEST_DAYS and (offsets > design.LEFT_OUT_TO).sum() >= FEWEST_DAYS
    )


def _changes(days: Array, scores: Array, drawn: Array, line: Fit, basis: str) -> Array:
    """The change at each of the dates `drawn`, all in one pass: a cell per date, its left-out days unseen."""
    if not len(drawn):
        return np.empty(0)
    columns = np.stack([design.columns(days - day, scores) for day in drawn], axis=1)
    offset = days[:, None] - drawn
    seen: Array = np.where((offset >= design.LEFT_OUT_FROM) & (offset <= design.LEFT_OUT_TO), 0.0, 1.0)
    phi, w = np.full(len(drawn), line.phi), np.full(len(drawn), line.w)
    white = autocorrelated.whiten(days, columns, phi, w, seen)
    if basis == "prior":
        white.gram[:, slopes.SLOPE, slopes.SLOPE] += line.s2 / slopes.USUAL_SD**2
    return autocorrelated.profile(white, fits.terms(basis)).beta[:, -1]
