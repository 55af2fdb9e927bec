"""How often is the joint model wrong?

    python -m bench.joint [PART...] [--repetitions N] [--surrogates N] [--corpus DIR] [--json FILE]

Parts: `null`, worlds in which nothing acts, or only running does; `rhythm`, plain autocorrelated pain; `planted`,
both act; `real`, one person's own steps against own pain of another year (needs the corpus folder). Without a name
the three simulated parts run: at 400 repetitions about an hour and a half on a core.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.joint import bars, real, runs
from bench.joint.cells import GROUPS

REPETITIONS, SURROGATES = 400, 299


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", choices=[*GROUPS, "real", []], metavar="PART")
    parser.add_argument("--repetitions", type=int, default=REPETITIONS)
    parser.add_argument("--surrogates", type=int, default=SURROGATES)
    parser.add_argument("--corpus", type=Path, help="the folder that holds real_pain/")
    parser.add_argument("--json", type=Path, help="write the rates here too")
    options = parser.parse_args(arguments)
    parts = options.parts or list(GROUPS)
    rows = [
        row for part in parts if part in GROUPS for row in measured(part, options.repetitions, options.surrogates)
    ]
    if rows:
        print(bars.text(rows))
    if "real" in parts:
        if options.corpus is None:
            parser.error("name the folder that holds real_pain/ with --corpus")
        print(real.false_positives(options.corpus, options.surrogates).round(3).to_string(index=False))
        print(json.dumps(real.own(options.corpus, options.surrogates), indent=1))
    if options.json:
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return 0


def measured(part: str, repetitions: int, n_surrogates: int) -> list[dict[str, Any]]:
    """The rates of every cell of a part; each is told on the way."""
    found = []
    for cell in GROUPS[part]():
        found.append(runs.rates(cell, list(runs.logs(cell, repetitions, n_surrogates)), repetitions))
        print(f"{cell.name}: related {found[-1]['related']:.3f}", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
