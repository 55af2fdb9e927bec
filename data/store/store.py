"""The store: add, load, undo; one import is one transaction."""

from __future__ import annotations

import time
import uuid
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from data import schema, streams
from data.batch import Batch
from data.errors import StoreError
from data.identity import identity
from data.schema import Frames
from data.store import (
    connect,
    corrections,
    entries,
    erase,
    files,
    loading,
    marking,
    settings,
    tables,
    taking_in,
    transactions,
    writing,
)
from data.store.connect import default_url
from data.store.edits import Edits
from data.store.entries import Entries
from data.store.grants import Grants
from data.store.loading import Loaded
from data.store.prepared import Prepared
from data.store.receipt import COUNTED, Receipt
from data.store.settings import Settings
from data.store.snapshot import Snapshot


def open(url: str | None = None, athlete: str = "me") -> Store:
    """The store at the SQLAlchemy `url` (None: `default_url()`), seen as one athlete; made where there is none."""
    return Store(connect.engine(url or default_url()), athlete)


class Store(Entries, Edits, Settings, Grants):
    """One athlete's view of a store.

    Every method raises StoreError, with what to do, where the database cannot do as asked.
    """

    def add(self, batch: Batch) -> Receipt:
        """Stores the batch as one import, all of it or nothing; rows already there are kept once.

        Files whose very bytes are in the store add nothing. Where nothing is stored there is no import to undo and
        `revision` stays. Blocks in the batch are kept as if the reader had declared them.
        """
        began = time.monotonic()
        import_id = uuid.uuid4().hex[:12]
        with self.writing() as connection:
            lines = writing.put(connection, self.athlete, import_id, batch)
            entries.insert(connection, self.athlete, "blocks", batch.frames.blocks)
            if not writing.has_rows(connection, self.athlete, import_id):
                transactions.leave(connection)
                return Receipt(None, lines, time.monotonic() - began)
            receipt = Receipt(import_id, lines, time.monotonic() - began)
            writing.note_import(connection, self.athlete, receipt)
        return receipt

    def take_in(self, kept: Snapshot, name: str) -> Receipt:
        """Adds what an export (called `name`) holds and the store does not; an empty store gets all, as it was."""
        with self.writing() as connection:
            return taking_in.take_in(connection, self.athlete, kept, name)

    def known_files(self) -> dict[str, str]:
        """SHA-256 -> name of the files that are in the store."""
        with self.reading() as connection:
            return writing.known_files(connection, self.athlete)

    def imports(self) -> list[dict[str, Any]]:
        """The imports that can be undone, newest first: import_id, made_at (UTC, ISO) and the receipt's JSON."""
        table = tables.IMPORTS
        wanted = sa.select(table).where(*self._mine(table)).order_by(table.c.made_at.desc())
        with self.reading() as connection:
            return [dict(row._mapping) for row in connection.execute(wanted)]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was ever imported or entered for the athlete, or all of it was taken back."""
        with self.reading() as connection:
            return not any(
                connection.execute(sa.select(sa.true()).where(*self._mine(table)).limit(1)).first()
                for table in (tables.IMPORTS, *tables.TABLES.values())
            )

    def undo(self, import_id: str) -> dict[str, int]:
        """Takes an import back: its rows, samples and files go, what they stood in for comes back.

        Returns the number of rows taken out by frame. Raises StoreError for an unknown id.
        """
        with self.writing() as connection:
            noted = tables.IMPORTS.delete().where(*self._mine(tables.IMPORTS, import_id))
            if not connection.execute(noted).rowcount:
                raise StoreError(f"There is no import {import_id}. `python -m data imports` lists them.")
            taken = {}
            for name in COUNTED:
                table = tables.TABLES[name]
                taken[name] = connection.execute(table.delete().where(*self._mine(table, import_id))).rowcount
                marking.mark(connection, self.athlete, name)
            for table in (tables.STREAMS, tables.FILES):
                connection.execute(table.delete().where(*self._mine(table, import_id)))
        return taken

    def load(self) -> Frames:
        """The athlete's frames: duplicates left out, exercises named by today's table and the reader's answers."""
        with self.reading() as connection:
            return loading.frames(connection, self.athlete)

    def load_again(self, before: Loaded, prepared: Prepared | None = None) -> Loaded:
        """As `load`; the frames that nothing was written of since `before` are the same objects. Those in `prepared`
        that still stand are taken from there, which is faster."""
        with self.reading() as connection:
            return loading.again(connection, self.athlete, before, prepared)

    def prepared_in(self, folder: Path) -> Prepared | None:
        """What is prepared of the athlete's frames in `folder`; None where the store is no file of its own: a server
        decides with every look who may see a row."""
        path = files.path_of(self.engine.url)
        return None if path is None else Prepared(folder, identity(path.resolve(), self.athlete))

    def prepare(self, loaded: Loaded, prepared: Prepared) -> None:
        """Writes the frames to `prepared`, but for those that stand there or that were written since."""
        for name, state in loaded.state.items():
            prepared.keep(name, state, loaded.frames[name])
        with self.reading() as connection:
            now = loading.state(connection, self.athlete)
        for name, state in loaded.state.items():
            if now[name] != state:
                prepared.drop(name)

    @property
    def state(self) -> Hashable:
        """Changes whenever a frame of the athlete may have changed, and with nothing else that is written."""
        with self.reading() as connection:
            return tuple(loading.state(connection, self.athlete).items())

    def snapshot(self) -> Snapshot:
        """Frames, samples, corrections and settings, all of one moment."""
        table = tables.STREAMS
        with self.reading() as connection:
            blobs = sa.select(table.c.run_id, table.c.blob).where(*self._mine(table)).order_by(table.c.row_no)
            return Snapshot(
                loading.frames(connection, self.athlete),
                {row.run_id: row.blob for row in connection.execute(blobs)},
                corrections.all_of(connection, self.athlete),
                settings.all_of(connection, self.athlete),
            )

    def streams(self, run_id: str) -> pd.DataFrame:
        """The samples of one run (frame `streams`); no rows where it has none."""
        return self.streams_of([run_id]).get(run_id, schema.empty("streams"))

    def streams_of(self, run_ids: Iterable[str]) -> dict[str, pd.DataFrame]:
        """run_id -> the samples of those of the runs that have any, by whichever source of the run has them."""
        with self.reading() as connection:
            blobs = loading.samples(connection, self.athlete, set(run_ids))
        return {run_id: streams.unpack(run_id, blob) for run_id, blob in blobs.items()}

    def origins(self, run_ids: Iterable[str]) -> pd.DataFrame:
        """Where each value of the runs came from: run_id, field, source, for what anybody recorded.

        What the reader put right by hand has the source `by hand`.
        """
        with self.reading() as connection:
            return loading.origins(connection, self.athlete, set(run_ids))

    def athletes(self) -> list[str]:
        """Everyone with an import or an entry in the store; for a coach the one athlete alone."""
        if self.coach is not None:
            return [self.athlete]
        found: set[str] = set()
        with transactions.reading(self.engine) as connection:
            for table in (tables.IMPORTS, *tables.TABLES.values()):
                found |= set(connection.execute(sa.select(table.c.athlete_id).distinct()).scalars())
        return sorted(found)

    def erase(self) -> None:
        """Removes everything the store holds of the athlete, to the last byte in its file.

        Raises StoreError where another program that has the store open keeps those bytes there; the rows are gone.
        """
        with self.writing() as connection:
            for table in tables.METADATA.sorted_tables:
                if "athlete_id" in table.c:
                    connection.execute(table.delete().where(*self._mine(table)))
        erase.wipe(self.engine)
