"""Whatever a file holds, a page shows it as it is."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import imports
from data import store as stores
from pages.kit import say
from tests.pages import hostile
from tests.places import ROOT

PAGES = sorted((ROOT / "pages").glob("*.py"))
# Columns whose words lbsdrop chooses itself, whatever a file says.
OWN_WORDS = {
    "run_id", "set_id", "pain_id", "factor_id", "block_id", "workout_id", "import_id", "duplicate_of",
    "source", "kind", "moment", "site", "side", "time", "flag", "load_basis", "exercise",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory):
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'own.sqlite'}"
    hostile.fill(stores.open(url), pd.Timestamp.now().normalize())
    return url


def shown(page, url, monkeypatch, **state) -> AppTest:
    monkeypatch.setenv("LBSDROP_STORE", url)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    for name, value in state.items():
        app.session_state[name] = value
    app.switch_page(f"pages/{page.name}").run()
    assert not app.exception, app.exception[0].message
    return app


def said(app: AppTest) -> list[str]:
    """Everything that is set as Markdown: texts, and the labels of what can be chosen."""
    texts = [str(each.value) for each in (*app.markdown, *app.caption, *app.info, *app.error, *app.warning)]
    chosen = (*app.selectbox, *app.radio, *app.button, *app.toggle, *app.multiselect, *app.expander, *app.text_input)
    return texts + [each.label for each in chosen] + [option for each in app.radio for option in each.options]


def test_every_column_of_free_text_is_hostile_in_the_store_that_is_shown(hostile_store):
    frames = stores.open(hostile_store).load()
    for name, frame in frames.items():
        for column in set(frame.select_dtypes(["object", "str"]).columns) - OWN_WORDS:
            if (name, column) == ("blocks", "note"):  # nothing writes one
                continue
            assert frame[column].isin(hostile.TEXTS).any(), f"{name}.{column}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_page_takes_text_of_a_file_for_markdown(page, hostile_store, monkeypatch):
    app = shown(page, hostile_store, monkeypatch, whose="me")
    for text in said(app):
        assert not [each for each in hostile.TEXTS if each in text], text[:300]
        assert f"]({hostile.ELSEWHERE}" not in text, text[:300]


def test_the_receipt_and_the_form_for_a_strange_table_show_names_as_they_are(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'own.sqlite'}"
    table = hostile.table()
    receipt = imports.import_files(stores.open(url), [table])
    told = {"receipt": receipt.to_json(), "receipt_sentence": receipt.sentence, "strange": [table]}
    app = shown(ROOT / "pages" / "9_Import.py", url, monkeypatch, whose="me", **told)
    texts = said(app)
    assert any(say.plain(hostile.FILE_NAME) in text for text in texts)
    for text in texts:
        assert not [each for each in (*hostile.TEXTS, hostile.FILE_NAME) if each in text], text[:300]


@pytest.mark.parametrize("text", ["- a", "1. a", "# a", "  > a", "a: b", "10:30:45", "50 km (31 mi)", "a\nb", "+1"])
def test_the_escape_keeps_every_letter(text):
    shown_as = say.plain(text).replace("\\", "").replace("\u2060", "").replace("&nbsp;", " ")
    for code in (43, 45, 61, 62, 49):
        shown_as = shown_as.replace(f"&#{code};", chr(code))
    assert shown_as == text.replace("\n", " ")
