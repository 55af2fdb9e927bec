"""Below the cards, one click each: every question, correlations, adjusting, interim looks, how far to trust it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics import ask, lag
from analytics.charts import association as charts
from analytics.findings import Answers
from analytics.result import NotEnough, Result
from analytics.reviews import Look
from pages.kit import choices, say
from pages.kit.findings import covariates, pairs, review_dates, trust
from pages.kit.shell import Page

EVERY, CORRELATIONS, ADJUSTED = "Every question", "Correlations", "Adjusted for"
INTERIM, TRUST = "Interim look", "How far can I trust this?"
SECTIONS = (EVERY, CORRELATIONS, ADJUSTED, INTERIM, TRUST)
EXPLAINED = {
    EVERY: "Every pair that was asked, declared before anyone looked.",
    CORRELATIONS: (
        "Each pair alone, adjusted for nothing: how closely the two move together, from −1 to 1; grey is what chance "
        "alone gives. The answers above adjust running for glute sets and glute sets for running, and may differ."
    ),
    ADJUSTED: "Adjusted for: the same question with sleep, stress or another entry of your diary in the model.",
    INTERIM: "Interim look: an answer between two review dates. Looking often makes chance look like a finding.",
    TRUST: "How often answers like these are wrong, measured on made-up runners.",
}


def section(page: Page, answers: Answers) -> None:
    """When it was looked at, and the details that the reader chose."""
    st.caption(" ".join(answers.look.say(page.units)))
    chosen = choices.at_most_one("Details", "details", SECTIONS)
    if not chosen:
        return
    st.caption(EXPLAINED[chosen])
    if chosen == INTERIM:
        review_dates.choose(page, page.log.first_day.date(), key=review_dates.TODAY_KEY)
    elif chosen == TRUST:
        trust.section(page, answers.look)
    elif isinstance(answers.pairs, NotEnough):
        say.refusal(answers.pairs, page.units)
    elif chosen == ADJUSTED:
        pair = pairs.choose()
        covariates.section(page, answers.look, pair, covariates.choose(page, answers.look))
    elif chosen == CORRELATIONS:
        _correlations(page, answers.look, lag.say(answers.pairs, page.units))
    else:
        table = lag.say(answers.pairs, page.units)
        say.caveats(table.caveats)
        pairs.say_range(page, table)
        pairs.all_pairs(table)


def _correlations(page: Page, look: Look, answers: Result) -> None:
    """Every pair alone beside what the joint model says of it."""
    found = ask.correlations(page.log, look, page.first_day)
    if isinstance(found, NotEnough):
        say.refusal(found, page.units)
        return
    both = charts.with_correlations(answers, found)
    figure = charts.small_multiples(both, page.mode, columns=2)
    say.chart(figure, partial(charts.small_multiples_table, both), key="all_pairs")
