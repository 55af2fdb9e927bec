"""The answers on the demo athletes are those on file: moving code about must not change a figure.

Where a method is meant to change, `python -m tests.answers_of` writes the file anew; the change then shows in review.
"""

from __future__ import annotations

import json

import pytest

from tests import answers_of

ON_FILE = json.loads(answers_of.FILE.read_text())
# Linear algebra differs in the last digits from machine to machine.
TOLERANCE = 1e-4


@pytest.mark.parametrize("name", ON_FILE)
def test_every_figure_is_as_it_was(name):
    found = json.loads(json.dumps(answers_of.answers_of(name)))
    assert list(differences(ON_FILE[name], found)) == []


def test_a_changed_figure_would_be_noticed():
    assert list(differences({"a": [1.0, 2.0]}, {"a": [1.0, 2.1]})) == ["a.1: 2.0 -> 2.1"]


def differences(before, after, where=""):
    """'associations.table.3.r: 0.1 -> 0.2' for every figure that is not what it was."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in sorted(before.keys() | after.keys()):
            yield from differences(before.get(key, "absent"), after.get(key, "absent"), f"{where}.{key}".lstrip("."))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from differences(one, other, f"{where}.{i}")
    elif isinstance(before, float) and isinstance(after, float | int):
        if before != pytest.approx(after, rel=TOLERANCE, abs=TOLERANCE):
            yield f"{where}: {before} -> {after}"
    elif before != after:
        yield f"{where}: {before} -> {after}"
