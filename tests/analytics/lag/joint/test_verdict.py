"""Numbers decide the verdict, each reason by its own rule."""

from dataclasses import replace

import numpy as np
import pytest

from analytics.lag.joint.answer import Drift, Effect
from analytics.lag.joint.controls import Control
from analytics.lag.joint.gaps import Gaps
from analytics.lag.joint.verdict import Verdict, verdict
from tests.analytics.lag.joint.answers import ANSWER as FOUND
from tests.analytics.lag.joint.answers import NAN

HIDDEN = replace(
    FOUND, p=0.4, effect=Effect(1e-5, -4e-5, 4e-5, 2e-5, "points"), drift=Drift(False, 0.5, NAN, 0.9, NAN)
)


def test_what_stands_out_with_a_clear_effect_is_related() -> None:
    assert verdict(FOUND) == Verdict("related", ())


def test_what_stands_out_without_a_clear_effect_is_not() -> None:
    assert verdict(replace(FOUND, effect=HIDDEN.effect)).word == "nothing to see yet"


def test_a_caller_who_asked_many_decides_what_stands_out() -> None:
    assert verdict(FOUND, is_found=False).word != "related"
    assert verdict(replace(FOUND, p=0.06), is_found=True).word == "related"


def test_a_control_as_strong_withdraws_and_is_named_once() -> None:
    strong = Control("future exposure", -7, -4.1, 4.0, 1.0, 300)
    assert verdict(replace(FOUND, controls=(strong, strong))) == Verdict("withdrawn", ("future exposure",))


def test_the_reaction_of_the_day_withdraws_at_its_share() -> None:
    for t, word in ((2.7, "related"), (2.9, "withdrawn")):
        control = Control("reaction of the day", -1, t, 4.0, 0.7, 300)
        assert verdict(replace(FOUND, controls=(control,))).word == word


def test_entries_that_depend_on_the_exposure_withdraw_where_the_gaps_could_turn_it() -> None:
    assert verdict(replace(FOUND, gaps=Gaps(365, 65, 0.5, 0.005, -1.0, 1.0))) == Verdict("withdrawn", ("gaps",))
    assert verdict(replace(FOUND, gaps=Gaps(365, 65, 0.5, 0.005, 0.1, 1.0))).word == "related"


@pytest.mark.parametrize(("share_left", "word"), [(0.4, "withdrawn"), (0.86, "nothing to see yet")])
def test_a_drift_withdraws_by_the_share_of_the_effect_it_takes(share_left: float, word: str) -> None:
    assert verdict(replace(HIDDEN, drift=Drift(False, 0.01, NAN, share_left, NAN))).word == word


def test_a_season_is_named_where_the_drift_alone_leaves_it() -> None:
    assert verdict(replace(HIDDEN, drift=Drift(True, 0.01, 0.02, 0.3, NAN))).reasons == ("season",)
    assert verdict(replace(HIDDEN, drift=Drift(True, 0.01, 0.30, 0.3, NAN))).reasons == ("drift",)


def test_a_claim_that_a_season_takes_is_withdrawn() -> None:
    assert verdict(replace(FOUND, drift=Drift(False, NAN, NAN, NAN, 0.6))) == Verdict("withdrawn", ("season",))
    assert verdict(replace(FOUND, drift=Drift(False, NAN, NAN, NAN, 0.9))).word == "related"


def test_a_wide_range_cannot_tell() -> None:
    wide = replace(HIDDEN, effect=Effect(0.0, -1e-4, 1e-4, 5e-5, "points"))
    assert verdict(wide) == Verdict("cannot tell", ("wide range",))


def test_what_matters_is_less_where_pain_is_low() -> None:
    assert verdict(HIDDEN).word == "nothing to see yet"
    assert verdict(replace(HIDDEN, level=1.0, effect=Effect(0.0, -6e-5, 6e-5, 3e-5, "points"))).word == "cannot tell"


def test_near_the_floor_nothing_is_ruled_out() -> None:
    assert verdict(replace(HIDDEN, share_at_floor=0.6)) == Verdict("cannot tell", ("near the floor",))


def test_a_yes_no_outcome_has_no_floor() -> None:
    odds = Effect(0.0, -1e-6, 1e-6, 1e-6, "log odds")
    assert verdict(replace(HIDDEN, share_at_floor=0.9, effect=odds)).word == "nothing to see yet"


def test_twice_the_odds_may_hide_in_a_yes_no_outcome() -> None:
    odds = Effect(0.0, -np.log(2.1) / 20_000, np.log(2.1) / 20_000, 1e-5, "log odds")
    assert verdict(replace(HIDDEN, effect=odds)).word == "cannot tell"
