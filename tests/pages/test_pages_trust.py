"""Review dates, what is adjusted for, and how far the answers can be trusted, as a reader meets them."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from analytics.lag.covariates import MOST
from pages.kit.findings import more, review_dates, trust
from tests.pages.shown import charts, latest_block, turned_to
from tests.pages.shown import shown as shown_page

TOGETHER, BLOCKS = "7_Findings", "8_Blocks"
pytestmark = pytest.mark.usefixtures("own_store")


def shown(page: str, details: str | None = None) -> AppTest:
    return shown_page(page, **({"details": details} if details else {}))


def text(app: AppTest) -> str:
    return "\n".join(str(element.value) for element in (*app.markdown, *app.caption))


@pytest.mark.parametrize("page", [TOGETHER, BLOCKS])
def test_a_page_says_when_it_looked_and_looks_at_today_only_when_asked(page):
    app = shown(page, more.INTERIM if page == TOGETHER else None)
    dates = re.search(r"As of the last review, [^;:]+[;:]", text(app))
    assert dates
    today = [toggle for toggle in app.toggle if toggle.label == review_dates.TODAY_INSTEAD]
    if dates.group().endswith(":"):
        assert not today
        return
    assert "interim look" not in text(app)
    today[0].set_value(True).run()
    assert not app.exception
    assert "This is an interim look" in text(app)


def test_sleep_and_stress_of_the_diary_can_be_adjusted_for_three_at_most():
    app = shown(TOGETHER, more.ADJUSTED)
    box = next(box for box in app.multiselect if box.label.startswith("Adjust for"))
    assert {"sleep", "stress"} <= set(box.options)
    assert box.proto.max_selections == MOST
    box.select("stress").run()
    assert not app.exception
    assert "Adjusted for stress, the answer" in text(app)


def test_the_page_says_how_far_it_can_be_trusted_and_tries_it_on_the_readers_own_log():
    app = shown(TOGETHER, more.TRUST)
    assert "a pair was said to go together in" in text(app)
    next(button for button in app.button if button.label == trust.TRY_IT).click().run()
    assert not app.exception
    said = r"On 200 made-up pain diaries that cannot depend on your weekly distance, lbsdrop found"
    assert re.search(said, text(app))


def test_the_measured_shares_are_those_of_the_committed_calibration():
    measured = trust._measured()
    nulls = [cell["related"] for cell in measured["joint"]["cells"] if trust._is_null(cell)]
    assert f"{100 * sum(nulls) / len(nulls):.1f} %" in trust._words(measured)
    assert len(trust._table(measured["joint"]["cells"])) == 6


def test_hard_minutes_can_be_looked_at_and_their_axis_counts_minutes():
    app = shown_page(TOGETHER, {"finding": "hard_s.flare"})
    axes = [chart["layout"].get("xaxis", {}) for chart in charts(app)]
    assert "Hard minutes" in [axis.get("title", {}).get("text") for axis in axes]
    assert not re.search(r"hard_s|\bseconds\b", text(app))
    adjusted = shown(TOGETHER, more.ADJUSTED)
    box = next(box for box in adjusted.selectbox if box.label == "Look closer at")
    assert {f"Hard minutes and {felt}" for felt in ("pain", "morning pain", "flares")} <= set(box.options)


def test_each_chart_of_a_block_has_its_weeks_one_click_below():
    app = shown(BLOCKS)
    assert len(charts(app)) == 3
    weeks = turned_to(app, f"block_{latest_block(app)}", "Week by week")
    assert len(weeks.dataframe) == 2
    for table, per in zip(weeks.dataframe, ("", r"/(?:km|mi)$"), strict=True):
        course = table.value
        assert set(course["Part"]) >= {"before", "during"}
        assert course["Expected"].str.contains(per).all()


def test_a_share_of_nothing_is_said_in_words():
    assert trust._at_most(0.0) == "none of them"
    assert trust._at_most(0.021) == "at most 2.1 %"
