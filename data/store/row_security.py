"""PostgreSQL's guard behind the athlete filter: a transaction sees and writes the rows of the athlete it names.

The policies are made by migration 3. They catch a query that forgets its filter; whoever may send SQL of their own
may name any athlete. SQLite has no such guard: there the filter stands alone.
"""

from __future__ import annotations

import sqlalchemy as sa

ATHLETE, WHOLE_STORE = "lbsdrop.athlete", "lbsdrop.whole_store"


def see(connection: sa.Connection, athlete: str | None) -> None:
    """From here to the end of the transaction `athlete`'s rows are there (None: everybody's) and no others."""
    if connection.dialect.name == "postgresql":
        name, value = (WHOLE_STORE, "on") if athlete is None else (ATHLETE, athlete)
        connection.execute(sa.select(sa.func.set_config(name, value, True)))


def is_enforced(connection: sa.Connection) -> bool:
    """True where the database holds this account to the policies; PostgreSQL never holds a superuser to any."""
    if connection.dialect.name != "postgresql":
        return False
    asked = "SELECT NOT (rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname = current_user"
    return bool(connection.execute(sa.text(asked)).scalar())
