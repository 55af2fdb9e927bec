"""Which site of a diary of several is looked at first: one with scores enough, never that of a single entry."""

from __future__ import annotations

import pandas as pd

from analytics.pain.diary import DAY, LATELY_DAYS

# A site scored on fewer days has no usual to be held against (convention).
ENOUGH_DAYS = 14


def scored_days(pain: pd.DataFrame, places: pd.Series, today: pd.Timestamp) -> pd.DataFrame:
    """How often each place was scored up to `today`: index `place`, the fullest first; `n_days n_lately last_day`.

    `places` names the place of each row of the frame `pain`; `n_lately` counts the 28 days that end on the diary's
    last scored day. Empty without a score.
    """
    is_scored = pain["score"].notna() & (pain["day"] <= today) & places.notna()
    days = pd.DataFrame({"place": places, "day": pain["day"]})[is_scored].drop_duplicates()
    is_late = days["day"] > days["day"].max() - LATELY_DAYS * DAY
    found = (
        days.assign(is_late=is_late)
        .groupby("place")
        .agg(n_days=("day", "size"), n_lately=("is_late", "sum"), last_day=("day", "max"))
    )
    return found.sort_values("n_days", ascending=False, kind="stable")


def first_shown(found: pd.DataFrame, not_named: str) -> str:
    """The place of `scored_days` that opens: the one scored most in its last 28 days among those with 14 scored days,
    of equals the one scored last, then the fullest. Scores that name no place (`not_named`) only where no named place
    has 14 days; where nothing has, any named one."""
    has_enough, is_named = found["n_days"] >= ENOUGH_DAYS, found.index != not_named
    able = next(rows for rows in (found[has_enough & is_named], found[has_enough], found[is_named]) if len(rows))
    return str(able.sort_values(["n_lately", "last_day", "n_days"], ascending=False, kind="stable").index[0])


def to_offer(found: pd.DataFrame, shown: str, today: pd.Timestamp) -> list[str]:
    """The places that the reader should know of while `shown` is in view: those scored today, and the fullest where
    `shown` has fewer than 14 scored days."""
    others = found[found.index != shown]
    n_shown = int(found["n_days"].get(shown, 0))
    is_today = others["last_day"] == today
    is_fuller = (others["n_days"] >= ENOUGH_DAYS) & (n_shown < ENOUGH_DAYS)
    return [str(place) for place in others.index[is_today | is_fuller]]
