"""What fails outside the page is a sentence on it, loses nothing, and leaves a way on."""

from __future__ import annotations

import io
import re
import time
import zipfile

from playwright.sync_api import expect

from data import demo
from data import store as stores
from tests.browser.conftest import running
from tests.browser.test_journeys import settled


def test_a_store_that_cannot_be_opened_is_a_sentence_and_a_line_of_the_log(tab, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    with running(tmp_path, LBSDROP_STORE=f"sqlite:///{blocked / 'own.sqlite'}") as address:
        tab.goto(f"{address}/Import")
        expect(tab.get_by_test_id("stAlert").first).to_be_visible()
        settled(tab)
        assert str(tmp_path) not in "".join(log.read_text() for log in tmp_path.rglob("lbsdrop.log"))
        assert any("Error" in log.read_text() for log in tmp_path.rglob("lbsdrop.log"))


def test_a_browser_closed_in_the_middle_of_an_import_leaves_all_of_it_or_nothing(browser, tmp_path, today):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for file in demo.files("two-causes", today):
            packed.writestr(file.name, file.data)
    path = tmp_path / "export.zip"
    path.write_bytes(archive.getvalue())
    with running(tmp_path) as address:
        first = browser.new_context()
        page = first.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{address}/Import")
        page.set_input_files("input[type=file]", [str(path)])
        page.get_by_role("button", name="Import files").click()
        # A fast machine is done before it says how far it is.
        expect(page.get_by_text(re.compile(r"^(Read|Added) \d")).first).to_be_visible()
        first.close()
        wait_until_still(tmp_path)
        begun = stores.open(f"sqlite:///{tmp_path / 'own.sqlite'}").imports()
        second = browser.new_context()
        page = second.new_page()
        page.set_default_timeout(120_000)
        page.goto(f"{address}/Import")
        page.set_input_files("input[type=file]", [str(path)])
        page.get_by_role("button", name="Import files").click()
        expect(page.get_by_text(re.compile(r"Added|already here")).first).to_be_visible(timeout=120_000)
        settled(page)
        second.close()
    frames = stores.open(f"sqlite:///{tmp_path / 'own.sqlite'}").load()
    assert len(begun) <= 1
    assert frames.runs["run_id"].is_unique
    assert len(frames.runs) > 400


def wait_until_still(folder, seconds=3.0, at_most=60.0):
    """Until the store's files have not changed for some seconds."""
    began = time.monotonic()
    seen, since = None, began
    while time.monotonic() - since < seconds and time.monotonic() - began < at_most:
        now = {each.name: each.stat().st_mtime_ns for each in folder.glob("own.sqlite*")}
        if now != seen:
            seen, since = now, time.monotonic()
        time.sleep(0.3)
