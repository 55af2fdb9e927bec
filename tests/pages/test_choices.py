"""Choices in the address: what it asks for wins, what is as usual is not written, other pages keep them."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def drawn(title: str = "Here") -> AppTest:
    script = f"""
import streamlit as st
from pages.kit import choices
choices.on_page(st.session_state.get("title", {title!r}))
st.write(choices.start_with("span", ["year", "all"], lambda: "year", str.title))
choices.buttons("Span", "span", ["year", "all"], str.title)
"""
    return AppTest.from_string(script)


def asked(app: AppTest) -> str | None:
    """As Streamlit's test has it: a list after a load, a text once it is written."""
    said = app.query_params.get("span")
    return said[0] if isinstance(said, list) else said


def test_a_page_that_is_only_opened_writes_nothing():
    app = drawn().run()
    assert app.markdown[0].value == "year"
    assert asked(app) is None


def test_a_choice_is_written_and_the_usual_one_taken_out_again():
    app = drawn().run()
    app.segmented_control[0].set_value("all").run()
    assert asked(app) == "All"
    app.segmented_control[0].set_value("year").run()
    assert asked(app) is None


def test_the_address_wins_over_what_was_chosen_before():
    app = drawn()
    app.query_params["span"] = "All"
    assert app.run().markdown[0].value == "all"
    app.query_params["span"] = "Year"
    assert app.run().markdown[0].value == "year"


def test_an_address_that_no_longer_asks_gives_the_usual_back_on_the_same_page_only():
    app = drawn()
    app.query_params["span"] = "All"
    app.run()
    app.session_state["title"] = "There"
    del app.query_params["span"]
    assert app.run().markdown[0].value == "all"
    del app.query_params["span"]
    assert app.run().markdown[0].value == "year"


def test_what_is_no_option_is_not_looked_at():
    app = drawn()
    app.query_params["span"] = "Ages"
    assert app.run().markdown[0].value == "year"


def test_nought_is_a_choice_like_any_other_number():
    app = AppTest.from_string("""
import streamlit as st
from pages.kit import choices
choices.on_page("Here")
choices.start_with("later", range(15), lambda: 1)
st.write(choices.number("Days later", "later", range(15), width=116))
""").run()
    app.number_input[0].set_value(0).run()
    assert (app.markdown[0].value, app.query_params["later"]) == ("`0`", "0")
