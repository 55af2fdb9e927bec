"""The log as an annotated timeline: three panels, its chapters, and what can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st

from analytics import ask, story
from analytics.charts import overview, theme
from analytics.charts.findings import NEUTRAL
from analytics.charts.marks import Mark
from analytics.story import Told
from pages.kit import choices, faults, say
from pages.kit.drawn import chart, foot, link_rows, strip
from pages.kit.drawn.link_rows import LinkRow
from pages.kit.links import to
from pages.kit.shell import Page

SPANS: dict[str, int | None] = {"12 months": 365, "3 years": 3 * 365, "All": None}
LOG = "pages/2_Log.py"
SPAN, OLDER, EDITS = "story", "older", "chapters"
# What the strip shows: the first of them that the log has.
BARS = ("distance_m", "glute_sets", "pain")


def section(page: Page) -> None:
    """The chart, its chapters as rows that open their days in the Log, and the controls below it."""
    stretch = page.once(story.stretch, page.days_in_range)
    if stretch is None:
        return
    n_days = SPANS[choices.start_with(SPAN, list(SPANS), lambda: "All")]
    whole = page.once(story.in_view, page.days_in_range, stretch, None, has_older=choices.is_ticked(OLDER))
    asked = strip.asked(whole)
    days = whole.loc[slice(*asked)] if asked else page.once(story.in_view, whole, stretch, n_days, has_older=True)
    chapters = page.once(ask.chapters, page.log)
    told = story.tell(chapters, page.settings.get(EDITS, {}), page.units)
    _chart(page, days, told, story.title(chapters))
    bars = next((name for name in BARS if whole[name].notna().any()), BARS[0])
    with strip.choose(page, whole, bars, (days.index[0], days.index[-1])):
        if asked is None and (page.today - stretch.first.date()).days > min(filter(None, SPANS.values())):
            choices.buttons("Stretch of time", SPAN, list(SPANS), str, is_named=False)
        older = story.say_older(stretch)
        if older:
            choices.tick(f"{older}: show", OLDER)
        _edit(page, chapters)
    _list([chapter for chapter in told if days.index[0] <= chapter.day <= days.index[-1]])
    table = partial(
        page.once,
        overview.training_and_pain_table,
        days,
        pd.Timestamp(page.today),
        page.units,
        first_weekday=page.first_weekday,
    )
    foot.row(table, "story", story.title(chapters))


def _chart(page: Page, days: pd.DataFrame, told: Sequence[Told], heading: str) -> None:
    marks = [Mark(chapter.number, chapter.day, chapter.words, chapter.when) for chapter in told]
    today = pd.Timestamp(page.today)
    figure = page.drawn(
        overview.training_and_pain,
        days,
        page.frames.blocks,
        today,
        page.units,
        page.mode,
        chapters=marks,
        has_zoom=False,
        first_weekday=page.first_weekday,
    )
    bare, title, subtitle = theme.without_heading(figure)
    st.header(heading, anchor=False)
    finding = "" if title == NEUTRAL else f"{title}. "
    with st.container(horizontal=True, gap="xxsmall", key="story_says"):
        st.caption(say.plain(f"{finding}{subtitle}"), width="content")
        say.block_letters(figure)
    said = "; ".join(f"{chapter.number} {chapter.words}, {chapter.when}" for chapter in told)
    chart.draw(bare, "story", f"{bare.meta['description']} {said}")


def _list(told: Sequence[Told]) -> None:
    if not told:
        return
    rows = (
        LinkRow(to(LOG, day=f"{each.day:%Y-%m-%d}", month=f"{each.day:%Y-%m}"), each.words, each.when, each.number)
        for each in told
    )
    link_rows.show(rows, "chapters")


def _edit(page: Page, chapters: story.Chapters) -> None:
    """The form is made when it is opened."""
    if not chapters.told:
        return
    box = st.popover(
        "Edit chapters", icon=":material/edit:", disabled=page.is_demo, key="edit_chapters", on_change="rerun"
    )
    if box.open:
        with box, st.form("chapters_form", border=False):
            _form(page, chapters)


def _form(page: Page, chapters: story.Chapters) -> None:
    edits = page.settings.get(EDITS, {})
    for chapter in chapters.told:
        drafted = story.say(chapter, page.units)
        st.text_input(
            f"{drafted}, {story.say_when(chapter)}",
            edits.get("names", {}).get(chapter.name, drafted),
            key=f"words_{chapter.name}",
        )
        is_shown = chapter.name not in edits.get("hidden", ())
        st.checkbox("Show", is_shown, key=f"shown_{chapter.name}")
    st.form_submit_button("Keep the chapters", type="primary", on_click=_keep, args=(page, chapters))


@faults.in_words
def _keep(page: Page, chapters: story.Chapters) -> None:
    names = {chapter.name: st.session_state[f"words_{chapter.name}"] for chapter in chapters.told}
    shown = {chapter.name: st.session_state[f"shown_{chapter.name}"] for chapter in chapters.told}
    page.store.keep_setting(EDITS, story.edited(chapters.told, names, shown, page.units))
