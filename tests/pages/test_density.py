"""What is counted before a first chart, on pages made for it."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages import density


def _closed_and_open() -> None:
    import streamlit as st

    st.title("Three **short** words")
    with st.expander("Opened by few"):
        st.write("not counted at all")
    st.expander("Second")
    st.expander("Third")
    st.caption("12 of 30 days")
    st.button("Read out, not drawn", key="beside_other")
    st.button(":gray-background[Open:] **12**", key="pick_open")
    st.line_chart([1, 2])
    st.write("after the chart")


def _bare() -> None:
    import streamlit as st

    st.write("Nothing drawn")


def test_numbers_are_no_words_and_what_is_closed_gives_its_label():
    app = AppTest.from_function(_closed_and_open, default_timeout=60).run()
    assert density.words_before_the_first_chart(app) == 3 + 3 + 1 + 1 + 2


def test_three_expanders_in_a_row_are_seen():
    assert density.most_expanders_in_a_row(AppTest.from_function(_closed_and_open, default_timeout=60).run()) == 3


def test_a_page_without_a_chart_has_no_count():
    assert density.words_before_the_first_chart(AppTest.from_function(_bare, default_timeout=60).run()) is None
