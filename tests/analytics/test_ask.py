"""An answer is worked out again only when what it was computed from changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from analytics import ask, blocks, lag
from analytics.ask import Log
from analytics.kept import Kept
from analytics.lag import Pair
from analytics.result import NotEnough
from data import demo_store
from data import store as stores
from data.units import IMPERIAL, METRIC

TODAY = date(2026, 11, 5)
# Two years: long enough for every answer.
ATHLETE = "two-causes"


MILEAGE = Pair("distance_7d_m", "pain", ())


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = stores.open(f"sqlite:///{tmp_path_factory.mktemp('ask') / 'own.sqlite'}", ATHLETE)
    demo_store.put(made, ATHLETE, TODAY)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory, store):
    """The kept answers of one visit to every page."""
    folder = tmp_path_factory.mktemp("answers")
    visit(log_of(store, folder))
    return folder


def log_of(store, folder):
    return Log(store.load(), pd.Timestamp(TODAY), Kept(folder))


def visit(log):
    """The statistics of all pages."""
    look = ask.reviews.look(log.first_day, log.today)
    block = log.frames.blocks.sort_values("start").iloc[-1]
    pairs = ask.associations(log, look)
    return {
        "associations": pairs,
        "curve": ask.curve(log, look, pairs.of(MILEAGE)),
        "pain": ask.pain_before_after(log, block["start"], block["end"]),
        "pace": ask.pace_before_after(log, block["start"], block["end"]),
        "trend": ask.pace_trend(log, lambda _: {}),
    }


def test_a_page_opened_again_computes_nothing_even_after_a_restart(store, folder):
    log = log_of(store, folder)
    visit(log)
    assert log.kept.n_computed == 0


def test_units_are_asked_of_the_words_alone(store, folder):
    log = log_of(store, folder)
    found = visit(log)
    for units in (METRIC, IMPERIAL):
        assert lag.say(found["associations"], units).sentence
        assert blocks.say(found["pain"], units).sentence
    assert log.kept.n_computed == 0


def test_a_score_of_today_leaves_every_answer_as_of_the_last_review(store, folder):
    entry = store.add_pain(day=TODAY, time="06:10", score=7.0, flare=None, moment="morning", site="low_back", note="")
    log = log_of(store, folder)
    visit(log)
    assert log.kept.n_computed == 0
    assert entry is None or entry


def test_an_older_score_is_worked_in(store, folder):
    store.add_pain(day=date(2026, 9, 1), time=None, score=9.0, flare=None, moment="evening", site="low_back", note="")
    log = log_of(store, folder)
    found = visit(log)
    assert log.kept.n_computed >= 2
    assert not isinstance(found["associations"], NotEnough)


def test_a_block_added_elsewhere_leaves_the_others_answers(store, folder):
    visit(log_of(store, folder))
    store.save_block("Later", date(2026, 10, 20), date(2026, 11, 1), kind="strength")
    log = log_of(store, folder)
    first = log.frames.blocks.sort_values("start").iloc[0]
    ask.pain_before_after(log, first["start"], first["end"])
    before = log.kept.n_computed
    again = log_of(store, folder)
    ask.pain_before_after(again, first["start"], first["end"])
    assert (before, again.kept.n_computed) == (1, 0)


def test_what_the_reader_declares_is_read_from_the_settings_and_asked_with():
    assert ask.declared({}) == ask.Declared()
    kept = {"lifted_from": "2024-11-03", "block_covariates": ["factor_sleep_h"], "units": "metric"}
    assert ask.declared(kept) == ask.Declared(pd.Timestamp("2024-11-03"), ("factor_sleep_h",))


def test_a_declared_start_of_lifting_reaches_the_daily_frame(store):
    frames, today = store.load(), pd.Timestamp(TODAY)
    later = frames.sets[frames.sets["day"] >= pd.Timestamp("2025-06-01")]
    first = later["day"].min()
    plain = Log(replace(frames, sets=later), today, Kept(None))
    declared = replace(plain, declared=ask.Declared(first))
    before = declared.daily.index < first - pd.Timedelta(days=28)
    assert plain.daily.loc[before, "glute_sets"].isna().all()
    assert declared.daily.loc[before, "glute_sets"].eq(0).all()
