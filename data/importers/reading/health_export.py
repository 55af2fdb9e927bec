"""Apple Health's export.xml of any size -> the little of it that is used, in flat memory.

Ten years of a watch are 2 GB of single heart beats and steps. The file passes in pieces; entries that are not used
are dropped as soon as they are complete. What is left is a file of the same kind; sifting it again changes nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, cast
from xml.etree.ElementTree import Element, ParseError, XMLParser, XMLPullParser, tostring

from data import budget, errors
from data.importers.reading import markup

RESTING_HR = "HKQuantityTypeIdentifierRestingHeartRate"
HRV = "HKQuantityTypeIdentifierHeartRateVariabilitySDNN"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
RECORDS = frozenset((RESTING_HR, HRV, SLEEP))
# What is kept of a record, and of what belongs to a workout; pauses, laps and devices are not.
RECORD_VALUES = ("type", "unit", "startDate", "endDate", "value")
WORKOUT_PARTS = frozenset(("WorkoutStatistics", "MetadataEntry", "WorkoutRoute"))
DAMAGED = "Damaged"

_CHUNK = 1 << 20
_HEAD_BYTES = 4_096
# The largest entry seen, an hour's beats inside one record, has some 10 kB.
MAX_ENTRY_BYTES = 4_000_000


def begins(head: bytes) -> bool:
    """Whether a file with these first bytes is Apple Health's export.xml."""
    start = head[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and (b"<!DOCTYPE HealthData" in start or b"<HealthData" in start)


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """The file from its beginning, a megabyte at a time."""
    file.seek(0)
    return iter(lambda: file.read(_CHUNK), b"")


def sift(pieces: Iterator[bytes]) -> bytes:
    """The export with nothing in it but workouts, sleep, resting heart rate and HRV.

    Of a damaged export every entry that ends before the damage, and an element `Damaged` with the line. Raises
    errors.Refused for entities, for an entry without end, and where too much is left.
    """
    sieve = _Sieve()
    try:
        for piece in _guarded(pieces):
            sieve.feed(piece)
        sieve.parser.close()
    except (ParseError, ValueError) as error:
        sieve.break_off(error.position[0] if isinstance(error, ParseError) else 0)
    return sieve.finished()


def _guarded(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, once the part in which entities can be declared was looked through."""
    head = b""
    for piece in pieces:
        head += piece
        if len(head) > markup.MOST_BEFORE:
            break
    markup.guard(head)
    yield head.lstrip(b"\xef\xbb\xbf \t\r\n")
    yield from pieces


class _Sieve:
    """The parser with what was kept so far."""

    def __init__(self) -> None:
        # Whatever a damaged first line says. Entities were refused before.
        utf_8 = XMLParser(encoding="utf-8")  # noqa: S314
        self.parser: XMLPullParser[Element] = XMLPullParser(events=("start", "end"), _parser=utf_8)
        self.root: Element | None = None
        self.depth = 0
        self.whole: Element | None = None  # the last entry that has ended
        self.kept = io.BytesIO()
        self.kept.write(b"<HealthData>\n")
        self.n_waiting = 0

    def feed(self, piece: bytes) -> None:
        """Reads on; drops or keeps the entries that are complete, all but the last."""
        self.parser.feed(piece)
        for event, element in cast(Iterator[tuple[str, Element]], self.parser.read_events()):
            if event == "end":
                self.depth -= 1
                if self.depth == 1:
                    self.whole = element
            else:
                self.depth += 1
                self.root = element if self.root is None else self.root
        self.n_waiting += len(piece)
        if self.root is not None and len(self.root) > 1:
            self._take(self.root[:-1])
            del self.root[:-1]
            self.n_waiting = 0
        if self.n_waiting > MAX_ENTRY_BYTES:
            raise errors.Refused("One entry of it has no end: it is damaged. Export it once more from Apple Health.")

    def _take(self, entries: list[Element]) -> None:
        for entry in entries:
            if entry.tag == "Record" and entry.get("type") in RECORDS:
                self.keep(Element("Record", {name: entry.get(name, "") for name in RECORD_VALUES}))
            elif entry.tag == "Workout":
                entry[:] = [part for part in entry if part.tag in WORKOUT_PARTS]
                entry.attrib.pop("device", None)
                self.keep(entry)
            elif entry.tag == DAMAGED:
                self.keep(entry)

    def keep(self, entry: Element) -> None:
        """One entry more."""
        entry.tail = None
        self.kept.write(tostring(entry) + b"\n")
        if self.kept.tell() > budget.MAX_FILE_BYTES:
            raise errors.Refused(budget.over("has workouts and nights of more than", budget.MAX_FILE_BYTES))

    def break_off(self, line: int) -> None:
        """Notes the damage and drops the last entry where the damage is inside it."""
        self.keep(Element(DAMAGED, line=str(line)))
        if self.root is not None and len(self.root) and self.root[-1] is not self.whole:
            del self.root[-1]

    def finished(self) -> bytes:
        """All that was kept, as a file."""
        if self.root is not None:
            self._take(self.root[:])
        self.kept.write(b"</HealthData>\n")
        return self.kept.getvalue()
