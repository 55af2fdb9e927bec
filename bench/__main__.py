"""Speed and calibration, beside their references.

    python -m bench [NAME...] [--quick] [--json FILE]

Without names every part runs, the quick ones first. Each prints its table and writes it, with the same numbers as
JSON, to bench/out/; `--json` names one file for all of them. `--quick` takes few files and few repetitions: enough to
see that a part works, too few for its numbers to be quoted.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

OUT = Path(__file__).parent / "out"
# What a part measured: the text for a person, the values for JSON.
Found = tuple[str, Any]


def fit(_is_quick: bool) -> Found:
    """FIT files: every decoder on the same files."""
    part = _part("fit")
    found = part.measure()
    rows = [f"{r['reader']:<36}{r['cpu_s']:>9.3f} s{r['times_fitparse']:>8.1f} x" for r in found["rows"]]
    missing = [f"not installed: {', '.join(found['missing'])}"] if found["missing"] else []
    head = f"{found['files']} files with a run, {found['records']:,} samples, CPU seconds"
    return "\n".join([head, *rows, *missing]), found


def imports(is_quick: bool) -> Found:
    """The whole import beside decoders that only decode."""
    part = _part("imports")
    found = part.measure(is_quick=is_quick)
    return part.as_text(found), found


def exercises(is_quick: bool) -> Found:
    """Exercise names never seen before: how many are known, how many wrongly."""
    part = _part("exercises")
    seeds = part.SEEDS[:2] if is_quick else part.SEEDS
    found = {name: s._asdict() for name, s in part.mean_scores(seeds=seeds).items()}
    rows = [f"{name:14}" + "".join(f"{key} {value:.1f}  " for key, value in s.items()) for name, s in found.items()]
    return "\n".join(["names never seen (%)", *rows]), found


def lag(is_quick: bool) -> Found:
    """What goes together: every default pair over ten years."""
    part = _part("lag")
    found = part.speed(1 if is_quick else 5)
    return part.as_text(found), found


def blocks(_is_quick: bool) -> Found:
    """Before and after a block."""
    found = _part("blocks").measure()
    return found.round(3).to_string(index=False), found.to_dict("records")


def calibration(is_quick: bool) -> Found:
    """How often the answers are wrong; at full size (an hour) it writes docs/calibration.md."""
    part = _part("calibration")
    found = {name: part.measure(name, is_quick=is_quick) for name in part.PARTS}
    if not is_quick:
        part.write(found)
    return part.document(found), found


def fuzz(is_quick: bool) -> Found:
    """Damaged files: each gives rows or a reason, soon."""
    part = _part("fuzz")
    found = part.measure(200 if is_quick else 10_000)
    return part.as_text(found), found.to_json()


PARTS: dict[str, Callable[[bool], Found]] = {
    "fit": fit,
    "imports": imports,
    "exercises": exercises,
    "lag": lag,
    "blocks": blocks,
    "fuzz": fuzz,
    "calibration": calibration,
}


def _part(name: str) -> Any:
    return importlib.import_module(f"bench.{name}")


def run(name: str, *, is_quick: bool) -> dict[str, Any]:
    """One part: printed, written to bench/out/NAME.txt and .json, and returned."""
    began = time.monotonic()
    print(f"== {name}: {PARTS[name].__doc__}", flush=True)
    text, values = PARTS[name](is_quick)
    found = {"part": name, "quick": is_quick, "took_s": round(time.monotonic() - began, 1), "found": values}
    print(f"{text}\n({found['took_s']} s{', quick: not to be quoted' if is_quick else ''})\n", flush=True)
    OUT.mkdir(exist_ok=True)
    (OUT / f"{name}.txt").write_text(text + "\n")
    (OUT / f"{name}.json").write_text(_as_json(found))
    return found


def _as_json(values: Any) -> str:
    return json.dumps(values, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the named parts, or all; 1 where one could not be run."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(PARTS)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="few files and repetitions")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all results in one file")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in PARTS]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    results, failed = [], []
    for name in options.names or PARTS:
        try:
            results.append(run(name, is_quick=options.quick))
        except Exception as error:  # noqa: BLE001
            failed.append(name)
            print(f"{name} could not be measured: {type(error).__name__}: {error}\n", flush=True)
    if options.json:
        options.json.write_text(_as_json(results))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
