"""What other pages and other people's text can make a real browser do: nothing."""

from __future__ import annotations

import http.server
import json
import threading
from urllib.parse import urlsplit

import pandas as pd
import pytest
from playwright.sync_api import expect

from data import store as stores
from tests.browser.conftest import running
from tests.browser.test_journeys import settled
from tests.pages import hostile

PAGES = ["Home", "Log", "Explore", "Import", "Running", "Lifting", "Pain", "Findings", "Blocks"]
# The page of an attacker: it frames, fetches, posts to and opens a socket to the dashboard.
ATTACK = """<script>
const at = "ADDRESS", said = {};
const done = (name, what) => { said[name] = what; document.title = JSON.stringify(said); };
fetch(at + "/_stcore/health").then(r => r.text()).then(t => done("fetch", t), () => done("fetch", "refused"));
fetch(at + "/_stcore/upload_file/a/b", {method: "PUT", body: "x"})
  .then(r => done("put", r.status), () => done("put", "refused"));
const socket = new WebSocket(at.replace("http", "ws") + "/_stcore/stream", ["streamlit"]);
socket.onopen = () => done("socket", "open"); socket.onerror = () => done("socket", "refused");
</script><iframe src="ADDRESS"></iframe>"""

# Whatever the page would ask for when it is drawn or clicked, where that is not the dashboard's own.
LINKS = """() => [...document.querySelectorAll('*')].flatMap(each => ['src', 'href', 'xlink:href', 'srcset', 'action']
    .map(name => each.getAttribute(name) || '')).filter(each => /198\\.51|example\\.org|mailto:/.test(each))"""

VALUES = "() => [...document.querySelectorAll('input')].map(each => each.value).join('\\n')"


@pytest.fixture(scope="module")
def hostile_dashboard(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    hostile.fill(stores.open(f"sqlite:///{folder / 'own.sqlite'}"), pd.Timestamp.now().normalize())
    with running(folder) as address:
        yield address


@pytest.fixture
def requests(tab):
    """Every address that pages of this tab ask for, sockets included."""
    asked: list[str] = []
    tab.context.on("request", lambda request: asked.append(request.url))
    tab.on("websocket", lambda socket: asked.append(socket.url))
    return asked


def outside(asked, address):
    here = urlsplit(address).netloc
    return [url for url in asked if urlsplit(url).netloc not in (here, "") and not url.startswith(("data:", "blob:"))]


@pytest.mark.parametrize("path", PAGES)
def test_hostile_text_asks_nothing_and_is_shown_as_it_is(tab, hostile_dashboard, requests, path):
    tab.goto(f"{hostile_dashboard}/{path}")
    expect(tab.get_by_role("heading", level=1).first).to_be_visible()
    settled(tab)
    for fold in tab.get_by_test_id("stExpander").locator("summary").all():
        fold.click()
    settled(tab)
    tab.wait_for_timeout(1_000)
    assert outside(requests, hostile_dashboard) == []
    assert tab.evaluate(LINKS) == []
    shown = (tab.inner_text("body") + tab.evaluate(VALUES)).replace("\u2060", "")
    if path in ("Lifting", "Blocks"):
        assert any(text in shown for text in hostile.TEXTS), shown[:2000]


def test_the_list_of_options_shows_hostile_names_as_they_are(tab, hostile_dashboard, requests):
    tab.goto(f"{hostile_dashboard}/Explore")
    tab.get_by_test_id("stMain").get_by_test_id("stSelectbox").first.locator("input").click()
    expect(tab.get_by_role("option").first).to_be_visible()
    options = []
    for _ in range(20):
        options += tab.get_by_role("option").all_inner_texts()
        tab.keyboard.press("PageDown")
    shown = [each.replace("\u2060", "") for each in options]
    assert any(text in each for text in hostile.TEXTS for each in shown), sorted(set(options))
    assert outside(requests, hostile_dashboard) == []


def test_a_page_of_another_site_reads_nothing_and_opens_no_socket(tab, dashboard):
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(ATTACK.replace("ADDRESS", dashboard).encode())

        def log_message(self, *_):
            return

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        tab.goto(f"http://127.0.0.1:{server.server_port}/")
        tab.wait_for_function("document.title.includes('socket') && document.title.includes('put')")
        assert sorted(json.loads(tab.title()).items()) == [
            ("fetch", "refused"),
            ("put", "refused"),
            ("socket", "refused"),
        ]
        framed = [frame for frame in tab.frames if frame != tab.main_frame]
        assert all('id="root"' not in frame.content() for frame in framed)
        server.shutdown()


def test_the_whole_first_visit_asks_only_this_computer(tab, dashboard, requests, tmp_path):
    diary = tmp_path / "diary.csv"
    diary.write_text("date,score\n" + "".join(f"2026-03-{day:02},{day % 5}\n" for day in range(1, 29)))
    tab.goto(f"{dashboard}/Import")
    tab.set_input_files("input[type=file]", [str(diary)])
    tab.get_by_role("button", name="Import files").click()
    expect(tab.get_by_text("Added 28 pain scores")).to_be_visible()
    with tab.expect_download():
        tab.get_by_role("button", name="Download the receipt").click()
    for path in PAGES:
        tab.goto(f"{dashboard}/{path}")
        settled(tab)
    tab.goto(f"{dashboard}/Import")
    tab.get_by_role("button", name="Undo").first.click()
    expect(tab.get_by_text("Imported so far")).to_have_count(0)
    assert len(requests) > 20
    assert outside(requests, dashboard) == []


def test_no_page_breaks_the_rules_it_was_sent_with(tab, dashboard):
    broken: list[str] = []
    tab.on("console", lambda said: broken.append(said.text) if "Content Security Policy" in said.text else None)
    for path in PAGES:
        tab.goto(f"{dashboard}/{path}")
        settled(tab)
    # The one inline line of Streamlit's start page is for search engines.
    assert [each for each in broken if "inline script" not in each] == []
