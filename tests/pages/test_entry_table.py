"""The table of the Log's list in words: what is missing, units, and columns that nothing fills."""

from __future__ import annotations

import pandas as pd
import pytest

from analytics.log import entries
from data import units
from pages.kit.log import entry_table

NA = float("nan")
SHOWN = pd.DataFrame(
    {
        "day": pd.to_datetime(["2026-11-28", "2026-11-27", "2026-11-26"]),
        "kind": [entries.WORKOUT, entries.RUN, entries.PAIN],
        "title": ["Hip Thrust, 3 more", None, "Pain score"],
        "note": [None, "Before <work>.", None],
        "shoe": [None, "Ghost 15", None],
        "distance_m": [NA, 16093.44, NA],
        "speed_m_s": [NA, 1609.344 / 480, NA],
        "glute_sets": [4.5, NA, NA],
        "pain": [3.0, NA, 2.0],
        "next_morning": [NA, 0.0, NA],
    }
)


@pytest.mark.parametrize(
    ("system", "heads", "date", "run"),
    [
        (units.METRIC, ["km", "/km", "Sets", "Pain", "Next"], "Sat 28 Nov ’26", ["16.1", "4:58", "–", "–", "0"]),
        (
            units.of("imperial", "en-US"),
            ["mi", "/mi", "Sets", "Pain", "Next"],
            "Sat, Nov 28 ’26",
            ["10.0", "8:00", "–", "–", "0"],
        ),
    ],
)
def test_rows_say_what_there_is_in_the_readers_units(system, heads, date, run):
    table = entry_table.of(SHOWN, system)
    lift, ran, hurt = table["rows"]
    assert [head["name"] for head in table["heads"]] == heads
    assert (lift["day"], lift["date"], lift["numbers"]) == ("2026-11-28", date, ["–", "–", "4.5", "3", "–"])
    assert (ran["title"], ran["small"], ran["numbers"]) == ("Run", "Before <work>. · Ghost 15", run)
    assert [row["name"] for row in table["rows"]] == ["Lift", "Run", "Pain"]
    assert hurt["numbers"][3] == "2"


def test_a_column_that_nothing_fills_is_left_out():
    table = entry_table.of(SHOWN[2:], units.METRIC)
    assert [head["name"] for head in table["heads"]] == ["Pain"]
    assert [row["numbers"] for row in table["rows"]] == [["2"]]


def test_every_kind_of_entry_has_a_name_and_an_icon():
    assert set(entry_table.KINDS) == set(entries.KINDS)
