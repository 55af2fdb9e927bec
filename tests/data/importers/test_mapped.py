"""Tables of one's own: proposing, checking, keeping and reading by a mapping."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import errors, schema
from data.importers import Answers, SourceFile, parse, read
from data.importers.own_table import guesses, mapping
from data.importers.source import Parsed

HOME = Answers(timezone="Europe/Berlin")


def mapped(kind: str, text: str, columns: dict[str, str], answers: Answers = HOME, **more: Any) -> Parsed:
    header = text.splitlines()[0].split(";" if ";" in text else ",")
    said = {"header": header, "kind": kind, "columns": columns, **more}
    assert mapping.problems(said) == []
    maps = mapping.keyed(mapping.from_json(mapping.to_json(said)))
    told = Answers(answers.distance_unit, answers.load_unit, answers.date_order, answers.timezone, maps)
    one = parse(SourceFile("log.csv", text.encode()), told)
    for name, rows in one.rows.items():
        assert len(read(SourceFile("log.csv", text.encode()), told).frames[name]) == len(rows)
    return one


def test_without_a_mapping_the_table_is_refused() -> None:
    assert parse(SourceFile("log.csv", b"Tag,Strecke,Puls\n2024-05-01,10,150\n"), HOME).status == "refused"


def test_runs_are_read_with_units_commas_and_local_times() -> None:
    text = "Tag;Uhr;Strecke;Dauer;Puls;Art\n1.5.2024;18:30;10,5;0:55:10;150;Lauf\n2.5.2024;;30;1:30:00;;Rad\n"
    columns = {
        "day": "Tag",
        "time": "Uhr",
        "distance_m": "Strecke",
        "duration_s": "Dauer",
        "hr_mean_bpm": "Puls",
        "sport": "Art",
    }
    one = mapped("runs", text, columns, units={"distance_m": "km"}, fixed={"shoe": "Blue"})
    (run,) = one.rows["runs"]
    assert run["start"] == datetime(2024, 5, 1, 16, 30, tzinfo=UTC)
    assert (run["distance_m"], run["duration_s"], run["hr_mean_bpm"], run["shoe"]) == (10_500, 3_310, 150, "Blue")
    assert one.skipped[0].reason.startswith("Rad is no run")


def test_a_date_without_time_is_a_day_without_start() -> None:
    (run,) = mapped(
        "runs", "d,mi\n2024-05-01,3\n", {"day": "d", "distance_m": "mi"}, units={"distance_m": "mi"}
    ).rows["runs"]
    assert run["start"] is None and run["day"] == datetime(2024, 5, 1)
    assert run["distance_m"] == pytest.approx(3 * 1609.344)


def test_a_distance_without_unit_is_asked_for() -> None:
    text, columns = "d,far\n2024-05-01,3\n", {"day": "d", "distance_m": "far"}
    asked = mapped("runs", text, columns)
    assert asked.status == "asks" and asked.question and asked.question.option == "distance_unit"
    told = mapped("runs", text, columns, Answers(distance_unit="km"))
    assert told.rows["runs"][0]["distance_m"] == 3_000


@pytest.mark.parametrize(("unit", "cell", "seconds"), [("min", "45", 2700), ("h:mm", "1:30", 5400), ("s", "90", 90)])
def test_durations_by_unit(unit: str, cell: str, seconds: float) -> None:
    text = f"d,t\n2024-05-01,{cell}\n"
    (run,) = mapped("runs", text, {"day": "d", "duration_s": "t"}, units={"duration_s": unit}).rows["runs"]
    assert run["duration_s"] == seconds


def test_fahrenheit_and_feet_become_si() -> None:
    text = "d,t,up,temp\n2024-05-01,30,100,50\n"
    columns = {"day": "d", "duration_s": "t", "ascent_m": "up", "temperature_c": "temp"}
    (run,) = mapped("runs", text, columns, units={"ascent_m": "ft", "temperature_c": "f"}).rows["runs"]
    assert (run["ascent_m"], run["temperature_c"]) == pytest.approx((30.48, 10.0))


@pytest.mark.parametrize(
    ("n", "reps", "expected"),
    [("3", "10", [10] * 3), ("", "4x8", [8] * 4), ("", "10/8/6", [10, 8, 6]), ("", "5", [5])],
)
def test_a_row_stands_for_as_many_sets_as_it_says(n: str, reps: str, expected: list[int]) -> None:
    text = f"d,what,n,reps,lb\n2024-05-01,Hip Thrust,{n},{reps},225\n"
    columns = {"day": "d", "exercise_raw": "what", "n_sets": "n", "reps": "reps", "load_kg": "lb"}
    rows = mapped("sets", text, columns, units={"load_kg": "lb"}).rows["sets"]
    assert [r["reps"] for r in rows] == expected
    assert [r["set_no"] for r in rows] == list(range(1, len(expected) + 1))
    assert rows[0]["load_kg"] == pytest.approx(102.058, abs=0.001)


def test_pain_columns_by_site_and_side() -> None:
    columns = {"day": "d", "score:knee:left": "kl", "score:knee:right": "kr"}
    rows = mapped("pain", "d,kl,kr\n2024-05-01,3,\n2024-05-02,0,6\n", columns).rows["pain"]
    assert [(r["site"], r["side"], r["score"]) for r in rows] == [
        ("knee", "left", 3),
        ("knee", "left", 0),
        ("knee", "right", 6),
    ]


def test_scales_by_rule_of_three_and_by_word() -> None:
    columns = {"day": "d", "score": "p"}
    percent = mapped("pain", "d,p\n2024-05-01,25\n2024-05-02,250\n", columns, scale={"low": 0, "high": 100})
    assert [r["score"] for r in percent.rows["pain"]] == [2.5]
    assert "'250' is no score" in percent.skipped[0].reason
    wellness = mapped("pain", "d,p\n2024-05-01,10\n2024-05-02,1\n", columns, scale={"low": 10, "high": 0})
    assert [r["score"] for r in wellness.rows["pain"]] == [0, 9]
    words = mapped("pain", "d,p\n2024-05-01,Mild\n2024-05-02,7/10\n", columns, scale={"mild": 2})
    assert [r["score"] for r in words.rows["pain"]] == [2, 7]


def test_wide_and_long_factors() -> None:
    wide = mapped(
        "factors", "d,Sleep h,Coffee\n2024-05-01,7.5,yes\n2024-05-02,,no\n",
        {"day": "d", "sleep": "Sleep h", "coffee": "Coffee"}, units={"sleep": "h"},
    )  # fmt: skip
    assert [(r["name"], r["value"], r["unit"]) for r in wide.rows["factors"]] == [
        ("sleep", 7.5, "h"),
        ("coffee", 1, None),
        ("coffee", 0, None),
    ]
    long = mapped("factors", "d,k,v\n2024-05-01,sleep,8\n", {"day": "d", "name": "k", "value": "v"})
    assert [(r["name"], r["value"]) for r in long.rows["factors"]] == [("sleep", 8)]


def test_the_order_of_dates_is_the_mappings_or_asked_for() -> None:
    text, columns = "d,t\n2/1/2024,30\n", {"day": "d", "duration_s": "t"}
    assert mapped("runs", text, columns, date_order="dmy").rows["runs"][0]["day"] == datetime(2024, 1, 2)
    assert mapped("runs", text, columns).status == "asks"


def test_rows_that_say_nothing_or_twice_the_same_are_skipped_with_a_reason() -> None:
    text = "d,t\nsoon,30\n2024-05-01,\n2024-05-02,30\n2024-05-02,30\n"
    one = mapped("runs", text, {"day": "d", "duration_s": "t"})
    assert len(one.rows["runs"]) == 1
    assert [s.line for s in one.skipped] == [2, 3, 5]


def test_pain_ids_stay_when_newer_rows_come_on_top() -> None:
    columns = {"day": "d", "score": "p"}
    old = mapped("pain", "d,p\n2024-05-01,3\n", columns).rows["pain"]
    new = mapped("pain", "d,p\n2024-05-02,4\n2024-05-01,3\n", columns).rows["pain"]
    assert old[0]["pain_id"] == new[1]["pain_id"] and len({r["pain_id"] for r in new}) == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": "rides"}, "`kind` must be one of"),
        ({"columns": {"distance_m": "far"}}, "`day` must name"),
        ({"columns": {"day": "d"}}, "Say which column holds the distance or the duration"),
        ({"columns": {"day": "d", "distance_m": "away"}}, "no column 'away'"),
        ({"columns": {"day": "d", "distance_m": "far", "pace": "d"}}, "runs has no column 'pace'"),
        ({"units": {"distance_m": "furlong"}}, "must be one of m, km, mi, yd, ft, not 'furlong'"),
        ({"fixed": {"kind": "moon"}}, "kind must be one of road"),
        ({"scale": {"mild": "two"}}, "no number"),
        ({"date_order": "ymd"}, "dmy or mdy"),
        ({"column": {}}, "'column' is no part of a mapping"),
    ],
)
def test_what_is_wrong_with_a_mapping_is_said(change: dict[str, Any], says: str) -> None:
    sound = {"header": ["d", "far"], "kind": "runs", "columns": {"day": "d", "distance_m": "far"}}
    assert mapping.problems(sound) == []
    with pytest.raises(errors.UsageError, match="cannot be used") as raised:
        mapping.from_json(mapping.to_json({**sound, **change}))
    assert says in str(raised.value)


def test_a_mapping_that_cannot_be_used_refuses_the_table_in_words() -> None:
    maps = {mapping.header_key(["d", "far"]): {"kind": "runs", "columns": {"day": "x"}}}
    one = parse(SourceFile("a.csv", b"d,far\n2024-05-01,3\n"), Answers(maps=maps))
    assert one.status == "refused" and "no column 'x'" in one.reason


def test_no_json_is_a_readable_error() -> None:
    with pytest.raises(errors.UsageError, match="is no JSON"):
        mapping.from_json("{")


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(mapping.FIELDS), JSON) | JSON)
def test_checking_never_breaks_on_other_data(data: Any) -> None:
    assert isinstance(mapping.problems(data), list)


@pytest.mark.parametrize(
    ("header", "kind", "columns", "units"),
    [
        ("Date,Distance (km),Time,HR", "runs", "day distance_m duration_s hr_mean_bpm", {"distance_m": "km"}),
        ("Run Date,Miles,Pace", "runs", "day distance_m", {"distance_m": "mi"}),
        ("Datum,Strecke_km,Dauer,Puls", "runs", "day distance_m duration_s hr_mean_bpm", {"distance_m": "km"}),
        ("date,exercise,sets,weight_lbs", "sets", "day exercise_raw n_sets load_kg", {"load_kg": "lb"}),
        ("day,left knee pain,right knee pain", "pain", "day score:knee:left score:knee:right", {}),
        ("Day,Sleep h,Stress", "factors", "day Sleep Stress", {"Sleep": "h"}),
    ],
)
def test_a_proposal_is_guessed_from_the_names(header: str, kind: str, columns: str, units: dict[str, str]) -> None:
    said = guesses.propose(header.split(","))
    assert (said["kind"], set(said["columns"]), said["units"]) == (kind, set(columns.split()), units)
    assert mapping.problems(said) == []


@pytest.mark.parametrize(
    ("header", "rows", "day"),
    [
        ("date_format,Stress", [("YYYY-MM-DD", "3"), ("YYYY-MM-DD", "4")], None),
        (
            "date_format,day of entry,Stress",
            [("YYYY-MM-DD", "3/4/2026", "3"), ("YYYY-MM-DD", "", "4")],
            "day of entry",
        ),
        ("Date,exercise,reps", [("3.4.2026", "Squat", "8")], "Date"),
        ("start,exercise,reps,date", [("5", "Squat", "8", "2026-03-04")], "date"),
    ],
)
def test_only_a_column_that_holds_dates_is_guessed_to_be_the_date(
    header: str, rows: list[tuple[str, ...]], day: str | None
) -> None:
    assert guesses.propose(header.split(","), rows)["columns"].get("day") == day


def test_the_key_of_a_header_does_not_mind_case_and_blanks() -> None:
    assert mapping.header_key(["Datum ", "Strecke"]) == mapping.header_key(["datum", "strecke"])
    assert mapping.header_key(["a", "b"]) != mapping.header_key(["b", "a"])


def test_every_mappable_column_is_the_frames_or_explained() -> None:
    extra = {"time", "sport", "n_sets", "load_unit"}
    for kind, names in mapping.COLUMNS.items():
        assert set(names) - set(schema.columns(kind)) <= extra
