"""The receipt of an import: a line a file, and what it adds up to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

COUNTED = ("runs", "sets", "pain", "factors")


@dataclass(frozen=True)
class FileLine:
    """One file: what it was, what was added, what was already there, what was left out and why."""

    name: str
    importer: str
    status: str  # imported, duplicate, skipped, refused, asks
    added: Mapping[str, int] = field(default_factory=dict)
    duplicates: int = 0
    reason: str = ""
    warnings: tuple[str, ...] = ()
    skipped: tuple[tuple[int | None, str], ...] = ()
    question: Mapping[str, Any] | None = None
    n_files: int = 1  # more than one where files left out of one archive for one reason share the line
    left_out: int = 0  # rows of the file that were skipped, with their reason in `skipped`
    asked: int = 0  # rows of the file that wait for an answer
    changed: Mapping[str, int] = field(default_factory=dict)  # rows whose values differ from an older export's
    removed: Mapping[str, int] = field(default_factory=dict)  # rows of older exports that this one has no longer
    changes: tuple[str, ...] = ()  # the first of both, in words
    disputed: tuple[str, ...] = ()  # the reader's own corrections that the file disagrees with

    @property
    def n_added(self) -> int:
        """Rows of any frame that are new."""
        return sum(self.added.values())

    @property
    def n_changed(self) -> int:
        """Rows whose values replaced those of an older export."""
        return sum(self.changed.values())

    @property
    def n_rows(self) -> int:
        """Rows the file brought: new, changed, known, left out or asked about. Of a table with several values a line
        each value is one."""
        return self.n_added + self.n_changed + self.duplicates + self.left_out + self.asked

    @property
    def n_removed(self) -> int:
        """Rows of older exports that the file, though it covers their day, has no longer."""
        return sum(self.removed.values())

    @property
    def news(self) -> str:
        """'2 changed: hip thrust 3 Sep 2026 100 kg x 8 -> 110 kg x 6; 1 no longer in the log: ...'; else empty."""
        gone = "no longer in the log: "
        changed = [said for said in self.changes if not said.startswith(gone)]
        removed = [said.removeprefix(gone) for said in self.changes if said.startswith(gone)]
        parts = [
            f"{n:,} {word}: {', '.join(said)}{', ...' if n > len(said) else ''}" if said else f"{n:,} {word}"
            for n, word, said in (
                (self.n_changed, "changed", changed),
                (self.n_removed, "no longer in the log", removed),
            )
            if n
        ]
        return "; ".join((*parts, *self.disputed))

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of one file."""
        counts = {name: int(self.added.get(name, 0)) for name in COUNTED}
        return {
            "name": self.name,
            "importer": self.importer,
            "status": self.status,
            **counts,
            "duplicates": self.duplicates,
            "reason": self.reason,
            "warnings": list(self.warnings),
            "skipped": [{"line": line, "reason": reason} for line, reason in self.skipped],
            "question": dict(self.question) if self.question else None,
            "n_files": self.n_files,
            "rows": self.n_rows,
            "added": self.n_added,
            "changed": self.n_changed,
            "known": self.duplicates,
            "left_out": self.left_out,
            "asked": self.asked,
            "removed": self.n_removed,
            "changes": list(self.changes),
            "disputed": list(self.disputed),
        }


@dataclass(frozen=True)
class Receipt:
    """One import. `import_id` is None where nothing was stored, so that there is nothing to undo."""

    import_id: str | None
    files: tuple[FileLine, ...]
    elapsed_s: float = 0.0

    def n_added(self, name: str) -> int:
        """Rows of frame `name` that are new."""
        return sum(int(line.added.get(name, 0)) for line in self.files)

    @property
    def n_duplicates(self) -> int:
        """Rows (and files come a second time) that were already there."""
        return sum(line.duplicates for line in self.files)

    def statuses(self) -> Counter[str]:
        """How many files ended in which status."""
        counts: Counter[str] = Counter()
        for line in self.files:
            counts[line.status] += line.n_files
        return counts

    @property
    def is_useful(self) -> bool:
        """True where something was imported or everything was already there."""
        statuses = self.statuses()
        return bool(statuses["imported"] or statuses["duplicate"])

    def to_json(self) -> dict[str, Any]:
        """The documented JSON of an import."""
        return {
            "import_id": self.import_id,
            "files": [line.to_json() for line in self.files],
            **{f"{name}_added": self.n_added(name) for name in COUNTED},
            "duplicates": self.n_duplicates,
            "changed": sum(line.n_changed for line in self.files),
            "removed": sum(line.n_removed for line in self.files),
            "elapsed_s": round(self.elapsed_s, 3),
        }

    @property
    def sentence(self) -> str:
        """'Added 312 runs and 1,204 sets from 40 files; 3 files were already here; 2 were left out.'"""
        words = {"runs": "run", "sets": "set", "pain": "pain score", "factors": "other diary value"}
        counts = [(self.n_added(name), word) for name, word in words.items()]
        added = _join([f"{n:,} {word}{'' if n == 1 else 's'}" for n, word in counts if n])
        statuses = self.statuses()
        n_changed, n_removed = (
            sum(getattr(line, name) for line in self.files) for name in ("n_changed", "n_removed")
        )
        parts = [f"Added {added}" if added else "Nothing new was added"]
        parts += [f"{n_changed:,} changed"] if n_changed else []
        parts += [f"{n_removed:,} no longer in the log"] if n_removed else []
        parts += [
            f"{statuses[status]:,} {'file' if statuses[status] == 1 else 'files'} {says}"
            for status, says in (
                ("duplicate", "already here"),
                ("asks", "waiting for your answer"),
                ("skipped", "with nothing to keep"),
                ("refused", "not readable"),
            )
            if statuses[status]
        ]
        return "; ".join(parts) + "."


def _join(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1] if parts else ""
