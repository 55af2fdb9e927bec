"""Which site of several opens, and which others are named beside it."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.pain import which_site

TODAY = pd.Timestamp("2026-03-31")


def found(**ago: list[int]) -> pd.DataFrame:
    """Scores so many days ago, a site each."""
    rows = [(site, TODAY - pd.Timedelta(days=n)) for site, days in ago.items() for n in days]
    pain = pd.DataFrame({"day": [day for _, day in rows], "score": 1.0})
    return which_site.scored_days(pain, pd.Series([site for site, _ in rows]), TODAY)


ONCE, OFTEN, LONG_AGO = [0], list(range(1, 21)), list(range(100, 200))


@pytest.mark.parametrize(
    ("ago", "opens"),
    [
        ({"hip": ONCE, "knee": OFTEN}, "knee"),
        ({"hip": ONCE, "knee": LONG_AGO}, "knee"),
        ({"hip": OFTEN, "knee": LONG_AGO}, "hip"),
        ({"hip": list(range(20)), "knee": OFTEN}, "hip"),
        ({"hip": ONCE, "knee": [1, 2]}, "knee"),
        ({"hip": ONCE, "knee": [1], "not named": OFTEN}, "not named"),
        ({"hip": OFTEN, "knee": ONCE, "not named": list(range(28))}, "hip"),
    ],
)
def test_a_site_with_scores_enough_opens_the_most_scored_of_late_first(ago, opens):
    assert which_site.first_shown(found(**ago), "not named") == opens


def test_todays_other_site_and_the_fullest_are_offered():
    scored = found(hip=ONCE, knee=OFTEN, foot=LONG_AGO)
    assert which_site.to_offer(scored, "knee", TODAY) == ["hip"]
    assert which_site.to_offer(scored, "hip", TODAY) == ["foot", "knee"]
    assert which_site.to_offer(scored, "foot", TODAY) == ["hip"]
