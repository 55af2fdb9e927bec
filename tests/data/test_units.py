"""Dates in the order in which a reader writes day and month."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from data.units import IMPERIAL, METRIC, of

DAY_FIRST, MONTH_FIRST = METRIC, replace(METRIC, is_month_first=True)
DAY = pd.Timestamp("2026-11-03")


@pytest.mark.parametrize(
    ("way", "day_first", "month_first"),
    [
        ("say_date", "3 Nov 2026", "Nov 3, 2026"),
        ("say_day_month", "3 Nov", "Nov 3"),
        ("say_day", "Tue 3 Nov 2026", "Tue, Nov 3, 2026"),
        ("say_long_day", "Tue 3 November 2026", "Tue, November 3, 2026"),
        ("say_short_day", "Tue 3 Nov", "Tue, Nov 3"),
        ("say_weekday", "Tuesday 3 November", "Tuesday, November 3"),
    ],
)
def test_a_day_is_said_in_the_readers_order(way, day_first, month_first):
    assert getattr(DAY_FIRST, way)(DAY) == day_first
    assert getattr(MONTH_FIRST, way)(DAY) == month_first


@pytest.mark.parametrize(
    ("last", "day_first", "month_first"),
    [
        ("2026-11-03", "3 Nov 2026", "Nov 3, 2026"),
        ("2026-11-07", "3 to 7 Nov 2026", "Nov 3 to 7, 2026"),
        ("2026-12-01", "3 Nov to 1 Dec 2026", "Nov 3 to Dec 1, 2026"),
        ("2027-01-02", "3 Nov 2026 to 2 Jan 2027", "Nov 3, 2026 to Jan 2, 2027"),
    ],
)
def test_a_stretch_says_once_what_its_ends_share(last, day_first, month_first):
    assert DAY_FIRST.say_days(DAY, pd.Timestamp(last)) == day_first
    assert MONTH_FIRST.say_days(DAY, pd.Timestamp(last)) == month_first


@pytest.mark.parametrize("locale", ["en-US", "en_US.UTF-8", "en_CA", "en"])
def test_these_locales_write_the_month_first(locale):
    assert of("imperial", locale) == replace(IMPERIAL, is_month_first=True)


@pytest.mark.parametrize("locale", ["en-GB", "de_DE.UTF-8", "C.UTF-8", ""])
def test_all_others_write_the_day_first(locale):
    assert of("metric", locale) == METRIC
