"""Made FIT files of a run and what is read of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from data import streams
from data.importers import Answers, SourceFile, parse
from data.importers.source import Parsed
from tests.data.importers.fit_files import (
    SESSION,
    Fit,
    activity_file,
    seconds,
    session,
)

START = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
AT = seconds(START)
HOME = Answers(timezone="America/New_York")
TITLES = 264


def read(fit: Fit, answers: Answers = HOME) -> Parsed:
    return parse(SourceFile("run.fit", fit.bytes()), answers)


def run_of(fit: Fit, answers: Answers = HOME) -> dict[str, Any]:
    (run,) = read(fit, answers).rows["runs"]
    return dict(run)


def plain_run(**said: int) -> Fit:
    return activity_file().add(SESSION, *session(START, **({"timer": 1_800_000, "distance": 500_000} | said)))


def samples_of(parsed: Parsed) -> Any:
    ((run_id, blob),) = parsed.packed.items()
    return streams.unpack(run_id, blob)
