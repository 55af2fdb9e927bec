"""Where the messages of a FIT file lie: headers are walked once, nothing is decoded.

A FIT file is one or more parts in a row, each a header, definition messages (local type -> global number, fields,
byte order), data messages of the size their definition says, and a checksum. What is not whole is left out and told
in `damage`.
"""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np

from data.importers.fit import checksum
from data.importers.fit.layout import RECORD, Definition, Field, Part

_DAY_S = 86_400
_MAGIC = b".FIT"
_MIN_HEADER = 12
_CHECKSUM_BYTES = 2
# Three days at one sample a second, with three other messages beside each, stay below this.
MAX_MESSAGES = 1_100_000
# Places where bytes may be missing or spoilt, and how far the next sound message may lie behind each.
MAX_GAPS = 20
MAX_GAP_BYTES = 8_192
# So many bytes at once: a file of the smallest messages must not fill the memory.
AT_ONCE = 1 << 19
# Messages in a row that must make sense, times included, before the bytes behind a damage are trusted.
PROOF = 20


def parts(data: bytes) -> list[Part]:
    """The FITs in the file, in order; bytes behind the last one are told as damage of that one."""
    found: list[Part] = []
    begin = 0
    while _is_header(data, begin):
        part, begin = _part(data, begin)
        found.append(part)
    rest = len(data) - begin
    if found and rest > 0 and any(data[begin:]) and not found[-1].damage:
        found[-1].damage.append(f"{rest:,} bytes behind the end of the recording were left out.")
    return found


def _is_header(data: bytes, begin: int) -> bool:
    return data[begin + 8 : begin + 12] == _MAGIC and data[begin] >= _MIN_HEADER


def _part(data: bytes, begin: int) -> tuple[Part, int]:
    """The part whose header is at `begin`, and the byte behind its checksum."""
    size = int.from_bytes(data[begin + 4 : begin + 8], "little")
    first = begin + data[begin]
    declared = first + size
    end = min(declared, len(data)) if size else len(data)
    walker = _Walker(Part(data), min(first, end), end)
    walker.walk()
    walker.part.damage = _damage(walker, begin, declared) if size else _unclosed(len(data) - first)
    return walker.part, declared + _CHECKSUM_BYTES if size else len(data)


def _unclosed(n_bytes: int) -> list[str]:
    """What to say of a part whose header was never completed; nothing where it holds no more than a checksum."""
    return ["The recording was never closed; everything whole in it was read."] if n_bytes > _CHECKSUM_BYTES else []


def _damage(walker: _Walker, begin: int, end: int) -> list[str]:
    """What is wrong with the part that by its header goes from `begin` to `end`."""
    said = []
    size, left = end - begin, end - walker.stopped_at
    is_sound = checksum.crc(walker.data[begin : end + _CHECKSUM_BYTES]) == 0
    if walker.n_lost:
        lost = f"{walker.n_lost:,} of {size:,} bytes cannot be read"
        said.append(f"The file is damaged from byte {walker.lost_at:,} on: {lost}; what stands behind them was.")
    # A writer that counts header and checksum in declares too much, and its checksum fits all the same.
    if end > len(walker.data) and not is_sound:
        said.append(f"The file breaks off: {left:,} of {size:,} bytes are missing or unreadable.")
    elif end <= len(walker.data) and left > 0:
        said.append(
            f"The file is damaged from byte {walker.stopped_at:,} on: {100 * left / size:.0f} % of it is lost."
        )
    elif not is_sound and not said:
        said.append("The file's checksum does not fit: something in it may have been changed.")
    return said


