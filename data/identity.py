"""Short stable ids of rows, runs and headers."""

from __future__ import annotations

import hashlib


def identity(*parts: object) -> str:
    """A short stable id (20 hex digits) from the parts that make a row what it is."""
    text = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(text.encode(), digest_size=10).hexdigest()
