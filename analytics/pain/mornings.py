"""The morning after each run, against the runner's own mornings after days without one.

The baseline of a run is the median of the last 14 scored mornings, up to its own, that follow a day without a run.
The bands are those of the pain-monitoring model (Thomeé 1997; Silbernagel 2007), tested for tendons and knees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.pain import groups
from analytics.result import NotEnough, Result
from analytics.running import grade
from analytics.statistics.arrays import Array
from analytics.strength import leg_work
from analytics.words import counted, say_number, say_share
from data import schema
from data.units import METRIC, Units

DAY = pd.Timedelta(days=1)

# Mornings in a baseline: two weeks of them; fewer than five are no baseline, and a morning older than 16 weeks is
# of another time (conventions).
BASELINE_MORNINGS = 14
FEWEST_BASELINE = 5
BASELINE_DAYS = 112
# Runs with a morning after and a baseline below which nothing is said.
FEWEST_RUNS = 5
N_HARDEST = 5
MODEL_CAVEAT = (
    "What counts as back at your usual comes from a pain-monitoring model that was tested for tendons and knees, not "
    "for backs; the limits can be changed."
)
# The hardest runs are looked for this far back, where enough of them have a known morning (convention).
LATELY_DAYS = 365
BASELINE_CAVEAT = (
    "The usual morning is the median of the last 14 scored mornings that follow a day without a run "
    "(at least 5 of them, none older than 16 weeks)."
)


@dataclass(frozen=True)
class Limits:
    """The model's limits on the 0-10 scale: pain during and after the run, and what still is back next morning."""

    safe: float = facts.PAIN_SAFE
    acceptable: float = facts.PAIN_ACCEPTABLE
    # One step of the scale: mornings differ that much without a reason (convention).
    back_within: float = 1.0


LIMITS = Limits()
SAFE, ACCEPTABLE, TOO_MUCH = "safe", "acceptable", "too much"
BACK, HIGHER, UNKNOWN = "back next morning", "higher next morning", "not known"
BANDS = (SAFE, ACCEPTABLE, TOO_MUCH, BACK, HIGHER, UNKNOWN)


def after_runs(
    runs: pd.DataFrame,
    pain: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    *,
    site: str | None = None,
    limits: Limits = LIMITS,
) -> pd.DataFrame:
    """One row per run, in order of day, with the morning after; the frames are those of `data.schema`.

    `run_id day kind title distance_m ascent_m duration_s flat_m effort hours_since_legs is_longest` (of its day),
    then `during` (highest score during or after the run that day), `morning` (highest score next morning), `baseline`
    and `n_baseline`, `delta` (morning - baseline) and `band` (of BANDS). `site` keeps one site's scores. `effort` is
    RPE x minutes where 80 % of the runs have an RPE, else `flat_m`, the grade-adjusted distance. Missing is NaN.
    """
    seen = schema.plausible("runs", runs).sort_values(["day", "start"], kind="stable").reset_index(drop=True)
    scores = _scores(pain, site)
    made = seen[["run_id", "day", "kind", "title", "distance_m", "ascent_m", "duration_s"]].copy()
    made["flat_m"] = grade.adjusted(seen)["flat_m"].fillna(seen["distance_m"])
    made["effort"] = _effort(seen, made["flat_m"])
    made["hours_since_legs"] = leg_work.hours_since(seen, sets, exercises)
    longest = made.sort_values("distance_m", na_position="first").drop_duplicates("day", keep="last").index
    made["is_longest"] = made.index.isin(longest)
    made["during"] = made["day"].map(_highest(scores, ("during", "after")))
    mornings = _highest(scores, ("morning",))
    made["morning"] = (made["day"] + DAY).map(mornings)
    made["baseline"], made["n_baseline"] = _baselines(made["day"], mornings)
    made["delta"] = made["morning"] - made["baseline"]
    return made.assign(band=_bands(made, limits))


def _scores(pain: pd.DataFrame, site: str | None) -> pd.DataFrame:
    seen = schema.plausible("pain", pain)
    return seen if site is None else seen[seen["site"] == site]


