"""Version 2: rows know their file and the import that replaced them."""

from __future__ import annotations

import sqlalchemy as sa


def migrate(connection: sa.Connection) -> None:
    """Adds two columns to the tables that files fill; rows from before replace nothing, and nothing replaced them."""
    for table in ("runs", "sets", "pain", "factors"):
        connection.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN file_no INTEGER"))
        connection.execute(sa.text(f"ALTER TABLE {table} ADD COLUMN superseded_by TEXT"))
