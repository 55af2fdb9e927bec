"""Easy runs: those whose pace can be compared across months, and the covariates it is adjusted for."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analytics.facts import HIGHEST_HR_QUANTILE, LEGS_TIRED_HOURS
from analytics.running import grade
from analytics.statistics.arrays import Array
from analytics.strength import leg_work
from data import schema

# Races and intervals are not easy, and a belt's distance is not measured on the same ground.
KINDS_LEFT_OUT = ("race", "track", "treadmill")
# Convention: shorter runs are warm-ups, longer ones drift.
SHORTEST_S, LONGEST_S, SHORTEST_M = 15 * 60, 2 * 3600, 2_000
# Up to the first threshold, about 80 % of the highest heart rate (Seiler 2010 Int J Sports Physiol Perform 5:276).
EASY_HR_SHARE = 0.80
# Share of runs that must carry a heart rate for it to choose the easy ones, and a covariate to be adjusted for.
KNOWN_SHARE = 0.8
# Without heart rate: not more than this share faster than usual for the season (convention).
FASTER_THAN_USUAL = 0.05
SEASON = "91D"
# Below this spread a covariate is the same in all runs but for rounding (heart rate, °C, m/km).
SMALLEST_SPREAD = 1e-6
# By what the easy runs were chosen, and how that is said.
BY_HR, BY_PACE = "heart rate", "pace"
RULES = {
    BY_HR: "Easy runs are those at up to 80 % of your highest heart rate.",
    BY_PACE: (
        "Too few runs carry a heart rate: easy runs are those of 15 minutes to 2 hours, no races, "
        "at most 5 % faster than usual for the season."
    ),
}
# Fewest easy runs that were simulated: on each side of a block, or along a line.
RUNS_NEEDED = 20
# Grid of the noise share: dense near 1, as most of the variance of pace is of the single run.
W_GRID: Array = np.array([0, 0.2, 0.4, 0.6, 0.75, 0.85, 0.92, 0.97])


def runs(rows: pd.DataFrame) -> pd.DataFrame:
    """The easy runs of the frame `runs`, the longest of each day, indexed by `day`; `attrs["by"]`: by what (`RULES`).

    Columns `run_id`, `pace` (100 x natural log of s/m: a difference of 1 is 1 %), `heart rate` (bpm), `temperature`
    (°C), `climb` (m/km).
    """
    known = schema.conform("runs", rows[[column for column in schema.columns("runs") if column in rows]])
    seen = schema.plausible("runs", known[known["duplicate_of"].isna()])
    able = seen.assign(duration_s=seen["duration_s"].fillna(seen["moving_s"]))
    able = able[~able["kind"].isin(KINDS_LEFT_OUT) & (able["distance_m"] >= SHORTEST_M)]
    able = able[able["duration_s"].between(SHORTEST_S, LONGEST_S)].sort_values(["day", "distance_m"])
    has_hr = len(able) > 0 and able["hr_mean_bpm"].notna().mean() >= KNOWN_SHARE
    chosen = able[_is_easy_by_hr(able) if has_hr else _is_easy_by_pace(able)]
    chosen = chosen.drop_duplicates("day", keep="last")
    made = pd.DataFrame({
        "run_id": chosen["run_id"],
        "pace": 100 * np.log(chosen["duration_s"] / chosen["distance_m"]),
        "heart rate": chosen["hr_mean_bpm"],
        "temperature": chosen["temperature_c"],
        "climb": 1000 * chosen["ascent_m"] / chosen["distance_m"],
    }).set_axis(pd.DatetimeIndex(chosen["day"], name="day"))  # fmt: skip
    made = made[made["heart rate"].notna()] if has_hr else made
    made.attrs["by"] = BY_HR if has_hr else BY_PACE
    return made


def flat_runs(
    rows: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    streams: Mapping[str, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """As `runs`, with pace adjusted for hills and with the legs of the day.

    `pace` is that of the flat distance of the same cost where 80 % of the runs know their climb
    (`attrs["is_adjusted"]`). More columns: `basis` (of `grade.adjusted`), `hours_since_legs` and `legs` (1 right
    after leg work to 0 from 72 hours on; 0 before any leg work).
    """
    flat = grade.adjusted(rows, streams)
    is_adjusted = bool(flat["flat_m"].notna().mean() >= KNOWN_SHARE)
    factor = (flat["flat_m"] / rows["distance_m"]).where(rows["distance_m"] > 0)
    distance = rows["distance_m"] * factor.fillna(factor.median()) if is_adjusted else rows["distance_m"]
    chosen = runs(rows.assign(distance_m=distance))
    hours = leg_work.hours_since(rows, sets, exercises)
    known = pd.DataFrame({"basis": flat["basis"], "hours_since_legs": hours})
    known = known.set_index(rows["run_id"]).loc[chosen["run_id"]].set_axis(chosen.index)
    legs = (1 - known["hours_since_legs"] / LEGS_TIRED_HOURS).clip(0, 1).fillna(0.0)
    made = chosen.join(known).assign(legs=legs)
    made.attrs |= {"by": chosen.attrs["by"], "is_adjusted": is_adjusted}
    return made


def _is_easy_by_hr(able: pd.DataFrame) -> pd.Series:
    maxima = able["hr_max_bpm"].fillna(able["hr_mean_bpm"])
    return able["hr_mean_bpm"] <= EASY_HR_SHARE * maxima.quantile(HIGHEST_HR_QUANTILE)


def _is_easy_by_pace(able: pd.DataFrame) -> pd.Series:
    speed = pd.Series((able["distance_m"] / able["duration_s"]).to_numpy(), index=pd.DatetimeIndex(able["day"]))
    usual = speed.rolling(SEASON, center=True).median() if len(speed) else speed
    return pd.Series((speed <= (1 + FASTER_THAN_USUAL) * usual).to_numpy(), index=able.index)


def covariates(rows: pd.DataFrame) -> dict[str, Array]:
    """Centred covariates of the compared runs by name; the few missing values stand at the mean.

    Left out where fewer than 80 % of the runs have it, or all have the same.
    """
    return {
        name: _terms(rows[name], rows[name])
        for name in ("heart rate", "temperature", "climb")
        if _is_usable(rows[name])
    }


def _is_usable(values: pd.Series) -> bool:
    return bool(values.notna().mean() >= KNOWN_SHARE and values.std() > SMALLEST_SPREAD)


def _terms(values: pd.Series, reference: pd.Series) -> Array:
    """(n, 1), or (n, 2) with the square for temperature; in units of ten, centred on the reference."""
    centred = ((values - reference.mean()) / 10).fillna(0.0).to_numpy(float)
    if values.name != "temperature":
        return np.asarray(centred[:, None])
    squared = ((reference - reference.mean()) / 10) ** 2
    return np.column_stack([centred, centred**2 - squared.mean()])


def of_covariates(rows: pd.DataFrame, reference: pd.DataFrame, beta: Array) -> Array:
    """What the covariates add to the pace of each of `rows`, from their coefficients (in `covariates` order)."""
    terms = [_terms(rows[name], reference[name]) for name in covariates(reference)]
    return np.column_stack([np.empty((len(rows), 0)), *terms]) @ beta
