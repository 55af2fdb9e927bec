"""Marks set for the days an import reaches are those that marking everything anew would set."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import sqlalchemy as sa

from data import store as stores
from data.store import marking, tables
from tests import make

RUNS = ("garmin_fit", "garmin_csv", "strava_csv", "mapped")
SETS = ("hevy", "strong", "garmin_fit")
FIRST = pd.Timestamp("2026-03-01T06:00Z")


def marks(store: stores.Store, name: str) -> list[tuple[object, ...]]:
    table = tables.TABLES[name]
    with store.reading() as connection:
        wanted = sa.select(table.c.row_no, table.c.duplicate_of, table.c.superseded_by).order_by(table.c.row_no)
        return [tuple(row) for row in connection.execute(wanted)]


def an_export(rng: np.random.Generator, n_days: int) -> dict[str, list[dict]]:
    """Some days of one source: runs, sessions and scores, now and then with a start, a size or a score put right."""
    first = int(rng.integers(0, n_days))
    days = range(first, min(first + int(rng.integers(1, 9)), n_days))
    run_source, set_source = RUNS[rng.integers(len(RUNS))], SETS[rng.integers(len(SETS))]
    rows: dict[str, list[dict]] = {"runs": [], "sets": [], "pain": []}
    for day in (day for day in days if rng.random() < 0.8):
        begun = FIRST + pd.Timedelta(days=day, minutes=float(rng.choice([0, 1, 60])))
        start = begun.strftime("%Y-%m-%dT%H:%MZ")
        size = 5_000 + 500 * day + float(rng.choice([0, 40, 400]))
        rows["runs"].append(make.run(start, size, 1_800, source=run_source))
        if rng.random() < 0.3:
            later = (begun + pd.Timedelta(hours=float(rng.choice([1, 10])))).strftime("%Y-%m-%dT%H:%MZ")
            rows["runs"].append(make.run(later, size, 1_800, source=run_source))
        rows["sets"] += make.lifted(start, n=int(rng.integers(1, 4)), source=set_source)
        rows["pain"].append(make.hurt(start[:10], float(rng.integers(0, 5))))
    return {name: each for name, each in rows.items() if each}


@pytest.mark.parametrize("seed", range(2))
def test_the_days_an_import_reaches_are_marked_as_all_would_be(seed):
    rng = np.random.default_rng(seed)
    store = stores.open("sqlite://")
    for n in range(5):
        rows = an_export(rng, 30)
        if not rows:
            continue
        store.add(make.batch(make.file(f"{n}.csv", content=f"{seed} {n}", **rows)))
        if n == 2 and len(store.load().runs):
            store.split("runs", store.load().runs["run_id"].iloc[0])
        for name in ("runs", "sets", "pain") if n % 2 == 0 else ():
            near = marks(store, name)
            with store.writing() as connection:
                marking.mark(connection, store.athlete, name)
            assert marks(store, name) == near, (n, name)
    store.engine.dispose()


def test_an_import_looks_at_the_days_it_reaches_only(monkeypatch):
    store = stores.open("sqlite://")
    old = [make.run(f"2020-{month:02d}-01T07:00Z", 5_000) for month in range(1, 13)]
    store.add(make.batch(make.file("old.csv", runs=old)))
    looked_at = []
    stored = marking._stored

    def noted(*asked):
        looked_at.append(len(found := stored(*asked)))
        return found

    monkeypatch.setattr(marking, "_stored", noted)
    store.add(make.batch(make.file("new.csv", runs=[make.run("2026-03-01T07:00Z", 5_000)])))
    assert looked_at == [1]
