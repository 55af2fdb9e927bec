"""Pain around a run in words: of today's run nobody can have scored the next morning yet."""

import pandas as pd
import pytest

from analytics.log import run, say
from data.units import METRIC


@pytest.mark.parametrize(
    ("after", "is_next_there", "says"),
    [
        (3.0, True, "Pain: 4 before, 3 the next morning."),
        (float("nan"), True, "Pain: 4 before, no score the next morning."),
        (float("nan"), False, "Pain: 4 before."),
    ],
)
def test_the_next_morning_is_named_once_it_has_come(after, is_next_there, says):
    others = pd.Series([], dtype=float)
    assert say.around(run.Mornings(4.0, after, 2.0, others, pd.NaT, is_next_there), METRIC) == says


def test_of_the_last_day_of_the_log_the_next_morning_is_to_come():
    days = pd.date_range("2026-03-01", periods=3, name="day")
    daily = pd.DataFrame({"pain_morning": [1.0, 2.0, 3.0]}, index=days)
    rows = pd.DataFrame(
        {"run_id": ["a", "b"], "day": days[1:], "distance_m": 9e3, "baseline": 2.0, "morning": [3.0, float("nan")]}
    ).assign(is_longest=True)
    assert [run.mornings(rows, daily, each).is_next_there for each in ("a", "b")] == [True, False]
