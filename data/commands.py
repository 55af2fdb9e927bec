"""python -m data: files in (data.import_commands), out and of demo athletes; the store (data.store_commands)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from data import demo_store, errors, export, import_commands, store_commands
from data import store as stores

WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 done, 1 nothing could be read, 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except errors.LbsdropError as error:
        print(f"lbsdrop: {error}", file=sys.stderr)
        return WRONG_USAGE
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        print(f"lbsdrop:{where}: {error.strerror}. Check the path, your rights and the disk.", file=sys.stderr)
        return WRONG_USAGE
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m data", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    import_commands.add(commands, common)
    _add_export(commands)
    store_commands.add(commands, common)
    _add_demo(commands)
    return parser


def common(parser: argparse.ArgumentParser) -> None:
    """The options every command takes."""
    parser.add_argument("--athlete", default="me", help="whose data (default: me)")
    parser.add_argument(
        "--store", metavar="URL", help="SQLAlchemy URL (default: LBSDROP_STORE, else your data folder)"
    )


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    says = "write everything an athlete has, one file each, in a folder that `import` can bring back"
    parser = commands.add_parser("export", help=says, description=says)
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--format", choices=export.FORMATS, default="csv")
    common(parser)
    parser.set_defaults(run=_export)


def _export(options: argparse.Namespace) -> int:
    kept = stores.open(options.store, options.athlete).snapshot()
    for path in export.write(kept, options.out, options.format):
        print(path)
    return 0


def _add_demo(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    from data import demo

    says = "write a demo athlete as the exports a real one would have, or put them into the store"
    parser = commands.add_parser("demo", help=says, description=says)
    parser.add_argument("name", choices=demo.NAMES, metavar="NAME", help=", ".join(demo.NAMES))
    parser.add_argument("--out", type=Path, metavar="DIR", help="write files there instead of into the store")
    parser.add_argument("--today", type=date.fromisoformat, metavar="DATE", help="last day of the story")
    parser.add_argument("--seed", type=int, help="another athlete of the same kind")
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")
    common(parser)
    parser.set_defaults(run=_demo)


def _demo(options: argparse.Namespace) -> int:
    from data import demo

    today = options.today or datetime.now().astimezone().date()
    if options.out:
        for path in demo.write(options.name, options.out, today, seed=options.seed):
            print(path)
        return 0
    store = stores.open(options.store, options.athlete)
    if not store.load().is_empty():
        raise errors.UsageError(
            f"Athlete {options.athlete} already has data, and a demo is never mixed in. "
            f"Give it a name of its own: --athlete demo-{options.name}"
        )
    receipt = demo_store.put(store, options.name, today, options.seed)
    print(json.dumps(receipt.to_json()) if options.json else receipt.sentence)
    return 0
