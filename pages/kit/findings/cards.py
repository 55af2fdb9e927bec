"""A closed card: rank, how sure, one sentence, a small chart, and the button that opens it."""

from __future__ import annotations

import streamlit as st

from analytics import blocks, certainty, findings
from analytics.blocks import PaceChange, PainChange
from analytics.charts import block_panel, fifths, plot, theme
from analytics.charts import running as running_charts
from analytics.charts.axes import axis
from analytics.findings import Answers, Finding
from analytics.lag import Found
from analytics.meanwhile import NotYet
from data.units import Units
from pages.kit import say
from pages.kit.drawn import chart
from pages.kit.findings import opened, paces
from pages.kit.shell import Page

ICONS = {
    certainty.CLEAR: ":material/done_all:",
    certainty.LIKELY: ":material/check:",
    certainty.TREND: ":material/question_mark:",
    certainty.NO_SIGN: ":material/remove:",
    certainty.LOWER_OPEN: ":material/question_mark:",
    certainty.HIGHER_OPEN: ":material/question_mark:",
    certainty.CANNOT_TELL: ":material/hourglass_empty:",
}
WIDTHS = (0.6, 0.4)
IN_SIGHT = 3
LEAD = "What goes together, the surest first. Not what causes what."
AT_WORK = "What goes together is being worked out; it stands here in a moment."
NONE_YET = "No finding yet: the first takes twelve weeks or so with your training and a pain score on most days."
HALVES = "No finding yet: each relates training to pain, and this log"


def lead(page: Page, answers: Answers) -> None:
    """What stands here; where nothing does, what it takes, and where the facts are meanwhile."""
    if answers.cards:
        st.markdown(LEAD)
    if isinstance(answers.pairs, NotYet):
        st.markdown(AT_WORK)
    if answers.cards or isinstance(answers.pairs, NotYet):
        return
    st.markdown(_none_yet(page))
    st.page_link("pages/6_Explore.py", label="See your days in Explore", icon=":material/scatter_plot:")


def _none_yet(page: Page) -> str:
    """What the first finding takes: the half that is missing where a log holds one alone, else time."""
    frames = page.frames
    if frames.pain.empty:
        return f"{HALVES} holds no pain score yet."
    return f"{HALVES} holds no run or workout yet." if frames.runs.empty and frames.sets.empty else NONE_YET


def head(finding_badge: str, rank: int, rests_on: str = "") -> None:
    """'1 [Clear] 2,003 days, Jun 2019 to Nov 2026'."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{rank}**", width="content")
        badge(finding_badge)
        if rests_on:
            st.caption(say.plain(rests_on), width="content")


def badge(words: str, *, is_over: bool = False) -> None:
    """How sure an answer is: blue where it is clear, grey elsewhere; no "yet" where nothing more is to come."""
    st.badge(
        words.removesuffix(" yet") if is_over else words,
        icon=ICONS[words],
        color="blue" if words == certainty.CLEAR else "gray",
    )


def card(page: Page, finding: Finding, rank: int) -> None:
    """A finding that is not open."""
    with st.container(border=True, key=f"card_{rank}"):
        text, chart = st.columns(WIDTHS, gap="large", vertical_alignment="top")
        with text:
            head(finding.badge, rank, finding.rests_on)
            st.markdown(f"## {say.plain(finding.headline)}")
            st.button("Open", key=f"open_{finding.key}", on_click=opened.open_it, args=(finding.key,))
        with chart:
            small(page, finding)


def small(page: Page, finding: Finding) -> None:
    """Means of fifths with their range, the block's weeks, or easy pace."""
    numbers = finding.numbers
    if isinstance(numbers, Found | PainChange | PaceChange):
        figure = page.drawn(_small, numbers, page.units, page.mode)
    else:
        figure = page.drawn(running_charts.easy_pace, *paces.course(numbers, page), page.units, page.mode)
    bare, title, _ = theme.without_heading(figure)
    st.caption(say.plain(title))
    chart.draw(bare, f"small_{finding.key}")


def _small(numbers: Found | PainChange | PaceChange, units: Units, mode: theme.Mode) -> plot.Figure:
    if isinstance(numbers, Found):
        across, up = axis(numbers.exposure, units), axis(numbers.outcome, units)
        return fifths.small(opened.days_of(numbers), across, up, mode)
    outcome = "pace" if isinstance(numbers, PaceChange) else numbers.outcome
    return block_panel.panel(blocks.say(numbers, units), mode, outcome, units, height=block_panel.SMALL_PX)


def open_card(answers: Answers, rank: int) -> None:
    """What cannot be answered yet and what each takes."""
    if not answers.open:
        return
    with st.container(border=True, key="card_open"):
        text, listed = st.columns(WIDTHS, gap="large", vertical_alignment="top")
        is_all = bool(st.session_state.get("all_open"))
        with text:
            head(certainty.CANNOT_TELL, rank)
            st.markdown(f"## {say.plain(findings.headline(answers.open))}")
            if len(answers.open) > IN_SIGHT:
                st.toggle(f"See all {len(answers.open)}", key="all_open")
        with listed:
            for each in answers.open if is_all else answers.open[:IN_SIGHT]:
                st.markdown(f"{say.plain(each.name)}  \n:small[{say.plain(each.needs)}]")
            if not is_all and len(answers.open) > IN_SIGHT:
                st.caption(f"and {len(answers.open) - IN_SIGHT} more")
