"""Is a run much longer than anything lately, and what did this runner's pain do after such runs?

Frandsen et al. 2025 (5,205 runners, overuse injuries, not backs): a run longer than the longest of the 30 days before
went with more injuries, by how much longer it was; week-to-week ratios did not. So every run is compared with the
longest of the 30 days before, and with the runner's own pain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from analytics import facts
from analytics.result import NotEnough, Result
from analytics.statistics.proportions import wilson
from analytics.words import counted, log_ended, say_share
from data import schema
from data.units import Units

BANDS = ("up to 10 % longer", "10–30 % longer", "30–100 % longer", "more than 100 % longer")
# What pain was before a run: the median of the scored days of these two weeks, at least three (convention).
BEFORE_DAYS, FEWEST_BEFORE = 14, 3
# Pain within 72 hours and within 14 days: whole days after the run's own, which may hold the pain that came first.
SOON_DAYS, LATER_DAYS = 3, 14
# Runs whose 72 hours touch are seldom in different weeks: the interval counts weeks with such runs (convention).
SOON_SPAN_DAYS = 7
# A long run is the longest of the week around it: what a spike is fairly compared with.
WEEK_AROUND = 7
OTHER_LONG = "other long runs"
# Runs with 30 covered days before them below which nothing is said (convention).
FEWEST_RUNS = 10
# Fewer spikes than this say nothing about this runner (convention).
FEWEST_SPIKES = 5
SOURCE_CAVEAT = (
    "That runs over 10 % longer are looked at comes from a study of overuse injuries in 5,205 runners "
    "(Frandsen et al. 2025), not of back pain."
)
OTHER_CAVEAT = (
    "Your other long runs are the longest of the week around them, and at most 10 % longer than any run of the "
    "30 days before."
)
RISE_CAVEAT = (
    "A rise is a day with pain 2 points or more above the median of the two weeks before the run. "
    "Runs of the same week share their days, so the ranges count weeks, and fortnights, rather than runs."
)


@dataclass(frozen=True)
class Rises:
    """How often pain rose after runs of one kind: `n` runs with known pain, `rises` of them followed by a rise, the
    share's 95 % interval (counted in weeks or fortnights; None without such runs)."""

    n: int
    rises: int
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Spike:
    """A run against the longest of the 30 days before: metres, and by what share it is longer."""

    day: pd.Timestamp
    distance_m: float
    longest_m: float
    share: float


@dataclass(frozen=True)
class Spikes:
    """The spikes of the last 30 days, and what pain did after all spikes and other long runs.

    `table` is `by_band`, `runs` is `runs_and_longest` up to the day asked. `last` is the last of the `n_lately`
    spikes of the last 30 days (None without one), `longest_lately_m` the longest run of these days (None without a
    run). `n_spikes` are all of the log. `soon` and `later`: within 72 hours and 14 days after spikes; `other_soon`
    and `other_later` after other long runs.
    """

    VERSION: ClassVar[int] = 1

    table: pd.DataFrame
    runs: pd.DataFrame
    last: Spike | None
    n_lately: int
    longest_lately_m: float | None
    n_spikes: int
    soon: Rises
    later: Rises
    other_soon: Rises
    other_later: Rises
    asked: pd.Timestamp
    last_run: pd.Timestamp


def runs_and_longest(runs: pd.DataFrame, daily: pd.DataFrame) -> pd.DataFrame:
    """One row per run with a distance, in order of day, against the longest run of the 30 days before.

    `run_id day title kind distance_m longest_m share band is_long`: `share` is distance / longest - 1, missing in the
    first 30 days of the log and without a run in the 30 days before; `is_long` where no run within three days either
    side is longer. Then from `daily["pain"]` (analytics.days): `before` (median of the 14 days before), `soon` and
    `later` (highest of the 3 and 14 days after), `rise_soon` and `rise_later` (1 where 2 points or more above
    `before`, else 0; missing without scores).
    """
    seen = schema.plausible("runs", runs)
    seen = seen[seen["distance_m"] > 0].sort_values(["day", "start"], kind="stable")
    made = seen[["run_id", "day", "title", "kind", "distance_m"]].reset_index(drop=True)
    longest = _longest_before(made)
    # Rounded, so that 11 km after 10 km is 10 % longer and not a hair more.
    share = (made["distance_m"] / longest - 1).round(9)
    pain = _pain_around(daily)
    around = pain.reindex(made["day"]).reset_index(drop=True)
    made = made.assign(longest_m=longest, share=share, band=_bands(share), is_long=_is_long(made))
    return made.join(around)


