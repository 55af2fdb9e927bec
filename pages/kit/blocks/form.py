"""Adding a block, found or the reader's own; changing one; deleting one."""

from __future__ import annotations

from datetime import date

import streamlit as st

from analytics import ask, blocks
from analytics.blocks import verdict
from analytics.findings import Block
from data import errors
from pages.kit import say, waiting
from pages.kit.shell import Page

KINDS = ("strength", "running", "rest", "other")
OWN_DAYS = "Days of my own"


def hint(page: Page) -> str | None:
    """Why no block can be added; None where one can."""
    return "The demo cannot be changed." if page.is_demo else None


def say_what_it_takes() -> None:
    """How long a diary an answer needs, and what is shown without one."""
    say.note(
        f"An answer takes {verdict.WEEKS_ASKED_BEFORE} weeks of pain scores before the block and "
        f"{verdict.WEEKS_ASKED_BLOCK} weeks in it. What else changed is shown from two weeks before and two in it."
    )


@st.dialog("Add a block", position="right", on_dismiss="rerun")
def add_in_a_dialog(page: Page) -> None:
    """The form in a drawer."""
    waiting.hold()
    page.log.kept.get_ready()
    add(page)


def add(page: Page) -> None:
    """The latest stretch found in the lifting that no block holds yet, another one, or days of the reader's own,
    which begin empty."""
    found = blocks.untaken(ask.found_blocks(page.log), page.frames.blocks).sort_values("start", ascending=False)
    say_date = page.units.say_date
    proposals = {f"{r['name']}: {say_date(r['start'])} to {say_date(r['end'])}": r for r in found.to_dict("records")}
    chosen = OWN_DAYS
    if proposals:
        chosen = st.selectbox("Which days", [*proposals, OWN_DAYS], key="which_days")
        st.caption("Found from glute sets alone: pain was not looked at.")
    row = proposals.get(str(chosen))
    start, end = (row["start"].date(), row["end"].date()) if row else (None, None)
    with st.form(f"add_block_{chosen}", border=False):
        name, kind, first, last = _fields(page, row["name"] if row else "", KINDS[0], start, end)
        if st.form_submit_button("Add a block", type="primary", disabled=page.is_demo, help=hint(page)):
            # Days of the reader's own are declared ones.
            is_found = row is not None and (first, last) == (start, end)
            _save(page, name, kind, first, last, is_declared=not is_found)


@st.dialog("Edit this block", position="right", on_dismiss="rerun")
def edit_in_a_dialog(page: Page, block: Block) -> None:
    """The form in a drawer."""
    waiting.hold()
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


def _fields(
    page: Page, name: str, kind: str, start: date | None, end: date | None
) -> tuple[str, str, date | None, date | None]:
    said = st.text_input("Name", name, placeholder="Hip thrusts twice a week")
    made_of = st.selectbox("What it was made of", KINDS, index=KINDS.index(kind) if kind in KINDS else 0)
    begun: date = page.log.first_day.date()
    earliest = min(begun, start or begun)
    first, last = (
        st.date_input(label, day, min_value=earliest, max_value=page.today, format=page.units.date_field)
        for label, day in (("First day", start), ("Last day", end))
    )
    return said.strip(), str(made_of), first, last


def _save(
    page: Page,
    name: str,
    kind: str,
    start: date | None,
    end: date | None,
    *,
    is_declared: bool,
    instead_of: str | None = None,
) -> None:
    if not name:
        st.error("Give the block a name, so that you find it again.")
        return
    if start is None or end is None:
        st.error("Choose the first and the last day of the block.")
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
