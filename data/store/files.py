"""The store's files on disk: who may read them, whose they are, and where its automatic backups go."""

from __future__ import annotations

import errno
import os
import sqlite3
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import platformdirs
import sqlalchemy as sa

from data.errors import StoreError

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700
# What a first start that was interrupted may have left, before it came to the version.
_OURS = frozenset(
    ("runs", "sets", "pain", "factors", "blocks", "streams", "imports", "files", "settings", "corrections", "meta")
)


def data_folder() -> Path:
    """This platform's folder for the reader's data."""
    return Path(platformdirs.user_data_dir("lbsdrop", appauthor=False))


def path_of(url: sa.URL) -> Path | None:
    """The file of a SQLite store; None for one in memory or on a server."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database)).expanduser().absolute()


def backups_folder(url: sa.URL) -> Path:
    """Where the automatic backups of a store are: beside its file, else in the data folder."""
    path = path_of(url)
    return (path.parent if path else data_folder()) / "backups"


def make_folder(folder: Path) -> None:
    """Makes the folder, and what it lies in, for the reader's eyes only; one that is there stays as it is."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def make_private(path: Path) -> None:
    """Lets only its owner read the file, made empty where there is none; SQLite's side files take after it."""
    make_folder(path.parent)
    if path.parent == data_folder():
        path.parent.chmod(PRIVATE_FOLDER)
    # A store that is there is never opened beside SQLite: closing it again would give up the locks that SQLite's own
    # connections of this process hold, and another process could take the changes away under them.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    if not os.access(path, os.R_OK | os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    for each in (path, *side_files(path)):
        if each.exists() and each.stat().st_mode & 0o077:
            each.chmod(PRIVATE_FILE)


def side_files(path: Path) -> tuple[Path, ...]:
    """What SQLite keeps beside a store: changes not yet in the file, and the index of those."""
    return tuple(path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal"))


def uri(path: Path, mode: str) -> str:
    """SQLite's address of the file; `mode` is rw, ro or immutable."""
    how = "immutable=1" if mode == "immutable" else f"mode={mode}"
    return f"file:{quote(str(path))}?{how}"


def mode_of(path: Path) -> str:
    """How the file can be opened: "rw"; else "ro" beside SQLite's side files, "immutable" without them."""
    try:
        make_private(path)
        if os.access(path.parent, os.W_OK):
            return "rw"
    except OSError:
        if not path.exists():
            raise
    return "ro" if side_files(path)[1].exists() else "immutable"


# SQLite's codes for a store that is held, may not be written or cannot be opened.
_NOT_ITS_CONTENT = (5, 8, 14)


def version_of(path: Path, mode: str) -> int:
    """The schema version of the store in the file, 0 where it is empty; not a byte of it is changed.

    Raises StoreError where the file is not a store of lbsdrop.
    """
    if path.stat().st_size == 0 and not side_files(path)[0].exists():
        return 0
    # A reader without the right to write leaves empty files beside one in WAL mode; one with it takes them away, but
    # would also carry out what a killed program left there.
    is_alone = not any(side.exists() for side in side_files(path))
    looked = uri(path, "ro" if mode == "rw" and not is_alone else mode)
    try:
        with closing(sqlite3.connect(looked, uri=True, timeout=30)) as connection:
            connection.execute("PRAGMA query_only = ON")
            names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            asked = "SELECT value FROM meta WHERE name = 'schema_version'"
            found = connection.execute(asked).fetchone() if "meta" in names else None
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _NOT_ITS_CONTENT:
            raise
        raise StoreError(
            f"{path} is not a store of lbsdrop, or is damaged. It was left as it is. Name another with --store; "
            "if it was your store, `python -m data rescue FILE` saves what can be read."
        ) from None
    if found is None and names - _OURS:
        raise StoreError(f"{path} is another program's database. It was left as it is. Name another with --store.")
    return int(found[0]) if found else 0


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` that takes its place, whole and on the disk, when the block ends well.

    An exception, a full disk or a kill leaves what was at `path` before.
    """
    make_folder(path.parent)
    for left in path.parent.glob(f".{path.name}.*.part"):
        if _is_left_over(left):
            left.unlink(missing_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.{uuid.uuid4().hex[:8]}.part")
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))
    try:
        yield part
        sync(part)
        part.replace(path)
        sync(path.parent)
    finally:
        part.unlink(missing_ok=True)


def _is_left_over(part: Path) -> bool:
    """True where the process that wrote it is gone (known on POSIX), or nobody has written to it for an hour."""
    is_old = part.exists() and time.time() - part.stat().st_mtime > 3_600
    if os.name == "nt" or is_old:
        return is_old
    try:
        os.kill(int(part.name.split(".")[-3]), 0)
    except ProcessLookupError:
        return True
    except (PermissionError, ValueError):
        return False
    return False


def not_written(path: Path, error: OSError) -> str:
    """Why a file could not be written, and what to do."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"The disk is full: {path} was not written, and what was there before is as it was. Make room first."
    why = error.strerror or type(error).__name__
    return f"{path} was not written ({why}), and what was there before is as it was. Choose another folder or disk."


def sync(path: Path) -> None:
    """Has the disk keep what was written to a file, or the names in a folder."""
    if path.is_dir() and os.name == "nt":  # Windows has no such call for folders
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
