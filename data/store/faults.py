"""What a database says, in words that name a next step and never a value that was being stored."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import sqlalchemy as sa

from data.errors import StoreError


class Fault(Enum):
    """A kind of fault; its value is the sentence."""

    FULL = (
        "The store could not be written: the disk is full. Nothing of this step was kept. "
        "Make room on the disk, then try again."
    )
    BUSY = (
        "The store is in use by another program and stayed so. Nothing of this step was kept. "
        "Wait until the other has finished or close it, then try again."
    )
    READ_ONLY = (
        "The store may be read but not written here. Nothing was changed. It can still be shown and exported; "
        "to write, give your account the right to, or copy the store elsewhere and name the copy with --store."
    )
    DAMAGED = (
        "The store is damaged: part of it cannot be read. `python -m data rescue FILE` saves what can be read; "
        "restore that file, or a backup, into a new store."
    )
    UNREACHABLE = (
        "The store cannot be reached. Check that its folder or its server is there and lets you in, "
        "or name another store with --store or LBSDROP_STORE."
    )
    DISK = (
        "The disk under the store did not read or write as asked. Nothing of this step was kept. "
        "Check the disk, and make a backup on another one."
    )
    OTHER = (
        "The store refused this step ({name}). Nothing of it was kept. Try again; if it comes back, "
        "make a backup and report the words in brackets."
    )


# Primary result codes of SQLite (sqlite.org/rescode.html).
_BY_SQLITE_CODE = {
    5: Fault.BUSY,
    6: Fault.BUSY,
    8: Fault.READ_ONLY,
    10: Fault.DISK,
    11: Fault.DAMAGED,
    13: Fault.FULL,
    14: Fault.UNREACHABLE,
    26: Fault.DAMAGED,
}
# SQLSTATE codes or their class of two letters (PostgreSQL manual, appendix A).
_BY_SQLSTATE = {
    "53100": Fault.FULL,
    "53300": Fault.BUSY,
    "55P03": Fault.BUSY,
    "40001": Fault.BUSY,
    "40P01": Fault.BUSY,
    "25006": Fault.READ_ONLY,
    "42501": Fault.READ_ONLY,
    "XX001": Fault.DAMAGED,
    "XX002": Fault.DAMAGED,
    "58030": Fault.DISK,
    "08": Fault.UNREACHABLE,
    "28": Fault.UNREACHABLE,
    "3D": Fault.UNREACHABLE,
    "57": Fault.UNREACHABLE,
}


# The database ended a transaction for the sake of another and says: try the whole of it again (manual, 13.5).
_TRY_AGAIN = frozenset({"40001", "40P01"})


class Interrupted(StoreError):
    """Nothing of the transaction was kept, and the whole of it may be done again at once."""


def kind(error: BaseException) -> Fault:
    """Which kind of fault a database error (SQLAlchemy's or the driver's own) is."""
    if isinstance(error, sa.exc.TimeoutError):
        return Fault.BUSY
    code = getattr(_original(error), "sqlite_errorcode", None)
    if code is not None:
        return _BY_SQLITE_CODE.get(code & 0xFF, Fault.OTHER)
    state = _sqlstate(error)
    found = _BY_SQLSTATE.get(state) or _BY_SQLSTATE.get(state[:2])
    if found is None and not state and isinstance(error, sa.exc.OperationalError):
        return Fault.UNREACHABLE
    return found or Fault.OTHER


def sentence(error: BaseException) -> str:
    """What happened and what to do; nothing of what was being stored is in it."""
    return kind(error).value.format(name=name(error))


def name(error: BaseException) -> str:
    """The error's kind and code, as in 'IntegrityError 23505', for a report; none of its text."""
    original = _original(error)
    code = getattr(original, "sqlite_errorname", None) or _sqlstate(error)
    return f"{type(original).__name__} {code}".strip()


def _original(error: BaseException) -> BaseException:
    """The driver's own error behind SQLAlchemy's."""
    return getattr(error, "orig", None) or error


def _sqlstate(error: BaseException) -> str:
    """PostgreSQL's code; '' where the error has none."""
    return getattr(_original(error), "sqlstate", None) or ""


@contextmanager
def in_words() -> Iterator[None]:
    """Raises StoreError (Interrupted where that helps) for every database error inside; the driver's own text, which
    quotes values, is left out."""
    try:
        yield
    except sa.exc.SQLAlchemyError as error:
        raise (Interrupted if _sqlstate(error) in _TRY_AGAIN else StoreError)(sentence(error)) from None
