"""What a new user does in the first five minutes, in a real browser."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
import pytest
from playwright.sync_api import expect

from tests.places import CORPUS, ROOT

expect.set_options(timeout=60_000)

KIT = ROOT / "pages" / "kit"
FIT = CORPUS / "fit" / "run" / "7e6b51bb_track_cs_5611.fit"
HEVY = CORPUS / "csv" / "hevy" / "af9f691a_workout_data.csv"

DIARY = (
    "date,moment,site,score\n2019-09-07,morning,low_back,3\n2019-09-08,morning,low_back,2\n2019-09-10,evening,,11\n"
)


STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE\n"
    "2026-03-02 18:00:00,Hips,50m,Hip Thrust (Barbell),1,225,8,0,0,,,\n"
)


def settled(tab):
    """Waits until the page has run to its end, and checks that it shows no error."""
    tab.wait_for_selector("[data-testid='stMain']")
    tab.wait_for_function("!document.querySelector('[data-testid=\"stStatusWidget\"]')")
    expect(tab.get_by_test_id("stException")).to_have_count(0)
    assert "Traceback" not in tab.inner_text("body")


def dragged(tab, room, start: float, end: float) -> None:
    """Drags the mouse over `room`, from one share of its width to another."""
    room.scroll_into_view_if_needed()
    box = room.bounding_box()
    middle = box["y"] + box["height"] / 2
    tab.mouse.move(box["x"] + start * box["width"], middle)
    tab.mouse.down()
    tab.mouse.move(box["x"] + end * box["width"], middle, steps=3)
    tab.mouse.up()


def test_the_first_page_is_the_demo_and_a_drag_over_its_months_stands_in_the_address(tab, dashboard):
    tab.goto(dashboard)
    expect(tab.get_by_text("This is a demo, not you.")).to_be_visible()
    expect(tab.locator(".js-plotly-plot").first).to_be_visible()
    settled(tab)
    expect(tab.get_by_text("Run this week")).to_be_visible()
    chart = tab.get_by_role("figure", name=re.compile("^Weekly distance|^Pain"))
    expect(chart).to_have_attribute("tabindex", "0")
    dragged(tab, tab.locator(".strip .bars"), 0.4, 0.7)
    expect(tab).to_have_url(re.compile(r"from=20\d\d-\d\d-01&to=20\d\d-\d\d-\d\d$"))


def in_view(tab):
    """The first and the last month that the strip has in its frame."""
    ends = (tab.get_by_role("slider", name=f"{end} month in view") for end in ("First", "Last"))
    return [pd.to_datetime(end.get_attribute("aria-valuetext"), format="%b %Y") for end in ends]


def test_months_are_chosen_by_keys_and_the_frame_is_dragged_along(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Demo&from=2021-05-01&to=2022-04-30")
    first = tab.get_by_role("slider", name="First month in view")
    expect(first).to_have_attribute("aria-valuetext", "May 2021")
    settled(tab)
    first.focus()
    for key in ("ArrowRight", "PageUp", "ArrowLeft", "Home"):
        first.press(key)
    begins, _ = in_view(tab)  # the demo's log begins later every month
    first.press("PageUp")
    a_year_later = begins + pd.DateOffset(years=1)
    expect(tab).to_have_url(re.compile(f"from={a_year_later:%Y-%m}-01&to=2022-04-30$"))
    expect(first).to_be_focused()
    settled(tab)
    before = in_view(tab)
    strip = tab.locator(".strip .bars").bounding_box()
    frame = tab.locator(".strip .frame").bounding_box()
    middle = (frame["x"] + frame["width"] / 2 - strip["x"]) / strip["width"]
    dragged(tab, tab.locator(".strip .bars"), middle, middle + 0.25)
    expect(first).not_to_have_attribute("aria-valuetext", f"{a_year_later:%b %Y}")
    settled(tab)
    after = in_view(tab)
    assert after[0] > before[0]
    assert (after[1] - after[0]).days == pytest.approx((before[1] - before[0]).days, abs=3)
    tab.get_by_role("button", name="Show all").click()
    expect(tab).not_to_have_url(re.compile("from="))
    expect(first).to_have_attribute("aria-valuetext", f"{begins:%b %Y}")


def test_units_change_everywhere_at_once(tab, dashboard):
    tab.goto(dashboard)
    expect(tab.locator(".js-plotly-plot").first).to_be_visible()
    for label, here, gone in (("km, kg", " km", " mi"), ("mi, lb", " mi", " km")):
        tab.get_by_text(label, exact=True).click()
        week = tab.locator(".metrics dd").first
        expect(week).to_contain_text(re.compile(rf"\d{here}\b"))
        expect(tab.locator(".st-key-last_week")).to_contain_text(re.compile(rf"\d{here} in "))
        expect(tab.get_by_test_id("stMain")).not_to_contain_text(re.compile(rf"\d{gone}\b"))
        settled(tab)


@pytest.mark.skipif(not FIT.exists(), reason="The corpus of real files is not beside this checkout.")
def test_files_in_a_receipt_the_chart_and_everything_taken_back(tab, dashboard, tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text(DIARY)
    tab.goto(dashboard)
    tab.get_by_role("button", name="Use my own files").click()
    expect(tab.get_by_role("heading", name="Import", exact=True)).to_be_visible()
    tab.set_input_files("input[type=file]", [str(FIT), str(HEVY), str(diary)])
    tab.get_by_role("button", name="Import files").click()
    expect(tab.get_by_text(re.compile(r"Added 1 run, 330 sets and 2 pain scores"))).to_be_visible()
    expect(tab.get_by_text("1 row left out, with their reason")).to_be_visible()
    settled(tab)

    tab.get_by_test_id("stSidebar").get_by_role("link", name="Home").click()
    expect(tab.locator(".js-plotly-plot").first).to_be_visible()
    settled(tab)
    assert "This is a demo" not in tab.inner_text("body")

    tab.get_by_test_id("stSidebar").get_by_role("link", name="Import").click()
    expect(tab.get_by_text("Imported so far")).to_have_count(1)
    settled(tab)
    tab.get_by_role("button", name="Undo this import").click()
    expect(tab.get_by_text("Imported so far")).to_have_count(0)
    settled(tab)
    tab.get_by_test_id("stSidebar").get_by_role("link", name="Home").click()
    expect(tab.get_by_text("Your page is empty until you bring a file")).to_be_visible()
    settled(tab)


@pytest.mark.parametrize("path", ["Home", "Import", "Running", "Lifting", "Pain", "Findings", "Blocks"])
def test_every_page_opens_by_its_own_address(tab, dashboard, path):
    tab.goto(f"{dashboard}/{path}")
    settled(tab)
    expect(tab.get_by_role("heading", level=1).first).to_be_visible()


def test_own_data_stay_own_on_every_page(tab, dashboard, tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text("date,score\n" + "".join(f"2026-03-{day:02},{day % 5}\n" for day in range(1, 29)))
    lifts = tmp_path / "strong.csv"
    lifts.write_text(STRONG)
    tab.goto(f"{dashboard}/Import")
    tab.set_input_files("input[type=file]", [str(diary), str(lifts)])
    tab.get_by_role("button", name="Import files").click()
    expect(tab.get_by_text("Added 28 pain scores")).to_be_visible()

    tab.get_by_role("button", name="Answer and import").click()
    expect(tab.get_by_text("choose an answer first")).to_be_visible()
    tab.get_by_text("lb", exact=True).last.click()
    tab.get_by_role("button", name="Answer and import").click()
    expect(tab.get_by_text("Added 1 set")).to_be_visible()
    settled(tab)

    for name in ("Home", "Running", "Lifting", "Pain", "Findings", "Blocks", "Import"):
        tab.get_by_test_id("stSidebar").get_by_role("link", name=name).click()
        # Home is headed by the day.
        heading = re.compile(r"day, \w+ \d+") if name == "Home" else re.compile(f"^{name}$")
        expect(tab.get_by_role("heading", name=heading, level=1)).to_be_visible()
        settled(tab)
        assert "This is a demo" not in tab.inner_text("body"), name


def test_a_score_takes_one_tap_and_the_place_is_chosen_by_keyboard(tab, dashboard):
    tab.goto(f"{dashboard}/?whose=Demo")
    expect(tab.locator(".st-key-last_week")).to_be_visible()
    settled(tab)
    tab.get_by_role("button", name="Change site").click()
    region = tab.get_by_role("button", name="Left glute, back")
    region.focus()
    tab.keyboard.press("Enter")
    expect(region).to_have_attribute("aria-pressed", "true")
    rows = tab.locator(".st-key-places_list label").all()[1:4]
    tops = [row.bounding_box()["y"] for row in rows]
    assert [round(low - high) for high, low in pairwise(tops)] == [44, 44]
    tab.get_by_role("button", name="Use left glute").click()
    expect(tab.get_by_test_id("stDialog")).to_have_count(0)
    expect(tab.locator(".st-key-check_in_site")).to_contain_text("left glute")
    tab.get_by_role("button", name="4", exact=True).click()
    expect(tab.get_by_text("Tried 4, left glute")).to_be_visible()
    tab.get_by_role("button", name="Undo").click()
    expect(tab.get_by_role("button", name="10", exact=True)).to_be_visible()


def test_under_a_finger_no_bar_lies_over_a_table(browser, dashboard):
    """A finger has no hover, so that Streamlit shows the bar of every table all the time, over the words above it."""
    context = browser.new_context(has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{dashboard}/_stcore/health")
    bar = '<div data-testid="stElementToolbar">CSV</div>'
    page.set_content(
        f"<style>{(KIT / 'style' / 'page.css').read_text()}</style>{bar}<section data-testid=stDataFrame>{bar}"
    )
    shown = page.evaluate("[...document.querySelectorAll('[data-testid]')].map((each) => each.checkVisibility())")
    context.close()
    assert shown == [True, True, False]
