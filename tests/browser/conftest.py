"""A real dashboard and a real Chromium for the journeys."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser import connections
from tests.places import ROOT

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_S = 90
RECORDER = Path(__file__).parent / "recorder"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("No Chromium on this machine: install chromium to run the browser journeys.")
    return path


@pytest.fixture(scope="session")
def browser(chromium, tmp_path_factory):
    """Chromium for all journeys; at its end, every address it asked for was this computer's."""
    from playwright.sync_api import sync_playwright

    log = tmp_path_factory.mktemp("chromium") / "net.json"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=[*FLAGS, connections.ONLY_HERE, f"--log-net-log={log}"]
        )
        yield launched
        launched.close()
    asked = connections.of_browser(log)
    assert asked, "Chromium recorded no connection at all."
    assert connections.elsewhere(asked) == []


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    """The dashboard's address, on a store and a cache of its own."""
    with running(tmp_path_factory.mktemp("dashboard")) as address:
        yield address


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(folder, port=None, **environment_too):
    """A dashboard on the store `own.sqlite` of the folder; at its end, it asked no address but this computer's."""
    port = port or free_port()
    environment = {
        **os.environ,
        "LBSDROP_STORE": f"sqlite:///{folder / 'own.sqlite'}",
        "LBSDROP_CACHE": str(folder),
        "XDG_STATE_HOME": str(folder),
        "LBSDROP_RECORD_CONNECTIONS": str(folder / "connections"),
        "PYTHONPATH": os.pathsep.join((str(RECORDER), os.environ.get("PYTHONPATH", ""))),
        **environment_too,
    }
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    log = (folder / "log").open("w")
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    wait_until_up(address, process)
    try:
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert connections.elsewhere(connections.of_server(folder / "connections")) == []


def wait_until_up(address, process):
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("The dashboard ended before it answered.")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise RuntimeError(f"The dashboard did not answer within {START_S} s.")


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="en-US")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()
