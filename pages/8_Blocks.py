"""Blocks, one or two of them: pain, easy pace and what else changed, on the same axes."""

import streamlit as st

from pages.kit import empty, say, shell, waiting
from pages.kit.blocks import beside, declared, form, picking, rows

page = shell.page("Blocks", beside=picking.way_to_add)
if page.frames.is_empty():
    empty.invite("There is nothing to compare a block with yet.")
    st.stop()

with waiting.shown(page.today, page.units):
    blocks = picking.all_of(page)
    if not blocks:
        say.sentence("Mark the weeks of a block, and see pain and easy pace before and after it.")
        form.say_what_it_takes()
        form.add(page)
        declared.section(page)
        st.stop()

    picking.cards(page, blocks)
    chosen = picking.chosen(blocks)
    drawn = rows.all_of(page, chosen, picking.letters(chosen))
    if len(drawn) > 1:
        beside.table(page, *drawn)
if any(row.is_drawn for row in drawn):
    st.caption("Solid: seen. Dashed: expected had nothing changed, with its range. Bracket: the difference.")
declared.section(page)
