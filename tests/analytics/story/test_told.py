"""The chapters as the reader has them, and the stretch of the log that is opened."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics import story
from analytics.story import Chapter, Chapters
from analytics.story.chapters import GLUTES_STOPPED, HEAVIEST, PAIN_NONE
from data.units import IMPERIAL, METRIC

STOPPED = Chapter(GLUTES_STOPPED, pd.Timestamp("2020-05-25"))
PAINLESS = Chapter(PAIN_NONE, pd.Timestamp("2026-03-01"))
HEAVY = Chapter(HEAVIEST, pd.Timestamp("2026-11-06"), 136.078)
ALL = Chapters((STOPPED, PAINLESS, HEAVY))


def test_chapters_are_numbered_in_order_of_time():
    told = story.tell(ALL, {}, IMPERIAL)
    assert [(each.number, each.words, each.when) for each in told] == [
        (1, "Glute work stopped", "May 2020"),
        (2, "Pain 0 on most days", "From Mar 2026"),
        (3, "300 lb", "Nov 2026"),
    ]


def test_a_hidden_chapter_takes_its_number_with_it_and_a_renamed_one_keeps_its_day():
    edits = {"hidden": [STOPPED.name], "names": {HEAVY.name: "The bar of my life"}}
    told = story.tell(ALL, edits, IMPERIAL)
    assert [(each.number, each.words) for each in told] == [(1, "Pain 0 on most days"), (2, "The bar of my life")]


def test_only_what_differs_from_the_draft_is_kept():
    names = {STOPPED.name: "Glute work stopped", PAINLESS.name: "  At last ", HEAVY.name: ""}
    kept = story.edited(ALL.told, names, {STOPPED.name: False}, METRIC)
    assert kept == {"hidden": [STOPPED.name], "names": {PAINLESS.name: "At last"}}


def test_the_title_tells_the_end_of_the_pain_where_it_ended():
    assert story.title(ALL) == "Your story: pain 0 on most days since March 2026"
    assert story.title(Chapters((STOPPED,))) == "Your story"


def log(*runs: str) -> pd.DataFrame:
    days = pd.date_range(min(runs), max(runs), name="day")
    made = pd.DataFrame({"n_runs": 0.0, "n_sets": np.nan, "pain": np.nan}, index=days)
    made.loc[pd.DatetimeIndex(runs), "n_runs"] = 1.0
    return made


REGULAR = [f"{day:%Y-%m-%d}" for day in pd.date_range("2020-01-01", periods=60, freq="3D")]


def test_two_runs_ten_years_before_do_not_stretch_the_view():
    days = log("2010-05-01", "2010-05-03", *REGULAR)
    found = story.stretch(days)
    assert found.first == pd.Timestamp("2020-01-01")
    assert story.say_older(found) == "2 older runs"
    assert story.in_view(days, found, None).index[0] == found.first
    assert len(story.in_view(days, found, None, has_older=True)) == len(days)


def test_an_earlier_time_of_life_is_no_stray():
    earlier = [f"{day:%Y-%m-%d}" for day in pd.date_range("2010-05-01", periods=60, freq="3D")]
    found = story.stretch(log(*earlier, *REGULAR))
    assert found.first == pd.Timestamp("2010-05-01")
    assert story.say_older(found) == ""


def test_a_view_holds_the_last_days_that_were_asked_for():
    days = log(*REGULAR)
    assert len(story.in_view(days, story.stretch(days), 30)) == 30


def test_a_log_without_an_entry_has_no_stretch():
    assert story.stretch(log("2020-01-01").assign(n_runs=np.nan)) is None