def _longest_before(runs: pd.DataFrame) -> pd.Series:
    """The longest run of the 30 days before each run's day; missing in the log's first 30 days."""
    if runs.empty:
        return pd.Series(dtype=float)
    per_day = runs.groupby("day")["distance_m"].max()
    days = pd.date_range(per_day.index[0], per_day.index[-1])
    window = per_day.reindex(days).rolling(facts.SPIKE_WINDOW_DAYS, min_periods=1).max().shift()
    window.iloc[: facts.SPIKE_WINDOW_DAYS] = np.nan
    return window.reindex(runs["day"]).reset_index(drop=True)


def _is_long(runs: pd.DataFrame) -> pd.Series:
    """True for a run that no other run of the week around it exceeds."""
    if runs.empty:
        return pd.Series(dtype=bool)
    per_day = runs.groupby("day")["distance_m"].max()
    days = pd.date_range(per_day.index[0], per_day.index[-1])
    window = per_day.reindex(days).rolling(WEEK_AROUND, center=True, min_periods=1).max()
    return runs["distance_m"] >= window.reindex(runs["day"]).reset_index(drop=True)


def _bands(share: pd.Series) -> pd.Series:
    edges = [-np.inf, *facts.SPIKE_SHARES, np.inf]
    return pd.cut(share, edges, labels=list(BANDS))


def _pain_around(daily: pd.DataFrame) -> pd.DataFrame:
    """By day: pain before and after it, and whether it rose: known once the window is over and holds a score."""
    pain = daily["pain"]
    before = pain.shift().rolling(BEFORE_DAYS, min_periods=FEWEST_BEFORE).median()
    made = pd.DataFrame({"before": before})
    for name, n in (("soon", SOON_DAYS), ("later", LATER_DAYS)):
        highest = pain[::-1].shift().rolling(n, min_periods=1).max()[::-1]
        made[name] = highest
        risen = highest >= before + facts.PAIN_CHANGE_THAT_MATTERS
        is_over = pain.index <= pain.index.max() - pd.Timedelta(days=n)
        made[f"rise_{name}"] = risen.astype(float).where(highest.notna() & before.notna() & is_over)
    return made[["before", "soon", "later", "rise_soon", "rise_later"]]


def by_band(rows: pd.DataFrame) -> pd.DataFrame:
    """What pain did after the runs of each band (of `runs_and_longest`), the four bands in order, then "other long
    runs": those up to 10 % longer that were the longest of the week around them.

    `band hazard_ratio n`, then for the 72 hours `n_soon rises_soon share_soon low_soon high_soon` and for the 14 days
    the same with `_later`: runs with known pain, how many rose, their share and its 95 % interval (Wilson), which
    counts the weeks (fortnights) with such runs rather than the runs.
    """
    made = []
    ratios = (1.0, *facts.SPIKE_HAZARD_RATIOS, np.nan)
    for band, ratio in zip((*BANDS, OTHER_LONG), ratios, strict=True):
        mine = _other_long(rows) if band == OTHER_LONG else rows[rows["band"] == band]
        row: dict[str, object] = {"band": band, "hazard_ratio": ratio, "n": len(mine)}
        made.append(row | _rises(mine, "soon", SOON_SPAN_DAYS) | _rises(mine, "later", LATER_DAYS))
    return pd.DataFrame(made)


def _other_long(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["is_long"].eq(True) & (rows["share"] <= facts.SPIKE_SHARES[0])]


def _rises(rows: pd.DataFrame, when: str, span_days: int) -> dict[str, float]:
    found = _counted_rises(rows, when, span_days)
    share = found.rises / found.n if found.n else np.nan
    low, high = (np.nan if end is None else end for end in (found.low, found.high))
    values = {"n": found.n, "rises": float(found.rises), "share": share, "low": low, "high": high}
    return {f"{name}_{when}": value for name, value in values.items()}


