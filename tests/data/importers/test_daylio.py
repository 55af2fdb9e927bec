"""Daylio: moods as numbers, activities as 0/1, several entries a day, and real exports."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.importers import Answers, SourceFile, parse, read
from data.importers.own_table import mapping
from data.importers.source import Parsed
from data.importers.vendors import daylio
from tests.data.importers import corpus

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note"


def parsed(*lines: str, answers: Answers | None = None, encoding: str = "utf-8") -> Parsed:
    return parse(SourceFile("daylio.csv", "\n".join(lines).encode(encoding)), answers or Answers())


def factors(one: Parsed) -> dict[tuple[str, str], float]:
    return {(f"{r['day']:%m-%d}", r["name"]): r["value"] for r in one.rows["factors"]}


def test_the_mood_of_a_day_is_the_mean_of_its_entries() -> None:
    one = parsed(
        HEADER, "2020-05-30,x,x,6:50 pm,rad,,,", "2020-05-30,x,x,13:08,meh,,,", "2020-05-31,x,x,13:08,awful,,,"
    )
    assert factors(one) == {("05-30", "mood"): 4, ("05-31", "mood"): 1}
    assert {r["unit"] for r in one.rows["factors"]} == {"1-5"}


def test_german_moods_and_a_byte_order_mark_are_known() -> None:
    one = parsed(
        HEADER, '2020-05-30,"25. Mai",x,18:50,Super,,,', "2020-05-31,x,x,18:50,Lausig,,,", encoding="utf-8-sig"
    )
    assert factors(one) == {("05-30", "mood"): 5, ("05-31", "mood"): 1}


def test_an_activity_is_0_or_1_from_the_first_day_it_was_ticked() -> None:
    one = parsed(
        HEADER,
        "2020-05-03,x,x,9:00,good,work,,",
        "2020-05-02,x,x,9:00,good,work | yoga,,",
        "2020-05-02,x,x,19:00,good,,,",
        "2020-05-01,x,x,9:00,good,work,,",
    )
    ticked = {key: value for key, value in factors(one).items() if key[1] != "mood"}
    assert ticked == {
        ("05-01", "work"): 1,
        ("05-02", "work"): 1,
        ("05-02", "yoga"): 1,
        ("05-03", "work"): 1,
        ("05-03", "yoga"): 0,
    }


def test_an_own_mood_is_left_out_with_a_reason_and_its_activities_kept() -> None:
    one = parsed(HEADER, "2020-05-01,x,x,9:00,Refreshed,walk,,", "2020-05-02,x,x,9:00,Anxious,,,")
    assert factors(one) == {("05-01", "walk"): 1}
    assert "'Refreshed'" in one.warnings[0] and "activities are kept" in one.warnings[0]
    assert "'Anxious'" in one.skipped[0].reason and one.skipped[0].line == 3


def test_a_mapping_gives_own_moods_their_place() -> None:
    maps = {mapping.header_key(HEADER.split(",")): {"scale": {"Refreshed": 4}}}
    one = parsed(HEADER, "2020-05-01,x,x,9:00,refreshed,,,", answers=Answers(maps=maps))
    assert factors(one) == {("05-01", "mood"): 4}


def test_older_exports_have_the_year_apart() -> None:
    one = parsed("year,date,weekday,time,mood,activities,note", "2018,18 May,Friday,11:54 pm,good,clean | cook,x")
    assert {r["day"] for r in one.rows["factors"]} == {datetime(2018, 5, 18)}


def test_scales_keep_their_numbers() -> None:
    header = "full_date,date,weekday,time,mood,activities,scales,note_title,note"
    one = parsed(header, "2026-05-01,x,x,9:00,good,,Energy:\u00a03 | Sleep:\u00a07,,")
    assert factors(one) == {("05-01", "Energy"): 3, ("05-01", "Sleep"): 7, ("05-01", "mood"): 4}


def test_rows_without_date_or_content_are_skipped_with_their_line() -> None:
    one = parsed(HEADER, "soon,x,x,9:00,good,,,", "2020-05-01,x,x,9:00,,,,", "2020-05-01,x,x,9:00,good,,,")
    assert [(s.line, s.reason.split(":")[0]) for s in one.skipped] == [
        (2, "'soon' is no date"),
        (3, "nothing is filled in"),
    ]


def test_real_exports_give_a_mood_for_every_day_with_a_known_one() -> None:
    for row, source in corpus.files("daylio"):
        assert daylio.matches(source)
        frames = read(source).frames
        one = parse(source, Answers())
        dates = {line.split(b",")[0] for line in source.data.splitlines()[1:]}
        assert {str(day.date()).encode() for day in frames.factors["day"]} == dates, row["file"]
        assert one.status == "imported"


@pytest.mark.parametrize("header", ["date,mood", "full_date,activities", "mood,activities"])
def test_other_tables_do_not_match(header: str) -> None:
    assert not daylio.matches(SourceFile("a.csv", header.encode()))
