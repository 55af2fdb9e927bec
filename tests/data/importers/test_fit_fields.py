"""Fields read where they lie are those of fitparse; messages of kinds that take turns are all found."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from data.importers.fit import fields, messages, walk
from data.importers.fit.layout import Part
from tests.data.importers import fit_files
from tests.data.importers.fit_files import RECORD, UINT8, UINT16, UINT32

START = fit_files.seconds(datetime(2026, 3, 1, 7, tzinfo=UTC))
FIRST = 5
READ = frozenset(
    (
        messages.FILE_ID,
        messages.SPORT,
        messages.SESSION,
        messages.LAP,
        messages.EVENT,
        messages.WORKOUT_STEP,
        messages.ACTIVITY,
        messages.SET,
        messages.EXERCISE_TITLE,
    )
)


def said(message: Any) -> dict[str, tuple[Any, Any]]:
    """Name -> (raw, value) of the fields that a fitparse message stores itself; times have no value."""
    found: dict[str, tuple[Any, Any]] = {}
    for f in message.fields:
        if f.raw_value is None or f.field_type == "devfield" or f.field_def is None or f.field is None:
            continue
        value = f.raw_value if isinstance(f.value, datetime) else f.value
        for name in {f.name, f.parent_field.name if f.parent_field else f.name}:
            found.setdefault(name, (f.raw_value, value))
    return found


def differs(part: Part, number: int) -> list[str]:
    """Where `fields` and fitparse disagree about the first messages of a kind that are read where they lie."""
    decoded = messages.decode(part, {number}, limit=FIRST)
    by_fitparse = messages.fitparse_messages(part, frozenset({number}), messages.Decoded(), FIRST)
    problems = []
    for found, message in zip(decoded.messages, by_fitparse, strict=True):
        read = {name: (found.raw[name], value) for name, value in found.values.items()}
        if repr(sorted(read.items())) != repr(sorted(said(message).items())):
            problems.append(f"{message.name}: {read} is not {said(message)}")
    return problems


def test_every_field_of_the_corpus_is_that_of_fitparse() -> None:
    n_read = n_left = 0
    for row, data in fit_files.corpus():
        for part in walk.parts(data):
            wanted = [d for number in READ for d in part.of(number)]
            if part.has_compressed_times or not all(map(fields.is_plain, wanted)):
                n_left += 1
                continue
            assert [said for number in READ for said in differs(part, number)] == [], row["file"]
            n_read += 1
    assert n_read > 10 * n_left


@pytest.mark.parametrize(("sport", "name"), [(1, "avg_running_cadence"), (2, "avg_cadence")])
def test_a_sub_field_is_chosen_by_another_field_of_the_message(sport: int, name: str) -> None:
    fit = fit_files.activity_file().add(18, (5, 0x00, sport), (18, UINT8, 84))
    (message,) = messages.decode(walk.parts(fit.bytes())[0], {18}).messages
    assert {name, "avg_cadence"} == set(message.values) - {"sport"}
    assert message.values["avg_cadence"] == message.raw[name] == 84


def test_a_field_without_a_value_is_missing() -> None:
    fit = fit_files.activity_file().add(18, (5, 0x00, 0xFF), (16, UINT8, 0xFF), (9, UINT32, 500_000))
    (message,) = messages.decode(walk.parts(fit.bytes())[0], {18}).messages
    assert dict(message.values) == {"total_distance": 5000.0}
    assert "sport" not in message.values


@pytest.mark.parametrize("at_once", [walk.AT_ONCE, 64])
@pytest.mark.parametrize("n", [1, 64, 65, 500])
@pytest.mark.parametrize("n_cut", [0, 1, 9])
def test_messages_that_take_turns_are_all_found(
    n: int, n_cut: int, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sample of 8 bytes and a heartbeat of 3 by turns, cut off within the last ones."""
    monkeypatch.setattr(walk, "AT_ONCE", at_once)
    fit = fit_files.activity_file().define(1, RECORD, (253, 4, UINT32), (3, 1, UINT8), (4, 2, UINT16))
    fit.define(2, 0xFF00, (0, 2, UINT16))
    for i in range(n):
        fit.raw(b"\x01", (START + i).to_bytes(4, "little"), bytes([i % 200]), b"\0\0", b"\x02\x01\x02")
    data = fit.bytes()
    (part,) = walk.parts(data[: len(data) - 2 - n_cut] if n_cut else data)
    n_samples, n_beats = n - (n_cut > 3), n - (n_cut > 0)
    assert (part.count(RECORD), part.count(0xFF00)) == (n_samples, n_beats)
    assert [data[at + 5] for d in part.of(RECORD) for at in d.starts().tolist()] == [
        i % 200 for i in range(n_samples)
    ]


def test_kinds_that_take_turns_end_at_an_unknown_header_byte() -> None:
    fit = fit_files.activity_file().define(1, RECORD, (3, 1, UINT8)).define(2, 0xFF00, (0, 1, UINT8))
    fit.raw(b"\x01\x07\x02\x08" * 10, b"\x09\x09\x09")
    (part,) = walk.parts(fit.bytes())
    assert (part.count(RECORD), part.count(0xFF00)) == (10, 10)


@pytest.mark.parametrize("n_samples", [20, 7])
def test_no_more_messages_are_walked_than_the_limit(n_samples: int, monkeypatch: pytest.MonkeyPatch) -> None:
    fit = fit_files.activity_file().define(1, RECORD, (3, 1, UINT8)).raw(b"\x01\x07" * 20)
    monkeypatch.setattr(walk, "MAX_MESSAGES", 3 + n_samples)  # two definitions and the file's own message in front
    (part,) = walk.parts(fit.bytes())
    assert part.count(RECORD) == n_samples
    assert (
        part.of(RECORD)[0].starts().tolist() == [len(fit.bytes()) - 2 - 2 * i for i in range(20, 0, -1)][:n_samples]
    )


def test_messages_go_with_the_definition_that_stands_before_them() -> None:
    """A local type that means samples, then something else, then samples again."""
    fit = fit_files.activity_file()
    for number in (RECORD, 0xFF00, RECORD):
        fit.define(1, number, (3, 1, UINT8)).raw(b"\x01\x07" * 3)
    (part,) = walk.parts(fit.bytes())
    first, second = part.of(RECORD)
    (other,) = part.of(0xFF00)
    assert [len(d.starts()) for d in (first, other, second)] == [3, 3, 3]
    assert first.starts()[-1] < other.starts()[0] < other.starts()[-1] < second.starts()[0]
