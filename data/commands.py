"""python -m data: files in and out, the demo athletes, and what is done to the store (data.store_commands)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from data import demo_store, errors, export, imports, store_commands
from data import store as stores
from data.importers import Answers
from data.importers.own_table import mapping
from data.store import Receipt, Store

NOTHING_READ, WRONG_USAGE = 1, 2
MAP_HELP = "what the columns of a table of your own mean, as JSON (see data.importers.own_table.mapping); kept"


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
    _add_import(commands)
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


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    says = "read files, folders and zips into the store and print a receipt"
    parser = commands.add_parser("import", help=says, description=says)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")
    parser.add_argument("--distance-unit", choices=("km", "mi"), help="for lists that do not say")
    parser.add_argument("--load-unit", choices=("kg", "lb"), help="for lists that do not say")
    parser.add_argument("--date-order", choices=("dmy", "mdy"), help="day or month first, where dates leave it open")
    parser.add_argument(
        "--timezone", metavar="ZONE", help="home zone such as Europe/Berlin (default: this computer's)"
    )
    parser.add_argument("--map", action="append", default=[], type=Path, metavar="FILE", help=MAP_HELP)
    common(parser)
    parser.set_defaults(run=_import)


def _import(options: argparse.Namespace) -> int:
    missing = [str(path) for path in (*options.paths, *options.map) if not path.exists()]
    if missing:
        raise errors.UsageError(f"There is no {', '.join(missing)}. Check the path.")
    store = stores.open(options.store, options.athlete)
    _say_clock(store)
    given = {name: getattr(options, name) for name in ("distance_unit", "load_unit", "date_order", "timezone")}
    for path in options.map:
        made = mapping.keyed(mapping.from_json(path.read_text()))
        store.keep_maps(made)
    receipt = _taken_in(store, options.paths) or _with_progress(store, options.paths, store.answers(**given))
    print(json.dumps(receipt.to_json()) if options.json else as_text(receipt))
    return 0 if receipt.is_useful else NOTHING_READ


def _say_clock(store: Store) -> None:
    warning = store.clock_warning()
    if warning:
        print(f"lbsdrop: {warning}", file=sys.stderr)


def _taken_in(store: Store, paths: list[Path]) -> Receipt | None:
    """The receipt where the path is a folder that `export` wrote; None where there are only files of others."""
    exports = [path for path in paths if export.is_export(path)]
    if exports and len(paths) > 1:
        raise errors.UsageError(f"{exports[0]} was exported by lbsdrop. Import it by itself, without other paths.")
    return store.take_in(export.read(exports[0]), exports[0].name) if exports else None


def _with_progress(store: Store, paths: list[Path], answers: Answers) -> Receipt:
    from tqdm import tqdm

    with tqdm(desc="Reading", unit=" files", disable=not sys.stderr.isatty(), leave=False) as bar:
        return imports.import_files(store, imports.sources(paths), answers, progress=lambda _n, _name: bar.update())


def as_text(receipt: Receipt) -> str:
    """The receipt for a terminal: the sentence, then a line a file, whose counts add up to its rows."""
    lines = [receipt.sentence, ""]
    for line in receipt.files:
        counts = ", ".join(f"{name} {n:,}" for name, n in line.added.items() if n)
        already = f"{line.duplicates} already here" if line.duplicates else ""
        left_out = f"{line.left_out:,} left out" if line.left_out else ""
        asked = f"{line.asked:,} wait for your answer" if line.asked else ""
        says = "; ".join(part for part in (counts, line.news, already, left_out, asked, line.reason) if part)
        lines.append(f"{line.status:10} {line.name}  [{line.importer or 'unknown'}]  {says}")
        lines += [f"{'':10} warning: {warning}" for warning in line.warnings]
        lines += [f"{'':10} left out{f' line {no}' if no else ''}: {reason}" for no, reason in line.skipped]
    if receipt.import_id:
        lines += ["", f"To take it back: python -m data undo {receipt.import_id}"]
    return "\n".join(lines)


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
