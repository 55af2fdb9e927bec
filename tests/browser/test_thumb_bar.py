"""The bar at the foot of a phone changes pages as the side bar does: nothing is loaded anew, choices stay."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_journeys import settled


@pytest.fixture
def phone(browser, dashboard):
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(f"{dashboard}/?whose=Demo&range=Last+12+months")
    page.locator(".thumb-bar a").first.wait_for()
    settled(page)
    yield page
    context.close()


def test_a_place_is_opened_without_loading_anything_and_is_marked(phone):
    phone.evaluate("window.isSame = true")
    bar = phone.get_by_role("navigation", name="Places")
    assert [link.inner_text().split()[-1] for link in bar.get_by_role("link").all()] == [
        "Home", "Log", "Pain", "Explore", "Findings",
    ]  # fmt: skip
    for name in ("Pain", "Log"):
        bar.get_by_role("link", name=name, exact=True).tap()
        expect(phone.get_by_role("heading", level=1, name=name, exact=True)).to_be_visible()
        settled(phone)
        expect(bar.locator("[aria-current]")).to_contain_text(name)
        expect(phone).to_have_url(re.compile(rf"/{name}\?(?=.*whose=Demo)(?=.*range=Last)"))
    assert phone.evaluate("window.isSame")


def test_a_place_has_the_address_of_its_page_for_a_tab_of_its_own(phone, dashboard):
    addresses = [link.get_attribute("href") for link in phone.locator(".thumb-bar a").all()]
    assert [each.split("?")[0] for each in addresses] == ["Home", "Log", "Pain", "Explore", "Findings"]
    assert all("whose=Demo" in each and "range=Last+12+months" in each for each in addresses)
    phone.goto(f"{dashboard}/{addresses[1]}")
    expect(phone.get_by_role("heading", level=1, name="Log", exact=True)).to_be_visible()
    settled(phone)
    phone.goto(f"{dashboard}/{addresses[0]}")
    expect(phone.get_by_role("heading", level=1)).to_contain_text("day, ")


def test_a_wide_screen_has_the_side_bar_alone(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Demo")
    tab.get_by_test_id("stSidebar").get_by_role("link", name="Log").wait_for()
    settled(tab)
    expect(tab.locator(".thumb-bar")).to_be_hidden()
