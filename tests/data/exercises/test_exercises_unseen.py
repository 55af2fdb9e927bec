"""Names held out of the labelled table, and names typed from memory: how many are known, and how many wrongly."""

from __future__ import annotations

import csv
from collections import Counter

import pytest

from bench.calibration.exercises import by_rules, never_seen, score, split
from data import exercises, importers
from data.exercises import tables
from data.importers import Answers, SourceFile
from data.importers.gathering import gather
from tests.places import FIXTURES

TYPED = FIXTURES / "exercise_names.csv"


@pytest.mark.parametrize("seed", range(3))
def test_of_names_never_seen_nine_in_ten_are_known_and_one_in_a_hundred_may_be_wrong(seed):
    kept, held = split(seed)
    found = score(by_rules(kept), never_seen(kept, held))
    assert found.n > 250
    assert found.exact >= 94
    assert found.wrong <= 0.7


def test_the_rules_alone_know_the_labelled_names():
    found = score(by_rules([]), tables.alias_rows())
    assert found.exact >= 97
    assert found.wrong <= 0.2


def typed_names(number):
    with TYPED.open() as lines:
        return [row for row in csv.DictReader(lines) if row["round"] == number]


def verdict(row):
    """'right', 'asked' or 'wrong'; a share stands for any exercise with that share, '?' for asking."""
    answer, meant = exercises.match(row["raw_name"]).exercise, row["meant"]
    if answer is None:
        return "right" if meant == tables.ASK else "asked"
    share = float(meant) if meant[0].isdigit() else tables.share(meant) if meant != tables.ASK else None
    return "right" if tables.share(answer) == share else "wrong"


@pytest.mark.parametrize(("number", "known", "wrong"), [("1", 0.9, 2), ("2", 0.97, 0)])
def test_names_typed_from_memory_are_known(number, known, wrong):
    rows = typed_names(number)
    verdicts = Counter(verdict(row) for row in rows)
    assert verdicts["wrong"] <= wrong
    assert verdicts["right"] / len(rows) >= known


def test_nearly_all_sets_of_real_exports_are_named(corpus):
    told = Answers(load_unit="lb", distance_unit="mi", timezone="UTC")
    paths = [path for app in ("hevy", "strong", "fitnotes") for path in sorted((corpus / "csv" / app).iterdir())]
    batch = gather(importers.parse(SourceFile(path.name, path.read_bytes()), told) for path in paths)
    named = batch.frames.sets["exercise"]
    assert len(named) > 10_000
    assert named.isna().mean() < 0.002
