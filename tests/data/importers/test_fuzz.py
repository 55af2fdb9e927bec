"""Damaged files of every format give rows or a reason, soon, and nothing by halves.

`python -m bench fuzz` runs thousands.
"""

from __future__ import annotations

import numpy as np
import pytest

from bench.fuzz import damage as fuzz_damage
from bench.fuzz import importers as fuzz
from bench.fuzz import seeds as fuzz_seeds
from data import importers
from data.importers import SourceFile
from data.store.receipt import FileLine, Receipt

# Real files up to this size: larger ones only take longer.
LARGEST = 60_000


@pytest.fixture(scope="module")
def own() -> list[tuple[str, bytes]]:
    return fuzz_seeds.own()


def assert_good(findings: fuzz.Findings, n: int) -> None:
    assert findings.broken == []
    assert findings.n == n
    assert findings.slowest_s < fuzz.LONGEST_S, findings.slowest


def test_each_of_our_own_files_is_sound_before_it_is_damaged(own):
    for name, data in own:
        batch = importers.read(SourceFile(name, data), fuzz.ANSWERED)
        assert "imported" in {note.status for note in batch.files}, (name, batch.files[0].reason)


def test_damaged_files_of_our_own_are_answered(own):
    findings = fuzz.run(own, 130, seed=11)
    assert_good(findings, 130)
    assert {"imported", "skipped", "refused"} <= set(findings.statuses)
    assert findings.rows > 50


def test_damaged_real_files_are_answered():
    seeds = fuzz_seeds.real(largest=LARGEST)
    if not seeds:
        pytest.skip("the corpus of real exports is not here")
    assert_good(fuzz.run(seeds, 100, seed=12), 100)


@pytest.mark.parametrize("filler", fuzz_damage.CELL_FILLERS)
def test_a_line_of_ten_megabytes_is_answered_in_time(own, filler):
    hevy = dict(own)["hevy.csv"]
    data = hevy[:400] + filler * (fuzz_damage.LONG_LINE // len(filler)) + hevy[400:]
    findings = fuzz.Findings()
    fuzz._one(fuzz.stores.open("sqlite://"), "no. 0: hevy.csv long", data, fuzz.ANSWERED, findings)
    assert_good(findings, 1)


@pytest.mark.parametrize("kind", {k.__name__: k for k in (*fuzz_damage.ANY_KINDS, *fuzz_damage.TEXT_KINDS)}.values())
def test_every_kind_of_damage_changes_something(own, kind):
    texts = [data for name, data in own if name.endswith(".csv")]
    rng = np.random.default_rng(3)
    changed = [kind(data, texts[0], rng) != data for data in texts for _ in range(3)]
    assert sum(changed) > len(changed) / 4


def test_the_same_seed_damages_in_the_same_way(own):
    first, second = (fuzz.damaged(own, np.random.default_rng([5, 3])) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (FileLine("a", "", "imported"), "imported without a row"),
        (FileLine("a", "", "refused"), "reason ''"),
        (FileLine("a", "", "skipped", {"runs": 1}, reason="x"), "skipped with 1 rows"),
        (FileLine("a", "", "asks", reason="x"), "asks without a question"),
        (FileLine("a", "", "lost", reason="x"), "status 'lost'"),
    ],
)
def test_a_receipt_that_leaves_something_unsaid_is_found(line, said):
    assert said in fuzz.problems(Receipt("1", (line,)))[0]
    assert fuzz.problems(Receipt("1", ())) == ["no line on the receipt"]
