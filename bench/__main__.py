"""Speed, calibration and fuzzing, beside their references.

    python -m bench [NAME...] [--quick] [--json FILE]
    python -m bench --list

Without names every part of the standard table runs, the quick ones first. Each prints its table and writes it, with
the same numbers as JSON, to bench/out/; `--json` names one file for all of them. `--quick` takes few files and few
repetitions: enough to see that a part works, too few for its numbers to be quoted.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.names import NAMES, STANDARD
from bench.places import OUT


def run(name: str, *, is_quick: bool, out: Path = OUT) -> dict[str, Any]:
    """One part: printed, written to `out` as NAME.txt and NAME.json, and returned."""
    began = time.monotonic()
    print(f"== {name}: {NAMES[name].what}", flush=True)
    text, values = NAMES[name].run(is_quick)
    found = {"part": name, "quick": is_quick, "took_s": round(time.monotonic() - began, 1), "found": values}
    print(f"{text}\n({found['took_s']} s{', quick: not to be quoted' if is_quick else ''})\n", flush=True)
    out.mkdir(exist_ok=True)
    (out / f"{name}.txt").write_text(text + "\n")
    (out / f"{name}.json").write_text(_as_json(found))
    return found


def _as_json(values: Any) -> str:
    return json.dumps(values, indent=1, default=_plain) + "\n"


def _plain(value: Any) -> Any:
    if hasattr(value, "to_json"):
        return value.to_json()
    return value.item() if hasattr(value, "item") else str(value)


def listed() -> str:
    """Every NAME with what it measures; a star before those that run without being named."""
    return "\n".join(f"{'*' if name in STANDARD else ' '} {name:<28}{part.what}" for name, part in NAMES.items())


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: {' '.join(STANDARD)}")
    parser.add_argument("--list", action="store_true", help="what can be measured")
    parser.add_argument("--quick", action="store_true", help="few files and repetitions")
    parser.add_argument("--json", type=Path, metavar="FILE", help="all results in one file")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in NAMES]
    if unknown:
        parser.error(f"there is no part {', '.join(unknown)}; there are {', '.join(NAMES)}")
    return options


def main(arguments: Sequence[str] | None = None, out: Path = OUT) -> int:
    """Run the named parts, or the standard ones; 1 where one could not be run."""
    options = _options(arguments)
    if options.list:
        print(listed())
        return 0
    results, failed = [], []
    for name in options.names or STANDARD:
        try:
            results.append(run(name, is_quick=options.quick, out=out))
        except Exception as error:  # noqa: BLE001
            failed.append(name)
            print(f"{name} could not be measured: {type(error).__name__}: {error}\n", flush=True)
    if options.json:
        options.json.write_text(_as_json(results))
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
