"""The morning after each run against the runner's own mornings after days of rest."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analytics.pain import groups, mornings
from analytics.pain.mornings import Limits
from analytics.result import NotEnough, Result, said
from data import schema
from data.units import IMPERIAL, METRIC, Units
from tests import make

EXERCISES = schema.exercises()
NO_SETS = schema.empty("sets")
FIRST = pd.Timestamp("2026-01-05")


def day(n: int) -> str:
    return f"{FIRST + pd.Timedelta(days=n):%Y-%m-%d}"


def runs(*rows: dict) -> pd.DataFrame:
    return schema.conform("runs", pd.DataFrame(list(rows)))


def pain(*rows: dict) -> pd.DataFrame:
    return schema.conform("pain", pd.DataFrame(list(rows)))


def every_other_day(n_days: int = 60, km: float = 8.0) -> list[dict]:
    return [make.run(f"{day(n)}T06:00Z", 1_000 * km, 300 * km) for n in range(0, n_days, 2)]


def usual_mornings(n_days: int = 61, rest: float = 2, after: float = 3) -> list[dict]:
    """Mornings of even days follow a rest day, those of odd days a run."""
    return [make.hurt(day(n), after if n % 2 else rest, "morning") for n in range(n_days)]


def rows(ran: list[dict], scored: list[dict], **more: object) -> pd.DataFrame:
    return mornings.after_runs(runs(*ran), pain(*scored), NO_SETS, EXERCISES, **more).set_index("day")


def grouped(after: pd.DataFrame, by: str, units: Units = METRIC) -> pd.DataFrame:
    return groups.grouped(after, by, back_within=mornings.LIMITS.back_within, units=units)


def response(*frames: pd.DataFrame, units: Units = METRIC, **more: object) -> Result | NotEnough:
    return said(mornings.response(*frames, **more), mornings.say_response, units)


def test_the_morning_after_is_compared_with_mornings_after_rest():
    row = rows(every_other_day(), usual_mornings()).loc[day(40)]
    assert row[["morning", "baseline", "n_baseline", "delta"]].tolist() == [3, 2, 14, 1]


def test_the_baseline_never_looks_past_the_run():
    scored = usual_mornings()
    later = [make.hurt(day(n), 9 if n > 30 else 2, "morning") for n in range(0, 61, 2)]
    assert rows(every_other_day(), later).loc[day(30), "baseline"] == 2
    assert rows(every_other_day(), scored[:31]).loc[day(40), "baseline"] == 2


def test_four_mornings_after_rest_are_no_baseline_and_five_are():
    after = rows(every_other_day(), usual_mornings())
    assert after["n_baseline"].iloc[[0, 4, 5, 14, 20]].tolist() == [0, 4, 5, 14, 14]
    assert after["baseline"].notna().iloc[[4, 5]].tolist() == [False, True]


def test_a_morning_older_than_16_weeks_is_of_another_time():
    late = make.run(f"{day(200)}T06:00Z")
    row = rows([*every_other_day(), late], usual_mornings()).loc[day(200)]
    assert row["n_baseline"] == 0
    assert np.isnan(row["baseline"])


def test_mornings_before_the_log_of_runs_began_are_not_known_to_follow_rest():
    scored = [make.hurt(day(n), 7, "morning") for n in range(-30, 0)]
    assert rows(every_other_day(), scored)["n_baseline"].max() == 0


def test_only_morning_scores_count_as_mornings():
    evenings = [make.hurt(day(n), 2, "evening") for n in range(61)]
    after = rows(every_other_day(), evenings)
    assert after["morning"].isna().all()


@pytest.mark.parametrize(
    ("during", "morning", "band"),
    [
        (1, 2, "safe"),
        (2, 3, "safe"),
        (2, 4, "higher next morning"),
        (4, 3, "acceptable"),
        (5, 3, "acceptable"),
        (4, 4, "too much"),
        (6, 2, "too much"),
        (6, None, "too much"),
        (None, 3, "back next morning"),
        (None, 4, "higher next morning"),
        (None, None, "not known"),
        (3, None, "not known"),
    ],
)
def test_the_bands_of_the_pain_monitoring_model(during, morning, band):
    scored = usual_mornings(41)
    if morning is not None:
        scored.append(make.hurt(day(41), morning, "morning"))
    if during is not None:
        scored.append(make.hurt(day(40), during, "after"))
    assert rows(every_other_day(), scored).loc[day(40), "band"] == band


def test_the_limits_can_be_changed():
    scored = [*usual_mornings(41), make.hurt(day(40), 4, "during"), make.hurt(day(41), 3, "morning")]
    strict = rows(every_other_day(), scored, limits=Limits(back_within=0.0))
    assert strict.loc[day(40), "band"] == "too much"
    lenient = rows(every_other_day(), scored, limits=Limits(safe=4.0))
    assert lenient.loc[day(40), "band"] == "safe"


def test_one_site_can_be_asked_about():
    knees = [make.hurt(day(n), 8, "morning", site="knee") for n in range(61)]
    backs = [{**row, "site": "low_back", "pain_id": row["pain_id"] + "b"} for row in usual_mornings()]
    assert rows(every_other_day(), knees + backs).loc[day(40), "morning"] == 8
    assert rows(every_other_day(), knees + backs, site="low_back").loc[day(40), "morning"] == 3


def test_two_runs_a_day_share_a_morning_and_the_longer_one_stands_for_it():
    ran = [*every_other_day(), make.run(f"{day(40)}T18:00Z", 3_000, 1_000)]
    after = mornings.after_runs(runs(*ran), pain(*usual_mornings()), NO_SETS, EXERCISES)
    both = after[after["day"] == day(40)]
    assert both["is_longest"].tolist() == [True, False]
    assert grouped(after, "kind")["n"].tolist() == [25]


def test_groups_are_in_the_readers_units():
    ran = every_other_day() + [make.run(f"{day(n)}T06:00Z", 25_000, 9_000, ascent_m=500.0) for n in (20, 40)]
    after = mornings.after_runs(runs(*ran), pain(*usual_mornings()), NO_SETS, EXERCISES)
    by_km = grouped(after, "distance")
    assert by_km[["group", "n"]].to_numpy().tolist() == [["up to 8 km", 23], ["20–30 km", 2]]
    by_mile = grouped(after, "distance", units=IMPERIAL)
    assert by_mile["group"].tolist() == ["up to 5 mi", "12–18 mi"]
    assert grouped(after, "climb")["group"].tolist() == ["10–20 m/km"]


def test_hours_since_leg_work_are_known_and_grouped():
    lifted = make.lifted(f"{day(39)}T18:00Z", "Squat (Barbell)", 3, exercise="Squat (Barbell)")
    after = mornings.after_runs(
        runs(*every_other_day()), pain(*usual_mornings()), schema.conform("sets", pd.DataFrame(lifted)), EXERCISES
    )
    assert after.set_index("day").loc[day(40), "hours_since_legs"] == 12
    assert grouped(after, "legs")["group"].tolist() == ["up to 24 h", "48–72 h", "over 72 h"]


def long_ones() -> list[dict]:
    kms = {30: 20, 34: 24, 38: 28, 42: 30, 46: 18, 50: 16}
    return [make.run(f"{day(n)}T06:00Z", 1_000.0 * kms.get(n, 8), 300.0 * kms.get(n, 8)) for n in range(0, 60, 2)]


def test_the_five_hardest_runs_are_described_in_a_sentence():
    scored = [row for row in usual_mornings() if row["day"] not in (day(35), day(43))]
    scored += [make.hurt(day(43), 6, "morning")]
    answer = response(
        runs(*long_ones()), pain(*scored), NO_SETS, EXERCISES, units=IMPERIAL, since=FIRST + pd.Timedelta(days=11)
    )
    assert answer.sentence == (
        "Pain was back at your usual on 3 of the 4 scored mornings after your 5 hardest runs since 17 Jan 2026; "
        "the worst followed 18.6 mi on Mon 16 Feb 2026, 4 points above your usual 2. "
        "Over all 23 runs with a score it was back after 96 %."
    )
    assert answer.details["hardest"]["day"].dt.strftime("%d").tolist() == ["16", "12", "08", "04", "20"]
    assert "tested for tendons and knees, not for backs" in " ".join(answer.caveats)


def test_the_hardest_runs_are_those_of_the_last_twelve_months_where_five_are_known():
    ran = [make.run(f"{day(n)}T06:00Z", 40_000.0 - n, 12_000) for n in range(0, 40, 2)] + [
        make.run(f"{day(n)}T06:00Z", 8_000.0, 2_400) for n in range(500, 560, 2)
    ]
    scored = [make.hurt(day(n), 2, "morning") for n in (*range(41), *range(500, 561))]
    answer = response(runs(*ran), pain(*scored), NO_SETS, EXERCISES)
    assert set(answer.details["hardest"]["distance_m"]) == {8_000}
    assert "your 5 hardest runs of the last 12 months in your log." in answer.sentence
    few = [row for row in scored if row["day"] <= day(506)]
    older = response(runs(*ran), pain(*few), NO_SETS, EXERCISES)
    assert older.details["hardest"]["distance_m"].min() > 30_000


def test_the_hardest_are_those_of_most_effort_where_effort_is_logged():
    ran = [{**row, "rpe": 9.0 if row["distance_m"] == 8_000 else 1.0} for row in long_ones()]
    answer = response(runs(*ran), pain(*usual_mornings()), NO_SETS, EXERCISES)
    assert set(answer.details["hardest"]["distance_m"]) == {8_000}
    assert "effort you gave it" in answer.caveats[1]


def test_too_few_mornings_say_what_is_missing():
    scored = [make.hurt(day(n), 3, "morning") for n in range(1, 61, 2)]
    answer = response(runs(*every_other_day()), pain(*scored), NO_SETS, EXERCISES)
    assert isinstance(answer, NotEnough)
    assert answer.sentence == (
        "Cannot tell yet: no morning after a run can be compared with your usual morning; this needs 5 mornings."
    )
    assert answer.caveats == (
        "30 days with a run, 30 morning scores the day after.",
        "For 30 of them there are fewer than 5 mornings after a day without a run: score those too.",
    )


def test_nothing_logged_is_a_refusal():
    for ran, scored in (
        (runs(*every_other_day()), schema.empty("pain")),
        (schema.empty("runs"), pain(*usual_mornings())),
    ):
        assert isinstance(response(ran, scored, NO_SETS, EXERCISES), NotEnough)
