"""What to say of a file that no importer knows."""

from __future__ import annotations

from data.importers.source import SourceFile


def reason(source: SourceFile) -> str:
    """Why no importer takes the file, and what to do about it."""
    return f"No importer knows this file ({source.data[:40]!r})."
