"""Stores to test with: a SQLite file, a PostgreSQL database, or each in turn."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from data import store as stores
from tests.data.store import postgres


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """One server for all tests of a worker; they are skipped where there can be none."""
    try:
        with postgres.server() as url:
            yield url
    except postgres.NotHere as reason:
        pytest.skip(str(reason))


@pytest.fixture
def sqlite_url(tmp_path):
    return f"sqlite:///{tmp_path / 'store' / 'lbsdrop.sqlite'}"


@pytest.fixture
def postgres_url(postgres_server):
    return postgres.database(postgres_server, f"t{uuid.uuid4().hex[:10]}")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request):
    """The same test on both databases."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture
def store(url):
    made = stores.open(url)
    yield made
    made.engine.dispose()


@pytest.fixture(autouse=True)
def own_folders(tmp_path, monkeypatch):
    """No test touches the caches or data of whoever runs it."""
    monkeypatch.setenv("LBSDROP_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def sqlite_store(sqlite_url):
    made = stores.open(sqlite_url)
    yield made
    made.engine.dispose()
