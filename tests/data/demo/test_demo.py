"""The demo athletes as files: what importers make of them."""

from __future__ import annotations

import io
import time
from datetime import date, timedelta

import fitparse
import numpy as np
import pandas as pd
import pytest

from data import demo, exercises, importers, schema, units
from data.demo import fit_file
from data.errors import UsageError
from data.importers import Answers
from data.importers.gathering import gather

TODAY = date(2026, 7, 15)
# Nothing but the home zone is told: miles must follow from the file itself.
ZONE_ONLY = Answers(timezone=demo.ZONE)


def read(files, answers=ZONE_ONLY):
    return gather(importers.parse(source, answers) for source in files)


@pytest.fixture(scope="module")
def story():
    return demo.athlete("story", TODAY)


@pytest.fixture(scope="module")
def story_files():
    return demo.files("story", TODAY)


@pytest.fixture(scope="module")
def batch(story_files):
    return read(story_files)


def test_the_same_name_day_and_seed_give_the_same_bytes():
    first, second = demo.files("short", TODAY, 5), demo.files("short", TODAY, 5)
    assert [(f.name, f.data) for f in first] == [(f.name, f.data) for f in second]


def test_another_seed_gives_another_athlete():
    assert demo.files("short", TODAY, 5)[0].data != demo.files("short", TODAY, 6)[0].data


def test_null_shares_its_training_with_story_and_not_its_pain(story):
    null = demo.athlete("null", TODAY)
    pd.testing.assert_frame_equal(null.runs, story.runs)
    pd.testing.assert_frame_equal(null.sets, story.sets)
    assert abs(np.corrcoef(null.pain, story.pain)[0, 1]) < 0.2


def test_an_unknown_athlete_is_refused_with_the_names_there_are():
    with pytest.raises(UsageError, match="story, null, short, two-causes"):
        demo.files("nobody", TODAY)


def test_writing_gives_the_files_that_there_are_in_memory(tmp_path):
    paths = demo.write("short", tmp_path / "new", TODAY)
    assert [(p.name, p.read_bytes()) for p in paths] == [(f.name, f.data) for f in demo.files("short", TODAY)]


def test_all_files_of_the_story_are_read_whole(batch, story):
    assert {note.status for note in batch.files} == {"imported"}
    assert [note.importer for note in batch.files[:3]] == ["Garmin activity list", "Hevy CSV", "Pain diary"]
    assert batch.warnings == ("Distances were read as miles: only then do they fit your cadence and stride length.",)
    n_fit = len(batch.files) - 3
    assert len(batch.frames.runs) == len(story.runs) + n_fit
    assert len(batch.frames.sets) == len(story.sets)
    assert len(batch.frames.pain) == len(story.entries)
    assert set(batch.frames.factors["name"]) == {"sleep", "stress"}


def test_only_what_is_neither_run_nor_diary_is_skipped(batch):
    reasons = {skipped.reason.split(":")[0] for skipped in batch.skipped}
    assert reasons == {"Strength Training", "Yoga"} or all("Yoga" in r or "Strength" in r for r in reasons)


def test_miles_follow_from_cadence_and_stride(batch, story):
    from_csv = batch.frames.runs[batch.frames.runs["source"] == "garmin_csv"].sort_values("start")
    told, meant = from_csv["distance_m"].to_numpy(), story.runs["distance_m"].to_numpy()
    np.testing.assert_allclose(told, meant, atol=0.006 * units.M_PER_MILE)


def test_runs_on_the_watch_are_in_the_list_too(batch):
    runs = batch.frames.runs
    watch, listed = runs[runs["source"] == "garmin_fit"], runs[runs["source"] == "garmin_csv"]
    assert len(watch) == 8
    both = watch.merge(listed, on="start", suffixes=("", "_list"))
    assert len(both) == 8
    np.testing.assert_allclose(both["distance_m"], both["distance_m_list"], rtol=0.005)
    np.testing.assert_allclose(both["duration_s"], both["duration_s_list"], atol=1)


