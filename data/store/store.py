"""The store: add, load, undo; one import is one transaction."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import exercises, schema, streams
from data.answers import Answers
from data.batch import Batch
from data.errors import StoreError
from data.identity import identity
from data.schema import Frames
from data.store import connect, corrections, migrations, rows, tables, writing
from data.store.connect import default_url
from data.store.receipt import COUNTED, Receipt

ENTERED = "entered"  # the source of what the reader types in on a page


def open(url: str | None = None, athlete: str = "me") -> Store:
    """The store at the SQLAlchemy `url` (None: `default_url()`), seen as one athlete; made where there is none."""
    return Store(connect.engine(url or default_url()), athlete)


class Store:
    """One athlete's view of a store."""

    def __init__(self, engine: sa.Engine, athlete: str) -> None:
        self.engine = engine
        self.athlete = athlete

    @property
    def revision(self) -> int:
        """A number that changes with every write to the store, by whomever: the key of every cache."""
        with self.engine.connect() as connection:
            return migrations.read_meta(connection, "revision")

    def add(self, batch: Batch) -> Receipt:
        """Stores the batch as one import, all of it or nothing; rows already there are kept once.

        Files whose very bytes are in the store add nothing. Where nothing is stored there is no import to undo and
        `revision` stays.
        """
        began = time.monotonic()
        import_id = uuid.uuid4().hex[:12]
        with self.engine.connect() as connection, connection.begin() as transaction:
            lines = writing.put(connection, self.athlete, import_id, batch)
            if not writing.has_rows(connection, import_id):
                transaction.rollback()
                return Receipt(None, lines, time.monotonic() - began)
            receipt = Receipt(import_id, lines, time.monotonic() - began)
            self._note_import(connection, receipt)
            self._touch(connection)
        return receipt

    def _note_import(self, connection: sa.Connection, receipt: Receipt) -> None:
        note = {"import_id": receipt.import_id, "athlete_id": self.athlete, "made_at": _now()}
        connection.execute(tables.IMPORTS.insert().values(**note, receipt=receipt.to_json()))

    def _touch(self, connection: sa.Connection) -> None:
        migrations.write_meta(connection, "revision", migrations.read_meta(connection, "revision") + 1)

    def known_files(self) -> dict[str, str]:
        """SHA-256 -> name of the files that are in the store."""
        with self.engine.connect() as connection:
            return writing.known_files(connection, self.athlete)

    def imports(self) -> list[dict[str, Any]]:
        """The imports that can be undone, newest first: import_id, made_at (UTC, ISO) and the receipt's JSON."""
        table = tables.IMPORTS
        wanted = sa.select(table).where(table.c.athlete_id == self.athlete).order_by(table.c.made_at.desc())
        with self.engine.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(wanted)]

    def undo(self, import_id: str) -> dict[str, int]:
        """Takes an import back: its rows, samples and files go, what they stood in for comes back.

        Returns the number of rows taken out by frame. Raises StoreError for an unknown id.
        """
        with self.engine.begin() as connection:
            if import_id not in {i["import_id"] for i in self.imports()}:
                raise StoreError(f"There is no import {import_id}. `python -m data imports` lists them.")
            taken = {}
            for name in COUNTED:
                table = tables.TABLES[name]
                gone = connection.execute(table.delete().where(*self._mine(table, import_id)))
                taken[name] = gone.rowcount
                writing.mark_duplicates(connection, self.athlete, name)
            for table in (tables.STREAMS, tables.FILES, tables.IMPORTS):
                connection.execute(table.delete().where(*self._mine(table, import_id)))
            self._touch(connection)
        return taken

    def _mine(self, table: sa.Table, import_id: str | None = None) -> list[sa.ColumnElement[bool]]:
        where = [table.c.athlete_id == self.athlete]
        return where if import_id is None else [*where, table.c.import_id == import_id]

    def load(self) -> Frames:
        """The athlete's frames: duplicates left out, exercises named by today's table and the reader's answers."""
        frames = {}
        with self.engine.connect() as connection:
            made = corrections.all_of(connection, self.athlete)
            for name in tables.FRAMES:
                table = tables.TABLES[name]
                where = self._mine(table)
                if name != "blocks":
                    where.append(table.c.duplicate_of.is_(None))
                frames[name] = corrections.apply(name, rows.to_frame(name, connection, *where), made)
        return Frames(**{**frames, "sets": self._named(frames["sets"])})

    def _named(self, sets: pd.DataFrame) -> pd.DataFrame:
        """Exercise and what the load counts, by today's tables: a changed answer changes every past set."""
        named = sets.assign(exercise=exercises.name_all(sets, self.setting("exercises", {})))
        return named.assign(load_basis=exercises.load_basis_all(named))

    def correct(self, name: str, row_id: str, **changes: Any) -> None:
        """Puts columns of one row right, for good: a later import neither undoes nor repeats it.

        Raises StoreError for a value that does not fit, an unknown row or a column that cannot be changed.
        """
        with self.engine.begin() as connection:
            table = tables.TABLES[name]
            row = rows.to_frame(name, connection, *self._mine(table), table.c[schema.ID_COLUMNS[name]] == row_id)
            fitting = corrections.checked(name, row.head(1), changes)
            corrections.note(connection, self.athlete, name, row_id, fitting, _now())
            self._touch(connection)

    def remove(self, name: str, row_id: str) -> None:
        """Leaves one row out from now on, also when it is imported again; `uncorrect` brings it back."""
        self._note(name, row_id, {corrections.REMOVED: None})

    def uncorrect(self, name: str, row_id: str) -> None:
        """Takes every correction of one row back, its removal and its splitting or joining too."""
        with self.engine.begin() as connection:
            if corrections.forget(connection, self.athlete, name, row_id):
                writing.mark_duplicates(connection, self.athlete, name)
                self._touch(connection)

    def corrections(self) -> pd.DataFrame:
        """Everything put right by hand: frame, row_id, column ("" for a removal), value, made_at."""
        with self.engine.connect() as connection:
            return corrections.all_of(connection, self.athlete)

    def split(self, name: str, row_id: str) -> None:
        """Says that a row taken for a duplicate tells of something of its own."""
        self._note(name, row_id, {corrections.DUPLICATE: ""})

    def join(self, name: str, row_id: str, kept_id: str) -> None:
        """Says that a row tells of the same run or set as the row `kept_id`, which is kept."""
        self._note(name, row_id, {corrections.DUPLICATE: kept_id})

    def _note(self, name: str, row_id: str, changes: dict[str, Any]) -> None:
        with self.engine.begin() as connection:
            corrections.note(connection, self.athlete, name, row_id, changes, _now())
            if corrections.DUPLICATE in changes:
                writing.mark_duplicates(connection, self.athlete, name)
            self._touch(connection)

    def duplicates(self, name: str) -> pd.DataFrame:
        """The rows of frame `name` that are stored but stand behind another (`duplicate_of`)."""
        table = tables.TABLES[name]
        with self.engine.connect() as connection:
            return rows.to_frame(name, connection, *self._mine(table), table.c.duplicate_of.is_not(None))

    def streams(self, run_id: str) -> pd.DataFrame:
        """The samples of one run (frame `streams`); no rows where it has none."""
        table = tables.STREAMS
        wanted = sa.select(table.c.blob).where(*self._mine(table), table.c.run_id == run_id).limit(1)
        with self.engine.connect() as connection:
            blob = connection.execute(wanted).scalar()
        return schema.empty("streams") if blob is None else streams.unpack(run_id, blob)

    def streams_of(self, run_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
        """run_id -> the samples of those of the runs that have any."""
        table = tables.STREAMS
        wanted = set(run_ids)
        with self.engine.connect() as connection:
            known = set(connection.execute(sa.select(table.c.run_id).where(*self._mine(table))).scalars()) & wanted
            found = sa.select(table.c.run_id, table.c.blob).where(*self._mine(table), table.c.run_id.in_(known))
            return {row.run_id: streams.unpack(row.run_id, row.blob) for row in connection.execute(found)}

    def save_block(
        self, name: str, start: date, end: date, *, kind: str = "strength", is_declared: bool = True
    ) -> str:
        """Keeps a block (both days belong to it), the reader's own or one lbsdrop proposed; returns its block_id.

        Raises StoreError where it ends before it starts.
        """
        if end < start:
            raise StoreError(f"The block would end ({end}) before it starts ({start}). Swap the two days.")
        block_id = identity(name, start, end, kind)
        block = {
            "block_id": block_id,
            "start": start,
            "end": end,
            "name": name,
            "kind": kind,
            "declared": float(is_declared),
        }
        self.delete_block(block_id)
        self._insert("blocks", [block])
        return block_id

    def delete_block(self, block_id: str) -> None:
        """Forgets a block; nothing happens where there is none of that id."""
        self._delete("blocks", block_id)

    def add_pain(self, **entry: Any) -> str:
        """Keeps one pain entry typed in by the reader (columns of frame `pain`; `day` is required)."""
        pain_id = identity(ENTERED, _now(), entry.get("day"), entry.get("site"), entry.get("moment"))
        self._insert("pain", [{**entry, "pain_id": pain_id, "source": ENTERED}])
        return pain_id

    def add_factor(self, **entry: Any) -> str:
        """Keeps one other diary value typed in by the reader (columns of `factors`; `day`, `name` required)."""
        factor_id = identity(ENTERED, _now(), entry.get("day"), entry.get("name"))
        self._insert("factors", [{**entry, "factor_id": factor_id, "source": ENTERED}])
        return factor_id

    def delete_pain(self, pain_id: str) -> None:
        """Takes out a pain entry typed in by the reader."""
        self._delete("pain", pain_id)

    def _insert(self, name: str, entries: list[dict[str, Any]]) -> None:
        frame = schema.check(name, schema.conform(name, pd.DataFrame(entries)))
        with self.engine.begin() as connection:
            fixed = {"athlete_id": self.athlete, "import_id": None}
            connection.execute(tables.TABLES[name].insert(), rows.to_rows(name, frame, **fixed))
            self._touch(connection)

    def _delete(self, name: str, row_id: str) -> None:
        table = tables.TABLES[name]
        with self.engine.begin() as connection:
            is_it = table.c[schema.ID_COLUMNS[name]] == row_id
            gone = connection.execute(table.delete().where(*self._mine(table), is_it, table.c.import_id.is_(None)))
            if gone.rowcount:
                self._touch(connection)

    def setting(self, name: str, default: Any = None) -> Any:
        """What is kept under `name` for the athlete, or `default`."""
        table = tables.SETTINGS
        wanted = sa.select(table.c.value).where(*self._mine(table), table.c.name == name)
        with self.engine.connect() as connection:
            found = connection.execute(wanted).first()
        return default if found is None else found[0]

    def keep_setting(self, name: str, value: Any) -> None:
        """Keeps a JSON value under `name` for the athlete."""
        table = tables.SETTINGS
        with self.engine.begin() as connection:
            connection.execute(table.delete().where(*self._mine(table), table.c.name == name))
            connection.execute(table.insert().values(athlete_id=self.athlete, name=name, value=value))
            self._touch(connection)

    def answers(self, **given: Any) -> Answers:
        """What the reader has answered about ambiguous files; answers in `given` (not None) win."""
        kept = Answers(**self.setting("answers", {}))
        return replace(kept, **{name: value for name, value in given.items() if value is not None})

    def keep_answer(self, option: str, value: Any) -> None:
        """Remembers an answer for later files."""
        self.keep_setting("answers", {**self.setting("answers", {}), option: value})

    def athletes(self) -> list[str]:
        """Everyone with an import or an entry in the store."""
        found: set[str] = set()
        with self.engine.connect() as connection:
            for table in (tables.IMPORTS, *tables.TABLES.values()):
                found |= set(connection.execute(sa.select(table.c.athlete_id).distinct()).scalars())
        return sorted(found)

    def erase(self) -> None:
        """Removes everything the store holds of the athlete."""
        with self.engine.begin() as connection:
            for table in tables.METADATA.sorted_tables:
                if "athlete_id" in table.c:
                    connection.execute(table.delete().where(*self._mine(table)))
            self._touch(connection)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
