"""The hybrid reader gives what fitparse gives, field for field."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import fitparse
import numpy as np
import pytest
from fitparse.profile import MESSAGE_TYPES
from hypothesis import given
from hypothesis import strategies as st

from data.importers.fit import messages, records, walk
from tests.data.importers import fit_files
from tests.data.importers.fit_files import BYTES, RECORD, UINT8, UINT16, UINT32

# fitparse stops in the middle of these; what is read of them is tested in test_garmin_fit_damage.
# Of larger files one a category: fitparse takes its time.
LARGEST = 100_000
BROKEN = ("corrupt", "misaligned")
START = fit_files.seconds(datetime(2026, 3, 1, 7, tzinfo=UTC))
SHORT = {"enhanced_speed": "speed", "enhanced_altitude": "altitude"}


def whole(data: bytes) -> Iterator[Any]:
    """Every message by plain fitparse; sums are not checked, which would take half the time."""
    begin = 0
    while data[begin + 8 : begin + 12] == b".FIT":
        end = begin + data[begin] + int.from_bytes(data[begin + 4 : begin + 8], "little")
        yield from fitparse.UncachedFitFile(data[begin:end], check_crc=False).get_messages()
        begin = end + 2


def is_same(one: Any, other: Any) -> bool:
    """Whether two messages say the same, field for field in order."""
    if one.mesg_num != other.mesg_num or len(one.fields) != len(other.fields):
        return False
    return all(_is_same_field(*pair) for pair in zip(one.fields, other.fields, strict=True))


def _is_same_field(one: Any, other: Any) -> bool:
    if one.name != other.name or one.units != other.units or one.field_type != other.field_type:
        return False
    is_equal = one.raw_value == other.raw_value and one.value == other.value
    return is_equal or repr((one.raw_value, one.value)) == repr((other.raw_value, other.value))


def reference(message: Any) -> dict[str, float]:
    """Numeric native fields of a sample; where a wide field is stored, it wins over the short one's meaning."""
    said: dict[str, float] = {}
    implied: dict[str, float] = {}
    for f in message.fields:
        if f.raw_value is None or f.field_type == "devfield":
            continue
        value = f.raw_value if f.name == "timestamp" or not isinstance(f.value, (int, float)) else f.value
        if isinstance(value, (int, float)):
            (said if f.field_def else implied).setdefault(f.name, value)
    for wide in SHORT:
        if wide in implied:
            said.setdefault(wide, implied[wide])
    return said


def hybrid_differs(data: bytes) -> list[str]:
    """Where the hybrid and plain fitparse disagree; empty where they agree."""
    parts = walk.parts(data)
    tables = [records.read(part) for part in parts]
    columns = [{name: t.column(name).tolist() for name in {*t.names(), *SHORT}} for t in tables]
    others = frozenset(range(0xFFFF)) - {RECORD}
    small = (m for part in parts for m in messages.fitparse_messages(part, others, messages.Decoded(), 10**9))
    places = ((part, i) for part, t in enumerate(tables) for i in range(t.count))
    problems = []
    for message in whole(data):
        if message.mesg_num != RECORD:
            if not is_same(message, next(small)):
                problems.append(f"{message}")
            continue
        part, i = next(places)
        said = reference(message)
        for name, column in columns[part].items():
            expected = said.get(name, math.nan)
            found = column[i]
            if expected != found and not (math.isnan(expected) and math.isnan(found)):
                problems.append(f"sample {i} {name}: {found} is not {expected}")
    if next(small, None) or next(places, None):
        problems.append("the hybrid has messages that fitparse does not have")
    return problems


def test_every_sound_corpus_file_reads_as_with_plain_fitparse() -> None:
    n_files, seen = 0, set()
    for row, data in fit_files.corpus():
        is_large = len(data) > LARGEST and row["category"] in seen
        if row["category"] == "corrupt" or "fitparse" in row["decoders_agree"] or is_large:
            continue
        seen.add(row["category"])
        assert hybrid_differs(data) == [], row["file"]
        n_files += 1
    assert n_files >= 45


def test_names_of_columns_are_numeric_fields_of_the_profile() -> None:
    data = fit_files.activity_file().records([START], distance=[100], heart_rate=[120]).bytes()
    (part,) = walk.parts(data)
    assert records.read(part).names() == ["distance", "heart_rate", "timestamp"]


@pytest.mark.parametrize("is_big_endian", [False, True])
def test_interleaved_definitions_keep_the_order_of_samples(is_big_endian: bool) -> None:
    fit = fit_files.activity_file(is_big_endian=is_big_endian)
    for i in range(6):
        if i % 2:
            fit.records([START + i], local=1 + i % 3, heart_rate=[100 + i])
        else:
            fit.records([START + i], local=1 + i % 3, distance=[100 * i])
    data = fit.bytes()
    (part,) = walk.parts(data)
    table = records.read(part)
    assert table.column("timestamp").tolist() == [START + i for i in range(6)]
    np.testing.assert_array_equal(table.column("heart_rate"), [np.nan, 101, np.nan, 103, np.nan, 105])
    np.testing.assert_array_equal(table.column("distance"), [0, np.nan, 2, np.nan, 4, np.nan])
    assert hybrid_differs(data) == []


def test_invalid_values_are_missing_not_numbers() -> None:
    fit = fit_files.activity_file().records([START, START + 1], distance=[0xFFFFFFFF, 150], heart_rate=[0xFF, 0])
    (part,) = walk.parts(fit.bytes())
    table = records.read(part)
    np.testing.assert_array_equal(table.column("distance"), [np.nan, 1.5])
    np.testing.assert_array_equal(table.column("heart_rate"), [np.nan, 0])


