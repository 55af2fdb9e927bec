"""The tables of words in data/tables, read once."""

from __future__ import annotations

import csv
from functools import cache

from data import schema

FOLDER = schema.EXERCISE_TABLE.parent


@cache
def rows(table: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `data/tables/TABLE.csv` without its header, in their order."""
    with (FOLDER / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(tuple(row) for row in csv.reader(file))[1:]


@cache
def columns(vendor: str) -> dict[str, tuple[str, ...]]:
    """Field -> the names its column goes by in the vendor's exports (`VENDOR_columns.csv`), as tables are asked."""
    found: dict[str, list[str]] = {}
    for field, name, *_ in rows(f"{vendor}_columns"):
        found.setdefault(field, []).append(name)
    return {field: tuple(names) for field, names in found.items()}
