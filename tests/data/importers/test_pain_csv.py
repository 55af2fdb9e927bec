"""Pain diaries: the template, hand-kept tables, and what else stands in them."""

import io
import math

import pandas as pd
import pytest

from data import errors, importers
from data.importers import Answers, SourceFile
from data.importers.vendors import pain_csv
from data.importers.words import pain as pain_words
from tests.data.importers.sheets import BERLIN, corpus, frame, source

TEMPLATE = "date,time,moment,site,side,score,flare,note\n"


def read(text, answers=BERLIN):
    return pain_csv.read(source(text), answers)


def pain(text, answers=BERLIN):
    return frame(read(text, answers), "pain")


def factors(text):
    return frame(read(text), "factors")


def test_a_real_diary_is_read_with_every_row_accounted_for():
    real = corpus("pain_diary/92241155_pain.csv")
    assert pain_csv.matches(real)
    parsed = pain_csv.read(real, BERLIN)
    scores, others = frame(parsed, "pain"), frame(parsed, "factors")
    assert len(scores) == 2 * 1196 and len(others) == 4 * 1196
    assert [(one.line, one.reason) for one in parsed.skipped] == [(1206, "the header once more")]
    assert set(others.name) == {"leg_fatigue", "total_fatigue", "nsaids", "colageno"}
    knee = scores[scores.site == "knee"]
    assert (knee.day.iloc[0], knee.score.iloc[0]) == (pd.Timestamp("2021-03-25"), 3)
    assert knee.day.iloc[7] == pd.Timestamp("2021-04-01")
    by_pandas = pd.read_csv(io.BytesIO(real.data)).knee_pain[:1196].astype(float)
    assert list(knee.score) == list(by_pandas)


def test_the_template_is_read():
    text = TEMPLATE + "2025-03-01,07:10,morning,low_back,left,4,1,stiff\n2025-03-01,18:30,after,low_back,,2,0,\n"
    assert pain_csv.matches(source(text))
    first, second = pain(text).to_dict("records")
    assert (first["day"], first["time"], first["moment"]) == (pd.Timestamp("2025-03-01"), "07:10", "morning")
    assert (first["site"], first["side"], first["score"], first["flare"]) == ("low_back", "left", 4, 1)
    assert first["note"] == "stiff"
    assert (second["moment"], second["flare"]) == ("after", 0)
    assert pd.isna(second["side"]) and pd.isna(second["note"])


def test_the_docstring_shows_the_template_that_is_read():
    lines = [line.strip() for line in pain_csv.__doc__.splitlines()]
    start = lines.index(TEMPLATE.strip())
    assert pain_csv.template() == TEMPLATE
    assert len(pain("\n".join(lines[start : start + 3]))) == 2


def test_an_empty_score_is_no_score_and_never_zero():
    parsed = read(TEMPLATE + "2025-03-01,,,low_back,,,,\n2025-03-02,,,low_back,,0,,\n")
    assert list(frame(parsed, "pain").score) == [0]
    assert [(one.line, one.reason) for one in parsed.skipped] == [(2, "nothing is filled in")]


def test_a_flare_without_a_score_is_kept():
    [one] = pain(TEMPLATE + "2025-03-01,,,low_back,,,yes,\n").to_dict("records")
    assert one["flare"] == 1 and math.isnan(one["score"])


@pytest.mark.parametrize("score", ["11", "-1", "bad", "3-4", "100"])
def test_a_score_that_is_none_is_skipped_with_line_and_reason(score):
    parsed = read(TEMPLATE + f"2025-03-01,,,,,{score},,\n2025-03-02,,,,,3,,\n")
    assert list(frame(parsed, "pain").score) == [3]
    assert parsed.skipped[0].line == 2
    assert score in parsed.skipped[0].reason


@pytest.mark.parametrize(("text", "expected"), [("3.5", 3.5), ('"3,5"', 3.5), ("7/10", 7), (" 4 ", 4), ("10", 10)])
def test_scores_are_read_in_the_forms_people_write(text, expected):
    assert pain(f"date,pain\n2025-03-01,{text}\n").score[0] == expected


@pytest.mark.parametrize(
    ("name", "site", "side", "moment"),
    [
        ("pain", None, None, None),
        ("Pain Score", None, None, None),
        ("NRS", None, None, None),
        ("pain level (0-10)", None, None, None),
        ("low_back_pain", "low_back", None, None),
        ("Lower Back", "low_back", None, None),
        ("LBP", "low_back", None, None),
        ("back_pain", "low_back", None, None),
        ("upper back pain", "other", None, None),
        ("knee_pain", "knee", None, None),
        ("pain_shoulder", "other", None, None),
        ("left knee pain", "knee", "left", None),
        ("pain_morning", None, None, "morning"),
        ("Low back pain AM", "low_back", None, "morning"),
        ("painEvening", None, None, "evening"),
        ("pain after run", None, None, "after"),
        ("Achilles R pain", "ankle", "right", None),
        ("Schmerzen Knie links", "knee", "left", None),
        ("douleur genou", "knee", None, None),
    ],
)
def test_a_columns_name_says_what_is_scored(name, site, side, moment):
    score = pain_words.score_column(name)
    assert (score.site, score.side, score.moment) == (site, side, moment)


