"""The chapters of a log: facts that stand in it, and none where it tells none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.blocks import find_blocks
from analytics.days import daily
from analytics.story import Chapter, chapters, say
from analytics.story.chapters import GLUTES_BEGAN, GLUTES_STOPPED, HEAVIEST, PAIN_HIGH, PAIN_NONE, THRUSTS_BEGAN
from analytics.strength.thrusts import barbell_thrusts
from data import demo_store, units
from data import store as stores

TODAY = date(2026, 11, 27)
NO_THRUSTS = pd.DataFrame({"day": pd.Series([], dtype="datetime64[us]"), "load_kg": pd.Series([], dtype=float)})


def days(n=800, **columns):
    index = pd.date_range("2020-01-01", periods=n, unit="us", name="day")
    nothing = {"glute_sets": np.zeros(n), "pain": np.full(n, np.nan)}
    return pd.DataFrame({**nothing, **columns}, index=index)


def thrusts(*loads):
    return pd.DataFrame({"day": pd.DatetimeIndex([day for day, _ in loads]), "load_kg": [kg for _, kg in loads]})


def kinds(found):
    return [chapter.kind for chapter in found.told]


@pytest.fixture(scope="module")
def story():
    store = stores.open("sqlite://", "story")
    demo_store.put(store, "story", TODAY)
    return store.load()


def test_a_block_that_is_proposed_begins_where_its_phase_began_whatever_holiday_lies_in_it(story):
    found = find_blocks(daily(story, pd.Timestamp(TODAY)))
    assert found["name"].iloc[-1] == "Strength from Oct 2025"
    assert len(found) == 5


def test_the_demo_tells_its_story_in_five_chapters(story):
    found = chapters(daily(story, pd.Timestamp(TODAY)), barbell_thrusts(story.sets))
    assert kinds(found) == [GLUTES_STOPPED, PAIN_HIGH, THRUSTS_BEGAN, PAIN_NONE, HEAVIEST]
    assert [say(chapter, units.SYSTEMS["imperial"]) for chapter in found.told] == [
        "Glute work stopped",
        "Pain mostly 5 or more",
        "Hip thrusts began, 65 lb",
        "Pain 0 on most days",
        "300 lb",
    ]


def test_an_empty_log_and_a_log_of_nothing_have_no_chapter():
    assert kinds(chapters(days(0), NO_THRUSTS)) == []
    assert kinds(chapters(days(), NO_THRUSTS)) == []


@pytest.mark.parametrize(("pause", "said"), [(181, []), (182, [GLUTES_STOPPED, GLUTES_BEGAN])])
def test_a_pause_is_a_chapter_from_half_a_year_on(pause, said):
    sets = np.zeros(800)
    sets[100], sets[100 + pause : 800 : 7] = 5, 5
    assert kinds(chapters(days(glute_sets=sets), NO_THRUSTS)) == said


def test_work_that_ended_long_ago_has_stopped():
    sets = np.zeros(800)
    sets[0:300:7] = 5
    (told,) = chapters(days(glute_sets=sets), NO_THRUSTS).told
    assert (told.kind, told.day) == (GLUTES_STOPPED, pd.Timestamp("2020-01-01") + pd.Timedelta(days=294))


def test_glute_work_that_began_with_hip_thrusts_is_one_chapter():
    sets = np.zeros(800)
    sets[400:800:7] = 5
    first = pd.Timestamp("2020-01-01") + pd.Timedelta(days=405)
    found = chapters(days(glute_sets=sets), thrusts((first, 40.0), (first + pd.Timedelta(days=90), 80.0)))
    assert kinds(found) == [THRUSTS_BEGAN, HEAVIEST]
    assert [chapter.load_kg for chapter in found.told] == [40.0, 80.0]


def test_one_bad_month_is_no_level_of_pain():
    pain = np.full(800, 2.0)
    pain[366:394] = 8
    assert PAIN_HIGH not in kinds(chapters(days(pain=pain), NO_THRUSTS))


def test_pain_that_was_always_high_did_not_become_so():
    assert PAIN_HIGH not in kinds(chapters(days(pain=np.full(800, 6.0)), NO_THRUSTS))


def test_painless_months_that_ended_are_no_chapter():
    pain = np.full(800, 3.0)
    pain[400:600] = 0
    assert PAIN_NONE not in kinds(chapters(days(pain=pain), NO_THRUSTS))


def test_a_name_stays_as_the_log_grows():
    heaviest = Chapter(HEAVIEST, pd.Timestamp("2026-11-06"), 136.1)
    assert heaviest.name == replace(heaviest, day=pd.Timestamp("2026-12-01"), load_kg=140.0).name
