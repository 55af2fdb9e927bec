"""What is planted is found, what only goes along with it is not, and short logs are refused."""

import dataclasses
import typing

import numpy as np
import pandas as pd
import pytest

from analytics.lag.joint import Adjustment, Answer, Question, measure, measure_all, question, verdict
from analytics.lag.joint.question import LOAD_LAGS, STRENGTH_LAGS
from analytics.result import NotEnough
from bench.calibration.joint.cells import planted
from bench.calibration.joint.habits import blocks
from bench.calibration.joint.worlds import coach, only_mileage, random_flares, skips_on_bad_mornings

KM = question("distance_7d_m", "pain", LOAD_LAGS)
SETS = question("glute_sets_28d", "pain", STRENGTH_LAGS)
FEW = 99


def answered(daily: pd.DataFrame, asked: Question = KM) -> Answer:
    found = measure(daily, asked, seed=1, n_surrogates=FEW)
    assert isinstance(found, Answer)
    return found


@pytest.fixture(scope="module")
def both_act() -> pd.DataFrame:
    return planted(blocks, 730, np.random.default_rng(3))


def test_both_planted_effects_are_found_beside_each_other(both_act: pd.DataFrame) -> None:
    km, sets = answered(both_act), answered(both_act, SETS)
    assert verdict(km).word == verdict(sets).word == "related"
    assert (km.lag, sets.lag) == (1, 14)
    assert 0.6 < 10_000 * km.effect.value < 1.1
    assert -2.6 < 60 * sets.effect.value < -1.0
    assert km.p == sets.p == pytest.approx(1 / (1 + FEW))
    assert km.adjusted_for == ("glute_sets_28d",)
    assert sets.adjusted_for == ("distance_7d_m",)


def test_sets_that_only_go_along_with_mileage_have_no_effect_beside_it() -> None:
    def strengths(asked: Question) -> list[float]:
        effects = [answered(only_mileage(730, np.random.default_rng([5, i])), asked).effect for i in range(12)]
        return [effect.value / effect.se for effect in effects]

    assert np.mean(strengths(dataclasses.replace(SETS, adjusted_for=()))) < -0.7
    assert abs(np.mean(strengths(SETS))) < 0.7


@pytest.mark.parametrize("how", ["distance_m", "ascent_m", "hard_s"])
def test_what_a_day_holds_does_not_take_the_effect_of_the_weeks_distance(how: str) -> None:
    def strengths(adjusted_for: tuple[Adjustment, ...] | None) -> list[float]:
        asked = question(how, "pain", LOAD_LAGS, adjusted_for=adjusted_for)
        return [max(map(abs, answered(daily, asked).t)) for daily in logs]

    logs = []
    for i in range(4):
        daily = planted(blocks, 730, np.random.default_rng([6, i]))
        noise = np.random.default_rng([7, i]).lognormal(0, 0.2, len(daily))
        logs.append(daily.assign(**{how: daily["distance_m"] * noise}))
    alone, beside = strengths((Adjustment("glute_sets_28d", STRENGTH_LAGS),)), strengths(None)
    assert np.mean(alone) > np.mean(beside) + 1


def test_runs_skipped_on_bad_mornings_are_withdrawn_as_a_reaction() -> None:
    said = verdict(
        answered(skips_on_bad_mornings(365, np.random.default_rng(1)), question("distance_m", "pain", LOAD_LAGS))
    )
    assert said.word == "withdrawn"
    assert "reaction of the day" in said.reasons


def test_running_that_causes_pain_does_not_look_like_running_that_follows_it(both_act: pd.DataFrame) -> None:
    found = [control for control in answered(both_act).controls if control.control == "reaction of the day"]
    assert found
    assert max(abs(control.t) for control in found) < 0.5 * abs(found[0].t_claim)


def test_a_coach_who_plans_by_the_weeks_pain_is_seen() -> None:
    logs = [answered(coach(730, np.random.default_rng([1, i]))) for i in range(4)]
    weekly = [
        control.t for answer in logs for control in answer.controls if control.control == "reaction of the week"
    ]
    assert len(weekly) == 4
    assert np.mean(weekly) < -2


def test_a_season_that_is_not_yet_in_the_model_is_looked_at(both_act: pd.DataFrame) -> None:
    assert answered(both_act, SETS).drift.season_left > 0.75
    assert np.isnan(answered(both_act.iloc[:365], SETS).drift.season_left)
    assert np.isnan(answered(both_act).drift.season_left)


def test_biceps_work_is_held_against_strength_work_at_the_same_lag(both_act: pd.DataFrame) -> None:
    found = [control for control in answered(both_act, SETS).controls if control.control == "biceps"]
    assert [control.lag for control in found] == [14]
    half = both_act["glute_sets"] * (np.random.default_rng(1).random(len(both_act)) < 0.5)
    rough = both_act["glute_sets_28d"].where(half.rolling(28).sum().isna(), half.rolling(28).sum() * 2)
    swapped = both_act.assign(biceps_sets=both_act["glute_sets"], glute_sets_28d=rough)
    assert verdict(answered(swapped, SETS)).reasons == ("biceps",)


