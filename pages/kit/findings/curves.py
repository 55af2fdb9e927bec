"""How much, from where: the dose curve of an open pair."""

from __future__ import annotations

import streamlit as st

from analytics import ask, meanwhile
from analytics.charts.dose_curve import dose_curve
from analytics.lag import Found, curve
from analytics.meanwhile import NotYet
from analytics.result import NotEnough
from pages.kit import folded, say, waiting
from pages.kit.findings import review_dates
from pages.kit.shell import Page

TITLE = "How much, from where?"


def section(page: Page, found: Found) -> None:
    """The curve of a weekly dose, folded; nothing for a pair that has none."""
    if curve.is_asked(found):
        # One of an earlier day would be worked out for nothing.
        is_old = meanwhile.n_waits() > 0
        folded.one(TITLE, "dose_curve", lambda: say.note(NotYet().sentence) if is_old else _curve(page, found))


def _curve(page: Page, found: Found) -> None:
    with waiting.shown(page.today, page.units):
        numbers = ask.curve(page.log, review_dates.of_log(page), found, page.first_day)
    if isinstance(numbers, NotEnough):
        if not isinstance(numbers, NotYet):  # of which the line above speaks
            st.markdown(say.plain(numbers.sentence))
        return
    answer = page.once(curve.say, numbers, page.units)
    say.drawn(page.drawn(dose_curve, numbers, page.units, page.mode), "dose_curve")
    st.caption(say.plain(" ".join(answer.caveats[1:])))
    say.note(answer.method)
