"""How many more weeks: the formula's directions, its anchor in simulation, and its limits."""

import pytest

from analytics.lag.more_weeks import MAX_WEEKS, MIN_WEEKS, weeks_needed


def test_weaker_relations_need_more_weeks() -> None:
    assert weeks_needed(0.5, 9) < weeks_needed(0.35, 5) < weeks_needed(0.2, 5)


def test_weeks_grow_with_the_days_that_tell_as_much_as_one() -> None:
    assert weeks_needed(0.4, 10) == pytest.approx(2 * weeks_needed(0.4, 5))


def test_a_diary_with_half_of_its_days_takes_twice_as_long() -> None:
    assert weeks_needed(0.4, 5, 0.5) == pytest.approx(2 * weeks_needed(0.4, 5))


def test_the_direction_does_not_matter() -> None:
    assert weeks_needed(-0.4, 5) == weeks_needed(0.4, 5)


@pytest.mark.parametrize(
    ("r", "phi", "window", "simulated"),
    [(0.35, 0.0, 7, 15), (0.5, 0.6, 7, 14), (0.35, 0.6, 7, 33), (0.5, 0.6, 28, 21), (0.35, 0.3, 28, 27)],
)
def test_weeks_agree_with_simulated_ones(r: float, phi: float, window: int, simulated: int) -> None:
    """Simulated weeks to 80 % power for phase-randomised trailing windows against AR(1) pain."""
    days_per_day = 1 + 2 * sum((1 - k / window) * phi**k for k in range(1, window))
    assert weeks_needed(r, days_per_day) == pytest.approx(simulated, rel=0.35)


@pytest.mark.parametrize("r", [0.0, 1e-6])
def test_nothing_to_find_takes_forever_which_is_ten_years(r: float) -> None:
    assert weeks_needed(r, 5) == MAX_WEEKS


def test_a_perfect_relation_still_needs_the_twelve_weeks_that_are_asked_for() -> None:
    assert weeks_needed(1.0, 1) == MIN_WEEKS
