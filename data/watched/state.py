"""What is known of a watched folder: which files were taken in as they are now, and the receipt of the day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from data import folders
from data.store import Receipt, Store, files
from data.store.receipt import FileLine

DONE, WAITS, UNREADABLE = "", "waits", "unreadable"


@dataclass(frozen=True)
class Seen:
    """A file as it was when last looked at. `word` is `DONE`, `WAITS` (it may still grow; seen so first at `at`,
    seconds since 1970), `UNREADABLE`, or the fingerprint of the answers with which it could not be read whole."""

    size: int
    mtime_ns: int
    word: str = DONE
    at: float = 0.0

    def is_as(self, other: Seen) -> bool:
        """The same size and time."""
        return (self.size, self.mtime_ns) == (other.size, other.mtime_ns)


@dataclass
class State:
    """`files` by path below the folder; `lines` are the receipt of `day` (ISO), each with its import (None where
    nothing was stored)."""

    files: dict[str, Seen] = field(default_factory=dict)
    day: str = ""
    lines: list[tuple[str | None, FileLine]] = field(default_factory=list)

    def add(self, day: str, receipt: Receipt) -> None:
        """Puts the lines of one import on the receipt of the day; a file read again has its latest line. What a file
        asks stays until it is answered, also on later days."""
        if day != self.day:
            self.day, self.lines = day, [(by, line) for by, line in self.lines if line.status == "asks"]
        again = {begin for line in receipt.files for begin in _beginnings(line.name)}
        kept = [(by, line) for by, line in self.lines if line.n_added or line.n_changed or line.name not in again]
        self.lines = kept + [(receipt.import_id, line) for line in receipt.files]

    def receipt(self, store: Store) -> Receipt:
        """The receipt of `day`, without what was undone since."""
        known = {made["import_id"] for made in store.imports()}
        return Receipt(None, tuple(line for by, line in self.lines if by is None or by in known))

    @property
    def import_ids(self) -> list[str]:
        """The imports of the day that stored anything, in order."""
        return list(dict.fromkeys(by for by, _ in self.lines if by))

    def save(self, path: Path) -> None:
        """Writes it to `path`. Raises OSError where the disk does not take it."""
        kept = {
            "files": {name: [seen.size, seen.mtime_ns, seen.word, seen.at] for name, seen in self.files.items()},
            "day": self.day,
            "lines": [[by, asdict(line)] for by, line in self.lines],
        }
        with files.replacing(path) as part:
            part.write_text(json.dumps(kept), encoding="utf-8")


def _beginnings(name: str) -> list[str]:
    """'a/b.zip/c.csv' -> a, a/b.zip, a/b.zip/c.csv: the file itself and the archives it may have come in."""
    return [name[:at] for at, sign in enumerate(name) if sign == "/"] + [name]


def load(path: Path) -> State:
    """What is at `path`; nothing where it is missing or damaged: then the files are read once more, and are known."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(path.read_text(encoding="utf-8"))
        seen = {name: Seen(*values) for name, values in kept["files"].items()}
        return State(seen, kept["day"], [(by, _line(each)) for by, each in kept["lines"]])
    return State()


def _line(kept: dict[str, Any]) -> FileLine:
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    skipped = tuple((line, reason) for line, reason in kept["skipped"])
    return FileLine(**{**kept, **lists, "skipped": skipped})


def place(store: Store, folder: Path) -> Path:
    """Where the state of the folder is kept: in the cache, since the folder is this computer's."""
    return folders.cache() / "watched" / f"{_digest((str(store.engine.url), store.athlete, str(folder)))}.json"


def fingerprint(*went_in: object) -> str:
    """A short name for what decides how a file is read."""
    return _digest(str(each) for each in went_in)


def _digest(parts: Iterable[str]) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
