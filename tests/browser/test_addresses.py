"""Addresses: /Home is a place; one press is one step back."""

from __future__ import annotations

import re

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


def test_a_link_is_one_step_of_the_back_button_and_the_way_back_keeps_the_units(tab, dashboard):
    tab.goto(f"{dashboard}/Running?whose=Demo&demo_athlete=Three+weeks")
    tab.wait_for_function(IDLE)
    before = tab.evaluate("history.length")
    tab.locator(".runs").get_by_role("link").first.click()
    tab.wait_for_url("**/Run?*")
    tab.wait_for_function(IDLE)
    assert tab.evaluate("history.length") == before + 1
    tab.go_back()
    tab.wait_for_function(IDLE)
    expect(tab.get_by_role("radio", name="mi, lb")).to_be_checked()


def opened(tab, name: str, role: str = "link") -> None:
    tab.get_by_test_id("stMain").get_by_role(role, name=name).first.click()
    tab.wait_for_function(IDLE)


def test_a_run_says_whose_it_is_and_the_back_button_leads_to_its_day(tab, dashboard):
    tab.goto(f"{dashboard}/Log?whose=Demo")
    tab.wait_for_function(IDLE)
    opened(tab, "Day before", "button")
    expect(tab).to_have_url(re.compile(r"Log\?whose=Demo&day=2\d{3}-\d\d-\d\d&month=2\d{3}-\d\d$"))
    day = tab.url
    tab.goto(f"{dashboard}/Run?whose=Demo")
    tab.wait_for_function(IDLE)
    newest = tab.url
    opened(tab, "Run before")
    expect(tab).not_to_have_url(newest)
    expect(tab).to_have_url(re.compile(r"Run\?whose=Demo&run=\w+$"))
    tab.go_back()
    expect(tab).to_have_url(newest)
    tab.goto(day)
    expect(tab.get_by_text("This is a demo, not you.")).to_be_visible()


def test_a_row_of_the_list_opens_its_day_by_a_press_anywhere_and_by_keys(tab, dashboard):
    tab.goto(f"{dashboard}/Log?whose=Demo")
    tab.wait_for_function(IDLE)
    rows = tab.locator(".entries tbody tr")
    expect(rows).to_have_count(50)
    expect(tab.locator(".entries tr.open").first).to_be_visible()
    wanted = rows.nth(8).locator("button").inner_text()
    rows.nth(8).locator("td").last.click()
    expect(rows.nth(8)).to_have_class("open")
    head = tab.locator(".st-key-day_head h2")
    expect(head).to_contain_text(wanted.split(",")[0])
    expect(tab).to_have_url(re.compile(r"day=20\d\d-\d\d-\d\d&month=20\d\d-\d\d$"))
    tab.wait_for_function(IDLE)
    before = head.inner_text()
    rows.nth(8).locator("button").focus()
    for _ in range(4):
        tab.keyboard.press("ArrowDown")
    tab.keyboard.press("Enter")
    expect(rows.nth(12)).to_have_class("open")
    expect(head).not_to_have_text(before)
    expect(rows.nth(12).locator("button")).to_be_focused()
