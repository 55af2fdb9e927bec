"""Small tables are text: nothing of a cell is markup, and bars of a column share one scale."""

from __future__ import annotations

import base64
import re

import pandas as pd
import streamlit as st

from pages.kit.drawn import small_table
from pages.kit.drawn.small_table import markup


def test_what_a_reader_named_is_never_markup():
    table = pd.DataFrame({"<b>Lift": ["<script>alert(1)</script>", 'a "quoted" & b']})
    made = markup(table, 'Lifts of "me"')
    assert "<script" not in made
    assert "<b>" not in made
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made
    assert 'aria-label="Lifts of &quot;me&quot;"' in made


def test_each_row_and_column_stands_once():
    made = markup(pd.DataFrame({"Day": ["Nov 27", "Nov 20"], "Set": ["107.5 kg × 7", "107.4 kg × 7"]}), "Bests")
    assert re.findall(r"<th scope=\"col\">([^<]*)</th>", made) == ["Day", "Set"]
    assert re.findall(r"<td>([^<]*)</td>", made) == ["Nov 27", "107.5 kg × 7", "Nov 20", "107.4 kg × 7"]


def test_tables_beside_each_other_stand_below_their_names(monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(st, "html", said.append)
    small_table.beside({"Bests <1>": pd.DataFrame({"Day": ["Nov 27"]}), "By sets": pd.DataFrame({"Set": ["3"]})})
    assert re.findall(r"<p><b>([^/]*)</b></p><div class=\"small-table\"", said[0]) == ["Bests &lt;1&gt;", "By sets"]
    assert said[0].count("<table>") == 2


def test_the_bars_of_all_rows_share_a_scale():
    heights = [_heights(picture) for picture in _pictures([[2.0, 4.0], [1.0, 0.0]])]
    assert heights[0][0] == heights[0][1] / 2 == 2 * heights[1][0]
    assert heights[1][1] == 0


def test_weeks_without_a_set_have_no_height():
    assert _heights(_pictures([[0.0, 0.0]])[0]) == [0, 0]


def test_what_the_bars_say_is_said():
    made = markup(pd.DataFrame({"Weeks": [[1.5, 2.0]]}), "Weeks", bars="Weeks", colour="#D55E00")
    assert '<img alt="1.5, 2" ' in made


def _pictures(weeks):
    made = markup(pd.DataFrame({"Weeks": weeks}), "Weeks", bars="Weeks", colour="#D55E00")
    return [base64.b64decode(each).decode() for each in re.findall(r"base64,([^\"]+)", made)]


def _heights(picture):
    return [float(height) for height in re.findall(r"<rect [^>]*height=\"([^\"]+)\"", picture)]
