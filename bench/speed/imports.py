"""What a whole import costs: decode, schema, duplicates and store, beside decoders that do only the first.

    python -m bench imports [--quick]

All over the same real FIT files, moved to days of their own, in one run: CPU seconds of a plain fitparse loop, of the
fastest decoder that Python can call, of the import on one core, and the wall clock with one and two processes; CPU
per activity for accounts of three sizes; the peak memory for one packed account. The fitparse loop reads each
different file once and is scaled by the number of copies. Other processes on the machine stretch the wall clock;
the load is printed with it.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from bench.speed import account, fit
from data import imports
from data import store as stores
from data.importers import Answers
from data.pool import Inline

# Bars: times the fitparse loop, two processes over one, the dearest activity over the cheapest, megabytes.
BAR_FITPARSE, BAR_TWO, BAR_FLAT, BAR_MB = 80.0, 1.8, 1.3, 600.0
COPIES, QUICK_COPIES = 10, 2
SIZES, QUICK_SIZES = (100, 1_000, 3_000), (50, 200)
ARCHIVE, QUICK_ARCHIVE = 1_000, 100
TURNS, QUICK_TURNS = 3, 1
HOME = Answers(timezone="Europe/Berlin")
MB = 1e6
LOOPS = 20_000_000
# The cores this process may use, where the system tells.
CORES = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def import_once(paths: Sequence[Path], n_processes: int, database: Path) -> dict[str, float]:
    """One import into a fresh store: wall and CPU seconds (children included), peak megabytes, runs added.

    With one process everything is done in this one; with more the import starts as many as it may use cores.
    """
    executor = None if n_processes > 1 else Inline()
    if CORES:
        os.sched_setaffinity(0, CORES[:n_processes])
    store = stores.open(f"sqlite:///{database}")
    began, cpu = time.perf_counter(), _cpu_s()
    with Memory() as memory:
        receipt = imports.import_files(store, imports.sources(paths), HOME, executor=executor)
    wall_s = time.perf_counter() - began
    for child in multiprocessing.active_children():  # what a child took is known when it has ended
        child.join()
    cpu_s = _cpu_s() - cpu
    return {"wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": memory.peak_mb, "runs": receipt.n_added("runs")}


def _cpu_s() -> float:
    import resource  # not on Windows

    return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


class Memory:
    """The peak memory of this process and its children while the context lasts, looked at ten times a second.

    Pages that processes share count once (proportional set size, Linux); elsewhere this process' own peak.
    """

    EVERY_S = 0.1

    def __enter__(self) -> Memory:
        self.peak_mb = _own_peak_mb()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)
        self._watch.start()
        return self

    def _look(self) -> None:
        while not self._over.wait(self.EVERY_S):
            self.peak_mb = max(self.peak_mb, sum(map(_shared_fairly_mb, [os.getpid(), *_children()])))

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()


def _own_peak_mb() -> float:
    import resource  # not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1024 if sys.platform != "darwin" else 1) / MB


def _children() -> list[int]:
    return [process.pid for process in multiprocessing.active_children() if process.pid]


def _shared_fairly_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / MB


def apart(paths: Sequence[Path], n_processes: int, folder: Path) -> dict[str, float]:
    """`import_once` in a process of its own, warmed up by an import of the first file."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(_apart, n_processes, folder, paths).result()


def _apart(n_processes: int, folder: Path, paths: Sequence[Path]) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        warm_up = next(path for path in [*folder.glob("warm/*")] if path.is_file())
        import_once([warm_up], 1, Path(fresh) / "warm.sqlite")
        return import_once(paths, n_processes, Path(fresh) / "store.sqlite")