def _highest(scores: pd.DataFrame, moments: tuple[str, ...]) -> pd.Series:
    """Highest known score a day at these moments."""
    at_moment = scores[scores["moment"].isin(moments)].dropna(subset="score")
    return at_moment.groupby("day")["score"].max()


def _effort(runs: pd.DataFrame, flat_m: pd.Series) -> pd.Series:
    has_rpe = len(runs) > 0 and runs["rpe"].notna().mean() >= grade.KNOWN_SHARE - 0.1
    return runs["rpe"] * runs["duration_s"] / 60 if has_rpe else flat_m


def _baselines(days: pd.Series, mornings: pd.Series) -> tuple[Array, Array]:
    """Median and number of the last 14 mornings after a day without a run, up to each of `days` (in order)."""
    ran = pd.DatetimeIndex(days.unique())
    before = pd.DatetimeIndex(mornings.index) - DAY
    is_rest = ~before.isin(ran) & (before >= ran.min()) & (before <= ran.max())
    at, score = mornings.index[is_rest].to_numpy("datetime64[D]"), mornings.to_numpy(float)[is_rest]
    mine = days.to_numpy("datetime64[D]")
    stop = np.searchsorted(at, mine, side="right")
    oldest = np.searchsorted(at, mine - np.timedelta64(BASELINE_DAYS, "D"))
    place = stop[:, None] - np.arange(1, BASELINE_MORNINGS + 1)
    is_in = place >= oldest[:, None]
    picked = np.where(is_in, np.append(score, np.nan)[np.where(is_in, place, len(score))], np.nan)
    n = is_in.sum(axis=1)
    enough = n >= FEWEST_BASELINE
    median = np.full(len(mine), np.nan)
    median[enough] = np.nanmedian(picked[enough], axis=1) if enough.any() else []
    return median, n.astype(float)


def _bands(rows: pd.DataFrame, limits: Limits) -> Array:
    """The model's band of each run; without a score during or after it, only whether the morning was back."""
    during, delta = rows["during"], rows["delta"]
    is_back, is_higher = delta <= limits.back_within, delta > limits.back_within
    conditions = {
        TOO_MUCH: (during > limits.acceptable) | ((during > limits.safe) & is_higher),
        HIGHER: is_higher,
        SAFE: (during <= limits.safe) & is_back,
        ACCEPTABLE: (during <= limits.acceptable) & is_back,
        BACK: is_back,
    }
    return np.select([c.to_numpy(bool) for c in conditions.values()], list(conditions), UNKNOWN)


@dataclass(frozen=True)
class Response:
    """The mornings after runs. `rows` is `after_runs` of the days looked at, `hardest` the rows of the hardest five.

    `is_lately`: the hardest are those of the last twelve months, and the log goes further back. `has_rpe`: effort is
    RPE x minutes. `n_known` runs have a morning that can be compared, the first on `first_known`; after `n_back` of
    them it was back within `limits`.
    """

    VERSION: ClassVar[int] = 1
    rows: pd.DataFrame
    hardest: pd.DataFrame
    is_lately: bool
    has_rpe: bool
    n_known: int
    n_back: int
    first_known: pd.Timestamp
    limits: Limits


def response(
    runs: pd.DataFrame,
    pain: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    *,
    since: pd.Timestamp | None = None,
    until: pd.Timestamp | None = None,
    site: str | None = None,
    limits: Limits = LIMITS,
) -> Response | NotEnough:
    """What the mornings after the five hardest runs between `since` and `until` (both inclusive) were like: those of
    the twelve months before `until` (or the last run) where five of them have a known morning.

    The frames are those of `data.schema`; baselines reach back before `since`. NotEnough below five runs with a known
    morning.
    """
    rows = after_runs(runs, pain, sets, exercises, site=site, limits=limits)
    rows = rows[(rows["day"] >= (since or rows["day"].min())) & (rows["day"] <= (until or rows["day"].max()))]
    known = groups.known_mornings(rows)
    if len(known) < FEWEST_RUNS:
        return _refusal(rows, known)
    hardest, is_lately = _hardest(rows, until or rows["day"].max())
    return Response(
        rows=rows,
        hardest=hardest,
        is_lately=is_lately,
        has_rpe=bool((rows["effort"] != rows["flat_m"]).any()),
        n_known=len(known),
        n_back=int((known["delta"] <= limits.back_within).sum()),
        first_known=known["day"].min(),
        limits=limits,
    )


