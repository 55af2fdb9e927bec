"""The reader's weeks start where the reader says, on every page and at the next visit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from data.batch import Batch
from tests import make
from tests.pages.shown import metrics, shown

SUNDAYS, MONDAYS = {"whose": "me", "units": "metric", "weeks_from": "Sunday"}, {"whose": "me", "units": "metric"}


def run_on(day: date) -> Batch:
    return make.batch(make.file(runs=[make.run(f"{day}T08:00Z", distance_m=10_000.0)]))


@pytest.mark.skipif(date.today().weekday() == 6, reason="On a Sunday both weeks hold today.")
def test_the_distance_of_this_week_counts_from_the_day_on_which_weeks_start(own_store):
    today = date.today()
    own_store.add_pain(day=today, score=1.0)
    own_store.add(run_on(today - timedelta(days=today.weekday() + 1)))
    run_this_week = {
        name: next(iter(metrics(shown("1_Home", **chosen)).values()))[0]
        for name, chosen in (("Mon", MONDAYS), ("Sun", SUNDAYS))
    }
    assert not run_this_week["Mon"].startswith("10") and run_this_week["Sun"].startswith("10")


def test_the_choice_is_kept_for_the_next_visit(own_store):
    own_store.add_pain(day=date.today(), score=1.0)
    shown("1_Home", **SUNDAYS)
    assert own_store.setting("weeks_from") == "Sunday"
    again = shown("5_Pain", **MONDAYS)
    assert next(group for group in again.get("button_group") if group.key == "weeks_from").value == "Sunday"
