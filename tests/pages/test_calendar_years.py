"""The calendar of pain begins with the latest years; the ones before are one press away and none is lost."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.kit.pain.calendar import YEARS_SHOWN, latest_and_earlier


def _days(years, *, without=()):
    days = pd.date_range(f"{years[0]}-01-01", f"{years[-1]}-12-31")
    pain = pd.Series(2.0, index=days).where(~days.year.isin(list(without)))
    return pd.DataFrame({"pain": pain})


@pytest.mark.parametrize("n", [1, YEARS_SHOWN, YEARS_SHOWN + 1])
def test_few_years_are_shown_whole(n):
    days = _days(range(2027 - n, 2027))
    latest, earlier = latest_and_earlier(days)
    assert len(latest) == len(days)
    assert earlier.empty


def test_of_many_years_the_latest_are_shown_and_no_day_is_lost():
    days = _days(range(2017, 2027))
    latest, earlier = latest_and_earlier(days)
    assert latest.index[0] == pd.Timestamp("2024-01-01")
    pd.testing.assert_frame_equal(pd.concat([earlier, latest]), days, check_freq=False)


def test_years_without_a_score_are_not_counted():
    latest, earlier = latest_and_earlier(_days(range(2015, 2027), without=(2015, 2016, 2024)))
    assert latest.index[0] == pd.Timestamp("2023-01-01")
    assert earlier.index[0] == pd.Timestamp("2017-01-01")


def test_without_a_score_there_is_nothing_to_draw():
    latest, earlier = latest_and_earlier(_days([2025, 2026], without=(2025, 2026)))
    assert latest.empty
    assert earlier.empty