def _counted_rises(rows: pd.DataFrame, when: str, span_days: int) -> Rises:
    known = rows[rows[f"rise_{when}"].notna()]
    n, rises = len(known), int(known[f"rise_{when}"].sum())
    if not n:
        return Rises(0, 0, None, None)
    n_spans = len(np.unique(known["day"].to_numpy("datetime64[D]").astype(int) // span_days))
    return Rises(n, rises, *wilson(rises / n * n_spans, n_spans))


def spikes(runs: pd.DataFrame, daily: pd.DataFrame, today: pd.Timestamp) -> Spikes | NotEnough:
    """The spikes of the last 30 days, and what pain did after all of this runner's spikes and other long runs.

    `daily` as from analytics.days.daily. NotEnough below ten runs that have 30 covered days before them.
    """
    rows = runs_and_longest(runs[runs["day"] <= today], daily)
    known = rows[rows["share"].notna()]
    if len(known) < FEWEST_RUNS:
        n = counted(len(known), "run") if len(known) else "no run"
        have = f"{n} with a log of the {facts.SPIKE_WINDOW_DAYS} days before"
        return NotEnough(have, f"{FEWEST_RUNS} runs", "", log_ended(rows["day"].max(), today, "run"))
    since = today.normalize() - pd.Timedelta(days=facts.SPIKE_WINDOW_DAYS)
    longer, others = known[known["share"] > facts.SPIKE_SHARES[0]], _other_long(known)
    lately, window = longer[longer["day"] > since], rows[rows["day"] > since]
    return Spikes(
        table=by_band(rows),
        runs=rows,
        last=None if lately.empty else _spike(lately.iloc[-1]),
        n_lately=len(lately),
        longest_lately_m=None if window.empty else float(window["distance_m"].max()),
        n_spikes=len(longer),
        soon=_counted_rises(longer, "soon", SOON_SPAN_DAYS),
        later=_counted_rises(longer, "later", LATER_DAYS),
        other_soon=_counted_rises(others, "soon", SOON_SPAN_DAYS),
        other_later=_counted_rises(others, "later", LATER_DAYS),
        asked=today.normalize(),
        last_run=rows["day"].max(),
    )


def _spike(row: pd.Series) -> Spike:
    return Spike(row["day"], float(row["distance_m"]), float(row["longest_m"]), float(row["share"]))


def say(found: Spikes, units: Units) -> Result:
    """The spikes in words. `table` and `details["runs"]` as in `Spikes`, in metres."""
    ended = log_ended(found.last_run, found.asked, "run", units)
    return Result(
        found.table,
        f"{_lately(found, units)} {_after(found)}",
        (*ended, *_later(found), SOURCE_CAVEAT, OTHER_CAVEAT, RISE_CAVEAT),
        "distance against the longest run of the 30 days before; pain: highest score a day",
        details={"runs": found.runs},
    )


def _lately(found: Spikes, units: Units) -> str:
    last = found.last
    if found.longest_lately_m is None:
        return "No run in the last 30 days."
    if last is None:
        return (
            f"No run of the last 30 days was over 10 % longer than the longest of the 30 days before it; the longest "
            f"was {units.say_distance(found.longest_lately_m)}."
        )
    n_more = found.n_lately - 1
    more = f" (and {counted(n_more, 'more run')} like it in these 30 days)" if n_more else ""
    return (
        f"{units.say_distance(last.distance_m)} on {units.say_day(last.day)} was {say_share(last.share)} longer "
        f"than the longest run of the 30 days before, {units.say_distance(last.longest_m)}{more}."
    )


def _after(found: Spikes) -> str:
    """What pain did after this runner's spikes, next to other long runs."""
    if found.soon.n < FEWEST_SPIKES:
        return (
            f"{counted(found.n_spikes, 'run')} over 10 % longer in all your log, {found.soon.n:,} with pain scores "
            "around: too few to say what your pain does after them."
        )
    how_often = _rise(found.soon, "runs over 10 % longer", found.other_soon)
    return f"Pain rose by 2 points or more within 72 hours {how_often}."


def _later(found: Spikes) -> tuple[str, ...]:
    """The same over two weeks, which many things fill: said with the sentence, not in it."""
    if found.soon.n < FEWEST_SPIKES or not found.later.n:
        return ()
    return (f"Within 14 days pain rose as much {_rise(found.later, 'runs over 10 % longer', found.other_later)}.",)


def _rise(mine: Rises, runs: str, others: Rises) -> str:
    """'after 3 of 5 runs over 10 % longer (23 to 88 %), and after 4 of 20 other long runs (8 to 42 %)'."""
    beside = f", and after {_share(others, 'other long runs')}" if others.n else ""
    return f"after {_share(mine, runs)}{beside}"


def _share(rises: Rises, runs: str) -> str:
    if rises.low is None or rises.high is None:
        return f"{rises.rises:,} of {rises.n:,} {runs}"
    return f"{rises.rises:,} of {rises.n:,} {runs} ({100 * rises.low:.0f} to {say_share(rises.high)})"
