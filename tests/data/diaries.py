"""Made pain diaries and archives to import, and what a receipt says of them."""

from __future__ import annotations

import zipfile

import pandas as pd

from data import store as stores
from data.importers import Answers, SourceFile
from tests.data import archives

HOME = Answers(timezone="Europe/Berlin")
HEADER = "date,score,site\n"


def diary(i: int, score: int = 3) -> SourceFile:
    """A pain diary of one day of its own."""
    day = pd.Timestamp("2024-01-01") + pd.Timedelta(days=i)
    return SourceFile(f"{i:03}.csv", f"{HEADER}{day:%Y-%m-%d},{score},knee\n".encode())


def zipped(name: str, *members: tuple[str, bytes]) -> SourceFile:
    return SourceFile(name, archives.zipped(*members, method=zipfile.ZIP_STORED))


def names(receipt: stores.Receipt) -> list[str]:
    return [line.name for line in receipt.files]


def statuses(receipt: stores.Receipt) -> dict[str, str]:
    return {line.name: line.status for line in receipt.files}
