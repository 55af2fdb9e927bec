"""The report as Chromium prints and shows it: two pages, nothing fetched, no sideways scroll on a phone."""

from __future__ import annotations

import re

import pytest

from analytics import report
from tests.analytics.report import reports


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """A report with every section as full as it gets."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    full = reports.full(reports.of(reports.demo_log("short")))
    path.write_text(report.page(full, "1.2.3", name="Alexandra Longname of Somewhere"), encoding="utf-8")
    return path


def test_the_fullest_report_prints_to_two_pages_on_either_paper_and_fetches_nothing(browser, file):
    tab = browser.new_page(viewport={"width": 1440, "height": 900})
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(file.as_uri())
    for paper in ("A4", "Letter"):
        printed = tab.pdf(format=paper, prefer_css_page_size=False)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2, paper
    assert asked == [file.as_uri()]
    tab.close()


@pytest.mark.parametrize("width", [390, 310])
def test_a_phone_and_the_preview_on_it_show_narrow_figures_and_no_sideways_scroll(browser, file, width):
    tab = browser.new_page(viewport={"width": width, "height": 844})
    tab.goto(file.as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator(".narrow").first.is_visible()
    assert not tab.locator(".wide").first.is_visible()
    tab.close()
