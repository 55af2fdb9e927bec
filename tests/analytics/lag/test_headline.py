"""The headline of a pair: every verdict, every declared pair, both units, never more than 25 words."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from analytics import certainty, lag
from analytics.lag import DEFAULT_PAIRS, answer
from analytics.lag import headline as of
from analytics.lag.answer import Slope
from analytics.lag.checks import FUTURE, REACTION, Control
from bench.calibration.lag.runners import Truth, log
from data.units import IMPERIAL, METRIC

VERDICTS = (answer.RELATED, answer.NOTHING, answer.CANNOT_TELL, answer.WITHDRAWN)


@pytest.fixture(scope="module")
def found():
    daily = log(Truth(0.8, 0.1, per_10_km=1.0, per_60_sets=-2.0), 400, np.random.default_rng(3)).assign(flare=1.0)
    daily["flare"] = (daily["pain"] > 5).astype(float)
    asked = lag.measure(daily, DEFAULT_PAIRS[0], seed=1, n_surrogates=199)
    assert isinstance(asked, answer.Association)
    return asked


def variants(found, pair):
    """The answer as if it were that pair's, once for every verdict and every reason of a verdict."""
    base = replace(found, exposure=pair.exposure, outcome=pair.outcome)
    none, reaction = (), (Control(REACTION, 1, 0.99, 300),)
    future = (Control(FUTURE, -1, 0.99, 300),)
    biceps = (Control("biceps", 14, 0.99, 300),)
    low, wide = Slope(0.0, -1e-9, 1e-9), Slope(0.0001, -0.0002, 0.0005)
    yield from (replace(base, verdict=answer.RELATED, controls=none, p_trend=p) for p in (0.01, 0.9))
    yield from (replace(base, verdict=answer.NOTHING, slope=slope) for slope in (low, wide))
    yield from (replace(base, verdict=answer.CANNOT_TELL, more_weeks=weeks) for weeks in (7.0, 118.0, np.inf))
    yield from (replace(base, verdict=answer.WITHDRAWN, controls=c) for c in (none, reaction, future, biceps))


@pytest.mark.parametrize("pair", DEFAULT_PAIRS, ids=lambda p: f"{p.exposure}.{p.outcome}")
@pytest.mark.parametrize("units", [METRIC, IMPERIAL], ids=lambda u: u.name)
def test_no_headline_is_longer_than_a_glance(found, pair, units):
    seen = set()
    for each in variants(found, pair):
        said = of.headline(each, units)
        seen.add(said)
        assert len(said.split()) <= certainty.MOST_WORDS, said
        assert said.endswith(".")
        assert "nan" not in said
    assert len(seen) >= 8


def test_a_relation_says_its_size_when_and_its_range_in_the_readers_units(found):
    said = of.headline(replace(found, verdict=answer.RELATED), IMPERIAL)
    assert said.startswith("10 more miles a week go together with ")
    assert " more pain " in said
    assert ", between " in said
    assert "km a week" in of.headline(replace(found, verdict=answer.RELATED), METRIC)


def test_cannot_tell_says_how_much_more_diary_or_that_more_will_not_do(found):
    open_ = replace(found, verdict=answer.CANNOT_TELL, more_weeks=12.0)
    assert "about 12 more weeks" in of.headline(open_, METRIC)
    assert "more diary alone will not settle it" in of.headline(replace(open_, more_weeks=np.inf), METRIC)
    assert of.needs(open_) == "12 more weeks"


def test_a_doubt_left_makes_a_relation_likely_and_not_clear(found):
    full = replace(found.gaps, share=0.0)
    related = replace(found, verdict=answer.RELATED, gaps=full, best=replace(found.best, lag=1))
    assert of.badge(related) == certainty.CLEAR
    assert of.badge(replace(related, best=replace(found.best, lag=0))) == certainty.LIKELY
    gaps = replace(found.gaps, share=0.5, slope_low=-1.0, slope_high=1.0)
    assert of.badge(replace(related, gaps=gaps)) == certainty.LIKELY


def test_a_drift_is_a_trend_and_a_matched_control_cannot_tell(found):
    drift = replace(found, verdict=answer.WITHDRAWN, controls=())
    assert of.badge(drift) == certainty.TREND
    assert "drifted over the whole time" in of.headline(drift, METRIC)
    matched = replace(drift, controls=(Control(REACTION, 1, 0.99, 300),))
    assert of.badge(matched) == certainty.CANNOT_TELL
    assert "the other way round" in of.headline(matched, METRIC)
