"""Peak memory of what could fill it: a large account, bombs, many page runs and many visits.

An archive of 4 GB made of the corpus's FIT files, archives made to unpack to much more than they are, 200 runs of
pages and 50 visits. The peak is that of the process that imports or shows pages (VmHWM, Linux only, reset before each
measurement); its worker processes are not in it.
"""

from __future__ import annotations

import gc
import io
import os
import struct
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import places
from data import imports
from data import store as stores
from data.importers import OpenFile, SourceFile
from data.importers.reading import contents

MB = 1_000_000
N_RUNS, N_VISITS = 200, 50
# Most bytes of an account are in recorded activities, not in the watch's small files.
SMALLEST = 100_000
ROOT = Path(__file__).parents[2]


def measure(*, is_quick: bool = False) -> list[str]:
    """A line a measurement: what, memory idle, its peak and what is left of it in MB, seconds."""
    said = bombs()
    if places.CORPUS.exists():
        said += account(places.CORPUS / "fit", 0.2 if is_quick else 4.0)
    return said if is_quick else said + pages()


def as_text(found: list[str]) -> str:
    """The lines for a person."""
    return "\n".join(found)


def rss_mb(line: str = "VmRSS") -> float:
    """This process's memory in MB; `VmHWM` is its peak."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(each.split()[1]) * 1024 / MB for each in lines if each.startswith(line))


@contextmanager
def measured(what: str, said: list[str]) -> Iterator[None]:
    """Adds the peak above idle, and the time, of what is done inside."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")
    idle, began = rss_mb(), time.monotonic()
    yield
    peak = rss_mb("VmHWM")
    gc.collect()
    sizes = f"idle {idle:4.0f}  peak +{peak - idle:4.0f} (in all {peak:4.0f})  after +{rss_mb() - idle:4.0f} MB"
    said.append(f"{what:40} {sizes}  {time.monotonic() - began:6.1f} s")