def busy_loops() -> float:
    """How much more two processes do here and now than one, where they share nothing: 2 with both free."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_loop_s, [1, 1]))  # starts both
        began = time.perf_counter()
        pool.submit(_loop_s, LOOPS).result()
        alone = time.perf_counter()
        list(pool.map(_loop_s, [LOOPS, LOOPS]))
        return 2 * (alone - began) / (time.perf_counter() - alone)


def _loop_s(n: int) -> int:
    return sum(i & 1 for i in range(n))


def _written(folder: Path, originals: Sequence[bytes], n: int) -> Path:
    target = folder / str(n)
    target.mkdir(exist_ok=True)
    for name, data in account.files(originals, n):
        (target / name).write_bytes(data)
    return target


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """Everything, as JSON-able values; `{"files": 0}` where the real files are not beside the project."""
    originals = fit.run_files()
    if not originals:
        return {"files": 0}
    copies = QUICK_COPIES if is_quick else COPIES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "warm").mkdir()
        (folder / "warm" / "first.fit").write_bytes(originals[0])
        speed = _speed(folder, originals, copies)
        sizes = {n: _written(folder, originals, n) for n in (QUICK_SIZES if is_quick else SIZES)}
        scale = [{"activities": n, **apart([path], 1, folder)} for n, path in sizes.items()]
        # Before the whole account is packed: a new process begins with the peak of the one that starts it.
        memory = _memory(folder, originals, QUICK_ARCHIVE if is_quick else ARCHIVE)
        loops = busy_loops()
        whole = _whole_account(folder, originals, list(sizes)[-1], QUICK_TURNS if is_quick else TURNS)
    per_activity = [row["cpu_s"] / row["activities"] for row in scale]
    return {
        **speed,
        **whole,
        "busy_loops": loops,
        "load": os.getloadavg()[0],
        "cores": os.cpu_count(),
        "scale": [row | {"cpu_ms_each": 1000 * each} for row, each in zip(scale, per_activity, strict=True)],
        "flat": max(per_activity) / min(per_activity),
        "memory": memory,
    }


def _speed(folder: Path, originals: Sequence[bytes], copies: int) -> dict[str, Any]:
    n = copies * len(originals)
    written = _written(folder, originals, n)
    files = [path.read_bytes() for path in sorted(written.iterdir())]
    loop_s = copies * fit.cpu_s(fit.read_fitparse, originals, 1)[0]
    peers = _peers(files)
    one = min((apart([written], 1, folder) for _ in range(2)), key=lambda found: found["cpu_s"])
    fastest = min(peers, key=lambda name: peers[name]) if peers else None
    return {
        "files": n,
        "different_files": len(originals),
        "bytes": sum(map(len, files)),
        "fitparse_cpu_s": loop_s,
        "fastest": fastest,
        "fastest_cpu_s": peers[fastest] if fastest else None,
        "import": one,
        "times_fitparse": loop_s / one["cpu_s"],
        "times_fastest": peers[fastest] / one["cpu_s"] if fastest else None,
    }


def _peers(files: Sequence[bytes]) -> dict[str, float]:
    """CPU seconds of the native decoders that can be installed; those that refuse files are named by how many."""
    with fit.peers() as got:
        found = {}
        for name in ("fitfast", "pyfitparsernative"):
            if name in got:
                seconds, n_refused = fit.cpu_s(fit.PEERS[name][0], files, 1)
                found[f"{name} (refuses {n_refused})" if n_refused else name] = seconds
        return found


def _whole_account(folder: Path, originals: Sequence[bytes], n: int, turns: int) -> dict[str, Any]:
    """The account as one zip, by one process and by two, by turns: medians of the wall clock, seconds."""
    packed = folder / f"account_{n}.zip"
    packed.write_bytes(account.archive(originals, n))
    pairs = [[apart([packed], n_processes, folder) for n_processes in (1, 2)] for _ in range(turns)]
    one_s, two_s = (statistics.median(each["wall_s"] for each in by) for by in zip(*pairs, strict=True))
    given = statistics.median(two["cpu_s"] / two["wall_s"] for _, two in pairs)
    return {
        "account": n,
        "turns": turns,
        "one_s": one_s,
        "two_s": two_s,
        "two_over_one": one_s / two_s,
        "given": given,
    }


def _memory(folder: Path, originals: Sequence[bytes], n: int) -> dict[str, Any]:
    packed = folder / "account.zip"
    packed.write_bytes(account.archive(originals, n))
    one, two = (apart([packed], processes, folder) for processes in (1, 2))
    return {
        "activities": n,
        "zip_mb": packed.stat().st_size / MB,
        "peak_mb": one["peak_mb"],
        "peak_two_mb": two["peak_mb"],
        "runs": one["runs"],
    }


def as_text(found: dict[str, Any]) -> str:
    """The table."""
    if not found["files"]:
        return "The real FIT files are not beside this checkout; nothing to measure."
    one, memory = found["import"], found["memory"]
    rows = [
        ("fitparse, decode loop (scaled)", found["fitparse_cpu_s"], 1.0),
        ("lbsdrop, whole import, one core", one["cpu_s"], found["times_fitparse"]),
    ]
    if found["fastest"]:
        rows.insert(1, (found["fastest"], found["fastest_cpu_s"], found["fitparse_cpu_s"] / found["fastest_cpu_s"]))
    different, megabytes = found["different_files"], found["bytes"] / MB
    lines = [
        f"{found['files']} FIT files ({different} different), {megabytes:.0f} MB, CPU seconds",
        *(f"  {name:<44}{seconds:9.2f} s{times:8.1f} x" for name, seconds, times in rows),
        f"  bar: the whole import {BAR_FITPARSE:g} x the loop; here {found['times_fitparse']:.1f} x",
        f"  wall clock, the zip of {found['account']:,} activities, {found['turns']} turns: one process "
        f"{found['one_s']:.1f} s, two {found['two_s']:.1f} s: {found['two_over_one']:.2f} x "
        f"(bar {BAR_TWO:g} x where two busy loops reach 1.9 x: {found['busy_loops']:.2f} x here; "
        f"the two were given {found['given']:.1f} cores, load {found['load']:.1f} on {found['cores']})",
        *(f"  {row['activities']:>6,} activities: {row['cpu_ms_each']:.1f} ms CPU each" for row in found["scale"]),
        f"  dearest over cheapest: {found['flat']:.2f} (bar {BAR_FLAT:g})",
        f"  {memory['activities']:,} activities as one zip of {memory['zip_mb']:.0f} MB: peak "
        f"{memory['peak_mb']:.0f} MB in one process, {memory['peak_two_mb']:.0f} MB with two more "
        f"(bar {BAR_MB:g} MB)",
    ]
    return "\n".join(lines)
