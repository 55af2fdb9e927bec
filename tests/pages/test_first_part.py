"""The rest of a page waits, once, for its first part to be drawn."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

from data import demo, imports
from pages.kit import first_part
from pages.kit.first_part import Held
from tests.pages.shown import TIMEOUT_S
from tests.places import ROOT

MAIN, SIDE_BAR = 0, 1


@pytest.fixture
def sent(monkeypatch):
    """What `Held` has sent, in order, with 'pause' where it waited."""
    done: list[object] = []
    monkeypatch.setattr(first_part, "sleep", lambda _: done.append("pause"))
    return done


def element(text: str, *at: int) -> ForwardMsg:
    message = _at(*at)
    message.delta.new_element.markdown.body = text
    return message


def title(*at: int) -> ForwardMsg:
    message = _at(*at)
    message.delta.new_element.heading.tag = "h1"
    return message


def block(kind: str, *at: int) -> ForwardMsg:
    message = _at(*at)
    getattr(message.delta.add_block, kind).SetInParent()
    return message


def _at(*at: int) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.delta_path.extend(at)
    return message


def held(sent: list[object], *messages: ForwardMsg) -> list[object]:
    hold = Held(sent.append)
    for message in messages:
        hold(message)
    return [each if each == "pause" else messages.index(each) for each in sent]


def test_it_waits_once_after_the_first_element_below_the_title(sent):
    ways, name, first = element("Ways", SIDE_BAR, 0), title(MAIN, 0), element("First", MAIN, 1)
    assert held(sent, ways, name, first, element("Second", MAIN, 2)) == [0, 1, 2, "pause", 3]


def test_a_first_part_that_comes_early_is_waited_for_until_the_browser_has_begun(sent, monkeypatch):
    clock, waits = [100.0], []
    monkeypatch.setattr(first_part, "monotonic", lambda: clock[0])
    monkeypatch.setattr(first_part, "sleep", waits.append)
    for comes_after_s in (0.01, 0.05):
        hold = Held(sent.append)
        clock[0] += comes_after_s
        hold(title(MAIN, 0))
        hold(element("First", MAIN, 1))
    assert waits == pytest.approx([first_part.BEGINS_S - 0.01, first_part.PAUSE_S])


def test_not_before_the_title_nor_for_what_is_beside_the_page_or_says_nothing(sent):
    ended = ForwardMsg()
    ended.script_finished = ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY
    empty = _at(MAIN, 1)
    empty.delta.new_element.empty.SetInParent()
    picture = _at(MAIN, 2)
    picture.delta.new_element.imgs.SetInParent()
    messages = [element("Band", MAIN, 0), title(MAIN, 1), empty, picture, element("Version", SIDE_BAR, 0), ended]
    assert "pause" not in held(sent, *messages)


@pytest.mark.parametrize("kind", ["popover", "expandable", "dialog"])
def test_what_is_folded_is_not_the_first_part(sent, kind):
    inside, after = element("Inside", MAIN, 1, 0), element("After", MAIN, 2)
    assert held(sent, title(MAIN, 0), block(kind, MAIN, 1), inside, after) == [0, 1, 2, 3, "pause"]


def test_what_stands_in_a_row_is(sent):
    first = element("In a row", MAIN, 1, 0)
    assert held(sent, title(MAIN, 0), block("flex_container", MAIN, 1), first)[-1] == "pause"


def a_page() -> None:
    import streamlit as st

    from pages.kit import first_part

    with first_part.stands_first(st.session_state["page"]):
        st.title("Title")
        st.markdown("First")
        st.markdown("Second")


def test_each_page_but_the_first_of_a_visit_waits_at_its_first_opening(sent):
    app, waits = AppTest.from_function(a_page), []
    for page in ("Home", "Running", "Home", "Running", "Pain"):
        app.session_state["page"] = page
        app.run()
        assert [each.value for each in app.markdown] == ["First", "Second"]
        waits.append(sent.count("pause"))
        sent.clear()
    assert waits == [0, 1, 0, 0, 1]


def test_the_app_runs_its_pages_so(own_store):
    imports.import_files(own_store, demo.files("short", date.today()))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S).run()
    assert app.session_state[first_part._OPENED] == ["Home"]
