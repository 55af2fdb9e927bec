"""What a contributor may count on: one version, one set of checks, everywhere."""

from __future__ import annotations

import json
import re
import tomllib
import zipfile

from data import store as stores
from data.store import backup
from data.version import VERSION
from tests.places import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_the_version_is_the_one_of_the_project_and_of_the_changelog():
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == VERSION
    headings = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[:2] == ["Unreleased", VERSION]


def test_a_backup_says_which_version_wrote_it(tmp_path):
    backup.write(stores.open("sqlite://").engine, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert json.loads(archive.read("about.json"))["version"] == VERSION


def test_a_commit_is_checked_as_make_lint_checks():
    hooks = re.findall(r"entry: (.+)", (ROOT / ".pre-commit-config.yaml").read_text())
    recipe = MAKEFILE.split("\nlint: setup\n")[1].split("\n\n")[0]
    assert hooks == [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]


def test_the_workflow_runs_what_ci_runs_and_the_tests_elsewhere():
    workflow = (ROOT / ".github" / "workflows" / "checks.yml").read_text()
    assert "bash .ci/run" in workflow
    assert {"macos-latest", "windows-latest"} <= set(re.findall(r"os: (\S+)", workflow))
    assert "python start.py --setup --dev" in workflow


def test_make_sets_up_and_runs_by_start_py():
    recipes = dict(re.findall(r"^(\w+):.*\n\t@?(.+)", MAKEFILE, re.MULTILINE))
    assert recipes["setup"] == "$(PYTHON) start.py --setup --dev"
    assert recipes["run"] == "$(PYTHON) start.py"
