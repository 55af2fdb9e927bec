"""One look at a watched folder: what is new or changed and has stopped growing goes into the store."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from data import errors, export, imports
from data.folders import FOLDER_SETTING as FOLDER_SETTING
from data.importers import Answers, OpenFile, SourceFile
from data.importers.reading.containers import printable
from data.store import Receipt, Store, files
from data.store.receipt import FileLine
from data.version import VERSION
from data.watched import state
from data.watched.state import DONE, UNREADABLE, WAITS, Seen, State

# A file whose size and time stayed for so long is whole: sync tools write in bursts far closer together.
SETTLED_S = 5.0
# Names that programs give what they have not finished.
_UNFINISHED = re.compile(r"^[.~]|\.(tmp|temp|part|partial|crdownload|download|!sync|filepart)$", re.IGNORECASE)
NOT_READ = "It cannot be read now ({why}). It is tried again at every look."
Listing = dict[str, Seen]


@dataclass(frozen=True)
class Look:
    """What one look found: the `news` of what came in, an import each, `n_waiting` files that may still grow, and
    what is known of the folder now."""

    news: tuple[Receipt, ...]
    n_waiting: int
    state: State


def look(
    store: Store,
    folder: Path,
    answers: Answers | None = None,
    *,
    now: float | None = None,
    progress: imports.Progress | None = None,
) -> Look:
    """Takes in what is due as one import. Files that did not change since they were taken in are not opened; files
    that asked something or were not understood are tried again once they, the answers or lbsdrop changed.

    `now` is the time in seconds since 1970 (None: the clock's). Raises UsageError where `folder` is no folder that
    can be watched, StoreError where the store cannot be written; then the next look tries again.
    """
    check(store, folder)
    moment = time.time() if now is None else now
    asked = answers or store.answers()
    path = state.place(store, folder)
    known = state.load(path)
    before = dict(known.files)
    with_answers = state.fingerprint(VERSION, asked)
    due = _due(known, _listed(folder), moment, with_answers)
    receipts = _taken_in(store, folder, due, asked, progress) if due else []
    lines = [line for receipt in receipts for line in receipt.files]
    known.files |= {
        name: replace(seen, word=_word(name, lines, with_answers), at=moment) for name, seen in due.items()
    }
    news = tuple(told for receipt in receipts if (told := _news(receipt, before)).files)
    for receipt in news:
        known.add(datetime.fromtimestamp(moment).astimezone().date().isoformat(), receipt)
    if known.files != before or news:
        known.save(path)
    return Look(news, sum(seen.word == WAITS for seen in known.files.values()), known)


def check(store: Store, folder: Path) -> None:
    """Raises UsageError, with what to do, for a folder that cannot be watched."""
    if not folder.is_dir():
        raise errors.UsageError(f"There is no folder {folder}. Check the path, and that its drive is connected.")
    if export.is_export(folder):
        raise errors.UsageError(
            f"{folder} was exported by lbsdrop. Bring it back with `import`; nothing comes in new."
        )
    own = files.path_of(store.engine.url)
    if own and own.resolve().is_relative_to(folder.resolve()):
        raise errors.UsageError(f"The store itself lies in {folder}. Choose a folder that only the sync tool fills.")


def _listed(folder: Path) -> Listing:
    """Every file below the folder with its size and time; hidden, unfinished and empty ones are left out."""
    found: Listing = {}
    for where, inside, names in os.walk(folder):
        inside[:] = sorted(name for name in inside if not name.startswith("."))
        for name in sorted(names):
            if _UNFINISHED.search(name):
                continue
            path = Path(where, name)
            try:
                about = path.stat()
            except OSError:  # taken away meanwhile, or a link to nowhere
                continue
            if about.st_size and path.is_file():
                found[path.relative_to(folder).as_posix()] = Seen(about.st_size, about.st_mtime_ns)
    return found


def _due(known: State, listing: Listing, moment: float, with_answers: str) -> Listing:
    """The files to read now; those that may still grow are noted in `known`."""
    due = {}
    for name, seen in listing.items():
        earlier = known.files.get(name)
        same = earlier if earlier is not None and earlier.is_as(seen) else None
        if same and same.word in (DONE, with_answers):
            continue
        since = min(seen.mtime_ns / 1e9, same.at) if same else seen.mtime_ns / 1e9
        if moment - since >= SETTLED_S:
            due[name] = seen
        elif same is None:
            known.files[name] = replace(seen, word=WAITS, at=moment)
    return due


def _taken_in(
    store: Store, folder: Path, due: Listing, answers: Answers, progress: imports.Progress | None
) -> list[Receipt]:
    """One import of all; file by file where a disk or drive fails in the middle of one."""
    unread: dict[str, str] = {}
    try:
        receipt = imports.import_files(store, _opened(folder, due, unread), answers, progress=progress)
    except errors.ImportFailed as error:
        if len(due) > 1:
            parts = (_taken_in(store, folder, {name: seen}, answers, progress) for name, seen in due.items())
            return [each for part in parts for each in part]
        receipt, unread = Receipt(None, ()), dict.fromkeys(due, str(error))
    lines = (FileLine(name, UNREADABLE, "refused", reason=reason) for name, reason in unread.items())
    return [replace(receipt, files=(*receipt.files, *lines))]


def _opened(folder: Path, due: Listing, unread: dict[str, str]) -> Iterator[SourceFile | OpenFile]:
    """The files, one at a time. What cannot be opened is noted with the reason; what changed meanwhile is left."""
    for name, seen in due.items():
        path = folder / name
        try:
            for source in imports.source(name, path):
                about = path.stat()
                if seen.is_as(Seen(about.st_size, about.st_mtime_ns)):
                    yield source
        except OSError as error:
            unread[name] = NOT_READ.format(why=error.strerror or type(error).__name__)


def _word(name: str, lines: list[FileLine], with_answers: str) -> str:
    """What is noted of a file that was due: an archive is open while anything in it is."""
    shown = printable(name)
    mine = [line for line in lines if line.name in (name, shown) or line.name.startswith((f"{shown}/", f"{shown}: "))]
    if any(line.importer == UNREADABLE for line in mine):
        return UNREADABLE
    if not mine:
        return WAITS
    return with_answers if any(line.status in ("asks", "refused") for line in mine) else DONE


def _news(receipt: Receipt, before: Listing) -> Receipt:
    """The receipt without files that could not be read at the last look either."""
    said = {name for name, seen in before.items() if seen.word == UNREADABLE}
    lines = tuple(line for line in receipt.files if line.importer != UNREADABLE or line.name not in said)
    return replace(receipt, files=lines)
