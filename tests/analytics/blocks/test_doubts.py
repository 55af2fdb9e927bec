"""What else could have made the difference: healing, a diary kept otherwise, the time of year."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import before_after, design, verdict
from tests.analytics.blocks.diaries import FIRST, WEEK, ask, diary, raised, row


def healing(seed: int = 3) -> pd.DataFrame:
    """Pain that builds up over three months, heals within one and has nothing to do with the block after week 40."""
    daily = diary(weeks_before=40, weeks_block=16, seed=seed, sd=0.8)
    since_peak = np.arange(len(daily)) - 40 * 7 + 10
    course = 4 * np.where(since_peak < 0, np.exp(since_peak / 90), np.exp(-since_peak / 40))
    return daily.assign(pain=(daily["pain"] - 3.5 + course).round().clip(0, 10))


def test_an_injury_that_heals_on_its_own_is_not_put_down_to_the_block() -> None:
    answer = ask(healing())
    assert row(answer)["high"] < 0 < row(answer, "level-only")["high"]
    assert answer.verdict == verdict.CANNOT_TELL
    assert answer.table.set_index("term")["is_quoted"].to_dict() == {
        "trend fit": False, "level-only": True, "trend with a prior": False,
    }  # fmt: skip
    assert "It was rising before the block, and is lower only compared with more of the same" in answer.sentence
    assert "more week" not in answer.sentence


def test_a_fall_that_began_in_a_bad_spell_is_judged_without_that_spell_and_says_so() -> None:
    answer, calm = ask(raised(diary(step=-3.5), 3)), ask(diary(step=-3.5))
    assert answer.verdict == calm.verdict == verdict.LOWER_MORE
    assert row(answer, "trend with a prior")["estimate"] == pytest.approx(
        row(calm, "trend with a prior")["estimate"], abs=0.01
    )
    assert "The block began in a bad spell, and pain tends to ease from there on its own" in answer.sentence


def test_a_softer_fall_that_began_in_a_bad_spell_may_be_a_trend() -> None:
    daily = raised(diary(weeks_before=20, step=-3.5), 3, weeks_before=20)
    answer = ask(daily, weeks_before=20)
    assert answer.verdict == verdict.LOWER_OR_TREND
    assert "a trend already under way cannot be ruled out. The block began in a bad spell" in answer.sentence
    assert any(caveat.startswith("More weeks of this block would not settle it") for caveat in answer.caveats)


def test_a_diary_kept_on_other_days_in_the_block_is_said_beside_the_answer() -> None:
    daily = diary(step=-3.5, missing=0.0)
    before = np.arange(len(daily)) < 40 * 7
    kept_less = daily.assign(pain=daily["pain"].mask(before & (np.arange(len(daily)) % 5 < 2)))
    answer = ask(kept_less)
    assert ask(daily).verdict == verdict.LOWER_MORE
    assert answer.verdict == verdict.LOWER_OR_TREND
    assert "You wrote your pain down on 60 % of the days before and on 100 % in the block" in answer.sentence
    assert "on 60 % of the days" in ask(kept_less["pain"]).sentence


@pytest.mark.parametrize(
    ("step", "firm"), [(-3.5, verdict.LOWER_MORE), (0.0, verdict.NO_SIGN), (2.5, verdict.HIGHER)]
)
def test_another_number_of_scores_a_day_is_said_and_holds_no_firm_verdict(step: float, firm: str) -> None:
    daily = diary(step=step)
    before = np.arange(len(daily)) < 40 * 7
    alike = daily.assign(pain_entries=np.where(daily["pain"].isna(), np.nan, 1.0))
    fewer = alike.assign(pain_entries=alike["pain_entries"] + 2 * before)
    assert ask(alike).verdict == firm
    answer = ask(fewer)
    assert answer.verdict == (verdict.LOWER_OR_TREND if firm == verdict.LOWER_MORE else verdict.CANNOT_TELL)
    assert "you wrote 3 of them before and 1 in the block" in answer.sentence
    start, end = FIRST + 40 * WEEK, daily.index[-1]
    assert before_after(daily["pain"], start, end, "pain", seed=1, daily=fewer).verdict == answer.verdict
    assert before_after(fewer, start, end, "pain_morning", seed=1).verdict == firm


@pytest.mark.parametrize(("n_weeks", "is_said"), [(8, False), (30, True)])
def test_days_left_out_by_chance_in_a_short_block_are_no_other_diary(n_weeks: int, is_said: bool) -> None:
    # Three days of four before, four of seven in the block: 18 points, within chance of the 28 days of a short one.
    daily = diary(weeks_block=n_weeks, missing=0.0)
    day = np.arange(len(daily))
    is_rated = np.where(day < 40 * 7, day % 4 > 0, day % 7 % 2 == 0)
    answer = ask(daily.assign(pain=daily["pain"].where(is_rated)))
    assert ("You wrote your pain down on 75 % of the days before" in answer.sentence) == is_said


def test_a_yearly_rhythm_is_a_caveat_until_two_years_are_compared() -> None:
    assert any("comes and goes with the year" in caveat for caveat in ask(diary()).caveats)
    long = ask(diary(weeks_before=54, weeks_block=54), weeks_before=54)
    assert not any("comes and goes with the year" in caveat for caveat in long.caveats)


def test_left_out_days_are_the_simulated_ones() -> None:
    assert (design.LEFT_OUT_FROM, design.LEFT_OUT_TO) == (-14, 27)
