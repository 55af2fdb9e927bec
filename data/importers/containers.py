"""Zips, gzips and what is inside them."""

from __future__ import annotations

from collections.abc import Iterator

from data.importers.source import Parsed, SourceFile


def unfold(source: SourceFile) -> Iterator[SourceFile | Parsed]:
    """The file itself, or the files inside it; a part that cannot be opened comes as a refused `Parsed`."""
    yield source
