"""Where the store is and how it is opened."""

from __future__ import annotations

import json
import math
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from data.errors import StoreError
from data.store import automatic, faults, files, meta, migrations, transactions

STORE_VARIABLE = "LBSDROP_STORE"
IS_READ_ONLY = "lbsdrop_read_only"
# Connections of one process to a server beyond the five that stay open: with fewer, short looks of fifty sessions
# wait behind loads (measured); PostgreSQL takes 100 of all.
MOST_AT_ONCE = 45


def default_url() -> str:
    """LBSDROP_STORE where set, otherwise a SQLite file in the user-data folder of this platform."""
    return os.environ.get(STORE_VARIABLE) or f"sqlite:///{files.data_folder() / 'lbsdrop.sqlite'}"


def engine(url: str) -> sa.Engine:
    """An engine on an up-to-date store; raises StoreError, saying what to do, where there can be none."""
    try:
        parsed = sa.make_url(url)
        path = files.path_of(parsed)
        made = _on_server(parsed) if path is None else _on_file(parsed, path)
        _bring_up_to_date(made)
    except StoreError:
        raise
    except (sa.exc.SQLAlchemyError, sqlite3.Error, ModuleNotFoundError, OSError) as error:
        raise StoreError(f"The store {shown(url)} cannot be opened. {_why(error)}") from None
    return made


def is_read_only(made: sa.Engine) -> bool:
    """True where the store can be shown and exported, but not written."""
    return bool(made.get_execution_options().get(IS_READ_ONLY))


def shown(url: str) -> str:
    """The address without a password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return url


def _why(error: Exception) -> str:
    another = f"Name another with --store or {STORE_VARIABLE}."
    if isinstance(error, ModuleNotFoundError):
        return f"The driver {error.name} is missing: pip install -r requirements-postgres.txt. {another}"
    if isinstance(error, OSError):
        return f"{error.strerror}: {error.filename}. Check the path and your right to write there. {another}"
    if isinstance(error, sa.exc.ArgumentError):
        return f"That is no SQLAlchemy URL such as sqlite:////home/me/runs.sqlite. {another}"
    return faults.sentence(error)


def _bring_up_to_date(made: sa.Engine) -> None:
    try:
        if is_read_only(made):
            _refuse_older(made)
        else:
            migrations.bring_up_to_date(made, lambda version: automatic.keep(made, f"before-version-{version + 1}"))
    except Exception:
        made.dispose()
        raise


def _refuse_older(made: sa.Engine) -> None:
    with transactions.reading(made) as connection:
        version = meta.version(connection)
    if version < migrations.newest():
        raise StoreError(
            "This store is of an older lbsdrop and has to be brought up to date, which needs the right to write. "
            "Copy it to a folder of yours and name the copy with --store."
        )


def _on_server(parsed: sa.URL) -> sa.Engine:
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(
            parsed, hide_parameters=True, pool_pre_ping=True, json_serializer=as_json, max_overflow=MOST_AT_ONCE
        )
    made = sa.create_engine(
        parsed,
        connect_args={"check_same_thread": False, "isolation_level": None},
        poolclass=sa.pool.StaticPool,
        hide_parameters=True,
        json_serializer=as_json,
    )
    sa.event.listen(made, "begin", transactions.begin_sqlite)
    return made


def _on_file(parsed: sa.URL, path: Path) -> sa.Engine:
    mode = files.mode_of(path)
    migrations.refuse_newer(files.version_of(path, mode))
    _refuse_left_changes(path, mode)
    if mode == "rw":
        _let_readers_and_a_writer_in(path)
    made = sa.create_engine(
        parsed, creator=lambda: _connected(path, mode), hide_parameters=True, json_serializer=as_json
    )
    made.update_execution_options(**{IS_READ_ONLY: mode != "rw"})
    sa.event.listen(made, "begin", transactions.begin_sqlite)
    return made


def _refuse_left_changes(path: Path, mode: str) -> None:
    """Without its index, SQLite would show a read-only store as it was before the changes beside it."""
    changes = files.side_files(path)[0]
    if mode == "immutable" and changes.exists() and changes.stat().st_size:
        raise StoreError(
            f"The last changes of this store are in {changes.name}, which cannot be read here without writing. "
            f"Copy {path.name} and {changes.name} to a folder of yours and name the copy with --store."
        )


def _connected(path: Path, mode: str) -> sqlite3.Connection:
    """SQLite's driver begins no transaction by itself (`isolation_level=None`): lbsdrop says when."""
    connection = sqlite3.connect(
        files.uri(path, mode),
        uri=True,
        timeout=transactions.BUSY_TIMEOUT_S,
        check_same_thread=False,
        isolation_level=None,
    )
    if mode == "rw":
        for pragma in ("synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
    return connection


def _let_readers_and_a_writer_in(path: Path) -> None:
    """Write-ahead logging, kept in the file once set; the switch fails at once while another process makes it too."""
    until = time.monotonic() + transactions.BUSY_TIMEOUT_S
    while True:
        try:
            with closing(_connected(path, "rw")) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if faults.kind(error) is not faults.Fault.BUSY or time.monotonic() >= until:
                raise
            time.sleep(0.05)


def as_json(value: Any) -> str:
    """JSON as every database takes it: a number that is none is null."""
    try:
        return json.dumps(value, allow_nan=False)
    except ValueError:  # it holds such a number
        return json.dumps(_with_nulls(value))


def _with_nulls(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: _with_nulls(each) for key, each in value.items()}
    return [_with_nulls(each) for each in value] if isinstance(value, list | tuple) else value
