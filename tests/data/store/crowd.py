"""Several processes on one store at once: importers, people checking in, a dashboard, readers."""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from data import commands, demo, schema
from data import store as stores
from data.imports import import_files, sources
from data.store import transactions

DAY = date(2026, 6, 15)


@contextlib.contextmanager
def processes(n: int) -> Iterator[ProcessPoolExecutor]:
    """`n` processes of their own, begun from one that has everything imported but no thread running."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data.store.crowd", "data.exercises", "pyarrow.parquet"])
    with ProcessPoolExecutor(n, mp_context=context, initializer=_be_patient) as pool:
        yield pool


def _be_patient() -> None:
    """What is lost is asked here, not how long a machine may stand still."""
    transactions.BUSY_TIMEOUT_S = 240.0


def write_files(folder: Path, n_folders: int) -> list[Path]:
    """The files of one demo athlete, dealt out to so many folders."""
    folders = [folder / f"part{i}" for i in range(n_folders)]
    for i, path in enumerate(demo.write("short", folder / "all", DAY, seed=None)):
        to = folders[i % n_folders]
        to.mkdir(parents=True, exist_ok=True)
        (to / path.name).write_bytes(path.read_bytes())
    return [each for each in folders if each.exists()]


def take(url: str, folder: str) -> dict[str, Any]:
    """The command line imports a folder; its receipt."""
    said, complained = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(complained):
        code = commands.main(["import", folder, "--json", "--timezone", "Europe/Berlin", "--store", url])
    if code:
        raise AssertionError(f"exit code {code}: {complained.getvalue()}")
    receipt: dict[str, Any] = json.loads(said.getvalue())
    return receipt


def check_in(url: str, who: str, n: int) -> int:
    """One person's check-ins, each a score, a night's sleep and an answer kept; how many were kept."""
    store = stores.open(url)
    for i in range(n):
        store.add_pain(day=DAY - timedelta(days=i), score=float(i % 11), moment="evening", note=f"{who} {i}")
        store.add_to_setting("exercises", {f"{who} {i}": "Hip Thrust"})
    return n


def use_dashboard(url: str, folder: str) -> int:
    """A second engine imports, edits and takes the edit back; how often it looked."""
    store = stores.open(url)
    import_files(store, sources([Path(folder)]), store.answers(timezone="Europe/Berlin"))
    n_looks = 0
    for run_id in store.load().runs["run_id"][:3]:
        store.correct("runs", run_id, note="by hand")
        store.uncorrect("runs", run_id)
        n_looks += _look(store)
    return n_looks


def look(url: str, seconds: float) -> int:
    """A reader who keeps looking; every frame must be whole. How often it looked."""
    store = stores.open(url)
    until, n_looks = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        n_looks += _look(store)
        time.sleep(0.05)
    return n_looks


def _look(store: stores.Store) -> int:
    before = store.revision
    frames = store.load()
    for name, frame in frames.items():
        schema.check(name, frame)
        if frame[schema.ID_COLUMNS[name]].duplicated().any():
            raise AssertionError(f"a row of {name} is loaded twice")
    if store.revision < before:
        raise AssertionError("the revision went back")
    return 1


def by_id(store: stores.Store) -> dict[str, Any]:
    """What is loaded, without the imports' own ids and in the order of the rows' ids."""
    return {
        name: frame.drop(columns="import_id", errors="ignore").sort_values(schema.ID_COLUMNS[name], ignore_index=True)
        for name, frame in store.load().items()
    }


def all_done(futures: list[Future[Any]]) -> list[Any]:
    """Their results; the first exception is raised."""
    return [future.result(timeout=600) for future in futures]
