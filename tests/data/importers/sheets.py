"""What the tests of the tabular importers share: files from text, the corpus, and the count of every row."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from data import schema
from data.answers import Answers
from data.importers.reading import table
from data.importers.source import Parsed, SourceFile
from tests import places

CORPUS = places.CORPUS / "csv"
BERLIN = Answers(timezone="Europe/Berlin")


def source(text: str, name: str = "export.csv", encoding: str = "utf-8") -> SourceFile:
    return SourceFile(name, text.encode(encoding))


def corpus(name: str) -> SourceFile:
    path = CORPUS / name
    if not path.exists():
        pytest.skip(f"the corpus is not here: {name}")
    return SourceFile(path.name, path.read_bytes())


def manifest(kind: str) -> list[tuple[str, pd.Series]]:
    """(file, its line of the manifest) for one format; one line that skips itself where the corpus is absent."""
    path = CORPUS / "manifest.csv"
    if not path.exists():
        return [("absent", pd.Series(dtype=object))]
    lines = pd.read_csv(path)
    return [(line.file, line) for _, line in lines[lines.format == kind].iterrows()]


def frame(parsed: Parsed, name: str) -> pd.DataFrame:
    """The rows of one frame, checked against its schema; its ids must be unique."""
    rows = schema.conform(name, pd.DataFrame(list(parsed.rows.get(name, ()))))
    rows = schema.check(name, schema.flag_implausible(name, rows))
    assert rows[schema.ID_COLUMNS[name]].is_unique
    return rows


def n_skipped(parsed: Parsed) -> int:
    """Rows left out: an entry for many says how many."""
    counts = [re.search(r": (\d+) rows? \(line", one.reason) for one in parsed.skipped]
    return sum(int(count[1]) if count else 1 for count in counts)


def n_sets_listed(parsed: Parsed) -> int:
    """Rows of a lifting log that stand as sets: those kept, those never done, and those that are runs."""
    left_out = [one for one in parsed.skipped if "not done" in one.reason or "as done" in one.reason]
    added = [one for one in parsed.skipped if "added to the run" in one.reason]
    n_rows = sum(len(parsed.rows.get(name, ())) for name in ("sets", "runs"))
    return n_rows + n_skipped(Parsed(skipped=(*left_out, *added)))


def assert_every_row_is_accounted_for(parsed: Parsed, file: SourceFile, frame_name: str) -> None:
    """Rows of the file = rows kept + rows skipped, each with a line and a reason; a lifting log may tell of runs."""
    n_kept = len(parsed.rows.get(frame_name, ()))
    n_kept += len(parsed.rows.get("runs", ())) if frame_name == "sets" else 0
    assert n_kept + n_skipped(parsed) == len(table.read(file).rows)
    assert all(one.line and one.reason for one in parsed.skipped)
