"""Did pain or pace change with the block: what is asked, what is answered, and when there is no answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import before_after, design, fits, verdict
from analytics.result import NotEnough
from analytics.statistics import autocorrelated
from data.units import IMPERIAL, METRIC
from tests.analytics.blocks.diaries import DAY, FIRST, PUBLISHED, WEEK, ask, diary, raised, row


@pytest.mark.skipif(not PUBLISHED.is_file(), reason="the published reference data are not here")
def test_the_whole_answer_keeps_the_printed_reference() -> None:
    rows = pd.read_csv(PUBLISHED)
    scores = pd.Series(rows["pain"].to_numpy(), index=FIRST + pd.to_timedelta(rows["day"], unit="D"))
    answer = before_after(scores, FIRST, scores.index[-1], "pain", seed=1)
    columns = ["estimate", "low", "high"]
    assert row(answer)[columns].astype(float).round(4).tolist() == [-1.3622, -4.9758, 2.2514]
    assert row(answer, "level-only")[columns].astype(float).round(4).tolist() == [-0.6698, -1.9217, 0.5820]
    assert answer.verdict == verdict.CANNOT_TELL


@pytest.mark.parametrize(
    ("step", "said"),
    [(-3.5, verdict.LOWER_MORE), (-1.3, verdict.LOWER_MAYBE), (0.0, verdict.NO_SIGN), (2.5, verdict.HIGHER)],
)
def test_a_planted_change_gets_its_verdict(step: float, said: str) -> None:
    answer = ask(diary(step=step))
    assert answer.verdict == said
    assert row(answer)["low"] <= step <= row(answer)["high"]


def test_pain_that_was_falling_all_along_is_not_put_down_to_the_block() -> None:
    daily = diary(drift_a_week=-0.08)
    answer = ask(daily)
    assert daily["pain"].iloc[40 * 7 :].mean() < daily["pain"].iloc[: 40 * 7].mean() - 1.5
    assert answer.verdict not in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)
    assert row(answer)["low"] < 0 < row(answer)["high"]


def test_too_short_a_time_before_for_a_trend_leaves_the_trend_open() -> None:
    answer = ask(diary(weeks_before=20, step=-3), weeks_before=20)
    assert answer.verdict == verdict.LOWER_OR_TREND
    assert "a trend already under way cannot be ruled out" in answer.sentence


@pytest.mark.parametrize(
    ("weeks_before", "weeks_block", "have", "missing"),
    [
        (3, 12, "3 weeks", "about 11 more weeks"),
        (30, 5, "5 weeks", "about 3 more weeks"),
        (9, 12, "9 weeks", "5 more"),
    ],
)
def test_too_few_weeks_are_refused_with_how_many_more(
    weeks_before: int, weeks_block: int, have: str, missing: str
) -> None:
    answer = ask(diary(weeks_before, weeks_block, missing=0.0), weeks_before)
    assert isinstance(answer, NotEnough)
    assert answer.have == have
    assert missing in answer.caveats[-1]


def test_a_diary_kept_on_fewer_than_half_of_the_days_is_refused() -> None:
    answer = ask(diary(missing=0.6))
    assert isinstance(answer, NotEnough)
    assert answer.sentence.endswith(" % of the days before the block; this needs 50 % of them.")
    assert "more weeks" in answer.caveats[-1]


def test_two_different_scores_are_too_few() -> None:
    daily = diary()
    daily["pain"] = (daily["pain"] > 5).where(daily["pain"].notna()).astype(float)
    answer = ask(daily)
    assert isinstance(answer, NotEnough)
    assert answer.have == "2 different scores"


def test_an_empty_diary_is_refused() -> None:
    answer = ask(diary().assign(pain=np.nan))
    assert isinstance(answer, NotEnough)
    assert answer.have == "0 weeks"


def test_a_wide_interval_gives_no_verdict_but_the_weeks_it_takes() -> None:
    answer = ask(diary(14, 9, phi=0.95, sd=2.5), weeks_before=14)
    assert answer.verdict == verdict.CANNOT_TELL
    assert re.search(r"[Aa]bout \d+ more weeks?|would not settle it", answer.sentence)


def test_no_sign_takes_an_interval_without_a_change_that_matters_and_names_that_one_number() -> None:
    answer = ask(diary())
    assert answer.verdict == verdict.NO_SIGN
    assert max(-row(answer)["low"], row(answer)["high"]) < 1.5
    assert answer.sentence.endswith("A change of 1.5 points, the smallest that matters, would have been seen.")
    assert not any("would most likely" in caveat or "more week" in caveat for caveat in answer.caveats)


def test_a_block_is_told_in_the_past_once_days_after_it_are_seen() -> None:
    daily = diary(weeks_block=30, step=-3.5)
    start, end = FIRST + 40 * WEEK, FIRST + 62 * WEEK
    over = before_after(daily, start, end, "pain", seed=1)
    assert over.sentence.startswith("During the block your pain was about")
    still = before_after(daily, start, end, "pain", seed=1, until=end)
    assert still.sentence.startswith("Since the block began your pain is about")
    pd.testing.assert_frame_equal(over.table, still.table)


def test_a_start_in_a_bad_spell_is_said_and_changes_no_number() -> None:
    calm, bad = ask(diary()), ask(raised(diary(), 3))
    assert "bad spell" in bad.sentence
    assert "bad spell" not in calm.sentence
    pd.testing.assert_frame_equal(calm.table, bad.table)


def test_a_start_in_a_bad_spell_is_never_said_to_have_made_it_worse() -> None:
    answer = ask(raised(diary(step=2.5), 3))
    assert row(answer)["low"] > 0
    assert answer.verdict == verdict.CANNOT_TELL
    assert "higher" not in answer.sentence


def test_a_fortnight_without_scores_before_the_start_is_said() -> None:
    daily = diary()
    start = FIRST + 40 * WEEK
    daily.loc[start - 14 * DAY : start - DAY, "pain"] = np.nan
    assert any("Too few scores in the two weeks" in caveat for caveat in ask(daily).caveats)


def test_mileage_that_fell_with_the_block_is_the_first_thing_said() -> None:
    daily = diary(step=-3.5)
    daily.loc[FIRST + 40 * WEEK :, "distance_m"] = 5000.0
    answer = ask(daily, units=IMPERIAL)
    assert answer.sentence.startswith("Your running fell with the block, from 35 to 22 mi a week")
    assert ask(daily, units=METRIC).sentence.startswith("Your running fell with the block, from 56 to 35 km a week")


def test_steady_mileage_is_not_mentioned() -> None:
    assert ask(diary(step=-3.5)).sentence.startswith("Since the block began your pain")


def test_what_else_changed_is_told_a_week_at_a_time() -> None:
    daily = diary()
    in_block = daily.index >= FIRST + 40 * WEEK
    daily["glute_sets"] = np.where(in_block, 2.0, 0.0)
    daily["thrust_sets"] = np.where(in_block, 1.0, np.nan)
    changes = ask(daily).details["changes"].set_index("what")
    assert changes.loc["glute sets", ["before", "during", "change"]].tolist() == [0, 14, 14]
    assert changes.loc["running", ["before", "during"]].tolist() == pytest.approx([56, 56])
    assert np.isnan(changes.loc["hip thrust sets", "before"])


def test_the_course_shows_every_day_and_the_quoted_difference() -> None:
    daily = diary(step=-3.5, missing=0.0)
    answer = ask(daily)
    course = answer.details["course"]
    assert course["day"].tolist() == list(daily.index)
    assert set(course["phase"]) == {"before", "during"}
    left_out = course.loc[course["is_left_out"], "day"]
    start = FIRST + 40 * WEEK
    assert [left_out.min(), left_out.max(), len(left_out)] == [start - 14 * DAY, start + 27 * DAY, 42]
    last = course.iloc[-1]
    quoted = answer.table[answer.table["is_quoted"]].iloc[0]
    assert last["fitted"] - last["expected"] == pytest.approx(quoted["estimate"])
    assert last["low"] < last["expected"] < last["high"]


def test_a_series_and_a_frame_give_the_same_answer() -> None:
    daily = diary(step=-2)
    pd.testing.assert_frame_equal(ask(daily).table, ask(daily["pain"]).table)
    start, end = str((FIRST + 40 * WEEK).date()), str(daily.index[-1].date())
    words = before_after(daily, start, end, "pain_morning", seed=1)
    pd.testing.assert_frame_equal(ask(daily).table, words.table)
    assert "your morning pain" in words.sentence


def test_the_order_of_the_days_and_a_second_lower_score_do_not_matter() -> None:
    scores = diary(step=-2)["pain"]
    lower = (scores - 3 * (scores.index >= FIRST + 40 * WEEK)).clip(0)
    doubled = pd.concat([scores, lower]).sample(frac=1, random_state=2)
    start, end = FIRST + 40 * WEEK, scores.index[-1]
    pd.testing.assert_frame_equal(
        before_after(scores, start, end, "pain", seed=1).table,
        before_after(doubled, start, end, "pain", seed=1).table,
    )


def test_the_same_seed_gives_the_same_answer_and_the_input_is_not_changed() -> None:
    daily = diary(step=-2)
    kept = daily.copy()
    first, second = ask(daily), ask(daily)
    pd.testing.assert_frame_equal(daily, kept)
    pd.testing.assert_frame_equal(first.details["placebo"], second.details["placebo"])
    assert first.sentence == second.sentence


def test_a_date_on_which_nothing_began_is_asked_as_if_something_had() -> None:
    daily = diary(step=-3.5)
    answer = ask(daily)
    quoted = answer.table[answer.table["is_quoted"]].iloc[0]
    other = answer.details["placebo"].iloc[3]
    plan = design.build(daily["pain"].dropna().loc[: FIRST + 38 * WEEK - DAY], other["day"], FIRST + 38 * WEEK - DAY)
    offset = plan.used["offset"].to_numpy(float)
    columns = design.columns(offset, plan.used["observed"].to_numpy())
    line = autocorrelated.fit_at(offset, columns, quoted["phi"], quoted["w"])
    real = fits.fit(design.build(daily["pain"].dropna(), FIRST + 40 * WEEK, daily.index[-1])).trend
    covariance = real.s2 * line.inverse[0]
    held = line.beta[0, 2] - covariance[2, 1] / (covariance[1, 1] + 1.0) * line.beta[0, 1]
    assert held == pytest.approx(other["estimate"])


def test_dates_on_which_nothing_began_rarely_look_like_a_large_change() -> None:
    answer = ask(diary(step=-3.5))
    others = answer.details["placebo"]
    assert 8 <= len(others) <= 19
    assert (others["day"] < FIRST + 38 * WEEK).all()
    assert any(re.search(r"Asked of \d+ dates .* none look at least as large", caveat) for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda d: before_after(d, d.index[9], d.index[0], "pain", seed=1), "Swap the two dates"),
        (lambda d: before_after(d, d.index[0], d.index[9], "mood", seed=1), "No column 'mood'"),
        (lambda d: before_after(d["pain"], d.index[0], d.index[9], "pace", seed=1), "the frame `runs`"),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_to_do(call: Callable[[pd.DataFrame], object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        call(diary())


def test_scores_outside_the_scale_are_not_seen() -> None:
    daily = diary(step=-2)
    wrong = daily["pain"].copy()
    wrong.iloc[wrong.isna().argmax()] = 99.0
    pd.testing.assert_frame_equal(ask(daily).table, ask(wrong).table)
