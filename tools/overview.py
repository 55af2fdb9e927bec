"""The picture of Home in the README: the demo athlete's story, in a browser 1440 px wide, light.

    python -m tools.overview

Needs Chromium. A store and a cache of its own are made for it and thrown away.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "overview.png"
ADDRESS = "?whose=Demo&units=mi%2C+lb"
WIDTH, HEIGHT, SCALE = 1440, 1000, 1
# A first visit makes the demo athlete and its answers.
PATIENCE_S = 300
IS_DRAWN = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app && app.dataset.testScriptState === 'notRunning'
    && document.querySelector('[data-testid="stMain"] .js-plotly-plot .main-svg')
    && document.querySelector('.st-key-last_week')
    && !document.querySelector('[data-testid="stSkeleton"]');
}"""


def main() -> None:
    """Writes the picture; ends with a sentence where there is no Chromium."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium on this machine: install chromium, then ask again.")
    with dashboard() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--headless", "--no-sandbox"])
        tab = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            color_scheme="light",
            locale="en-US",
        )
        take(tab, f"{address}/{ADDRESS}")
        browser.close()


def take(tab: Page, address: str) -> None:
    """Opens the address, waits until all is drawn, and keeps the whole page."""
    tab.goto(address)
    tab.wait_for_function(IS_DRAWN, timeout=PATIENCE_S * 1000)
    height = tab.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
    tab.set_viewport_size({"width": WIDTH, "height": int(height)})
    tab.wait_for_timeout(2000)
    tab.screenshot(path=PICTURE)


@contextmanager
def dashboard() -> Iterator[str]:
    """The address of a dashboard on an empty store."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        environment = {
            **os.environ,
            "LBSDROP_STORE": f"sqlite:///{Path(folder) / 'own.sqlite'}",
            "LBSDROP_CACHE": folder,
        }
        ask = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
        process = subprocess.Popen(ask, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603
        try:
            _wait_for(f"http://localhost:{port}/_stcore/health")
            yield f"http://localhost:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=2)  # noqa: S310
        except OSError:
            time.sleep(0.3)
        else:
            return
    raise TimeoutError(f"The dashboard did not answer at {address}.")


if __name__ == "__main__":
    main()
