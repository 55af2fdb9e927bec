"""A PostgreSQL server of its own on loopback, as long as it is needed; it runs as an unprivileged user."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "nobody"  # the server refuses to run as root
PATIENCE_S = 30
SUPERUSER = "postgres"
OWNER = "dashboard"  # no superuser: row-level security binds it


class NotHere(Exception):
    """There is no PostgreSQL, or no driver for it, on this machine."""


def binaries() -> Path:
    """The folder of initdb and postgres; raises NotHere, saying what to install."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    whole = [folder for folder in found if (folder / "initdb").exists() and (folder / "postgres").exists()]
    if not whole:
        raise NotHere("PostgreSQL is not installed here (Debian: apt install postgresql).")
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise NotHere("The driver is not installed here: pip install -r requirements-postgres.txt.") from None
    return whole[-1]


@contextmanager
def server() -> Iterator[str]:
    """The URL of a fresh database on a fresh server; raises NotHere where there can be none."""
    folder = Path(tempfile.mkdtemp(prefix="lbsdrop-postgres-"))
    try:
        port = _free_port()
        process = _start(binaries(), folder, port)
        try:
            _wait_for(process, port)
            yield f"postgresql+psycopg://{SUPERUSER}@127.0.0.1:{port}/postgres"
        finally:
            process.send_signal(signal.SIGINT)  # ends open sessions instead of waiting for them
            process.wait(PATIENCE_S)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(programs: Path, folder: Path, port: int) -> subprocess.Popen[bytes]:
    before: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        if not shutil.which("setpriv"):
            raise NotHere("setpriv is not installed here, and PostgreSQL does not run as root.")
        shutil.chown(folder, USER)
        before = ["setpriv", f"--reuid={USER}", "--regid=nogroup", "--clear-groups"]
    data = folder / "data"
    asked = [*before, str(programs / "initdb"), "-D", str(data), "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "-N"]
    subprocess.run(asked, check=True, capture_output=True, cwd="/")
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "fsync": "off",
        "max_connections": 200,
    }
    given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return subprocess.Popen(
        [*before, str(programs / "postgres"), "-D", str(data), *given],
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    import psycopg

    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=SUPERUSER, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            if process.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.1)


def _free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def database(url: str, name: str) -> str:
    """Makes an empty database of `OWNER` on the server of `url` and returns its URL."""
    import psycopg

    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
            connection.execute(f"CREATE ROLE {OWNER} LOGIN")
        connection.execute(f'CREATE DATABASE "{name}" OWNER {OWNER}')
    return url.rsplit("/", 1)[0].replace(f"{SUPERUSER}@", f"{OWNER}@") + f"/{name}"
