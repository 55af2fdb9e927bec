"""Every page in every state: nothing yet, the demo athletes, own data. No page shows an error."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import demo, imports
from data import store as stores

ROOT = Path(__file__).parent.parent
PAGES = sorted((ROOT / "pages").glob("*.py"))
TIMEOUT_S = 120


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory):
    """Demo stores are built once for the module."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def own_store(tmp_path, cache_folder, monkeypatch):
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    monkeypatch.setenv("LBSDROP_STORE", url)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_folder))
    return stores.open(url)


def shown(page: Path, **state: object) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    for name, value in state.items():
        app.session_state[name] = value
    app.switch_page(f"pages/{page.name}").run()
    assert not app.exception, app.exception[0].message
    return app


def text(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.title, *app.markdown, *app.info, *app.caption))


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
@pytest.mark.parametrize("athlete", demo.NAMES)
def test_every_page_shows_every_demo_athlete(page, athlete, own_store):
    app = shown(page, demo_athlete=athlete)
    if "Import" not in page.stem:
        assert "This is a demo, not you." in text(app)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_has_something_to_say_before_there_is_any_data(page, own_store):
    app = shown(page, whose="me")
    assert len(text(app)) > 60
    assert "demo, not you" not in text(app)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_every_page_shows_own_data_in_either_unit(page, units, own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    own_store.save_block("Three weeks of it", today.replace(day=1), today)
    app = shown(page, units=units)
    assert "demo, not you" not in text(app)
    own = text(app)
    assert not re.search(r"\d (mi|lb)\b" if units == "metric" else r"\d (km|kg)\b", own)


def test_a_reader_with_own_data_does_not_start_in_the_demo(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    assert shown(PAGES[0]).session_state["whose"] == "me"


def test_the_first_visit_starts_in_the_demo(own_store):
    assert shown(PAGES[0]).session_state["whose"] == "demo"
