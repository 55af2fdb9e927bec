"""Paths or uploads -> parsed (in parallel where that pays) -> the store, with a receipt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from data import budget, errors, exercises, importers
from data.batch import Batch
from data.importers import Answers, Leaf, OpenFile, Parsed, SourceFile, routes
from data.importers.blobs import Blobs
from data.importers.gathering import gather
from data.importers.reading import containers
from data.importers.reading.members import PackedFile
from data.pool import Beside
from data.store import Receipt, Store

# Up to this many files, starting other processes takes longer than reading them here; an archive of so many bytes
# holds more.
BULK, BULK_BYTES = 50, 3_000_000
# Files handed to a worker at once, and portions under way: enough to keep workers busy, few enough that memory does
# not grow with the archive.
PORTION, IN_FLIGHT = 4, 16
STOPPED_BY_SYSTEM = (
    "The system stopped one of the processes that read your files, most often because memory ran short. "
    "Close other programs or import fewer files at a time, then try again."
)
Progress = Callable[[int, str], None]


class Stopped(Exception):
    """The reader cancelled; the store is as it was."""


def sources(paths: Iterable[Path]) -> Iterator[SourceFile | OpenFile]:
    """Every file named and every file below a folder named, in order; hidden files are left out.

    One file at a time is read; a large one is only opened, and closed when the next is asked for.
    """
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith("."))
            for each in inside:
                yield from source(str(each.relative_to(path)), each)
        else:
            yield from source(path.name, path)


def source(name: str, path: Path) -> Iterator[SourceFile | OpenFile]:
    """The one file at `path`, called `name`: read, or opened until the next is asked for where it is large."""
    if path.stat().st_size <= budget.IN_MEMORY_BYTES:
        yield SourceFile(name, path.read_bytes())
        return
    with path.open("rb") as file:
        yield OpenFile(name, file)


def import_files(
    store: Store,
    files: Iterable[SourceFile | OpenFile],
    answers: Answers | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Reads the files (and the files inside archives) and adds them to the store as one import.

    `executor` does the parsing; without one files are parsed here, and by worker processes as well when more than
    `BULK` come. `progress(n_done, name)` is called after every file and may raise `Stopped`, which leaves the
    store as it was. Never raises for what is in a file. Raises ImportFailed where the system stops a process that
    reads, StoreError where the store cannot be written; either way nothing is stored.
    """
    began = time.monotonic()
    receipt = store.add(read_files(store, files, answers, executor=executor, progress=progress))
    return replace(receipt, elapsed_s=time.monotonic() - began)


def read_files(
    store: Store,
    files: Iterable[SourceFile | OpenFile],
    answers: Answers | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Batch:
    """The files as one batch for the store, which is asked what it knows but not changed; see `import_files`."""
    asked = answers or store.answers()
    known = store.known_files()
    limits = _Limits()
    parsed: list[Parsed] = []
    blobs = Blobs()
    beside = Beside()
    call_help = partial(beside.start, importers.parse_all, [], asked)
    leaves = _leaves(files, known, limits, (lambda: None) if executor else call_help)
    try:
        with closing(beside), closing(_parse_all(leaves, asked, executor or beside)) as each_parsed:
            for each in each_parsed:
                kept = limits.counted(each)
                blobs.put(kept.packed)
                parsed.append(replace(kept, packed={}))
                if kept.rows.get("sets"):
                    exercises.make_ready()  # while others read, not when they have nothing to do any more
                if progress:
                    progress(len(parsed), each.name)
    except BrokenExecutor as error:
        raise errors.ImportFailed(STOPPED_BY_SYSTEM) from error
    except OSError as error:
        raise errors.ImportFailed(
            f"A file could not be read or unpacked ({error.strerror or error}). Make room on the disk and "
            "check that the files may be read, then try again."
        ) from error
    with_routes = routes.joined(parsed)
    blobs.rename(with_routes.renamed)
    return replace(gather(with_routes.files), streams=blobs)


@dataclass
class _Limits:
    """What one import was given so far, in bytes, and what it brought, in rows."""

    n_bytes: int = 0
    n_rows: int = 0
    is_spent: bool = False

    def unfolded(self, source: SourceFile | OpenFile) -> Iterator[Leaf]:
        """Every file inside the file."""
        self.n_bytes += source.size
        return (self._sent_on(leaf) for leaf in importers.members(source))

    def _sent_on(self, leaf: Leaf) -> Leaf:
        """The file; once too many rows came, it is not read any more."""
        if not self.is_spent or isinstance(leaf, Parsed):
            return leaf
        return Parsed(name=leaf.name, archive=leaf.archive, status="refused", reason=self._too_many())

    def _too_many(self) -> str:
        most = budget.most_rows(self.n_bytes)
        return f"The import would bring more than {most:,} rows (the limit for its size). Import this file by itself."

    def counted(self, each: Parsed) -> Parsed:
        """The file; refused where its rows are more than so many bytes of exports bring."""
        n_rows = sum(len(rows) for rows in each.rows.values())
        self.n_rows += n_rows
        if not n_rows or self.n_rows <= budget.most_rows(self.n_bytes):
            return each
        self.n_rows -= n_rows
        self.is_spent = True
        return Parsed(name=each.name, archive=each.archive, status="refused", reason=self._too_many())


def _leaves(
    files: Iterable[SourceFile | OpenFile], known: dict[str, str], limits: _Limits, call_help: Callable[[], None]
) -> Iterator[Leaf]:
    """Every file inside the files, those already known as duplicates; calls for help once many are to be read."""
    n_files = 0
    for source in files:
        if source.size > BULK_BYTES and containers.is_zip(source):
            call_help()
        for leaf in limits.unfolded(source):
            n_files += 1
            if n_files > BULK:
                call_help()
            yield _known_or_new(leaf, known)


def _parse_all(leaves: Iterator[Leaf], answers: Answers, executor: Executor) -> Generator[Parsed, None, None]:
    """Each leaf parsed, in order, by the executor."""
    waiting: deque[Future[list[Parsed]]] = deque()
    most = None if isinstance(executor, Beside) else IN_FLIGHT  # it does itself what its workers have no time for
    try:
        for portion in iter(lambda: _portion(leaves), []):
            waiting.append(executor.submit(importers.parse_all, portion, answers))
            while waiting and (waiting[0].done() or (most and len(waiting) > most)):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:  # cancelled: nobody waits for what is not yet begun
            future.cancel()


def _portion(fresh: Iterator[Leaf]) -> list[Leaf]:
    """The next files, as many as `PORTION` and, but for the first, no more bytes than a portion's share."""
    portion: list[Leaf] = []
    n_bytes = 0
    while len(portion) < PORTION and n_bytes < budget.IN_FLIGHT_BYTES // (IN_FLIGHT + 1):
        leaf = next(fresh, None)
        if leaf is None:
            break
        portion.append(leaf)
        n_bytes += 0 if isinstance(leaf, Parsed) else leaf.size
    return portion


def _known_or_new(leaf: Leaf, known: dict[str, str]) -> Leaf:
    if known and isinstance(leaf, PackedFile):
        leaf = containers.unpacked(leaf)
    if isinstance(leaf, SourceFile) and leaf.sha256 in known:
        return Parsed(name=leaf.name, sha256=leaf.sha256, status="duplicate")
    return leaf
