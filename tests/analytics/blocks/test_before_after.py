"""Did pain or pace change with the block: what is asked, what is answered, and when there is no answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import before_after, design, verdict
from analytics.result import NotEnough, Result
from analytics.statistics import autocorrelated, simulated
from data.units import IMPERIAL, METRIC
from tests.places import CORPUS

FIRST = pd.Timestamp("2023-01-02")
WEEK = pd.Timedelta(weeks=1)
DAY = pd.Timedelta(days=1)
PUBLISHED = CORPUS / "published" / "simulated_reference.csv"


def diary(
    weeks_before: int = 40,
    weeks_block: int = 20,
    step: float = 0.0,
    *,
    phi: float = 0.4,
    sd: float = 1.0,
    drift_a_week: float = 0.0,
    seed: int = 3,
    missing: float = 0.2,
) -> pd.DataFrame:
    """A daily frame whose pain changes by `step` on the block's first day, `FIRST + weeks_before`."""
    rng = np.random.default_rng(seed)
    n = (weeks_before + weeks_block) * 7
    wander = simulated.autoregressive(phi, n, rng)
    days = np.arange(n)
    level = 5 + step * (days >= weeks_before * 7) + drift_a_week * (days - n / 2) / 7
    pain = np.clip(np.round(level + sd * wander), 0, 10)
    pain[rng.random(n) < missing] = np.nan
    index = pd.date_range(FIRST, periods=n, name="day")
    return pd.DataFrame({"pain": pain, "pain_morning": pain, "distance_m": 8000.0}, index=index)


def ask(daily: pd.DataFrame, weeks_before: int = 40, **more: object) -> Result | NotEnough:
    return before_after(daily, FIRST + weeks_before * WEEK, daily.index[-1], "pain", seed=1, **more)


def row(answer: Result | NotEnough, term: str = "trend fit") -> pd.Series:
    assert isinstance(answer, Result), answer
    return answer.table.set_index("term").loc[term]


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


def raised(daily: pd.DataFrame, points: float, weeks_before: int = 40) -> pd.DataFrame:
    """The same diary with a bad fortnight right before the block."""
    start = FIRST + weeks_before * WEEK
    daily.loc[start - 14 * DAY : start - DAY, "pain"] += points
    return daily.assign(pain=daily["pain"].clip(0, 10))


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


def test_n_counts_the_rated_days_that_are_compared() -> None:
    daily = diary(missing=0.3)
    start = FIRST + 40 * WEEK
    found = row(ask(daily))
    assert found["n_before"] == daily.loc[: start - 15 * DAY, "pain"].notna().sum()
    assert found["n_after"] == daily.loc[start + 28 * DAY :, "pain"].notna().sum()


def test_the_last_day_of_the_block_belongs_to_it_and_the_next_does_not() -> None:
    daily = diary(weeks_block=30, missing=0.0)
    end = FIRST + 60 * WEEK
    answer = before_after(daily, FIRST + 40 * WEEK, end, "pain", seed=1)
    assert answer.details["course"]["day"].iloc[-1] == end
    altered = daily.copy()
    altered.loc[end + DAY :, "pain"] = 9.0
    again = before_after(altered, FIRST + 40 * WEEK, end, "pain", seed=1)
    pd.testing.assert_frame_equal(answer.table, again.table)


def test_days_after_until_are_not_seen() -> None:
    daily = diary(weeks_block=30)
    until = FIRST + 55 * WEEK
    seen = before_after(daily, FIRST + 40 * WEEK, daily.index[-1], "pain", seed=1, until=until)
    pd.testing.assert_frame_equal(seen.table, ask(daily.loc[:until]).table)


def test_the_time_before_begins_after_the_last_declared_block() -> None:
    daily = diary()
    blocks = pd.DataFrame({"start": [FIRST], "end": [FIRST + 10 * WEEK], "declared": [1.0]})
    answer = ask(daily, others=blocks)
    assert answer.details["course"]["day"].iloc[0] > FIRST + 10 * WEEK
    pd.testing.assert_frame_equal(answer.table, ask(daily, since=FIRST + 10 * WEEK + DAY).table)
    assert answer.caveats[0].startswith(
        "The time before counts from the end of the block before this one (13 Mar 2023)"
    )
    proposed = ask(daily, others=blocks.assign(declared=0.0))
    pd.testing.assert_frame_equal(proposed.table, ask(daily).table)


def test_a_block_right_after_another_is_refused_and_says_why() -> None:
    blocks = pd.DataFrame({"start": [FIRST], "end": [FIRST + 39 * WEEK], "declared": [1.0]})
    answer = ask(diary(), others=blocks)
    assert isinstance(answer, NotEnough)
    assert "end of the block before this one (2 Oct 2023)" in answer.caveats[0]


def test_higher_on_too_few_weeks_for_a_trend_is_no_verdict() -> None:
    answer = ask(diary(weeks_before=20, step=2.5), weeks_before=20)
    assert answer.verdict == verdict.CANNOT_TELL
    assert "higher" in answer.sentence
    assert "a trend already under way cannot be ruled out" in answer.sentence


def test_at_most_a_year_of_usable_days_is_compared_on_each_side() -> None:
    answer = ask(diary(weeks_before=80, weeks_block=70, missing=0.0), weeks_before=80)
    assert row(answer)[["n_before", "n_after"]].tolist() == [364, 364]


def test_a_diary_given_up_and_begun_again_counts_from_the_new_beginning() -> None:
    daily = diary(weeks_before=50, missing=0.1)
    daily.loc[FIRST + 2 * WEEK : FIRST + 30 * WEEK, "pain"] = np.nan
    answer = ask(daily, weeks_before=50)
    assert answer.details["course"]["day"].iloc[0] > FIRST + 30 * WEEK


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
    white = autocorrelated.whiten(offset, columns, np.array([quoted["phi"]]), np.array([quoted["w"]]))
    assert autocorrelated.profile(white, (0, 1, 2)).beta[0, -1] == pytest.approx(other["estimate"])


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
    assert answer.table.set_index("term")["is_quoted"].to_dict() == {"trend fit": False, "level-only": True}
    assert "It was rising before the block, and is lower only compared with more of the same" in answer.sentence
    assert "more week" not in answer.sentence


def test_a_fall_that_began_in_a_bad_spell_may_be_a_trend() -> None:
    answer = ask(raised(diary(step=-3.5), 3))
    assert ask(diary(step=-3.5)).verdict == verdict.LOWER_MORE
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