def test_wide_fields_win_and_short_ones_fill_their_gaps() -> None:
    fit = fit_files.activity_file().define(1, RECORD, (253, 4, UINT32), (6, 2, UINT16), (73, 4, UINT32))
    for i, (short, wide) in enumerate([(3000, 3001), (3000, 0xFFFFFFFF), (0xFFFF, 2999)]):
        fit.raw(b"\x01", (START + i).to_bytes(4, "little"), short.to_bytes(2, "little"), wide.to_bytes(4, "little"))
    data = fit.bytes()
    (part,) = walk.parts(data)
    assert records.read(part).column("enhanced_speed").tolist() == [3.001, 3.0, 2.999]
    assert hybrid_differs(data) == []


@given(st.lists(st.tuples(st.sampled_from(["full", "short", "none", "other"]), st.integers(0, 31)), max_size=20))
def test_times_in_headers_are_those_of_fitparse(steps: list[tuple[str, int]]) -> None:
    """Samples with a full time, with five bits of it in the header, or without; other messages tell times too."""
    fit = (
        fit_files.activity_file().define(1, RECORD, (3, 1, UINT8)).define(2, RECORD, (253, 4, UINT32), (3, 1, UINT8))
    )
    fit.define(3, fit_files.EVENT, (253, 4, UINT32))
    for i, (kind, n) in enumerate(steps):
        stamp = (START + 40 * i + n).to_bytes(4, "little")
        fit.raw(
            {"short": bytes([0xA0 | n, i]), "full": b"\2" + stamp + b"\x64", "none": b"\1\7"}.get(kind, b"\3" + stamp)
        )
    data = fit.bytes()
    (part,) = walk.parts(data)
    by_fitparse = [m.get_raw_value("timestamp") for m in whole(data) if m.mesg_num == RECORD]
    expected = [math.nan if t is None else t for t in by_fitparse]
    np.testing.assert_array_equal(records.read(part).column("timestamp"), expected)


def test_speed_and_distance_in_one_field_are_read_by_fitparse() -> None:
    fit = fit_files.activity_file().define(1, RECORD, (253, 4, UINT32), (8, 3, BYTES))
    for i, (speed, distance) in enumerate([(300, 4090), (310, 50)]):
        packed = (speed | distance << 12).to_bytes(3, "little")
        fit.raw(b"\x01", (START + i).to_bytes(4, "little"), packed)
    (part,) = walk.parts(fit.bytes())
    table = records.read(part)
    assert table.column("speed").tolist() == [3.0, 3.1]
    assert table.column("distance").tolist() == [4090 / 16, (4096 + 50) / 16]


def test_a_field_of_broken_size_does_not_stop_the_others() -> None:
    """fitparse fails on an unknown field whose size is no whole number of its values."""
    fit = fit_files.activity_file().define(2, 18, (2, 4, UINT32), (200, 3, UINT16))
    fit.raw(b"\x02", START.to_bytes(4, "little"), b"\1\2\3")
    (part,) = walk.parts(fit.bytes())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        decoded = messages.decode(part, {18})
    assert decoded.n_failed == 0
    assert [m.raw["start_time"] for m in decoded.messages] == [START]


def test_undeclared_developer_fields_do_not_stop_the_others() -> None:
    fit = fit_files.activity_file()
    head = bytes([0x62, 0, 0, 18, 0, 1, 2, 4, UINT32, 1, 0, 2, 7])
    fit.raw(head, b"\x02", START.to_bytes(4, "little"), b"\1\2")
    (part,) = walk.parts(fit.bytes())
    decoded = messages.decode(part, {18})
    assert decoded.n_failed == 0
    assert [m.raw["start_time"] for m in decoded.messages] == [START]


def test_a_message_fitparse_fails_on_is_left_out_and_counted() -> None:
    """A time stored as two numbers makes fitparse raise; the messages around it are kept."""
    fit = fit_files.activity_file().add(18, (2, UINT32, START))
    fit.add(18, (2, UINT32, [START, START]), local=1).add(18, (2, UINT32, START + 9))
    (part,) = walk.parts(fit.bytes())
    decoded = messages.decode(part, {18})
    assert decoded.n_failed == 1
    assert [m.raw["start_time"] for m in decoded.messages] == [START, START + 9]


@pytest.mark.parametrize(("stored", "read"), [(500_000, 5000.0), (0xFFFFFFFF, None)])
def test_a_developer_field_never_stands_in_for_a_native_one(stored: int, read: float | None) -> None:
    fit = fit_files.activity_file()
    fit.add(207, (3, UINT8, 0), (1, BYTES, bytes(16)))
    fit.add(206, (0, UINT8, 0), (1, UINT8, 0), (2, UINT8, UINT8), (3, 0x07, "total_distance"))
    fit.raw(bytes([0x62, 0, 0, 18, 0, 1, 9, 4, UINT32, 1, 0, 1, 0]))
    fit.raw(b"\x02", stored.to_bytes(4, "little"), b"\x07")
    (part,) = walk.parts(fit.bytes())
    (message,) = messages.decode(part, {18}).messages
    assert message.values.get("total_distance") == read


def test_the_profile_still_has_the_record_fields_that_are_read() -> None:
    names = {f.name for f in MESSAGE_TYPES[RECORD].fields.values()}
    wanted = {"timestamp", "distance", "enhanced_speed", "enhanced_altitude", "heart_rate", "cadence"}
    assert wanted | {"fractional_cadence", "power", "temperature", "position_lat", "position_long"} <= names
