"""Damaged files of every kind are answered, soon."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.fuzz import fit as fit_fuzz
from data.importers import Answers, SourceFile, parse
from tests.data.importers import fit_files

START = datetime(2026, 3, 1, 7, tzinfo=UTC)
HOME = Answers(timezone="Europe/Berlin")


def own_files() -> list[bytes]:
    at = fit_files.seconds(START)
    run = fit_files.activity_file().add(fit_files.SESSION, *fit_files.session(START, timer=60_000, distance=20_000))
    run.records(range(at, at + 60), heart_rate=[140] * 60, distance=range(0, 18_000, 300))
    lift = fit_files.activity_file(is_big_endian=True)
    lift.add(fit_files.SESSION, *fit_files.session(START, fit_files.TRAINING, fit_files.STRENGTH, timer=60_000))
    for i in range(5):
        lift.add(
            fit_files.SET, (6, fit_files.UINT32, at + i), (5, fit_files.ENUM, 1), (7, fit_files.UINT16, [10, 28])
        )
    return [run.bytes(), lift.bytes()]


def assert_all_answered(findings: fit_fuzz.Findings, n: int) -> None:
    assert findings.escaped == []
    assert sum(findings.statuses.values()) == n
    assert findings.slowest_s < fit_fuzz.LONGEST_S, findings.slowest


def test_damaged_files_of_our_own_are_answered() -> None:
    findings = fit_fuzz.run(own_files(), 150, seed=2)
    assert_all_answered(findings, 150)
    assert set(findings.statuses) == {"imported", "skipped", "refused"}


def test_damaged_real_files_are_answered() -> None:
    fit_files.manifest()
    assert_all_answered(fit_fuzz.run(fit_fuzz.corpus(largest=150_000), 150, seed=3), 150)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.sampled_from([12, 14]), st.booleans())
def test_any_bytes_behind_a_header_are_answered(body: bytes, header_size: int, says_activity: bool) -> None:
    lead = fit_files.activity_file().body if says_activity else b""
    data = fit_files.Fit().raw(lead, body).bytes(header_size=header_size)
    parsed = parse(SourceFile("any.fit", data), HOME)
    assert parsed.status in {"imported", "skipped", "refused"}
    assert parsed.status == "imported" or parsed.reason
