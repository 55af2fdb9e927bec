"""The open card: one full-width chart, then what it rests on, its caveats, its method."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics import blocks, lag
from analytics.blocks import PaceChange, PainChange
from analytics.charts import before_after as block_charts
from analytics.charts import explore as charts
from analytics.charts import plot, theme
from analytics.charts import running as running_charts
from analytics.charts.axes import axis
from analytics.explore import fifths
from analytics.explore.columns import title
from analytics.findings import Finding
from analytics.lag import Found
from analytics.lag.joint import sentence
from analytics.result import Result
from analytics.running import easy_pace
from data.units import Units
from pages.kit import choices, folded, say
from pages.kit.drawn import foot
from pages.kit.findings import curves, paces
from pages.kit.links import FINDING, address
from pages.kit.shell import Page

LAGS = {"lag": "Days later", "t": "Signal", "chance": "Chance reaches"}


def chosen() -> str:
    """The finding that the address opens; '' where none."""
    key = str(st.query_params.get(FINDING, ""))
    choices.remember({FINDING: key})
    return key


def open_it(key: str) -> None:
    """Opens a card, in the address."""
    choices.note(**{FINDING: key})


def close() -> None:
    """Closes the open card."""
    choices.forget(FINDING)


def days_of(numbers: Found) -> pd.DataFrame:
    """The paired days at the pair's lag as `analytics.explore` has them."""
    return numbers.answer.days.rename(columns={"exposure": "across", "outcome": "up"})


def card(page: Page, finding: Finding, rank: int) -> None:
    """An open finding."""
    from pages.kit.findings import cards

    with st.container(border=True, key="card_opened"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            cards.head(finding.badge, rank, finding.rests_on)
            st.button("Close", icon=":material/keyboard_arrow_up:", on_click=close)
        st.markdown(f"## {say.plain(finding.headline)}")
        answer, numbers = _chart(page, finding)
        _tabs(answer, finding)
        if isinstance(finding.numbers, Found):
            curves.section(page, finding.numbers)
        with st.container(horizontal=True):
            _link(finding)
            name, data = f"{finding.key}.csv", numbers.to_csv(index=False).encode()
            st.download_button("CSV", data, name, "text/csv", icon=":material/table:", on_click="ignore")
            foot.pictures("opened", finding.headline)


def _chart(page: Page, finding: Finding) -> tuple[Result, pd.DataFrame]:
    """Draws the chart; the answer in words and the rows behind it."""
    numbers = finding.numbers
    if isinstance(numbers, Found):
        figure = page.drawn(_scatter, numbers, page.units, page.mode)
        answer, rows = page.once(lag.say, numbers, page.units), page.once(_fifths, numbers, page.units)
    elif isinstance(numbers, PainChange | PaceChange):
        outcome = "pace" if isinstance(numbers, PaceChange) else numbers.outcome
        answer = page.once(blocks.say, numbers, page.units)
        name = finding.block.name if finding.block else "the block"
        drawing = block_charts.before_after
        figure = page.drawn(drawing, answer, page.mode, outcome=outcome, block=name, units=page.units)
        rows = page.once(block_charts.course_table, answer, outcome, page.units)
    else:
        answer = page.once(easy_pace.say, numbers, page.units)
        runs, line = paces.course(numbers, page)
        figure = page.drawn(running_charts.easy_pace, runs, line, page.units, page.mode)
        rows = page.once(running_charts.easy_pace_table, runs, page.units)
    say.drawn(figure, "opened")
    return answer, rows


def _scatter(numbers: Found, units: Units, mode: theme.Mode) -> plot.Figure:
    across, up = axis(numbers.exposure, units), axis(numbers.outcome, units)
    return charts.scatter(days_of(numbers), across, up, mode, numbers.lag)


def _fifths(numbers: Found, units: Units) -> pd.DataFrame:
    across, up = axis(numbers.exposure, units), axis(numbers.outcome, units)
    return charts.table(fifths(days_of(numbers)), across, up)


def _tabs(answer: Result, finding: Finding) -> None:
    folded.tabs(
        "opened",
        {
            "Rests on": lambda: _rests_on(answer, finding),
            f"Caveats ({len(answer.caveats)})": lambda: _caveats(answer),
            "Method": lambda: _method(answer, finding),
        },
    )


def _rests_on(answer: Result, finding: Finding) -> None:
    st.markdown(say.plain(answer.sentence))
    if isinstance(finding.numbers, Found):
        st.markdown(say.plain(sentence.rests_on(finding.numbers)))


def _caveats(answer: Result) -> None:
    st.markdown("\n".join(f"- {say.plain(each)}" for each in answer.caveats))


def _method(answer: Result, finding: Finding) -> None:
    st.caption(say.plain(answer.method))
    if isinstance(finding.numbers, Found):
        st.caption("The signal at each declared lag, in its own errors, and how far chance alone reaches.")
        st.dataframe(answer.details["lags"][list(LAGS)].rename(columns=LAGS).round(2), hide_index=True)
    else:
        st.dataframe(answer.table, hide_index=True)


def _link(finding: Finding) -> None:
    numbers = finding.numbers
    if isinstance(numbers, Found):
        asked = {"across": title(numbers.exposure), "up": title(numbers.outcome), "later": str(numbers.lag)}
        label, where, icon = "Open in Explore", "pages/6_Explore.py", ":material/scatter_plot:"
    elif finding.block is not None:
        asked = {"block": finding.block.block_id}
        label, where, icon = "Open in Blocks", "pages/8_Blocks.py", ":material/calendar_view_week:"
    else:
        asked, label, where, icon = {}, "Open in Running", "pages/3_Running.py", ":material/directions_run:"
    with st.container(key="opened_link", width="content"):
        st.page_link(where, label=label, icon=icon, query_params=address(**asked))
