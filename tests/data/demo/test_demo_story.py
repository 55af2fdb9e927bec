"""The story that the demo athlete lived, and the truth planted in it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analytics.days import daily
from bench.calibration.demo.planted import ON_THE_SCALE, PLANTED, days_of, found, off_floor
from data import demo, importers, units
from data.demo import diary, plan, running
from data.importers.gathering import gather
from tests.places import ROOT

TODAY = date(2026, 7, 15)
LAPSES = ("Marathon build", "House move", "Travel")


@pytest.fixture(scope="module")
def story():
    return demo.athlete("story", TODAY)


@pytest.fixture(scope="module")
def days(story):
    return days_of(story)


def phase_days(who, name):
    number = [phase.name for phase in who.phases].index(name)
    return np.flatnonzero(plan.phase_of_day(who.phases) == number)


def weekly_miles(days, name, who):
    return days["distance_m"].to_numpy()[phase_days(who, name)].mean() * 7 / units.M_PER_MILE


def test_it_spans_seven_and_a_half_years(days):
    assert len(days) == round(7.5 * 365.25)


def test_without_strength_the_miles_go_up_and_pain_builds(story, days):
    assert 33 <= weekly_miles(days, "Only running", story) <= 42
    only_running = phase_days(story, "Only running")
    assert days["glute_sets"].to_numpy()[only_running].sum() == 0
    first_year = days["pain"].to_numpy()[phase_days(story, "Lifting and running")]
    assert np.nanmean(days["pain"].to_numpy()[only_running]) > np.nanmean(first_year) + 3


def test_hip_thrusts_go_from_65_to_300_pounds(story):
    thrusts = story.sets[(story.sets["exercise"] == "Hip Thrust (Barbell)") & (story.sets["kind"] == "work")]
    top = thrusts.groupby("day")["load_kg"].max() / units.KG_PER_LB
    assert top.iloc[0] == pytest.approx(65)
    assert top.max() == pytest.approx(300)
    assert top.iloc[-1] == pytest.approx(300)
    assert top.index[-1] - top.index[0] > 4.8 * 365


@pytest.mark.parametrize("name", LAPSES)
def test_pain_creeps_back_when_strength_lapses(name, story, days):
    lapse = phase_days(story, name)
    assert days["glute_sets"].to_numpy()[lapse].sum() == 0
    late, before = lapse[-28:], np.arange(lapse[0] - 70, lapse[0])
    assert story.pain[late].mean() > story.pain[before].mean() + 1


def test_it_ends_with_pain_at_or_near_none(days):
    assert days["pain"].iloc[-90:].median() == 0
    assert days["pain"].iloc[-90:].mean() < 1


def test_a_quarter_of_days_is_not_logged_and_scores_are_whole(days):
    assert days["pain"].isna().mean() == pytest.approx(plan.UNLOGGED, abs=0.03)
    logged = days["pain"].dropna()
    assert (logged == logged.round()).all()
    assert logged.between(0, 10).all()


def test_pain_is_off_its_floor_over_the_documented_years(story):
    assert (off_floor(story)["pain"] == 0).mean() < 0.06


def test_ten_kilometres_hurt_the_next_seven_days_and_sixty_sets_help_after_two_weeks():
    none, one = np.zeros(80), np.zeros(80)
    one[20] = 1

    def of(km, sets):
        return diary.course(km * 1000, sets, none, np.random.default_rng(1))

    by_running = of(10 * one, none) - of(none, none)
    by_lifting = of(none, 60 * one) - of(none, none)
    np.testing.assert_allclose(by_running, np.where((np.arange(80) >= 21) & (np.arange(80) <= 27), 1, 0), atol=1e-9)
    np.testing.assert_allclose(by_lifting, np.where((np.arange(80) >= 34) & (np.arange(80) <= 61), -2, 0), atol=1e-9)


def test_pain_is_what_the_model_says(story, days):
    km_7d = (days["distance_m"] / 1000).rolling(7).sum().shift(1)
    sets_28d = days["glute_sets"].rolling(28).sum().shift(14)
    planted = plan.base_pain(story.phases) + km_7d / 10 - 2 * sets_28d / 60
    rest = (pd.Series(story.pain, index=days.index) - planted).dropna()
    assert rest.autocorr(1) == pytest.approx(0.8, abs=0.04)
    assert rest.mean() == pytest.approx(0, abs=0.25)


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p.exposure)
def test_what_is_planted_is_found_with_its_size(planted):
    """One interval in twenty may miss it."""
    rows = [
        found(off_floor(demo.athlete("story", TODAY, seed)), planted, n_surrogates=199) for seed in (None, 1, 2, 3)
    ]
    assert all(row["verdict"] == "related" and row["effect"] * planted.size > 0 for row in rows)
    assert sum(row["per_step_low"] <= ON_THE_SCALE * planted.size <= row["per_step_high"] for row in rows) >= 3


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p.exposure)
def test_where_nothing_is_planted_nothing_is_to_be_seen(planted):
    row = found(days_of(demo.athlete("null", TODAY)), planted, n_surrogates=199)
    assert row["verdict"] == "nothing to see yet"
    assert row["low"] <= 0 <= row["high"]


@pytest.mark.parametrize("planted", PLANTED, ids=lambda p: p.exposure)
def test_two_causes_at_once_are_both_found_with_their_sizes(planted):
    days = days_of(demo.athlete("two-causes", TODAY))
    row = found(days, planted, n_surrogates=199)
    assert row["verdict"] == "related"
    assert row["per_step_low"] <= ON_THE_SCALE * planted.size <= row["per_step_high"]


def test_of_two_causes_the_big_weeks_hold_fewer_sets():
    days = days_of(demo.athlete("two-causes", TODAY))
    assert days["distance_7d_m"].corr(days["glute_sets"].rolling(7).sum()) < -0.4


def test_all_paces_are_two_percent_faster_with_strength(story):
    runs = story.runs[story.runs["sort"] == "easy"]
    strong = running.strength(story.glute_sets)[runs["day"]]
    heat = np.clip(runs["temperature_c"] - 12, 0, None)
    climb = runs["ascent_m"] / runs["distance_m"]
    design = np.column_stack([np.ones(len(runs)), strong, heat, climb])
    slopes = np.linalg.lstsq(design, np.log(runs["duration_s"] / runs["distance_m"]), rcond=None)[0]
    assert slopes[1] == pytest.approx(-plan.PACE_GAIN, abs=0.006)


def test_the_way_through_files_keeps_the_truth(story, days):
    answers = demo.answers("story")
    tables = demo.files("story", TODAY)[:3]
    frames = gather(importers.parse(source, answers) for source in tables).frames
    through = daily(frames, pd.Timestamp(TODAY))
    ours, theirs = days.align(through, join="inner", axis=0)
    assert len(ours) == len(days)
    covered = theirs["glute_sets"].notna()
    assert covered.mean() > 0.99
    np.testing.assert_array_equal(ours["glute_sets"][covered], theirs["glute_sets"][covered])
    np.testing.assert_array_equal(ours["biceps_sets"][covered], theirs["biceps_sets"][covered])
    np.testing.assert_array_equal(ours["pain"], theirs["pain"])
    np.testing.assert_allclose(ours["distance_m"], theirs["distance_m"].fillna(0), atol=12)


def test_the_doc_tells_the_planted_values():
    text = (ROOT / "docs" / "demo.md").read_text()
    told = [
        f"{plan.POINTS_PER_10_KM_7D} x (km of the last 7 days",
        f"- {-plan.POINTS_PER_60_GLUTE_SETS_28D} x (glute sets of the last 28 days, {plan.SETS_LAG_DAYS} days ago)",
        f"a deviation of which {plan.PAIN_AR} is left the next day (new each day: {plan.PAIN_NOISE} points)",
        f"A quarter ({plan.UNLOGGED})",
        f"All paces are {plan.PACE_GAIN} (",
        "from year {} to year {} ".format(*plan.OFF_FLOOR_YEARS),
        f"a level of {plan.NULL_LEVEL} points",
        f"`{plan.ZONE}`",
    ]
    assert [line for line in told if line not in " ".join(text.split())] == []
    ends = {f"{phase.end}" for phase in plan.STORY if not phase.is_thrusting} | {f"{plan.STORY[-1].end}"}
    assert [end for end in ends - {"1.45"} if f"-{end} |" not in text] == []
