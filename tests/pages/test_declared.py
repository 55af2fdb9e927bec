"""What the reader declares below the blocks."""

from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests import make


@pytest.fixture
def begun(own_store):
    """A lifting log that begins with a block of ten weeks, after twenty weeks of pain and sleep."""
    weeks = pd.date_range("2026-01-05", periods=10, freq="7D")
    sets = [row for day in weeks for row in make.lifted(f"{day:%Y-%m-%d}T18:00Z", n=6)]
    days = pd.date_range("2025-08-18", "2026-03-15")
    pain = [make.hurt(f"{day:%Y-%m-%d}", day.day % 5) for day in days]
    own_store.add(make.batch(make.file("hevy.csv", sets=sets)))
    sleep = [
        {"factor_id": str(i), "source": "test", "day": f"{day:%Y-%m-%d}", "name": "sleep_h", "value": 6 + day.day % 3}
        for i, day in enumerate(days)
    ]
    own_store.add(make.batch(make.file("diary.csv", pain=pain, factors=sleep)))
    return own_store


def below() -> None:
    from pages.kit.blocks import declared
    from tests.pages.stub import page

    declared.section(page())


def shown() -> AppTest:
    app = AppTest.from_function(below, default_timeout=60).run()
    assert not app.exception, app.exception[0].message
    return app


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


def test_a_first_start_is_proposed_declared_and_taken_back(begun):
    app = shown()
    assert "Your lifting log begins with a block." in words(app)
    next(button for button in app.button if button.label == "I did not lift before 5 Jan 2026").click().run()
    assert begun.setting("lifted_from") == "2026-01-05"
    app = shown()
    assert "You said that you did not lift before 5 Jan 2026: the days before count as 0 sets." in words(app)
    next(button for button in app.button if button.label == "Take that back").click().run()
    assert begun.setting("lifted_from") is None
    assert "Your lifting log begins with a block." in words(shown())


def test_what_blocks_are_adjusted_for_is_kept(begun):
    next(iter(shown().multiselect)).select("factor_sleep_h").run()
    assert begun.setting("block_covariates") == ["factor_sleep_h"]
    assert next(iter(shown().multiselect)).value == ["factor_sleep_h"]
