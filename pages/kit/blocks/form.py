"""Adding a block, found or the reader's own; changing one; deleting one."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from analytics import ask, blocks
from analytics.findings import Block
from data import errors
from pages.kit import say
from pages.kit.shell import Page

DEFAULT_BLOCK_DAYS = 84
KINDS = ("strength", "running", "rest", "other")
OWN_DAYS = "Days of my own"


@st.dialog("Add a block", position="right")
def add_in_a_dialog(page: Page) -> None:
    """The form in a drawer."""
    add(page)


def add(page: Page) -> None:
    """Days of the reader's own, or a stretch found in the lifting that no block holds yet."""
    found = blocks.untaken(ask.found_blocks(page.log), page.frames.blocks).sort_values("start", ascending=False)
    proposals = {f"{r['name']}: {r['start']:%-d %b %Y} to {r['end']:%-d %b %Y}": r for r in found.to_dict("records")}
    chosen = OWN_DAYS
    if proposals:
        chosen = st.selectbox("Which days", [OWN_DAYS, *proposals], key="which_days")
        st.caption("Found from glute sets alone: pain was not looked at.")
    row = proposals.get(str(chosen))
    start = row["start"].date() if row else _first_offered(page)
    end = row["end"].date() if row else page.today
    with st.form(f"add_block_{chosen}", border=False):
        name, kind, first, last = _fields(page, row["name"] if row else "", KINDS[0], start, end)
        if st.form_submit_button("Add a block", type="primary", disabled=page.is_demo):
            # Days of the reader's own are declared ones.
            is_found = row is not None and (first, last) == (start, end)
            _save(page, name, kind, first, last, is_declared=not is_found)


def _first_offered(page: Page) -> date:
    """Twelve weeks back, within the log."""
    begun: date = page.log.first_day.date()
    return max(begun, page.today - timedelta(days=DEFAULT_BLOCK_DAYS))


@st.dialog("Edit this block", position="right")
def edit_in_a_dialog(page: Page, block: Block) -> None:
    """The form in a drawer."""
    edit(page, block)


def edit(page: Page, block: Block) -> None:
    """Name, kind and days of a block; or away with it."""
    rows = page.frames.blocks.set_index("block_id")
    kind = str(rows.loc[block.block_id, "kind"])
    with st.form("edit_block", border=False):
        name, kind, first, last = _fields(page, block.name, kind, block.start.date(), block.end.date())
        if st.form_submit_button("Keep it so", type="primary"):
            is_as_found = not rows.loc[block.block_id, "declared"]
            is_same = (first, last) == (block.start.date(), block.end.date())
            _save(page, name, kind, first, last, is_declared=not (is_as_found and is_same), instead_of=block.block_id)
    if st.button("Delete this block", icon=":material/delete:"):
        page.store.delete_block(block.block_id)
        st.rerun()


def _fields(page: Page, name: str, kind: str, start: date, end: date) -> tuple[str, str, date, date]:
    said = st.text_input("Name", name, placeholder="Hip thrusts twice a week")
    made_of = st.selectbox("What it was made of", KINDS, index=KINDS.index(kind) if kind in KINDS else 0)
    first = st.date_input("First day", start, max_value=page.today)
    last = st.date_input("Last day", end, max_value=page.today)
    return said.strip(), str(made_of), first, last


def _save(
    page: Page, name: str, kind: str, start: date, end: date, *, is_declared: bool, instead_of: str | None = None
) -> None:
    if not name:
        st.error("Give the block a name, so that you find it again.")
        return
    try:
        page.store.save_block(name, start, end, kind=kind, is_declared=is_declared)
    except errors.StoreError as error:
        say.problem(error)
        return
    if instead_of is not None and (name, start, end, kind) != _named(page, instead_of):
        page.store.delete_block(instead_of)
    st.rerun()


def _named(page: Page, block_id: str) -> tuple[str, date, date, str]:
    """What makes the name of a block in the store: unchanged, it was only written anew."""
    row = page.frames.blocks.set_index("block_id").loc[block_id]
    return str(row["name"]), row["start"].date(), row["end"].date(), str(row["kind"])
