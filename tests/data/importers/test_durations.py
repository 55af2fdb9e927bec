"""Lengths of time as exports write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.reading.durations import clock_hours, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("00:17:01", 1021),
        ("00:01:39,6", 99.6),
        ("31:24.5", 1884.5),
        ("36:14", 2174),
        ("1:29:50", 5390),
        ("103:20", 6200),
        ("1h 13m", 4380),
        ("1h13", 4380),
        ("2h", 7200),
        ("21min", 1260),
        ("45s", 45),
        ("1 h 13 min 5 s", 4385),
        ("1h 13m 5s", 4385),
        ("1,5 h", 5400),
        ("1:02:03:04", 93784),
    ],
)
def test_each_form_is_read(text, expected):
    assert seconds(text) == pytest.approx(expected)


def test_a_bare_number_needs_a_column_that_says_its_unit():
    assert math.isnan(seconds("4543"))
    assert seconds("4543", plain_s=1) == 4543
    assert seconds("2.5", plain_s=60) == 150
    assert math.isnan(seconds("-5", plain_s=1))


@pytest.mark.parametrize(
    "text", ["", "--", "abc", "1:2:3:4:5", "5 apples", "1h foo", "::", "m", "1h2h3h x", "\u00b2h"]
)
def test_what_is_no_duration_is_missing(text):
    assert math.isnan(seconds(text))


def test_two_parts_can_be_hours_and_minutes():
    assert clock_hours("1:33") == 5580
    assert clock_hours("1:33:20") == 5600


@given(st.integers(min_value=0, max_value=359_999))
def test_clock_and_words_agree(total):
    hours, rest = divmod(total, 3600)
    minutes, secs = divmod(rest, 60)
    assert seconds(f"{hours}:{minutes:02d}:{secs:02d}") == total
    assert seconds(f"{hours}h {minutes}m {secs}s") == total


@given(st.text(max_size=30))
def test_no_text_breaks_it_and_no_answer_is_negative(text):
    value = seconds(text, plain_s=1)
    assert math.isnan(value) or (value >= 0 and math.isfinite(value))
