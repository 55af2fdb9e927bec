"""Garmin's list of activities: languages, units that the file does not name, and what is no run."""

import math

import pandas as pd
import pytest

from data import errors
from data.importers import Answers
from data.importers.vendors import garmin_csv
from tests.data.importers.garmin_lists import HEADER, one_run, read, row
from tests.data.importers.sheets import (
    BERLIN,
    assert_every_row_is_accounted_for,
    corpus,
    frame,
    manifest,
    n_skipped,
    source,
)


@pytest.mark.parametrize(("file", "line"), manifest("garmin_activities_csv"))
def test_a_real_list_is_read_whole_without_a_question(file, line):
    real = corpus(file)
    parsed = garmin_csv.read(real, Answers())
    runs = frame(parsed, "runs")
    assert garmin_csv.matches(real)
    assert len(runs) == line.n_runs
    assert runs.distance_m.sum() == pytest.approx(line.total_distance_m if line.n_runs else 0, rel=0.005)
    assert_every_row_is_accounted_for(parsed, real, "runs")


def test_the_sums_of_strength_sessions_are_said_and_no_set_is_made_up():
    real = corpus("garmin_activities_csv/742a37f2_Activities.csv")
    parsed = garmin_csv.read(real, Answers())
    sums = [one for one in parsed.skipped if "only sums" in one.reason]
    assert [one.line for one in sums] == [5, 11, 14]
    assert "7 sets, 64 repetitions" in sums[0].reason
    assert "sets" not in parsed.rows and parsed.status == "skipped"


def test_a_run_keeps_what_was_written():
    one = one_run(row())
    assert one["start"] == pd.Timestamp("2026-01-04 11:38:59", tz="UTC")
    assert one["day"] == pd.Timestamp("2026-01-04")
    assert (one["distance_m"], one["duration_s"], one["moving_s"], one["ascent_m"]) == (10_000, 3000, 2940, 100)
    assert (one["hr_mean_bpm"], one["cadence_spm"], one["title"], one["kind"]) == (150, 170, "A run", "unknown")


def test_miles_show_in_steps_and_stride_and_climbs_are_then_feet():
    one = one_run(row(distance="6.21"))
    assert one["distance_m"] == pytest.approx(6.21 * 1609.344)
    assert one["ascent_m"] == pytest.approx(30.48)


def test_the_files_own_evidence_goes_before_the_answer():
    assert one_run(row(), answers=Answers(distance_unit="mi"))["distance_m"] == 10_000


def test_without_evidence_the_unit_is_asked_and_the_answer_is_taken():
    plain = row(cadence="--", stride="--")
    with pytest.raises(errors.Asks) as asked:
        read(plain)
    assert (asked.value.option, asked.value.choices) == ("distance_unit", ("km", "mi"))
    assert one_run(plain, answers=Answers(distance_unit="km"))["distance_m"] == 10_000
    assert one_run(plain, answers=Answers(distance_unit="mi"))["distance_m"] == pytest.approx(16_093.44)


def test_evidence_between_the_two_units_is_no_evidence():
    with pytest.raises(errors.Asks):
        read(row(distance="7.90"))


def test_the_step_count_is_evidence_where_the_cadence_is_missing():
    header = HEADER.replace("Calories", "Steps")
    assert one_run(row(cadence="--").replace('"700"', '"8,500"'), header=header)["distance_m"] == 10_000


def test_a_list_without_runs_asks_nothing():
    parsed = read(row("Cycling", cadence="--"), row("Walking", stride="--"))
    assert n_skipped(parsed) == 2


def test_track_runs_are_in_metres_whatever_the_others_are_in():
    runs = frame(read(row(), row("Track Running", "2026-01-05 12:00:00", "8,830")), "runs")
    assert list(runs.distance_m) == [10_000, 8_830]
    assert list(runs.kind) == ["unknown", "track"]


def test_track_runs_alone_ask_nothing():
    assert one_run(row("Track Running", distance="8,830", cadence="--"))["distance_m"] == 8_830


