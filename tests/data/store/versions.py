"""A next version of the store, for tests of migrations: one more step after the released ones."""

from __future__ import annotations

import gzip
from pathlib import Path

import sqlalchemy as sa

from data.store import migrations
from tests.places import FIXTURES


def add_weather(connection: sa.Connection) -> None:
    """A step as a next release could have one: a table, a column, and a change to every row."""
    connection.execute(sa.text("CREATE TABLE weather (day INTEGER NOT NULL, rain DOUBLE PRECISION)"))
    connection.execute(sa.text("ALTER TABLE runs ADD COLUMN weather TEXT"))
    connection.execute(sa.text("UPDATE runs SET weather = 'dry'"))


def break_off(connection: sa.Connection) -> None:
    """A step that fails when it has already changed the schema."""
    add_weather(connection)
    connection.execute(sa.text("SELECT nonsense FROM nowhere"))


def following(step) -> tuple:
    """The released steps and one more."""
    return (*migrations.STEPS, step)


def released(version: int, path: Path) -> str:
    """A store as the release of that version left it, at `path`; returns its URL."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.decompress((FIXTURES / "stores" / f"version_{version}.sqlite.gz").read_bytes()))
    return f"sqlite:///{path}"


def files() -> list[int]:
    """The versions of which a file is kept."""
    return sorted(int(path.name.split("_")[1].split(".")[0]) for path in (FIXTURES / "stores").glob("version_*"))
