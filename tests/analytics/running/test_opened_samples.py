"""Which runs have their samples opened: one rule for pages, report and command line."""

from __future__ import annotations

import pandas as pd

from analytics.running import samples

RUNS = pd.DataFrame({"day": pd.date_range("2024-01-01", periods=800)}).assign(run_id=lambda rows: rows.index)


def test_the_last_year_of_the_log_is_opened():
    assert samples.to_open(RUNS).tolist() == list(range(434, 800))


def test_a_period_is_opened_from_its_first_day():
    assert samples.to_open(RUNS, pd.Timestamp("2026-03-01")).tolist() == list(range(790, 800))


def test_of_many_runs_the_newest_are_opened():
    assert samples.to_open(RUNS, RUNS["day"][0]).tolist() == list(range(400, 800))


def test_a_log_without_a_run_opens_nothing():
    assert samples.to_open(RUNS.head(0)).empty
