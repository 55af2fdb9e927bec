"""Numbers and lists as a person says them."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics import words


@pytest.mark.parametrize(
    ("value", "said"),
    [(3.0, "3"), (3.44, "3.4"), (-0.44, "−0.4"), (-0.04, "0"), (1263, "1,263"), (-2500.5, "−2,500.5")],
)
def test_numbers_have_a_true_minus_and_their_thousands_apart(value, said):
    assert words.say_number(value) == said


@pytest.mark.parametrize(("value", "said"), [(5.0, "+5"), (-2.2, "−2.2"), (0.04, "0"), (1000, "+1,000")])
def test_a_change_carries_its_sign(value, said):
    assert words.say_signed(value) == said


def test_a_log_that_ended_long_ago_says_when_and_what_to_do():
    last = pd.Timestamp("2026-01-04")
    assert words.log_ended(last, pd.Timestamp("2026-03-31"), "run") == (
        "Your last run here is 4 Jan 2026; import newer ones.",
    )
    assert words.log_ended(last, pd.Timestamp("2026-02-01"), "run") == ()
    assert words.log_ended(None, last, "run") == ()


def test_one_of_a_thing_is_told_from_many():
    assert words.counted(1, "run") == "1 run"
    assert words.counted(1263, "run") == "1,263 runs"
    assert words.counted(2, "glute set") == "2 glute sets"
