"""Files -> batches. The registry is `IMPORTERS`; a container is opened by data.importers.reading.containers.

No importer matching is a refusal that names the nearest, unless the reader has mapped such a table (`mapped`); two
matching is an error that names both.
"""

from __future__ import annotations

import csv
import dataclasses
import struct
from collections.abc import Iterable, Iterator
from types import ModuleType

from data import budget, errors, streams
from data.answers import Answers, Question
from data.batch import Batch, FileNote, Skipped
from data.importers import routes
from data.importers.own_table import mapped, unknown
from data.importers.reading import containers, table
from data.importers.reading.members import Leaf, PackedFile
from data.importers.rows.ledger import REASONS_SAID
from data.importers.source import OpenFile, Parsed, SourceFile
from data.importers.vendors import (
    apple_health,
    bearable,
    daylio,
    fitbit,
    fitbit_days,
    fitbod,
    fitnotes,
    garmin_account,
    garmin_csv,
    garmin_fit,
    garmin_sleep_csv,
    garmin_wellness,
    gpx,
    hevy,
    jefit,
    liftlog,
    liftosaur,
    lyfta,
    pain_csv,
    polar,
    runkeeper,
    strava,
    strong,
    stronglifts,
    tcx,
    whoop,
)

__all__ = [
    "IMPORTERS",
    "Answers",
    "Batch",
    "FileNote",
    "Leaf",
    "OpenFile",
    "Parsed",
    "Skipped",
    "SourceFile",
    "members",
    "parse",
    "parse_all",
    "read",
    "unfold",
]

# One a line, in the order in which the documentation names them.
IMPORTERS: tuple[ModuleType, ...] = (
    garmin_fit,
    gpx,
    tcx,
    garmin_csv,
    garmin_account,
    garmin_wellness,
    garmin_sleep_csv,
    apple_health,
    polar,
    fitbit,
    fitbit_days,
    whoop,
    strava,
    runkeeper,
    hevy,
    strong,
    fitnotes,
    fitbod,
    liftosaur,
    lyfta,
    stronglifts,
    liftlog,
    jefit,
    pain_csv,
    daylio,
    bearable,
)

# What decoders and parsers raise on bytes that are not what they claim to be.
BROKEN = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    OverflowError,
    AttributeError,
    struct.error,
    UnicodeError,
    OSError,
    RecursionError,
    csv.Error,
)


def read(source: SourceFile | OpenFile, answers: Answers | None = None) -> Batch:
    """The file (or every file in the container) as a batch. Never raises for what is in a file: the batch's
    `files` say which were refused, skipped or ask something, and why."""
    from data.importers.gathering import gather  # pandas: not for workers, which start to parse

    answers = answers or Answers()
    return gather(routes.joined(parse(leaf, answers) for leaf in unfold(source)).files)


def unfold(source: SourceFile | OpenFile) -> Iterator[SourceFile | Parsed]:
    """The file itself, or the files inside it; a part that cannot be opened comes as a refused `Parsed`."""
    return containers.unfold(source)


def members(source: SourceFile | OpenFile) -> Iterator[Leaf]:
    """As `unfold`; a zip's small members come as they lie there, for `parse` to unpack."""
    return containers.members(source)


def parse(leaf: Leaf, answers: Answers) -> Parsed:
    """One file that is no container, read; what a file is refused, skipped or asking for is in the answer."""
    if isinstance(leaf, PackedFile):
        leaf = containers.unpacked(leaf)
    if isinstance(leaf, Parsed):
        return leaf
    importer = ""
    try:
        budget.check(leaf.data, len(leaf.data) if leaf.packed is None else leaf.packed)
        module = _importer_for(leaf, answers)
        importer = module.NAME
        return _signed(module.read(leaf, answers), leaf, importer)
    except errors.Asks as asks:
        question = Question(asks.question, asks.option, asks.choices)
        return _signed(
            Parsed(status="asks", reason=asks.question, question=question, asked=_n_rows(leaf)), leaf, importer
        )
    except errors.NotTraining as sound:
        return _signed(Parsed(status="skipped", reason=str(sound)), leaf, importer)
    except errors.Refused as broken:
        return _signed(Parsed(status="refused", reason=str(broken)), leaf, importer)
    except BROKEN as error:
        reason = f"The file is damaged and cannot be read ({type(error).__name__}: {error}). Export it once more."
        return _signed(Parsed(status="refused", reason=reason), leaf, importer)


def _n_rows(leaf: SourceFile) -> int:
    """How many rows a table has below its header; 0 for what is no table."""
    try:
        return len(table.read(leaf).rows)
    except (errors.LbsdropError, *BROKEN):
        return 0


def parse_all(leaves: Iterable[Leaf], answers: Answers) -> list[Parsed]:
    """`parse` of each: what a worker process is given."""
    return [parse(leaf, answers) for leaf in leaves]


def _importer_for(source: SourceFile, answers: Answers) -> ModuleType:
    matching = [module for module in IMPORTERS if module.matches(source)]
    if len(matching) > 1:
        names = " and ".join(module.NAME for module in matching)
        raise errors.Refused(f"This could be {names}. Please report it, with the file's first line.")
    if not matching and mapped.knows(source, answers):
        return mapped
    if not matching:
        raise unknown.problem(source)
    return matching[0]


def _signed(parsed: Parsed, leaf: SourceFile, importer: str) -> Parsed:
    if parsed.status == "imported" and not any(parsed.rows.values()):
        said = "; ".join(one.reason for one in parsed.skipped[:REASONS_SAID])
        parsed = dataclasses.replace(
            parsed, status="skipped", reason=f"Nothing in it is kept: {said or 'it is empty'}."
        )
    packed = {run_id: streams.pack(samples) for run_id, samples in parsed.streams.items()}
    return dataclasses.replace(
        parsed,
        name=leaf.name,
        sha256=leaf.sha256,
        archive=leaf.archive,
        importer=importer,
        packed=packed,
        streams={},
    )
