"""What is exported comes back: every frame, every sample, every correction, every setting."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data import commands, export, schema
from data import store as stores
from data.errors import StoreError
from data.schema import Frames
from data.store import Snapshot
from data.streams import pack

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=12) | (
    st.sampled_from(
        ["=1+1", "'=1", "''", " =x", "\t=x", "\n", "\r\nx", "-2", "'tis", "NA", "nan", "null", '"', "a,b"]
    )
)
CHOICES = {
    ("runs", "kind"): schema.RUN_KINDS,
    ("sets", "kind"): schema.SET_KINDS,
    ("sets", "load_basis"): schema.LOAD_BASES,
    ("pain", "moment"): schema.MOMENTS,
    ("pain", "site"): schema.SITES,
    ("pain", "score"): tuple(float(score) for score in range(11)),
    ("pain", "flare"): (0.0, 1.0),
    ("blocks", "declared"): (0.0, 1.0),
}
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(0, 300).map(float)
DAYS = st.integers(-20_000, 60_000).map(lambda n: pd.Timestamp(0) + pd.Timedelta(days=n))
INSTANTS = st.integers(-(10**15), 4 * 10**15).map(lambda us: pd.Timestamp(us, unit="us", tz="UTC"))
BY_KIND = {"text": TEXT, "number": NUMBERS, "day": DAYS, "instant": INSTANTS}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | TEXT, lambda v: st.lists(v, max_size=3)
)


@st.composite
def rows_of(draw, name: str) -> pd.DataFrame:
    """A frame of up to three rows that keeps the contract, with anything in it that the contract lets in."""
    rows = []
    for i in range(draw(st.integers(0, 3))):
        row = {}
        for column, kind in schema.columns(name).items():
            values = st.sampled_from(CHOICES[name, column]) if (name, column) in CHOICES else BY_KIND[kind]
            is_needed = not schema.SCHEMAS[name].columns[column].nullable
            row[column] = draw(values if is_needed else st.none() | values)
        rows.append(
            {**row, schema.ID_COLUMNS[name]: f"id{i}", "duplicate_of": None, "import_id": draw(imported(name))}
        )
    known = [{c: v for c, v in row.items() if c in schema.columns(name)} for row in rows]
    return schema.check(name, schema.conform(name, pd.DataFrame(known)))


def imported(name: str):
    return st.none() if name == "blocks" else st.sampled_from([None, "first"])


@st.composite
def snapshots(draw) -> Snapshot:
    frames = Frames(**{name: draw(rows_of(name)) for name in ("runs", "sets", "pain", "factors", "blocks")})
    changed = [
        ("runs", "note", draw(TEXT)),
        ("pain", "score", 4.0),
        ("sets", "", None),
        ("factors", "duplicate_of", ""),
    ]
    made = [(name, "id0", column, value, "2026-03-01T00:00:00.000+00:00") for name, column, value in changed]
    corrections = pd.DataFrame(
        draw(st.lists(st.sampled_from(made), unique_by=lambda row: row[0])),
        columns=["frame", "row_id", "column", "value", "made_at"],
    )
    samples = {"id0": pack({"t_s": np.arange(3.0)})} if len(frames.runs) else {}
    names = st.text("abcdefgh", min_size=1, max_size=8)
    return Snapshot(frames, samples, corrections, draw(st.dictionaries(names, JSON, max_size=3)))


def assert_same(before: Snapshot, after: Snapshot) -> None:
    for name, frame in before.frames.items():
        other = after.frames[name]
        order = schema.ID_COLUMNS[name]
        one, two = (each.drop(columns="import_id", errors="ignore").sort_values(order) for each in (frame, other))
        pd.testing.assert_frame_equal(one.reset_index(drop=True), two.reset_index(drop=True), obj=name)
    key = ["frame", "row_id", "column", "value", "made_at"]
    assert sorted(map(repr, before.corrections[key].to_numpy().tolist())) == sorted(
        map(repr, after.corrections[key].to_numpy().tolist())
    )
    assert before.settings == after.settings
    assert before.samples == after.samples


@pytest.mark.parametrize("file_format", export.FORMATS)
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(kept=snapshots())
def test_what_is_exported_and_imported_into_an_empty_store_is_equal(file_format, kept):
    first = stores.open("sqlite://")
    first.take_in(kept, "made")
    before = first.snapshot()
    with tempfile.TemporaryDirectory() as folder:
        export.write(before, Path(folder), file_format)
        second = stores.open("sqlite://")
        second.take_in(export.read(Path(folder)), "export")
    assert_same(before, second.snapshot())


@given(TEXT)
def test_text_is_made_harmless_and_comes_back_as_it_was(text):
    shown = export.harmless(text)
    assert export.as_it_was(shown) == text
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'a.sqlite'}"


@pytest.fixture
def folder(url, tmp_path):
    """An export of a demo athlete with an edit, a joined run and a setting."""
    commands.main(["demo", "short", "--store", url, "--today", "2026-06-15"])
    store = stores.open(url)
    store.correct("runs", store.load().runs["run_id"][0], note="=by hand")
    store.add_pain(day="2026-06-14", score=2.0)
    store.keep_setting("units", "imperial")
    commands.main(["export", "--out", str(tmp_path / "out"), "--store", url])
    return tmp_path / "out"


def test_an_exported_folder_is_imported_by_the_command_line(url, folder, tmp_path, capsys):
    there = f"sqlite:///{tmp_path / 'b.sqlite'}"
    capsys.readouterr()
    assert commands.main(["import", str(folder), "--json", "--store", there]) == 0
    receipt = json.loads(capsys.readouterr().out)
    assert receipt["files"][0]["importer"] == "lbsdrop export"
    assert receipt["runs_added"] == len(stores.open(url).load().runs)
    assert_same(stores.open(url).snapshot(), stores.open(there).snapshot())


def test_an_export_that_is_imported_twice_adds_nothing(folder, tmp_path, capsys):
    there = f"sqlite:///{tmp_path / 'b.sqlite'}"
    commands.main(["import", str(folder), "--store", there])
    before = stores.open(there).snapshot()
    capsys.readouterr()
    assert commands.main(["import", str(folder), "--json", "--store", there]) == 0
    receipt = json.loads(capsys.readouterr().out)
    assert (receipt["import_id"], receipt["runs_added"], receipt["files"][0]["status"]) == (None, 0, "duplicate")
    assert_same(before, stores.open(there).snapshot())


def test_a_setting_that_is_kept_as_it_is_here_is_named(folder, tmp_path, capsys):
    there = f"sqlite:///{tmp_path / 'b.sqlite'}"
    stores.open(there).keep_setting("units", "metric")
    commands.main(["import", str(folder), "--store", there])
    assert "kept as they are here: units" in capsys.readouterr().out
    assert stores.open(there).setting("units") == "metric"


def test_the_import_of_an_export_can_be_undone(folder, tmp_path):
    there = stores.open(f"sqlite:///{tmp_path / 'b.sqlite'}")
    receipt = there.take_in(export.read(folder), "out")
    there.undo(receipt.import_id)
    assert there.load().runs.empty
    assert there.load().pain["source"].tolist() == ["entered"]


@pytest.mark.parametrize("name", ["runs.csv", "settings.json", "corrections.json", "samples.parquet"])
def test_an_export_that_lacks_a_file_or_was_damaged_is_refused_whole(folder, tmp_path, name, capsys):
    there = f"sqlite:///{tmp_path / 'b.sqlite'}"
    for damage in (lambda path: path.write_bytes(b"\xff\x00,nonsense\n1"), lambda path: path.unlink()):
        damage(folder / name)
        assert commands.main(["import", str(folder), "--store", there]) == 2
        assert name in capsys.readouterr().err
    assert stores.open(there).load().is_empty()


def test_an_export_is_imported_by_itself(folder, tmp_path, capsys):
    assert (
        commands.main(["import", str(folder), str(folder / "runs.csv"), "--store", f"sqlite:///{tmp_path / 'b'}"])
        == 2
    )
    assert "by itself" in capsys.readouterr().err


def test_where_nothing_can_be_written_an_export_says_so(tmp_path):
    (tmp_path / "out").write_text("a file in the way")
    with pytest.raises(StoreError, match="Choose another folder"):
        export.write(stores.open("sqlite://").snapshot(), tmp_path / "out")


def test_an_export_is_for_the_readers_eyes_only(folder):
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
