"""Dates and times as exports write them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import errors
from data.answers import Answers
from data.importers.reading import dates
from data.importers.reading.months import MONTHS, month

BERLIN = Answers(timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-04 12:38:59", datetime(2026, 1, 4, 12, 38, 59)),
        ("2026/01/04", datetime(2026, 1, 4)),
        ("3/13/26 17:39", datetime(2026, 3, 13, 17, 39)),
        ("11.07.2025 16:58", datetime(2025, 7, 11, 16, 58)),
        ("09.12.2022, 15:24:49", datetime(2022, 12, 9, 15, 24, 49)),
        ("16 Jun 2026, 14:37", datetime(2026, 6, 16, 14, 37)),
        ("Jul 28, 2026, 6:49 PM", datetime(2026, 7, 28, 18, 49)),
        ("Jul 28, 2026, 12:05 AM", datetime(2026, 7, 28, 0, 5)),
        ("Jan 27, 2021, 1:57:47\u202fPM", datetime(2021, 1, 27, 13, 57, 47)),
        ("22nd Sep 2020", datetime(2020, 9, 22)),
        ("11 Nis 2026, 14:37", datetime(2026, 4, 11, 14, 37)),
        ("3 Ağu 2026, 08:00", datetime(2026, 8, 3, 8)),
        ("9 févr. 2026, 08:00", datetime(2026, 2, 9, 8)),
        ("16 de jun. de 2026, 14:37", datetime(2026, 6, 16, 14, 37)),
        ("2026年6月16日 14:37", datetime(2026, 6, 16, 14, 37)),
        ("25-3-2021", datetime(2021, 3, 25)),
        ("Mon, 16 Jun 2026", datetime(2026, 6, 16)),
    ],
)
def test_each_form_is_read(text, expected):
    stamp = dates.parse(text)
    assert stamp is not None
    assert stamp.local == expected
    assert stamp.offset is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bad date",
        "31/02/2026",
        "2026-13-01",
        "1/2/2026",
        "12:30",
        "2026-01-10 12:00 +99:99",
        "Foo 3, 2026",
        "0001-01-01",
    ],
)
def test_what_is_no_date_or_open_is_none(text):
    assert dates.parse(text) is None


def test_the_order_decides_where_the_date_leaves_it_open():
    assert dates.parse("1/2/2026", "dmy").local == datetime(2026, 2, 1)
    assert dates.parse("1/2/2026", "mdy").local == datetime(2026, 1, 2)
    assert dates.parse("1.2.2026", "mdy").local == datetime(2026, 2, 1)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["1-4-2021", "25-3-2021"], "dmy"),
        (["4/1/21", "3/25/21"], "mdy"),
        (["2021-04-01"], None),
        (["01.04.2021"], None),
        (["3/3/2021"], "dmy"),
    ],
)
def test_the_order_comes_from_the_files_own_values(texts, expected):
    assert dates.order(texts, Answers()) == expected
    assert dates.order(texts, Answers(date_order="mdy")) == expected


def test_an_open_order_is_asked_and_the_answer_is_taken():
    with pytest.raises(errors.Asks) as asked:
        dates.order(["1/4/2021", "2/5/2021"], Answers())
    assert (asked.value.option, asked.value.choices) == ("date_order", ("dmy", "mdy"))
    assert "1/4" in asked.value.question
    assert dates.order(["1/4/2021"], Answers(date_order="mdy")) == "mdy"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-01-10 12:00:00", datetime(2026, 1, 10, 11, tzinfo=UTC)),
        ("2026-07-10 12:00:00", datetime(2026, 7, 10, 10, tzinfo=UTC)),
        ("2026-10-25 02:30:00", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice that night: the first
        ("2026-03-29 02:30:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped that night
        ("2026-01-10T12:00:00Z", datetime(2026, 1, 10, 12, tzinfo=UTC)),
        ("2026-01-10 12:00:00 -0530", datetime(2026, 1, 10, 17, 30, tzinfo=UTC)),
    ],
)
def test_a_wall_clock_is_read_in_the_home_zone_of_that_date(text, expected):
    assert dates.instant(dates.parse(text), BERLIN) == expected


def test_the_day_is_the_local_one_also_for_utc_times():
    start, day = dates.place(dates.parse("2024-04-16 22:45:37 +0000"), BERLIN)
    assert (start, day) == (datetime(2024, 4, 16, 22, 45, 37, tzinfo=UTC), datetime(2024, 4, 17))


def test_this_computers_zone_follows_summer_time_too(monkeypatch):
    import time

    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    try:
        winter, summer = (dates.instant(dates.parse(f"2026-{m}-10 12:00"), Answers()) for m in ("01", "07"))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert (winter.hour, summer.hour) == (11, 10)


def test_no_abbreviation_stands_for_two_months():
    assert month("juin") == 6
    assert month("juil") == 7
    assert month("jui") is None
    assert month("6月") == 6
    assert set(MONTHS.values()) == set(range(1, 13))


@given(
    st.datetimes(min_value=datetime(1900, 1, 1), max_value=datetime(2199, 12, 31)), st.sampled_from(["dmy", "mdy"])
)
def test_what_was_written_comes_back(moment, order):
    moment = moment.replace(microsecond=0)
    first, second = ("%d", "%m") if order == "dmy" else ("%m", "%d")
    for pattern in (
        f"{first}/{second}/%Y %H:%M:%S",
        "%Y-%m-%d %H:%M:%S",
        "%b %d, %Y, %I:%M:%S %p",
        "%d %B %Y, %H:%M:%S",
    ):
        assert dates.parse(moment.strftime(pattern), order).local == moment


@given(st.text(max_size=40), st.sampled_from([None, "dmy", "mdy"]))
def test_no_text_breaks_it(text, order):
    stamp = dates.parse(text, order)
    if stamp is not None and stamp.offset is None:
        assert abs(dates.instant(stamp, BERLIN).replace(tzinfo=None) - stamp.local) < timedelta(days=1)
