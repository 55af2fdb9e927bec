"""Erasing for good: no row, no byte of it in the store's files, its automatic backups or the caches."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from data import folders
from data.errors import StoreError
from data.store import automatic, faults, files

_HELD = (
    "The rows are gone, but another program has the store open and its file may still hold traces of them. "
    "Close it, then erase once more."
)


def wipe(engine: sa.Engine) -> None:
    """Writes the file anew without what was deleted and empties the changes beside it.

    On PostgreSQL dead rows are vacuumed; its own logs are its administrator's. Raises StoreError where another
    program keeps the store open.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        if not is_sqlite:
            connection.dbapi_connection.autocommit = True  # type: ignore[union-attr]
            cursor.execute("VACUUM")
        elif files.path_of(engine.url):
            cursor.execute("VACUUM")
            _empty_changes(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone())
    except Exception as error:  # noqa: BLE001 - the driver's own errors, of whichever driver it is
        if isinstance(error, StoreError) or faults.kind(error) is faults.Fault.BUSY:
            raise StoreError(_HELD) from None
        raise StoreError(faults.sentence(error)) from None
    finally:
        if not is_sqlite:
            connection.dbapi_connection.autocommit = False  # type: ignore[union-attr]
        connection.close()


def _empty_changes(answer: tuple[int, int, int]) -> None:
    is_busy, _, _ = answer
    if is_busy:
        raise StoreError(_HELD)


def backups(url: sa.URL) -> int:
    """Removes the automatic backups of the store, which hold every athlete; returns how many there were."""
    made = automatic.made(url)
    for path in made:
        path.unlink(missing_ok=True)
    with suppress(OSError):  # the folder stays where it holds anything else
        files.backups_folder(url).rmdir()
    return len(made)


def caches() -> None:
    """Removes demo athletes, prepared frames and kept answers; all are made again when asked for."""
    for path in _inside(folders.cache()):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _inside(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []
