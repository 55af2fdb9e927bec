"""Easy pace before and after a block: an interval, and no verdict below 3 %."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import (
    PaceChange,
    before_after,
    headline,
    pace,
    pace_before_after,
    pace_judged,
    pace_words,
    say,
    verdict,
)
from analytics.result import NotEnough, Result
from analytics.running import easy_runs as easy
from analytics.statistics import autocorrelated, averaged
from data import schema
from data.units import IMPERIAL, METRIC
from tests.analytics.blocks.easy_logs import FIRST, WEEK, log


def ask(runs: pd.DataFrame, weeks_before: int = 54, **more: object) -> Result | NotEnough:
    return before_after(runs, FIRST + weeks_before * WEEK, runs["day"].max(), "pace", seed=1, **more)


def quoted(answer: Result | NotEnough) -> pd.Series:
    return answer.table[answer.table["is_quoted"]].iloc[0]


def test_the_planted_change_is_inside_the_interval_when_adjusted_for_heart_rate() -> None:
    answer = ask(log(percent=-6))
    assert answer.table["term"].tolist() == ["trend fit", "trend with a prior"]
    found = quoted(answer)
    assert found["low"] < -6 < found["high"] < 0
    assert answer.verdict in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)
    assert "heart rate, temperature, climb" in " ".join(answer.caveats)


def test_without_heart_rate_the_same_runs_would_tell_another_story() -> None:
    runs = log(percent=-6)
    blind = quoted(ask(runs.assign(hr_mean_bpm=np.nan)))
    assert blind["estimate"] > quoted(ask(runs))["estimate"] + 1.5


@pytest.mark.parametrize("percent", [-2.0, -1.0, 0.0, 2.0])
def test_there_is_no_verdict_below_three_per_cent_but_what_could_have_been_seen(percent: float) -> None:
    answer = ask(log(percent=percent))
    assert answer.verdict == verdict.CANNOT_TELL
    assert "would most likely have been seen" in answer.sentence
    assert quoted(answer)["high"] < 0 or "It cannot be said yet that you got faster." in answer.sentence
    assert quoted(answer)["low"] < percent < quoted(answer)["high"]


@pytest.mark.parametrize("se", [0.3, 0.9, 1.1, 1.4, 2.5])
def test_one_number_says_what_would_have_been_seen(se: float) -> None:
    line = averaged.Mixture(0.0, -2 * se, 2 * se, se, 0.9, 0.9, 12.0, 200, 206)
    assert pace.detectable(line) == max(3, round(3.1 * se))
    assert pace.detectable(line) > 0


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(-9, -3.1, verdict.LOWER_MORE), (-9, -1, verdict.LOWER_MAYBE), (-5, -0.5, verdict.CANNOT_TELL),
     (-5, 4, verdict.CANNOT_TELL), (0.5, 5, verdict.CANNOT_TELL), (1, 9, verdict.HIGHER)],
)  # fmt: skip
def test_a_verdict_on_pace_takes_three_per_cent_and_an_interval_on_one_side(
    low: float, high: float, said: str
) -> None:
    line = mixture(low, high)
    assert pace_judged.decide(line, line).verdict == said


def mixture(low: float, high: float) -> averaged.Mixture:
    """A change with this interval."""
    return averaged.Mixture((low + high) / 2, low, high, 1.0, 0.9, 0.9, 12.0, 200, 206)


@pytest.mark.parametrize(
    ("line", "level", "spell", "said", "doubt"),
    [
        ((-9, -3.1), (-6, 1), 0.0, verdict.CANNOT_TELL, "rise"),
        ((-9, -3.1), (-4, -1), 0.0, verdict.CANNOT_TELL, ""),
        ((-9, -3.1), (-8, -3), 4.0, verdict.CANNOT_TELL, "spell"),
        ((-9, -3.1), (-8, -3), None, verdict.LOWER_MORE, ""),
        ((1, 9), (-1, 6), 0.0, verdict.CANNOT_TELL, "fall"),
        ((1, 9), (0.5, 2), 0.0, verdict.CANNOT_TELL, ""),
        ((1, 9), (1, 8), 4.0, verdict.HIGHER, ""),
    ],
)
def test_faster_only_than_a_loss_that_comes_back_on_its_own_is_no_verdict(
    line: tuple[float, float], level: tuple[float, float], spell: float | None, said: str, doubt: str
) -> None:
    reading = pace_judged.decide(mixture(*line), mixture(*level), spell)
    assert (reading.verdict, reading.doubt) == (said, doubt)


@pytest.mark.parametrize(
    ("doubt", "has_hr", "is_over", "words"),
    [
        ("rise", True, False, "Cannot tell whether your easy pace at the same heart rate changed with the block. "
         "You were getting slower before it, and your pace is faster only compared with more of the same; "
         "such a slowing often ends on its own."),
        ("fall", False, True, "Cannot tell whether your easy pace changed with the block. "
         "You were getting faster before it, and your pace was slower only compared with more of the same; "
         "such a gain often ends on its own."),
        ("spell", False, False, "Cannot tell whether your easy pace changed with the block: "
         "it began in a slow spell, and pace tends to come back from there on its own."),
    ],
)  # fmt: skip
def test_a_doubted_change_of_pace_says_its_doubt(doubt: str, has_hr: bool, is_over: bool, words: str) -> None:
    assert pace_words.doubted(doubt, has_hr, is_over=is_over) == words


def test_fitness_lost_and_regained_on_its_own_is_not_put_down_to_the_block() -> None:
    runs = log(40, 16)
    since_worst = (runs["day"] - FIRST).dt.days - 40 * 7 + 10
    course = 11 * np.exp(np.where(since_worst < 0, since_worst / 90, -since_worst / 40))
    answer = ask(runs.assign(duration_s=runs["duration_s"] * np.exp(course / 100)), weeks_before=40)
    assert quoted(answer)["high"] < 0
    assert answer.verdict == verdict.CANNOT_TELL
    assert "on its own" in answer.sentence
    assert any("comes and goes with the year" in caveat for caveat in answer.caveats)
    assert not any("cannot tell less than 3 %" in caveat for caveat in answer.caveats)


def test_pace_is_said_in_the_readers_unit() -> None:
    runs = log(percent=-7)
    metric, imperial = ask(runs, units=METRIC), ask(runs, units=IMPERIAL)
    assert "s/km faster (7 %)" in metric.sentence
    assert "s/mi faster (7 %)" in imperial.sentence
    ratio = imperial.details["course"]["expected"] / metric.details["course"]["expected"]
    assert ratio.round(6).eq(1.609344).all()


def test_a_gain_is_said_with_how_much_of_it_is_95_per_cent_sure() -> None:
    runs = log(percent=-8)
    found = pace_before_after(runs, pd.DataFrame(), FIRST + 54 * WEEK, runs["day"].max(), seed=1)
    assert isinstance(found, PaceChange)
    _, low, high = found.change
    assert low < found.sure_percent < high
    bound = found.usual_s_per_m * 1000 * -np.expm1(found.sure_percent / 100)
    assert (
        f"At 95 % sure, it is at least {bound:.0f} s/km faster at the same heart rate, whatever the trend before "
        "the block." in say(found, METRIC).sentence
    )
    none = say(replace(found, sure_percent=2.0), METRIC).sentence
    assert "it cannot be said that you are faster at the same heart rate: it may be up to" in none


def test_the_one_sided_bound_leaves_a_twentieth_of_the_mixture_above_it() -> None:
    rng = np.random.default_rng(1)
    columns = np.column_stack([rng.normal(size=300), np.ones(300)])
    days = np.arange(300.0)
    line = averaged.mixture(days, columns)
    lines = autocorrelated.profile(autocorrelated.whiten(days, columns, *autocorrelated.grid()), (0,))
    cell = rng.choice(len(lines.q), 200_000, p=averaged.weights(lines))
    se = np.sqrt(lines.s2 * lines.inverse[:, 0, 0])
    drawn = lines.beta[cell, 0] + se[cell] * rng.standard_t(lines.dof, len(cell))
    assert (drawn > line.at_most).mean() == pytest.approx(0.05, abs=0.002)


def test_runs_still_needed_are_said_where_there_is_no_verdict() -> None:
    runs = log(28, 16)
    found = pace_before_after(runs, pd.DataFrame(), FIRST + 28 * WEEK, runs["day"].max(), seed=1)
    assert isinstance(found, PaceChange)
    wanting = replace(found, more_weeks=12, more_runs=60, detectable_percent=5.0, is_over=False)
    assert "About 60 more easy runs, 12 weeks of the block as it is, would show 3 %." in say(wanting, METRIC).sentence
    assert headline.needs(wanting) == "about 60 more easy runs"
    over = replace(wanting, is_over=True)
    assert "It would have taken about 60 more easy runs in the block to show 3 %." in say(over, METRIC).sentence


def test_pace_that_came_back_on_its_own_before_the_block_is_no_verdict() -> None:
    runs = log(noise=1.0)
    offset = (runs["day"] - (FIRST + 54 * WEEK)).dt.days
    regained = 10 / (1 + np.exp((offset + 56) / 30))
    found = pace_before_after(
        runs.assign(duration_s=runs["duration_s"] * np.exp(regained / 100)),
        pd.DataFrame(), FIRST + 54 * WEEK, runs["day"].max(), seed=1,
    )  # fmt: skip
    assert isinstance(found, PaceChange)
    assert found.reading.verdict == verdict.CANNOT_TELL
    healing = replace(found, reading=verdict.Reading(verdict.CANNOT_TELL, "trend", "healing"))
    assert "you were getting faster already" in say(healing, METRIC).sentence
    assert "you were getting faster already" in headline.headline(healing, METRIC)


def test_the_course_is_easy_pace_at_equal_heart_rate() -> None:
    course = ask(log(percent=-7)).details["course"]
    spread = np.log(course["observed"] / course["fitted"]).std() * 100
    assert spread < 5
    in_block = course[course["phase"] == "during"]
    assert (in_block["fitted"] / in_block["expected"]).iloc[-1] == pytest.approx(np.exp(-0.07), abs=0.02)
    assert (course["low"] < course["expected"]).all()
    assert (course["expected"] < course["high"]).all()


@pytest.mark.parametrize(
    ("weeks_before", "weeks_block", "words"),
    [(4, 20, "before the block; this needs 20 runs"), (30, 5, "in the block; this needs 20 runs"),
     (30, 7, "5 weeks|7 weeks|this needs")],
)  # fmt: skip
def test_too_few_runs_are_refused_with_how_many_more_weeks(weeks_before: int, weeks_block: int, words: str) -> None:
    answer = ask(log(weeks_before, weeks_block), weeks_before)
    assert isinstance(answer, NotEnough)
    assert pd.Series([answer.sentence]).str.contains(words).all()
    assert "more week" in answer.caveats[0]


def test_no_runs_are_refused() -> None:
    answer = before_after(schema.empty("runs"), "2024-01-01", "2024-06-01", "pace", seed=1)
    assert isinstance(answer, NotEnough)
    assert answer.sentence == "Cannot tell yet: 0 easy runs before the block; this needs 20 runs."


def test_races_belts_short_runs_and_hard_runs_are_not_easy() -> None:
    runs = log(10, 10).iloc[:30].reset_index(drop=True).assign(hr_mean_bpm=140.0)
    runs.loc[0, "kind"], runs.loc[1, "kind"] = "race", "treadmill"
    runs.loc[2, "duration_s"] = 600.0
    runs.loc[3, "hr_mean_bpm"] = 160.0
    runs.loc[4, "duration_s"] = 9000.0
    chosen = easy.runs(runs)
    assert set(runs["day"]) - set(chosen.index) == set(runs["day"].iloc[:5])
    assert chosen.attrs["by"] == easy.BY_HR


def test_where_heart_rate_is_missing_pace_and_length_choose_and_it_is_said() -> None:
    runs = log(10, 10).assign(hr_mean_bpm=np.nan)
    runs.loc[5, "duration_s"] *= 0.8
    chosen = easy.runs(runs)
    assert runs["day"].iloc[5] not in chosen.index
    assert len(chosen) > 0.8 * len(runs)
    assert chosen.attrs["by"] == easy.BY_PACE


def test_one_easy_run_a_day_counts_and_it_is_the_longest() -> None:
    runs = log(10, 10)
    second = runs.iloc[[0]].assign(run_id="again", distance_m=4000.0, duration_s=1500.0)
    chosen = easy.runs(pd.concat([second, runs]))
    assert chosen.index.is_unique
    pd.testing.assert_frame_equal(chosen, easy.runs(runs))


def test_values_outside_their_plausible_range_are_not_seen() -> None:
    runs = log(10, 10)
    broken = runs.assign(hr_mean_bpm=runs["hr_mean_bpm"].where(runs.index != 7, 400.0))
    assert runs["day"].iloc[7] not in easy.runs(broken).index
