"""Bearable: categories, scales, pain among the symptoms."""

from __future__ import annotations

from datetime import datetime

import pytest

from data import schema
from data.importers import Answers, SourceFile, parse, read
from data.importers.source import Parsed

HEADER = "date,weekday,time of day,category,rating/amount,detail,notes"


def source(*lines: str, header: str = HEADER) -> SourceFile:
    return SourceFile("bearable.csv", "\n".join((header, *lines)).encode())


def parsed(*lines: str) -> Parsed:
    return parse(source(*lines), Answers())


def factors(*lines: str) -> dict[str, tuple[float, str | None]]:
    return {r["name"]: (r["value"], r["unit"]) for r in parsed(*lines).rows.get("factors", ())}


def test_a_symptom_that_says_pain_is_a_score_of_ten() -> None:
    one = parsed(
        "22nd Sep 2020,Tuesday,pre,Symptom,1,Lower back pain (Mild),stiff",
        "22nd Sep 2020,Tuesday,3:04,Symptom,4,Left knee pain (Unbearable),",
        "23rd Sep 2020,Wednesday,all day,Symptom,0,Lower back pain (None),",
    )
    keys = ("day", "moment", "time", "site", "side", "score")
    assert [tuple(r[k] for k in keys) for r in one.rows["pain"]] == [
        (datetime(2020, 9, 22), "morning", None, "low_back", None, 2.5),
        (datetime(2020, 9, 22), None, "03:04", "knee", "left", 10.0),
        (datetime(2020, 9, 23), "day", None, "low_back", None, 0.0),
    ]
    assert one.rows["pain"][0]["note"] == "Lower back pain (Mild); stiff"


def test_other_symptoms_are_factors_with_the_days_worst() -> None:
    rows = [f"22nd Sep 2020,Tuesday,mid,Symptom,{n},Stress (x)," for n in (1, 3, 2)]
    assert factors(*rows) == {"Stress": (3, "0-4")}


@pytest.mark.parametrize("symptom", ["Stomach pain", "Headache", "Period pain", "Stiff"])
def test_pains_of_the_inside_are_no_pain_scores(symptom: str) -> None:
    one = parsed(f"22nd Sep 2020,Tuesday,mid,Symptom,2,{symptom} (Moderate),")
    assert "pain" not in one.rows and one.rows["factors"][0]["name"] == symptom


def test_mood_energy_and_sleep_keep_their_scales() -> None:
    assert factors(
        "22nd Sep 2020,Tuesday,mid,Mood,7,,",
        "22nd Sep 2020,Tuesday,pm,Mood,8,,",
        "22nd Sep 2020,Tuesday,mid,Energy,3,,",
        "22nd Sep 2020,Tuesday,,Sleep,7:30,,",
        "22nd Sep 2020,Tuesday,,Sleep quality,4,,",
        "22nd Sep 2020,Tuesday,,Health measurements,8500,Step count (steps),",
    ) == {
        "mood": (7.5, "1-10"),
        "energy": (3, "1-10"),
        "sleep": (7.5, "h"),
        "sleep quality": (4, "1-5"),
        "Step count": (8500, "steps"),
    }


def test_ticked_factors_are_1_and_levels_in_words_0_to_3() -> None:
    assert factors("22nd Sep 2020,Tuesday,,Lifestyle,,☕ Caffeine - A lot | 🍷 Alcohol | Salt - None,") == {
        "Caffeine": (3, "0-3"),
        "Alcohol": (1, None),
        "Salt": (0, "0-3"),
    }


def test_a_measured_pain_from_0_to_10_is_a_score() -> None:
    (row,) = parsed("22nd Sep 2020,Tuesday,pm,Health measurements,6,Knee pain (0-10),").rows["pain"]
    assert (row["score"], row["site"], row["moment"]) == (6, "knee", "evening")


def test_rows_without_a_number_are_counted_and_dates_needed() -> None:
    one = parsed("22nd Sep 2020,Tuesday,,Notes,,,A long day", "soon,,,Mood,7,,", "22nd Sep 2020,Tuesday,,Mood,fine,,")
    assert {s.line: s.reason.split(":")[0] for s in one.skipped} == {2: "Notes", 3: "'soon' is no date", 4: "Mood"}


def test_the_newer_header_with_a_formatted_date_is_read() -> None:
    header = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes"
    batch = read(source("22nd Sep 2020,2020-09-22,Tuesday,,Mood,7,,", header=header))
    assert list(schema.check("factors", batch.frames.factors)["day"]) == [datetime(2020, 9, 22)]