class _Walker:
    """Walks the messages of one part from `stopped_at` to `end`, where it says how far it came.

    `n_lost` bytes from `lost_at` on made no sense and were stepped over.
    """

    def __init__(self, part: Part, position: int, end: int) -> None:
        self.part = part
        self.data = part.data
        self.end = end
        self.stopped_at = position
        self.n_lost = 0
        self.lost_at = 0
        self.table: list[Definition | None] = [None] * 256
        self.sizes = [0] * 256
        # Local type -> what it meant from which byte on.
        self.defined: dict[int, list[tuple[int, Definition]]] = {}
        self.starts: list[np.ndarray] = []

    def walk(self) -> None:
        """Fill the part; stops at the end, at MAX_MESSAGES, or where no sense can be made of the rest."""
        left = MAX_MESSAGES
        for _ in range(MAX_GAPS):
            left -= self._stretch(left)
            if self.stopped_at >= self.end or left <= 0 or not self._step_over():
                return

    def _stretch(self, left: int) -> int:
        """Walk to the first byte that makes no sense, over at most `left` messages; returns how many."""
        n_walked = 0
        while self.stopped_at < self.end and n_walked < left:
            if self.table[self.data[self.stopped_at]]:
                n_found = self._messages(left - n_walked)
            else:
                n_found = self._define(self.stopped_at)
            if not n_found:
                break
            n_walked += n_found
        self._sort()
        return n_walked

    def _messages(self, left: int) -> int:
        """Walk over the whole data messages up to a header byte of no kind known here, at most `left` messages and
        those of AT_ONCE bytes; returns how many."""
        data, sizes, position = self.data, self.sizes, self.stopped_at
        stop = min(self.end, position + AT_ONCE)
        starts: list[int] = []
        add = starts.append
        while position < stop and (size := sizes[data[position]]):
            add(position)
            position += size
        if position > self.end:  # the end cuts the last one off
            position = starts.pop()
        if len(starts) > left:
            position = starts[left]
            del starts[left:]
        self.starts.append(np.fromiter(starts, dtype=np.int64, count=len(starts)))
        self.stopped_at = position
        return len(starts)

    def _sort(self) -> None:
        """Give the messages walked over since the last time to their definitions."""
        starts = np.concatenate(self.starts) if self.starts else np.array([], dtype=np.int64)
        self.starts.clear()
        headers = np.frombuffer(self.data, dtype=np.uint8)[starts]
        self.part.has_compressed_times |= bool((headers >= 0x80).any())
        local = _LOCAL[headers]
        for number, defined in self.defined.items():
            own = starts[local == number]
            cuts = np.searchsorted(own, [at for at, _ in defined[1:]]).tolist()
            for (_, definition), first, behind in zip(defined, [0, *cuts], [*cuts, len(own)], strict=True):
                if first < behind:
                    definition.places.append(own[first:behind])

    def _step_over(self) -> bool:
        """Go on behind the damage, at the nearest byte from which PROOF messages in a row make sense."""
        if self.end - self.stopped_at <= _CHECKSUM_BYTES or self.table[self.data[self.stopped_at]]:
            return False  # no damage: the checksum, or a message that the end of the file cuts off
        last = self._last_time()
        self._doubt_last_sample()
        for begin in range(self.stopped_at + 1, min(self.end, self.stopped_at + MAX_GAP_BYTES)):
            if self._makes_sense(begin, last):
                self.lost_at = self.lost_at or self.stopped_at
                self.n_lost += begin - self.stopped_at
                self.stopped_at = begin
                return True
        return False

    def _makes_sense(self, position: int, last: int | None) -> bool:
        """Whether PROOF messages follow whose times go on from `last` and from one another, at most a day apart.

        The first must tell its time, or a stray byte could pass for a message in front of the true ones.
        """
        n_times = 0
        for i in range(PROOF):
            definition = self.table[self.data[position]] if position < self.end else None
            if definition is None or position + definition.stride > self.end:
                return False
            time = definition.time_at(self.data, position)
            if time is not None:
                if last is not None and not -_DAY_S < time - last < _DAY_S:
                    return False
                last = time
                n_times += 1
            elif i == 0:
                return False
            position += definition.stride
        return n_times > PROOF // 2

    def _last_time(self) -> int | None:
        """The last time told before the damage, not asking the very last message, which may be spoilt."""
        tails = sorted(
            (int(start), d.time_at(self.data, int(start)))
            for d in self.part.definitions
            for piece in d.places[-2:]
            for start in piece[-2:]
        )
        return next((time for _, time in reversed(tails[:-1]) if time is not None), None)

    def _doubt_last_sample(self) -> None:
        """Forget the sample before the damage: where bytes are missing, it has swallowed others' bytes."""
        for definition in self.part.of(RECORD):
            last = definition.places[-1]
            if last[-1] + definition.stride == self.stopped_at:
                definition.places[-1:] = [last[:-1]] if len(last) > 1 else []
                return

    def _define(self, position: int) -> bool:
        """Enter the definition message at `position` in the table; False where there is none or half of one."""
        data = self.data
        header = data[position]
        if header & 0xC0 != 0x40 or position + 6 > self.end:
            return False
        is_big = bool(data[position + 2])
        number = int.from_bytes(data[position + 3 : position + 5], "big" if is_big else "little")
        behind = position + 6 + 3 * data[position + 5]
        triples = data[position + 6 : behind]
        developer = b""
        if header & 0x20 and behind < self.end:
            developer = data[behind + 1 : behind + 1 + 3 * data[behind]]
            behind += 1 + 3 * data[behind]
        elif header & 0x20:
            return False
        if behind > self.end:
            return False
        fields, width = _fields(triples, 1)
        developer_fields, width = _fields(developer, width)
        definition = Definition(header & 0x0F, number, is_big, fields, developer_fields, width)
        self.part.definitions.append(definition)
        self.defined.setdefault(definition.local, []).append((position, definition))
        for data_header in _data_headers(definition.local):
            self.table[data_header], self.sizes[data_header] = definition, definition.stride
        self.stopped_at = behind
        return True


@lru_cache(maxsize=1024)
def _fields(triples: bytes, offset: int) -> tuple[tuple[Field, ...], int]:
    """The fields that (number, size, base) triples name, the first of them at `offset`, and where they end."""
    fields = []
    for i in range(0, len(triples), 3):
        number, size, base = triples[i : i + 3]
        fields.append(Field(number, size, base, offset))
        offset += size
    return tuple(fields), offset


@cache
def _data_headers(local: int) -> tuple[int, ...]:
    """The header bytes of data messages of a local type: normal ones (bits 4 and 5 unused), compressed ones."""
    return tuple(header for header in range(256) if header & 0xC0 != 0x40 and _LOCAL[header] == local)


# Header byte of a data message -> its local type: four bits, or two in a compressed one.
_LOCAL = np.where(np.arange(256) < 0x80, np.arange(256) & 0x0F, np.arange(256) >> 5 & 3).astype(np.uint8)
