"""A folder that is imported by itself: chosen on Import, looked at by every page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import streamlit as st

from data import watched
from pages.kit.files import watching
from tests.pages.shown import shown, text

IMPORT, HOME = "9_Import", "1_Home"


@pytest.fixture
def folder(tmp_path):
    st.cache_resource.clear()
    made = tmp_path / "synced"
    made.mkdir()
    drop(made / "a.csv", 2, 3)
    return made


def drop(path: Path, *days: int) -> None:
    path.write_text("date,moment,site,score\n" + "".join(f"2026-03-{day:02d},morning,low_back,3\n" for day in days))
    os.utime(path, (1_790_000_000, 1_790_000_000))


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def chosen(folder: Path):
    app = shown(IMPORT, whose="me")
    next(field for field in app.text_input if field.label == "Folder").set_value(str(folder))
    return press(app, "Watch this folder")


def test_a_chosen_folder_is_taken_in_at_once_with_a_receipt_of_the_day(own_store, folder):
    app = chosen(folder)
    assert not app.exception
    assert "Added 2 pain scores" in text(app)
    assert len(own_store.load().pain) == 2


def test_any_page_takes_in_what_came_but_does_not_look_at_every_click(own_store, folder, monkeypatch):
    own_store.keep_setting(watched.FOLDER_SETTING, str(folder))
    shown(HOME, whose="me")
    assert len(own_store.load().pain) == 2
    drop(folder / "b.csv", 4)
    shown(HOME, whose="me")
    assert len(own_store.load().pain) == 2
    monkeypatch.setattr(watching, "LOOK_EVERY_S", 0.0)
    shown(HOME, whose="me")
    assert len(own_store.load().pain) == 3


def test_a_folder_that_is_away_ends_no_page_and_import_says_so(own_store, folder):
    own_store.keep_setting(watched.FOLDER_SETTING, str(folder / "gone"))
    shown(HOME, whose="me")
    app = shown(IMPORT, whose="me")
    assert any("There is no folder" in warning.value for warning in app.warning)


def test_a_folder_that_cannot_be_watched_is_not_kept(own_store, folder):
    app = chosen(folder / "gone")
    assert any("There is no folder" in error.value for error in app.error)
    assert watching.folder_of(own_store) is None


def test_nothing_more_comes_in_once_the_folder_is_left(own_store, folder, monkeypatch):
    press(chosen(folder), "Stop watching")
    monkeypatch.setattr(watching, "LOOK_EVERY_S", 0.0)
    drop(folder / "b.csv", 4)
    shown(HOME, whose="me")
    assert len(own_store.load().pain) == 2
