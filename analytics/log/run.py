"""One run beside the runner's own: earlier runs of like distance, and the morning after."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from data import schema

ONE_DAY = pd.Timedelta(days=1)
# Like distance: a fifth more or less, in the year before (convention); fewer than five runs are no usual.
LIKE_SHARE = 0.2
LIKE_DAYS = 365
FEWEST_LIKE = 5
# How long after a run a morning back at the usual is looked for (convention).
LOOK_DAYS = 14


@dataclass(frozen=True)
class Like:
    """The medians of the `n` earlier runs of like distance: `speed_m_s hr_mean_bpm ascent_m distance_m`; NaN where
    fewer than five of them have a value."""

    n: int
    speed_m_s: float
    hr_mean_bpm: float
    ascent_m: float
    distance_m: float


def find(runs: pd.DataFrame, run_id: str) -> pd.Series | None:
    """The plausible values of a run; None where there is none of that id."""
    found = schema.plausible("runs", runs[runs["run_id"] == run_id])
    return found.iloc[0] if len(found) else None


def is_like(runs: pd.DataFrame, distance_m: float) -> pd.Series:
    """Which runs are a fifth longer or shorter than `distance_m` at most."""
    return runs["distance_m"].between((1 - LIKE_SHARE) * distance_m, (1 + LIKE_SHARE) * distance_m)


def like(runs: pd.DataFrame, run: pd.Series) -> Like:
    """The runs of the year before `run` (its day not included) whose distance is within a fifth of its own."""
    seen = schema.plausible("runs", runs)
    is_earlier = (seen["day"] < run["day"]) & (seen["day"] >= run["day"] - LIKE_DAYS * ONE_DAY)
    mine = seen[is_earlier & is_like(seen, run["distance_m"])]
    speed = mine["distance_m"] / mine["duration_s"]
    columns = (speed, mine["hr_mean_bpm"], mine["ascent_m"], mine["distance_m"])
    return Like(len(mine), *(_median(values) for values in columns))


def _median(values: pd.Series) -> float:
    known = values.dropna()
    return float(known.median()) if len(known) >= FEWEST_LIKE else float("nan")


@dataclass(frozen=True)
class Mornings:
    """Pain around a run: `before` (that morning), `after` (the next), `baseline` (the usual morning after a day
    without a run), `others` the scores of the mornings after earlier runs of like distance, `back_on` the first day
    on which a morning was no higher than the baseline again (NaT: none within two weeks, or never above it);
    `is_next_there` where the next morning is a day of the log: of today's run it is still to come."""

    before: float
    after: float
    baseline: float
    others: pd.Series
    back_on: pd.Timestamp
    is_next_there: bool = True


def mornings(rows: pd.DataFrame, daily: pd.DataFrame, run_id: str) -> Mornings:
    """Pain around the run `run_id`; `rows` is `pain.mornings.after_runs`, which must hold it."""
    mine = rows[rows["run_id"] == run_id].iloc[0]
    when, baseline = pd.Timestamp(mine["day"]), float(mine["baseline"])
    earlier = rows[(rows["day"] < when) & (rows["day"] >= when - LIKE_DAYS * ONE_DAY) & rows["is_longest"]]
    others = earlier.loc[is_like(earlier, mine["distance_m"]), "morning"].dropna()
    morning = daily["pain_morning"]
    return Mornings(
        before=float(morning.get(when, float("nan"))),
        after=float(mine["morning"]),
        baseline=baseline,
        others=others.reset_index(drop=True),
        back_on=_back(morning, when, float(mine["morning"]), baseline),
        is_next_there=bool(when < daily.index[-1]),
    )


def _back(morning: pd.Series, when: pd.Timestamp, after: float, baseline: float) -> pd.Timestamp:
    if not after > baseline:
        return pd.NaT
    later = morning[(morning.index > when + ONE_DAY) & (morning.index <= when + LOOK_DAYS * ONE_DAY)]
    back = later.index[later <= baseline]
    return back[0] if len(back) else pd.NaT


def neighbours(runs: pd.DataFrame, run_id: str) -> tuple[str | None, str | None]:
    """The ids of the run before and the run after; None at the ends of the log."""
    ids = runs.sort_values(["day", "start"], kind="stable")["run_id"].tolist()
    place = ids.index(run_id)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)


def shoe_distance(runs: pd.DataFrame, run: pd.Series) -> float:
    """Metres run in the run's shoe up to and including it; NaN without a shoe."""
    if pd.isna(run["shoe"]):
        return float("nan")
    seen = schema.plausible("runs", runs)
    return float(seen.loc[(seen["shoe"] == run["shoe"]) & (seen["day"] <= run["day"]), "distance_m"].sum())
