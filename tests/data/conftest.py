"""What the tests of data have in common."""

from __future__ import annotations

import pytest

from data import store as stores


@pytest.fixture
def store():
    """An empty store in memory."""
    return stores.open("sqlite://")
