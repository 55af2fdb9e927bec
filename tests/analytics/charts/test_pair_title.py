"""The title of a pair's days: grammatical for whatever stands on the axes, and silent where there is no fact."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.charts.axes import axis
from analytics.charts.pair_title import fact
from data.units import IMPERIAL


def groups(first: float, last: float, half: float = 0.1, n: int = 5) -> pd.DataFrame:
    mean = pd.Series([first + (last - first) * place / (n - 1) for place in range(n)])
    return pd.DataFrame({"mean": mean, "low": mean - half, "high": mean + half, "n": 100})


@pytest.mark.parametrize(
    ("across", "up", "means", "said"),
    [
        ("distance_7d_m", "pain", (1.7, 6.2), "Pain 1.7 in the smallest weeks, 6.2 in the fullest"),
        ("glute_sets_28d", "pain_at_low_back", (5.8, 2.5),
         "Low back pain 5.8 with the fewest glute sets, 2.5 with the most"),
        ("longest_run_7d_m", "pain_morning", (1, 3),
         "Morning pain 1 in weeks with the shortest long run, 3 in those with the longest"),
        ("distance_m", "flare", (0.04, 0.3), "Flares on 4 % of days with the least running, on 30 % with the most"),
        ("pain", "distance_7d_m", (28.0, 43.5), "Weekly distance 28 mi with the least pain, 43.5 with the most"),
        ("factor_sleep", "easy_pace", (558, 551),
         "Easy pace 9:18 /mi where sleep was lowest, 9:11 where it was highest"),
        ("factor_sleep_h", "pain", (4, 2), "Pain 4 with the fewest hours of sleep, 2 with the most"),
        ("easy_pace", "pain", (4, 2), "Pain 4 at the fastest easy pace, 2 at the slowest"),
        ("hard_s", "pain", (2, 4), "Pain 2 with the fewest hard minutes, 4 with the most"),
        ("tonnage_kg", "pain", (2, 4), "Pain 2 with the least weight lifted, 4 with the most"),
        ("sets_of_Deadlift", "pain", (2, 4), "Pain 2 with the fewest sets of Deadlift, 4 with the most"),
    ],
)  # fmt: skip
def test_the_title_reads_as_a_sentence_for_every_kind_of_column(across, up, means, said):
    half = 0.01 if up == "flare" else 0.1
    assert fact(groups(*means, half), axis(across, IMPERIAL), axis(up, IMPERIAL)) == said


@pytest.mark.parametrize(
    "shown",
    [groups(2, 3, n=4), groups(2, 3, half=0.6), groups(2.01, 2.04, half=0.001), groups(2, 3, half=float("nan"))],
    ids=["four groups", "ranges that meet", "said alike", "no ranges"],
)
def test_no_fact_is_claimed_where_groups_are_few_or_hardly_differ(shown):
    assert fact(shown, axis("distance_7d_m", IMPERIAL), axis("pain", IMPERIAL)) is None
