"""Facts of a log of runs that is too short for an answer."""

from __future__ import annotations

import pandas as pd

from analytics.running import so_far
from data import schema
from data.units import IMPERIAL, METRIC
from tests import make


def frame(*rows: dict) -> pd.DataFrame:
    return schema.conform("runs", pd.DataFrame(rows))


EASY = [
    make.run(f"2026-11-{day:02}T07:00Z", 10_000, seconds, hr_mean_bpm=140, hr_max_bpm=190)
    for day, seconds in ((2, 3000), (4, 3060), (6, 3120), (8, 3180), (10, 3240))
]


def test_easy_runs_have_the_middle_half_of_their_pace():
    assert so_far.say_easy(frame(*EASY)) == "5 easy runs so far, half of them at 5:06 to 5:18 /km."


def test_fewer_than_four_easy_runs_have_their_median_and_none_has_nothing():
    assert so_far.say_easy(frame(*EASY[:1])) == "1 easy run so far, at 5:00 /km."
    assert so_far.say_easy(frame(*EASY), pd.Timestamp("2026-12-01")) == ""


def test_the_longest_run_is_that_of_the_dates_in_view():
    runs = frame(make.run("2026-11-01T07:00Z", 30_000.0, 10_000.0), *EASY)
    assert so_far.say_longest(runs, units=IMPERIAL) == "Longest run so far: 18.6 mi on 1 Nov 2026."
    since = so_far.say_longest(runs, pd.Timestamp("2026-11-02"), METRIC)
    assert since == "Longest run so far: 10 km on 2 Nov 2026."


def test_runs_without_a_distance_have_no_longest():
    assert so_far.say_longest(frame(make.run("2026-11-01T07:00Z", None))) == ""
