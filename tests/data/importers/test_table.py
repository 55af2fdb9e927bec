"""Bytes -> a table: encodings, delimiters, line numbers, rows of other width, and files that are no table."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import errors
from data.importers.reading import records, table
from data.importers.source import SourceFile
from tests.data.importers.sheets import source


def cells(sheet):
    return [row.cells for row in sheet.rows]


def lines(sheet):
    return [row.line for row in sheet.rows]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_each_encoding_gives_the_same_cells(encoding):
    text = "Título,Distância,Notes about the run that make the head long enough\nCorrida à noite,5,\n" * 3
    sheet = table.read(source(text, encoding=encoding))
    assert sheet.header[0] == "Título"
    assert sheet.rows[0].cells[0] == "Corrida à noite"
    assert sheet.column("titulo")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_each_delimiter_is_found(delimiter):
    text = 'a,b,c\n"1,5;x",2,3\n'.replace(",", delimiter).replace(f"1{delimiter}5", "1,5")
    sheet = table.read(source(text))
    assert (sheet.delimiter, sheet.header) == (delimiter, ("a", "b", "c"))
    assert sheet.rows[0].cells[1:] == ("2", "3")


def test_a_line_that_names_the_delimiter_is_obeyed():
    sheet = table.read(source("sep=;\na;b,c\n1;2\n"))
    assert (sheet.header, lines(sheet)) == (("a", "b,c"), [3])


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_count_every_line_of_the_file(end):
    text = end.join(["", "a,b", "1,2", "", '"two', 'lines",3', "4,5", ""])
    sheet = table.read(source(text))
    assert lines(sheet) == [3, 5, 7]
    assert sheet.header_line == 2
    assert sheet.rows[1].cells[0] == f"two{end}lines"


def test_rows_quoted_as_one_cell_are_read_again():
    text = '"a,b,c"\n"1,""x, y"",3"\n"4,5,6"\n'
    sheet = table.read(source(text))
    assert sheet.header == ("a", "b", "c")
    assert cells(sheet) == [("1", "x, y", "3"), ("4", "5", "6")]


def test_rows_quoted_as_one_cell_under_a_plain_header_are_read_again():
    assert cells(table.read(source('a,b,c\n"1,2,3"\n'))) == [("1", "2", "3")]


def test_rows_of_another_width_are_kept_marked_and_counted():
    sheet = table.read(source("a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n1,2,3\n"))
    assert cells(sheet) == [("1", "2", ""), ("1", "2", "3"), ("1", "2", "3"), ("1", "2", "3")]
    assert [row.is_ragged for row in sheet.rows] == [True, True, False, False]
    assert sheet.rows[1].extra == ("4",)
    assert "Lines 2, 3" in sheet.warnings[0]


def test_a_quote_never_closed_costs_its_line_and_no_other():
    sheet = table.read(source('a,b,c\n1,"12 inch,3\n4,5,6\n7,8,9\n'))
    assert cells(sheet) == [("1", "12 inch", "3"), ("4", "5", "6"), ("7", "8", "9")]
    assert "Line 2" in sheet.warnings[0]


def test_a_quote_never_closed_in_the_last_column_costs_its_line_and_no_other():
    sheet = table.read(source('a,b\n1,"open\n2,x\n3,y\n'))
    assert cells(sheet) == [("1", "open"), ("2", "x"), ("3", "y")]


def test_a_quote_closed_by_a_later_row_does_not_swallow_the_rows_between():
    sheet = table.read(source('a,b,c\n1,"x,2\n3,4,5\n6,"y",7\n8,9,0\n'))
    assert [row.cells[0] for row in sheet.rows] == ["1", "3", "6", "8"]


def test_of_a_column_named_twice_the_first_value_that_is_there_counts():
    sheet = table.read(source("x,cad,cad\n1,--,80\n2,90,70\n3,,\n"))
    cad = sheet.column("Cad")
    assert [cad.of(row) for row in sheet.rows] == ["80", "90", ""]
    assert cad.number(sheet.rows[0]) == 80


def test_names_are_found_without_case_accents_and_lost_letters():
    sheet = table.read(source("T?tulo,AktivitÃ¤tstyp,DURÉE,weight (KG)\n1,2,3,4\n"))
    assert sheet.has("Título", "Aktivitätstyp", "Durée", "Weight (kg)")
    assert not sheet.column("Weight (lbs)")


def test_a_header_standing_among_the_rows_is_known():
    sheet = table.read(source("date,b\n1,2\n#date,b\n"))
    assert [sheet.is_header(row) for row in sheet.rows] == [False, True]


def test_a_file_without_a_header_gets_its_first_line_back():
    sheet = table.read(source("1,2\n3,4\n")).with_header(("a", "b", "c"))
    assert cells(sheet) == [("1", "2", ""), ("3", "4", "")]
    assert lines(sheet) == [1, 2]


def test_open_quotes_line_after_line_join_no_rows():
    sheet = table.read(source('a,b,c\n1,"x,2\n3,"x,4\n5,"x,6\n7,"x,8\n'))
    assert cells(sheet) == [("1", "x", "2"), ("3", "x", "4"), ("5", "x", "6"), ("7", "x", "8")]


def test_quotes_inside_a_cell_are_kept():
    sheet = table.read(source('a,b\n"Rocky" press,1\n12" rack,2\n"x ""y"" z",3\n'))
    assert [row.cells[1] for row in sheet.rows] == ["1", "2", "3"]
    assert [row.cells[0] for row in sheet.rows][1:] == ['12" rack', 'x "y" z']


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff\n"])
def test_an_empty_file_is_refused(text):
    with pytest.raises(errors.Refused, match="empty"):
        table.read(source(text))


def test_bytes_that_are_no_text_are_refused_with_their_line():
    with pytest.raises(errors.Refused, match="Line 3"):
        table.read(SourceFile("x.csv", b"a,b\n1,2\n3,\x004\n"))


def test_a_line_of_ten_megabytes_is_refused_at_once():
    begun = time.perf_counter()
    with pytest.raises(errors.Refused, match="Line 2"):
        table.read(source("a,b\n" + "x" * 10_000_000))
    assert time.perf_counter() - begun < 60


def test_a_file_full_of_open_quotes_is_refused_at_once(monkeypatch):
    monkeypatch.setattr(records, "MAX_REREAD", 200_000)
    begun = time.perf_counter()
    with pytest.raises(errors.Refused, match="never closed"):
        table.read(source("a,b,c\n" + ('1,"x,2\n' * 2 + "3,4,5\n" * 20_000) * 60))
    assert time.perf_counter() - begun < 60


def test_the_head_never_raises_and_knows_the_columns():
    assert table.head(SourceFile("x", b"\x00\x01\x02")).header == ()
    assert table.head(source("")).header == ()
    long = source("a,b\n" + "é,2\n" * 100_000)
    assert table.head(long).has("a", "b")
    assert len(table.head(long).rows) < 10_000


def test_the_head_of_a_file_cut_inside_a_letter_is_still_utf8():
    data = ("a,b\n" + "é" * (table.HEAD_BYTES // 2 - 2)).encode() + "é".encode() * 10
    assert table.head(SourceFile("x", data)).encoding == "utf-8"


@settings(max_examples=200)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(data):
    try:
        sheet = table.read(SourceFile("x.csv", data))
    except errors.Refused:
        return
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)


CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=8), st.sampled_from(",;\t"))
def test_what_csv_writes_comes_back(rows, delimiter):
    import csv
    import io

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([["one", "two", "three"], *rows])
    sheet = table.read(source(buffer.getvalue()))
    assert cells(sheet) == [tuple(row) for row in rows if any(cell.strip() for cell in row)]
