"""A store that cannot be used is a sentence on the page."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.places import ROOT


def test_a_store_that_is_another_programs_file_is_said_on_the_page(tmp_path, monkeypatch):
    path = tmp_path / "diary.csv"
    path.write_text("date,score\n2026-03-02,3\n" * 99)
    monkeypatch.setenv("LBSDROP_STORE", f"sqlite:///{path}")
    shown = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not shown.exception
    assert any("not a store of lbsdrop" in error.value for error in shown.error)
