"""Operations that a process begins and is killed in the middle of, and what the store must look like then."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from data import demo_store, folders
from data import store as stores
from data.errors import StoreError
from data.store import archive, automatic, backup, migrations, restore
from tests import make
from tests.data.store import versions

DAY = date(2026, 6, 15)
Held = tuple[Any, ...]


def new_rows() -> Any:
    """An import of some size."""
    days = [f"2024-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    runs = [make.run(f"{day}T06:00:00Z", 5_000.0 + 10 * i) for i, day in enumerate(days)]
    return make.batch(make.file("runs.csv", runs=runs), make.file("pain.csv", pain=[make.hurt(d, 3) for d in days]))


def held(store: stores.Store) -> Held:
    """What a store holds, in numbers: rows by frame, imports, corrections, settings."""
    frames = [len(frame) for _, frame in store.load().items()]
    return (*frames, len(store.imports()), len(store.corrections()), len(store.settings()))


def prepare(operation: str, folder: Path) -> None:
    """The state before: a store with an import, an edit and a setting."""
    if operation == "migration":
        versions.released(1, folder / "store.sqlite")
        return
    if operation in ("demo", "first open"):
        return
    store = stores.open(_url(folder))
    store.add(make.batch(make.file("a.fit", runs=[make.run("2026-03-02T06:00Z")])))
    store.keep_setting("units", "metric")
    if operation in ("undo", "erase", "backup", "restore"):
        store.add(new_rows())
    if operation in ("backup", "restore"):
        backup.write(store.engine, folder / "all.zip")
    if operation == "restore":
        stores.open(f"sqlite:///{folder / 'other.sqlite'}")
    store.engine.dispose()


def carry_out(operation: str, folder: Path) -> None:
    """The operation, from opening the store to the end."""
    if operation == "migration":
        migrations.STEPS = versions.following(versions.add_weather)
    if operation == "demo":
        os.environ["LBSDROP_CACHE"] = str(folder)
        demo_store.opened("short", DAY)
        return
    store = stores.open(_url(folder))
    run_id = next(iter(store.load().runs["run_id"]), "")
    steps: dict[str, Callable[[], object]] = {
        "import": lambda: store.add(new_rows()),
        "undo": lambda: store.undo(store.imports()[0]["import_id"]),
        "edit": lambda: store.correct("runs", run_id, note="by hand", distance_m=9_000.0),
        "backup": lambda: backup.write(store.engine, folder / "all.zip"),
        "restore": lambda: restore.bring_back(
            stores.open(f"sqlite:///{folder / 'other.sqlite'}").engine, folder / "all.zip"
        ),
        "erase": lambda: store.erase(),
        "migration": lambda: None,
        "first open": lambda: None,
    }
    steps[operation]()


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'store.sqlite'}"


def seen(operation: str, folder: Path) -> Held:
    """What is there after a kill, opened as anyone would; raises where it cannot be opened."""
    if operation == "demo":
        os.environ["LBSDROP_CACHE"] = str(folder)
        made = list(folders.cache().glob("demo-*.sqlite"))
        return held(stores.open(f"sqlite:///{made[0]}", "demo-short")) if made else ()
    if operation == "backup":
        check = stores.open("sqlite://")
        restore.bring_back(check.engine, folder / "all.zip")
        return held(check)
    if operation == "restore":
        return held(stores.open(f"sqlite:///{folder / 'other.sqlite'}"))
    return _migrated(folder) if operation == "migration" else held(stores.open(_url(folder)))


def _migrated(folder: Path) -> Held:
    """A step is there with its version or not at all, a backup is whole, and the next start goes on from there."""
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection:
        version = connection.execute("SELECT value FROM meta WHERE name = 'schema_version'").fetchone()[0]
        n_new = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'weather'").fetchone()[0]
    released = migrations.STEPS
    migrations.STEPS = versions.following(versions.add_weather)
    try:
        store = stores.open(_url(folder))
        backups = [archive.is_backup(path) for path in automatic.made(store.engine.url)]
        return (version - n_new, all(backups), *held(store))
    finally:
        migrations.STEPS = released


def kill_during(operation: str, folder: Path, share: float, whole_s: float) -> Held:
    """Begins the operation in a process, kills that after `share` of its time, and looks at what is there."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data.store.kills", "pyarrow.parquet"])
    prepare(operation, folder)
    process = context.Process(target=carry_out, args=(operation, folder))
    process.start()
    time.sleep(whole_s * share)
    if process.pid and process.is_alive():
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return seen(operation, folder)


def measure(operation: str, folder: Path) -> tuple[set[Held], float]:
    """What is there before and after the operation, which are the only states allowed, and how long it takes."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.data.store.kills", "pyarrow.parquet"])
    prepare(operation, folder)
    before = seen(operation, folder) if operation != "first open" else ()
    began = time.monotonic()
    process = context.Process(target=carry_out, args=(operation, folder))
    process.start()
    process.join()
    took = time.monotonic() - began
    if process.exitcode:
        raise StoreError(f"{operation} failed before anything was killed")
    return {before, seen(operation, folder)}, took


def shares(n: int, seed: int) -> list[float]:
    """Moments spread over the whole operation, the end included."""
    chance = random.Random(seed)
    return [(i + chance.random()) / n for i in range(n)]


OPERATIONS = ("import", "undo", "edit", "backup", "restore", "migration", "erase", "demo")
