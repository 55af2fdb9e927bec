"""The script that loads Plotly's library: a small chart is drawn aside before the first, and none after it."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from pages.kit import assets

ADDRESS = "http://lbsdrop.test"
# As much of a page of Streamlit's as the script looks at, and a library that notes what it is asked.
PAGE = """<!doctype html><head><script type="module" src="./library.js"></script></head>
<body><div data-testid="stApp" data-test-script-state="notRunning">%s</div></body>"""
LIBRARY = """window.asked = [];
window.Plotly = {
  newPlot: async (at, traces) => { asked.push([at.isConnected, traces.map((trace) => trace.type)]); },
  purge: (at) => { asked.push([at.isConnected, "purged"]); },
};"""
RUN = "document.querySelector('[data-testid=stApp]').dataset.testScriptState = 'running'"


@pytest.fixture
def tab(browser):
    """A page without a server."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def opened(tab, inside: str):
    script = (assets.BROWSER / "library.js").read_text(encoding="utf-8")
    sent = {"/": PAGE % inside, "/library.js": script, "/plotly.js": LIBRARY}

    def answer(route) -> None:
        path = urlsplit(route.request.url).path
        kind = "text/html" if path == "/" else "text/javascript"
        route.fulfill(body=sent.get(path, ""), content_type=kind)

    tab.route(ADDRESS + "/**", answer)
    tab.goto(ADDRESS + "/")
    tab.evaluate(RUN)
    tab.wait_for_function("window.Plotly !== undefined")
    return tab.evaluate("new Promise((done) => requestIdleCallback(() => setTimeout(() => done(asked), 50)))")


def test_what_tables_are_made_by_waits_until_nothing_was_pressed_for_three_seconds(tab):
    asked = []
    tab.on("request", lambda request: asked.append(urlsplit(request.url).path))
    tab.clock.install()
    opened(tab, "")
    tab.evaluate(RUN.replace("'running'", "'notRunning'"))

    def loaded_after(ms: int) -> set[str]:
        for _ in range(ms // 250):
            tab.clock.run_for(250)
            tab.evaluate("fetch('./').then(() => 0)")  # by then what was asked for is there
        return {"/later.js", "/last.js"} & set(asked)

    assert loaded_after(1_500) == set()
    tab.keyboard.press("a")
    assert loaded_after(2_500) == {"/later.js"}
    assert loaded_after(2_500) == {"/later.js", "/last.js"}


def test_a_small_chart_is_drawn_aside_while_the_server_works(tab):
    assert opened(tab, "") == [[False, ["bar", "scatter"]], [False, "purged"]]


def test_where_a_chart_stands_already_none_is_drawn_aside(tab):
    assert opened(tab, '<div class="js-plotly-plot"></div>') == []
