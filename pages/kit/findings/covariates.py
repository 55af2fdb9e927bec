"""Adjusting for something else: up to three columns of the diary."""

from __future__ import annotations

import streamlit as st

from analytics import ask
from analytics.lag import Pair
from analytics.lag import covariates as declared
from analytics.result import NotEnough
from analytics.reviews import Look
from data import daily_schema
from pages.kit import say
from pages.kit.shell import Page

COLUMNS = {
    "covariates": "Adjusted for",
    "verdict": "Answer",
    "per_step": "Effect",
    "per_step_low": "From",
    "per_step_high": "To",
    "per_step_unit": "Unit",
    "n": "Days",
}


def choose(page: Page, look: Look) -> list[str]:
    """What the reader wants to adjust for; nothing where the diary holds nothing else."""
    able = declared.available(ask.seen(page.log, look, page.first_day))
    if not able:
        return []
    return st.multiselect(
        "Adjust for (at most three, chosen before you look)",
        able,
        format_func=daily_schema.label,
        max_selections=declared.MOST,
        key="covariates",
        help=declared.CHOSEN_BEFORE,
    )


def section(page: Page, look: Look, pair: Pair, chosen: list[str]) -> None:
    """Whether the answer changes, and both in a table."""
    if not chosen:
        return
    found = ask.adjusted(page.log, look, pair, chosen, page.first_day)
    if isinstance(found, NotEnough):
        say.refusal(found, page.units)
        return
    answer = declared.say(found, page.units)
    say.sentence(answer.sentence)
    shown = answer.table[list(COLUMNS)].replace({"covariates": {"": "nothing"}}).rename(columns=COLUMNS)
    st.dataframe(shown.round({"Effect": 2, "From": 2, "To": 2}), hide_index=True)
    # What is said of the pair itself stands above already.
    say.caveats((declared.CHOSEN_BEFORE, declared.ADJUSTED_FOR))
    say.numbers_and_method(answer, "adjusted")
