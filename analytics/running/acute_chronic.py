"""The ratio of acute to chronic load, for those who ask for it, with what is known against it."""

from __future__ import annotations

import pandas as pd

NOTE = (
    "The ratio of acute to chronic load is shown because you asked. It does not say who gets hurt: its coloured "
    "zones were an artefact (Impellizzeri et al. 2021), and in 5,205 runners it showed nothing or the opposite "
    "(Frandsen et al. 2025)."
)


def ratio(load: pd.Series, method: str = "ewma") -> pd.DataFrame:
    """The ratio of acute (7 days) to chronic (28 days) load by day: `acute chronic acwr`. Show it with `NOTE`.

    `load` is one number a day without gaps in its days, in any unit. "ewma": lambda = 2/(N+1), started at the first
    day's load (Williams et al. 2017 Br J Sports Med 51:209); "rolling": means of 7 and 28 full days. Coupled: the
    week is part of the 28 days. A day with unknown load has no ratio. Raises ValueError for another method.
    """
    if method == "ewma":
        acute, chronic = (load.ewm(span=n, adjust=False).mean().where(load.notna()) for n in (7, 28))
    elif method == "rolling":
        acute, chronic = (load.rolling(n, min_periods=n).mean() for n in (7, 28))
    else:
        raise ValueError(f"No method {method!r}. Methods are 'ewma' and 'rolling'.")
    return pd.DataFrame({"acute": acute, "chronic": chronic, "acwr": acute / chronic.where(chronic > 0)})
