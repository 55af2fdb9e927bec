"""The pain diary as it was kept: how many days, which are missing, where it hurt, and the flares.

A day without a score is unknown, never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from analytics import recent
from analytics.result import NotEnough, Result
from analytics.words import counted, say_number
from data import schema
from data.units import METRIC, Units

DAY = pd.Timedelta(days=1)
LATELY_DAYS = 28
# Flare days at most this far apart belong to one flare (convention): nobody writes every day of a bad week.
FLARE_GAP_DAYS = 3
# Words that an importer left in an entry's note are a place where they are short and come back (conventions).
OTHER, HAND_KEPT = "other", "pain_csv"
LONGEST_WORDS, DAYS_OF_A_PLACE = 24, 3
_NO_PLACE = r"(?is)\b(?:pain|score|level|left|right|both)\b|;.*"
HOLES_CAVEAT = "A day without a score is left empty: it is not a day without pain."


def calendar(
    pain: pd.DataFrame,
    first: pd.Timestamp,
    last: pd.Timestamp,
    *,
    site: str | None = None,
    first_weekday: int = 0,
) -> pd.DataFrame:
    """One row per day from `first` to `last`, both inclusive, for a heat map.

    `day week weekday score is_logged n_entries flare`: `week` its first day, `weekday` 0-6 from `first_weekday` on,
    `score` the day's highest (NaN where none was logged, 0 only where 0 was), `flare` 1, 0 or NaN (not said). `site`
    keeps one site's entries.
    """
    seen = _seen(pain, site)
    days = pd.date_range(first.normalize(), last.normalize(), unit="us", name="day")
    groups = seen.groupby("day")
    score = groups["score"].max().reindex(days)
    n_entries = groups.size().reindex(days, fill_value=0)
    weekday = (days.day_of_week - first_weekday) % 7
    made = pd.DataFrame(
        {
            "week": days - pd.to_timedelta(weekday, unit="D"),
            "weekday": weekday,
            "score": score,
            "is_logged": score.notna(),
            "n_entries": n_entries,
            "flare": groups["flare"].max().reindex(days),
        },
        index=days,
    )
    return made.reset_index()


def _seen(pain: pd.DataFrame, site: str | None = None) -> pd.DataFrame:
    seen = schema.plausible("pain", pain)
    return seen if site is None else seen[seen["site"] == site]


def named_sites(pain: pd.DataFrame) -> pd.Series:
    """Where each entry hurts, in words: 'low back', 'knee'; missing where the entry does not say.

    A place the frame calls 'other' has the diary's own words for it where its note begins with them ('shoulder'):
    few words of a hand-kept diary that stand on three days or more.
    """
    words = pain["site"].str.replace("_", " ")
    own = pain["note"].str.replace(_NO_PLACE, " ", regex=True).str.replace(r"\s+", " ", regex=True).str.strip()
    is_able = (pain["site"] == OTHER) & (pain["source"] == HAND_KEPT) & own.str.len().between(1, LONGEST_WORDS)
    n_days = pain[is_able].groupby(own[is_able])["day"].nunique()
    is_often = own.map(n_days[n_days >= DAYS_OF_A_PLACE]).notna()
    return words.mask(is_able & is_often, own)


def by_site(pain: pd.DataFrame, today: pd.Timestamp, n_days: int | None = None) -> pd.DataFrame:
    """One row per site with a score in the last `n_days` days up to `today` (all where None), most days first.

    `site n_days median highest last_day n_flares`: scores are each day's highest at the site; entries that name no
    site stand under "not named".
    """
    seen = _seen(pain).dropna(subset="score")
    seen = seen[seen["day"] <= today]
    if n_days is not None:
        seen = seen[seen["day"] > today.normalize() - n_days * DAY]
    named = seen.assign(site=seen["site"].fillna("not named"))
    daily = named.groupby(["site", "day"]).agg(score=("score", "max"), flare=("flare", "max")).reset_index()
    made = daily.groupby("site").agg(
        n_days=("day", "size"), median=("score", "median"), highest=("score", "max"), last_day=("day", "max")
    )
    flare_days = daily[daily["flare"] == 1].groupby("site")["day"]
    n_flares = {site: int(_spell(days).iloc[-1]) + 1 for site, days in flare_days}
    made = made.assign(n_flares=[n_flares.get(site, 0) for site in made.index]).reset_index()
    return made.sort_values("n_days", ascending=False, kind="stable", ignore_index=True)


def flares(pain: pd.DataFrame, *, site: str | None = None) -> pd.DataFrame:
    """The flares, in the person's own word, oldest first: `start end n_days highest sites`.

    Flare days at most three days apart are one flare; `n_days` counts the days called so, `highest` is the highest
    score of these days, whichever of their entries calls it a flare.
    """
    seen = _seen(pain, site)
    called = seen[seen["flare"] == 1].sort_values("day", kind="stable")
    highest = called["day"].map(seen.groupby("day")["score"].max()).astype(float)
    groups = called.assign(spell=_spell(called["day"]), score=highest).groupby("spell")
    made = groups.agg(
        start=("day", "min"),
        end=("day", "max"),
        n_days=("day", "nunique"),
        highest=("score", "max"),
        sites=("site", _named),
    )
    return made.reset_index(drop=True)


def _spell(days: pd.Series) -> pd.Series:
    """The number of the flare each of the ordered days belongs to: gaps of at most three days are no gap."""
    return (days.diff() > FLARE_GAP_DAYS * DAY).cumsum()


def _named(sites: pd.Series) -> str:
    return ", ".join(sorted(str(name) for name in sites.dropna().unique()))


@dataclass(frozen=True)
class Kept:
    """How the diary was kept from its start to today.

    `shares`, a row for the whole time and one for the last 28 days: `term n_logged n_days share longest_gap_days`;
    `calendar`, `sites` and `flares` as from the functions of this room; `lately` is missing where the last seven days
    have too few scores.
    """

    VERSION: ClassVar[int] = 1
    shares: pd.DataFrame
    calendar: pd.DataFrame
    sites: pd.DataFrame
    flares: pd.DataFrame
    lately: recent.RecentPain | None


def kept(
    pain: pd.DataFrame,
    today: pd.Timestamp,
    *,
    since: pd.Timestamp | None = None,
    site: str | None = None,
    first_weekday: int = 0,
) -> Kept | NotEnough:
    """How many days were logged out of the days passed, from `since` (default: the first entry) to `today`.

    `pain` is the frame; `site` keeps one site's entries. NotEnough without a score.
    """
    seen = _seen(pain, site)
    seen = seen[seen["day"] <= today]
    if seen["score"].notna().sum() == 0:
        return NotEnough("no day", "one", "pain scores")
    start = seen.loc[seen["score"].notna(), "day"].min() if since is None else since.normalize()
    days = calendar(seen, start, today, first_weekday=first_weekday)
    in_28_days = days[days["day"] > today.normalize() - LATELY_DAYS * DAY]
    shares = pd.DataFrame([_share("since the start", days), _share(f"last {LATELY_DAYS} days", in_28_days)])
    spells = flares(seen)
    spells = spells[spells["end"] >= start].reset_index(drop=True)
    return Kept(shares, days, by_site(seen, today), spells, _lately(seen, today))


def _lately(seen: pd.DataFrame, today: pd.Timestamp) -> recent.RecentPain | None:
    score = seen.groupby("day")["score"].max().dropna()
    days = pd.date_range(score.index.min(), today.normalize())
    lately = recent.recent_pain(score.reindex(days).to_frame("pain"), today)
    return None if isinstance(lately, NotEnough) else lately


def _share(term: str, days: pd.DataFrame) -> dict[str, object]:
    n = int(days["is_logged"].sum())
    which = days["is_logged"].cumsum()[~days["is_logged"]]
    gap = int(which.value_counts().max()) if len(which) else 0
    return {"term": term, "n_logged": n, "n_days": len(days), "share": n / len(days), "longest_gap_days": gap}


def say_kept(diary: Kept, units: Units = METRIC) -> Result:
    """The diary in sentences. `table` is its `shares`; `details`: `calendar`, `sites`, `flares`."""
    lead = recent.say_recent_pain(diary.lately, units).sentence if diary.lately else ""
    details = {"calendar": diary.calendar, "sites": diary.sites, "flares": diary.flares}
    said = say_scored(diary, units)
    sentence = f"{lead} {said}" if lead else f"Pain s{said[1:]}"
    return Result(diary.shares, sentence, (HOLES_CAVEAT,), "days with a score out of days passed", details=details)


def say_scored(diary: Kept, units: Units = METRIC) -> str:
    """'Scored on 45 of 90 days since 1 Jan 2026 (50 %). 2 flares (3 days), the last on 1 Mar 2026.'"""
    return f"Scored on {_days_scored(diary, units)}{_say_flares(diary, units)}."


def _days_scored(diary: Kept, units: Units) -> str:
    whole, lately = diary.shares.iloc[0], diary.shares.iloc[1]
    first = units.say_date(diary.calendar["day"].iloc[0])
    scored = f"{say_number(whole['n_logged'])} of {counted(whole['n_days'], 'day')} since {first}"
    scored += f" ({_per_cent(whole['share'])} %)"
    return (
        f"{scored}, {lately['n_logged']} of the last {lately['n_days']}" if whole["n_days"] > LATELY_DAYS else scored
    )


def _per_cent(share: float) -> int:
    """Whole per cent; 100 only where no day is missing."""
    return 100 if share == 1 else min(99, round(100 * share))


def _say_flares(diary: Kept, units: Units) -> str:
    if diary.flares.empty:
        return ". No flare" if diary.calendar["flare"].notna().any() else ""
    found, last = diary.flares, diary.flares.iloc[-1]
    top = found["highest"].max()
    highest = f", highest score {say_number(top)}" if pd.notna(top) else ""
    start, end = units.say_date(last["start"]), units.say_date(last["end"])
    when = f"on {end}" if start == end else f"from {start} to {end}"
    return f". {counted(len(found), 'flare')} ({counted(found['n_days'].sum(), 'day')}{highest}), the last {when}"
