"""Paths or uploads -> parsed (in parallel where that pays) -> the store, with a receipt."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import replace
from pathlib import Path

from data import importers
from data.importers import Answers, Parsed, SourceFile
from data.importers.batch import gather
from data.store import Receipt, Store

# Files read ahead of the one being waited for: bounds memory whatever the archive's size.
IN_FLIGHT = 32
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

    `executor` parses in other processes or machines; None parses here. `progress(n_done, name)` is called after
    every file and may raise `Stopped`, which leaves the store as it was. Never raises for what is in a file.
    """
    began = time.monotonic()
    asked = answers or store.answers()
    known = store.known_files()
    leaves = (leaf for source in files for leaf in importers.unfold(source))
    parsed = []
    for each in _parse_all(leaves, asked, known, executor):
        parsed.append(each)
        if progress:
            progress(len(parsed), each.name)
    receipt = store.add(gather(parsed))
    return replace(receipt, elapsed_s=time.monotonic() - began)


def _parse_all(
    leaves: Iterable[SourceFile | Parsed], answers: Answers, known: dict[str, str], executor: Executor | None
) -> Iterator[Parsed]:
    waiting: deque[Parsed | Future[Parsed]] = deque()
    for leaf in leaves:
        if isinstance(leaf, Parsed):
            waiting.append(leaf)
        elif leaf.sha256 in known:
            waiting.append(Parsed(name=leaf.name, sha256=leaf.sha256, status="duplicate"))
        elif executor is None:
            waiting.append(importers.parse(leaf, answers))
        else:
            waiting.append(executor.submit(importers.parse, leaf, answers))
        while waiting and (executor is None or len(waiting) >= IN_FLIGHT):
            yield _result(waiting.popleft())
    while waiting:
        yield _result(waiting.popleft())


def _result(item: Parsed | Future[Parsed]) -> Parsed:
    return item.result() if isinstance(item, Future) else item
