"""Choosing a block from the list, or declaring a new one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import streamlit as st

from analytics.blocks import find_blocks
from analytics.charts import before_after as charts
from analytics.result import Result
from data import errors
from pages.kit import say
from pages.kit.shell import Page

DEFAULT_BLOCK_DAYS = 84
KINDS = ("strength", "running", "rest", "other")


@dataclass(frozen=True)
class Block:
    """A block; both days belong to it. `is_declared`: the reader set its days, no finder did."""

    block_id: str
    name: str
    start: date
    end: date
    is_declared: bool = True


def choose(page: Page) -> Block | None:
    """The block the reader looks at; None while there is none."""
    rows = page.frames.blocks.sort_values("start").to_dict("records")
    blocks = [
        Block(row["block_id"], row["name"], row["start"].date(), row["end"].date(), bool(row["declared"]))
        for row in rows
    ]
    if not blocks:
        say.sentence("Mark the weeks of a block, and see pain and easy pace before and after it.")
        _add(page, is_open=True)
        _propose(page)
        return None
    chosen = st.selectbox("Block", blocks[::-1], format_func=lambda block: _label(block, page.today), key="block")
    _add(page, is_open=False)
    _propose(page)
    if not page.is_demo and st.button("Delete this block", icon=":material/delete:"):
        page.store.delete_block(chosen.block_id)
        st.rerun()
    return chosen


def _label(block: Block, today: date) -> str:
    found = "" if block.is_declared else " (found in your lifting)"
    until = "so far" if block.end >= today else f"to {block.end:%-d %b %Y}"
    return f"{block.name}{found}: {block.start:%-d %b %Y} {until}"


def _add(page: Page, *, is_open: bool) -> None:
    with st.expander("Add a block", expanded=is_open), st.form("add_block", border=False):
        name = st.text_input("Name", placeholder="Hip thrusts twice a week")
        kind = st.selectbox("What it was made of", KINDS)
        first, last = st.columns(2)
        start = first.date_input("First day", page.today - timedelta(days=DEFAULT_BLOCK_DAYS), max_value=page.today)
        end = last.date_input("Last day", page.today, max_value=page.today)
        if st.form_submit_button("Add a block", type="primary"):
            _save(page, name, kind, start, end)


def _propose(page: Page) -> None:
    """Stretches of weeks with glute sets, found without looking at pain."""
    found = find_blocks(page.daily).sort_values("start")
    if found.empty:
        return
    with st.expander(f"Blocks found in your lifting ({len(found)})"):
        st.caption("Found from glute sets alone: pain was not looked at, so none is here because pain fell.")
        proposals = [
            Block("", row["name"], row["start"].date(), row["end"].date()) for row in found.to_dict("records")
        ]
        chosen = st.selectbox("Proposal", proposals[::-1], format_func=lambda block: _label(block, page.today))
        name = st.text_input("Call it", chosen.name)
        first, last = st.columns(2)
        start = first.date_input("Its first day", chosen.start, max_value=page.today)
        end = last.date_input("Its last day", chosen.end, max_value=page.today)
        if st.button("Add this block", disabled=page.is_demo):
            # Days of the reader's own are declared ones.
            is_found = (start, end) == (chosen.start, chosen.end)
            _save(page, name or chosen.name, KINDS[0], start, end, is_declared=not is_found)


def _save(page: Page, name: str, kind: str, start: date, end: date, *, is_declared: bool = True) -> None:
    if not name.strip():
        st.error("Give the block a name, so that you find it again.")
        return
    try:
        page.store.save_block(name.strip(), start, end, kind=kind, is_declared=is_declared)
    except errors.StoreError as error:
        say.problem(error)
        return
    st.rerun()


def chart(answer: Result, outcome: str, block: Block, page: Page) -> None:
    """Before, during and what was expected, with the numbers and the weeks below."""
    figure = charts.before_after(answer, page.mode, outcome=outcome, block=block.name, units=page.units)
    say.chart(figure, charts.before_after_table(answer, outcome, page.units), key=outcome)
    with st.expander("Week by week"):
        st.dataframe(charts.course_table(answer, outcome, page.units), hide_index=True)
