"""Glute dose: hard sets and tonnage by exercise, and how much the count depends on what is counted.

A hard set counts 1 where the exercise trains the glutes directly, `Setting.indirect` where it does so indirectly,
else nothing (Pelland et al. 2024 count indirect sets half; which exercise is which is a convention).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from analytics import facts
from analytics.facts import HARD_KINDS, STRENGTH_WINDOW_DAYS
from analytics.recent import week_start
from analytics.result import NotEnough, Result
from analytics.words import counted, listed, log_ended, say_number
from data import schema
from data.units import METRIC, Units

# Five repetitions left, or half of the scale of effort, is a warm-up by another name (convention; in the studies
# behind the dose, sets ended within about four repetitions of failure).
EASY_RIR = 5.0
EASY_RPE = 5.0
# Apps list the glutes as secondary in squats, lunges, step-ups and hinges, which count 1 here: there opinions differ.
DEBATED_PATTERNS = ("squat", "single_leg_squat", "lunge", "step", "hinge")
DEBATED_SHARE = 0.5
# A load under this was not entered: one app writes 0.1 lb in its place (convention).
LEAST_LOAD_KG = 0.1
# A band's number is no weight, and an assisted load is help.
BASES_WITHOUT_WEIGHT = ("band", "assisted")
# What the table of exercises calls everything that trains neither hips nor legs: tables show such a row's raw name.
OTHER = "other"
# Below so many a week a whole number would say too little.
FEW_A_WEEK = 3
DAYS_OF_A_WEEK = 7


@dataclass(frozen=True)
class Setting:
    """What is counted: the weight of an indirect set, and whether squats, lunges, step-ups and hinges count half.

    Half is never less than an indirect set counts.
    """

    says: str
    indirect: float = facts.INDIRECT_SET_SHARE
    is_debated_half: bool = False


USUAL = Setting("indirect sets counted half")
SETTINGS = (
    USUAL,
    Setting("indirect sets not counted", indirect=0.0),
    Setting("indirect sets counted whole", indirect=1.0),
    Setting("squats, lunges and hinges counted half", is_debated_half=True),
)


def hard_sets(sets: pd.DataFrame) -> pd.DataFrame:
    """The hard sets of the frame `sets`: no warm-up, repetitions not 0, and not logged as easy.

    Easy: 5 or more repetitions in reserve, or an effort of 5 or less; a set without either counts as hard.
    """
    seen = schema.plausible("sets", sets)
    is_hard = seen["kind"].isna() | seen["kind"].isin(HARD_KINDS)
    is_done = seen["reps"].isna() | (seen["reps"] > 0)
    is_easy = (seen["rir"] >= EASY_RIR) | (seen["rpe"] <= EASY_RPE)
    return seen[is_hard & is_done & ~is_easy]


def shares(exercises: pd.DataFrame, setting: Setting = USUAL) -> pd.Series:
    """What a hard set of each exercise counts, indexed by exercise; `exercises` is the frame of that name."""
    told = exercises["glute_max"].astype(float)
    counts = told.mask((told > 0) & (told < 1), setting.indirect)
    is_debated = (told == 1) & exercises["pattern"].isin(DEBATED_PATTERNS)
    half = max(DEBATED_SHARE, setting.indirect)
    return counts.mask(is_debated & setting.is_debated_half, half)


def weighed(sets: pd.DataFrame, exercises: pd.DataFrame, setting: Setting = USUAL) -> pd.DataFrame:
    """The hard sets with `glute_sets` (what each counts; 0 where the exercise is not surely known) and `tonnage_kg`.

    `tonnage_kg` is repetitions x load as entered (one hand's dumbbell); missing without a load, for bands and help.
    """
    hard = hard_sets(sets)
    load = hard["load_kg"].where(hard["load_kg"] >= LEAST_LOAD_KG)
    has_weight = ~basis(hard, exercises).isin(BASES_WITHOUT_WEIGHT)
    return hard.assign(
        glute_sets=hard["exercise"].map(shares(exercises, setting)).fillna(0.0).astype(float),
        tonnage_kg=(hard["reps"] * load).where(has_weight),
    )


def basis(sets: pd.DataFrame, exercises: pd.DataFrame) -> pd.Series:
    """What the load of each set counts: as stated with the set, else as the exercise has it, else 'unknown'."""
    usual = sets["exercise"].map(exercises["load_basis"])
    return sets["load_basis"].fillna(usual).fillna("unknown")


def weekly(
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    setting: Setting = USUAL,
    *,
    first_weekday: int = 0,
) -> pd.DataFrame:
    """One row per week and exercise with hard sets up to `today`.

    Columns `week exercise is_named n_sets glute_sets tonnage_kg`. `week` is its first
    day (`first_weekday` 0 is Monday). An exercise that is not surely known stands under its raw name, `is_named`
    False; so does what trains no leg, `is_named` True. Weeks without a set have no row.
    """
    rows = weighed(sets[sets["day"] <= today], exercises, setting)
    weeks = rows["day"] - pd.to_timedelta((rows["day"].dt.day_of_week - first_weekday) % 7, unit="D")
    return _by(rows.assign(week=weeks), ["week", "exercise", "is_named"])


def by_exercise(
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    setting: Setting = USUAL,
    n_days: int = STRENGTH_WINDOW_DAYS,
) -> pd.DataFrame:
    """The last `n_days` days, today included, by exercise: `exercise is_named n_sets glute_sets tonnage_kg`."""
    rows = weighed(_last(sets, today, n_days), exercises, setting)
    made = _by(rows, ["exercise", "is_named"])
    return made.sort_values(["glute_sets", "n_sets"], ascending=False, ignore_index=True)


def _by(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    has_own_name = rows["exercise"].notna() & (rows["exercise"] != OTHER)
    names = rows["exercise"].where(has_own_name, rows["exercise_raw"])
    named = rows.assign(is_named=rows["exercise"].notna(), exercise=names)
    groups = named.groupby(keys, dropna=False)
    made = groups.agg(n_sets=("glute_sets", "size"), glute_sets=("glute_sets", "sum"))
    return made.assign(tonnage_kg=groups["tonnage_kg"].sum(min_count=1)).reset_index()


def _last(sets: pd.DataFrame, today: pd.Timestamp, n_days: int) -> pd.DataFrame:
    return sets[(sets["day"] <= today) & (sets["day"] > today.normalize() - pd.Timedelta(days=n_days))]


def days_on_record(sets: pd.DataFrame, today: pd.Timestamp, since: pd.Timestamp | None = None) -> int:
    """The days of the last 28, today included, from `since` (default: the first set) on; 28 where that is earlier."""
    first = sets["day"].min() if since is None else min(since, sets["day"].min())
    return int(min(STRENGTH_WINDOW_DAYS, (today.normalize() - first).days + 1))


def totals(
    sets: pd.DataFrame, exercises: pd.DataFrame, today: pd.Timestamp, *, since: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Glute sets under each setting: `setting indirect is_debated_half today last_7d last_28d per_week`.

    Windows end with `today`, which belongs to them; `per_week` is `last_28d` over the weeks on record in those days,
    at least one (the record begins with `since`, default: the first set).
    """
    lately = _last(sets, today, STRENGTH_WINDOW_DAYS)
    hard = hard_sets(lately)
    weeks = 1.0 if lately.empty else max(1.0, days_on_record(sets, today, since) / DAYS_OF_A_WEEK)
    ago = (today.normalize() - hard["day"]).dt.days
    rows = []
    for setting in SETTINGS:
        counts = hard["exercise"].map(shares(exercises, setting)).fillna(0.0)
        whole = float(counts.sum())
        rows.append(
            {
                "setting": setting.says,
                "indirect": setting.indirect,
                "is_debated_half": setting.is_debated_half,
                "today": float(counts[ago == 0].sum()),
                "last_7d": float(counts[ago < 7].sum()),
                "last_28d": whole,
                "per_week": whole / weeks,
            }
        )
    return pd.DataFrame(rows)


def recount(
    daily: pd.DataFrame, sets: pd.DataFrame, exercises: pd.DataFrame, setting: Setting = USUAL
) -> pd.DataFrame:
    """`daily` (from analytics.days.daily) with `glute_sets` and `glute_sets_28d` counted under `setting`.

    Days on which lifting is unknown stay unknown; every other column is as it was.
    """
    rows = weighed(sets, exercises, setting)
    per_day = rows.groupby("day")["glute_sets"].sum().reindex(daily.index).fillna(0.0)
    glute = per_day.where(daily["n_sets"].notna())
    window = glute.rolling(STRENGTH_WINDOW_DAYS, min_periods=STRENGTH_WINDOW_DAYS).sum()
    return daily.assign(glute_sets=glute, glute_sets_28d=window)


def conclusions(
    daily: pd.DataFrame,
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    ask: Callable[[pd.DataFrame], Result | NotEnough],
) -> pd.DataFrame:
    """A question asked again under each setting: `setting verdict sentence is_same`, the usual setting first.

    `ask` answers from a daily frame; `is_same` where the verdict is that of the usual setting. A refusal's verdict is
    "cannot tell".
    """
    answers = [ask(recount(daily, sets, exercises, setting)) for setting in SETTINGS]
    verdicts = ["cannot tell" if isinstance(answer, NotEnough) else answer.verdict for answer in answers]
    return pd.DataFrame(
        {
            "setting": [setting.says for setting in SETTINGS],
            "verdict": verdicts,
            "sentence": [answer.sentence for answer in answers],
            "is_same": [verdict == verdicts[0] for verdict in verdicts],
        }
    )


def dose(
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    setting: Setting = USUAL,
    *,
    units: Units = METRIC,
    since: pd.Timestamp | None = None,
    first_weekday: int = 0,
) -> Result | NotEnough:
    """The glute sets of the last 28 days by exercise, and between what they lie as the count is changed.

    `table` is `by_exercise`; `details`: `weekly` and `settings` (from `weekly` and `totals`). `since` is the log's
    first day (default: the first set): a week's share is that of the weeks on record. NotEnough where no set was
    logged in those days.
    """
    if hard_sets(_last(sets, today, STRENGTH_WINDOW_DAYS)).empty:
        ended = log_ended(sets.loc[sets["day"] <= today, "day"].max(), today, "set")
        return NotEnough("no glute sets in the last 28 days", "one", "", ended)
    table = by_exercise(sets, exercises, today, setting)
    settings = totals(sets, exercises, today, since=since)
    weeks = weekly(sets, exercises, today, setting, first_weekday=first_weekday)
    this_week = weeks[weeks["week"] == week_start(today, first_weekday)]
    n_days = days_on_record(sets, today, since)
    said = _sentence(table, settings, setting, this_week, n_days)
    caveats = _caveats(_last(sets, today, STRENGTH_WINDOW_DAYS), table, n_days, units)
    method = f"hard sets of the 28 days to {today.date()}; {setting.says}; shares by the table of exercises"
    return Result(table, said, caveats, method, details={"weekly": weeks, "settings": settings})


def _sentence(
    table: pd.DataFrame, settings: pd.DataFrame, setting: Setting, this_week: pd.DataFrame, n_days: int
) -> str:
    whole = float(table["glute_sets"].sum())
    low, high = settings["last_28d"].min(), settings["last_28d"].max()
    if high == 0:
        return "No glute sets in the last 28 days, however they are counted."
    when = "last 28 days" if n_days == STRENGTH_WINDOW_DAYS else f"{counted(n_days, 'day')} on record"
    said = f"{counted(whole, 'glute set')} in the {when}"
    if n_days >= DAYS_OF_A_WEEK:
        per_week = whole * DAYS_OF_A_WEEK / n_days
        said += f", about {say_number(per_week, 0 if per_week >= FEW_A_WEEK else 1)} a week"
    said += f"; {say_number(float(this_week['glute_sets'].sum()))} this week so far"
    if high - low < 0.05:
        return f"{said}. However they are counted, the number is the same."
    others = f"Counted other ways: {say_number(low)} to {say_number(high)} in the {n_days} days."
    return f"{said}, with {setting.says}. {others}"


def _caveats(lately: pd.DataFrame, table: pd.DataFrame, n_days: int, units: Units) -> tuple[str, ...]:
    said = []
    unnamed = table[~table["is_named"]]
    if len(unnamed):
        names = listed([str(name) for name in unnamed["exercise"][:3]])
        said.append(
            f"{counted(int(unnamed['n_sets'].sum()), 'set')} not counted until you say what they are: {names}."
        )
    n_easy = _n_easy(lately)
    if n_easy:
        said.append(
            f"{counted(n_easy, 'set')} logged with 5 or more repetitions in reserve, or an effort of 5 or less, "
            f"{'is' if n_easy == 1 else 'are'} left out."
        )
    if table["tonnage_kg"].notna().any():
        lifted = float(units.to_load(table["tonnage_kg"].sum()))
        said.append(
            f"Weight lifted in the {n_days} days: {_about(lifted)} {units.load}, "
            "loads as entered (dumbbells: one hand's)."
        )
    return tuple(said)


def _about(value: float) -> str:
    """'about 143,000': three figures are all that loads as entered can tell."""
    digits = max(0, len(f"{value:.0f}") - 3)
    return f"about {round(value, -digits):,.0f}"


def _n_easy(sets: pd.DataFrame) -> int:
    as_if_hard = sets.assign(rir=float("nan"), rpe=float("nan"))
    return len(hard_sets(as_if_hard)) - len(hard_sets(sets))
