"""What goes together and what blocks changed: plain cards, the surest first; one opens to its chart and caveats."""

import streamlit as st

from pages.kit import empty, shell, waiting
from pages.kit.findings import asked, cards, more, opened

page = shell.page("Findings")
if page.frames.is_empty():
    empty.invite("Nothing to compare yet.")
    st.stop()

with waiting.shown(page.today, page.units):
    answers = asked.all_of(page)
    cards.lead(page, answers)
    for rank, finding in enumerate(answers.cards, start=1):
        if finding.key == opened.chosen():
            opened.card(page, finding, rank)
        else:
            cards.card(page, finding, rank)
    cards.open_card(answers, len(answers.cards) + 1)
    more.section(page, answers)
