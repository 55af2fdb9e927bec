"""Real files: totals agreed by two or more decoders, skipped files with a reason, damaged files with a warning."""

from __future__ import annotations

import pickle
from collections import Counter
from datetime import datetime
from pathlib import Path

import fitparse
import numpy as np
import pandas as pd
import pytest

from data import schema, streams
from data.importers import Answers, SourceFile, parse
from data.importers.source import Parsed
from tests.data.importers import fit_files

HOME = Answers(timezone="Europe/Berlin")


def read(row: dict[str, str], data: bytes) -> Parsed:
    return parse(SourceFile(Path(row["file"]).name, data), HOME)


def test_runs_have_the_totals_that_two_decoders_agree_on() -> None:
    n_runs = 0
    for row, data in fit_files.corpus("run", "run_trail", "run_treadmill"):
        parsed = read(row, data)
        (run,) = parsed.rows["runs"]
        assert run["start"] == datetime.fromisoformat(row["start_utc"]), row["file"]
        assert run["distance_m"] == pytest.approx(float(row["total_distance_m"]), rel=0.005), row["file"]
        assert run["duration_s"] == pytest.approx(float(row["total_timer_s"]), abs=1), row["file"]
        assert run["hr_mean_bpm"] == pytest.approx(float(row["avg_hr"]), abs=0.5), row["file"]
        samples = streams.unpack(run["run_id"], parsed.packed[run["run_id"]])
        assert 0 <= int(row["n_record"]) - len(samples) <= 2, row["file"]
        n_runs += 1
    assert n_runs >= 13


def test_kinds_of_runs_follow_the_watch() -> None:
    kinds = {r["category"]: read(r, d).rows["runs"][0]["kind"] for r, d in fit_files.corpus("run", "run_trail")}
    kinds |= {r["category"]: read(r, d).rows["runs"][0]["kind"] for r, d in fit_files.corpus("run_treadmill")}
    assert kinds == {"run": "unknown", "run_trail": "trail", "run_treadmill": "treadmill"}


def test_samples_end_where_the_summary_does() -> None:
    """The last distance and time of the samples against the summary's totals."""
    for row, data in fit_files.corpus("run", "run_trail", "run_treadmill"):
        parsed = read(row, data)
        (run,) = parsed.rows["runs"]
        samples = streams.unpack(run["run_id"], parsed.packed[run["run_id"]])
        schema.check("streams", samples)
        assert samples["t_s"].is_monotonic_increasing and samples["t_s"].iloc[0] >= 0, row["file"]
        assert samples["distance_m"].max() == pytest.approx(run["distance_m"], rel=0.02), row["file"]
        assert samples["t_s"].iloc[-1] >= run["duration_s"] - 15, row["file"]
        cadence = samples["cadence_spm"][samples["cadence_spm"] > 0]
        if len(cadence) and not np.isnan(run["cadence_spm"]):
            assert cadence.mean() == pytest.approx(run["cadence_spm"], rel=0.12), row["file"]


def test_files_that_are_no_activity_are_skipped_with_a_reason() -> None:
    for row, data in fit_files.corpus("non_activity"):
        parsed = read(row, data)
        assert parsed.status == "skipped" and parsed.reason.endswith("."), row["file"]
    assert "planned workout" in parsed.reason


def test_other_sports_are_skipped_and_named() -> None:
    for row, data in fit_files.corpus("cycling", "swimming", "walk", "other"):
        parsed = read(row, data)
        assert parsed.status == "skipped", row["file"]
        assert row["sport"].replace("_", " ") in parsed.reason, row["file"]


def test_samples_without_summary_or_sport_are_skipped_with_their_number() -> None:
    for row, data in fit_files.corpus("no_session"):
        parsed = read(row, data)
        assert parsed.status == "skipped"
        assert f"its {row['n_record']} samples" in parsed.reason


def test_every_part_of_a_multisport_file_is_a_run_or_named() -> None:
    for row, data in fit_files.corpus("multisport"):
        parsed = read(row, data)
        assert len(parsed.rows["runs"]) + len(parsed.skipped) == int(row["n_sessions"])
        (run,) = parsed.rows["runs"]
        samples = streams.unpack(run["run_id"], parsed.packed[run["run_id"]])
        assert len(samples) < int(row["n_record"])
        assert samples["t_s"].iloc[-1] <= run["duration_s"] + 60


def test_damaged_files_give_what_is_whole_with_a_warning_or_a_reason() -> None:
    statuses = {}
    for row, data in fit_files.corpus("corrupt"):
        parsed = read(row, data)
        statuses[row["file"].split("_", 1)[1]] = parsed.status
        if parsed.status == "imported":
            assert "damaged from byte" in parsed.warnings[0] and "breaks off" in parsed.warnings[1]
            (run,) = parsed.rows["runs"]
            assert run["distance_m"] == float(row["total_distance_m"])
            assert run["duration_s"] == float(row["total_timer_s"])
            samples = streams.unpack(run["run_id"], parsed.packed[run["run_id"]])
            assert len(samples) > 5_000, "fitparse stops after 473; what stands behind the missing bytes is read, too"
            assert samples["distance_m"].max() == pytest.approx(run["distance_m"])
        else:
            assert parsed.reason
    assert Counter(statuses.values()) == {"imported": 1, "skipped": 2, "refused": 1}
    assert statuses["Output.fit"] == "refused"


def active_sets(data: bytes) -> list[fitparse.DataMessage]:
    messages = fitparse.FitFile(data).get_messages("set")
    return [m for m in messages if m.get_value("set_type") == "active"]


def test_strength_files_give_their_active_sets() -> None:
    n_files = 0
    for row, data in fit_files.corpus("strength"):
        expected = active_sets(data)
        parsed = read(row, data)
        if row["sub_sport"] == "yoga" or not expected:
            assert parsed.status == "skipped" and parsed.reason, row["file"]
            continue
        rows = parsed.rows["sets"]
        assert len(rows) == len(expected), row["file"]
        reps = [m.get_value("repetitions") for m in expected]
        np.testing.assert_array_equal([r["reps"] for r in rows], np.array(reps, dtype=float))
        weights = [m.get_value("weight") or np.nan for m in expected]
        np.testing.assert_array_equal([r["load_kg"] for r in rows], weights)
        assert len({r["set_id"] for r in rows}) == len(rows)
        n_files += 1
    assert n_files >= 4


def test_rows_keep_the_contract_of_the_frames() -> None:
    for row, data in fit_files.corpus():
        parsed = read(row, data)
        for name, rows in parsed.rows.items():
            frame = schema.flag_implausible(name, schema.conform(name, pd.DataFrame(list(rows))))
            schema.check(name, frame)
        assert set(parsed.packed) <= {r["run_id"] for r in parsed.rows.get("runs", ())}


def test_what_is_parsed_travels_between_processes() -> None:
    for row, data in fit_files.corpus("multisport", "strength"):
        parsed = read(row, data)
        assert pickle.loads(pickle.dumps(parsed)).rows.keys() == parsed.rows.keys()  # noqa: S301


def test_reading_twice_gives_the_same_ids() -> None:
    for row, data in fit_files.corpus("run_trail", "strength"):
        first, second = read(row, data), read(row, data)
        assert first.packed == second.packed
        for name, key in (("runs", "run_id"), ("sets", "set_id")):
            ids = [[r[key] for r in parsed.rows.get(name, ())] for parsed in (first, second)]
            assert ids[0] == ids[1]
