"""Every page in every state: nothing yet, the demo athletes, own data. No page shows an error."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest

from data import demo, imports
from data.importers import SourceFile
from data.units import METRIC
from data.version import VERSION
from pages.kit.pain import sites as pain_sites
from tests import make
from tests.analytics.charts.as_plotly import accepted
from tests.pages import density
from tests.pages.shown import FILES, charts, shown, text
from tests.places import ROOT

PAGES = FILES


def is_brief(app) -> None:
    """At most sixty words before the first chart and two expanders in a row; nothing that was once said wrongly."""
    assert (density.words_before_the_first_chart(app) or 0) <= density.MOST_WORDS
    assert density.most_expanders_in_a_row(app) <= density.MOST_EXPANDERS
    said = text(app)
    assert "at most 0.0 %" not in said
    assert not re.search(r"usually (\S+) by now and \1 in the week", said)


def test_the_side_bar_ends_with_the_version(own_store):
    app = shown(PAGES[1])
    assert [caption.value for caption in app.sidebar.caption][-1] == f"lbsdrop {VERSION}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
@pytest.mark.parametrize("athlete", demo.NAMES)
def test_every_page_shows_every_demo_athlete(page, athlete, own_store):
    app = shown(page, demo_athlete=athlete)
    if "Import" not in page.stem:
        assert "This is a demo, not you." in text(app)
    is_brief(app)
    if athlete == "story":
        for chart in charts(app):
            accepted(chart)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
def test_every_page_has_something_to_say_before_there_is_any_data(page, own_store):
    app = shown(page, whose="me")
    assert len(text(app)) > 60
    assert "demo, not you" not in text(app)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.stem)
@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_every_page_shows_own_data_in_either_unit(page, units, own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    own_store.save_block("Three weeks of it", today.replace(day=1), today)
    app = shown(page, units=units)
    assert "demo, not you" not in text(app)
    own = text(app)
    assert not re.search(r"\d (mi|lb)\b" if units == "metric" else r"\d (km|kg)\b", own)


def test_a_reader_with_own_data_does_not_start_in_the_demo(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    assert shown(PAGES[0]).session_state["whose"] == "me"


def test_the_first_visit_starts_in_the_demo(own_store):
    assert shown(PAGES[0]).session_state["whose"] == "demo"


def test_one_tap_keeps_a_score_and_nothing_is_filled_in_beforehand(own_store):
    app = shown(ROOT / "pages" / "5_Pain.py", whose="me")
    assert own_store.load().pain.empty
    app.button(key="score_3").click().run()
    assert not app.exception
    assert own_store.load().pain["score"].tolist() == [3]


def test_an_exercise_answer_changes_every_past_set(own_store):
    days = ("2026-03-02T18:00Z", "2026-03-05T18:00Z")
    sets = [row for day in days for row in make.lifted(day, "My secret move", 3)]
    own_store.add(make.batch(make.file("hevy.csv", sets=sets)))
    app = shown(ROOT / "pages" / "4_Lifting.py", whose="me")
    box = next(box for box in app.selectbox if "My secret move" in box.label)
    box.select("Hip Thrust (Barbell)")
    next(button for button in app.button if button.label == "Keep these answers").click().run()
    assert not app.exception
    assert own_store.load().sets["exercise"].tolist() == ["Hip Thrust (Barbell)"] * 6


def test_a_block_is_added_from_the_page(own_store, today):
    imports.import_files(own_store, demo.files("short", today))
    app = shown(ROOT / "pages" / "8_Blocks.py", whose="me")
    app.text_input[0].input("Spring")
    for label, days in (("First day", 14), ("Last day", 1)):
        next(box for box in app.date_input if box.label == label).set_value(today - dt.timedelta(days=days))
    next(button for button in app.button if button.label == "Add a block").click().run()
    assert not app.exception
    assert own_store.load().blocks["name"].tolist() == ["Spring"]


def test_one_click_leaves_the_demo_for_the_import(own_store):
    app = shown(PAGES[0])
    next(button for button in app.button if button.label == "Use my own files").click().run()
    assert not app.exception
    assert app.title[0].value == "Import"
    assert app.session_state["whose"] == "me"


def test_choices_of_the_side_bar_hold_on_the_next_page(own_store):
    app = shown(PAGES[0], whose="demo", demo_athlete="short", units="imperial")
    units = next(group for group in app.get("button_group") if group.label == "Units")
    units.select("metric").run()
    app.switch_page(f"pages/{PAGES[-1].name}").run()
    assert not app.exception
    assert (app.session_state["units"], app.session_state["whose"]) == ("metric", "demo")
    assert app.session_state["demo_athlete"] == "short"


@pytest.mark.parametrize(("units", "says"), [("metric", "136 kg"), ("imperial", "300 lb")])
def test_the_milestone_is_said_in_the_readers_units(units, says, own_store):
    app = shown(ROOT / "pages" / "4_Lifting.py", demo_athlete="story", units=units)
    assert next(each for each in app.selectbox if each.label == "Milestone").options[0].startswith(says)
    assert units == "imperial" or "300 lb" not in text(app)


def test_every_way_of_counting_sets_is_asked_on_request(own_store):
    app = shown(ROOT / "pages" / "4_Lifting.py", whose="demo", demo_athlete="story", folded_counting=True)
    next(toggle for toggle in app.toggle if toggle.label.startswith("Ask again")).set_value(True).run()
    assert not app.exception
    assert sum("indirect sets" in str(each.value).lower() for each in app.markdown) >= 3


def _two_places(store) -> None:
    rows = "".join(f"2024-02-{day:02},{day % 4},{day % 3 + 4}\n" for day in range(1, 29))
    imports.import_files(store, [SourceFile("two.csv", f"date,knee_pain,pain_shoulder\n{rows}".encode())])


def test_a_diary_of_several_places_says_what_is_drawn_and_can_show_one(own_store):
    _two_places(own_store)
    app = shown(ROOT / "pages" / "5_Pain.py", whose="me")
    where = next(each for each in app.selectbox if each.label == "Where")
    assert where.value in ("Knee", "Shoulder")
    assert "the worst of each day" not in text(app)
    where.set_value("The worst of all").run()
    assert not app.exception
    assert "the worst of each day: of knee and shoulder." in text(app)
    app = shown(ROOT / "pages" / "5_Pain.py", whose="me", pain_view="By site")
    assert "- **Knee**: scored on 28 days, the last 28 Feb 2024; usually 1.5, at most 3." in text(app)
    assert "- **Shoulder**: scored on 28 days" in text(app)


def where_of(app) -> str:
    return next(each for each in app.selectbox if each.label == "Where").value


def test_a_single_score_of_another_site_does_not_hide_the_one_scored_all_along(own_store):
    today = dt.date.today()
    days = [today - dt.timedelta(days=n) for n in range(20)]
    rows = "".join(f"{day},3,knee\n" for day in days)
    imports.import_files(own_store, [SourceFile("d.csv", f"date,score,site\n{rows}".encode())])
    own_store.add_pain(day=today, score=2.0, site="hip", side="left")
    app = shown(ROOT / "pages" / "5_Pain.py", whose="me")
    assert where_of(app) == "Knee"
    assert "Also scored today:" in text(app)
    next(button for button in app.button if button.label == "Hip: 1 day").click().run()
    assert where_of(app) == "Hip"
    next(button for button in app.button if button.label == "Knee: 20 days").click().run()
    assert where_of(app) == "Knee"


@pytest.mark.parametrize("view", ["Calendar", "Flares", "Morning after", "By site"])
@pytest.mark.parametrize("athlete", demo.NAMES)
def test_each_view_of_pain_shows_each_demo_athlete(view, athlete, own_store):
    app = shown(ROOT / "pages" / "5_Pain.py", demo_athlete=athlete, pain_view=view)
    assert "Scored on" in text(app)
    is_brief(app)


def test_a_flare_is_opened_with_the_days_before_it_and_sorted_another_way(own_store):
    app = shown(ROOT / "pages" / "5_Pain.py", demo_athlete="story", pain_view="Flares", flares_by="Worst")
    opens = [button for button in app.button if button.label == "The 14 days before"]
    assert len(opens) == 12
    opens[0].click().run()
    assert not app.exception
    assert any(
        list(frame.value.columns)[2:] == ["Glute sets", "Pain"] and len(frame.value) == 15 for frame in app.dataframe
    )


def test_flares_are_told_in_words_latest_first():
    flares = pd.DataFrame(
        {
            "start": pd.to_datetime(["2023-12-30", "2024-06-20", "2024-07-01"]),
            "end": pd.to_datetime(["2024-01-02", "2024-06-24", "2024-07-01"]),
            "n_days": [3, 4, 1],
            "highest": [7.0, 6.5, float("nan")],
            "sites": ["", "knee", ""],
        }
    )
    table = pain_sites.flares_table(flares, METRIC)
    assert table["When"].tolist() == ["1 Jul 2024", "20 to 24 Jun 2024", "30 Dec 2023 to 2 Jan 2024"]
    assert table["Highest"].tolist() == ["", "6.5", "7"]
    assert "Where" not in pain_sites.flares_table(flares.assign(sites=""), METRIC)


def test_a_found_block_is_accepted_as_found_and_edited_as_the_readers_own(own_store):
    days = pd.date_range("2026-01-05", periods=12, freq="7D")
    lifted = [row for day in days for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", n=6)]
    earlier = make.lifted("2025-09-01T18:00Z", n=1)
    own_store.add(make.batch(make.file("hevy.csv", sets=[*earlier, *lifted])))
    for shift, is_declared in ((0, 0.0), (7, 1.0)):
        app = shown(ROOT / "pages" / "8_Blocks.py", whose="me")
        which = next(box for box in app.selectbox if box.label == "Which days")
        assert len(which.options) == 2
        which.select(which.options[0]).run()
        last = next(box for box in app.date_input if box.label == "Last day")
        last.set_value(last.value - dt.timedelta(days=shift))
        next(button for button in app.button if button.label == "Add a block").click().run()
        assert not app.exception
        kept = own_store.load().blocks
        assert kept["declared"].tolist() == [is_declared]
        own_store.delete_block(kept["block_id"].iloc[0])


def test_an_earlier_day_is_filled_in_and_its_form_is_made_when_it_is_opened(own_store):
    today = dt.date.today()
    own_store.add_pain(day=today - dt.timedelta(days=3), score=3.0, site="low_back")
    assert not shown("5_Pain", whose="me").date_input
    app = shown("5_Pain", whose="me", folded_earlier_day=True)
    yesterday = app.date_input[0].value
    assert yesterday == today - dt.timedelta(days=1)
    next(group for group in app.get("button_group") if str(group.key).startswith("score_day_")).select(4)
    next(button for button in app.button if button.label == "Keep it").click().run()
    assert not app.exception
    kept = own_store.load().pain
    assert kept.loc[kept["day"] == pd.Timestamp(yesterday), "score"].tolist() == [4.0]
