"""A page as a test sees it: run once in a given state."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Tab

from pages.kit.drawn import chart
from tests.places import ROOT

TIMEOUT_S = 120
_METRIC = re.compile(r'<dt>([^<]*)</dt><dd>([^<]*)</dd>(?:<dd class="beside[^>]*>([^<]*)</dd>)?')
_LINK_ROW = re.compile(r'<a href="[^"?]*\?([^"]*)">(?:<b>\d+</b>)?<span>([^<]*)</span>')
_PAGE_LINK = re.compile(r'<a href="[^"?]*\?([^"]*)"[^>]*><span[^>]*>\w+</span>([^<]*)</a>')
FILES = sorted((ROOT / "pages").glob("*.py"))


def shown(page: Path | str, asked: Mapping[str, str] | None = None, **state: object) -> AppTest:
    """The page (its file or the file's stem) in that session state, `asked` in its address; it shows no exception."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT_S)
    for name, value in state.items():
        app.session_state[name] = value
    for name, value in (asked or {}).items():
        app.query_params[name] = value
    app.switch_page(f"pages/{Path(page).stem}.py").run()
    assert not app.exception, app.exception[0].message
    return app


def turned_to(app: AppTest, tabs: str, name: str) -> Tab:
    """The tab `name` of the row of tabs `tabs`, open: what a tab that is not open holds is not drawn."""
    app.session_state[f"folded_{tabs}"] = name
    app.run()
    assert not app.exception, app.exception[0].message
    return next(tab for tab in app.tabs if tab.label == name)


def latest_block(app: AppTest) -> str:
    """The id of the block that the page Blocks opens by itself."""
    return [str(each.key) for each in app.button if str(each.key).startswith("pick_")][-1].removeprefix("pick_")


def charts(app: AppTest) -> list[dict[str, Any]]:
    """What the browser is sent to draw."""
    components = [each.proto for each in app.get("bidi_component")]
    return [json.loads(json.loads(each.json)["figure"]) for each in components if each.component_name == chart.NAME]


def page_links(app: AppTest) -> dict[str, dict[str, str]]:
    """The pages of the side bar by title, and what each address asks for."""
    side_bar = next(
        each.proto.body for each in app.get("html") if each.proto.body.startswith('<nav class="page-links')
    )
    return {title: dict(parse_qsl(html.unescape(asked))) for asked, title in _PAGE_LINK.findall(side_bar)}


def link_rows(app: AppTest) -> list[tuple[str, dict[str, str]]]:
    """The rows of the page that lead somewhere, without their small print: words, and what their address asks for."""
    lists = (each.proto.body for each in app.get("html") if each.proto.body.startswith('<ul class="link-rows'))
    found = (_LINK_ROW.findall(body) for body in lists)
    return [(html.unescape(words), dict(parse_qsl(html.unescape(asked)))) for rows in found for asked, words in rows]


def metrics(app: AppTest) -> dict[str, tuple[str, str]]:
    """The numbers that stand beside each other on the page: label -> value, and what it is beside ('' for none)."""
    rows = (each.proto.body for each in app.get("html") if each.proto.body.startswith('<dl class="metrics'))
    found = [_METRIC.match(one) for row in rows for one in row.split("<div>")[1:]]
    return {html.unescape(one[1]): (html.unescape(one[2]), html.unescape(one[3] or "")) for one in found if one}


def text(app: AppTest) -> str:
    """Titles, sentences, notes and captions, a line each, and the words of what is written as HTML."""
    said = [str(element.value) for element in (*app.title, *app.header, *app.markdown, *app.info, *app.caption)]
    written = (each.proto.body for each in app.get("html") if not each.proto.body.startswith("<style"))
    return "\n".join((*said, *(html.unescape(re.sub(r"<[^>]*>", "", body)) for body in written)))
