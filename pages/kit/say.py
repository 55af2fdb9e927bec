"""How a result is shown: the sentence, then the chart, then what must be said with it, then the numbers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from analytics.charts import theme
from analytics.result import NotEnough, Result

# More lines of small print than this are read by nobody.
FIRST_CAVEATS = 3
# The reader's own words come as they are: nothing in them is Markdown.
_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>()#+-!|$:~"})


def plain(text: str) -> str:
    """Text from a file or a form, safe inside Markdown."""
    return text.translate(_MARKDOWN)


def sentence(text: str) -> None:
    """The first thing a page says."""
    st.markdown(f"### {text.replace('$', chr(92) + '$')}")


def refusal(answer: NotEnough) -> None:
    """What is missing and what it takes."""
    sentence(answer.sentence)
    caveats(answer.caveats)


def caveats(texts: tuple[str, ...]) -> None:
    """What must be said with a result, one line each."""
    for text in texts:
        st.caption(text)


def chart(figure: go.Figure, numbers: pd.DataFrame | None, key: str) -> None:
    """A figure over the full width under its finding, and its numbers as a table one click below."""
    bare, title, subtitle = theme.without_heading(figure)
    st.markdown(f"**{plain(title)}**  \n:small[{plain(subtitle)}]")
    st.plotly_chart(bare, theme=None, key=key, config=theme.CONFIG, alt=f"{title}. {subtitle}")
    if numbers is not None:
        with st.expander("The numbers in this chart"):
            st.dataframe(numbers, hide_index=True)


def details(answer: Result) -> None:
    """Caveats, the first ones at once, then the table and the method one click below."""
    caveats(answer.caveats[:FIRST_CAVEATS])
    if answer.caveats[FIRST_CAVEATS:]:
        with st.expander("What else to keep in mind"):
            caveats(answer.caveats[FIRST_CAVEATS:])
    with st.expander("Numbers and method"):
        st.dataframe(answer.table, hide_index=True)
        st.caption(answer.method)


def figure(drawn: go.Figure, key: str) -> None:
    """A figure under its finding, without its table."""
    chart(drawn, None, key)


def chosen(drawn: go.Figure, key: str) -> list[dict[str, Any]]:
    """A figure whose points can be chosen; those that are."""
    bare, title, subtitle = theme.without_heading(drawn)
    st.markdown(f"**{plain(title)}**  \n:small[{plain(subtitle)}]")
    event = st.plotly_chart(
        bare, theme=None, key=key, config=theme.CONFIG, alt=f"{title}. {subtitle}",
        on_select="rerun", selection_mode="points",
    )  # fmt: skip
    return list(event["selection"]["points"])
