"""Glute dose: hard sets and tonnage by exercise, and how much the count depends on what is counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

import pandas as pd

from analytics.facts import STRENGTH_WINDOW_DAYS
from analytics.periods import starts
from analytics.recent import week_start
from analytics.result import NotEnough, Result
from analytics.strength.counting import SETTINGS, USUAL, Setting, hard_sets, n_easy, recount, shares, weighed
from analytics.strength.lookup import of_each
from analytics.strength.thrusts import names
from analytics.words import counted, listed, log_ended, say_number
from data.units import METRIC, Units

# Below so many a week a whole number would say too little.
FEW_A_WEEK = 3
DAYS_OF_A_WEEK = 7

Answer = TypeVar("Answer")


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
    weeks = starts(pd.DatetimeIndex(rows["day"]), "week", first_weekday)
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
    named = rows.assign(is_named=rows["exercise"].notna(), exercise=names(rows))
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
        counts = of_each(hard["exercise"], shares(exercises, setting)).fillna(0.0)
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


@dataclass(frozen=True)
class Dose:
    """The glute sets of the last 28 days (`n_days` of them on record), counted under `setting`.

    `by_exercise` as from that function, `settings` from `totals`, `weeks` from `weekly`; `this_week` is the glute
    sets of the week that holds `today`; `n_easy` sets were left out as logged easy.
    """

    VERSION: ClassVar[int] = 1
    by_exercise: pd.DataFrame
    settings: pd.DataFrame
    weeks: pd.DataFrame
    this_week: float
    n_days: int
    n_easy: int
    setting: Setting
    today: pd.Timestamp


def dose(
    sets: pd.DataFrame,
    exercises: pd.DataFrame,
    today: pd.Timestamp,
    setting: Setting = USUAL,
    *,
    since: pd.Timestamp | None = None,
    first_weekday: int = 0,
) -> Dose | NotEnough:
    """The glute sets of the last 28 days by exercise, and between what they lie as the count is changed.

    `since` is the log's first day (default: the first set): a week's share is that of the weeks on record. NotEnough
    where no set was hard in those days.
    """
    lately = _last(sets, today, STRENGTH_WINDOW_DAYS)
    if hard_sets(lately).empty:
        ended = log_ended(sets.loc[sets["day"] <= today, "day"].max(), today, "set")
        return NotEnough("no glute sets in the last 28 days", "one", "", ended)
    weeks = weekly(sets, exercises, today, setting, first_weekday=first_weekday)
    this_week = weeks.loc[weeks["week"] == week_start(today, first_weekday), "glute_sets"].sum()
    return Dose(
        by_exercise=by_exercise(sets, exercises, today, setting),
        settings=totals(sets, exercises, today, since=since),
        weeks=weeks,
        this_week=float(this_week),
        n_days=days_on_record(sets, today, since),
        n_easy=n_easy(lately),
        setting=setting,
        today=today,
    )


def say_dose(found: Dose, units: Units = METRIC) -> Result:
    """The dose in sentences. `table` is its `by_exercise`; `details`: `weekly` and `settings`."""
    days = f"the 28 days to {units.say_date(found.today)}"
    method = f"hard sets of {days}; {found.setting.says}; shares by the table of exercises"
    details = {"weekly": found.weeks, "settings": found.settings}
    return Result(found.by_exercise, _sentence(found), _caveats(found, units), method, details=details)


def _sentence(found: Dose) -> str:
    whole, n_days = float(found.by_exercise["glute_sets"].sum()), found.n_days
    low, high = found.settings["last_28d"].min(), found.settings["last_28d"].max()
    if high == 0:
        return "No glute sets in the last 28 days, however they are counted."
    when = "last 28 days" if n_days == STRENGTH_WINDOW_DAYS else f"{counted(n_days, 'day')} on record"
    said = f"{counted(whole, 'glute set')} in the {when}"
    if n_days >= DAYS_OF_A_WEEK:
        per_week = whole * DAYS_OF_A_WEEK / n_days
        said += f", about {say_number(per_week, 0 if per_week >= FEW_A_WEEK else 1)} a week"
    said += f"; {say_number(found.this_week)} this week so far"
    if high - low < 0.05:
        return f"{said}. However they are counted, the number is the same."
    others = f"Counted other ways: {say_number(low)} to {say_number(high)} in the {n_days} days."
    return f"{said}, with {found.setting.says}. {others}"


def _caveats(found: Dose, units: Units) -> tuple[str, ...]:
    said, table = [], found.by_exercise
    unnamed = table[~table["is_named"]]
    if len(unnamed):
        names = listed([str(name) for name in unnamed["exercise"][:3]])
        said.append(
            f"{counted(int(unnamed['n_sets'].sum()), 'set')} not counted until you say what they are: {names}."
        )
    if found.n_easy:
        said.append(
            f"{counted(found.n_easy, 'set')} logged with 5 or more repetitions in reserve, or an effort of 5 or "
            f"less, {'is' if found.n_easy == 1 else 'are'} left out."
        )
    if table["tonnage_kg"].notna().any():
        lifted = float(units.to_load(table["tonnage_kg"].sum()))
        said.append(
            f"Weight lifted in the {found.n_days} days: {_about(lifted)} {units.load}, "
            "loads as entered (dumbbells: one hand's)."
        )
    return tuple(said)


def _about(value: float) -> str:
    """'about 143,000': loads as entered are good for three figures."""
    digits = max(0, len(f"{value:.0f}") - 3)
    return f"about {round(value, -digits):,.0f}"


def conclusions(
    daily: pd.DataFrame, sets: pd.DataFrame, exercises: pd.DataFrame, ask: Callable[[pd.DataFrame], Answer]
) -> tuple[Answer, ...]:
    """What `ask` answers from the daily frame recounted under each of SETTINGS, in their order, the usual one first.

    Each answer is a question of its own, kept on its own where answers are kept.
    """
    return tuple(ask(recount(daily, sets, exercises, setting)) for setting in SETTINGS)


def say_conclusions(answers: Sequence[Result | NotEnough]) -> pd.DataFrame:
    """The answers of `conclusions`, said in words, side by side: `setting verdict sentence is_same`.

    `is_same` where the verdict is that of the usual setting. A refusal's verdict is "cannot tell".
    """
    verdicts = ["cannot tell" if isinstance(answer, NotEnough) else answer.verdict for answer in answers]
    return pd.DataFrame(
        {
            "setting": [setting.says for setting in SETTINGS],
            "verdict": verdicts,
            "sentence": [answer.sentence for answer in answers],
            "is_same": [verdict == verdicts[0] for verdict in verdicts],
        }
    )
