"""A folder that is imported by itself: chosen on Import, looked at by every page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import streamlit as st

from data import watched
from pages.kit.files import watching
from tests.pages.shown import shown, text

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    "2026-03-02 18:00:00,Hips,50m,Hip Thrust (Barbell),1,225,8,0,0,,,\n"
)
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


def test_what_a_file_of_the_folder_asks_is_answered_on_import(own_store, folder):
    (folder / "lifts.csv").write_text(STRONG)
    os.utime(folder / "lifts.csv", (1_790_000_000, 1_790_000_000))
    app = chosen(folder)
    next(radio for radio in app.radio if radio.options == ["kg", "lb"]).set_value("lb")
    app = press(app, "Answer and import")
    assert not app.exception
    assert own_store.load().sets["load_kg"].round().tolist() == [102]


def test_a_table_of_the_folder_that_no_importer_knows_is_explained_on_import(own_store, folder):
    (folder / "own.csv").write_text("Tag,Weh\n2026-03-04,4\n2026-03-05,5\n")
    os.utime(folder / "own.csv", (1_790_000_000, 1_790_000_000))
    app = chosen(folder)
    next(toggle for toggle in app.toggle if toggle.label.startswith("Explain a table")).set_value(True).run()
    next(box for box in app.selectbox if box.label == "Its rows are").set_value("pain").run()
    for label, column in (("Date", "Tag"), ("Pain score", "Weh")):
        next(box for box in app.selectbox if box.label == label).set_value(column)
    app = press(app, "Read it so")
    assert not app.exception
    assert own_store.load().pain["score"].tolist() == [3, 3, 4, 5]
