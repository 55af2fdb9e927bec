"""The declared pairs in the reader's words."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from analytics.lag import DEFAULT_PAIRS, Pair
from analytics.lag import pairs as declared
from analytics.lag.joint.say import COPY
from analytics.lag.joint.verdict import CANNOT_TELL
from analytics.result import Result
from pages.kit import folded
from pages.kit.say import numbers_and_method, plain
from pages.kit.shell import Page

# What most readers come for; everything else is one choice away.
MAIN = tuple(
    pair for pair in DEFAULT_PAIRS if pair.outcome == "pain" and pair.exposure in ("distance_7d_m", "glute_sets_28d")
)


def label(pair: Pair) -> str:
    """'Weekly distance and pain'."""
    return f"{declared.exposure(pair.exposure).words} and {declared.outcome(pair.outcome).words}".capitalize()


def choose() -> Pair:
    """The pair the reader looks closer at; the main ones come first."""
    others = [pair for pair in DEFAULT_PAIRS if pair not in MAIN]
    return st.selectbox("Look closer at", [*MAIN, *others], format_func=label, key="pair")


def sentence(table: Result, pair: Pair) -> str:
    """What the table says of one pair: its answer, or why there is none."""
    for name, words in (("sentences", "sentence"), ("refused", "reason")):
        found = _of(table.details[name], pair)
        if len(found):
            return str(found[words].iloc[0])
    return ""


def _of(rows: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    return rows[(rows["exposure"] == pair.exposure) & (rows["outcome"] == pair.outcome)]


def say_range(page: Page, table: Result) -> None:
    """Where only a part of the log is in view and something cannot be told: that there is more to go by."""
    if page.first_day is not None and (table.table["verdict"] == CANNOT_TELL).any():
        st.caption("Only a part of your dates is in view. The whole log may tell: choose Everything in the side bar.")


def all_pairs(table: Result) -> None:
    """Every pair that was compared, with its numbers, and those that could not be, with the reason."""
    folded.one("Every pair in a sentence", "sentences", lambda: _listed(table.details["sentences"]))
    refused = table.details["refused"]
    is_copy = refused["reason"].str.startswith(COPY)
    for title, rows in (
        ("Pairs that could not be asked", refused[~is_copy]),
        ("Pairs that would ask the same scores twice", refused[is_copy]),
    ):
        if len(rows):
            folded.one(f"{title} ({len(rows)})", title, partial(_listed, rows))
    numbers_and_method(table, "pairs")


def _listed(rows: pd.DataFrame) -> None:
    """A line a pair: its name and what the last column says of it."""
    lines = [
        f"- **{plain(label(Pair(exposure, outcome, ())))}.** {plain(said)}"
        for exposure, outcome, said in rows.itertuples(index=False)
    ]
    st.markdown("\n".join(lines))
