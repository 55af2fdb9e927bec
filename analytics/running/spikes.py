"""Is a run much longer than anything lately, and what did this runner's pain do after such runs?

Frandsen et al. 2025 (5,205 runners, overuse injuries, not backs): a run longer than the longest of the 30 days before
went with more injuries, by how much longer it was; week-to-week ratios did not. So every run is held against the
longest of the 30 days before, and against the runner's own pain.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analytics import facts
from analytics.result import NotEnough, Result
from analytics.words import counted, log_ended, say_day, say_share
from data import schema
from data.units import METRIC, Units

Array = NDArray[np.float64]

BANDS = ("up to 10 % longer", "10–30 % longer", "30–100 % longer", "more than 100 % longer")
# What pain was before a run: the median of the scored days of these two weeks, at least three (convention).
BEFORE_DAYS, FEWEST_BEFORE = 14, 3
# Pain within 72 hours and within 14 days: whole days after the run's own, which may hold the pain that came first.
SOON_DAYS, LATER_DAYS = 3, 14
# Runs whose 72 hours touch are seldom in different weeks: the interval counts weeks with such runs (convention).
SOON_SPAN_DAYS = 7
# A long run is the longest of the week around it: it is what a spike is fairly held against.
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
    "Your other long runs are those at most 10 % longer than the longest of the 30 days before that no run within "
    "three days of them exceeds."
)
RISE_CAVEAT = (
    "A rise is a day with pain 2 points or more above the median of the two weeks before the run. "
    "Runs of the same week share their days, so the ranges count weeks, and fortnights, rather than runs."
)
ACWR_NOTE = (
    "The ratio of acute to chronic load is shown because you asked. It does not tell who gets hurt: its coloured "
    "zones were an artefact (Impellizzeri et al. 2021), and in 5,205 runners it showed nothing or the opposite "
    "(Frandsen et al. 2025)."
)


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
    known = rows[rows[f"rise_{when}"].notna()]
    n, rises = len(known), float(known[f"rise_{when}"].sum())
    n_spans = known["day"].to_numpy("datetime64[D]").astype(int) // span_days
    low, high = wilson(rises / n, len(np.unique(n_spans))) if n else (np.nan, np.nan)
    values = {"n": n, "rises": rises, "share": rises / n if n else np.nan, "low": low, "high": high}
    return {f"{name}_{when}": value for name, value in values.items()}


def wilson(share: float, n: int) -> tuple[float, float]:
    """95 % interval of a share seen in `n` independent cases (Wilson 1927)."""
    z2 = 1.959964**2
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = np.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n**2))) / (1 + z2 / n)
    return float(centre - half), float(centre + half)


def spikes(
    runs: pd.DataFrame, daily: pd.DataFrame, today: pd.Timestamp, *, units: Units = METRIC
) -> Result | NotEnough:
    """The spikes of the last 30 days, and what pain did after all of this runner's spikes and other long runs.

    `table` is `by_band`; `details`: `runs` (`runs_and_longest`, up to `today`). NotEnough below ten runs that have 30
    covered days before them.
    """
    rows = runs_and_longest(runs[runs["day"] <= today], daily)
    known = rows[rows["share"].notna()]
    ended = log_ended(rows["day"].max(), today, "run")
    if len(known) < FEWEST_RUNS:
        n = counted(len(known), "run") if len(known) else "no run"
        have = f"{n} with a log of the {facts.SPIKE_WINDOW_DAYS} days before"
        return NotEnough(have, f"{FEWEST_RUNS} runs", "", ended)
    lately = known[known["day"] > today.normalize() - pd.Timedelta(days=facts.SPIKE_WINDOW_DAYS)]
    sentence = f"{_lately(lately, rows, today, units)} {_after(known)}"
    method = "distance against the longest run of the 30 days before; pain: highest score a day"
    return Result(
        by_band(rows), sentence, (*ended, SOURCE_CAVEAT, OTHER_CAVEAT, RISE_CAVEAT), method, details={"runs": rows}
    )


def _lately(lately: pd.DataFrame, rows: pd.DataFrame, today: pd.Timestamp, units: Units) -> str:
    spiking = lately[lately["share"] > facts.SPIKE_SHARES[0]]
    if spiking.empty:
        window = rows[rows["day"] > today.normalize() - pd.Timedelta(days=facts.SPIKE_WINDOW_DAYS)]
        if window.empty:
            return "No run in the last 30 days."
        longest = units.say_distance(window["distance_m"].max())
        return (
            f"No run of the last 30 days was more than 10 % longer than the longest of the 30 days before it; "
            f"the longest of them is {longest}."
        )
    last = spiking.iloc[-1]
    more = f" (and {counted(len(spiking) - 1, 'more run')} like it in these 30 days)" if len(spiking) > 1 else ""
    return (
        f"{units.say_distance(last['distance_m'])} on {say_day(last['day'])} was {say_share(last['share'])} longer "
        f"than the longest run of the 30 days before, {units.say_distance(last['longest_m'])}{more}."
    )


def _after(known: pd.DataFrame) -> str:
    """What pain did after this runner's spikes, next to other long runs."""
    spikes, others = known[known["share"] > facts.SPIKE_SHARES[0]], _other_long(known)
    n_told = int(spikes["rise_soon"].notna().sum())
    if n_told < FEWEST_SPIKES:
        return (
            f"{counted(len(spikes), 'run')} over 10 % longer in all your log, {n_told:,} with pain scores around: "
            "too few to say what your pain does after them."
        )
    parts = [_rise(spikes, others, "soon", "within 72 hours"), _rise(spikes, others, "later", "within 14 days")]
    rose = f"pain rose by 2 points or more {', and '.join(parts)}"
    return f"After runs that were over 10 % longer, in all your log, {rose}."


def _rise(spikes: pd.DataFrame, others: pd.DataFrame, when: str, words: str) -> str:
    span = SOON_SPAN_DAYS if when == "soon" else LATER_DAYS
    mine, rest = (_rises(rows, when, span) for rows in (spikes, others))
    beside = f"; after your other long runs {_range(rest, when)}" if rest[f"n_{when}"] else ""
    n, rises = mine[f"n_{when}"], mine[f"rises_{when}"]
    return f"{words} after {rises:,.0f} of {n:,.0f} ({_range(mine, when)}{beside})"


def _range(rises: dict[str, float], when: str) -> str:
    """'23 to 88 %'."""
    return f"{100 * rises[f'low_{when}']:.0f} to {say_share(rises[f'high_{when}'])}"


def acute_chronic(load: pd.Series, method: str = "ewma") -> pd.DataFrame:
    """The ratio of acute (7 days) to chronic (28 days) load by day: `acute chronic acwr`. Show it with `ACWR_NOTE`.

    `load` is one number a day without gaps in its days, in any unit. "ewma": lambda = 2/(N+1), started at the first
    day's load (Williams et al. 2017 Br J Sports Med 51:209); "rolling": means of 7 and 28 full days. Coupled: the
    week is part of the 28 days. A day with unknown load has no ratio. Raises ValueError for another method.
    """
    if method == "ewma":
        acute, chronic = (load.ewm(span=n, adjust=False).mean().where(load.notna()) for n in (7, 28))
    elif method == "rolling":
        acute, chronic = (load.rolling(n, min_periods=n).mean() for n in (7, 28))
    else:
        raise ValueError(f"No method {method!r}. Methods are 'ewma' and 'rolling'.")
    return pd.DataFrame({"acute": acute, "chronic": chronic, "acwr": acute / chronic.where(chronic > 0)})
