"""Files that no importer knows are named for what they are, with the next step."""

import io
import zipfile

import pytest

from data import importers
from data.importers.own_table import unknown
from data.importers.source import SourceFile
from tests.data.importers.sheets import source


def office(*names):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, b"<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what", "step"),
    [
        (b"", "empty", "once more"),
        (b"  \n ", "empty", "once more"),
        (b"%PDF-1.7 ...", "PDF", "CSV"),
        (b"\x89PNG\r\n", "picture", "export"),
        (b"\xff\xd8\xff\xe0", "picture", "export"),
        (b"\0\0\0\x18ftypheic", "picture", "Export"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Excel", "save"),
        (office("[Content_Types].xml", "xl/workbook.xml"), "Excel", "save"),
        (office("mimetype", "content.xml"), "OpenDocument", "save"),
        (b"SQLite format 3\0...", "database", "export"),
        (b"Rar!\x1a\x07", "RAR", "Unpack"),
        (b"\0" * 257 + b"ustar", "tar", "Unpack"),
        (b"<!DOCTYPE html><html>", "web page", "Log in"),
        (b"<?xml version='1.0'?><!-- x --><kml>", "XML file (kml)", "README"),
        (b'{"a": 1}', "JSON", "README"),
        (b'[{"activityId": 1, "distance": 5000}]', "web answers", "FIT"),
        (b"activityId,distance\n1,2\n", "web answers", "FIT"),
        (b'"Laps","Time","Cumulative Time","Distance"\n"1","5:00","5:00","1.00"\n', "laps", "FIT"),
        (b"just some words", "neither a table", "README"),
        (bytes(range(256)) * 10, "neither a table", "README"),
        (b"a,b\n1,\x002\n", "Line 2", "once more"),
    ],
)
def test_a_file_is_named_for_what_it_is_with_the_next_step(data, what, step):
    says = unknown.reason(SourceFile("x", data))
    assert what in says and step in says


def test_a_table_is_compared_with_the_three_nearest_formats_and_what_they_need():
    says = unknown.reason(source("Date,Exercise,Category,Sets\n2025-01-01,Squat,Legs,3\n"))
    assert says.count(" lacks ") == 3
    assert "FitNotes CSV lacks Reps, Distance Unit" in says
    assert "columns: Date, Exercise, Category, Sets" in says


def test_the_languages_of_a_format_count_when_it_is_compared():
    says = unknown.reason(source("Aktivitätstyp,Datum,Titel,Distanz\nLaufen,2025-01-01,x,5\n"))
    assert "Garmin activity list lacks Time;" in says


def test_the_refusal_reaches_the_receipt():
    [note] = importers.read(SourceFile("log.xlsx", office("[Content_Types].xml", "xl/workbook.xml"))).files
    assert (note.status, note.name) == ("refused", "log.xlsx")
    assert "Excel" in note.reason


@pytest.mark.parametrize("name", unknown.NEEDED)
def test_each_named_format_has_columns_it_needs(name):
    assert len(unknown.NEEDED[name]) >= 3
