"""What the first page and the first check-in import: nothing that takes long and that they do not need."""

from __future__ import annotations

import subprocess
import sys

from tests.places import ROOT

# Up to a whole second each; only what reads files, works answers out or finds a breach of a contract needs them.
HEAVY = (
    "pandera", "hypothesis", "statsmodels", "scipy", "numpy.f2py", "charset_normalizer", "tzfpy",
    "data.importers", "data.imports", "rapidfuzz", "fitparse", "gpxpy", "defusedxml", "multiprocessing",
    "data.worker", "pyarrow.parquet", "PIL.Image", "pages.kit.findings",
)  # fmt: skip
FIRST_PAGE = """
import re, sys
source = open("pages/1_Home.py", encoding="utf-8").read()
exec("\\n".join(re.findall(r"^(?:import|from) .*$", source, re.MULTILINE)))
from datetime import date
from data import store
from pages.kit import cached
cached.kept()
own = store.open("sqlite://")
own.load()
own.add_pain(day=date(2026, 6, 15), score=3.0, site="low_back", moment="morning", flare=0.0)
own.save_block("Bridges", date(2026, 1, 5), date(2026, 3, 2))
assert len(own.load().pain) == 1
print(*sys.modules)
"""
SERVER = """
import sys
from pages.kit import front
front.options()
print(*sys.modules)
"""
# Four tenths of a second, which the server would listen later.
NEEDED_BY_PAGES = ("pandas", "pyarrow", "sqlalchemy", "data.store", "data.importers", "pages.kit.say")


def test_the_server_listens_before_anything_is_imported_that_only_pages_need() -> None:
    found = subprocess.run([sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = found.stdout.split()
    assert "streamlit.runtime" in modules
    assert set(NEEDED_BY_PAGES) & set(modules) == set()


def test_the_first_page_and_a_check_in_come_without_heavy_imports() -> None:
    found = subprocess.run([sys.executable, "-c", FIRST_PAGE], cwd=ROOT, capture_output=True, text=True, check=True)
    modules = found.stdout.split()
    assert "pages.kit.shell" in modules
    assert "data.store" in modules
    assert set(HEAVY) & set(modules) == set()
