"""Addresses: /Home is a place."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.test_accessibility import IDLE


def test_home_has_an_address_of_its_own(tab, dashboard):
    tab.goto(f"{dashboard}/Home?whose=Demo")
    tab.wait_for_function(IDLE)
    expect(tab.get_by_role("dialog")).to_have_count(0)
    expect(tab.get_by_text("Run this week")).to_be_visible()
    assert "whose=Demo" in tab.url


def test_the_demo_is_left_for_the_files_when_the_address_says_whose(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Mine")
    tab.get_by_role("button", name="Look at the demo").click()
    tab.get_by_role("button", name="Use my own files").click()
    expect(tab.get_by_role("heading", name="Import", exact=True)).to_be_visible()
