"""The diary as it was kept: a missing day is not a 0."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analytics.pain import diary
from analytics.result import NotEnough, Result, said
from data import schema
from tests import make

TODAY = pd.Timestamp("2026-03-31")


def pain(*rows: dict) -> pd.DataFrame:
    return schema.conform("pain", pd.DataFrame(list(rows)))


def kept(*args: object, **more: object) -> Result | NotEnough:
    return said(diary.kept(*args, **more), diary.say_kept)


def test_the_calendar_knows_a_missing_day_from_a_day_without_pain():
    scored = pain(make.hurt("2026-03-01", 3), make.hurt("2026-03-03", 0, flare=0.0))
    days = diary.calendar(scored, pd.Timestamp("2026-02-28"), pd.Timestamp("2026-03-03"))
    assert days["is_logged"].tolist() == [False, True, False, True]
    assert days["score"].fillna(-1).tolist() == [-1, 3, -1, 0]
    assert days["flare"].isna().tolist() == [True, True, True, False]
    assert days["day"].dt.day.tolist() == [28, 1, 2, 3]


def test_weeks_of_the_calendar_start_where_the_readers_do():
    first, last = pd.Timestamp("2026-02-28"), pd.Timestamp("2026-03-02")
    by_monday = diary.calendar(schema.empty("pain"), first, last)
    assert by_monday["weekday"].tolist() == [5, 6, 0]
    assert by_monday["week"].dt.day.tolist() == [23, 23, 2]
    by_sunday = diary.calendar(schema.empty("pain"), first, last, first_weekday=6)
    assert by_sunday["weekday"].tolist() == [6, 0, 1]
    assert by_sunday["week"].dt.day.tolist() == [22, 1, 1]


def test_the_highest_score_of_the_day_stands_and_one_site_can_be_asked_for():
    scored = pain(
        make.hurt("2026-03-01", 3, "morning", site="low_back"),
        make.hurt("2026-03-01", 6, "evening", site="knee"),
        make.hurt("2026-03-02", 2, "morning", site="knee"),
    )
    first, last = pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02")
    assert diary.calendar(scored, first, last)["score"].tolist() == [6, 2]
    back = diary.calendar(scored, first, last, site="low_back")
    assert back["is_logged"].tolist() == [True, False]
    assert diary.calendar(scored, first, last)["n_entries"].tolist() == [2, 1]


def test_a_flare_without_a_score_is_no_score():
    days = diary.calendar(
        pain(make.hurt("2026-03-01", np.nan, flare=1.0)), pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-01")
    )
    assert not days["is_logged"].iloc[0]
    assert days["flare"].iloc[0] == 1


def test_sites_are_kept_apart_and_the_nameless_keep_their_place():
    scored = pain(
        *(make.hurt(f"2026-03-0{d}", d, site="low_back", flare=float(d == 3)) for d in (1, 2, 3)),
        make.hurt("2026-03-01", 9, site="knee"),
        make.hurt("2026-03-05", 1),
        make.hurt("2026-04-05", 1),
    )
    sites = diary.by_site(scored, TODAY)
    assert sites[["site", "n_days", "median", "highest", "n_flares"]].to_numpy().tolist() == [
        ["low_back", 3, 2.0, 3.0, 1],
        ["knee", 1, 9.0, 9.0, 0],
        ["not named", 1, 1.0, 1.0, 0],
    ]
    assert diary.by_site(scored, pd.Timestamp("2026-03-05"), n_days=3)["site"].tolist() == ["low_back", "not named"]


def test_a_place_the_frame_calls_other_has_the_words_of_a_hand_kept_diary():
    days = ("2026-03-01", "2026-03-02", "2026-03-03")
    scored = pain(
        *(make.hurt(day, 3, site="other", source="pain_csv", note="pain left shoulder; stiff") for day in days),
        make.hurt("2026-03-01", 1, site="other", source="pain_csv", note="fell on the ice"),
        *(make.hurt(day, 1, site="other", source="entered", note="tired") for day in days),
        make.hurt("2026-03-01", 1, site="low_back", source="pain_csv", note="stiff"),
        make.hurt("2026-03-01", 1, source="pain_csv", note="shoulder"),
    )
    words = diary.named_sites(scored)
    assert words.fillna("").tolist() == [*["shoulder"] * 3, *["other"] * 4, "low back", ""]


def test_flare_days_close_together_are_one_flare():
    days = {1: 1, 2: 1, 5: 1, 9: 1, 10: 0}
    scored = pain(*(make.hurt(f"2026-03-{d:02}", d, flare=float(yes), site="hip") for d, yes in days.items()))
    found = diary.flares(scored)
    assert found["start"].dt.day.tolist() == [1, 9]
    assert found["end"].dt.day.tolist() == [5, 9]
    assert found[["n_days", "highest", "sites"]].to_numpy().tolist() == [[3, 5.0, "hip"], [1, 9.0, "hip"]]


def test_the_highest_score_is_that_of_all_flares_whichever_entry_of_a_day_calls_it_one():
    scored = pain(
        make.hurt("2026-03-01", 4, "morning", flare=1.0),
        make.hurt("2026-03-01", 10, "evening"),
        make.hurt("2026-03-20", 5, flare=1.0),
        make.hurt("2026-03-31", 2),
    )
    assert diary.flares(scored)["highest"].tolist() == [10.0, 5.0]
    assert "2 flares (2 days, highest score 10), the last on 20 Mar 2026." in kept(scored, TODAY).sentence


def test_a_high_score_is_no_flare_unless_the_person_says_so():
    assert diary.flares(pain(make.hurt("2026-03-01", 10))).empty


def test_days_logged_are_given_out_of_days_passed():
    days = pd.date_range("2026-01-01", "2026-03-31", freq="2D")
    scored = pain(
        *(make.hurt(f"{day:%Y-%m-%d}", 3) for day in days),
        make.hurt("2026-02-10", 7, flare=1.0),
        make.hurt("2026-02-12", 8, "evening", flare=1.0),
    )
    answer = kept(scored, TODAY)
    assert answer.sentence == (
        "Pain over the last 7 days was 3 out of 10 on a typical day; in the four weeks before it was 3. "
        "Scored on 45 of 90 days since 1 Jan 2026 (50 %), 14 of the last 28. "
        "1 flare (2 days, highest score 8), the last from 10 Feb 2026 to 12 Feb 2026."
    )
    assert answer.table[["n_logged", "n_days", "longest_gap_days"]].to_numpy().tolist() == [[45, 90, 1], [14, 28, 1]]
    assert set(answer.details) == {"calendar", "sites", "flares"}
    assert "not a day without pain" in answer.caveats[0]


def test_days_before_the_diary_began_have_not_passed_unless_asked():
    scored = pain(make.hurt("2026-03-30", 3))
    assert kept(scored, TODAY).sentence == "Pain scored on 1 of 2 days since 30 Mar 2026 (50 %)."
    since = kept(scored, TODAY, since=pd.Timestamp("2026-03-22"))
    assert since.table.loc[0, ["n_logged", "n_days", "longest_gap_days"]].tolist() == [1, 10, 8]


def test_counts_have_their_thousands_apart():
    days = pd.date_range("2020-09-01", "2026-03-31", freq="2D")
    assert " 1,019 of 2,038 days " in kept(pain(*(make.hurt(f"{day:%Y-%m-%d}", 1) for day in days)), TODAY).sentence


def test_no_flare_is_said_only_by_who_was_asked():
    scored = pain(make.hurt("2026-03-30", 3, flare=0.0), make.hurt("2026-03-31", 3))
    assert kept(scored, TODAY).sentence == "Pain scored on 2 of 2 days since 30 Mar 2026 (100 %). No flare."


def test_one_missing_day_is_not_a_hundred_per_cent():
    days = pd.date_range("2025-03-31", "2026-03-30")
    assert "(99 %)" in kept(pain(*(make.hurt(f"{day:%Y-%m-%d}", 1) for day in days)), TODAY).sentence


def test_an_empty_diary_and_one_of_tomorrow_are_refused():
    for scored in (schema.empty("pain"), pain(make.hurt("2026-04-02", 3))):
        answer = kept(scored, TODAY)
        assert isinstance(answer, NotEnough)
        assert answer.sentence == "Cannot tell yet: no day of pain scores; this needs one."
    assert diary.by_site(schema.empty("pain"), TODAY).empty
    assert diary.flares(schema.empty("pain")).empty