@pytest.mark.parametrize(
    "name", ["sleep_h", "leg_fatigue", "stress", "knee_swelling", "run_km", "painkiller", "mood", "rpe"]
)
def test_other_columns_are_no_scores(name):
    assert pain_words.score_column(name) is None


def test_one_column_a_site_gives_one_score_a_site():
    scores = pain("date,low_back_pain,left knee pain\n2025-03-01,4,2\n2025-03-02,,1\n")
    assert [
        (one.site, one.side if isinstance(one.side, str) else None, one.score) for one in scores.itertuples()
    ] == [
        ("low_back", None, 4),
        ("knee", "left", 2),
        ("knee", "left", 1),
    ]


def test_days_written_twice_are_both_kept():
    scores = pain("date,pain\n2025-03-01,4\n2025-03-01,4\n")
    assert len(scores) == 2


def test_the_same_diary_longer_by_a_day_keeps_its_ids():
    text = "date,pain,sleep_h\n2025-03-01,4,7\n2025-03-02,5,8\n"
    short, long = read(text), read(text + "2025-03-03,1,6\n")
    assert set(frame(short, "pain").pain_id) < set(frame(long, "pain").pain_id)
    assert set(frame(short, "factors").factor_id) < set(frame(long, "factors").factor_id)


def test_other_columns_with_numbers_become_factors_with_their_unit():
    others = factors("date,pain,sleep_h,Stress,sitting (h),nsaids,weekday\n2025-03-01,4,7.5,3,9,True,Sat\n")
    assert {row["name"]: row["value"] for row in others.to_dict("records")} == {
        "sleep": 7.5,
        "stress": 3,
        "sitting": 9,
        "nsaids": 1,
    }
    assert set(others[others.unit.notna()].name) == {"sleep", "sitting"}
    assert set(others.unit.dropna()) == {"h"}


def test_an_empty_factor_is_missing_and_text_is_named_not_kept():
    parsed = read("date,pain,sleep_h,weather\n2025-03-01,4,,sunny\n2025-03-02,4,7,rain\n")
    assert list(frame(parsed, "factors").value) == [7]
    assert any("weather" in warning and "Lines 2, 3" in warning for warning in parsed.warnings)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["25-3-2021", "1-4-2021"], "2021-04-01"),
        (["3/25/2021", "4/1/2021"], "2021-04-01"),
        (["25.03.2021", "01.04.2021"], "2021-04-01"),
        (["2021-03-25", "2021-04-01"], "2021-04-01"),
        (["25 Mar 2021", "1 Apr 2021"], "2021-04-01"),
    ],
)
def test_dates_are_read_by_the_diarys_own_habit(dates, expected):
    text = "date,pain\n" + "".join(f"{date},3\n" for date in dates)
    assert pain(text).day[1] == pd.Timestamp(expected)


def test_dates_that_can_be_read_both_ways_are_asked_for():
    text = "date,pain\n1/4/2021,3\n2/4/2021,3\n"
    with pytest.raises(errors.Asks) as asked:
        read(text)
    assert (asked.value.option, asked.value.choices) == ("date_order", ("dmy", "mdy"))
    assert pain(text, Answers(date_order="mdy")).day[1] == pd.Timestamp("2021-02-04")


def test_a_bad_date_is_skipped_with_its_line():
    parsed = read("date,pain\nsoon,3\n2025-03-01,3\n")
    assert [(one.line, one.reason) for one in parsed.skipped] == [(2, "'soon' is no date")]


@pytest.mark.parametrize(
    ("text", "time", "moment"),
    [("7:10", "07:10", None), ("7:10 PM", "19:10", None), ("morning", None, "morning"), ("evening", None, "evening")],
)
def test_the_time_may_be_a_clock_or_a_word(text, time, moment):
    [one] = pain(TEMPLATE + f"2025-03-01,{text},,,,3,,\n").to_dict("records")
    assert (one["time"] if isinstance(one["time"], str) else None) == time
    assert (one["moment"] if isinstance(one["moment"], str) else None) == moment


def test_an_unknown_place_is_other_and_stays_in_the_note():
    [one] = pain(TEMPLATE + "2025-03-01,,,left ear,,3,,odd\n").to_dict("records")
    assert (one["site"], one["side"], one["note"]) == ("other", "left", "left ear; odd")


@pytest.mark.parametrize(
    "header",
    [
        "full_date,date,weekday,time,mood,activities,note_title,note",
        "date,weekday,time of day,category,rating/amount,detail,notes",
        "Date,Workout Name,Exercise Name,Set Order,Weight,Reps,RPE,Notes",
        "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time",
        "Activity Type,Date,Favorite,Title,Distance,Calories,Time",
        "date,score,players",
        "date,km,time",
        "site,score",
    ],
)
def test_other_formats_are_not_taken_for_diaries(header):
    assert not pain_csv.matches(source(header + "\n"))


def test_a_value_below_a_name_that_is_only_a_sign_is_kept() -> None:
    data = b"date,knee_pain,'\n13-4-2021,4,6\n14-4-2021,3,5\n"
    batch = importers.read(SourceFile("a.csv", data), Answers(date_order="dmy", timezone="Europe/Berlin"))
    assert batch.frames.factors["name"].tolist() == ["without a name"] * 2
