"""Home in every state: the check-in, the numbers, the verdict, the story, last week, the first steps."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from urllib.parse import parse_qsl

import pandas as pd
import pytest
import streamlit as st

from data import demo, imports
from data.units import METRIC
from pages.kit.home import story as story_part
from pages.kit.pain import check_in, places
from pages.kit.pain.check_in import moment_of
from tests import make
from tests.pages.shown import charts, link_rows, metrics, text
from tests.pages.shown import shown as shown_page

HOME = "pages/1_Home.py"


opened = partial(shown_page, "1_Home")


def files_of(name: str, ending: str) -> list:
    return [file for file in demo.files(name, date.today()) if file.name.endswith(ending)]


def test_the_title_is_the_day(own_store):
    assert opened(whose="me").title[0].value == METRIC.say_weekday(date.today())


def test_a_reader_whose_locale_writes_the_month_first_reads_it_first_everywhere(own_store, monkeypatch):
    monkeypatch.setattr(type(st.context), "locale", "en-US")
    app = opened({"from": "2021-06-01", "to": "2022-05-31"}, whose="demo")
    assert app.title[0].value == replace(METRIC, is_month_first=True).say_weekday(date.today())
    assert "Jun 1, 2021 to May 31, 2022" in text(app)
    day_first = r"\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b"
    assert not re.search(day_first, text(app))
    assert not re.search(day_first, json.dumps(charts(app)))


def test_older_runs_that_are_shown_stand_in_the_address_and_are_shown_again_from_it(own_store):
    imports.import_files(own_store, files_of("short", ".csv"))
    own_store.add(make.batch(make.file("old.csv", runs=[make.run("2016-05-01 08:00"), make.run("2016-05-08 08:00")])))
    app = opened(whose="me")
    (box,) = [each for each in app.checkbox if "older runs" in each.label]
    assert not box.value
    box.check().run()
    assert app.query_params["older"] == "yes"
    again = opened({"older": "yes"}, whose="me")
    assert [each.value for each in again.checkbox if "older runs" in each.label] == [True]
    assert "1 May 2016" in text(again)


def test_the_demo_shows_everything_and_keeps_nothing(own_store):
    app = opened(whose="demo")
    assert list(metrics(app)) == ["Run this week", "Glute sets", "Pain, 7 days"]
    assert "In the demo nothing is kept." in text(app)
    assert "Your story: pain 0 on most days" in text(app)
    app.button(key="score_4").click().run()
    assert "Tried 4, low back" in text(app)
    assert "nothing is kept" in text(app)
    app.button(key="undo_score").click().run()
    assert app.button(key="score_4")
    demo_stores = [url for url in (own_store,) if len(url.load().pain)]
    assert demo_stores == []


def test_one_tap_keeps_score_place_moment_and_flare_and_undo_takes_it_back(own_store):
    app = opened(whose="me", **{"check_in_place": "left glute"})
    app.button(key="score_7").click().run()
    row = own_store.load().pain.iloc[0]
    assert (row["score"], row["site"], row["side"], row["flare"]) == (7, "glute", "left", 0)
    assert row["moment"] in check_in.TITLES
    assert "**Kept 7, left glute** · no flare" in text(app)
    app.button(key="undo_score").click().run()
    assert not app.exception
    assert own_store.load().pain.empty


def test_a_flare_said_beside_the_scores_is_kept(own_store):
    app = opened(whose="me")
    next(group for group in app.get("button_group") if group.key == check_in.FLARE).select("Yes").run()
    app.button(key="score_8").click().run()
    assert own_store.load().pain["flare"].tolist() == [1]
    assert "a flare" in text(app)


def test_what_an_imported_diary_says_of_today_stands_on_the_card(own_store):
    row = make.hurt(f"{date.today()}", 5.0)
    own_store.add(make.batch(make.file("diary.csv", pain=[row])))
    app = opened(whose="me")
    assert "Your diary has 5 without a site today; a day counts its highest score." in text(app)
    app.button(key="score_3").click().run()
    assert "Kept 3" in text(app)
    assert "highest today 5, which counts" in text(app)


def test_a_score_of_another_site_is_not_said_of_the_one_asked_for_and_another_asks_for_one_not_yet_answered(
    own_store,
):
    yesterday, today = (date.today() - dt.timedelta(days=n) for n in (1, 0))
    rows = [make.hurt(f"{day}", 5.0, site="low_back") for day in (yesterday, today)]
    own_store.add(
        make.batch(make.file("diary.csv", pain=[*rows, make.hurt(f"{yesterday}", 1.0, site="knee", side="left")]))
    )
    app = opened(whose="me", check_in_place="left hip")
    assert "Your diary has" not in text(app)
    app.button(key="score_2").click().run()
    app.button(key="another_score").click().run()
    assert "Pain this evening, left knee" in text(app)
    assert "Your diary has" not in text(app)
    assert "Your diary has 5 for low back today" in text(
        opened(whose="me", check_in_place="low_back", check_in_again=True)
    )


def test_the_site_to_ask_next_is_the_most_used_without_a_score_today():
    day = pd.Timestamp("2026-03-05")
    rows = [("low_back", None, 0, 1.0), ("hip", "left", 1, 1.0), ("hip", "left", 2, 1.0), ("knee", "right", 1, 1.0)]
    pain = pd.DataFrame(
        [
            {"site": site, "side": side, "day": day - pd.Timedelta(days=ago), "score": score}
            for site, side, ago, score in rows
        ]
    )
    assert places.next_to_ask(pain, day) == "left hip"
    assert places.next_to_ask(pain, day - pd.Timedelta(days=2)) == "low_back"
    assert places.next_to_ask(pain, day - pd.Timedelta(days=1)) == "low_back"
    everywhere = pd.DataFrame([{**places.columns(place), "day": day, "score": 0.0} for place in places.ALL])
    assert places.next_to_ask(everywhere, day) is None


def test_the_last_place_is_remembered(own_store):
    yesterday = date.today() - dt.timedelta(days=1)
    own_store.add_pain(day=yesterday, score=3.0, site="knee", side="right")
    assert "right knee" in text(opened(whose="me"))


def test_a_note_is_added_to_what_was_kept(own_store):
    app = opened(whose="me")
    app.button(key="score_2").click().run()
    next(each for each in app.text_input if each.label == "Note").input("after *gardening*")
    next(button for button in app.button if button.label == "Keep the note").click().run()
    assert not app.exception
    assert own_store.load().pain["note"].tolist() == ["after *gardening*"]
    assert "after \\*gardening\\*" in text(app)


@pytest.mark.parametrize(("hour", "moment"), [(6, "morning"), (12, "day"), (17, "day"), (18, "evening")])
def test_the_moment_is_that_of_the_hour(hour, moment):
    assert moment_of(datetime(2026, 11, 27, hour)) == moment


def test_an_empty_store_has_three_steps_and_the_demo_one_click_away(own_store):
    app = opened(whose="me")
    for step in ("1. Your runs", "2. Your lifts", "3. Your pain"):
        assert step in text(app)
    next(button for button in app.button if button.label == "Look at the demo").click().run()
    assert "This is a demo, not you." in text(app)


def test_the_steps_say_where_each_app_keeps_its_export(own_store):
    app = opened(whose="me")
    next(group for group in app.get("button_group") if group.key == "app_runs").select("Strava").run()
    assert "Request Your Archive" in text(app)


@pytest.mark.parametrize(
    ("ending", "label", "line"),
    [
        ("workout_data.csv", "Glute sets", "Runs and pain scores would show"),
        ("pain.csv", "Pain, 7 days", "Runs and lifting would show"),
    ],
)
def test_one_source_has_one_number_and_one_line_on_what_is_missing(own_store, ending, label, line):
    imports.import_files(own_store, files_of("short", ending))
    app = opened(whose="me")
    assert list(metrics(app)) == [label]
    assert line in text(app)
    assert "Too early to tell" not in text(app)
    assert any(box.label.startswith("2 of 3 steps left: your runs and") for box in app.expander)


def test_three_weeks_have_facts_and_only_the_verdict_refuses(own_store):
    imports.import_files(own_store, demo.files("short", date.today()))
    app = opened(whose="me")
    assert len(metrics(app)) == 3
    assert "Too early to tell" in text(app)


def test_with_all_three_sources_no_step_is_left(own_store):
    imports.import_files(own_store, files_of("short", ""))
    assert not any("left" in box.label for box in opened(whose="me").expander)


def test_last_week_stays_closed_once_it_is_closed(own_store):
    imports.import_files(own_store, demo.files("short", date.today()))
    app = opened(whose="me")
    assert "**Last week, " in text(app)
    next(button for button in app.button if button.label == "Close").click().run()
    assert "**Last week, " not in text(app)
    assert "**Last week, " not in text(opened(whose="me"))


def test_chapters_are_renamed_and_hidden_for_good(own_store):
    imports.import_files(own_store, demo.files("short", date.today()))
    app = opened(whose="me", edit_chapters=True)
    app.text_input(key="words_heaviest").input("My *best* | bar")
    next(button for button in app.button if button.label == "Keep the chapters").click().run()
    assert not app.exception
    assert link_rows(app)[-1][0] == "My *best* | bar"
    assert own_store.setting(story_part.EDITS)["names"] == {"heaviest": "My *best* | bar"}
    app.checkbox(key="shown_heaviest").uncheck()
    next(button for button in app.button if button.label == "Keep the chapters").click().run()
    assert "My *best*" not in str(link_rows(app))


def test_a_shorter_stretch_is_a_choice_that_the_chart_follows(own_store):
    app = opened(whose="demo")
    next(group for group in app.get("button_group") if group.key == story_part.SPAN).select("12 months").run()
    assert not app.exception
    year = str(date.today().year - 1)
    assert any(caption.value.startswith("Pain") or year in caption.value for caption in app.caption)
    assert not any("2019" in caption.value for caption in app.caption)


def test_a_place_is_a_site_and_a_side():
    assert places.columns("left hip") == {"site": "hip", "side": "left"}
    assert places.columns("low_back") == {"site": "low_back", "side": None}
    assert [places.of(**places.columns(place)) for place in places.ALL] == list(places.ALL)


def test_places_come_in_order_of_last_use():
    days = pd.to_datetime(["2026-01-01", "2026-02-01", "2026-01-15"])
    pain = pd.DataFrame({"day": days, "site": ["knee", "hip", None], "side": ["left", None, None]})
    assert list(places.by_last_use(pain)) == ["hip", "left knee"]
    assert places.by_last_use(pain.iloc[:0]) == {}


def test_import_gives_the_exact_steps_to_any_apps_export(own_store):
    app = shown_page("9_Import", whose="me")
    box = next(box for box in app.selectbox if box.label == "Where is the export?")
    assert {"Garmin", "Strava", "Hevy", "Strong", "FitNotes"} <= set(box.options)
    box.select("Hevy").run()
    assert "1. Profile\n2. Settings\n3. Export & Import Data\n4. Export workouts" in text(app)


def test_a_chapter_opens_its_days_in_the_log_and_keeps_the_demo(own_store):
    words, asked = link_rows(opened(whose="demo"))[2]
    assert "Hip thrusts began" in words
    assert asked["whose"] == "Demo"
    assert re.fullmatch(rf"{asked['month']}-\d{{2}}", asked["day"])


def test_the_days_chosen_on_the_strip_are_those_of_the_address(own_store):
    app = opened({"from": "2021-06-01", "to": "2022-05-31"}, whose="demo")
    assert any("1 Jun 2021 to 31 May 2022" in each.value for each in app.caption)
    assert len(link_rows(app)) == 1
    app.button(key="strip_all").click().run()
    assert len(link_rows(app)) == 5
    assert "from" not in app.query_params


def test_the_verdict_leads_to_the_finding_that_it_is_of_with_the_athlete_in_view(own_store):
    app = opened(whose="demo", demo_athlete="story")
    link = next(each.proto for each in app.get("page_link") if each.proto.label == "See the finding")
    asked = dict(parse_qsl(link.query_string))
    assert asked["whose"] == "Demo"
    assert re.fullmatch(r"block\..+\.pain|\w+\.(pain|flare)\w*", asked["finding"])
