"""Links in text change pages: nothing is loaded anew, choices stay, each is a step back and the address of a tab."""

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
    assert [each.split("?")[0] for each in addresses] == ["./", "./Log", "./Pain", "./Explore", "./Findings"]
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


def test_on_a_phone_the_side_bar_lets_go_of_the_page_that_was_chosen(phone):
    phone.get_by_test_id("stExpandSidebarButton").tap()
    phone.get_by_test_id("stSidebar").get_by_role("link", name="Blocks", exact=True).tap()
    expect(phone.get_by_role("heading", level=1, name="Blocks", exact=True)).to_be_visible()
    expect(phone.get_by_test_id("stSidebar")).not_to_be_in_viewport()


def test_a_link_of_the_side_bar_is_one_step_back_and_where_it_stands_none(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Demo")
    side_bar = tab.get_by_test_id("stSidebar")
    side_bar.get_by_role("link", name="Log", exact=True).click()
    expect(tab.get_by_role("heading", level=1, name="Log", exact=True)).to_be_visible()
    settled(tab)
    expect(side_bar.locator("[aria-current]")).to_have_text(re.compile("Log$"))
    side_bar.get_by_role("link", name="Log", exact=True).click()
    settled(tab)
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("day, ")


def test_a_link_pressed_with_control_opens_a_tab_and_leaves_this_one(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Demo")
    link = tab.get_by_test_id("stSidebar").get_by_role("link", name="Findings", exact=True)
    with tab.context.expect_page() as opened:
        link.click(modifiers=["ControlOrMeta"])
    expect(opened.value.get_by_role("heading", level=1, name="Findings", exact=True)).to_be_visible()
    opened.value.close()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("day, ")
