"""Negative controls in the joint model: exposures that cannot act, with the exposure's own effect beside them.

Lipsitch, Tchetgen Tchetgen & Cohen 2010, Epidemiology 21:383. The exposure's own future cannot hurt today, but pain
can change training; biceps sets cannot hurt a back; and a runner who skips runs on bad mornings seems to hurt less
from running more. With the exposure's own effect in the model, running that causes pain does not look like running
that follows it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analytics.lag.joint.design import MIN_DAYS, MIN_MOVING_DAYS, Calendar, Design
from analytics.lag.joint.question import BICEPS_COLUMN, MORNING_COLUMN, STRENGTH
from analytics.lag.joint.score import t_value, white
from analytics.lag.joint.surrogates import trailing_sums
from analytics.statistics.logistic import Linearised, straight
from analytics.statistics.products import Array
from analytics.statistics.whitening import Cell

FUTURE, REACTION, BICEPS = "future exposure", "reaction of the day", "biceps"
WEEKLY = "reaction of the week"
# What is held against a reaction is seldom as clear as what it feigns at lags 0-3.
REACTION_SHARE = 0.7
SUNDAY, WEEK = 6, 7
# Fewer weeks than this say nothing of how training follows pain (convention).
MIN_WEEKS = 20
TINY = 1e-12


@dataclass(frozen=True)
class Control:
    """A control's t at one lag over `n` days, and the claim's own t beside it on the same days; the claim falls where
    the control's is at least `share` of it."""

    control: str
    lag: int
    t: float
    t_claim: float
    share: float
    n: int

    @property
    def is_as_strong(self) -> bool:
        """The claim is no stronger than this control."""
        return abs(self.t) >= self.share * abs(self.t_claim)


@dataclass(frozen=True)
class Claim:
    """What a control is held against: the design, its response and weights, the errors' (phi, w), the position of the
    strongest lag, and its t."""

    laid: Design
    line: Linearised
    cell: Cell
    best: int
    t: float


def controls(claim: Claim) -> tuple[Control, ...]:
    """Every control that the record allows."""
    asked, days = claim.laid.asked, claim.laid.calendar
    found = [
        _compared(claim, FUTURE, days.at(asked.exposure, claim.laid.places, lag), lag)
        for lag in (-asked.window - 7, -asked.window)
    ]
    if asked.kind != STRENGTH:
        found += [*_reaction(claim), _weekly_reaction(claim)]
    elif days.has(BICEPS_COLUMN):
        biceps = trailing_sums(days.columns[BICEPS_COLUMN], asked.window)
        lag, shifted = asked.lags[claim.best], Calendar(days.days, {BICEPS_COLUMN: biceps})
        # At the claim's own lag: the strongest of four lags would outdo one weak true claim in seven by chance.
        own = claim.laid.x[:, [claim.best]]
        found.append(_compared(claim, BICEPS, shifted.at(BICEPS_COLUMN, claim.laid.places, lag), lag, own=own))
    return tuple(control for control in found if control is not None)


def _reaction(claim: Claim) -> list[Control | None]:
    """The next two days of it against the pain, and the day's against that morning's."""
    laid, days = claim.laid, claim.laid.calendar
    if not days.has(laid.asked.of_the_day):
        return []
    running = [days.at(laid.asked.of_the_day, laid.places, lag) for lag in (-2, -1, 0)]
    found = [_compared(claim, REACTION, next_days, lag) for next_days, lag in zip(running[:2], (-2, -1), strict=True)]
    if days.has(MORNING_COLUMN) and not laid.asked.is_yes_no:
        morning = straight(days.at(MORNING_COLUMN, laid.places, 0))
        before = [i for i, lag in enumerate(laid.asked.lags) if lag > 0]
        found.append(_compared(claim, REACTION, running[2], 0, own=laid.x[:, before], line=morning))
    return found


def _weekly_reaction(claim: Claim) -> Control | None:
    """A plan made anew each week: the coming week's amount against the mean pain of the week that ends on a Sunday,
    beside the amounts of that week and the one before. One row a week, so plain least squares will do."""
    laid, days = claim.laid, claim.laid.calendar
    if not days.has(laid.asked.of_the_day):
        return None
    inside = np.arange(laid.places[0], laid.places[-1] + 1)
    sundays = inside[days.days[inside].day_of_week == SUNDAY]
    amount, pain = trailing_sums(days.columns[laid.asked.of_the_day], WEEK), days.columns[laid.asked.outcome]
    n_known = trailing_sums(np.where(np.isnan(pain), 0.0, 1.0), WEEK)
    mean = trailing_sums(np.nan_to_num(pain), WEEK) / np.where(n_known > 0, n_known, np.nan)
    weekly = Calendar(days.days, {"amount": amount, "pain": mean})
    ahead, last, before = (weekly.at("amount", sundays, lag) for lag in (-WEEK, 0, WEEK))
    felt = weekly.at("pain", sundays, 0)
    used = ~np.isnan(np.column_stack([ahead, last, before, felt])).any(axis=1)
    if used.sum() < MIN_WEEKS or np.ptp(felt[used]) == 0 or np.ptp(ahead[used]) == 0:
        return None
    beside = np.column_stack([np.ones(sundays.size), sundays - sundays.mean(), last, before])[used]
    t = t_value(ahead[used], felt[used], beside)
    return Control(WEEKLY, -WEEK, t, claim.t, REACTION_SHARE, int(used.sum()))


def _compared(
    claim: Claim, name: str, other: Array, lag: int, *, own: Array | None = None, line: Linearised | None = None
) -> Control | None:
    """`other` (n,) beside `own` (n, k), the exposure at every lag unless given; None where too few days know it."""
    laid, line = claim.laid, claim.line if line is None else line
    own = laid.x if own is None else own
    used = ~np.isnan(other) & ~np.isnan(line.response)
    if used.sum() < MIN_DAYS or _n_moving(other[used]) < MIN_MOVING_DAYS:
        return None
    known = np.column_stack([own, other, laid.x[:, claim.best]])[used]
    whole = np.column_stack([laid.full[used], known / np.maximum(np.abs(known).max(axis=0), TINY)])
    rows = white(laid.days[used], np.column_stack([line.response[used], line.weight[used, None] * whole]), claim.cell)
    y, full, beside, control, own_best = np.split(rows, np.cumsum([1, laid.full.shape[1], own.shape[1], 1]), axis=1)
    t = t_value(y[:, 0], control[:, 0], np.column_stack([full, beside]))
    # Biceps work and the claim, each beside the other: whichever tells more of the pain alone has the larger t.
    t_claim = t_value(y[:, 0], own_best[:, 0], np.column_stack([full, control]) if name == BICEPS else full)
    return Control(name, lag, t, t_claim, REACTION_SHARE if name == REACTION else 1.0, int(used.sum()))


def _n_moving(values: Array) -> int:
    return int(values.size - np.unique(values, return_counts=True)[1].max())
