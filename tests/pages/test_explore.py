"""Explore as a reader meets it: choices in the address, the quiet line, kept views, every kind of log."""

from __future__ import annotations

import re
from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from data import demo, imports
from pages.kit.explore import word
from tests.pages import density
from tests.pages.shown import charts, page_links
from tests.pages.shown import shown as shown_page

pytestmark = pytest.mark.usefixtures("own_store")


shown = partial(shown_page, "6_Explore")


def text(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


def layouts(app: AppTest) -> list[dict]:
    return [chart["layout"] for chart in charts(app)]


def popovers(app: AppTest) -> dict[str, bool]:
    """The popovers in view by label: whether they are out of reach."""
    return {each.proto.popover.label: each.proto.popover.disabled for each in app.get("popover")}


def pressed(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def box(app: AppTest, label: str):
    return next(each for each in app.selectbox if each.label == label)


def test_it_opens_on_weekly_distance_and_pain_a_day_later_with_the_tested_answer():
    app = shown(whose="demo", demo_athlete="story", units="imperial")
    assert (box(app, "Across").value, box(app, "Up").value) == ("Weekly distance", "Pain")
    assert len(charts(app)) == 3
    assert "10 more miles a week go with 1" in text(app)
    assert "Over your whole log, tested:" in text(app)
    assert "This is of" not in text(app)
    assert "Points of pain for 10 more miles a week, not adjusted" in text(app)
    assert re.search(r"\*\*Pain \d\.\d in the smallest weeks, \d\.\d in the fullest\*\*", text(app))
    assert density.words_before_the_first_chart(app) <= density.MOST_WORDS


def test_the_tested_answer_says_where_it_is_of_more_than_the_view():
    part = shown(whose="demo", demo_athlete="story", smooth="28 days", range="Last 6 months")
    assert "Over your whole log, tested:" in text(part)
    assert "This is of all dates and single days; the charts show the days in view, smoothed." in text(part)


def test_a_pair_that_was_not_declared_gets_the_caution_and_no_verdict():
    app = shown(whose="demo", demo_athlete="story", across="Sleep", up="Easy pace")
    assert word.BROWSING in text(app)
    assert "miles a week go with" not in text(app)


def test_swap_puts_the_one_up_across():
    app = shown(whose="demo", demo_athlete="story")
    next(button for button in app.button if button.key == "swap").click().run()
    assert not app.exception
    assert (box(app, "Across").value, box(app, "Up").value) == ("Pain", "Weekly distance")


def test_choices_stand_in_the_address_and_are_there_again_after_another_page():
    app = shown(whose="demo", demo_athlete="short")
    box(app, "Across").select("Sleep").run()
    app.number_input[0].set_value(0).run()
    assert (app.query_params["across"], app.query_params["later"]) == ("Sleep", "0")
    assert "smooth" not in app.query_params
    app.switch_page("pages/9_Import.py").run()
    asked = page_links(app)["Explore"]
    assert (asked["across"], asked["later"]) == ("Sleep", "0")
    app.switch_page("pages/6_Explore.py").run()
    assert not app.exception
    assert (box(app, "Across").value, app.number_input[0].value) == ("Sleep", 0)


@pytest.mark.parametrize("smooth", ["7 days", "28 days"])
@pytest.mark.parametrize("colour", ["Block", "Year"])
def test_every_smoothing_and_colour_draws(smooth, colour):
    app = shown(whose="demo", demo_athlete="story", smooth=smooth, colour=colour, up="Flares", later=7)
    assert layouts(app)[0]["showlegend"] is True


def test_the_address_bounds_the_days_and_show_all_opens_them_again():
    app = shown({"from": "2023-01-01", "to": "2023-12-31"}, whose="demo", demo_athlete="story")
    drawn = re.search(r"([\d,]+) days, pain 1 day later", text(app))
    assert drawn
    assert int(drawn.group(1).replace(",", "")) <= 365
    next(button for button in app.button if button.label == "Show all").click().run()
    assert not app.exception
    assert "from" not in app.query_params


def test_an_address_with_a_day_that_is_none_shows_everything():
    app = shown({"from": "yesterday", "to": "1999-01-01"}, whose="demo", demo_athlete="story")
    assert not [button for button in app.button if button.label == "Show all"]


def test_a_view_is_kept_under_a_name_and_the_demo_keeps_none(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    app = shown(whose="me", up="Pain", later=2)
    app.text_input(key="view_name").input("After long weeks")
    pressed(app, "Keep it")
    assert not app.exception
    views = own_store.setting("views")
    assert [view["name"] for view in views] == ["After long weeks"]
    assert views[0]["query"]["later"] == "2"
    assert "Kept views (1)" in popovers(app)
    assert popovers(shown(whose="demo", demo_athlete="short")) == {"Keep this view": True, "Download": False}


def test_a_view_without_a_name_is_called_by_its_axes_and_can_be_forgotten(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    app = pressed(shown(whose="me", across="Sleep", up="Pain"), "Keep it")
    assert [view["name"] for view in own_store.setting("views")] == ["Pain by sleep"]
    assert pressed(app, "Forget").title[0].value == "Explore"
    assert own_store.setting("views") == []
    assert "Keep this view" in popovers(app)
    assert not [label for label in popovers(app) if label.startswith("Kept views")]


@pytest.mark.parametrize("athlete", demo.NAMES)
def test_every_athlete_can_be_explored(athlete):
    assert charts(shown(whose="demo", demo_athlete=athlete))


@pytest.mark.parametrize("kind", ["pain", "workout"])
def test_one_source_alone_has_charts_or_says_what_is_missing(own_store, kind, today):
    imports.import_files(own_store, [file for file in demo.files("short", today) if kind in file.name])
    app = shown(whose="me")
    assert charts(app) or "needs two things of your log" in text(app)


def test_three_weeks_show_their_days_and_say_what_the_curve_takes():
    app = shown(whose="demo", demo_athlete="short")
    takes = r"takes 30 days that know both weekly distance and pain: (\d+) so far, (\d+) to go\."
    found = re.search(takes, text(app))
    assert found is not None
    assert int(found[1]) + int(found[2]) == 30
    assert len(charts(app)) == 2
    assert "Colour by" not in [each.label for each in app.get("button_group")]