def test_a_fit_file_is_sound_to_another_decoder(story_files, story):
    source = story_files[-1]
    fit = fitparse.FitFile(io.BytesIO(source.data), check_crc=True)
    session = next(fit.get_messages("session")).get_values()
    records = pd.DataFrame([message.get_values() for message in fit.get_messages("record")])
    run = story.runs.iloc[-1]
    assert session["total_distance"] == run["distance_m"]
    assert records["distance"].iloc[-1] == pytest.approx(run["distance_m"], abs=0.02)
    assert records["heart_rate"].mean() == pytest.approx(run["hr_mean_bpm"], abs=0.5)
    assert records["distance"].is_monotonic_increasing
    gaps = records["timestamp"].diff().dropna().dt.total_seconds()
    assert set(gaps) <= {1, 2, 3, 4, 5}
    assert session["timestamp"] == records["timestamp"].iloc[-1]
    activity = next(fit.get_messages("activity")).get_values()
    # New York in July is four hours behind UTC.
    assert activity["local_timestamp"] - activity["timestamp"] == timedelta(hours=-4)


def test_the_check_sum_is_the_protocols():
    # CRC-16/ARC of "123456789", published check value BB3D.
    assert fit_file.crc(b"123456789") == 0xBB3D


def test_every_set_is_named_as_the_athlete_meant_it(batch, story):
    named = exercises.name_all(story.sets.assign(source="hevy"))
    assert named.tolist() == story.sets["exercise"].tolist()
    assert batch.frames.sets["exercise"].notna().all()


@pytest.mark.parametrize("name", demo.NAMES)
@pytest.mark.parametrize("weekday", range(7))
def test_the_last_run_is_today_or_yesterday_and_nothing_is_in_the_future(name, weekday):
    today = TODAY + timedelta(days=weekday)
    who = demo.athlete(name, today)
    days = who.runs["day"].to_numpy()
    n = (today - who.first).days + 1
    assert days.max() in (n - 2, n - 1)
    assert max(who.sets["day"].max(), who.entries["day"].max()) < n


@pytest.mark.parametrize("seed", [1, 2, 17, 33, 50])
def test_other_seeds_give_athletes_that_can_be_read(seed):
    files = demo.files("short", TODAY, seed)
    frames = read(files).frames
    assert len(frames.runs) >= 8
    assert len(frames.sets) >= 40
    assert len(frames.pain) >= 8
    assert frames.runs["flag"].isna().all()
    assert len(files) >= 4


@pytest.mark.parametrize("seed", [1, 50])
def test_other_stories_keep_to_believable_values(seed):
    who = demo.athlete("story", TODAY, seed)
    ranges = schema.plausible_ranges("runs")
    for column in (
        "distance_m",
        "duration_s",
        "ascent_m",
        "hr_mean_bpm",
        "hr_max_bpm",
        "cadence_spm",
        "temperature_c",
    ):
        assert who.runs[column].between(*ranges[column]).all(), column
    pace = who.runs["duration_s"] / who.runs["distance_m"] * 1000
    assert pace.between(250, 460).all()
    assert who.entries["score"].between(0, 10).all()


def test_three_weeks_are_three_weeks():
    who = demo.athlete("short", TODAY)
    assert who.first == TODAY - timedelta(days=20)
    assert who.sets["load_kg"].max() < 95 * units.KG_PER_LB
    assert demo.blocks("short", TODAY).empty


def test_blocks_are_the_stretches_of_hip_thrusts(story):
    blocks = schema.check("blocks", demo.blocks("story", TODAY))
    thrusts = story.sets[story.sets["exercise"] == "Hip Thrust (Barbell)"]["day"].unique()
    days = pd.Timestamp(story.first) + pd.to_timedelta(thrusts, unit="D")
    inside = [any(row.start <= day <= row.end for row in blocks.itertuples()) for day in days]
    assert all(inside)
    assert len(blocks) == 4
    assert blocks["end"].max() <= pd.Timestamp(TODAY)


def test_a_story_is_written_in_a_moment():
    begun = time.process_time()
    demo.files("story", TODAY, 3)
    assert time.process_time() - begun < 4