def _hardest(rows: pd.DataFrame, last: pd.Timestamp) -> tuple[pd.DataFrame, bool]:
    """The five hardest days of the last twelve months where five mornings are known, else of all; and which it is."""
    days = rows[rows["is_longest"] & rows["effort"].notna()]
    lately = days[days["day"] > last - LATELY_DAYS * DAY]
    is_enough = int(lately["delta"].notna().sum()) >= N_HARDEST
    is_lately = is_enough and bool((days["day"] <= last - LATELY_DAYS * DAY).any())
    return (lately if is_lately else days).nlargest(N_HARDEST, "effort"), is_lately


def _refusal(rows: pd.DataFrame, known: pd.DataFrame) -> NotEnough:
    days = rows[rows["is_longest"]]
    n_morning = int(days["morning"].notna().sum())
    n_baseline = int((days["morning"].notna() & days["baseline"].isna()).sum())
    hint = f"{counted(len(days), 'day')} with a run, {counted(n_morning, 'morning score')} the day after."
    more = (
        f"For {n_baseline:,} of them there are fewer than 5 mornings after a day without a run: score those too.",
    )
    caveats = (hint, *(more if n_baseline else ()))
    n = counted(len(known), "morning") if len(known) else "no morning"
    have = f"{n} after a run can be compared with your usual morning"
    return NotEnough(have, f"{FEWEST_RUNS} mornings", "", caveats)


def say_response(found: Response, units: Units = METRIC) -> Result:
    """The mornings in sentences. `table` is its `rows`; `details`: `hardest`, and `kind`, `distance`, `climb`, `legs`
    as `groups.grouped` has them, cut at round numbers of the reader's units."""
    within = found.limits.back_within
    by_group = {name: groups.grouped(found.rows, name, back_within=within, units=units) for name in groups.GROUPINGS}
    return Result(
        found.rows,
        f"{_say_hardest(found, units)}. Over all {found.n_known:,} runs with a score it was back after "
        f"{say_share(found.n_back / found.n_known)}.",
        (BASELINE_CAVEAT, _hardest_by(found.has_rpe), MODEL_CAVEAT),
        f"morning score less the median of up to 14 mornings after rest days; back within {within:g}",
        details=by_group | {"hardest": found.hardest},
    )


def _hardest_by(has_rpe: bool) -> str:
    by = (
        "effort you gave it times its minutes"
        if has_rpe
        else "distance, with climb counted as the flat metres it costs"
    )
    return f"The hardest runs are those with the most {by}."


def _say_hardest(found: Response, units: Units) -> str:
    scored = found.hardest[found.hardest["delta"].notna()]
    when = "of the last 12 months in your log" if found.is_lately else f"since {units.say_date(found.first_known)}"
    runs = f"{counted(len(found.hardest), 'hardest run')} {when}"
    if scored.empty:
        return f"No score on the morning after any of your {runs}"
    is_back = scored["delta"] <= found.limits.back_within
    mornings = counted(len(scored), "scored morning")
    lead = f"Pain was back at your usual on {int(is_back.sum())} of the {mornings} after your {runs}"
    worst = scored[~is_back].sort_values("delta", ascending=False)
    return lead + (_worst(worst.iloc[0], units) if len(worst) else "")


def _worst(row: pd.Series, units: Units) -> str:
    points = f"{counted(row['delta'], 'point')} above your usual {say_number(row['baseline'])}"
    return f"; the worst followed {units.say_distance(row['distance_m'])} on {units.say_day(row['day'])}, {points}"
