"""Numbered days above the story, block names below it, and the spark lines."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from defusedxml import ElementTree

from analytics.charts import marks, sparks, widths
from analytics.charts.overview import training_and_pain
from analytics.charts.theme import PHONE_PLOT_PX, TOKENS
from analytics.periods import periods
from data.units import METRIC
from tests.analytics.charts.as_plotly import as_plotly
from tests.analytics.charts.frames import LAST, blocks, daily
from tests.places import ROOT

FIRST = LAST - pd.Timedelta(days=2739)


def at(*days: int, words: str = "", when: str = "") -> list[marks.Mark]:
    return [marks.Mark(number, FIRST + pd.Timedelta(days=day), words, when) for number, day in enumerate(days, 1)]


def test_discs_that_would_touch_on_a_phone_stand_in_rows_of_their_own():
    days = at(300, 336, 370, 1_500)
    rows = marks.rows_of(days, FIRST, LAST)
    assert rows == [0, 1, 2, 0]
    px = PHONE_PLOT_PX / 2740
    for row in set(rows):
        places = [(day - FIRST).days * px for (_, day, _, _), of in zip(days, rows, strict=True) if of == row]
        assert all(later - earlier >= marks.DISC_PX for earlier, later in pairwise(places))


def test_chapters_outside_the_view_are_not_marked():
    figure = as_plotly(training_and_pain(daily(365), blocks(), LAST, METRIC, "light", chapters=at(100, 2_700)))
    assert [note.text for note in figure.layout.annotations if note.text.startswith("<b>")] == ["<b>2</b>"]
    assert sum(shape.type == "circle" for shape in figure.layout.shapes) == 1


def beside(*days: int, words: str = "Pain mostly 5", when: str = "Jul 2020") -> list[marks.Beside | None]:
    return marks.words_beside(at(*days, words=words, when=when), FIRST, LAST, TOKENS["light"])


def test_on_a_wide_screen_a_chapter_is_named_right_of_its_disc_with_its_date():
    (said,) = beside(900)
    assert said is not None
    assert not said.is_left
    assert "Pain mostly 5" in said.text
    assert "Jul 2020" in said.text
    assert "--at:wide" in said.text


def test_a_chapter_at_the_end_is_named_left_of_its_disc():
    (said,) = beside(2_730)
    assert said is not None
    assert said.is_left


def test_words_that_would_cover_the_next_disc_lose_their_date_then_change_sides_then_go():
    close, *_ = beside(900, 1_350)
    assert close is not None
    assert "Jul 2020" not in close.text or close.is_left
    crowded = beside(900, 1_000, 1_100, 1_200, 1_300)
    assert None in crowded


def test_words_of_a_chapter_are_the_readers_own_and_no_markup():
    (said,) = beside(900, words="<b>Hip</b>")
    assert said is not None
    assert "&lt;b&gt;Hip" in said.text


def test_block_names_stand_below_the_axis_in_the_figure():
    marked = blocks(("Back raises", "2025-12-01", "2025-12-20"))
    figure = as_plotly(training_and_pain(daily(200), marked, LAST, METRIC, "light"))
    name = next(note for note in figure.layout.annotations if note.text == "Back raises")
    assert (name.y, name.yanchor) == (0, "top")
    assert -name.yshift < figure.layout.margin.b


def test_a_partial_first_month_is_not_scaled_up():
    days = daily(2740).loc["2019-01-25":]
    table = periods(days, LAST, "month")
    assert table.loc["2019-01-01", "distance_m"] == pytest.approx(days.loc["2019-01", "distance_m"].sum() * 7 / 31)
    assert table.loc["2019-01-01", "is_part_distance_m"]


def heights(svg: str) -> list[float]:
    rects = [each for each in ElementTree.fromstring(svg).iter() if each.tag.endswith("rect") and "x" in each.attrib]
    return [float(each.attrib["height"]) for each in rects]


def test_bars_start_at_0_and_the_unfinished_week_is_hatched():
    svg = sparks.bars([20.0, 40.0], 10.0, "#0072B2", "light")
    low, high, now = heights(svg)
    assert low / high == pytest.approx(0.5, abs=0.01)
    assert now / high == pytest.approx(0.25, abs=0.01)
    assert svg.count("url(#hatched)") == 1


def test_a_week_not_on_record_has_no_bar():
    assert len(heights(sparks.bars([20.0, 40.0], np.nan, "#0072B2", "light"))) == 2
    assert sparks.bars([], np.nan, "#0072B2", "light") == ""


def test_pain_is_drawn_from_0_to_10():
    svg = sparks.pain_line([0.0, 10.0], 5.0, "dark")
    points = re.search(r'points="([^"]+)"', svg).group(1).split()
    bottom, top, middle = (float(point.split(",")[1]) for point in points)
    assert middle == pytest.approx((bottom + top) / 2)
    assert bottom - top == pytest.approx(sparks.HEIGHT - 2 * (sparks.DOT_PX + 1))
    assert sparks.pain_line([3.0], np.nan, "dark") == ""


def test_style_sheet_and_picture_buttons_take_the_same_width_for_wide():
    limit = f"(min-width: {widths.WIDE_PX}px)"
    assert limit in (ROOT / "pages/kit/style/page.css").read_text(encoding="utf-8")
    assert limit in (ROOT / "pages/kit/browser/pictures.js").read_text(encoding="utf-8")
