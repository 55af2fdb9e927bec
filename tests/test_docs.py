"""The documents say what is true."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from data import importers
from tests.places import ROOT

README = (ROOT / "README.md").read_text()
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text()
PAGE_LINES = 90


def named_paths(text: str) -> set[str]:
    """Everything in back-quotes that looks like a path of this repository."""
    return {
        name
        for name in re.findall(r"`([\w./]+)`", text)
        if re.match(r"^(data|analytics|pages|tests|bench|docs)/|^\w+\.(py|md|toml)$", name)
    }


@pytest.mark.parametrize("path", sorted(named_paths(ARCHITECTURE) | named_paths(README)))
def test_every_path_that_is_named_exists(path):
    assert (ROOT / path).exists() or list(ROOT.rglob(f"*/{path}"))


def test_every_room_of_the_house_is_on_the_tour():
    rooms = {p.name for p in ROOT.iterdir() if p.is_dir() and (p / "__init__.py").exists()} | {"pages"}
    for room in rooms - {"tests"}:
        assert f"`{room}/" in ARCHITECTURE, f"{room}/ is not on the tour"


def test_the_tour_fits_a_page():
    assert len(ARCHITECTURE.splitlines()) <= PAGE_LINES


def test_every_threat_names_a_test_that_is_there_and_a_place_that_exists():
    tests = {
        name for file in (ROOT / "tests").rglob("*.py") for name in re.findall(r"def (test_\w+)", file.read_text())
    }
    threats = (ROOT / "docs" / "threats.md").read_text()
    named = set(re.findall(r"`(test_\w+)`", threats))
    assert named <= tests, named - tests
    assert all(row.count("`test_") for row in threats.splitlines() if row.startswith("| ") and "Threat |" not in row)
    assert all((ROOT / path).exists() for path in named_paths(threats))
    assert len(threats.splitlines()) <= 50


@pytest.mark.parametrize("module", importers.IMPORTERS, ids=lambda m: m.__name__)
def test_every_source_is_in_the_readme_table(module):
    assert f"| {module.NAME} |" in README


@pytest.mark.parametrize(("package", "command"), sorted(set(re.findall(r"python -m (data|analytics) (\w+)", README))))
def test_every_command_of_the_readme_has_its_help(package, command):
    asked = [sys.executable, "-m", package, command, "--help"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "--athlete" in done.stdout
    assert "--store" in done.stdout


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make (\w+)", README)) & {"run", "test", "bench", "setup"}))
def test_every_make_target_of_the_readme_exists(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_the_pain_template_of_the_readme_is_read_whole():
    template = re.search(r"    (date,time.*\n(?:    .*\n)+)", README).group(1).replace("\n    ", "\n")
    batch = importers.read(importers.SourceFile("diary.csv", template.encode()))
    assert batch.frames.pain["score"].tolist() == [3, 4]
    assert batch.frames.pain["flare"].tolist() == [0, 1]
    assert not batch.skipped


def test_the_dashboard_answers_only_to_this_computer_and_sends_nothing():
    config = (ROOT / ".streamlit" / "config.toml").read_text()
    assert 'address = "localhost"' in config
    assert "gatherUsageStats = false" in config
    assert "showEmailPrompt = false" in config
    assert "allowedOrigins = []" in config


@pytest.mark.parametrize("name", sorted(path.name for path in ROOT.glob("requirements*.txt")))
def test_requirements_are_pinned_with_hashes_and_name_no_index(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    for line in re.findall(r"^[a-zA-Z].*$", text, re.MULTILINE):
        assert "==" in line
    assert "--hash=sha256:" in text
