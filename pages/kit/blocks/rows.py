"""A row a block: pain, easy pace, what else changed; blocks below each other share their axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from analytics import ask, blocks
from analytics.blocks import DriftChange, PaceChange, PainChange, headline
from analytics.blocks.else_changed import Change, else_changed
from analytics.charts import before_after, block_changes, block_panel
from analytics.findings import Block
from analytics.meanwhile import NotYet
from analytics.result import NotEnough, Result
from analytics.reviews import Look
from data.units import Units
from pages.kit import folded, say
from pages.kit.blocks import form, picking
from pages.kit.drawn import chart, foot
from pages.kit.findings import cards, review_dates
from pages.kit.shell import Page

Numbers = PainChange | PaceChange | NotEnough
YEAR_DAYS = 364
OUTCOMES = {"pain": "Pain", "pace": "Easy pace"}
LONG_RUNS = "Heart rate in long runs"
ELSE = "What else changed"


@dataclass(frozen=True)
class Row:
    """A block and its answers in words, by outcome, at one look; `drift` is that on long runs."""

    block: Block
    numbers: dict[str, Numbers]
    said: dict[str, Result | NotEnough]
    drift: DriftChange | NotEnough
    look: Look

    @property
    def is_drawn(self) -> bool:
        """Whether it has a chart of pain or of easy pace."""
        return any(isinstance(answer, Result) for answer in self.said.values())


def all_of(page: Page, chosen: Sequence[Block], letters: Mapping[str, str]) -> list[Row]:
    """Draws the chosen blocks below each other, each with its letter, by its id, where it has one; their answers."""
    made = [_row(page, block) for block in chosen]
    axes = {outcome: _axis(page, made, outcome) for outcome in OUTCOMES}
    for place, row in enumerate(made, start=1):
        _draw(page, row, place, axes, letters.get(row.block.block_id))
    return made


def _row(page: Page, block: Block) -> Row:
    is_interim = bool(st.session_state.get(_today_key(block)))
    look = review_dates.as_of(page, block.start.date(), block.end.date(), is_interim=is_interim)
    once = page.once
    numbers = {each: once(ask.before_after, page.log, block.start, block.end, each, look) for each in OUTCOMES}
    said = {o: n if isinstance(n, NotEnough) else once(blocks.say, n, page.units) for o, n in numbers.items()}
    drift = once(ask.drift_before_after, page.log, page.store.streams_of, block.start, block.end, look)
    return Row(block, numbers, said, drift, look)


def _today_key(block: Block) -> str:
    return f"today_{block.block_id}"


def _axis(page: Page, made: Sequence[Row], outcome: str) -> dict[str, object] | None:
    results = [row.said[outcome] for row in made]
    told = [result for result in results if isinstance(result, Result)]
    return block_panel.shared_axis(told, outcome, page.units) if told else None


def _draw(page: Page, row: Row, place: int, axes: dict[str, dict[str, object] | None], letter: str | None) -> None:
    block = row.block
    with st.container(border=True, key=f"card_block_{place}"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"block_head_{place}"):
            st.markdown(f"## {picking.mark(letter)}{say.plain(block.name)}", width="content")
            if not isinstance(row.numbers["pain"], NotYet):
                cards.badge(headline.badge(row.numbers["pain"]), is_over=block.end.date() < page.today)
            st.caption(f"{page.units.say_date(block.start)} – {page.units.say_date(block.end)}", width="stretch")
            _download(page, row)
        st.markdown(say.plain(headline.headline(row.numbers["pain"], page.units)))
        columns = st.columns(3, gap="medium")
        for column, outcome in zip(columns, OUTCOMES, strict=False):
            with column:
                _panel(page, row, outcome, axes[outcome])
        with columns[2]:
            _else(page, row)
        _tabs(page, row)


def _panel(page: Page, row: Row, outcome: str, axis: dict[str, object] | None) -> None:
    unit = {"pain": "weekly, 0–10", "pace": f"each easy run, min/{page.units.distance}; up is faster"}[outcome]
    st.markdown(f"**{OUTCOMES[outcome]}**  \n:small[{unit}]")
    answer = row.said[outcome]
    if isinstance(answer, NotEnough):
        st.caption(say.plain(headline.headline(answer, page.units)))
        return
    figure = page.drawn(block_panel.panel, answer, page.mode, outcome, page.units, axis=axis)
    chart.draw(figure, f"{outcome}_{row.block.block_id}")


def changed(page: Page, row: Row) -> list[Change]:
    """What else changed with a block, over the days that the answer on pain compares, else that on easy pace."""
    answers = [row.said[outcome] for outcome in OUTCOMES]
    days = [answer.details["course"]["day"] for answer in answers if isinstance(answer, Result)]
    first = days[0].min() if days else row.block.start - pd.Timedelta(days=YEAR_DAYS)
    last = days[0].max() if days else min(row.look.until, row.block.end)
    return page.once(else_changed, page.daily, first, row.block.start, last, page.units)


def _else(page: Page, row: Row) -> None:
    st.markdown(f"**{ELSE}**  \n:small[before the block → in it, a week]")
    found = changed(page, row)
    _drift(page, row)
    if not found:
        st.caption("Too few days before or in the block to compare anything.")
        return
    chart.draw(page.drawn(block_changes.else_changed, found, page.mode), f"else_{row.block.block_id}")


def _drift(page: Page, row: Row) -> None:
    """What long runs say, where there are enough of them; else the caveats say what is missing."""
    if isinstance(row.drift, DriftChange):
        st.caption(say.plain(page.once(blocks.say, row.drift, page.units).sentence))


def _download(page: Page, row: Row) -> None:
    """The charts of a block and their weeks, by one menu; none where nothing is drawn."""
    told = {outcome: answer for outcome, answer in row.said.items() if isinstance(answer, Result)}
    charts = {f"{outcome}_{row.block.block_id}": f"{OUTCOMES[outcome]}, {row.block.name}" for outcome in told}
    if changed(page, row):
        charts[f"else_{row.block.block_id}"] = f"{ELSE}, {row.block.name}"
    weeks = {o: partial(page.once, before_after.course_table, answer, o, page.units) for o, answer in told.items()}
    if charts:
        foot.menu(charts, weeks, f"block_{row.block.block_id}")


def _tabs(page: Page, row: Row) -> None:
    shown = {
        "In words": _in_words,
        "Caveats": _caveats,
        "Week by week": _weeks,
        "Method": _method,
        "Review dates": _review_dates,
    }
    drawn = {name: partial(show, page, row) for name, show in shown.items()}
    folded.tabs(f"block_{row.block.block_id}", drawn, always="Review dates")


def _answered(row: Row) -> dict[str, Result | NotEnough]:
    """The answers by outcome, without those that are still being worked out."""
    return {outcome: answer for outcome, answer in row.said.items() if not isinstance(answer, NotYet)}


def _on_long_runs(page: Page, row: Row) -> Result | NotEnough:
    return row.drift if isinstance(row.drift, NotEnough) else page.once(blocks.say, row.drift, page.units)


def _in_words(page: Page, row: Row) -> None:
    for outcome, answer in _answered(row).items():
        st.markdown(f"**{OUTCOMES[outcome]}.** {say.plain(say.dated(answer.sentence, page.units))}")
    drift = _on_long_runs(page, row)
    if isinstance(drift, Result):
        st.markdown(f"**{LONG_RUNS}.** {say.plain(drift.sentence)}")


def _caveats(page: Page, row: Row) -> None:
    for outcome, answer in _answered(row).items():
        _listed(OUTCOMES[outcome], answer.caveats, page.units)
    drift = _on_long_runs(page, row)
    if isinstance(drift, Result):
        _listed(LONG_RUNS, drift.caveats, page.units)
    else:
        # A refusal of it is no answer that anyone waits for.
        st.markdown(f"**{LONG_RUNS}.** {say.plain(drift.sentence)}")


def _weeks(page: Page, row: Row) -> None:
    for outcome, answer in _answered(row).items():
        if isinstance(answer, Result):
            st.caption(OUTCOMES[outcome])
            st.dataframe(page.once(before_after.course_table, answer, outcome, page.units), hide_index=True)


def _method(page: Page, row: Row) -> None:
    for outcome, answer in _answered(row).items():
        if isinstance(answer, Result):
            st.caption(say.plain(answer.method))
            st.dataframe(before_after.before_after_table(answer, outcome, page.units), hide_index=True)
            st.dataframe(answer.table, hide_index=True)
    drift = _on_long_runs(page, row)
    if isinstance(drift, Result):
        st.caption(say.plain(drift.method))
        st.dataframe(drift.table, hide_index=True)


def _review_dates(page: Page, row: Row) -> None:
    look = review_dates.choose(page, row.block.start.date(), row.block.end.date(), key=_today_key(row.block))
    if look != row.look:
        st.rerun()
    key = f"edit_{row.block.block_id}"
    if not page.is_demo and st.button("Edit this block", key=key, icon=":material/edit:"):
        form.edit_in_a_dialog(page, row.block)


def _listed(heading: str, caveats: Sequence[str], units: Units) -> None:
    lines = [f"- {say.plain(say.dated(each, units))}" for each in caveats]
    st.markdown("\n".join([f"**{heading}**", "", *lines]))
