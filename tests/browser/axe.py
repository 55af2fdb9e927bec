"""axe-core over a page: what it finds against WCAG 2.2 AA, in words."""

from __future__ import annotations

from importlib import resources

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BAD = ("serious", "critical")


def source() -> str:
    """axe-core as the installed package brings it (MPL 2.0; not part of this project)."""
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def found(tab) -> list[str]:
    """'color-contrast at ["p"]: 2.46 ...', one for each place that is seriously or critically wrong."""
    tab.evaluate(source())
    result = tab.evaluate(f"axe.run(document, {{runOnly: {RULES}}})")
    if not result["passes"]:
        return ["axe-core looked at nothing"]
    return [
        f"{rule['id']} at {node['target']}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in result["violations"]
        if rule["impact"] in BAD
        for node in rule["nodes"]
    ]
