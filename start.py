"""Sets lbsdrop up and opens the dashboard: `python3 start.py` (on Windows `py start.py`). Needs nothing but Python.

    python3 start.py                 set up when needed, then open the dashboard at http://localhost:8501
    python3 start.py --setup         set up only
    python3 start.py --setup --dev   set up with what the checks need, too

Anything else goes to Streamlit, e.g. `--server.port 8600`. The packages go into the folder .venv beside this file.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
# What the first page shows until there are files, and the charts' library as it is sent: made by the set-up, else the
# first page waits for them.
DEMO = (
    "from datetime import date; from data import demo_store; demo_store.make_ready('story', date.today()); "
    "from pages.kit import plotly_library; plotly_library.sent()"
)
# The second holds everything of the first.
RUN, DEV = "requirements.txt", "requirements-dev.txt"


class CannotStart(Exception):
    """Why not, and what to do about it, in a sentence."""


def check_python(version: tuple[int, ...], has_ensurepip: bool) -> None:
    """Raises CannotStart where this Python is too old, or cannot make an environment."""
    if version[:2] < OLDEST:
        named = f"{OLDEST[0]}.{OLDEST[1]}"
        raise CannotStart(
            f"lbsdrop needs Python {named} or newer; this is {version[0]}.{version[1]}. Install a newer Python and "
            "name it: python3.12 start.py, or make run PYTHON=python3.12 (on Windows: py -3.12 start.py)."
        )
    if not has_ensurepip:
        raise CannotStart("Python's venv module is missing. On Debian or Ubuntu: sudo apt install python3-venv")


def interpreter(venv: Path, platform: str = sys.platform) -> Path:
    """The Python of an environment: `Scripts/python.exe` on Windows, `bin/python` elsewhere."""
    return venv / "Scripts" / "python.exe" if platform == "win32" else venv / "bin" / "python"


def locked(is_dev: bool, root: Path = ROOT) -> dict[str, str]:
    """The requirement files that one installation covers, and the hash of what each says now."""
    names = (RUN, DEV) if is_dev else (RUN,)
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in names}


def installed(venv: Path) -> dict[str, str]:
    """What was installed last, as `locked` would say it; nothing where that is unknown or the Python is gone."""
    stamp = venv / ".installed"
    if not stamp.exists() or not interpreter(venv).exists():
        return {}
    try:
        found = json.loads(stamp.read_text())
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def is_current(wanted: Mapping[str, str], found: Mapping[str, str]) -> bool:
    """True where every wanted file is installed as it is now."""
    return all(found.get(name) == digest for name, digest in wanted.items())


def set_up(is_dev: bool, root: Path = ROOT, venv: Path = VENV) -> None:
    """Makes the environment and installs the locked packages, where they are not there yet."""
    wanted = locked(is_dev, root)
    if is_current(wanted, installed(venv)):
        return
    print("Setting up lbsdrop (once; about a minute)", flush=True)
    is_first = not interpreter(venv).exists()
    if is_first:
        _run([sys.executable, "-m", "venv", str(venv)], "The folder .venv could not be made; is the disk full?")
    command = [str(interpreter(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run(
        [*command, "--require-hashes", "-r", str(root / (DEV if is_dev else RUN))],
        "The packages could not be installed (the reason stands above). Without a network connection the first "
        "start is not possible; with one, run this again. If it fails again, delete the folder .venv first.",
    )
    (venv / ".installed").write_text(json.dumps(wanted))
    if is_first:
        make_demo(interpreter(venv), root)


def make_demo(python: Path, root: Path = ROOT, more: Mapping[str, str] | None = None) -> None:
    """Makes the demo athlete of today, with `more` in the environment; where it cannot, says so and goes on."""
    command, environment = [str(python), "-c", DEMO], {**os.environ, "PYTHONUTF8": "1", **(more or {})}
    if subprocess.run(command, cwd=root, env=environment, check=False).returncode:
        print("The demo could not be made ready (the reason stands above); the first page will try again.")


def _run(command: Sequence[str], says: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise CannotStart(says)


def open_dashboard(more: Sequence[str]) -> int:
    """Streamlit until it is stopped; its exit code. UTF-8 everywhere, as elsewhere than on Windows."""
    command = [str(interpreter(VENV)), "-m", "streamlit", "run", str(ROOT / "app.py"), *more]
    try:
        return subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONUTF8": "1"}, check=False).returncode
    except KeyboardInterrupt:
        return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when it was set up (and the dashboard closed in order), 1 with a sentence where that is not possible."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--setup", action="store_true", help="do not open the dashboard")
    parser.add_argument("--dev", action="store_true", help="with what the checks need")
    options, more = parser.parse_known_args(arguments)
    try:
        check_python(sys.version_info[:2], importlib.util.find_spec("ensurepip") is not None)
        set_up(options.dev)
    except (CannotStart, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if options.setup else open_dashboard(more)


if __name__ == "__main__":
    sys.exit(main())
