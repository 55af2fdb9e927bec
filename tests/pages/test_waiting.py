"""A page shows what it has while an answer is worked out, and says of when it is."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pandas as pd
import pytest

from analytics.kept import Kept
from analytics.meanwhile import Aside, Wait
from data.units import METRIC
from pages.kit import cached, waiting
from tests import make
from tests.held import Held
from tests.pages.shown import shown, text

TODAY = date.today()
N_DAYS = 90
WORKING = "Working it out."


@pytest.fixture
def held(tmp_path, monkeypatch):
    """Answers are worked out when the test lets them."""
    executor = Held()
    kept = Kept(tmp_path / "answers", Aside(lambda: executor))
    monkeypatch.setattr(cached, "kept", lambda: kept)
    return executor


@pytest.fixture
def log(own_store, held):
    days = [TODAY - timedelta(days=n) for n in range(N_DAYS)]
    runs = [make.run(f"{day}T06:00:00Z", 5_000.0 + 100 * (n % 7)) for n, day in enumerate(days) if n % 2]
    pain = [make.hurt(f"{day}", float(n % 5)) for n, day in enumerate(days)]
    own_store.add(make.batch(make.file(runs=runs, pain=pain)))
    own_store.save_block("Bridges", days[45], days[5])
    return own_store


def an_import(store):
    """Rows from long ago change every answer."""
    store.add(
        make.batch(make.file("b.fit", pain=[make.hurt(f"{TODAY - timedelta(days=N_DAYS - 2)}", 9.0, "morning")]))
    )


@pytest.mark.parametrize("page", ["1_Home", "7_Findings", "8_Blocks"])
def test_a_page_draws_its_facts_and_then_the_answer_from_before_until_the_new_one_is_there(log, held, page):
    open_page = partial(shown, page, whose="me")
    assert WORKING in text(open_page())
    assert held.let() > 0
    assert "orking" not in text(open_page())
    an_import(log)
    assert "As of before the last change; working out the new answer." in text(open_page())


def test_a_new_block_is_drawn_at_once_and_its_answer_follows(log, held):
    app = shown("8_Blocks", whose="me")
    labels = [button.label for button in app.button if "Bridges" in button.label]
    assert labels
    assert labels[0].endswith("working it out")
    assert "What else changed" in text(app)
    assert WORKING in text(app)
    held.let()
    assert WORKING not in text(app.run())


def test_a_worker_that_fails_costs_no_answer(log, held, monkeypatch):
    app = shown("8_Blocks", whose="me")
    for future, _ in held.tasks:
        future.set_exception(MemoryError())
    held.tasks.clear()
    assert WORKING not in text(app.run())
    assert held.tasks == []


def test_the_line_names_the_oldest_day():
    days = [pd.Timestamp("2026-11-26"), pd.Timestamp("2026-11-24"), None]
    waits = [Wait(day, lambda: False) for day in days]
    assert waiting.line(waits, date(2026, 11, 27), METRIC) == "As of 24 Nov 2026; working out today's."
    assert waiting.line(waits[2:], date(2026, 11, 27), METRIC) == "Working it out."
