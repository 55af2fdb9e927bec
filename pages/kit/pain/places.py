"""Where it can hurt: a site and a side, in the reader's words. Left and right are the reader's own."""

from __future__ import annotations

import pandas as pd

from data import schema

# One of a kind, or without a side worth asking for.
NO_SIDE = ("low_back", "other")
SIDES = ("left", "right")


def _all() -> tuple[str, ...]:
    places = []
    for site in schema.SITES:
        places += [site] if site in NO_SIDE else [f"{side} {site}" for side in SIDES]
    return tuple(places)


# 'low_back', 'left hip', 'right hip', ...: one word for the site, before it the side.
ALL = _all()
FIRST = schema.SITES[0]


def say(place: str) -> str:
    """'low back', 'left hip', 'somewhere else'."""
    return "somewhere else" if place == "other" else place.replace("_", " ")


def columns(place: str) -> dict[str, str | None]:
    """The columns `site` and `side` of the frame `pain`."""
    side, _, site = place.rpartition(" ")
    return {"site": site, "side": side or None}


def of(site: str, side: str | None) -> str:
    """The place of an entry."""
    return site if side is None or pd.isna(side) or side not in SIDES else f"{side} {site}"


def of_each(pain: pd.DataFrame) -> pd.Series:
    """The place of each entry; missing where it names no site."""
    sides = pain["side"].where(pain["side"].isin(SIDES))
    return (sides + " " + pain["site"]).fillna(pain["site"]).astype("object")


def by_last_use(pain: pd.DataFrame) -> dict[str, pd.Timestamp]:
    """Place -> its last day in the diary, last used first; entries without a site name none."""
    last = pain["day"].groupby(of_each(pain)).max()
    return dict(last.sort_values(ascending=False, kind="stable").items())


def next_to_ask(pain: pd.DataFrame, today: pd.Timestamp) -> str | None:
    """The place without a score today that the diary has on most days, then those never used; None where all have."""
    used = pain["day"].groupby(of_each(pain)).nunique().sort_values(ascending=False, kind="stable")
    is_scored = (pain["day"] == today) & pain["score"].notna()
    answered = set(of_each(pain[is_scored]).dropna())
    return next((place for place in [*used.index, *ALL] if place in ALL and place not in answered), None)