def test_flares_are_told_in_log_odds_per_unit() -> None:
    daily = random_flares(730, np.random.default_rng(1))
    course = (daily["distance_7d_m"].shift(1) / 10_000 - 5).fillna(0)
    rng = np.random.default_rng(2)
    daily["flare"] = (rng.random(len(daily)) < 1 / (1 + np.exp(2 - course))).astype(float)
    found = answered(daily, question("distance_7d_m", "flare", LOAD_LAGS))
    assert verdict(found).word == "related"
    assert found.effect.scale == "log odds"
    assert found.effect.low * 10_000 < 1.0 < found.effect.high * 10_000


def test_the_same_seed_gives_the_same_answer(both_act: pd.DataFrame) -> None:
    once, again = (answered(both_act) for _ in range(2))
    pd.testing.assert_frame_equal(once.days, again.days)
    assert dataclasses.replace(once, days=again.days) == again


def test_the_order_and_gaps_of_the_rows_do_not_matter(both_act: pd.DataFrame) -> None:
    shuffled = both_act.sample(frac=1, random_state=1)
    assert answered(shuffled).p == answered(both_act).p
    assert answered(shuffled).effect == answered(both_act).effect


def test_a_drift_in_both_is_withdrawn_as_a_drift(both_act: pd.DataFrame) -> None:
    n, rng = 500, np.random.default_rng(4)
    daily = both_act.iloc[:n].copy()
    slow = np.linspace(-1, 1, n)
    daily["glute_sets_28d"] = 40 + 20 * slow + 3 * rng.standard_normal(n)
    daily["pain"] = np.round(4 + 2 * slow + rng.standard_normal(n))
    found = answered(daily, dataclasses.replace(SETS, adjusted_for=()))
    assert verdict(found).word == "withdrawn"
    assert verdict(found).reasons == ("drift",)


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"pain": np.nan}, "pain"),
        ({"distance_7d_m": 30_000.0}, "distance_7d_m other than the usual value"),
        ({"pain": 3.0}, "pain other than the usual value"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(
    both_act: pd.DataFrame, change: dict[str, float], missing: str
) -> None:
    found = measure(both_act.assign(**change), KM, seed=1, n_surrogates=FEW)
    assert isinstance(found, NotEnough)
    assert found.what == missing


def test_eleven_weeks_are_too_few(both_act: pd.DataFrame) -> None:
    found = measure(both_act.iloc[:77], KM, seed=1, n_surrogates=FEW)
    assert isinstance(found, NotEnough)
    assert found.need == "84 days"


def test_an_adjustment_with_a_short_record_is_left_out_and_named(both_act: pd.DataFrame) -> None:
    daily = both_act.copy()
    daily.loc[daily.index[:600], "glute_sets_28d"] = np.nan
    found = answered(daily)
    assert found.unadjusted == ("glute_sets_28d",)
    assert found.adjusted_for == ()
    assert found.n > 400


def test_a_covariate_of_the_day_takes_its_share(both_act: pd.DataFrame) -> None:
    daily = both_act.assign(factor_copy=both_act["distance_7d_m"].shift(1) + 500.0 * (np.arange(len(both_act)) % 5))
    found = answered(daily, question("distance_7d_m", "pain", (1,), covariates=("factor_copy",)))
    assert found.p > 0.05
    assert found.covariates == ("factor_copy",)


def test_many_questions_are_paid_for_together(both_act: pd.DataFrame) -> None:
    asked = [KM, SETS, question("hard_s", "pain", LOAD_LAGS)]
    judged, refused = measure_all(both_act, asked, seed=1, n_surrogates=FEW)
    assert [row.answer.exposure for row in judged] == ["distance_7d_m", "glute_sets_28d"]
    assert all(row.q >= row.answer.p for row in judged)
    assert [question_.exposure for question_, _ in refused] == ["hard_s"]


def test_an_other_lag_of_the_adjustment_can_be_chosen(both_act: pd.DataFrame) -> None:
    asked = question("distance_7d_m", "pain", LOAD_LAGS, adjusted_for=[Adjustment("biceps_sets", (0,))])
    assert answered(both_act, asked).adjusted_for == ("biceps_sets",)


def test_an_exposure_without_a_lag_is_no_question() -> None:
    with pytest.raises(ValueError, match="at least one lag"):
        question("distance_7d_m", "pain", ())


def test_the_answer_is_plain_data(both_act: pd.DataFrame) -> None:
    plain = (str, int, float, bool, pd.Timestamp, pd.DataFrame)

    def walk(value: object) -> None:
        if dataclasses.is_dataclass(value):
            hints = typing.get_type_hints(type(value))
            for field in dataclasses.fields(value):
                assert field.name in hints
                walk(getattr(value, field.name))
        elif isinstance(value, tuple):
            for inner in value:
                walk(inner)
        else:
            assert type(value) in plain, value

    walk(answered(both_act))
    assert Answer.VERSION == 2


def test_unrelated_worlds_are_seldom_called_related() -> None:
    found = [answered(only_mileage(365, np.random.default_rng([9, i])), SETS) for i in range(20)]
    assert sum(verdict(answer).word == "related" for answer in found) <= 3
