"""Blocks as a reader meets them: one or two chosen in the address, added, changed, deleted."""

from __future__ import annotations

import datetime as dt
import re
from functools import partial

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import demo, imports
from tests import make
from tests.pages.shown import charts, latest_block, turned_to
from tests.pages.shown import shown as shown_page

pytestmark = pytest.mark.usefixtures("own_store")


shown = partial(shown_page, "8_Blocks")


def cards(app: AppTest) -> list:
    return [button for button in app.button if (button.key or "").startswith("pick_")]


def headings(app: AppTest) -> list[str]:
    return [each.value.removeprefix("## ") for each in app.markdown if each.value.startswith("## ")]


def text(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


def test_every_block_has_a_card_with_its_answer_in_a_few_words():
    app = shown(whose="demo", demo_athlete="story")
    labels = [button.label for button in cards(app)]
    assert len(labels) == 4
    assert re.search(r"pain \d\.\d lower", labels[0])
    assert all(len(label.split("  \n")[1].split()) <= 6 for label in labels)


def test_the_latest_block_is_shown_first_with_its_three_panels():
    app = shown(whose="demo", demo_athlete="story")
    assert headings(app) == ["Three hundred"]
    assert len(charts(app)) == 3


def tapped(app: AppTest, words: str) -> AppTest:
    next(button for button in app.button if button.label == words).click().run()
    assert not app.exception
    return app


def test_a_tap_on_a_card_opens_its_block_alone():
    app = shown(whose="demo", demo_athlete="story")
    cards(app)[0].click().run()
    assert headings(app) == ["Hip thrusts"]
    tapped(app, "Compare with Three hundred")
    cards(app)[1].click().run()
    assert headings(app) == ["Hip thrusts again"]
    assert "beside" not in app.query_params


def test_the_plus_of_a_card_puts_its_block_beside_on_the_same_axes_and_the_table_says_what_it_cannot_tell():
    app = tapped(shown(whose="demo", demo_athlete="story"), "Compare with Hip thrusts")
    assert headings(app) == [":blue-badge[A] Three hundred", ":blue-badge[B] Hip thrusts"]
    layouts = [chart["layout"] for chart in charts(app)]
    ranges = [layout["yaxis"]["range"] for layout in layouts]
    assert len(layouts) == 6
    assert ranges[0] == ranges[3]
    assert ranges[1] == ranges[4]
    assert list(app.table[0].value) == ["A, Three hundred", "B, Hip thrusts", "Apart"]
    assert app.table[0].value["Apart"].str.startswith("cannot tell").iloc[0]


def test_the_difference_stands_right_of_the_plot_and_the_block_named_above_it():
    app = shown(whose="demo", demo_athlete="story")
    layout = charts(app)[0]["layout"]
    difference = [each for each in layout["annotations"] if each.get("x") == 1.02]
    assert len(difference) == 1
    assert difference[0]["xref"] == "paper"


def test_an_address_that_names_no_block_shows_the_latest():
    assert headings(shown({"block": "nonsense"}, whose="demo", demo_athlete="story")) == ["Three hundred"]


def test_every_caveat_of_both_outcomes_stands_in_a_tab():
    app = shown(whose="demo", demo_athlete="story")
    caveats = turned_to(app, f"block_{latest_block(app)}", "Caveats")
    said = "\n".join(each.value for each in caveats.markdown)
    assert "first four weeks of the block are left out" in said
    assert "Adjusted for: heart rate" in said
    assert "Heart rate in long runs" in said


@pytest.fixture
def lifted(own_store):
    days = pd.date_range("2026-01-05", periods=12, freq="7D")
    sets = [row for day in days for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", n=6)]
    own_store.add(make.batch(make.file("hevy.csv", sets=[*make.lifted("2025-09-01T18:00Z", n=1), *sets])))
    return own_store


@pytest.fixture
def three(lifted):
    """The three blocks January, February and March of a short log."""
    for month, name in enumerate(("January", "February", "March"), start=1):
        lifted.save_block(name, dt.date(2026, month, 5), dt.date(2026, month, 26))
    return lifted


def corners(app: AppTest) -> list[str]:
    return [button.label for button in app.button if (button.key or "").startswith("beside_")]


def test_every_card_but_the_open_one_has_a_plus_and_of_two_both_have_a_cross_and_the_letter_of_their_row(three):
    app = shown(whose="me")
    assert corners(app) == ["Compare with January", "Compare with February"]
    assert not any("badge" in card.label for card in cards(app))
    tapped(app, "Compare with January")
    assert corners(app) == ["Take January away", "Compare with February", "Take March away"]
    assert [card.label.split("**")[0] for card in cards(app)] == [":blue-badge[B] ", "", ":blue-badge[A] "]
    assert headings(app) == [":blue-badge[A] March", ":blue-badge[B] January"]


def test_a_third_block_takes_the_second_place_in_the_address(three):
    app = tapped(shown(whose="me"), "Compare with January")
    first, second = app.query_params["block"], app.query_params["beside"]
    tapped(app, "Compare with February")
    assert app.query_params["block"] == first
    assert app.query_params["beside"] != second
    assert headings(app) == [":blue-badge[A] March", ":blue-badge[B] February"]


@pytest.mark.parametrize(("gone", "left"), [("March", "January"), ("January", "March")])
def test_the_cross_takes_its_block_away_and_leaves_the_other_alone(gone, left, three):
    app = tapped(shown(whose="me"), "Compare with January")
    tapped(app, f"Take {gone} away")
    assert headings(app) == [left]
    assert "beside" not in app.query_params


def test_what_the_lines_mean_is_said_only_where_lines_are_drawn(three):
    assert "Dashed: expected" in text(shown(whose="demo", demo_athlete="story"))
    assert "Dashed: expected" not in text(shown(whose="me"))


def test_the_way_to_a_new_block_stands_beside_the_title_and_not_over_the_first_form(lifted):
    def ways(app: AppTest) -> list[bool]:
        return [button.disabled for button in app.button if button.label == "Add block"]

    assert ways(shown(whose="demo", demo_athlete="story")) == [True]
    assert ways(shown(whose="me")) == []
    lifted.save_block("Winter", dt.date(2026, 1, 5), dt.date(2026, 3, 1))
    assert ways(shown(whose="me")) == [False]


def test_a_found_block_that_was_taken_is_not_offered_again(lifted):
    app = shown(whose="me")
    which = next(box for box in app.selectbox if box.label == "Which days")
    assert which.value == which.options[0] != "Days of my own"
    next(button for button in app.button if button.label == "Add a block").click().run()
    assert len(lifted.load().blocks) == 1
    next(button for button in app.button if button.label == "Add block").click().run()
    assert not app.exception
    assert not [box for box in app.selectbox if box.label == "Which days"]


def drawer() -> None:
    """The drawer's content by itself: a click inside a drawer reruns nothing else."""
    from pages.kit.blocks import form, picking
    from tests.pages.stub import page

    form.edit(page(), picking.all_of(page())[0])


def edited() -> AppTest:
    app = AppTest.from_function(drawer, default_timeout=120).run()
    assert not app.exception, app.exception[0].message
    return app


def test_the_button_opens_the_drawer(lifted):
    lifted.save_block("Winter", dt.date(2026, 1, 5), dt.date(2026, 3, 1))
    app = shown(whose="me")
    next(button for button in app.button if button.label == "Edit this block").click().run()
    assert not app.exception
    assert next(box for box in app.text_input if box.label == "Name").value == "Winter"


def test_a_block_is_renamed_and_deleted_in_the_drawer(lifted):
    lifted.save_block("Winter", dt.date(2026, 1, 5), dt.date(2026, 3, 1))
    app = edited()
    next(box for box in app.text_input if box.label == "Name").input("Spring")
    next(button for button in app.button if button.label == "Keep it so").click().run()
    assert not app.exception
    assert lifted.load().blocks["name"].tolist() == ["Spring"]
    next(button for button in edited().button if button.label == "Delete this block").click().run()
    assert lifted.load().blocks.empty


def test_a_block_kept_as_it_was_stays_one_block(lifted):
    lifted.save_block("Winter", dt.date(2026, 1, 5), dt.date(2026, 3, 1), is_declared=False)
    next(button for button in edited().button if button.label == "Keep it so").click().run()
    kept = lifted.load().blocks
    assert kept[["name", "declared"]].to_numpy().tolist() == [["Winter", 0.0]]


def test_two_blocks_of_one_name_are_told_apart_by_their_days(lifted):
    for month in (1, 2):
        lifted.save_block("Winter", dt.date(2026, month, 5), dt.date(2026, month, 26))
    app = shown(whose="me")
    next(button for button in app.button if (button.key or "").startswith("beside_")).click().run()
    assert list(app.table[0].value)[:2] == ["A, Winter, 5 Feb 2026", "B, Winter, 5 Jan 2026"]


def test_a_block_without_days_asks_for_them(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    app = shown(whose="me")
    assert [each.value for each in app.date_input] == [None, None]
    next(box for box in app.text_input if box.label == "Name").input("Spring")
    next(button for button in app.button if button.label == "Add a block").click().run()
    assert "Choose the first and the last day" in app.error[0].value


def test_a_block_without_a_name_asks_for_one(lifted):
    app = shown(whose="me")
    next(box for box in app.text_input if box.label == "Name").input("")
    next(button for button in app.button if button.label == "Add a block").click().run()
    assert "Give the block a name" in app.error[0].value
    assert lifted.load().blocks.empty


@pytest.mark.parametrize("kind", ["pain", "workout"])
def test_one_source_alone_says_what_each_panel_lacks(own_store, kind, today):
    imports.import_files(own_store, [file for file in demo.files("short", today) if kind in file.name])
    own_store.save_block("Three weeks of it", today.replace(day=1), today)
    app = shown(whose="me")
    assert "Cannot tell: " in text(app)