def test_a_decimal_comma_is_decided_for_the_whole_file():
    runs = frame(
        read(row(distance="10,08", stride="1,17"), row("Track Running", "2026-01-05 12:00:00", "8.830")), "runs"
    )
    assert list(runs.distance_m) == [10_080, 8_830]


@pytest.mark.parametrize("nothing", ["--", "", "0"])
def test_silent_sensors_are_missing_not_zero(nothing):
    runs = frame(read(row(), row(date="2026-01-05 12:00:00", hr=nothing, moving=nothing)), "runs")
    assert math.isnan(runs.hr_mean_bpm[1]) and math.isnan(runs.moving_s[1])


@pytest.mark.parametrize(
    ("time", "expected"),
    [("00:50:00", 3000), ("50:00", 3000), ("50:00.5", 3000.5), ("0:50", 3000), ("00:50:00,5", 3000.5)],
)
def test_times_are_read_in_every_form_also_cut_by_a_spreadsheet(time, expected):
    runs = frame(read(row(), row(date="2026-01-05 12:00:00", time=time)), "runs")
    assert runs.duration_s[1] == expected


def test_dates_turned_by_a_spreadsheet_are_read_or_asked_for():
    assert one_run(row(date="3/13/26 17:39"))["day"] == pd.Timestamp("2026-03-13")
    with pytest.raises(errors.Asks) as asked:
        read(row(date="3/4/26 17:39"))
    assert asked.value.option == "date_order"


def test_a_list_saved_by_a_german_spreadsheet_is_read():
    text = (
        "Aktivitätstyp;Datum;Favorit;Titel;Distanz;Kalorien;Zeit;Ø Herzfrequenz\n"
        "Laufbandtraining;11.07.2025 16:58;false;Lauf am See;10,02;700;0:50;151\n"
    )
    file = source(text, encoding="cp1252")
    assert garmin_csv.matches(file)
    [one] = frame(garmin_csv.read(file, Answers(distance_unit="km")), "runs").to_dict("records")
    assert (one["distance_m"], one["duration_s"], one["hr_mean_bpm"]) == (10_020, 3000, 151)
    assert (one["kind"], one["day"]) == ("treadmill", pd.Timestamp("2025-07-11"))


def test_rows_quoted_as_one_cell_are_read():
    quoted = "".join('"' + line.replace('"', '""') + '"\n' for line in (HEADER + row()).splitlines())
    file = source(quoted)
    assert garmin_csv.matches(file)
    assert len(frame(garmin_csv.read(file, BERLIN), "runs")) == 1


def test_of_two_columns_of_a_name_the_one_with_a_value_counts():
    header = HEADER.replace("Avg Pace", "Avg Run Cadence")
    assert one_run(row(cadence="--").replace('"5:00"', '"168"'), header=header)["cadence_spm"] == 168


def test_a_run_that_stands_twice_is_kept_once_and_two_that_start_together_are_both_kept():
    parsed = read(row(), row(), row(distance="5.00"))
    assert len(frame(parsed, "runs")) == 2
    assert (parsed.skipped[0].line, parsed.skipped[0].reason) == (3, "the same run as in line 2")
    assert any("Line 4" in warning for warning in parsed.warnings)


def test_what_is_left_out_has_its_line_and_reason():
    parsed = read(row(date="bad date"), row("Yoga"), row("Yoga"), row(""), HEADER, row())
    assert [(one.line, one.reason) for one in parsed.skipped] == [
        (2, "'bad date' is no date"),
        (3, "Yoga is no run: 2 rows (lines 3, 4)"),
        (5, "no kind of activity is named"),
        (6, "the header once more"),
    ]


def test_a_run_faster_than_anybody_is_kept_with_a_word():
    parsed = read(row(), row(date="2026-01-05 12:00:00", time="00:05:00", cadence="--"))
    assert len(frame(parsed, "runs")) == 2
    assert any("Line 3" in warning and "faster" in warning for warning in parsed.warnings)


def test_a_wider_row_keeps_its_first_columns_and_gives_no_moving_time():
    runs = frame(read(row(), row(date="2026-01-05 12:00:00").rstrip() + ',"1","2"\n'), "runs")
    assert list(runs.distance_m) == [10_000, 10_000]
    assert math.isnan(runs.moving_s[1])
