"""Version 3: samples may be stored as whole steps (`data.streams`), which an earlier lbsdrop would misread.

Nothing is changed in the tables: samples that are there stay as they are and are read as before.
"""

from __future__ import annotations

import sqlalchemy as sa


def migrate(connection: sa.Connection) -> None:
    """Nothing but the version, which keeps an earlier lbsdrop from opening the store."""
    del connection
