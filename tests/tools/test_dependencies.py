"""Every locked package is in the bill of materials and has a licence."""

from __future__ import annotations

import json
import re
import tomllib

import pytest

from data.version import VERSION
from tests.places import ROOT
from tools import dependencies

LOCK = """a==1.0 \\
    --hash=sha256:00
    # via lbsdrop (pyproject.toml)
b-c==2.1 ; python_full_version < '3.12' \\
    --hash=sha256:01
    # via
    #   -c requirements.txt
    #   a
    #   lbsdrop (pyproject.toml)
"""


@pytest.fixture
def locked(tmp_path) -> list[dependencies.Package]:
    (tmp_path / "run.txt").write_text(LOCK[: LOCK.index("b-c")])
    (tmp_path / "all.txt").write_text(LOCK)
    return dependencies.packages({"run": tmp_path / "run.txt", "checks": tmp_path / "all.txt"})


def test_a_lock_file_says_what_each_package_is_for(locked):
    assert locked == [
        dependencies.Package("a", "1.0", ("lbsdrop",), "run"),
        dependencies.Package("b-c", "2.1", ("a", "lbsdrop"), "checks"),
    ]


def test_the_bill_says_which_package_needs_which(locked):
    made = dependencies.bill(locked, {"a": "MIT", "b-c": "BSD"})
    assert {d["ref"]: d["dependsOn"] for d in made["dependencies"]} == {
        f"pkg:pypi/lbsdrop@{VERSION}": ["pkg:pypi/a@1.0", "pkg:pypi/b-c@2.1"],
        "pkg:pypi/a@1.0": ["pkg:pypi/b-c@2.1"],
        "pkg:pypi/b-c@2.1": [],
    }
    assert [c["scope"] for c in made["components"]] == ["required", "optional"]


def test_a_line_that_pins_nothing_is_refused(tmp_path):
    (tmp_path / "lock.txt").write_text("a>=1\n")
    with pytest.raises(ValueError, match="not name==version: a>=1"):
        dependencies.packages({"run": tmp_path / "lock.txt"})


def test_an_unknown_licence_is_asked_for():
    assert dependencies.licence("numpy").startswith("BSD-3-Clause")
    with pytest.raises(dependencies.UnknownLicence, match="no-such-package is not known here"):
        dependencies.licence("no-such-package")


def test_every_locked_package_has_a_line_with_its_licence():
    text = dependencies.LICENCES.read_text(encoding="utf-8")
    lines = set(re.findall(r"^\| (\S+) \| (\S+) \| (?=\S)", text, re.MULTILINE)) - {("package", "version")}
    assert lines == {(p.name, p.version) for p in dependencies.packages()}


def test_the_bill_of_materials_lists_what_is_locked_and_names_no_host():
    text = dependencies.SBOM.read_text(encoding="utf-8")
    made = json.loads(text)
    assert (made["bomFormat"], made["metadata"]["component"]["version"]) == ("CycloneDX", VERSION)
    assert {(c["name"], c["version"]) for c in made["components"]} == {
        (p.name, p.version) for p in dependencies.packages()
    }
    refs = [c["bom-ref"] for c in made["components"]]
    assert len(refs) == len(set(refs))
    assert "://" not in text


def test_every_declared_package_is_locked():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project = declared["project"]
    locked = {p.name: p for p in dependencies.packages()}
    for name in project["dependencies"]:
        assert locked[name.lower()].purpose == "run", name
    assert {name.lower() for name in project["optional-dependencies"]["dev"]} <= set(locked)
    for group in declared["dependency-groups"].values():
        assert {name.lower().split("[")[0] for name in group} <= set(locked)
