"""The demo athlete in the cache folder: whole, of today, and made again where it is not."""

from __future__ import annotations

from datetime import date

import pytest
import sqlalchemy as sa

from data import demo_store, folders
from start import DEMO

DAY, NEXT = date(2026, 6, 15), date(2026, 6, 16)


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("LBSDROP_CACHE", str(tmp_path))


def test_a_demo_is_made_once_a_day_and_the_one_of_the_day_before_goes():
    first = demo_store.opened("short", DAY)
    assert demo_store.opened("short", DAY).revision == first.revision
    demo_store.opened("short", NEXT)
    kept = {path.name.split("-short-")[1][:10] for path in folders.cache().glob("demo-*")}
    assert kept == {"2026-06-16"}


def test_what_the_set_up_makes_the_page_takes(monkeypatch):
    exec(DEMO.replace("'story'", "'short'"), {})  # noqa: S102 (a line of start.py)
    assert list(folders.frames().glob("*.arrow"))
    monkeypatch.setattr(demo_store, "put", lambda *_: pytest.fail("It was made again."))
    assert not demo_store.opened("short", date.today()).load().is_empty()


def test_a_demo_that_was_killed_on_the_way_is_made_again_whole():
    whole = demo_store.opened("short", DAY).load()
    (path,) = folders.cache().glob("demo-*.sqlite")
    path.unlink()
    path.write_bytes(b"")
    again = demo_store.opened("short", DAY).load()
    assert [len(frame) for _, frame in again.items()] == [len(frame) for _, frame in whole.items()]


def test_blocks_and_rows_of_a_demo_come_in_one_step(monkeypatch):
    store = demo_store.opened("short", DAY)
    blocks = demo_store.entries.named_blocks(
        [{"name": "hips", "start": DAY, "end": NEXT, "kind": "strength", "declared": 1.0}]
    )
    monkeypatch.setattr(demo_store.demo, "blocks", lambda *_: blocks)
    store.erase()
    before = store.revision
    demo_store.put(store, "short", DAY)
    with store.reading() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM blocks")).scalar() == 1
    assert store.revision == before + 1
