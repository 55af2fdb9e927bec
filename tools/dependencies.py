"""What lbsdrop is made of: docs/sbom.json (CycloneDX) and docs/licences.md, both from the lock files.

    python -m tools.dependencies

`make lock` runs it. Licences are read from the installed packages; those that this platform does not install are
named in `ELSEWHERE`.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Any

from data.version import VERSION

ROOT = Path(__file__).parent.parent
# What each lock file is for; a package belongs to the first that holds it.
RUN = "run"
LOCKS: Mapping[str, Path] = {RUN: ROOT / "requirements.txt", "checks": ROOT / "requirements-dev.txt"} | {
    extra: ROOT / f"requirements-{extra}.txt" for extra in ("postgres", "cohort", "mcp", "signin")
}
SBOM, LICENCES = ROOT / "docs" / "sbom.json", ROOT / "docs" / "licences.md"
# Packages that only other platforms install, and such whose metadata name no licence: from their own licence files.
ELSEWHERE = {
    "axe-playwright-python": "MIT AND MPL-2.0",
    "colorama": "BSD-3-Clause",
    "httpx2-jsfetch": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
}
# Longer than a name: the whole text was put where its name belongs.
LONGEST_NAME = 60


@dataclass(frozen=True)
class Package:
    """One locked package (two where old Pythons get another version). `needed_by` names the packages that it is
    locked for, `purpose` the first of `LOCKS` that holds it."""

    name: str
    version: str
    needed_by: tuple[str, ...]
    purpose: str

    @property
    def url(self) -> str:
        """Its package URL."""
        return f"pkg:pypi/{self.name}@{self.version}"


class UnknownLicence(ValueError):
    """A package whose licence stands nowhere."""


def packages(locks: Mapping[str, Path] = LOCKS) -> list[Package]:
    """Every package of the lock files, by name."""
    found: dict[tuple[str, str], Package] = {}
    for purpose, lock in locks.items():
        for name, version, by in _entries(lock.read_text()):
            known = found.get((name, version), Package(name, version, (), purpose))
            found[name, version] = replace(known, needed_by=tuple(sorted({*known.needed_by, *by})))
    return [found[key] for key in sorted(found)]


def _entries(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = []
    for entry in re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]:
        head = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", entry)
        if head is None:
            raise ValueError(f"This line of the lock file is not name==version: {entry.splitlines()[0]}")
        by = re.findall(r"^    #(?: via)? +(?!-c |via$)([A-Za-z0-9._-]+)", entry, flags=re.MULTILINE)
        found.append((head[1], head[2], tuple(by)))
    return found


def licence(name: str) -> str:
    """The licence of an installed package, by its own metadata; raises UnknownLicence with what to do."""
    if name in ELSEWHERE:
        return ELSEWHERE[name]
    try:
        says = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        says = None
    found = _named(says) if says is not None else ""
    if not found:
        raise UnknownLicence(f"The licence of {name} is not known here. Read it there and add it to ELSEWHERE.")
    return found


def _named(says: metadata.PackageMetadata) -> str:
    expression, stated = (
        " ".join(" ".join(says.get_all(key, [])).split()) for key in ("License-Expression", "License")
    )
    classified = [
        line.split(" :: ")[-1].removesuffix(" License")
        for line in says.get_all("Classifier") or []
        if line.startswith("License :: ") and not line.endswith("OSI Approved")
    ]
    short = stated if 0 < len(stated) <= LONGEST_NAME and stated != "UNKNOWN" else ""
    return expression or short or ", ".join(classified)


def bill(locked: Sequence[Package], licences: dict[str, str]) -> dict[str, Any]:
    """The CycloneDX 1.6 document: one component a package, and which needs which."""
    own = f"pkg:pypi/lbsdrop@{VERSION}"
    components = [
        {
            "type": "library", "bom-ref": p.url, "name": p.name, "version": p.version, "purl": p.url,
            "scope": "required" if p.purpose == RUN else "optional",
            "licenses": [{"license": {"name": licences[p.name]}}],
        }
        for p in locked
    ]  # fmt: skip
    needs = [
        {"ref": url, "dependsOn": sorted(p.url for p in locked if name in p.needed_by)}
        for name, url in [("lbsdrop", own), *((p.name, p.url) for p in locked)]
    ]
    main = {"type": "application", "bom-ref": own, "name": "lbsdrop", "version": VERSION, "purl": own}
    head = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": main}}
    return {**head, "components": components, "dependencies": needs}


def table(locked: Sequence[Package], licences: dict[str, str]) -> str:
    """docs/licences.md."""
    rows = [f"| {p.name} | {p.version} | {licences[p.name]} | {p.purpose} |" for p in locked]
    return "\n".join([
        "# Licences of what lbsdrop is built on\n",
        "Written by `make lock` from the lock files and the packages' own metadata; do not edit by hand. *run*: "
        "installed with the dashboard; *checks*: only for developers; the others only with the extra of that name. "
        "lbsdrop itself is under the MIT licence.\n",
        "| package | version | licence | for |\n|---|---|---|---|",
        *rows,
    ]) + "\n"  # fmt: skip


def main() -> int:
    """Writes both; 1 with a sentence for each package whose licence is not known."""
    locked, licences, unknown = packages(), {}, []
    for package in locked:
        try:
            licences[package.name] = licence(package.name)
        except UnknownLicence as error:
            unknown.append(str(error))
    if unknown:
        print("\n".join(unknown), file=sys.stderr)
        return 1
    SBOM.write_text(json.dumps(bill(locked, licences), indent=1) + "\n", encoding="utf-8")
    LICENCES.write_text(table(locked, licences), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
