"""Numbers as exports write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.reading.numbers import is_missing, number, uses_decimal_comma


@pytest.mark.parametrize(
    ("text", "with_point", "with_comma"),
    [
        ("4,14", 4.14, 4.14),
        ("5.48", 5.48, 5.48),
        ("8,830", 8830, 8.83),
        ("2.932", 2.932, 2932),
        ("1,234.5", 1234.5, 1234.5),
        ("1.234,5", 1234.5, 1234.5),
        ("1,234,567", 1234567, 1234567),
        ("1.234.567", 1234567, 1234567),
        ("0,123", 0.123, 0.123),
        ("'-12", -12, -12),
        ("-0.5", -0.5, -0.5),
        ("−3", -3, -3),
        ("1 234,5", 1234.5, 1234.5),
        ("1\u202f234", 1234, 1234),
        ("1'234.5", 1234.5, 1234.5),
        (" 8", 8, 8),
        ("6.80388555", 6.80388555, 6.80388555),
        ("1e3", 1000, 1000),
        ("5.", 5, 5),
        (".5", 0.5, 0.5),
    ],
)
def test_marks_are_read_by_shape_and_where_open_by_the_files_habit(text, with_point, with_comma):
    assert number(text) == with_point
    assert number(text, has_decimal_comma=True) == with_comma


@pytest.mark.parametrize("text", ["", "--", "n/a", "abc", "12kg", "1,23,45", "1.2.3,4", "1:30", "-", "1e999", "٫"])
def test_what_is_no_number_is_missing_and_never_zero(text):
    assert math.isnan(number(text))


@pytest.mark.parametrize("text", ["", " -- ", "N/A", "null", "—"])
def test_marks_for_nothing_are_known(text):
    assert is_missing(text)
    assert not is_missing("0")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["4,14", "8,830"], True),
        (["4.14", "8,830"], False),
        (["8,830", "1,250"], False),
        (["10,08", "3,40", "5.1"], True),
        (["1.234,5"], True),
        (["1,234.5"], False),
        (["--", ""], False),
    ],
)
def test_the_decimal_mark_is_decided_by_the_file(texts, expected):
    assert uses_decimal_comma(texts) is expected


@given(st.floats(min_value=-1e9, max_value=1e9), st.booleans())
def test_every_number_comes_back_however_it_was_grouped(value, has_comma):
    text = f"{value:,.2f}"
    if has_comma:
        text = text.translate(str.maketrans(",.", ".,"))
    assert number(text, has_decimal_comma=has_comma) == pytest.approx(round(value, 2), abs=0.005)


@given(st.text(max_size=30), st.booleans())
def test_no_text_breaks_it_and_the_answer_is_finite_or_missing(text, has_comma):
    value = number(text, has_decimal_comma=has_comma)
    assert math.isfinite(value) or math.isnan(value)
