"""How a result is shown: the sentence, then the chart, then what must be said with it, then the numbers."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import streamlit as st

from analytics.charts import plot, theme
from analytics.charts.sent import Sent
from analytics.result import NotEnough, Result
from data.units import Units
from pages.kit import folded
from pages.kit.drawn import chart as charts
from pages.kit.drawn import foot

# More lines of small print than this are read by nobody.
FIRST_CAVEATS = 3
# The reader's own words come as they are: nothing in them is Markdown, a link, an icon or an arrow.
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>#!|$~"} | dict.fromkeys("\r\n\t\v\f", " "))
_BEGINS_A_LIST = re.compile(r"^(\s*)([-+=>]|\d+(?=[.)]))")
_ICON = re.compile(r":(?=[\w+/\-]+:)")
# Streamlit makes links and arrows of bare text, escaped or not. A character without width (U+2060) keeps them apart.
_APART = re.compile(
    r"(?<=:)(?=//)|(?<=www)(?=\\?\.)|(?<=@)(?=\S)|(?<=-)(?=-|\\?>)|(?<=<)(?=-)|(?<=[<>~])(?==)", re.IGNORECASE
)
_JOINER = "\u2060"
_DATE = re.compile(r"\b(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})\b")


def plain(text: str) -> str:
    """Text from a file or a form, shown as it is inside Markdown: the one escape of everything pages say."""
    escaped = _ICON.sub(r"\:", text.translate(_MARKDOWN))
    escaped = _BEGINS_A_LIST.sub(lambda begins: f"{begins[1].replace(' ', '&nbsp;')}{_literal(begins[2])}", escaped)
    return _APART.sub(_JOINER, escaped)


def _literal(mark: str) -> str:
    return f"&#{ord(mark[0])};{mark[1:]}"


def sentence(text: str) -> None:
    """The first thing a page says."""
    st.markdown(f"## {plain(text)}")


def text(words: str) -> None:
    """A sentence among others."""
    st.markdown(plain(words))


def note(words: str) -> None:
    """A line of small print."""
    st.caption(plain(words))


def block_letters(figure: Sent) -> None:
    """Whose the letters are that stand for blocks in a figure; unseen where the figure has the names."""
    for where in ("blocks", "blocks_narrow"):
        said = unescape(figure.meta.get(where, ""))
        if said:
            with st.container(key=f"letters_{where}", width="content"):
                note(said)


def problem(error: Exception) -> None:
    """What went wrong and what to do, by an error's own words."""
    st.error(plain(str(error)))


def dated(words: str, units: Units) -> str:
    """Words that were made without a reader in mind, refusals and receipts, with dates in the reader's order."""
    return _DATE.sub(r"\2 \1, \3", words) if units.is_month_first else words


def refusal(answer: NotEnough, units: Units) -> None:
    """What is missing and what it takes."""
    sentence(dated(answer.sentence, units))
    _what_to_do(answer, units)


def fact_first(fact: str, answer: NotEnough, question: str, units: Units) -> None:
    """What is on record, and then what the answer to `question` takes; without a fact the refusal alone."""
    if not fact:
        refusal(answer, units)
        return
    sentence(fact)
    text(dated(answer.about(question), units))
    _what_to_do(answer, units)


def _what_to_do(answer: NotEnough, units: Units) -> None:
    caveats(tuple(dated(each, units) for each in answer.caveats))


def caveats(texts: tuple[str, ...]) -> None:
    """What must be said with a result, one line each."""
    for each in texts:
        note(each)


def chart(figure: plot.Figure | Sent, numbers: foot.Table | None, key: str) -> None:
    """A figure over the full width under its finding; at its foot its numbers, and ways to take both along."""
    foot.row(numbers, key, drawn(figure, key))


def drawn(figure: plot.Figure | Sent, key: str) -> str:
    """A figure under its finding, without a foot; its title."""
    bare = _headed(figure)
    charts.draw(bare, key)
    return str(bare.meta["title"])


def details(answer: Result, key: str) -> None:
    """The first caveats at once; the others, the table and the method one click below."""
    caveats(answer.caveats[:FIRST_CAVEATS])
    numbers_and_method(answer, key, answer.caveats[FIRST_CAVEATS:])


def numbers_and_method(answer: Result, key: str, first: tuple[str, ...] = ()) -> None:
    """The table and the method of an answer, folded, the caveats `first` above them."""
    folded.one("Numbers and method", key, lambda: _numbers_and_method(answer, first))


def _numbers_and_method(answer: Result, first: tuple[str, ...]) -> None:
    caveats(first)
    st.dataframe(answer.table, hide_index=True)
    note(answer.method)


def with_dots(figure: plot.Figure | Sent, key: str) -> Any:
    """A figure of which a dot can be chosen, without a foot: the place of the one that is, else None."""
    return charts.with_dots(_headed(figure), key)


def _headed(figure: plot.Figure | Sent) -> Sent:
    """Says the finding and what is drawn; the figure without both."""
    bare, title, subtitle = theme.without_heading(figure)
    st.markdown(f"**{plain(title)}**  \n:small[{plain(subtitle)}]")
    return bare
