"""Everything in a FIT file that is not a sample.

Messages are read where they lie (`fields`). In parts with times in headers, or with times and packed fields of odd
size, fitparse reads them: the wanted ones are copied into a small FIT of their own, with the definitions they need.
What makes it fail is left out.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import fitparse

from data.importers.fit.fields import Fields, is_plain, sound_base
from data.importers.fit.layout import BYTE, Definition, Field, Part, Span

FILE_ID, SPORT, SESSION, LAP, EVENT, WORKOUT, WORKOUT_STEP = 0, 12, 18, 19, 21, 26, 27
ACTIVITY, SET, EXERCISE_TITLE = 34, 225, 264
_FIELD_DESCRIPTION, _DEVELOPER_DATA_ID = 206, 207
_DECLARATIONS = frozenset({_FIELD_DESCRIPTION, _DEVELOPER_DATA_ID})
# What fitparse raises on bytes that are not what they claim to be; its own errors are ValueErrors.
DECODER_ERRORS = (
    ValueError, KeyError, TypeError, IndexError, OverflowError, AttributeError, ZeroDivisionError, struct.error
)  # fmt: skip
# fitparse reads some 10,000 messages a second; a day of events is below a tenth of this.
MAX_DECODED = 20_000
# Messages that fitparse may fail on before the rest is given up.
MAX_FAILURES = 20
# A field number that no message of the profile uses, for bytes whose meaning is unknown.
_NAMELESS = 255


@dataclass(frozen=True)
class Message:
    """One data message: native fields by name, the first that has a value; developer fields are left out.

    `values` are scaled and named as fitparse does, `raw` are the numbers as stored, and only there are times sure to
    be instants. A sub-field also stands under its parent's name (avg_running_cadence is avg_cadence).
    """

    number: int
    values: Mapping[str, Any] = field(default_factory=dict)
    raw: Mapping[str, Any] = field(default_factory=dict)


@dataclass
class Decoded:
    """The messages that could be decoded, in file order, and how many could not."""

    messages: list[Message] = field(default_factory=list)
    n_failed: int = 0

    def of(self, number: int) -> list[Message]:
        """The messages with this global number."""
        return [m for m in self.messages if m.number == number]


def decode(part: Part, numbers: Iterable[int], *, limit: int = MAX_DECODED) -> Decoded:
    """The part's messages with these global numbers, reading at most `limit` messages."""
    decoded = Decoded()
    wanted = frozenset(numbers)
    if not part.has_compressed_times and all(
        is_plain(d) for d in part.definitions if d.number in wanted and d.places
    ):
        decoded.messages += _where_they_lie(part.data, _capped(part.spans(wanted), limit))
        return decoded
    for message in fitparse_messages(part, wanted | _DECLARATIONS, decoded, limit):
        if message.mesg_num in wanted:
            decoded.messages.append(native(message))
    return decoded


def _where_they_lie(data: bytes, spans: Iterable[Span]) -> Iterator[Message]:
    for definition, start, n in spans:
        for at in range(start, start + n * definition.stride, definition.stride):
            values, raw = (Fields(data, at, definition, is_raw=is_raw) for is_raw in (False, True))
            yield Message(definition.number, values, raw)


def native(message: Any) -> Message:
    """A fitparse message as ours."""
    values: dict[str, Any] = {}
    raw: dict[str, Any] = {}
    for data in message.fields:
        if data.raw_value is None or data.field_type == "devfield":
            continue
        for name in {data.name, data.parent_field.name if data.parent_field else data.name}:
            if name not in values:
                values[name], raw[name] = data.value, data.raw_value
    return Message(message.mesg_num, values, raw)


def fitparse_messages(
    part: Part, numbers: frozenset[int] | None, decoded: Decoded, limit: int = MAX_DECODED
) -> Iterator[Any]:
    """fitparse's own messages for these global numbers (None: all), counting in `decoded` what it fails on."""
    spans = _capped(part.spans(numbers), limit)
    declarations = part.spans(_DECLARATIONS)
    hides_developer_fields = False
    n_done = 0
    for _ in range(MAX_FAILURES):
        failed, n_read = False, 0
        lead = declarations if n_done else []
        n_lead = sum(s.n for s in lead)
        try:
            small = small_fit(part.data, lead + _behind(spans, n_done), hides_developer_fields)
            reader = fitparse.UncachedFitFile(io.BytesIO(small), check_crc=False)
            for message in reader.get_messages():
                n_read += 1
                if n_read > n_lead:
                    yield message
        except DECODER_ERRORS:
            failed = True
        n_done += max(0, n_read - n_lead)
        if not failed:
            return
        if hides_developer_fields:
            decoded.n_failed += 1
            n_done += 1
        hides_developer_fields = True


def small_fit(data: bytes, spans: Iterable[Span], hides_developer_fields: bool = False) -> bytes:
    """A FIT of just these messages, each behind the definition it needs; without checksum.

    With `hides_developer_fields` they become nameless bytes: for files that use what they never declared.
    """
    pieces: list[bytes] = []
    current: dict[int, Definition] = {}
    for definition, start, count in spans:
        if current.get(definition.local) is not definition:
            pieces.append(_definition_bytes(definition, hides_developer_fields))
            current[definition.local] = definition
        pieces.append(data[start : start + count * definition.stride])
    body = b"".join(pieces)
    return struct.pack("<BBHI4sH", 14, 0x20, 2100, len(body), b".FIT", 0) + body


def _definition_bytes(definition: Definition, hides_developer_fields: bool) -> bytes:
    native_fields = [f for f in definition.fields if f.size]
    developer_fields = [f for f in definition.developer_fields if f.size]
    if hides_developer_fields:
        native_fields += [Field(_NAMELESS, f.size, BYTE, f.offset) for f in developer_fields]
        developer_fields = []
    head = 0x40 | definition.local | (0x20 if developer_fields else 0)
    order = ">" if definition.is_big_endian else "<"
    packed = struct.pack(order + "BBBHB", head, 0, definition.is_big_endian, definition.number, len(native_fields))
    packed += b"".join(bytes((f.number, f.size, sound_base(f))) for f in native_fields)
    if developer_fields:
        packed += bytes([len(developer_fields)])
        packed += b"".join(bytes((f.number, f.size, f.base)) for f in developer_fields)
    return packed


def _capped(spans: list[Span], limit: int) -> list[Span]:
    kept = []
    for span in spans:
        if limit <= 0:
            break
        kept.append(span._replace(n=min(span.n, limit)))
        limit -= span.n
    return kept


def _behind(spans: list[Span], n_done: int) -> list[Span]:
    """The spans without their first `n_done` messages."""
    rest = []
    for span in spans:
        n_gone = min(n_done, span.n)
        n_done -= n_gone
        if n_gone < span.n:
            rest.append(Span(span.definition, span.start + n_gone * span.definition.stride, span.n - n_gone))
    return rest
