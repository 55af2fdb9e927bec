"""Cards to pick a block, and one to put beside it; both stand in the address."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from analytics.blocks import headline
from analytics.findings import Block
from pages.kit import say
from pages.kit.blocks import form
from pages.kit.findings import asked
from pages.kit.shell import Page

FIRST, BESIDE = "block", "beside"
IN_A_ROW = 4


def all_of(page: Page) -> list[Block]:
    """The blocks of the log with their answers, in order of time."""
    return [asked.block_of(page, row) for row in page.frames.blocks.sort_values("start").to_dict("records")]


def chosen(blocks: Sequence[Block]) -> list[Block]:
    """The block looked at and the one beside it, the earlier first; the latest where the address names none."""
    by_id = {block.block_id: block for block in blocks}
    ids = [i for i in (st.query_params.get(FIRST), st.query_params.get(BESIDE)) if i in by_id]
    return [block for block in blocks if block.block_id in ids] or [blocks[-1]]


def cards(page: Page, blocks: Sequence[Block]) -> None:
    """A card a block with its one-line answer, and the way to a new one."""
    looked_at = chosen(blocks)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        hint = "The demo cannot be changed." if page.is_demo else None
        if st.button("Add block", type="primary", icon=":material/add:", disabled=page.is_demo, help=hint, width=140):
            form.add_in_a_dialog(page)
    with st.container(key="block_cards"):
        for first in range(0, len(blocks), IN_A_ROW):
            row = blocks[first : first + IN_A_ROW]
            for column, block in zip(st.columns(IN_A_ROW), row, strict=False):
                with column:
                    _card(block, looked_at)


def _card(block: Block, looked_at: Sequence[Block]) -> None:
    letter = next((name for name, each in zip("AB", looked_at, strict=False) if each is block), "")
    mark = f"**{letter}** · " if letter and len(looked_at) > 1 else ""
    said = f"{mark}**{say.plain(block.name)}**  \n{block.years}, {headline.short(block.pain)}"
    key = f"pick_{letter or 'none'}_{block.block_id}"
    ids = [each.block_id for each in looked_at]
    st.button(said, key=key, width="stretch", on_click=_pick, args=(block.block_id, ids))


def _pick(block_id: str, ids: list[str]) -> None:
    """A chosen card is taken out again where another stays; any other is put beside the first."""
    others = [each for each in ids if each != block_id]
    ids = (others or ids) if block_id in ids else [*ids[:1], block_id]
    st.query_params[FIRST] = ids[0]
    if len(ids) > 1:
        st.query_params[BESIDE] = ids[1]
    else:
        st.query_params.pop(BESIDE, None)
