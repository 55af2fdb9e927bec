"""Where the measurements read and write."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
OUT = ROOT / "bench" / "out"
# Real files beside the checkout; where they are absent the parts that need them say so.
CORPUS = ROOT.parent / "shared" / "corpus"
CASES = ROOT.parent / "shared" / "cases"
