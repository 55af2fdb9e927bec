"""Files that are cut, flipped or never closed: what is whole is read, what is lost is told, nothing hangs."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import streams
from data.importers import Answers, SourceFile, parse
from data.importers.fit import checksum, layout, walk
from data.importers.source import Parsed
from tests.data.importers.fit_files import SESSION, Fit, activity_file, seconds, session, slow_crc

START = datetime(2026, 3, 1, 7, tzinfo=UTC)
AT = seconds(START)
HOME = Answers(timezone="Europe/Berlin")


def run_file(n: int = 100) -> Fit:
    fit = activity_file().add(SESSION, *session(START, timer=1000 * n, distance=300 * n, hr=140))
    return fit.records(range(AT, AT + n), heart_rate=[140] * n)


def read(data: bytes) -> Parsed:
    return parse(SourceFile("run.fit", data), HOME)


@given(st.binary(max_size=2000))
def test_the_checksum_is_that_of_the_protocol(data: bytes) -> None:
    assert checksum.crc(data) == slow_crc(data)


def test_the_checksum_of_nothing_is_zero_and_of_a_known_text_is_known() -> None:
    """CRC-16/ARC of "123456789" is 0xBB3D (catalogue of parametrised CRC algorithms)."""
    assert checksum.crc(b"") == 0
    assert checksum.crc(b"123456789") == 0xBB3D


def test_a_sound_file_has_no_warnings() -> None:
    assert read(run_file().bytes()).warnings == ()
    assert read(run_file().bytes(header_size=12)).warnings == ()


def test_a_header_checksum_of_zero_is_valid() -> None:
    data = run_file().bytes()
    without = data[:12] + b"\0\0" + data[14:-2]
    assert read(without + struct.pack("<H", slow_crc(without))).warnings == ()


def test_a_wrong_checksum_is_a_warning_not_a_refusal() -> None:
    data = bytearray(run_file().bytes())
    data[-1] ^= 0xFF
    parsed = read(bytes(data))
    assert len(parsed.rows["runs"]) == 1
    assert "checksum" in parsed.warnings[0]


def test_a_cut_file_gives_the_whole_messages_before_the_cut() -> None:
    data = run_file().bytes()
    parsed = read(data[:-58])
    (part,) = walk.parts(data[:-58])
    assert part.count(layout.RECORD) == 90
    assert "breaks off: 60 of" in parsed.warnings[0]
    assert parsed.rows["runs"][0]["duration_s"] == 100


def test_a_size_that_counts_header_and_checksum_in_is_no_damage() -> None:
    fit = run_file()
    assert read(fit.bytes(data_size=len(fit.body) + 16)).warnings == ()


def test_a_recording_that_was_never_closed_is_read_whole() -> None:
    body = run_file().bytes(data_size=0)[:-2]
    parsed = read(body)
    assert len(parsed.rows["runs"]) == 1
    assert "never closed" in parsed.warnings[0]


def test_damage_in_the_middle_is_stepped_over() -> None:
    """The header byte of the 51st sample names a local type nobody defined; the 50th is doubted, too."""
    data = bytearray(run_file().bytes())
    data[-302] = 0x0F
    (part,) = walk.parts(bytes(data))
    assert part.count(layout.RECORD) == 98
    assert "damaged from byte 382 on: 6 of 682 bytes" in part.damage[0]
    assert len(read(bytes(data)).rows["runs"]) == 1


def test_missing_bytes_are_stepped_over_and_no_sample_is_made_up() -> None:
    data = run_file().bytes()
    parsed = read(data[:-300] + data[-297:])
    ((run_id, blob),) = parsed.packed.items()
    times = streams.unpack(run_id, blob)["t_s"]
    assert len(times) >= 97
    assert times.max() == 99


def test_damage_without_end_says_how_much_is_lost() -> None:
    data = run_file().bytes()
    (part,) = walk.parts(data[:-302] + b"\x0f" * 302)
    assert part.count(layout.RECORD) == 49
    assert "44 % of it is lost" in part.damage[0]


def test_bytes_behind_the_end_are_told() -> None:
    assert "behind the end" in read(run_file().bytes() + b"hello").warnings[0]
    assert read(run_file().bytes() + bytes(600)).warnings == ()


@pytest.mark.parametrize(
    "data", [b"\x0e\x20\x9d\x08\0\0\0\0.FIT\x6c\xc2\0\0", b"\x0c\0\0\0\0\0\0\0.FIT", b"\0" * 8 + b".FIT"]
)
def test_empty_files_are_refused_with_advice(data: bytes) -> None:
    parsed = read(data)
    assert parsed.status == "refused"
    assert parsed.reason.endswith("Copy it from the watch or export it once more.")


def test_every_length_of_a_cut_file_is_read_or_answered() -> None:
    data = run_file(5).bytes()
    for n in range(len(data)):
        parsed = read(data[:n])
        assert parsed.status in {"imported", "skipped", "refused"}
        assert parsed.status == "imported" or parsed.reason


def test_no_byte_behind_the_declared_end_is_read() -> None:
    """The checksum and what follows could pass for messages; they are not."""
    fit = run_file(3)
    fit_bytes = fit.bytes()
    more = fit_bytes[:-2] + b"\x01" + b"\0" * 5 + b"\x01" + b"\0" * 5
    (part,) = walk.parts(more)
    assert part.count(layout.RECORD) == 3


def test_messages_are_counted_up_to_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MAX_MESSAGES", 50)
    (part,) = walk.parts(run_file(100).bytes())
    assert sum(span.n for span in part.spans()) < 50
    assert part.damage


def test_definitions_without_fields_end() -> None:
    fit = activity_file().define(1, 20).raw(b"\x01" * 1000)
    (part,) = walk.parts(fit.bytes())
    assert part.count(layout.RECORD) == 1000
    assert read(fit.bytes()).status == "skipped"
