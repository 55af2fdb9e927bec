"""Paths or uploads -> parsed (in parallel where that pays) -> the store, with a receipt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import ExitStack, closing
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from data import errors, importers
from data.importers import Answers, Parsed, SourceFile
from data.importers.batch import Batch, gather
from data.pool import Inline, process_pool
from data.store import Receipt, Store

# Below this many files, starting other processes takes longer than reading them here.
BULK = 100
# Files handed to a worker at once, and portions under way: enough to keep workers busy, few enough that memory does
# not grow with the archive.
PORTION, IN_FLIGHT = 8, 8
Progress = Callable[[int, str], None]


class Stopped(Exception):
    """The reader cancelled; the store is as it was."""


def sources(paths: Iterable[Path]) -> Iterator[SourceFile]:
    """Every file named and every file below a folder named, in order; hidden files are left out."""
    for path in paths:
        if path.is_dir():
            inside = (p for p in sorted(path.rglob("*")) if p.is_file() and not p.name.startswith("."))
            yield from (SourceFile(str(p.relative_to(path)), p.read_bytes()) for p in inside)
        else:
            yield SourceFile(path.name, path.read_bytes())


def import_files(
    store: Store,
    files: Iterable[SourceFile],
    answers: Answers | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Reads the files (and the files inside archives) and adds them to the store as one import.

    `executor` does the parsing; without one the first files are parsed here and a process pool is started when more
    than `BULK` come. `progress(n_done, name)` is called after every file and may raise `Stopped`, which leaves the
    store as it was. Never raises for what is in a file. Raises ImportFailed where the system stops a process that
    reads, StoreError where the store cannot be written; either way nothing is stored.
    """
    began = time.monotonic()
    receipt = store.add(read_files(store, files, answers, executor=executor, progress=progress))
    return replace(receipt, elapsed_s=time.monotonic() - began)


def read_files(
    store: Store,
    files: Iterable[SourceFile],
    answers: Answers | None = None,
    *,
    executor: Executor | None = None,
    progress: Progress | None = None,
) -> Batch:
    """The files as one batch for the store, which is asked what it knows but not changed; see `import_files`."""
    asked = answers or store.answers()
    known = store.known_files()
    leaves = (leaf for source in files for leaf in importers.unfold(source))
    parsed: list[Parsed] = []
    try:
        with ExitStack() as stack, closing(_parse_all(leaves, asked, known, executor, stack)) as each_parsed:
            for each in each_parsed:
                parsed.append(each)
                if progress:
                    progress(len(parsed), each.name)
    except BrokenExecutor as error:
        raise errors.ImportFailed(
            "The system stopped one of the processes that read your files, most often because memory ran short. "
            "Close other programs or import fewer files at a time, then try again."
        ) from error
    return gather(parsed)


def _parse_all(
    leaves: Iterable[SourceFile | Parsed],
    answers: Answers,
    known: dict[str, str],
    executor: Executor | None,
    stack: ExitStack,
) -> Generator[Parsed, None, None]:
    """Each leaf parsed, in order: here while few, by the executor in portions when many."""
    fresh: Iterator[SourceFile | Parsed] = (_known_or_new(leaf, known) for leaf in leaves)
    here, is_own = Inline(), executor is None
    if executor is None:
        for leaf in islice(fresh, BULK):
            yield importers.parse(leaf, answers)
        portion = list(islice(fresh, PORTION))
        if not portion:
            return
        executor = stack.enter_context(process_pool())
        fresh = chain(portion, fresh)  # what was looked ahead comes first
    waiting: deque[Future[list[Parsed]]] = deque()
    try:
        for n, portion in enumerate(iter(lambda: list(islice(fresh, PORTION)), [])):
            # New processes take a second to start; while the oldest portion is under way, one is read here as well.
            is_here = is_own and n >= IN_FLIGHT and not waiting[0].done()
            worker = here if is_here else executor
            waiting.append(worker.submit(importers.parse_all, portion, answers))
            while len(waiting) > IN_FLIGHT and (waiting[0].done() or not is_own):
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        for future in waiting:  # cancelled: nobody waits for what is not yet begun
            future.cancel()


def _known_or_new(leaf: SourceFile | Parsed, known: dict[str, str]) -> SourceFile | Parsed:
    if isinstance(leaf, SourceFile) and leaf.sha256 in known:
        return Parsed(name=leaf.name, sha256=leaf.sha256, status="duplicate")
    return leaf
