"""Who may import whom, one way only."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.places import ROOT

# The first rule whose prefix fits a module holds: what of the house it may import, and what from outside it may not.
HOUSE_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("data", ("data",)),
    ("analytics.charts", ("analytics", "data.schema", "data.daily_schema", "data.units")),
    ("analytics.commands", ("analytics", "data")),
    ("analytics.__main__", ("analytics",)),
    ("analytics", ("analytics", "data.schema", "data.daily_schema", "data.units")),
    ("pages.kit", ("pages.kit", "analytics", "data")),
    ("pages", ("pages.kit", "analytics", "data.schema", "data.daily_schema", "data.units")),
    ("app", ("pages",)),
    ("bench", ("bench", "analytics", "data", "pages", "tests", "start")),
    ("tools", ("tools", "data.version")),
)
OUTSIDE_BANS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("data", ("streamlit", "plotly", "statsmodels")),
    ("analytics", ("streamlit", "plotly", "sqlalchemy")),
    ("pages", ("plotly",)),
)
HOUSE = ("data", "analytics", "pages", "app", "bench", "tools", "start", "tests")
# The command line is the edge of analytics: the only room there that opens the store.
CHARTS = "analytics.charts"


def modules() -> list[Path]:
    found = [ROOT / "app.py", ROOT / "start.py"]
    for folder in ("data", "analytics", "pages", "bench", "tools"):
        found += sorted((ROOT / folder).rglob("*.py"))
    return found


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def within(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == prefix or name.startswith(prefix + ".") for prefix in prefixes)


def rule(module: str, rules: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    return next((allowed for prefix, allowed in rules if within(module, (prefix,))), ())


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_what_its_room_may(path):
    module = name_of(path)
    of_the_house = {name for name in imported(path) if within(name, HOUSE)}
    strangers = {name for name in of_the_house if not within(name, rule(module, HOUSE_RULES))}
    assert not strangers, f"{module} may not import {sorted(strangers)}"
    banned = {name for name in imported(path) if within(name, rule(module, OUTSIDE_BANS))}
    assert not banned, f"{module} may not import {sorted(banned)}"


@pytest.mark.parametrize("path", sorted((ROOT / "data" / "store").rglob("*.py")), ids=name_of)
def test_the_store_does_not_import_the_importers(path):
    assert not any(within(name, ("data.importers",)) for name in imported(path))


@pytest.mark.parametrize("path", sorted((ROOT / "analytics").rglob("*.py")), ids=name_of)
def test_only_charts_draw_and_only_the_command_line_opens_the_store(path):
    module = name_of(path)
    if not within(module, (CHARTS, "analytics.commands")):
        assert not any(within(name, (CHARTS, "data.store", "data.importers")) for name in imported(path))


@pytest.mark.parametrize("path", sorted((ROOT / "analytics").rglob("*.py")), ids=name_of)
def test_analytics_has_no_clock_and_no_global_randomness(path):
    text = path.read_text()
    if within(name_of(path), ("analytics.commands",)):
        return
    for word in ("datetime.now", "date.today", "Timestamp.now", "Timestamp.today", "time.time(", "np.random.seed"):
        assert word not in text, f"{name_of(path)} uses {word}"


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=name_of)
def test_a_page_chooses_and_says_but_does_not_compute(path):
    text = path.read_text()
    assert "groupby" not in text
    assert ".merge(" not in text
    assert len(text.splitlines()) <= 80
