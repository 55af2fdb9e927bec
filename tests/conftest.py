"""What many tests share."""

from __future__ import annotations

import os
from datetime import date

import pytest

from tests.places import CORPUS


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory):
    """No test finds an answer that other code worked out, and pages wait for theirs; dates are not written as the
    machine's locale has them."""
    os.environ["LBSDROP_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["LBSDROP_BACKGROUND"] = "0"
    os.environ["LC_ALL"] = "C.UTF-8"


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
