"""python -m analytics, as a script would use it."""

from __future__ import annotations

import json
from datetime import date

import pytest

from analytics import commands
from data import demo_store
from data import store as stores

TODAY = "2026-06-15"


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('store') / 'demo.sqlite'}"
    for name in ("story", "null", "short"):
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


def test_where_there_is_nothing_nothing_is_found(capsys, url):
    answer = answered(capsys, url, "associations", "--athlete", "null")
    main = [row for row in answer["table"] if row["exposure"] in ("distance_7d_m", "glute_sets_28d")]
    assert main
    assert all(row["q"] > 0.10 for row in main)
    assert "Nothing to see" in answer["sentence"] or "None of" in answer["sentence"]


def test_three_weeks_are_refused_with_what_is_missing(capsys, url):
    for asked in (["associations"], ["block", "--start", "2026-06-01", "--end", TODAY]):
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


def test_an_unknown_block_names_the_known_ones(capsys, url):
    assert commands.main(["block", "nonsense", "--athlete", "story", "--store", url]) == 2
    assert stores.open(url, "story").load().blocks["name"][0] in capsys.readouterr().err


def test_a_block_without_dates_is_wrong_usage(capsys, url):
    assert commands.main(["block", "--store", url]) == 2
    assert "--start" in capsys.readouterr().err


def test_the_text_answer_begins_with_the_sentence(capsys, url):
    commands.main(["associations", "--athlete", "short", "--today", TODAY, "--store", url])
    assert capsys.readouterr().out.startswith("Cannot tell yet")
