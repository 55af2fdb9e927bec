"""A tap on a card opens its block alone, its plus puts it beside the open one. Both stand in the address."""

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
LETTERS = ("A", "B")
# Read out before the name of the one block that is open, and not drawn: the edge of its card says it to the eye.
OPEN = ":gray-background[Open:] "
IN_A_ROW, NARROWEST_CARD_PX = 4, 210


def all_of(page: Page) -> list[Block]:
    """The blocks of the log with their answers, in order of time."""
    return [asked.block_of(page, row) for row in page.frames.blocks.sort_values("start").to_dict("records")]


def chosen(blocks: Sequence[Block]) -> list[Block]:
    """The block that the address opens (the latest where it names none), then the one beside it, if any."""
    first, second = _named(blocks, FIRST) or blocks[-1], _named(blocks, BESIDE)
    return [first] if second is None or second is first else [first, second]


def _named(blocks: Sequence[Block], place: str) -> Block | None:
    return next((block for block in blocks if block.block_id == st.query_params.get(place)), None)


def letters(shown: Sequence[Block]) -> dict[str, str]:
    """A and B by the id of their block; none where one block is shown alone."""
    return {block.block_id: letter for block, letter in zip(shown, LETTERS, strict=False)} if len(shown) > 1 else {}


def mark(letter: str | None) -> str:
    """The letter as a round mark before a name, in Markdown; '' without one."""
    return f":blue-badge[{letter}] " if letter else ""


def way_to_add(page: Page) -> None:
    """The button that opens the form; nothing where the form itself stands on the page."""
    if page.frames.blocks.empty:
        return
    hint = form.hint(page)
    if st.button("Add block", type="primary", icon=":material/add:", disabled=page.is_demo, help=hint):
        form.add_in_a_dialog(page)


def cards(page: Page, blocks: Sequence[Block]) -> None:
    """A card a block with its one-line answer, and the way to put it beside the open one or to take it away."""
    shown = chosen(blocks)
    lettered = letters(shown)
    with st.grid(IN_A_ROW, min_column_width=NARROWEST_CARD_PX, key="block_cards"):
        for block in blocks:
            with st.container(key=f"block_card_{block.block_id}"):
                before = mark(lettered.get(block.block_id)) or (OPEN if block in shown else "")
                _card(block, before, is_over=block.end.date() < page.today)
                if block not in shown or lettered:
                    _corner(block, shown)


def _card(block: Block, before: str, *, is_over: bool) -> None:
    said = f"{before}**{say.plain(block.name)}**  \n{block.years}, {headline.short(block.pain, is_over=is_over)}"
    st.button(said, key=f"pick_{block.block_id}", width="stretch", on_click=_show, args=(block,))


def _corner(block: Block, shown: Sequence[Block]) -> None:
    """The plus of a block that is not shown, which takes the second place; the cross of one of two."""
    name, key = say.plain(block.name), f"beside_{block.block_id}"
    first: Block = shown[0]
    second: Block | None = block
    words, icon = f"Compare with {name}", ":material/add:"
    if block in shown:
        first, second = next(each for each in shown if each is not block), None
        words, icon = f"Take {name} away", ":material/close:"
    st.button(words, key=key, type="tertiary", icon=icon, on_click=_show, args=(first, second))


def _show(first: Block, beside: Block | None = None) -> None:
    st.query_params[FIRST] = first.block_id
    if beside is None:
        st.query_params.pop(BESIDE, None)
    else:
        st.query_params[BESIDE] = beside.block_id
