"""python -m analytics, as a script would use it."""

from __future__ import annotations

import json
import re
from datetime import date

import pandas as pd
import pytest

from analytics import ask, blocks, commands, lag, reviews
from analytics.days import daily
from data import demo_store
from data import store as stores

TODAY = "2026-06-15"
# Two years are asked sooner than seven.
REVIEWED = "two-causes"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'demo.sqlite'}"
    for name in ("story", "null", "short", REVIEWED):
        demo_store.put(stores.open(address, name), name, date.fromisoformat(TODAY))
    return address


def answered(capsys, url, *arguments: str) -> dict:
    assert commands.main([*arguments, "--json", "--today", TODAY, "--store", url]) == 0
    return json.loads(capsys.readouterr().out)


KEYS = {"answer", "sentence", "caveats", "method", "table", "have", "need"}


def test_the_story_is_found_with_the_right_signs(capsys, url):
    answer = answered(capsys, url, "associations", "--athlete", "story")
    assert set(answer) >= KEYS
    assert answer["answer"] == "result"
    pairs = {(row["exposure"], row["outcome"]): row for row in answer["table"]}
    assert pairs["distance_7d_m", "pain"]["low"] > 0
    assert pairs["glute_sets_28d", "pain"]["high"] < 0


def test_the_curve_says_which_step_mattered_and_has_a_row_a_dose(capsys, url):
    answer = answered(capsys, url, "curve", "distance", "--athlete", "story")
    assert "is the smallest step that mattered" in answer["sentence"]
    assert len(answer["table"]) == 41
    assert set(answer["table"][0]) == {"dose", "per_week", "change", "low", "high", "n"}


def test_where_there_is_nothing_nothing_is_found(capsys, url):
    answer = answered(capsys, url, "associations", "--athlete", "null")
    main = [row for row in answer["table"] if row["exposure"] in ("distance_7d_m", "glute_sets_28d")]
    assert main
    assert all(row["q"] > 0.10 for row in main)
    assert "Nothing to see" in answer["sentence"] or "None of" in answer["sentence"]


def test_three_weeks_are_refused_with_what_is_missing(capsys, url):
    for asked in (["associations"], ["curve", "sets"], ["block", "--start", "2026-06-01", "--end", TODAY]):
        answer = answered(capsys, url, *asked, "--athlete", "short")
        assert answer["answer"] == "not_enough"
        assert answer["have"]
        assert answer["need"]


def test_the_same_seed_gives_the_same_answer_and_another_nearly_so(capsys, url):
    once, again = (answered(capsys, url, "associations", "--athlete", "null", "--seed", "1") for _ in range(2))
    assert once == again


@pytest.mark.parametrize("outcome", ["pain", "pace"])
def test_a_declared_block_can_be_named(capsys, url, outcome):
    blocks = stores.open(url, "story").load().blocks
    by_id = answered(capsys, url, "block", blocks["block_id"][0], "--athlete", "story", "--outcome", outcome)
    by_name = answered(capsys, url, "block", blocks["name"][0], "--athlete", "story", "--outcome", outcome)
    assert by_id == by_name
    assert set(by_id) >= KEYS


def test_drift_in_long_runs_is_refused_where_no_samples_are_on_record(capsys, url):
    start = str(stores.open(url, "story").load().blocks["start"].iloc[0].date())
    asked = ["block", "--start", start, "--end", TODAY, "--athlete", "story", "--outcome", "drift"]
    assert "with a heart rate all along" in answered(capsys, url, *asked)["have"]


def frames_and_days(url, athlete: str = REVIEWED):
    frames = stores.open(url, athlete).load()
    return frames, daily(frames, pd.Timestamp(TODAY))


def dates_of_the_log(url) -> reviews.Dates:
    _, days = frames_and_days(url)
    return reviews.review_date(days.index.min(), pd.Timestamp(TODAY))


def test_what_goes_together_is_that_of_the_last_review_as_on_the_page(capsys, url):
    dates = dates_of_the_log(url)
    assert dates.last < pd.Timestamp(TODAY)
    answer = answered(capsys, url, "associations", "--athlete", REVIEWED)
    frames, _ = frames_and_days(url)
    asked = lag.associations(daily(frames, dates.last), seed=ask.SEED).to_json()
    assert answer["caveats"] == [dates.say(), *asked["caveats"]]
    assert answer["table"] == asked["table"]
    assert set(answer) == KEYS | {"verdict"}


