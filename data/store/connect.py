"""Where the store is and how it is opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import platformdirs
import sqlalchemy as sa

from data.errors import StoreError
from data.store import migrations

STORE_VARIABLE = "LBSDROP_STORE"
# Another lbsdrop (a page, a command) may be writing; a write takes seconds at most.
BUSY_TIMEOUT_S = 30


def default_url() -> str:
    """LBSDROP_STORE where set, otherwise a SQLite file in the user-data folder of this platform."""
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return named
    return f"sqlite:///{Path(platformdirs.user_data_dir('lbsdrop', appauthor=False)) / 'lbsdrop.sqlite'}"


def engine(url: str) -> sa.Engine:
    """An engine on an up-to-date store; raises StoreError, saying what to do, where there can be none."""
    try:
        made = _make(url)
        with made.begin() as connection:
            migrations.bring_up_to_date(connection)
        sa.event.listen(made, "handle_error", _say_what_to_do)
    except (sa.exc.SQLAlchemyError, ModuleNotFoundError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(
            f"The store {_shown(url)} cannot be opened ({reason}). Name another with --store or {STORE_VARIABLE}."
        ) from error
    return made


def _say_what_to_do(context: sa.engine.ExceptionContext) -> None:
    """A full disk, a store that another program holds or that may not be written, in words."""
    if isinstance(context.sqlalchemy_exception, sa.exc.OperationalError):
        reason = str(context.original_exception).splitlines()[0]
        raise StoreError(
            f"The store could not be used ({reason}). Nothing of this step was kept. Make room on the disk, or close "
            "whatever else uses the store, then try again."
        ) from context.original_exception


def _shown(url: str) -> str:
    """The address without a password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except sa.exc.ArgumentError:
        return url


def _make(url: str) -> sa.Engine:
    parsed = sa.make_url(url)
    if parsed.get_backend_name() != "sqlite":
        return sa.create_engine(url)
    in_memory = parsed.database in (None, "", ":memory:")
    if not in_memory:
        Path(str(parsed.database)).expanduser().parent.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"poolclass": sa.pool.StaticPool} if in_memory else {}
    made = sa.create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False}, **options)
    sa.event.listen(made, "connect", _set_up_sqlite)
    return made


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
