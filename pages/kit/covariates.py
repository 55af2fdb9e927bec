"""Holding something else equal: up to three columns of the diary."""

from __future__ import annotations

import streamlit as st

from analytics.lag import Pair
from analytics.lag import covariates as declared
from analytics.result import NotEnough
from analytics.reviews import Look
from pages.kit import questions, say
from pages.kit.shell import Page

COLUMNS = {
    "covariates": "Held equal",
    "verdict": "Answer",
    "effect": "Effect",
    "effect_low": "From",
    "effect_high": "To",
    "effect_unit": "Unit",
    "n": "Days",
}


def choose(page: Page, look: Look) -> list[str]:
    """What the reader wants held equal; nothing where the diary holds nothing else."""
    able = declared.available(questions.days_seen(page, look))
    if not able:
        return []
    return st.multiselect(
        "Hold equal (at most three, chosen before you look)",
        able,
        format_func=declared.words,
        max_selections=declared.MOST,
        key="covariates",
        help=declared.CHOSEN_BEFORE,
    )


def section(page: Page, look: Look, pair: Pair, chosen: list[str]) -> None:
    """Whether the answer changes, and both in a table."""
    if not chosen:
        return
    answer = questions.held_equal(page, look, pair, chosen)
    if isinstance(answer, NotEnough):
        say.refusal(answer)
        return
    say.sentence(answer.sentence)
    shown = answer.table[list(COLUMNS)].replace({"covariates": {"": "nothing"}}).rename(columns=COLUMNS)
    st.dataframe(shown.round({"Effect": 2, "From": 2, "To": 2}), hide_index=True)
    # What is said of the pair itself stands above already.
    say.caveats((declared.CHOSEN_BEFORE, declared.HELD_EQUAL))
    with st.expander("Numbers and method"):
        st.dataframe(answer.table, hide_index=True)
        say.note(answer.method)
