"""Drift of heart rate in long runs before and after a block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analytics import ask
from analytics.blocks import DriftChange, drift, drift_before_after, drift_words, pace_judged, say, verdict
from analytics.kept import Kept
from analytics.record import Log
from analytics.result import NotEnough
from data import schema
from data.schema import Frames
from data.units import METRIC

FIRST, WEEK = pd.Timestamp("2023-01-01"), pd.Timedelta(weeks=1)
START, WEEKS = FIRST + 30 * WEEK, 54
HALF_S, STEP_S, SPEED = 2700.0, 60.0, 2.8


def long_runs(change: float = 0.0, noise: float = 1.0, seed: int = 1) -> pd.DataFrame:
    """A run of 90 minutes every Sunday; `drift` is 8 %, `change` points more from the block on, and follows heat."""
    rng = np.random.default_rng(seed)
    day = FIRST + WEEK * np.arange(WEEKS)
    heat = 12 + 8 * np.sin(np.arange(WEEKS) / 8) + rng.normal(0, 3, WEEKS)
    drifts = 8 + change * (day >= START) + 0.3 * (heat - 12) + rng.normal(0, noise, WEEKS)
    rows = {
        "run_id": [str(i) for i in range(WEEKS)], "source": "test", "day": day, "distance_m": 2 * HALF_S * SPEED,
        "duration_s": 2 * HALF_S, "hr_mean_bpm": 145.0, "temperature_c": heat, "kind": "road",
    }  # fmt: skip
    return schema.conform("runs", pd.DataFrame(rows)).assign(drift=drifts)


def streams(runs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Even pace and a heart rate that steps up after half of each run."""
    t = np.arange(0, 2 * HALF_S + 1, STEP_S)
    first = t < HALF_S
    rows = schema.conform("streams", pd.DataFrame({"run_id": "any", "t_s": t, "distance_m": SPEED * t}))
    return {
        run_id: rows.assign(hr_bpm=np.where(first, 140.0, 140.0 / (1 - percent / 100)))
        for run_id, percent in zip(runs["run_id"], runs["drift"], strict=True)
    }


def measured(runs: pd.DataFrame) -> DriftChange | NotEnough:
    return drift_before_after(drift.long_runs(runs), streams(runs), START, runs["day"].max(), seed=1)


@pytest.fixture(scope="module")
def found() -> DriftChange:
    answer = measured(long_runs(-3.0))
    assert isinstance(answer, DriftChange)
    return answer


def test_less_drift_that_was_planted_is_found_with_its_size(found: DriftChange) -> None:
    estimate, low, high = found.change
    assert low < -3.0 < high < 0
    assert estimate == pytest.approx(-3.0, abs=1.5)
    assert found.reading.verdict in (verdict.LOWER_MORE, verdict.LOWER_MAYBE)
    assert found.covariates == ("temperature",)
    assert found.usual == pytest.approx(8.0, abs=1.5)


def test_the_answer_names_the_change_its_range_and_what_drift_was(found: DriftChange) -> None:
    told = replace(found, table=found.table.assign(estimate=-3.1, low=-5.2, high=-1.0), usual=7.3, is_over=True)
    assert say(told, METRIC).sentence == (
        "In long runs your heart rate drifted 3.1 percentage points less in the block (1 to 5.2): "
        "about 4.2 % instead of 7.3 %."
    )
    assert any("75 minutes" in caveat for caveat in say(told, METRIC).caveats)


def test_drift_that_did_not_change_is_no_verdict_but_an_interval() -> None:
    answer = measured(long_runs())
    assert isinstance(answer, DriftChange)
    _, low, high = answer.change
    assert low < 0 < high
    assert answer.reading.verdict == verdict.CANNOT_TELL
    assert "anywhere between" in drift_words.sentence(answer)


def test_less_drift_without_a_temperature_on_record_may_be_the_weather() -> None:
    answer = measured(long_runs(-6.0).assign(temperature_c=np.nan))
    assert isinstance(answer, DriftChange)
    assert (answer.reading.verdict, answer.reading.doubt) == (verdict.CANNOT_TELL, "heat")
    assert "heat alone can do that" in drift_words.sentence(answer)


@pytest.mark.parametrize("doubt", ["healing", "season", "year"])
def test_what_else_could_have_brought_it_is_said(found: DriftChange, doubt: str) -> None:
    doubted = replace(found, reading=verdict.Reading(verdict.CANNOT_TELL, "trend", doubt))
    assert drift_words.sentence(doubted).startswith("Cannot tell whether your heart rate drifted less in long runs")
    assert "anywhere" not in drift_words.sentence(doubted)


def test_only_long_runs_with_a_heart_rate_count_and_races_do_not() -> None:
    runs = long_runs().iloc[:5].copy()
    runs.loc[0, "duration_s"], runs.loc[1, "hr_mean_bpm"], runs.loc[2, "kind"] = 74 * 60, np.nan, "race"
    assert drift.long_runs(runs)["run_id"].tolist() == ["3", "4"]


def test_runs_without_samples_or_a_steady_heart_rate_tell_no_drift() -> None:
    runs = long_runs().iloc[:3]
    known = streams(runs)
    known["1"]["hr_bpm"] = np.nan
    del known["2"]
    told = drift.drifts(drift.long_runs(runs), known)
    assert told["drift"].to_list() == pytest.approx([runs["drift"].iloc[0]], abs=0.6)


def test_too_few_long_runs_are_refused_with_how_many_there_are() -> None:
    runs = long_runs()
    few = drift_before_after(drift.long_runs(runs), streams(runs.iloc[:35]), START, runs["day"].max(), seed=1)
    assert isinstance(few, NotEnough)
    assert "1 long run (75 minutes or more) with a heart rate all along in the block; this needs 10" in few.sentence
    none = drift_before_after(drift.long_runs(runs), {}, START, runs["day"].max(), seed=1)
    assert isinstance(none, NotEnough)
    assert "0 long runs" in none.sentence


def test_samples_are_opened_of_the_year_before_and_in_the_block_alone() -> None:
    long = drift.long_runs(long_runs())
    old = long.assign(day=long["day"] - 60 * WEEK)
    assert drift.looked_at(pd.concat([old, long]), START)["day"].min() >= START - 55 * WEEK


def test_samples_are_asked_for_once_and_the_answer_is_kept(tmp_path: Path) -> None:
    runs = long_runs(-3.0)
    known, opened = streams(runs), []

    def open_samples(run_ids: pd.Series) -> dict[str, pd.DataFrame]:
        opened.append(list(run_ids))
        return known

    end = runs["day"].max()
    for _ in range(2):
        log = Log(Frames(runs=runs.drop(columns="drift")), end, Kept(tmp_path))
        answer = ask.drift_before_after(
            log, open_samples, START, end, ask.block_look(log, START, end, is_interim=True)
        )
        assert isinstance(answer, DriftChange)
    assert opened == [runs["run_id"].tolist()]


def test_the_line_is_that_of_easy_pace_with_heat_and_length_as_covariates() -> None:
    runs = long_runs()
    runs["duration_s"] += np.arange(WEEKS) % 4 * 600
    known = drift.drifts(drift.long_runs(runs), streams(runs))
    plan = drift.design.build(known["drift"], START, runs["day"].max())
    matrix = drift.make(plan, known)
    assert isinstance(matrix, pace_judged.Matrix)
    assert matrix.covariates == ("temperature", "length")
    assert matrix.columns.shape == (len(plan.used), 6)
