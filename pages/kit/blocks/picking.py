"""A tap on a card opens its block; another is put beside it on purpose, by a menu. Both stand in the address."""

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
NO_OTHER = "no other"


def all_of(page: Page) -> list[Block]:
    """The blocks of the log with their answers, in order of time."""
    return [asked.block_of(page, row) for row in page.frames.blocks.sort_values("start").to_dict("records")]


def opened(blocks: Sequence[Block]) -> Block:
    """The block that the address opens; the latest where it names none."""
    return _named(blocks, FIRST) or blocks[-1]


def chosen(blocks: Sequence[Block]) -> list[Block]:
    """The open block and the one beside it, the earlier first."""
    shown = (opened(blocks), _named(blocks, BESIDE))
    return [block for block in blocks if block in shown]


def _named(blocks: Sequence[Block], place: str) -> Block | None:
    return next((block for block in blocks if block.block_id == st.query_params.get(place)), None)


def cards(page: Page, blocks: Sequence[Block]) -> None:
    """The ways to a new block and to a second one beside the open one; a card a block with its one-line answer."""
    with st.container(key="block_ways", horizontal=True, vertical_alignment="bottom"):
        hint = "The demo cannot be changed." if page.is_demo else None
        if st.button("Add block", type="primary", icon=":material/add:", disabled=page.is_demo, help=hint, width=140):
            form.add_in_a_dialog(page)
        if len(blocks) > 1:
            _compare(blocks)
    shown = chosen(blocks)
    with st.container(key="block_cards"):
        for first in range(0, len(blocks), IN_A_ROW):
            row = blocks[first : first + IN_A_ROW]
            for column, block in zip(st.columns(IN_A_ROW), row, strict=False):
                with column:
                    _card(block, is_shown=block in shown, is_over=block.end.date() < page.today)


def _card(block: Block, *, is_shown: bool, is_over: bool) -> None:
    said = f"**{say.plain(block.name)}**  \n{block.years}, {headline.short(block.pain, is_over=is_over)}"
    key = f"pick_{'shown' if is_shown else 'other'}_{block.block_id}"
    st.button(said, key=key, width="stretch", on_click=_open, args=(block.block_id,))


def _open(block_id: str) -> None:
    """The tapped block, alone."""
    st.query_params[FIRST] = block_id
    st.query_params.pop(BESIDE, None)


def _compare(blocks: Sequence[Block]) -> None:
    """The menu that puts one of the other blocks beside the open one."""
    first, beside = opened(blocks), _named(blocks, BESIDE)
    others = {block.block_id: f"{block.name}, {block.years}" for block in blocks if block is not first}
    options = ["", *others]
    at = options.index(beside.block_id) if beside is not None and beside.block_id in others else 0
    key = f"compare_{first.block_id}_{options[at]}"
    st.selectbox(
        "Compare with", options, at, format_func=lambda each: others.get(each, NO_OTHER), key=key, width=260,
        on_change=_put_beside, args=(first.block_id, key),
    )  # fmt: skip


def _put_beside(block_id: str, key: str) -> None:
    st.query_params[FIRST] = block_id
    if st.session_state[key]:
        st.query_params[BESIDE] = st.session_state[key]
    else:
        st.query_params.pop(BESIDE, None)
