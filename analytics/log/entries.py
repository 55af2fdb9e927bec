"""Every run, workout and scored day of a log, one row each: what a list shows and a search goes through."""

from __future__ import annotations

import pandas as pd

from analytics.strength import counting
from data import schema
from data.schema import Frames

RUN, WORKOUT, PAIN = "run", "workout", "pain"
KINDS = (RUN, WORKOUT, PAIN)
COLUMNS = (
    "day",
    "kind",
    "entry_id",
    "title",
    "note",
    "distance_m",
    "duration_s",
    "speed_m_s",
    "glute_sets",
    "pain",
    "next_morning",
    "shoe",
    "exercises",
    "run_kind",
    "is_alone",
)
TEXTS = ("kind", "entry_id", "title", "note", "shoe", "exercises", "run_kind")
SEARCHED = ("title", "note", "shoe", "exercises")
DIVIDER = "; "
# The end of a name in brackets: "Hip Thrust (Barbell)".
EQUIPMENT = r"\s*\([^()]*\)$"
ONE_DAY = pd.Timedelta(days=1)


def all_of(frames: Frames, daily: pd.DataFrame) -> pd.DataFrame:
    """One row a run, a workout and a day with a pain score, newest first; columns as in `COLUMNS`, SI.

    `daily` is `analytics.days.daily`; its last day ends the list. `entry_id` is a run_id, a workout_id or the day.
    `pain` is the highest score of the day, `next_morning` that of the morning after. `exercises` are a workout's,
    divided by "; ", in the order lifted. `is_alone` is False for the pain of a day that has a run or a workout.
    Missing is NaN; an empty log gives no rows.
    """
    parts = [_runs(frames.runs), _workouts(frames), _pain(daily, frames.pain)]
    made = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    made = made[made["day"] <= daily.index.max()] if len(daily) else made.iloc[:0]
    made["pain"] = made["day"].map(daily["pain"])
    made["next_morning"] = (made["day"] + ONE_DAY).map(daily["pain_morning"])
    active = made.loc[made["kind"] != PAIN, "day"]
    made["is_alone"] = (made["kind"] != PAIN) | ~made["day"].isin(active)
    newest = made.assign(order=made["kind"].map({kind: place for place, kind in enumerate(KINDS)}))
    newest = newest.sort_values(["day", "order"], ascending=[False, True], kind="stable", ignore_index=True)
    return _typed(newest.reindex(columns=list(COLUMNS)))


def _typed(rows: pd.DataFrame) -> pd.DataFrame:
    texts = {c: rows[c].astype("str").where(rows[c].notna()) for c in TEXTS}
    return rows.assign(**texts)


def _runs(runs: pd.DataFrame) -> pd.DataFrame:
    seen = schema.plausible("runs", runs)
    kept = seen[["day", "title", "note", "distance_m", "duration_s", "shoe"]].copy()
    kept["entry_id"], kept["run_kind"], kept["kind"] = seen["run_id"], seen["kind"], RUN
    kept["speed_m_s"] = seen["distance_m"] / seen["duration_s"].where(seen["duration_s"] > 0)
    return kept.sort_values("day", kind="stable")


def _workouts(frames: Frames) -> pd.DataFrame:
    named = frames.sets.assign(said=frames.sets["exercise"].fillna(frames.sets["exercise_raw"]))
    groups = named.groupby("workout_id", sort=False)
    made = pd.DataFrame({"day": groups["day"].min(), "note": groups["note"].first()})
    unique = named.dropna(subset="said").drop_duplicates(["workout_id", "said"])
    of_each: dict[str, list[str]] = {}
    for workout, said in zip(unique["workout_id"], unique["said"], strict=True):
        of_each.setdefault(workout, []).append(said)
    made["exercises"] = pd.Series({workout: DIVIDER.join(said) for workout, said in of_each.items()}, dtype="str")
    hard = counting.weighed(frames.sets, frames.exercises)
    made["glute_sets"] = hard.groupby("workout_id")["glute_sets"].sum().reindex(made.index).fillna(0.0)
    first = pd.Series({workout: said[0] for workout, said in of_each.items()}, dtype="str")
    more = pd.Series({workout: len(said) - 1 for workout, said in of_each.items()}, dtype="int64")
    # Of several the first is named without its equipment: a title is read in a narrow column.
    short = first.str.replace(EQUIPMENT, "", regex=True)
    made["title"] = first.where(more == 0, short + ", " + more.astype("str") + " more")
    return made.rename_axis("entry_id").reset_index().assign(kind=WORKOUT)


def _pain(daily: pd.DataFrame, pain: pd.DataFrame) -> pd.DataFrame:
    scored = daily.index[daily["pain"].notna() | daily["flare"].eq(1)] if len(daily) else daily.index
    notes = pain.dropna(subset="note").groupby("day")["note"].agg("; ".join)
    made = pd.DataFrame({"day": scored, "kind": PAIN, "title": "Pain score", "note": scored.map(notes)})
    return made.assign(entry_id=made["day"].dt.strftime("%Y-%m-%d"))


def matching(
    rows: pd.DataFrame,
    *,
    words: str = "",
    kind: str | None = None,
    from_m: float | None = None,
    to_m: float | None = None,
    shoe: str | None = None,
    exercise: str | None = None,
    block: tuple[pd.Timestamp, pd.Timestamp] | None = None,
    since: pd.Timestamp | None = None,
) -> pd.DataFrame:
    """The rows of `all_of` that fit everything asked; None asks nothing; of a `block` the first and last day.

    `words` must all stand in the title, note, shoe or exercises, in any case. Without a `kind` the pain of a day that
    has a run or a workout is not listed by itself. `from_m` and `to_m` (inclusive) and `shoe` leave runs only.
    """
    fits = rows["is_alone"].astype(bool) if kind is None else rows["kind"].eq(kind)
    if words.strip():
        texts = _texts(rows)
        for word in words.lower().split():
            fits &= texts.str.contains(word, regex=False)
    if from_m is not None:
        fits &= rows["distance_m"].ge(from_m)
    if to_m is not None:
        fits &= rows["distance_m"].le(to_m)
    if shoe is not None:
        fits &= rows["shoe"].eq(shoe)
    if exercise is not None:
        fits &= rows["exercises"].fillna("").str.split(DIVIDER).map(lambda names: exercise in names).astype(bool)
    if block is not None:
        fits &= rows["day"].between(*block)
    if since is not None:
        fits &= rows["day"] >= since
    return rows[fits].reset_index(drop=True)


def _texts(rows: pd.DataFrame) -> pd.Series:
    parts = [rows[column].astype("str").where(rows[column].notna(), "") for column in SEARCHED]
    return (parts[0] + " " + parts[1] + " " + parts[2] + " " + parts[3]).str.lower()