def account(corpus: Path, gigabytes: float = 4.0) -> list[str]:
    """The archive through the command line's path and through the page's function."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder, "account.zip")
        n_files = write_account(archive, sorted(corpus.rglob("*.fit")), int(gigabytes * 1e9))
        said.append(f"{archive.stat().st_size / 1e9:.2f} GB zip of {n_files:,} files")
        store = stores.open(f"sqlite:///{folder}/line.sqlite")
        with measured("command line", said):
            receipt = imports.import_files(store, imports.sources([archive]))
        said.append(receipt.sentence)
        store = stores.open(f"sqlite:///{folder}/page.sqlite")
        with measured("page", said), archive.open("rb") as file:
            upload = OpenFile("account.zip", file)
            contents.count(upload)
            receipt = imports.import_files(store, [upload])
        said.append(receipt.sentence)
    return said


def write_account(path: Path, files: list[Path], n_bytes: int) -> int:
    """Zips of 500 FIT files inside a zip, each with bytes of its own; returns how many files."""
    contents_of = [d for file in files if (d := file.read_bytes())[8:12] == b".FIT" and len(d) >= SMALLEST]
    n = size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        while size < n_bytes:
            with archive.open(f"DI_CONNECT/UploadedFiles_{n // 500}.zip", "w", force_zip64=True) as part:
                inner = io.BytesIO()
                with zipfile.ZipFile(inner, "w", zipfile.ZIP_STORED) as packed:
                    for n in range(n, n + 500):  # noqa: B020 (goes on where the last part ended)
                        packed.writestr(f"{n}.fit", another(contents_of[n % len(contents_of)], n))
                part.write(inner.getvalue())
                size += inner.tell()
            n += 1
    return n


def another(fit: bytes, n: int) -> bytes:
    """The file with bytes of its own: a second, empty FIT file is chained to it whose profile version is `n`."""
    header = struct.pack("<BBHI4s", 14, 0x20, n % 65_536, 0, b".FIT")
    empty = header + struct.pack("<H", 0) + struct.pack("<H", n // 65_536)
    return fit + empty


def bombs() -> list[str]:
    """Each in turn, into one store."""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        store = stores.open(f"sqlite:///{folder}/s.sqlite")
        imports.import_files(store, [SourceFile("a.csv", b"date,score\n2026-01-01,3\n")])
        for name, made in BOMBS.items():
            path = Path(folder, f"{name.replace(' ', '_')}.zip")
            path.write_bytes(made())
            with measured(f"{name} ({path.stat().st_size / MB:.2f} MB)", said):
                contents.count(SourceFile(path.name, path.read_bytes()))
                receipt = imports.import_files(store, imports.sources([path]))
            said.append(f"    {receipt.files[0].status}: {receipt.files[0].reason[:100]}")
    return said


def _zip(members: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def _padded(data: bytes, size: int) -> bytes:
    """The text over and over, with just as much noise as brings it below the ratio at which bombs are refused."""
    return data * (size // len(data)) + b"\n#" + os.urandom(size // 300).hex().encode()


def _overlapping() -> bytes:
    """Two hundred entries of the directory that all point to one member."""
    one = bytearray(_zip([("a.csv", _padded(b"2026-01-01,3\n", 4 * MB))]))
    at = one.index(b"PK\x01\x02")
    end = one.index(b"PK\x05\x06")
    entry = bytes(one[at:end])
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 200, 200, len(entry) * 200, at, 0)
    return bytes(one[:at]) + entry * 200 + last


def _deep() -> bytes:
    data = _padded(b"2026-01-01,3\n", 90 * MB)
    for i in range(3):
        data = _zip([(f"{i}.zip", data)])
    return data


def _members(n: int) -> bytes:
    return _zip((f"{i:06}", b"") for i in range(n))


BOMBS: dict[str, Callable[[], bytes]] = {
    "zeros": lambda: _zip([("a.csv", b"0" * (250 * MB))]),
    "a diary of 95 MB": lambda: _zip([("a.csv", b"date,score\n" + _padded(b"2026-01-01,3\n", 95 * MB))]),
    "a table of 190 MB": lambda: _zip([("a.csv", b"date,score\n" + _padded(b"1,1\n", 190 * MB))]),
    "elements": lambda: _zip([("a.gpx", b"<gpx><trk><trkseg>" + _padded(b'<trkpt lat="1" lon="2"/>', 95 * MB))]),
    "objects": lambda: _zip([("a.json", b'[{"summarizedActivitiesExport":[' + _padded(b"{},", 95 * MB))]),
    "twenty diaries of 0.75 MB": lambda: _zip(
        (f"{i}.csv", b"date,score\n" + _padded(b"2026-01-01,3\n", 3 * MB // 4) + b"%d" % i) for i in range(20)
    ),
    "zip in zip in zip": _deep,
    "gzip": lambda: zlib_gzip(_padded(b"2026-01-01,3\n", 200 * MB)),
    "overlapping members": _overlapping,
    "200,000 members": lambda: _members(200_000),
}


def zlib_gzip(data: bytes) -> bytes:
    """The data as a gzip."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def pages() -> list[str]:
    """Runs every page in turn, then opens the first page in new visits; the growth after a first round of each."""
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=300)
    names = sorted(path.name for path in (ROOT / "pages").glob("*.py"))
    for i in range(3 * len(names)):
        app.switch_page(f"pages/{names[i % len(names)]}").run()
    gc.collect()
    before = rss_mb()
    for i in range(N_RUNS):
        app.switch_page(f"pages/{names[i % len(names)]}").run()
    gc.collect()
    said = [f"{N_RUNS} page runs: {before:.0f} -> {rss_mb():.0f} MB, {100 * (rss_mb() / before - 1):+.1f} %"]
    before = rss_mb()
    for _ in range(N_VISITS):
        AppTest.from_file(str(ROOT / "app.py"), default_timeout=300).run()
    gc.collect()
    return [*said, f"{N_VISITS} visits: {before:.0f} -> {rss_mb():.0f} MB, {100 * (rss_mb() / before - 1):+.1f} %"]
