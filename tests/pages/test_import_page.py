"""Import: what it says first, its receipts, and what ends an import."""

from __future__ import annotations

import re

from streamlit.testing.v1 import AppTest

from data import imports
from data.errors import ImportFailed
from data.importers import SourceFile
from pages.kit.files import in_the_log, mapping_form
from tests.pages.shown import shown, text
from tests.places import ROOT


def test_an_import_that_the_system_ends_says_so_in_a_sentence(own_store, monkeypatch):
    unclear = SourceFile("unclear.csv", b"date,score,site\n1/2/2024,3,knee\n3/4/2024,4,knee\n")
    receipt = imports.import_files(own_store, [unclear])
    page = ROOT / "pages" / "9_Import.py"
    asked = {"receipt": receipt.to_json(), "receipt_sentence": receipt.sentence, "waiting": [unclear]}
    app = shown(page, whose="me", **asked)

    def ended(*_args: object, **_more: object) -> None:
        raise ImportFailed("Memory ran short. Try again.")

    monkeypatch.setattr(imports, "import_files", ended)
    app.radio[0].set_value("dmy")
    next(button for button in app.button if button.label == "Answer and import").click().run()
    assert not app.exception
    assert "Nothing was imported. Memory ran short. Try again." in text(app)


def test_import_says_first_what_the_log_holds(own_store):
    page = ROOT / "pages" / "9_Import.py"
    assert shown(page, whose="me").main.markdown[0].value == in_the_log.EMPTY
    assert shown(page, whose="demo").main.markdown[1].value == in_the_log.DEMO
    imports.import_files(own_store, [DIARY])
    said = shown(page, whose="me").main.markdown[0].value
    assert re.fullmatch(r"Your log holds 2 pain scores \(to (14 Feb|Feb 14,) 2024\)\.", said)


def _receipt_of(store, *files: SourceFile) -> AppTest:
    receipt = imports.import_files(store, list(files))
    strange = {line.name for line in receipt.files if line.status == "refused" and not line.importer}
    told = {"receipt": receipt.to_json(), "receipt_sentence": receipt.sentence}
    tables = mapping_form.tables([file for file in files if file.name in strange])
    return shown(ROOT / "pages" / "9_Import.py", whose="me", strange=tables, **told)


STRANGE = SourceFile("totals.csv", b"date_format,n_rows,n_runs,total_reps\nYYYY-MM-DD,3,4,5\nYYYY-MM-DD,6,7,8\n")
DIARY = SourceFile("diary.csv", b"date,score,site\n2024-02-13,3,knee\n2024-02-14,4,knee\n2024-02-15,eleven,knee\n")


def test_the_receipt_comes_before_the_form_for_a_table_nobody_knows(own_store):
    app = _receipt_of(own_store, STRANGE, DIARY)
    kinds = [type(each).__name__ for each in app.main]
    forms = [each for each in app.expander if each.label.startswith("Explain ")]
    assert len(forms) == 1
    assert not forms[0].proto.expanded
    assert kinds.index("Markdown") < kinds.index("Expander")
    assert {"n_rows", "n_runs", "total_reps"} <= {each.label.replace("\\", "") for each in app.selectbox}
    assert next(each for each in app.selectbox if each.label == "Date").value is None
    assert "**totals.csv**: not readable" in text(app)
    assert not any((frame.value == "None").any(axis=None) for frame in app.dataframe)


def test_a_file_that_came_twice_says_so_once(own_store):
    imports.import_files(own_store, [DIARY])
    app = _receipt_of(own_store, STRANGE, DIARY)
    assert text(app).count("**diary.csv**") == 1
    assert "**diary.csv**: already here. This very file was imported before" in text(app)


def test_a_corrected_file_is_told_with_what_it_changed_also_among_the_earlier_imports(own_store):
    imports.import_files(own_store, [DIARY])
    app = _receipt_of(own_store, SourceFile("later.csv", DIARY.data.replace(b"13,3", b"13,5")))
    said = text(app).replace("\\", "")
    assert "Against the earlier export" in said and "3 → 5" in said
    assert any(line.endswith(": 1 changed from 1 file") for line in said.splitlines())


def test_the_form_stands_open_where_the_table_is_the_only_file(own_store):
    app = _receipt_of(own_store, STRANGE)
    assert next(each for each in app.expander if each.label.startswith("Explain ")).proto.expanded
