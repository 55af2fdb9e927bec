"""The declared pairs in the reader's words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.lag import DEFAULT_PAIRS, Pair
from analytics.lag import pairs as declared
from analytics.result import Result

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
        rows = table.details[name]
        found = rows[(rows["exposure"] == pair.exposure) & (rows["outcome"] == pair.outcome)]
        if len(found):
            return str(found[words].iloc[0])
    return ""


def all_pairs(table: Result) -> None:
    """Every pair that was compared, with its numbers, and those that could not be, with the reason."""
    with st.expander("Every pair in a sentence"):
        st.dataframe(_named(table.details["sentences"]), hide_index=True)
    refused = table.details["refused"]
    if len(refused):
        with st.expander(f"Pairs that could not be asked ({len(refused)})"):
            st.dataframe(_named(refused), hide_index=True)
    with st.expander("Numbers and method"):
        st.dataframe(table.table, hide_index=True)
        st.caption(table.method)


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    said = rows.columns[-1]
    names = [label(Pair(row["exposure"], row["outcome"], ())) for row in rows.to_dict("records")]
    return rows.assign(Pair=names)[["Pair", said]].rename(columns={said: said.capitalize()})
