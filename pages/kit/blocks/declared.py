"""What the reader declares, and every block is then asked with: no lifting before a day, and what to adjust for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import ask
from analytics.lag import covariates
from analytics.record import BLOCK_COVARIATES, LIFTED_FROM
from data import daily_schema
from pages.kit import say
from pages.kit.shell import Page


def section(page: Page) -> None:
    """Both, below the blocks; nothing in the demo, which cannot be changed, or where there is nothing to declare."""
    if page.is_demo or page.store.is_read_only:
        return
    _first_start(page)
    able = covariates.available(page.daily)
    if able:
        chosen = st.multiselect(
            "Adjust every block for (at most three, chosen before you look)",
            able,
            [name for name in page.log.declared.covariates if name in able],
            format_func=daily_schema.label,
            max_selections=covariates.MOST,
            help=covariates.CHOSEN_BEFORE,
        )
        if tuple(chosen) != tuple(name for name in page.log.declared.covariates if name in able):
            page.store.keep_setting(BLOCK_COVARIATES, chosen)
            st.rerun()


def _first_start(page: Page) -> None:
    kept = page.log.declared.lifted_from
    if kept is not None:
        say.note(
            f"You said that you did not lift before {page.units.say_date(kept)}: the days before count as 0 sets."
        )
        st.button("Take that back", on_click=_keep, args=(page, None))
        return
    first = page.once(ask.first_start, page.log)
    if first is None:
        return
    say.note(
        "Your lifting log begins with a block. If you did not lift before it, the weeks before count as 0 sets, and "
        "this first start can be asked about."
    )
    st.button(f"I did not lift before {page.units.say_date(first)}", on_click=_keep, args=(page, first))


def _keep(page: Page, first: pd.Timestamp | None) -> None:
    page.store.keep_setting(LIFTED_FROM, None if first is None else first.date().isoformat())
