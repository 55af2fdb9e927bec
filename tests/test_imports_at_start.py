"""What the first page imports: nothing that takes long and that it does not need."""

from __future__ import annotations

import subprocess
import sys

from tests.places import ROOT

# Each takes a tenth of a second to a whole one; only what checks, fits or draws curves needs them.
HEAVY = ("pandera", "hypothesis", "statsmodels", "scipy.stats", "scipy.optimize", "scipy.signal", "tzfpy")
FIRST_PAGE = """
import re, sys
source = open("pages/1_Home.py", encoding="utf-8").read()
exec("\\n".join(re.findall(r"^(?:import|from) .*$", source, re.MULTILINE)))
from data import store
store.open("sqlite://").load()
print(*sys.modules)
"""


def test_the_first_page_comes_without_heavy_imports() -> None:
    found = subprocess.run([sys.executable, "-c", FIRST_PAGE], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = found.stdout.split()
    assert "pages.kit.shell" in modules
    assert "data.store" in modules
    assert set(HEAVY) & set(modules) == set()
