"""python -m analytics cohort: what it writes, and that neither the number of workers nor their death changes it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from analytics import ask, cohort, commands, reviews
from analytics.ask import SEED, Log
from analytics.cohort import TABLES
from analytics.cohort.columns import schema
from analytics.commands import cohort as command
from analytics.commands import workers
from analytics.kept import Kept
from analytics.lag.pairs import DEFAULT_PAIRS
from data import imports
from data import store as stores
from data.importers import SourceFile
from tests import make
from tests.analytics.cohort import athletes
from tests.analytics.cohort.athletes import TODAY
from tests.places import ROOT

NAMES = [f"runner-{i}" for i in range(5)]
SHORT = "three-days"
PATIENCE_S = 60


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('cohort') / 'many.sqlite'}"
    athletes.put(address, NAMES)
    stores.open(address, SHORT).add(make.batch(make.file("s.csv", runs=[make.run("2026-06-12 08:00")])))
    return address


@pytest.fixture(scope="module")
def inline(url, tmp_path_factory):
    """The tables of everyone, worked out in this process."""
    folder = tmp_path_factory.mktemp("inline")
    n_computed = command.write(folder, command.chosen(url, ()), lambda asked: map(asking(url), asked))
    return folder, n_computed


def asking(url: str) -> partial:
    return partial(command.of_athlete, url, today=pd.Timestamp(TODAY), seed=SEED)


def read(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_parquet(folder / f"{name}.parquet")


def assert_same(one: Path, other: Path) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(read(one, name), read(other, name), rtol=1e-9)


def test_every_athlete_has_a_row_for_each_pair_and_each_block(inline):
    findings, blocks = read(inline[0], "findings"), read(inline[0], "blocks")
    assert findings.groupby("athlete").size().to_dict() == dict.fromkeys([*NAMES, SHORT], len(DEFAULT_PAIRS))
    assert list(zip(blocks["athlete"], blocks["outcome"], strict=True)) == [
        (name, outcome) for name in NAMES for outcome in ("pain", "pace")
    ]


def test_the_tables_have_the_declared_columns_with_their_meaning(inline):
    for name, columns in TABLES.items():
        assert pq.read_schema(inline[0] / f"{name}.parquet").equals(schema(columns), check_metadata=True)


def test_a_row_says_what_the_dashboard_says_of_that_athlete(url, inline):
    log = Log(stores.open(url, NAMES[1]).load(), pd.Timestamp(TODAY), Kept(None))
    found = ask.associations(log, reviews.look(log.first_day, log.today))
    rows = read(inline[0], "findings").query("athlete == @NAMES[1] and answer == 'result'")
    assert rows["verdict"].tolist() == [each.verdict for each in found.asked]
    assert rows["effect"].tolist() == pytest.approx([each.answer.effect.value for each in found.asked])
    block = log.frames.blocks.iloc[0]
    change = ask.pain_before_after(log, block["start"], block["end"])
    [row] = read(inline[0], "blocks").query("athlete == @NAMES[1] and outcome == 'pain'").to_dict("records")
    assert (row["estimate"], row["low"], row["high"]) == pytest.approx(change.change)


def test_who_has_too_little_is_a_row_with_the_reason_and_weighs_nothing(inline):
    rows = read(inline[0], "findings").query("athlete == @SHORT")
    assert set(rows["answer"]) == {"not_enough"}
    assert rows["reasons"].str.startswith("Cannot tell yet").all()
    summary = read(inline[0], "summary").query("exposure == 'distance_7d_m' and outcome == 'pain'")
    assert summary["n"].tolist() == [len(NAMES)] * 2


def test_the_planted_relation_is_the_mean_over_athletes(inline):
    summary = read(inline[0], "summary").query("exposure == 'distance_7d_m' and outcome == 'pain'")
    assert summary["method"].tolist() == ["DL", "PM"]
    # .1 points a kilometre of the week, on the same day.
    assert (summary["low"] < 1e-4).all()
    assert (summary["high"] > 1e-4).all()
    assert (summary["low"] > 0).all()
    assert (summary["predicted_high"] >= summary["high"]).all()


def test_effects_of_every_athlete_are_of_the_same_lag(inline):
    lags = read(inline[0], "effects").groupby(["exposure", "outcome"])["lag"].unique()
    shortest = {(pair.exposure, pair.outcome): min(pair.lags) for pair in DEFAULT_PAIRS}
    assert {names: list(found) for names, found in lags.items()} == {names: [shortest[names]] for names in lags.index}


def test_a_second_run_computes_only_what_changed(url, inline, tmp_path):
    assert inline[1] > 0
    everyone = command.chosen(url, ())
    assert command.write(tmp_path, everyone, lambda asked: map(asking(url), asked)) == 0
    assert_same(inline[0], tmp_path)
    store = stores.open(url, NAMES[0])
    pain_id = store.add_pain(day="2026-01-02", score=9.0, moment="evening")
    n_again = command.write(tmp_path, everyone, lambda asked: map(asking(url), asked))
    store.delete_pain(pain_id)
    assert 0 < n_again <= inline[1] / len(NAMES)


def test_a_run_that_ends_in_the_middle_leaves_the_tables_of_before(inline, tmp_path):
    (tmp_path / "findings.parquet").write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt), cohort.written(tmp_path) as tables:
        tables.add(cohort.Answered("a", ({"athlete": "a"},), (), (), 0))
        tables.close("findings")
        raise KeyboardInterrupt
    assert [path.name for path in tmp_path.iterdir()] == ["findings.parquet"]
    assert (tmp_path / "findings.parquet").read_bytes() == b"before"


def test_an_unknown_athlete_and_an_empty_store_are_wrong_usage(url, capsys, tmp_path):
    out = ["--out", str(tmp_path / "out")]
    assert commands.main(["cohort", "--store", url, "--athlete", "nobody", *out]) == commands.WRONG_USAGE
    assert "There is no athlete nobody in this store, only runner-0" in capsys.readouterr().err
    assert commands.main(["cohort", "--store", f"sqlite:///{tmp_path / 'new'}", *out]) == commands.WRONG_USAGE
    assert "only nobody" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        commands.main(["cohort", "--workers", "0", *out])


def test_without_dask_the_command_says_what_to_install(url, capsys, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert commands.main(["cohort", "--store", url, "--out", str(tmp_path)]) == commands.WRONG_USAGE
    assert "pip install -r requirements-cohort.txt" in capsys.readouterr().err


@pytest.fixture(scope="module")
def crew(tmp_path_factory) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """A real scheduler and two workers on loopback."""
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -r requirements-cohort.txt.")
    folder = tmp_path_factory.mktemp("crew")
    environment = {**os.environ, "LBSDROP_CACHE": str(folder / "cache"), "OMP_NUM_THREADS": "1"}
    file = folder / "scheduler.json"

    def started(*arguments: str) -> subprocess.Popen:
        asked = [sys.executable, "-m", *arguments, "--scheduler-file", str(file), "--no-dashboard"]
        return subprocess.Popen(asked, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)

    scheduler = started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0")
    until = time.monotonic() + PATIENCE_S
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.05)
    alone = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder), "--host", "127.0.0.1")
    two = [started("distributed.cli.dask_worker", *alone) for _ in range(2)]
    try:
        yield json.loads(file.read_text())["address"], two
    finally:
        for process in (*two, scheduler):
            process.kill()
            process.wait()


def test_imports_take_the_workers_too(crew, tmp_path):
    from distributed import Client

    runs = [f"Date,Distance (km),Time\n2026-05-{day:02},10.0,50:00\n".encode() for day in range(1, 29)]
    store = stores.open(f"sqlite:///{tmp_path / 'one.sqlite'}")
    with Client(crew[0]) as client:
        files = [SourceFile(f"{i}.csv", data) for i, data in enumerate(runs)]
        receipt = imports.import_files(store, files, executor=client.get_executor())
        assert client.run(lambda: "data.importers" in __import__("sys").modules)
    assert sum(receipt.statuses().values()) == len(runs)


def test_a_worker_killed_in_the_middle_changes_nothing(crew, url, inline, tmp_path):
    address, two = crew
    everyone = command.chosen(url, ())

    def with_a_death(mapped):
        for i, answered in enumerate(mapped):
            if i == 0:
                os.kill(two[0].pid, signal.SIGKILL)
            yield answered

    with workers.pool(address) as mapped:
        command.write(tmp_path, everyone, lambda asked: with_a_death(mapped(asking(url), asked)))
    assert two[0].wait(PATIENCE_S) == -signal.SIGKILL
    assert two[1].poll() is None
    assert_same(inline[0], tmp_path)


def test_the_command_starts_workers_of_its_own(crew, url, inline, tmp_path):
    asked = ["cohort", "--store", url, "--workers", "1", "--out", str(tmp_path), "--today", TODAY]
    done = subprocess.run(
        [sys.executable, "-m", "analytics", *asked], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"6 athletes in {tmp_path}; 0 answers were worked out anew.\n"
    assert_same(inline[0], tmp_path)


def test_started_workers_keep_no_call_stacks_which_would_grow_with_the_athletes():
    dask = pytest.importorskip("dask", reason="Dask is not installed: pip install -r requirements-cohort.txt.")
    with workers.settings():
        assert dask.config.get("distributed.worker.profile.enabled") is False


def test_a_scheduler_that_is_not_there_is_named(capsys, url, tmp_path, monkeypatch):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install -r requirements-cohort.txt.")
    monkeypatch.setattr(workers, "CONNECT_S", "0.2s")
    asked = ["cohort", "--store", url, "--out", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9"]
    assert commands.main(asked) == commands.WRONG_USAGE
    assert "No scheduler answers at tcp://127.0.0.1:9" in capsys.readouterr().err
