"""The corpus of real exports beside the project, where there is one."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest

from data.importers import SourceFile
from tests import places

FOLDER = places.CORPUS / "csv"


def files(*folders: str) -> Iterator[tuple[dict[str, str], SourceFile]]:
    """(manifest row, file) of each file in the folders (all without any); skips the test without a corpus."""
    if not FOLDER.exists():
        pytest.skip("the corpus of real exports is not here")
    with (FOLDER / "manifest.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            if not folders or row["file"].split("/")[0] in folders:
                yield row, SourceFile(row["file"].split("/")[1], (FOLDER / row["file"]).read_bytes())
