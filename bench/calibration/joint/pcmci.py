"""PCMCI on the same columns: `tigramite`, which is GPL, is no part of the project and has to be there by itself."""

from __future__ import annotations

from importlib.util import find_spec

import numpy as np
import pandas as pd

from analytics.lag.joint import Question

ALPHA = 0.05
# How far back the outcome and the exposures may follow themselves, days: a week, and the week before.
OWN_LAGS = (1, 2, 3, 7, 14)
# What marks a day without a value.
MISSING = 999.0
ABSENT = "tigramite is not installed, so PCMCI is left out: pip install tigramite (GPL; for this measurement alone)."


def is_there() -> bool:
    """Whether `tigramite` can be imported."""
    return find_spec("tigramite") is not None


def pcmci(log: pd.DataFrame, asked: Question, _seed: int) -> bool:
    """Partial correlations by PCMCI (Runge et al. 2019, Science Advances 5:eaau4996): the smallest MCI p over the
    declared lags, times their number, is at most 5 %. Raises ImportError where `tigramite` is absent."""
    from tigramite import data_processing
    from tigramite.independence_tests.parcorr import ParCorr
    from tigramite.pcmci import PCMCI

    others = [other for other in asked.adjusted_for if other.column in log]
    columns = [asked.outcome, asked.exposure, *(other.column for other in others)]
    known = log[columns].to_numpy(dtype=float)
    known = (known - np.nanmean(known, axis=0)) / np.nanstd(known, axis=0)
    frame = data_processing.DataFrame(np.where(np.isnan(known), MISSING, known), missing_flag=MISSING)
    lags = {1: asked.lags, **{place: other.lags for place, other in enumerate(others, start=2)}}
    found = PCMCI(dataframe=frame, cond_ind_test=ParCorr(), verbosity=0).run_pcmci(
        link_assumptions=links(lags), tau_max=max(*OWN_LAGS, *(max(each) for each in lags.values())), pc_alpha=0.2
    )
    p = [found["p_matrix"][1, 0, lag] for lag in asked.lags]
    return bool(min(p) * len(p) <= ALPHA)


def links(lags: dict[int, tuple[int, ...]]) -> dict[int, dict[tuple[int, int], str]]:
    """Each column may follow itself, and the outcome (place 0) every exposure at its declared lags."""
    found = {place: {(place, -lag): "-?>" for lag in OWN_LAGS} for place in (0, *lags)}
    for place, own in lags.items():
        for lag in own:
            found[0][(place, -lag)] = "-?>" if lag else "o?o"
            if not lag:
                found[place][(0, 0)] = "o?o"
    return found
