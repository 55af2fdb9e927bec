"""A table that no importer knows, inside an archive."""

from __future__ import annotations

import io
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.shown import TIMEOUT_S
from tests.pages.test_import_page import DIARY


def _import_page() -> None:
    import streamlit as st

    from data import store as stores
    from data.importers import SourceFile
    from pages.kit.files import importing

    store = stores.open()
    if "strange" not in st.session_state:
        importing.run(store, [SourceFile(*st.session_state["given"])])
    importing.own_tables(store, is_open=True)


@pytest.mark.parametrize("archive", ["export.zip", "jane.doe@example.com_1.zip"])
def test_a_table_inside_an_archive_can_be_explained(archive, own_store):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("old/diary.csv", DIARY.data)
        made.writestr("old/mine.csv", "Stamp,Zork,Blip\n2024-03-01,3,x\n2024-03-02,4,y\n")
    app = AppTest.from_function(_import_page, default_timeout=TIMEOUT_S)
    app.session_state["given"] = (archive, packed.getvalue())
    app.run()
    assert not app.exception
    box = {each.label.replace("\\", ""): each for each in app.selectbox}
    box["Its rows are"].set_value("pain").run()
    box = {each.label.replace("\\", ""): each for each in app.selectbox}
    box["Date"].set_value("Stamp")
    box["Pain score"].set_value("Zork")
    next(button for button in app.button if button.label == "Read it so").click().run()
    assert not app.exception
    assert own_store.load().pain["score"].tolist() == [3, 4, 3, 4]
