"""The store's tables, made from the frames' schema: a new column there is a new column here.

Every row knows its athlete and its import. `day` is kept as days, `start` as microseconds since 1970 (UTC).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from data import schema

METADATA = sa.MetaData()
FRAMES = ("runs", "sets", "pain", "factors", "blocks")
_TYPES = {"text": sa.Text, "number": sa.Double, "day": sa.Integer, "instant": sa.BigInteger}


def _from_files() -> tuple[sa.Column[Any], ...]:
    """Which file of its import brought the row, and the import whose newer export replaced it."""
    return sa.Column("file_no", sa.Integer), sa.Column("superseded_by", sa.Text)


def _frame_table(name: str) -> sa.Table:
    declared: list[sa.Column[Any]] = [
        sa.Column(c, _TYPES[kind]) for c, kind in schema.columns(name).items() if c != "import_id"
    ]
    return sa.Table(
        name,
        METADATA,
        sa.Column("row_no", sa.Integer, primary_key=True),
        sa.Column("athlete_id", sa.Text, nullable=False),
        sa.Column("import_id", sa.Text, index=True),
        *declared,
        *(_from_files() if name != "blocks" else ()),
        sa.Index(f"{name}_by_athlete", "athlete_id", schema.ID_COLUMNS[name]),
    )


TABLES = {name: _frame_table(name) for name in FRAMES}

STREAMS = sa.Table(
    "streams",
    METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("import_id", sa.Text, index=True),
    sa.Column("run_id", sa.Text, index=True),
    sa.Column("blob", sa.LargeBinary, nullable=False),
)

IMPORTS = sa.Table(
    "imports",
    METADATA,
    sa.Column("import_id", sa.Text, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("made_at", sa.Text, nullable=False),
    sa.Column("receipt", sa.JSON, nullable=False),
)

FILES = sa.Table(
    "files",
    METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("import_id", sa.Text, index=True),
    sa.Column("sha256", sa.Text, nullable=False, index=True),
    sa.Column("name", sa.Text, nullable=False),
)

SETTINGS = sa.Table(
    "settings",
    METADATA,
    sa.Column("athlete_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON),
)

# One row an edit: column "" removes the row; otherwise the column has this value, whatever is imported later.
CORRECTIONS = sa.Table(
    "corrections",
    METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False),
    sa.Column("frame", sa.Text, nullable=False),
    sa.Column("row_id", sa.Text, nullable=False),
    sa.Column("column", sa.Text, nullable=False),
    sa.Column("value", sa.JSON),
    sa.Column("made_at", sa.Text, nullable=False),
)

# Who may look at an athlete's rows, by the name of sign-in; `revoked_at` missing: still.
GRANTS = sa.Table(
    "grants",
    METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("coach", sa.Text, nullable=False, index=True),
    sa.Column("given_at", sa.Text, nullable=False),
    sa.Column("revoked_at", sa.Text),
)

# Who gave, took back and used a right to look at an athlete's rows.
AUDIT = sa.Table(
    "audit",
    METADATA,
    sa.Column("row_no", sa.Integer, primary_key=True),
    sa.Column("athlete_id", sa.Text, nullable=False, index=True),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
)

META = sa.Table(
    "meta",
    METADATA,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Integer, nullable=False),
)
