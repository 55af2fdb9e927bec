"""The store under attack: many programs at once, and kills at random moments of everything it does.

The table: database and attack, what was tried, what came through whole.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from data import store as stores
from tests.data.store import crowd, kills, postgres

N_IMPORTERS, N_WRITERS, N_ENTRIES, N_READERS, N_KILLS = 5, 4, 15, 20, 200
HEAD = f"{'fault kind':<58}{'tried':>7}{'survived':>10}"


@dataclass(frozen=True)
class Survived:
    """One row of the table."""

    fault: str
    tried: int
    survived: int
    note: str = ""


def measure(*, is_quick: bool = False) -> list[Survived]:
    """Every attack, in a list."""
    return list(attacks(is_quick=is_quick))


def attacks(*, is_quick: bool = False) -> Iterator[Survived]:
    """Every attack on SQLite and, where there is a server, on PostgreSQL; then the kills (on SQLite)."""
    with tempfile.TemporaryDirectory() as name, _databases(Path(name)) as urls:
        for database, url in urls.items():
            for same in (True, False):
                folder = Path(name) / f"{database}-{same}"
                yield _crowd(database, url.format(n=int(same)), folder, is_same=same, is_quick=is_quick)
        yield from _kills(Path(name) / "kills", 2 if is_quick else N_KILLS // len(kills.OPERATIONS))


@contextmanager
def _databases(folder: Path) -> Iterator[dict[str, str]]:
    urls = {"SQLite": f"sqlite:///{folder}/attacked{{n}}.sqlite"}
    with ExitStack() as stack:
        try:
            server = stack.enter_context(postgres.server())
            for n in (0, 1):
                postgres.database(server, f"attacked{n}")
            urls["PostgreSQL"] = server.rsplit("/", 1)[0] + "/attacked{n}"
        except postgres.NotHere as reason:
            print(reason)
        yield urls


def _crowd(database: str, url: str, folder: Path, *, is_same: bool, is_quick: bool) -> Survived:
    """Importers, a dashboard, people checking in and readers at once; rows and entries counted afterwards."""
    n_importers, n_readers = (2, 2) if is_quick else (N_IMPORTERS, N_READERS)
    parts = crowd.write_files(folder, n_importers)
    alone = f"sqlite:///{folder / 'alone.sqlite'}"
    for part in parts:
        crowd.take(alone, str(part))
    expected = crowd.by_id(stores.open(alone))
    given = [str(folder / "all")] * n_importers if is_same else [str(part) for part in parts]
    people = [f"writer {i}" for i in range(N_WRITERS)]
    with crowd.processes(n_importers + n_readers + N_WRITERS + 1) as pool:
        tasks = [pool.submit(crowd.take, url, each) for each in given]
        tasks += [pool.submit(crowd.check_in, url, who, N_ENTRIES) for who in people]
        tasks += [pool.submit(crowd.look, url, 2.0 if is_quick else 5.0) for _ in range(n_readers)]
        tasks.append(pool.submit(crowd.use_dashboard, url, given[0]))
        failed = sum(task.exception(timeout=1_800) is not None for task in tasks)
    store = stores.open(url)
    found = crowd.by_id(store)
    entered = found["pain"].query("source == 'entered'")
    is_whole = all(found[name].equals(expected[name]) for name in ("runs", "sets", "factors"))
    is_whole &= found["pain"].query("source != 'entered'").reset_index(drop=True).equals(expected["pain"])
    n_entries = entered["note"].nunique()
    is_whole &= len(entered) == n_entries == N_WRITERS * N_ENTRIES
    note = f"{n_entries} of {N_WRITERS * N_ENTRIES} check-ins, rows {'equal to' if is_whole else 'NOT'} one writer's"
    what = "the same files" if is_same else "different files"
    return Survived(
        f"{database}: {n_importers} importers of {what}, all at once", len(tasks), len(tasks) - failed, note
    )


def _kills(folder: Path, n: int) -> Iterator[Survived]:
    for operation in kills.OPERATIONS:
        allowed, took = kills.measure(operation, folder / operation / "measured")
        if operation == "demo":
            allowed |= {(), (0,) * 8}
        whole = 0
        for i, share in enumerate(kills.shares(n, seed=11)):
            whole += kills.kill_during(operation, folder / operation / str(i), share, took) in allowed
        yield Survived(f"kill -9 during {operation}", n, whole)


def as_text(found: list[Survived]) -> str:
    """The table for a person."""
    return "\n".join([HEAD, *(_line(each) for each in found)])


def _line(each: Survived) -> str:
    return f"{each.fault:<58}{each.tried:>7}{each.survived:>10}  {each.note}"
