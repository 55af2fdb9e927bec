"""What many tests share."""

from __future__ import annotations

from datetime import date

import pytest

from tests.places import CORPUS


@pytest.fixture
def today():
    """A fixed day for everything that must not depend on the clock."""
    return date(2026, 6, 15)


@pytest.fixture(scope="session")
def corpus():
    """The folder of real files; tests that need it are skipped in a clone that stands elsewhere."""
    if not CORPUS.exists():
        pytest.skip("The corpus of real files is not beside this checkout.")
    return CORPUS
