"""A chart is taken along as SVG and PNG by buttons that are in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.test_accessibility import IDLE


@pytest.mark.parametrize(("kind", "begins"), [("SVG", b"<svg"), ("PNG", b"\x89PNG")])
def test_a_chart_is_kept_as_a_picture(kind, begins, tab, dashboard):
    tab.goto(f"{dashboard}/Running?whose=Demo&demo_athlete=Three+weeks")
    tab.wait_for_function(IDLE)
    with tab.expect_download() as kept:
        tab.get_by_role("button", name=f"{kind} of the chart").first.click()
    assert kept.value.suggested_filename == f"lbsdrop-weekly.{kind.lower()}"
    assert Path(kept.value.path()).read_bytes().startswith(begins)
