"""Who may look at an athlete's rows, and the trail of it. A coach is known by the e-mail address of sign-in."""

from __future__ import annotations

import pandas as pd
import sqlalchemy as sa

from data.errors import StoreError
from data.store import rights, rows, tables, transactions
from data.store.access import Access
from data.store.moments import now

COLUMNS_OF_TRAIL = ["made_at", "who", "what"]


class Grants(Access):
    """Rights to look, never to write; each is given and taken back by the athlete alone."""

    def grant(self, coach: str) -> None:
        """Lets `coach` (an e-mail address) look from now on; nothing happens where they may already.

        Raises StoreError for what is no address.
        """
        address = as_address(coach)
        with self.writing() as connection:
            if address in rights.standing(connection, self.athlete):
                transactions.leave(connection)
                return
            given = {"athlete_id": self.athlete, "coach": address, "given_at": now()}
            connection.execute(tables.GRANTS.insert().values(**given))
            rights.note(connection, self.athlete, self.athlete, f"let {address} look")

    def revoke(self, coach: str) -> None:
        """Takes the right back, at once; nothing happens where there is none."""
        table, address = tables.GRANTS, coach.strip().lower()
        with self.writing() as connection:
            given = *self._mine(table), table.c.coach == address, table.c.revoked_at.is_(None)
            if not connection.execute(table.update().where(*given).values(revoked_at=now())).rowcount:
                transactions.leave(connection)
                return
            rights.note(connection, self.athlete, self.athlete, f"took the right to look back from {address}")

    def coaches(self) -> list[str]:
        """Who may look now, by address."""
        with self.reading() as connection:
            return sorted(rights.standing(connection, self.athlete))

    def trail(self) -> pd.DataFrame:
        """Who gave, took back and used a right to look: made_at (UTC, ISO), who, what, the latest first."""
        table = tables.AUDIT
        wanted = sa.select(*(table.c[c] for c in COLUMNS_OF_TRAIL)).where(*self._mine(table))
        with self.reading() as connection:
            found = connection.execute(wanted.order_by(table.c.row_no.desc())).fetchall()
        return pd.DataFrame(found, columns=COLUMNS_OF_TRAIL)


def as_address(text: str) -> str:
    """An e-mail address as it is kept; raises StoreError for what is none."""
    name, at, host = (rows.storable(text) or "").strip().lower().partition("@")
    if not (name and at and "." in host.strip(".") and not set(name + host) & set(" ,;@<>")):
        raise StoreError(
            "That is no e-mail address such as coach@example.org. Type the one your coach signs in with."
        )
    return f"{name}@{host}"
