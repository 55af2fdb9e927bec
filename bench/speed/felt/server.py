"""A dashboard and a hello-world Streamlit app as processes of their own, on loopback."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import start

ROOT = Path(__file__).parents[3]
START_S = 120
# Two pages, a word and a check box each: what Streamlit itself costs. The others hold what pages of ours do, as plain
# as it can be written: no page with as much on it is faster.
HELLO = """import streamlit as st
def nothing():
    pass
def charts(n):
    import plotly.graph_objects as go
    for at in range(n):
        st.plotly_chart(go.Figure(go.Bar(y=[week % 40 for week in range(520)])), key=f"chart {at}")
def sentences(n):
    for at in range(n):
        st.markdown(f"Sentence {at} of a page.")
def both():
    charts(3)
    sentences(30)
def table():
    st.dataframe({"day": [1, 2, 3]})
MORE = {
    "One": nothing, "Two": nothing, "One chart": lambda: charts(1), "Three charts": lambda: charts(3),
    "Thirty sentences": lambda: sentences(30), "Three charts and thirty sentences": both, "A table": table,
}
def page(title, more):
    def show():
        st.title(title)
        st.write("Hello, world.", st.checkbox("Bare"))
        more()
    return show
pages = [st.Page(page(name, more), title=name, url_path=name.replace(" ", "-")) for name, more in MORE.items()]
st.navigation(pages).run()
"""


@dataclass(frozen=True)
class App:
    """Where it answers, and its process."""

    address: str
    pid: int

    def rss_mb(self) -> float:
        """Its memory in MB (Linux)."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(float(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmRSS"))

    def workers_mb(self) -> float:
        """The memory of the processes that it started (Linux)."""
        by_thread = Path(f"/proc/{self.pid}/task").glob("*/children")
        started = {pid for thread in by_thread for pid in thread.read_text().split()}
        return sum(App("", int(pid)).rss_mb() for pid in started)


@contextmanager
def dashboard(folder: Path) -> Iterator[App]:
    """lbsdrop on the store `own.sqlite` and the cache of the folder."""
    with _running(["app.py"], ROOT, _places(folder)) as app:
        yield app


def set_up(folder: Path) -> None:
    """Leaves in the folder what the set-up does, without a store and with the demo athlete; what was in it goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    start.make_demo(Path(sys.executable), ROOT, _places(folder))


def _places(folder: Path) -> dict[str, str]:
    return {"LBSDROP_STORE": f"sqlite:///{folder / 'own.sqlite'}", "LBSDROP_CACHE": str(folder)}


@contextmanager
def hello(folder: Path) -> Iterator[App]:
    """The app that only says hello."""
    (folder / "hello.py").write_text(HELLO)
    with _running(["hello.py"], folder, {}) as app:
        yield app


@contextmanager
def _running(script: list[str], folder: Path, more: dict[str, str]) -> Iterator[App]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = [f"--server.port={port}", "--server.headless=true", "--browser.gatherUsageStats=false"]
    command = [sys.executable, "-m", "streamlit", "run", *script, *options]
    out = (folder if more == {} else Path(more["LBSDROP_CACHE"])) / "server.log"
    # A reader's Python keeps what it has compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with out.open("w") as log:
        process = subprocess.Popen(command, cwd=folder, env={**kept, **more}, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://localhost:{port}"
    try:
        _wait(address, process)
        yield App(address, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The app ended before it answered; see server.log ({process.args!r}).")
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=2)  # noqa: S310 (loopback)
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"The app did not answer within {START_S} s.")
