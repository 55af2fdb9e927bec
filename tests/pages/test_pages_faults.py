"""A store that cannot be used is a sentence on the page."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from data import store as stores
from data.errors import StoreError
from data.store import Store
from tests.places import ROOT


def test_a_store_that_is_another_programs_file_is_said_on_the_page(tmp_path, monkeypatch):
    path = tmp_path / "diary.csv"
    path.write_text("date,score\n2026-03-02,3\n" * 99)
    monkeypatch.setenv("LBSDROP_STORE", f"sqlite:///{path}")
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not shown.exception
    assert any("not a store of lbsdrop" in error.value for error in shown.error)


def test_a_score_that_cannot_be_kept_is_a_sentence_on_a_whole_page(tmp_path, monkeypatch):
    def refuse(*_: object, **__: object) -> str:
        raise StoreError("The store may be read but not written here.")

    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    stores.open(url).add_pain(day=date.today(), score=2.0, site="knee", moment="day")
    monkeypatch.setenv("LBSDROP_STORE", url)
    monkeypatch.setattr(Store, "add_pain", refuse)
    monkeypatch.setattr(Store, "is_read_only", property(lambda _: True), raising=False)
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    shown.query_params["whose"] = "Mine"
    shown.run()
    assert any("not written here" in note.value for note in shown.caption)
    shown.button(key="another_score").click().run()
    shown.button(key="score_4").click().run()
    assert not shown.exception
    assert [error.value for error in shown.error] == ["The store may be read but not written here."]
    assert shown.sidebar.radio or shown.sidebar.selectbox
    assert shown.title
    shown.run()
    assert not shown.error