def test_the_answer_stays_until_the_next_review_and_that_asked_for_today_is_another_and_marked(capsys, url):
    next_review = dates_of_the_log(url).next
    review = answered(capsys, url, "associations", "--athlete", REVIEWED)
    eve = str((next_review - pd.Timedelta(days=1)).date())
    assert commands.main(["associations", "--athlete", REVIEWED, "--json", "--today", eve, "--store", url]) == 0
    assert json.loads(capsys.readouterr().out) == review
    interim = answered(capsys, url, "associations", "--athlete", REVIEWED, "--interim")
    assert interim["caveats"][0] == reviews.INTERIM
    assert interim["table"] != review["table"]


@pytest.mark.parametrize("outcome", ["pain", "pace"])
def test_a_block_that_goes_on_is_seen_until_its_own_last_review(capsys, url, outcome):
    end, start = pd.Timestamp(TODAY), pd.Timestamp(TODAY) - pd.Timedelta(days=100)
    asked = ["block", "--start", str(start.date()), "--end", str(end.date()), "--outcome", outcome]
    answer = answered(capsys, url, *asked, "--athlete", REVIEWED)
    frames, days = frames_and_days(url)
    until = start + pd.Timedelta(days=3 * reviews.REVIEW_DAYS)
    rows = days if outcome == "pain" else frames.runs
    seed = ask.SEED
    same = blocks.before_after(
        rows, start, end, outcome, seed=seed, until=until, others=frames.blocks, daily=days
    ).to_json()
    said = reviews.review_date(start, end, end).say()
    assert answer["caveats"] == [said, *same["caveats"]]
    assert answer["table"] == same["table"]
    interim = answered(capsys, url, *asked, "--athlete", REVIEWED, "--interim")
    assert interim["caveats"][0] == reviews.INTERIM


def test_a_block_that_is_over_has_nothing_interim(capsys, url):
    name = stores.open(url, REVIEWED).load().blocks.sort_values("start")["name"].iloc[0]
    once, interim = (
        answered(capsys, url, "block", name, "--athlete", REVIEWED, *more) for more in ([], ["--interim"])
    )
    assert once == interim
    assert "the block is over" in once["caveats"][0]


def test_before_the_first_review_today_is_answered_and_said_to_be_interim(capsys, url):
    answer = answered(capsys, url, "associations", "--athlete", "short")
    assert re.match(r"Before the first look, .*: until then this may change\.", answer["caveats"][0])


def test_the_text_answer_says_as_of_when(capsys, url):
    commands.main(["associations", "--athlete", "null", "--today", TODAY, "--store", url])
    assert "\n  As of the last review, " in capsys.readouterr().out


def test_an_unknown_block_names_the_known_ones(capsys, url):
    assert commands.main(["block", "nonsense", "--athlete", "story", "--store", url]) == 2
    assert stores.open(url, "story").load().blocks["name"][0] in capsys.readouterr().err


def test_a_block_without_dates_is_wrong_usage(capsys, url):
    assert commands.main(["block", "--store", url]) == 2
    assert "--start" in capsys.readouterr().err


def test_the_text_answer_begins_with_the_sentence(capsys, url):
    commands.main(["associations", "--athlete", "short", "--today", TODAY, "--store", url])
    assert capsys.readouterr().out.startswith("Cannot tell yet")


def test_the_units_are_those_of_the_dashboard_unless_named(capsys, url):
    store = stores.open(url, "story")
    kept = store.setting("units")
    store.keep_setting("units", "imperial")
    asked = ["associations", "--athlete", "story"]
    assert "10 mi" in answered(capsys, url, *asked)["sentence"]
    assert "10 km" in answered(capsys, url, *asked, "--units", "metric")["sentence"]
    store.keep_setting("units", kept)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["associations", "--athlete", "nobody"], "There is no athlete nobody in this store, only"),
        (["block", "--athlete", "story", "--start", "2024-01-01"], "--end is missing"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_is_missing(capsys, url, arguments, says):
    assert commands.main([*arguments, "--store", url]) == commands.WRONG_USAGE
    assert says in capsys.readouterr().err


def test_a_date_that_is_none_is_said_in_words(capsys):
    with pytest.raises(SystemExit):
        commands.main(["block", "--start", "31.12.2024"])
    assert "'31.12.2024' is no date; write it as 2026-05-31" in capsys.readouterr().err
