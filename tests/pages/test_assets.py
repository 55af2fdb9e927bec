"""Streamlit's own files in one piece, and the charts' library before the first chart."""

from __future__ import annotations

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import plotly
import plotly.offline
import pytest
import streamlit as st
from starlette.responses import HTMLResponse, PlainTextResponse
from streamlit import file_util

from pages.kit import assets, front, plotly_library

PAGE = "<html><head><title>x</title></head><body></body></html>"
TABLE, OTHER = "static/js/DataFrame.-f9-1zS0.js", "static/css/index.C1JORDN2.css"


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in (TABLE, OTHER, "static/js/plain.js"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
    (tmp_path / "secret.Abcdefgh.js").write_text("not below static")
    return tmp_path


def asked(app, path, method="GET", **headers):
    """Status, headers and body of the answer."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "path": path, "method": method, "headers": raw, "query_string": b""}
    # A thread of its own: that of the tests may have a loop that runs, a browser's.
    with ThreadPoolExecutor(1) as apart:
        apart.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    found = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], found, b"".join(each.get("body", b"") for each in sent).decode()


def test_a_file_named_by_what_is_in_it_is_sent_whole_and_may_be_kept(folder):
    status, headers, body = asked(assets.Assets(PlainTextResponse("Streamlit's"), folder), f"/{OTHER}")
    assert (status, body) == (200, OTHER)
    assert headers["content-type"].startswith("text/css")
    assert "immutable" in headers["cache-control"]
    assert int(headers["content-length"]) == len(OTHER)


@pytest.mark.parametrize(
    ("path", "more"),
    [("/static/js/plain.js", {}), ("/secret.Abcdefgh.js", {}), ("/static/../secret.Abcdefgh.js", {}),
     (f"/{OTHER}", {"range": "bytes=0-3"}), (f"/{OTHER}", {"if_none_match": "x"}), (f"/{OTHER}", {"method": "HEAD"}),
     (f"//{OTHER}", {}), ("/", {})],
)  # fmt: skip
def test_whatever_else_is_asked_for_streamlit_answers(folder, path, more):
    assert asked(assets.Assets(PlainTextResponse("Streamlit's"), folder), path, **more)[2] == "Streamlit's"


def test_a_page_asks_for_the_script_that_loads_the_library(folder):
    app = assets.Assets(HTMLResponse(PAGE), folder)
    status, headers, body = asked(app, "/Running", accept="text/html,*/*", accept_encoding="gzip")
    assert (status, int(headers["content-length"])) == (200, len(body))
    assert f'<script type="module" src=".{assets.SCRIPT}"></script></head>' in body
    status, headers, script = asked(app, assets.SCRIPT)
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/javascript")
    assert f'new URL(".{plotly_library.ADDRESS}", import.meta.url)' in script
    assert f'[[].map(whole), [].map(whole), ["./{TABLE}"].map(whole)]' in script


def test_a_page_that_could_not_be_found_or_came_packed_stays_as_it_is(folder):
    for answer in (HTMLResponse(PAGE, 404), HTMLResponse(PAGE, headers={"content-encoding": "br"})):
        assert asked(assets.Assets(answer, folder), "/", accept="text/html")[2] == PAGE


def test_the_library_is_that_of_plotly_as_installed_under_its_version(folder):
    app = assets.Assets(PlainTextResponse("Streamlit's"), folder)
    status, headers, library = asked(app, plotly_library.ADDRESS)
    assert (status, headers["content-type"].split(";")[0]) == (200, "text/javascript")
    assert "immutable" in headers["cache-control"]
    assert plotly.__version__ in plotly_library.ADDRESS
    assert library == plotly_library.for_charts(plotly.offline.get_plotlyjs().encode()).decode()


def test_below_a_base_path_addresses_begin_with_it(folder, monkeypatch):
    monkeypatch.setattr(assets.st, "get_option", lambda name: {"server.baseUrlPath": "lift"}[name])
    app = assets.Assets(PlainTextResponse("Streamlit's"), folder)
    assert asked(app, f"/lift/{OTHER}")[2] == OTHER
    assert plotly_library.ADDRESS in asked(app, f"/lift{assets.SCRIPT}")[2]
    assert asked(app, f"/lifts/{OTHER}")[2] == "Streamlit's"


def test_streamlit_as_installed_has_a_page_whose_head_ends_and_what_other_pages_are_made_by():
    script = asked(assets.Assets(PlainTextResponse("Streamlit's")), assets.SCRIPT)[2]
    found = re.findall(r'"\./static/js/([\w-]+)\.[\w-]{8}\.js"', script)
    assert found == [*assets._SOON, *assets._LATER, *assets._LAST]
    assert len(re.findall(r'"\./static/css/DataFrame\.[\w-]{8}\.css"', script)) == 1
    assert "</head>" in (Path(file_util.get_static_dir()) / "index.html").read_text()


def test_the_server_sends_files_by_it_behind_the_guard():
    made = [each.cls.__name__ for each in front.options()["middleware"]]
    assert made.index("Guard") < made.index("Assets")
    assert st.get_option("server.baseUrlPath") == ""
