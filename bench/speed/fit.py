"""How fast FIT files are read, beside the decoders that Python has: CPU seconds from one run over the same files.

    python -m bench fit

Other decoders are installed into a temporary folder, not into the project; where that fails they are left out.
"""

from __future__ import annotations

import importlib
import io
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import fitparse

from bench.places import CORPUS
from data.importers import Answers, SourceFile, parse
from data.importers.fit import layout, messages, records, walk

# Only files with many samples: on short ones start-up decides.
MIN_RECORDS = 500
Reader = Callable[[bytes], object]
HOME = Answers(timezone="Europe/Berlin")


def read_fitparse(data: bytes) -> object:
    """The loop that its manual shows: every message, all values."""
    return [message.get_values() for message in fitparse.FitFile(data).get_messages()]


def read_hybrid(data: bytes) -> object:
    """Every message: samples as columns, the rest by fitparse."""
    out: list[Any] = []
    for part in walk.parts(data):
        table = records.read(part)
        out.append([table.column(name) for name in table.names()])
        numbers = frozenset(d.number for d in part.definitions) - {layout.RECORD}
        out.append(messages.decode(part, numbers, limit=10**9))
    return out


def read_parse(data: bytes) -> object:
    """What the project does with a file: checksum, rows, samples packed as Parquet."""
    return parse(SourceFile("run.fit", data), HOME)


def read_fitdecode(data: bytes) -> object:
    """fitdecode, every message, all values."""
    fitdecode = importlib.import_module("fitdecode")
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        frames = [f for f in reader if isinstance(f, fitdecode.FitDataMessage)]
        return [[(f.name, f.value) for f in frame.fields] for frame in frames]


def read_sdk(data: bytes) -> object:
    """Garmin's own SDK, every message."""
    sdk = importlib.import_module("garmin_fit_sdk")
    return sdk.Decoder(sdk.Stream.from_byte_array(bytearray(data))).read()


def read_fitfast(data: bytes) -> object:
    """A native decoder (Rust, rustyfit), every message."""
    return importlib.import_module("fitfast").parse(data)


def read_native(data: bytes) -> object:
    """Another native decoder (Rust, fitparser), every message."""
    return importlib.import_module("pyfitparsernative").parse_fit_bytes(data)


# Package -> its reader and how often it is timed.
PEERS: dict[str, tuple[Reader, int]] = {
    "fitdecode": (read_fitdecode, 1),
    "garmin-fit-sdk": (read_sdk, 1),
    "fitfast": (read_fitfast, 3),
    "pyfitparsernative": (read_native, 3),
}


def run_files() -> list[bytes]:
    """The corpus files with a run and many samples."""
    found = []
    for path in sorted(CORPUS.glob("fit/*/*.fit")):
        data = path.read_bytes()
        if "corrupt" not in path.parts and sum(p.count(layout.RECORD) for p in walk.parts(data)) >= MIN_RECORDS:
            parsed = parse(SourceFile(path.name, data), HOME)
            if parsed.rows.get("runs"):
                found.append(data)
    return found


@contextmanager
def peers() -> Iterator[list[str]]:
    """The other decoders that could be installed, importable while the context lasts."""
    with tempfile.TemporaryDirectory() as folder:
        got = [name for name in PEERS if _is_installed(name, folder)]
        sys.path.insert(0, folder)
        try:
            yield got
        finally:
            sys.path.remove(folder)


def _is_installed(name: str, folder: str) -> bool:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--only-binary", ":all:"]
    try:
        done = subprocess.run([*command, "--target", folder, name], capture_output=True, timeout=120, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def cpu_s(reader: Reader, files: Sequence[bytes], repeats: int) -> tuple[float, int]:
    """CPU seconds for all files, the best of `repeats` rounds, and how many files the reader refuses."""
    rounds = []
    for _ in range(repeats):
        n_refused = 0
        began = time.process_time()
        for data in files:
            try:
                reader(data)
            except Exception:  # noqa: BLE001
                n_refused += 1
        rounds.append(time.process_time() - began)
    return min(rounds), n_refused


def measure(*, is_quick: bool = False) -> dict[str, Any]:
    """`files`, `records`, `bytes` and `rows`: one per reader, with CPU seconds and how much faster than fitparse."""
    del is_quick  # the real files are few
    files = run_files()
    if not files:
        return {"files": 0, "records": 0, "bytes": 0, "rows": [], "missing": list(PEERS)}
    with peers() as got:
        readers: dict[str, tuple[Reader, int]] = {"fitparse, every message": (read_fitparse, 1)}
        readers |= {f"{name}, every message": PEERS[name] for name in got}
        readers |= {"lbsdrop, every message": (read_hybrid, 2), "lbsdrop, import (rows and Parquet)": (read_parse, 5)}
        rows = [{"reader": name, **_row(reader, files, n)} for name, (reader, n) in readers.items()]
    slowest = rows[0]["cpu_s"]
    return {
        "files": len(files),
        "records": sum(p.count(layout.RECORD) for data in files for p in walk.parts(data)),
        "bytes": sum(map(len, files)),
        "rows": [row | {"times_fitparse": round(slowest / row["cpu_s"], 1)} for row in rows],
        "missing": [name for name in PEERS if name not in got],
    }


def _row(reader: Reader, files: Sequence[bytes], repeats: int) -> dict[str, Any]:
    reader(files[0])
    seconds, n_refused = cpu_s(reader, files, repeats)
    return {"cpu_s": round(seconds, 4), "refused": n_refused}


def as_text(found: dict[str, Any]) -> str:
    """The table."""
    head = f"{found['files']} files with a run, {found['records']:,} samples, CPU seconds"
    rows = [f"{r['reader']:<36}{r['cpu_s']:>9.3f} s{r['times_fitparse']:>8.1f} x" for r in found["rows"]]
    missing = [f"not installed: {', '.join(found['missing'])}"] if found["missing"] else []
    return "\n".join([head, *rows, *missing])
