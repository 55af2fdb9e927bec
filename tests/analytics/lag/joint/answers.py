"""An answer of the joint model made by hand, and every way in which a pair can be judged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from analytics.lag.joint.answer import LOG_ODDS, Answer, Drift, Effect, Errors
from analytics.lag.joint.controls import BICEPS, FUTURE, REACTION, WEEKLY, Control
from analytics.lag.joint.found import Found, more_weeks
from analytics.lag.joint.gaps import Gaps
from analytics.lag.joint.verdict import (
    CANNOT_TELL,
    DRIFT,
    FLOOR,
    GAPS,
    NOTHING,
    RELATED,
    SEASON,
    WIDE,
    WITHDRAWN,
    verdict,
)  # fmt: skip
from analytics.lag.pairs import Pair, exposure, outcome

NAN = float("nan")
# A standard deviation of each kind of exposure in its own unit.
SPREAD = {"distance": 10_000.0, "climb": 300.0, "time": 900.0, "sets": 30.0, "other": 1.0}
ANSWER = Answer(
    exposure="distance_7d_m",
    outcome="pain",
    lags=(0, 1),
    lag=1,
    t=(1.0, 4.0),
    p=0.01,
    weight=1.0,
    band=2.3,
    effect=Effect(1e-4, 5e-5, 1.5e-4, 2e-5, "points"),
    errors=Errors(0.8, 0.0),
    n=300,
    n_left_out=0,
    first_day=pd.Timestamp("2024-01-01"),
    last_day=pd.Timestamp("2024-12-31"),
    spread=10_000.0,
    level=4.0,
    share_at_floor=0.1,
    adjusted_for=("glute_sets_28d",),
    covariates=(),
    unadjusted=(),
    drift=Drift(False, NAN, NAN, NAN, NAN),
    controls=(Control(FUTURE, -7, 1.0, 4.0, 1.0, 300),),
    gaps=Gaps(365, 65, 0.1, 0.5, -1.0, 1.0),
    days=pd.DataFrame(
        {"exposure": [1.0, 2.0], "outcome": [3.0, 4.0]},
        index=pd.DatetimeIndex(["2024-01-01", "2024-12-31"], name="day"),
    ),
    n_surrogates=299,
    seed=1,
)


def found(answer: Answer = ANSWER, q: float = NAN) -> Found:
    """The pair as it is judged."""
    said = verdict(answer)
    return Found(answer, q, said.word, said.reasons, more_weeks(answer))


def of_pair(pair: Pair) -> Answer:
    """The answer as if it were that pair's: a clear effect of half a point (or log odds) a standard deviation."""
    declared, is_odds = exposure(pair.exposure), outcome(pair.outcome).is_yes_no
    spread = SPREAD[declared.kind] * (3 if declared.window > 1 and declared.kind == "sets" else 1)
    size = 0.5 / spread
    scale = LOG_ODDS if is_odds else "points"
    adjusted = ("distance_7d_m",) if declared.kind == "sets" else ("glute_sets_28d",)
    return replace(
        ANSWER, exposure=pair.exposure, outcome=pair.outcome, spread=spread, lags=pair.lags, lag=pair.lags[-1],
        t=(1.0,) * (len(pair.lags) - 1) + (4.0,), adjusted_for=adjusted,
        effect=Effect(size, 0.4 * size, 1.6 * size, 0.3 * size, scale),
    )  # fmt: skip


def ways(pair: Pair) -> Iterator[Found]:
    """The pair with every verdict and every reason of a verdict."""
    clear = of_pair(pair)
    size = clear.effect.value
    tight = replace(clear, p=0.6, effect=replace(clear.effect, value=0.0, low=-0.1 * size, high=0.1 * size))
    loose = replace(clear, p=0.6, effect=replace(clear.effect, low=-0.9 * size, high=1.1 * size))
    wide = replace(clear, p=0.6, effect=replace(clear.effect, low=-25 * size, high=26 * size))
    slow = replace(clear, p=0.2, drift=Drift(True, 0.01, 0.2, 0.42, NAN))
    yearly = replace(clear, drift=Drift(False, NAN, NAN, NAN, 0.5))
    yield Found(clear, 0.01, RELATED, (), 4.0)
    yield Found(replace(clear, effect=replace(clear.effect, low=1e-3 * size)), 0.01, RELATED, (), 4.0)
    down = Effect(-size, -1.6 * size, -0.4 * size, 0.3 * size, clear.effect.scale)
    yield Found(replace(clear, effect=down), 0.01, RELATED, (), 4.0)
    for answer in (tight, loose, clear):
        yield Found(answer, 0.5, NOTHING, (), 30.0)
    for weeks in (7.0, 118.0, float("inf")):
        yield Found(wide, 0.5, CANNOT_TELL, (WIDE,), weeks)
    yield Found(replace(loose, share_at_floor=0.62), 0.5, CANNOT_TELL, (FLOOR,), 30.0)
    yield Found(slow, 0.5, WITHDRAWN, (DRIFT,), 30.0)
    yield Found(slow, 0.5, WITHDRAWN, (SEASON,), 30.0)
    yield Found(yearly, 0.01, WITHDRAWN, (SEASON,), 30.0)
    for reason in (FUTURE, REACTION, WEEKLY, BICEPS, GAPS):
        yield Found(clear, 0.01, WITHDRAWN, (reason,), 30.0)
