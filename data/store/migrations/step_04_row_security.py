"""Version 4: who may look at an athlete's rows, and PostgreSQL's own guard behind the athlete filter."""

from __future__ import annotations

import sqlalchemy as sa

_METADATA = sa.MetaData()

sa.Table(
    "grants",
    _METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("coach", sa.Text, nullable=False, index=True),
    sa.Column("given_at", sa.Text, nullable=False),
    sa.Column("revoked_at", sa.Text),
)
sa.Table(
    "audit",
    _METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
)

_FRAMES = ("runs", "sets", "pain", "factors", "blocks", "streams")
_GUARDED = (*_FRAMES, "imports", "files", "settings", "corrections", "grants", "audit")
_MINE = "athlete_id = current_setting('lbsdrop.athlete', true) OR current_setting('lbsdrop.whole_store', true) = 'on'"


def migrate(connection: sa.Connection) -> None:
    """Adds two tables; on PostgreSQL a transaction then sees and writes the rows of the athlete it names only.

    SQLite has no such guard. The owner of the tables is bound too (FORCE), a superuser never is.
    """
    _METADATA.create_all(connection)
    if connection.dialect.name != "postgresql":
        return
    for table in _GUARDED:
        connection.execute(sa.text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        connection.execute(sa.text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
        connection.execute(sa.text(f"CREATE POLICY of_athlete ON {table} USING ({_MINE}) WITH CHECK ({_MINE})"))
