"""A store of the reader's own for each test; demo stores are built once a module."""

from __future__ import annotations

import pytest

from data import store as stores
from pages.kit.pain import check_in


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory):
    """Demo stores are built once for the module."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own_store(tmp_path, cache_folder, monkeypatch):
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    monkeypatch.setenv("LBSDROP_STORE", url)
    monkeypatch.setenv("LBSDROP_CACHE", str(cache_folder))
    return stores.open(url)


@pytest.fixture(autouse=True)
def an_evening(monkeypatch):
    """The pages are read in the evening, when the check-in asks with the most words, whatever the clock says."""
    monkeypatch.setattr(check_in, "moment_of", lambda _now: "evening")
