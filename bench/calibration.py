"""Measures how often the answers are wrong, and writes it down: docs/calibration.md and docs/calibration.json.

    python -m bench.calibration [--write] [--quick] [--only PART]... [--words]

Without `--write` the document is printed. `--only` measures these parts anew and keeps the others of the JSON;
`--words` measures nothing and writes the document anew from the JSON. At full size it takes about an hour on a core.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench import blocks_calibration, blocks_pace, demo_null, lag_calibration, lag_confounders, reviews, verdicts
from bench.calibration_words import document

DOCS = Path(__file__).parent.parent / "docs"
SEED = 20240611
Part = Callable[[bool], dict[str, Any]]


def lag(is_quick: bool) -> dict[str, Any]:
    """False yes, power and coverage of `association` on simulated runners."""
    repetitions, n_surrogates = (10, 99) if is_quick else (400, 399)
    measured = lag_calibration.calibration(repetitions, n_surrogates, SEED)
    return {**measured, "worst_again": worst_again(measured, repetitions if is_quick else 1000)}


def worst_again(measured: dict[str, Any], repetitions: int) -> dict[str, Any]:
    """The null cell with most false yes, asked of fresh runners: was it the method or the draw?"""
    cells = lag_calibration.null_cells()
    worst = max(range(len(cells)), key=lambda i: measured["cells"][i]["found"])
    again = lag_calibration.run(cells[worst], repetitions, measured["n_surrogates"], SEED + 1)
    return {**again, "repetitions": repetitions, "seed": SEED + 1}


def confounders(is_quick: bool) -> dict[str, Any]:
    """Relations that are there and mean nothing: how often they are called related."""
    repetitions = 10 if is_quick else 400
    rows = lag_confounders.rates(repetitions, 99 if is_quick else 399).to_dict("records")
    return {"seed": lag_confounders.SEED, "repetitions": repetitions, "rows": rows}


def blocks(is_quick: bool) -> dict[str, Any]:
    """Coverage, false "it helped" and power of `before_after` on simulated diaries."""
    return {"seed": blocks_calibration.SEED, **blocks_calibration.calibrate(6 if is_quick else 200, workers=2)}


def pace(is_quick: bool) -> dict[str, Any]:
    """Coverage and verdicts of `before_after` for easy pace."""
    repetitions = 4 if is_quick else 100
    rows = blocks_pace.coverage(repetitions).to_dict("records")
    return {"seed": blocks_pace.SEED, "repetitions": repetitions, "rows": rows}


def demo_exposures(is_quick: bool) -> dict[str, Any]:
    """False yes of every default exposure of the demo athletes against pain and rare flares."""
    n_series, seeds = (20, range(1, 3)) if is_quick else (100, demo_null.SEEDS)
    rows = demo_null.rates(n_series, seeds, 99 if is_quick else 399).to_dict("records")
    return {"seeds": [seeds[0], seeds[-1]], "repetitions": n_series * len(seeds), "rows": rows}


def looks(is_quick: bool) -> dict[str, Any]:
    """At least one false yes, by how often one looks."""
    n_series = 5 if is_quick else 50
    rows = reviews.simulate(n_series, 99 if is_quick else 199).to_dict("records")
    return {"seed": reviews.SEED, "repetitions": n_series * reviews.N_RUNNERS, "rows": rows}


def demo_verdicts(is_quick: bool) -> dict[str, Any]:
    """What is said of the demo athletes."""
    seeds = range(1, 3) if is_quick else verdicts.SEEDS
    return {"seeds": [seeds[0], seeds[-1]], "rows": verdicts.verdicts(seeds).to_dict("records")}


PARTS: dict[str, Part] = {
    "lag": lag,
    "confounders": confounders,
    "blocks": blocks,
    "pace": pace,
    "demo_exposures": demo_exposures,
    "looks": looks,
    "demo_verdicts": demo_verdicts,
}


def measure(name: str, *, is_quick: bool) -> dict[str, Any]:
    """One part, with plain numbers."""
    return {"quick": is_quick, **_rounded(PARTS[name](is_quick))}


def kept(folder: Path = DOCS) -> dict[str, Any]:
    """What was measured last; nothing where nothing was."""
    file = folder / "calibration.json"
    return dict(json.loads(file.read_text())) if file.exists() else {}


def write(found: dict[str, Any], folder: Path = DOCS) -> None:
    """The JSON, and the document made from it."""
    (folder / "calibration.json").write_text(json.dumps(found, indent=1) + "\n")
    (folder / "calibration.md").write_text(document(found))


def _rounded(value: Any) -> Any:
    """Plain values with no more digits than the repetitions give; missing ones are null."""
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inner) for inner in value]
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    return value


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints or writes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/calibration.md and .json")
    parser.add_argument(
        "--quick", action="store_true", help="few repetitions: to see that it works, not to be quoted"
    )
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART", help=f"of {', '.join(PARTS)}")
    parser.add_argument("--words", action="store_true", help="measure nothing")
    options = parser.parse_args(arguments)
    found = kept() if options.only or options.words else {}
    for name in [] if options.words else options.only or PARTS:
        measured = measure(name, is_quick=options.quick)
        found = {**(kept() if options.only else found), name: measured}
        if options.write:
            write(found)
    if options.write:
        write(found)
    else:
        print(document(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
