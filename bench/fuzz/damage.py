"""Ways in which files come to harm: in transfer, in spreadsheets, in editors, and on purpose."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable

import numpy as np

from bench.fuzz import fit

Rng = np.random.Generator
Damage = Callable[[bytes, bytes, Rng], bytes]

LONG_LINE = 10_000_000
ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "cp1252", "utf-8-sig", "cp500", "shift_jis", "cp1251", "mac_roman")
# What a cell may hold instead of what it should.
CELLS = (
    *(b"", b"--", b"-1", b"-12.5", b"0", b"1e308", b"1e999", b"NaN", b"inf", b"500", b"400000", b"255", b"877777"),
    *(b"1989-12-31 00:00:00", b"2107-01-01 00:00:00", b"0000-00-00", b"9999-12-31 23:59:59", b"31/02/2024", b"1:33"),
    *(b"=HYPERLINK(1)", b"@SUM(A1)", b"<script>alert(1)</script>", b"**x** [y](javascript:z)", b"'", b'"', b"\xff"),
    *("١٢٣".encode(), "𝟙𝟚".encode(), "½".encode(), "²".encode(), "\u202e12".encode(), b"9" * 400, b"a" * 70_000),
)


def splice(data: bytes, other: bytes, rng: Rng) -> bytes:
    """The beginning of this file with the rest of another."""
    return data[: _place(data, rng)] + other[_place(other, rng) :]


def splice_header(data: bytes, other: bytes, _rng: Rng) -> bytes:
    """Another table's header over this table's rows."""
    return other.partition(b"\n")[0] + b"\n" + data.partition(b"\n")[2]


def swap_columns(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """Columns of the whole table, or of its rows without the header, in another order."""
    mark = _delimiter(data)
    lines = data.split(b"\n")
    order = rng.permutation(lines[0].count(mark) + 1)
    first = int(rng.integers(2))
    moved = [_reordered(line.rstrip(b"\r").split(mark), order, mark) for line in lines[first : first + 3000]]
    return b"\n".join([*lines[:first], *moved])


def _reordered(cells: list[bytes], order: np.ndarray, mark: bytes) -> bytes:
    return mark.join(cells[i] if i < len(cells) else b"" for i in order.tolist())


def change_delimiter(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """Another delimiter in some or all lines."""
    mark, new = _delimiter(data), bytes([int(rng.choice([44, 59, 9, 124, 32]))])
    if rng.random() < 0.5:
        return data.replace(mark, new)
    return b"\n".join(line.replace(mark, new) if rng.random() < 0.3 else line for line in data.split(b"\n"))


def change_encoding(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """The text in an encoding that nobody expects."""
    encoding = str(rng.choice(ENCODINGS))
    return data.decode("utf-8", errors="replace").encode(encoding, errors="replace")


def put_in_nuls(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """NUL bytes somewhere or at the end, as a crash leaves them."""
    place = _place(data, rng) if rng.random() < 0.6 else len(data)
    return data[:place] + b"\0" * int(rng.integers(1, 4096)) + data[place:]


def lengthen_a_line(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """One line of 10 MB."""
    place = _place(data, rng)
    filler = CELL_FILLERS[int(rng.integers(len(CELL_FILLERS)))]
    return data[:place] + filler * (LONG_LINE // len(filler)) + data[place:]


CELL_FILLERS = (b"x", b'"', b",", b"a,", b"<a>", b"[", b'{"a":', b"1", b" ", b"\xc3\xa4", b'","')


def change_cells(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """Some cells hold what nobody wrote there."""
    mark = _delimiter(data)
    lines = data.split(b"\n")
    for _ in range(int(rng.integers(1, 12))):
        i = int(rng.integers(len(lines)))
        cells = lines[i].split(mark)
        cells[int(rng.integers(len(cells)))] = CELLS[int(rng.integers(len(CELLS)))]
        lines[i] = mark.join(cells)
    return b"\n".join(lines)


def change_numbers(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """Some numbers of a text replaced: in XML and JSON too."""
    chosen = {int(i) for i in rng.integers(0, max(len(re.findall(rb"\d+", data[:200_000])), 1), 8)}
    seen = iter(range(10**9))
    return re.sub(
        rb"\d+", lambda m: CELLS[int(rng.integers(len(CELLS)))] if next(seen) in chosen else m[0], data, count=100_000
    )


def drop_quotes(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """One quote, or all of them, gone."""
    return data.replace(b'"', b"", -1 if rng.random() < 0.3 else int(rng.integers(1, 6)))


def change_line_ends(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """Line ends of another computer, or none."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", [b"\r", b"\r\n", b"\n\n", b" "][int(rng.integers(4))])


def repeat_lines(data: bytes, _other: bytes, rng: Rng) -> bytes:
    """A stretch of lines twice, the header among them."""
    lines = data.split(b"\n")[:2000]
    first = int(rng.integers(len(lines)))
    return b"\n".join([*lines, *lines[:1], *lines[first : first + 200]])


def quote_rows(data: bytes, _other: bytes, _rng: Rng) -> bytes:
    """Each row quoted as one cell, as one spreadsheet does."""
    return b"\r\n".join(b'"' + line.rstrip(b"\r").replace(b'"', b'""') + b'"' for line in data.split(b"\n"))


def pack(data: bytes, other: bytes, rng: Rng) -> bytes:
    """In a zip with another file, or gzipped; then damaged as packed."""
    if rng.random() < 0.4:
        packed = gzip.compress(data, compresslevel=1)
    else:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr("a/first.csv", data)
            archive.writestr("other.fit", other)
        packed = buffer.getvalue()
    return FIT_KINDS[int(rng.integers(len(FIT_KINDS)))](packed, other, rng)


def _of_fit(kind: Callable[[bytes, Rng], bytes]) -> Damage:
    def damage(data: bytes, _other: bytes, rng: Rng) -> bytes:
        return kind(data, rng) if len(data) > 16 else data

    damage.__name__ = kind.__name__
    return damage


FIT_KINDS: tuple[Damage, ...] = tuple(
    _of_fit(kind) for kind in (fit.flip_bits, fit.flip_head, fit.cut, fit.cut_out, fit.change_size)
)
TEXT_KINDS: tuple[Damage, ...] = (
    splice_header,
    swap_columns,
    change_delimiter,
    change_encoding,
    change_cells,
    change_cells,
    change_numbers,
    drop_quotes,
    change_line_ends,
    repeat_lines,
    quote_rows,
)
ANY_KINDS: tuple[Damage, ...] = (splice, put_in_nuls, pack, *FIT_KINDS)
# One in so many files gets a line of 10 MB: each takes as long as a hundred others.
LONG_LINE_EVERY = 100


def _place(data: bytes, rng: Rng) -> int:
    return int(rng.integers(0, len(data) + 1))


def _delimiter(data: bytes) -> bytes:
    head = data.partition(b"\n")[0]
    return max((b",", b";", b"\t"), key=head.count)


def is_text(data: bytes) -> bool:
    """True for tables, XML and JSON."""
    return data[8:12] != b".FIT" and not data.startswith((b"PK", b"\x1f\x8b"))
