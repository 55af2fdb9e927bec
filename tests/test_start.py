"""What start.py decides; nothing is installed and nothing is opened here."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

import start
from tests.places import ROOT


@pytest.fixture
def house(tmp_path):
    """A checkout with its two lock files, and an environment whose Python is there."""
    (tmp_path / start.RUN).write_text("a==1\n")
    (tmp_path / start.DEV).write_text("a==1\nb==2\n")
    python = start.interpreter(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


@pytest.fixture
def ran(monkeypatch):
    """The commands that would have been run; `ran.code` is what they give back."""
    commands = []

    def run(command, **_: object) -> subprocess.CompletedProcess:
        commands.append([str(word) for word in command])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(start.subprocess, "run", run)
    return commands


def test_it_needs_nothing_but_python():
    tree = ast.parse((ROOT / "start.py").read_text(), feature_version=(3, 7))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("version", [(3, 8), (3, 10)])
def test_an_old_python_is_told_what_to_do(version):
    with pytest.raises(start.CannotStart, match=r"needs Python 3\.11 or newer; this is 3\.\d+\. Install a newer"):
        start.check_python(version, has_ensurepip=True)


def test_a_python_without_venv_is_told_what_to_install():
    start.check_python((3, 11), has_ensurepip=True)
    with pytest.raises(start.CannotStart, match="sudo apt install python3-venv"):
        start.check_python((3, 13), has_ensurepip=False)


def test_the_python_of_the_environment_is_where_each_system_puts_it(tmp_path):
    assert start.interpreter(tmp_path, "win32") == tmp_path / "Scripts" / "python.exe"
    assert start.interpreter(tmp_path, "darwin") == tmp_path / "bin" / "python"


def test_what_is_installed_is_not_installed_again(house, ran):
    for _ in range(2):
        start.set_up(False, house, house / ".venv")
    assert len(ran) == 1
    assert ran[0][-2:] == ["-r", str(house / start.RUN)]
    assert "--require-hashes" in ran[0]


def test_changed_requirements_are_installed(house, ran):
    start.set_up(False, house, house / ".venv")
    (house / start.RUN).write_text("a==2\n")
    start.set_up(False, house, house / ".venv")
    assert len(ran) == 2


def test_an_environment_for_developers_serves_the_dashboard_too(house, ran):
    start.set_up(True, house, house / ".venv")
    start.set_up(False, house, house / ".venv")
    assert [command[-1] for command in ran] == [str(house / start.DEV)]


def test_an_environment_whose_python_is_gone_is_made_anew(house, ran):
    start.set_up(False, house, house / ".venv")
    start.interpreter(house / ".venv").unlink()
    start.set_up(False, house, house / ".venv")
    assert [sys.executable, "-m", "venv", str(house / ".venv")] in ran


def test_the_first_set_up_makes_the_demo_and_an_update_does_not(house, ran):
    start.set_up(False, house, house / ".venv")
    assert not any(start.DEMO in command for command in ran)
    (house / ".venv" / ".installed").unlink()
    start.interpreter(house / ".venv").unlink()
    start.set_up(False, house, house / ".venv")
    assert ran[-1] == [str(start.interpreter(house / ".venv")), "-c", start.DEMO]


def test_a_demo_that_cannot_be_made_is_said_and_stops_nothing(house, monkeypatch, capsys):
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 1))
    start.make_demo(start.interpreter(house / ".venv"), house)
    assert "the first page will try again" in capsys.readouterr().out


@pytest.mark.parametrize("stamp", ["", "[]", "not json"])
def test_a_stamp_that_says_nothing_is_no_installation(house, stamp):
    (house / ".venv" / ".installed").write_text(stamp)
    assert start.installed(house / ".venv") == {}


def test_a_failed_installation_says_so_and_is_tried_again(house, monkeypatch):
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(start.subprocess, "run", lambda *_, **__: failed)
    with pytest.raises(start.CannotStart, match=r"could not be installed.*network"):
        start.set_up(False, house, house / ".venv")
    assert start.installed(house / ".venv") == {}


def test_setting_up_alone_opens_nothing_and_the_rest_goes_to_streamlit(monkeypatch, ran):
    monkeypatch.setattr(start, "set_up", lambda _is_dev: None)
    assert start.main(["--setup", "--dev"]) == 0
    assert ran == []
    assert start.main(["--server.port", "8600"]) == 0
    assert ran[0][1:4] == ["-m", "streamlit", "run"]
    assert ran[0][-2:] == ["--server.port", "8600"]


def test_a_failure_is_a_sentence_and_not_a_traceback(monkeypatch, capsys):
    def fail(_is_dev: bool) -> None:
        raise start.CannotStart("No room.")

    monkeypatch.setattr(start, "set_up", fail)
    assert start.main(["--setup"]) == 1
    assert capsys.readouterr().err == "No room.\n"
