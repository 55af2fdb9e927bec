"""A demo athlete in a store: through the same importers as anyone's files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from data import demo, folders
from data import store as stores
from data.identity import identity
from data.imports import read_files
from data.store import Loaded, Receipt, Store, entries


def put(store: Store, name: str, today: date, seed: int | None = None) -> Receipt:
    """Imports the athlete's exports and declares the blocks of the story, all of it or nothing."""
    batch = read_files(store, demo.files(name, today, seed), demo.answers(name))
    declared = demo.blocks(name, today, seed).assign(declared=1.0).to_dict("records")
    blocks = entries.named_blocks([{str(key): value for key, value in block.items()} for block in declared])
    return store.add(replace(batch, frames=replace(batch.frames, blocks=blocks)))


def opened(name: str, today: date) -> Store:
    """The demo athlete as of `today`, in a store of its own in the cache folder; made where it is not there whole.

    Those kept of other days go.
    """
    folder = folders.cache()
    file = folder / f"demo-{name}-{today:%Y-%m-%d}-{fingerprint()}.sqlite"
    for old in folder.glob(f"demo-{name}-*"):
        if not old.name.startswith(file.name):
            old.unlink(missing_ok=True)
    store = stores.open(f"sqlite:///{file}", f"demo-{name}")
    if not store.imports():
        put(store, name, today)
    return store


def make_ready(name: str, today: date) -> None:
    """Makes the demo athlete as of `today`, and its frames as a start takes them: what the set-up does."""
    store = opened(name, today)
    ready = store.prepared_in(folders.frames())
    if ready is not None:
        store.prepare(store.load_again(Loaded(), ready), ready)


def fingerprint() -> str:
    """Changes when the demo athletes are made differently, so that a kept one is not taken for today's."""
    made_by = sorted(Path(demo.__file__).parent.glob("*.py"))
    return identity(*(path.read_bytes() for path in made_by))
