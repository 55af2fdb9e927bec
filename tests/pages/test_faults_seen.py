"""What readers once saw and must not see again."""

from __future__ import annotations

import re

import pandas as pd

from analytics.charts.overview import training_and_pain
from data import demo, imports
from data.store.receipt import FileLine
from data.units import METRIC
from pages.kit.files import receipts
from tests.analytics.charts.frames import LAST, blocks, daily
from tests.pages.shown import shown, text
from tests.places import ROOT


def page(name: str):
    return ROOT / "pages" / f"{name}.py"


def test_flares_are_counted_with_their_days_so_that_both_numbers_agree(own_store):
    said = text(shown(page("5_Pain"), demo_athlete="short"))
    # The demo ends today, so which days were flares depends on it.
    n_days = re.search(r"(\d+) flare days? in the 21 days in view", said)
    assert n_days is not None
    assert re.search(rf"\d flares? \({n_days[1]} days?, highest score", said)


def test_home_names_every_block_in_view(own_store):
    said = text(shown(page("1_Home"), demo_athlete="story"))
    for name in ("Hip thrusts", "Hip thrusts again", "Hip thrusts once more", "Three hundred"):
        assert name in said


def test_weekly_medians_are_not_called_day_by_day(own_store):
    for name in ("1_Home", "5_Pain"):
        assert "day by day" not in text(shown(page(name), demo_athlete="story"))


def test_a_first_day_before_the_log_is_not_offered(own_store):
    today = pd.Timestamp.today().date()
    imports.import_files(own_store, demo.files("short", today))
    app = shown(page("8_Blocks"), whose="me")
    box = next(box for box in app.date_input if box.label == "First day")
    assert box.value is None
    assert box.min >= min(own_store.load().runs["day"].min().date(), own_store.load().pain["day"].min().date())


def test_a_figure_without_bars_says_nothing_of_hatching():
    days = daily(40)
    alone = days.assign(distance_m=float("nan"), glute_sets=float("nan"))
    for seen, says in ((days, True), (alone, False)):
        figure = training_and_pain(seen, blocks(), LAST, METRIC, "light")
        assert ("Hatched" in figure.meta["subtitle"]) is says


def test_a_count_that_is_true_of_each_of_several_files_says_so():
    alike = [FileLine(f"run{i}.fit", "Garmin FIT", "imported", added={"runs": 1}).to_json() for i in range(3)]
    (line,) = receipts._lines(alike, METRIC)
    assert line == "**run0.fit** and 2 more, each: imported as Garmin FIT, 1 run."
