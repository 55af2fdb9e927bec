"""The clock of the store."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """This moment, UTC, ISO, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
