"""Folders of this platform that hold what lbsdrop keeps."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import platformdirs

CACHE_VARIABLE = "LBSDROP_CACHE"
# The setting of a store that names the folder the reader has watched (`data.watched`).
FOLDER_SETTING = "watched_folder"


def cache() -> Path:
    """The cache folder: demo athletes, frames, answers and the library of charts, all of which can be made anew. Made
    where there is none.

    LBSDROP_CACHE where set, else the user's cache folder of this platform.
    """
    named = os.environ.get(CACHE_VARIABLE)
    folder = Path(named) if named else Path(platformdirs.user_cache_dir("lbsdrop", appauthor=False))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def frames() -> Path:
    """Where logs stand ready for the next start (`data.store.prepared`); not made."""
    return cache() / "frames"


def write(file: Path, *content: bytes | memoryview) -> None:
    """Writes a file of the cache, whole or not at all, whoever else writes it. Raises OSError where it cannot."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.writelines(content)
        part.replace(file)
    except OSError:
        part.unlink(missing_ok=True)
        raise
