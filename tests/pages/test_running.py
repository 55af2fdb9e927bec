"""The page Running: the week first, runs that lead to their pages, shoes."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from tests import make
from tests.pages.shown import link_rows, shown
from tests.places import ROOT

PAGE = ROOT / "pages" / "3_Running.py"


@pytest.fixture
def shod(own_store, today):
    """Two runs in shoes, one without a distance."""
    days = [pd.Timestamp(today) - pd.Timedelta(days=n) for n in (9, 5, 3)]
    rows = [make.run(f"{day:%Y-%m-%d}T07:00Z", shoe="Cloud") for day in days[:2]]
    own_store.add(make.batch(make.file(runs=[*rows, make.run(f"{days[2]:%Y-%m-%d}T07:00Z", None)])))
    return own_store


def test_the_page_opens_with_the_week(own_store):
    app = shown(PAGE, demo_athlete="story", units="imperial")
    first = next(each.value for each in app.main.markdown if "this week" in each.value)
    assert "so far this week, usually" in first
    kinds = [type(each).__name__ for each in app.main]
    assert "Header" not in kinds[: kinds.index("UnknownElement")]


def test_each_recent_run_leads_to_its_page_and_keeps_the_demo(own_store):
    found = link_rows(shown(PAGE, demo_athlete="short"))
    assert len(found) == len({asked["run"] for _, asked in found}) == 8
    assert all(asked["whose"] == "Demo" and asked["demo_athlete"] == "Three weeks" for _, asked in found)


def test_own_runs_have_their_shoes_and_a_run_without_a_distance_says_so(shod):
    app = shown(PAGE, whose="me", units="metric")
    table = next(frame.value for frame in app.dataframe if "Shoe" in frame.value)
    assert table[["Shoe", "Distance, km", "Runs"]].to_numpy().tolist() == [["Cloud", 20, 2]]
    assert any("distance not recorded" in words for words, _ in link_rows(app))


def test_a_stretch_of_time_in_the_address_is_drawn(own_store):
    app = shown(PAGE, demo_athlete="story", weeks="All", numbers_weekly=True)
    assert app.session_state["weeks"] == "All"
    assert "Stretch of time" in [each.label for each in app.segmented_control]
    table = next(frame.value for frame in app.dataframe if "Week of" in frame.value)
    assert len(table) > 350


def test_three_weeks_have_facts_first_and_say_nothing_of_what_is_not_drawn(own_store):
    app = shown(PAGE, demo_athlete="short")
    said = " ".join(each.value for each in app.main.markdown)
    assert re.search(r"\d easy runs so far, half of them at \d:\d\d to \d:\d\d", said)
    assert "Longest run so far: " in said
    assert "Cannot tell yet whether easy pace changes" in said
    assert "Grey" not in said
    assert "Stretch of time" not in [each.label for each in app.segmented_control]
