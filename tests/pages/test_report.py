"""The page Report: its preview is the file that the command writes, and every box takes a section out."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics import commands, report
from data import demo, imports
from data import store as stores
from tests import make
from tests.analytics.report import reports
from tests.pages.shown import shown, text


@pytest.fixture
def url(own_store):
    return str(own_store.engine.url)


def report_page(**state: object) -> AppTest:
    return shown("10_Report", **state)


def preview(app: AppTest) -> str:
    [frame] = app.get("iframe")
    return frame.proto.srcdoc


def test_the_preview_is_the_file_that_the_command_writes(url, tmp_path, today):
    imports.import_files(stores.open(url), demo.files("short", today))
    page = preview(report_page(whose="me", units="metric"))
    out = tmp_path / "report.html"
    assert commands.main(["report", "--out", str(out), "--store", url, "--units", "metric"]) == 0
    assert page == out.read_text(encoding="utf-8")


def test_every_box_takes_its_section_out_of_the_file(url):
    app = report_page(whose="demo", demo_athlete="short")
    assert [box.label for box in app.checkbox] == list(report.SECTIONS.values())
    for key in report.SECTIONS:
        assert f'id="{key}"' in preview(app)
        app.checkbox(key=f"report_{key}").uncheck().run()
        assert f'id="{key}"' not in preview(app)
    assert "<h1>Training and pain report</h1>" in preview(app)


def test_nobody_is_named_who_does_not_give_a_name(url):
    app = report_page(whose="demo", demo_athlete="short")
    assert "<h1>Training and pain report</h1>" in preview(app)
    app.text_input(key="report_name").input("<b>Ada</b>").run()
    assert "<h1>Training and pain report: &lt;b&gt;Ada&lt;/b&gt;</h1>" in preview(app)


def test_the_file_can_be_taken_away_and_few_words_stand_before_it(url):
    app = report_page(whose="demo", demo_athlete="short")
    [button] = app.get("download_button")
    assert button.label == "Download the report"
    assert len(text(app).replace("This is a demo, not you.", "").split()) <= 60


def test_the_dates_in_view_are_the_period(url):
    days = pd.date_range(end=pd.Timestamp.now().normalize(), periods=500)[::4]
    rows = [make.run(f"{day:%Y-%m-%d}T06:00Z") for day in days]
    stores.open(url).add(make.batch(make.file(runs=rows)))
    everything = preview(report_page(whose="me", range="Everything"))
    half_a_year = preview(report_page(whose="me", range="Last 6 months"))
    assert "The same weeks a year before" in reports.section(everything, "load")
    assert "The last 12 weeks" in reports.section(half_a_year, "load")
    assert "The same weeks a year before" not in reports.section(half_a_year, "load")


def test_dates_without_an_entry_are_refused_in_a_sentence(url):
    stores.open(url).add(make.batch(make.file(runs=[make.run("2015-05-05T06:00Z")])))
    app = report_page(whose="me", range="Last 6 months")
    assert not app.get("iframe")
    assert "running, lifting or pain in this period" in text(app)


def test_an_empty_store_invites(url):
    app = report_page(whose="me")
    assert "Nothing to report yet." in text(app)
    assert not app.get("iframe")
