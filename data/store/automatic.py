"""Backups that lbsdrop makes by itself before it changes the whole store: the last few are kept."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from data.errors import StoreError
from data.store import backup, files

# Enough to go back over several releases; each is about as large as the store (lbsdrop's convention).
KEPT = 5


def keep(engine: sa.Engine, why: str) -> Path | None:
    """Writes a backup named after the store, the moment and `why`; older ones beyond `KEPT` go.

    None where the store is in memory only. Raises StoreError where it cannot be written: then nothing may follow it.
    """
    if engine.url.get_backend_name() == "sqlite" and files.path_of(engine.url) is None:
        return None
    path = files.backups_folder(engine.url) / f"{_name(engine.url)}-{_moment()}-{why}.zip"
    try:
        backup.write(engine, path)
    except StoreError as error:
        raise StoreError(f"Nothing was changed, because the backup before it could not be made. {error}") from None
    for old in made(engine.url)[:-KEPT]:
        old.unlink(missing_ok=True)
    return path


def made(url: sa.URL) -> list[Path]:
    """The automatic backups of the store at `url`, oldest first."""
    return sorted(files.backups_folder(url).glob(f"{_name(url)}-[0-9]*.zip"), key=lambda path: path.name)


def _name(url: sa.URL) -> str:
    path = files.path_of(url)
    return path.stem if path else f"{url.host or 'server'}-{url.database}"


def _moment() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
