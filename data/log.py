"""What went wrong, for whoever helps: kinds of errors and places in lbsdrop's code, no value, name or text of anyone.

Plain lines in the platform's folder for logs, at most `FILES` files of `BYTES` each; the oldest is dropped. They are
sent nowhere: the page Import shows them, and the reader decides.
"""

from __future__ import annotations

import logging
import traceback
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path

import platformdirs

ROOT = Path(__file__).parent.parent
BYTES, FILES = 200_000, 3
NAME = "lbsdrop.log"
# Places named of one error, the innermost.
PLACES = 12


def file() -> Path:
    """Where the log is; it need not be there yet."""
    return Path(platformdirs.user_log_dir("lbsdrop", appauthor=False)) / NAME


def keep(error: BaseException) -> None:
    """Writes down the error's kind, and that of its cause, and where in lbsdrop it came up; its words are left out.

    A log that cannot be written is no second error: the first is shown all the same.
    """
    _logger(file()).error("%s", in_short(error))


def in_short(error: BaseException) -> str:
    """'KeyError at pages/kit/shell.py:97 page < app.py:12 <module>': kinds and places, no values."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if _is_ours(frame.filename)]
    places = [f"{Path(f.filename).relative_to(ROOT)}:{f.lineno} {f.name}" for f in reversed(frames[-PLACES:])]
    cause = error.__cause__ or error.__context__
    because = f" because of {type(cause).__name__}" if cause is not None else ""
    return f"{type(error).__name__}{because} at {' < '.join(places) or 'no place of lbsdrop'}"


def content() -> str:
    """The log as it stands; '' where nothing was written or it cannot be read."""
    try:
        return file().read_text(encoding="utf-8")
    except OSError:
        return ""


def _is_ours(filename: str) -> bool:
    path = Path(filename)
    return path.is_relative_to(ROOT) and ".venv" not in path.parts


class _Quiet(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        """Nothing: a full disk is told of by what was being done, not by its log."""


@cache
def _logger(path: Path) -> logging.Logger:
    logger = logging.getLogger(f"lbsdrop.log.{path}")
    logger.propagate = False
    logger.setLevel(logging.INFO)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handler: logging.Handler = _Quiet(path, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    return logger
