"""Findings as a reader meets them: cards, one open, details, and every kind of log."""

from __future__ import annotations

import re
from functools import partial, wraps

import pytest
from streamlit.testing.v1 import AppTest

from analytics import certainty
from data import demo, imports
from pages.kit.findings import cards, curves, more, opened
from tests.pages.shown import charts, page_links, turned_to
from tests.pages.shown import shown as shown_page

PAGE = "pages/7_Findings.py"


pytestmark = pytest.mark.usefixtures("own_store")


shown = partial(shown_page, "7_Findings")


def headlines(app: AppTest) -> list[str]:
    return [each.value.removeprefix("## ") for each in app.markdown if each.value.startswith("## ")]


def text(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


def details(app: AppTest):
    return next(each for each in app.get("button_group") if each.label == "Details")


def test_each_card_is_one_short_sentence_and_the_first_chart_comes_before_sixty_words():
    app = shown(whose="demo", demo_athlete="story", units="imperial")
    said = headlines(app)
    assert said[0].startswith("10 more miles a week go with 1")
    assert all(len(each.split()) <= certainty.MOST_WORDS for each in said)
    first = text(app).split("Mean pain by")[0].split("This is a demo, not you.")[0]
    assert len(re.findall(r"\w+", " ".join([app.title[0].value, first.split("##")[0], said[0]]))) <= 60
    assert len(charts(app)) == len(said) - 1


def test_the_badges_are_words_and_never_green_or_red():
    app = shown(whose="demo", demo_athlete="story")
    badges = [each.value for each in app.markdown if "-badge[" in each.value]
    assert any(certainty.CLEAR in each for each in badges)
    assert any(certainty.CANNOT_TELL in each for each in badges)
    assert not [each for each in badges if not each.startswith((":blue-badge", ":gray-badge"))]


def test_a_card_opens_in_the_address_and_closes_again():
    app = shown(whose="demo", demo_athlete="story")
    next(button for button in app.button if button.key == "open_distance_7d_m.pain").click().run()
    assert not app.exception
    assert app.query_params["finding"] in (["distance_7d_m.pain"], "distance_7d_m.pain")
    assert [tab.label.split(" (")[0] for tab in app.tabs] == ["Rests on", "Caveats", "Method"]
    assert [each.label for each in app.expander if each.label == curves.TITLE] == [curves.TITLE]
    assert "is the smallest step that mattered" not in text(app)
    app.session_state["folded_dose_curve"] = True
    assert "is the smallest step that mattered" in text(app.run())
    assert page_links(app)["Findings"]["finding"] == "distance_7d_m.pain"
    next(button for button in app.button if button.label == "Close").click().run()
    assert "finding" not in app.query_params
    assert not app.tabs


def test_an_open_card_gives_every_caveat_and_what_chance_gave():
    app = shown({"finding": "glute_sets_28d.pain"}, whose="demo", demo_athlete="story")
    rests, caveats, method = (tab.label for tab in app.tabs)
    assert "shuffles of your training" in "\n".join(each.value for each in app.tabs[0].markdown)
    assert not app.tabs[1].markdown  # drawn when it is opened
    assert "it does not say why" in turned_to(app, "opened", caveats).markdown[0].value
    opened_method = turned_to(app, "opened", method)
    assert "surrogates" in opened_method.caption[0].value
    assert len(opened_method.dataframe) == 1
    assert turned_to(app, "opened", rests).markdown


def test_an_open_card_is_drawn_once_however_often_it_is_shown(monkeypatch):
    drawn = []
    for room, name in ((opened.charts, "scatter"), (curves, "dose_curve")):
        draw = getattr(room, name)
        noted = wraps(draw)(lambda *given, draw=draw: drawn.append(draw.__name__) or draw(*given))
        monkeypatch.setattr(room, name, noted)
    demo = {"whose": "demo", "demo_athlete": "story", "units": "metric"}
    app = shown({"finding": "glute_sets_28d.pain"}, **demo, folded_dose_curve=True)
    before = len(drawn)
    app.run()
    assert len(charts(app)) > 1
    assert len(drawn) == before
    assert before <= 2


def test_any_declared_pair_opens_by_its_address_also_one_without_a_card():
    plain = headlines(shown(whose="demo", demo_athlete="story"))
    app = shown({"finding": "distance_7d_m.flare"}, whose="demo", demo_athlete="story")
    assert len(headlines(app)) == len(plain) + 1
    assert len(app.tabs) == 3


def test_a_block_opens_with_its_own_chart():
    app = shown(whose="demo", demo_athlete="story")
    next(button for button in app.button if (button.key or "").startswith("open_block.")).click().run()
    assert not app.exception
    assert any("bad spell" in each.value for each in app.tabs[0].markdown)


def test_an_address_that_names_nothing_opens_nothing():
    assert not shown({"finding": "nonsense"}, whose="demo", demo_athlete="story").tabs


@pytest.mark.parametrize("athlete", demo.NAMES)
def test_what_cannot_be_told_says_what_it_takes(athlete):
    app = shown(whose="demo", demo_athlete=athlete)
    assert re.search(r"questions? (cannot be answered yet|needs? more diary)", headlines(app)[-1])


def test_without_any_relation_the_cards_say_so_and_none_is_called_clear():
    app = shown(whose="demo", demo_athlete="null")
    said = headlines(app)
    assert len([each for each in said if each.startswith("No sign that ")]) == 4
    assert not any(certainty.CLEAR in each.value for each in app.markdown if "-badge[" in each.value)


def test_three_weeks_get_facts_about_what_is_missing_and_no_finding():
    app = shown(whose="demo", demo_athlete="short")
    assert len(headlines(app)) == 1
    assert "of 84 days so far" in text(app)
    assert cards.NONE_YET in text(app)


def test_every_detail_opens_on_request_with_its_one_line():
    app = shown(whose="demo", demo_athlete="story")
    for name in more.SECTIONS:
        details(app).select(name).run()
        assert not app.exception, name
        assert more.EXPLAINED[name] in [each.value for each in app.caption]


def test_a_detail_stands_in_the_address_until_it_is_let_go_also_after_another_page():
    app = shown(whose="demo", demo_athlete="short")
    details(app).select(more.INTERIM).run()
    assert app.query_params["details"] == more.INTERIM
    app.switch_page("pages/9_Import.py").run()
    assert page_links(app)["Findings"]["details"] == more.INTERIM
    app.switch_page(PAGE).run()
    assert more.EXPLAINED[more.INTERIM] in text(app)
    details(app).unselect(more.INTERIM).run()
    assert "details" not in app.query_params
    assert more.EXPLAINED[more.INTERIM] not in text(app)


@pytest.mark.parametrize(("kind", "lacks"), [("pain", "run or workout"), ("workout", "pain score")])
def test_one_source_alone_has_no_error_and_says_what_is_missing(own_store, kind, lacks, today):
    files = [file for file in demo.files("short", today) if kind in file.name]
    assert files
    imports.import_files(own_store, files)
    app = shown(whose="me")
    assert f"{cards.HALVES} holds no {lacks} yet." in text(app)
    assert len(headlines(app)) >= 1
