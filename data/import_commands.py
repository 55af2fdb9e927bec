"""python -m data import and watch: files into the store, once or as they come."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from data import errors, export, imports, paths, watched
from data import store as stores
from data.importers import Answers
from data.importers.own_table import mapping
from data.store import Receipt, Store
from data.store.receipt import FileLine

NOTHING_READ = 1
MAP_HELP = "what the columns of a table of your own mean, as JSON (see data.importers.own_table.mapping); kept"
EVERY_S = 15.0
_ANSWERS = ("distance_unit", "load_unit", "date_order", "timezone")
_Common = Callable[[argparse.ArgumentParser], None]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: _Common) -> None:
    """Adds the commands; `common` adds the options that every command takes."""
    says = "read files, folders and zips into the store and print a receipt"
    parser = commands.add_parser("import", help=says, description=says)
    many = "a file, a folder, a pattern such as '*.fit', or - for standard input; after -- names may begin with -"
    parser.add_argument("paths", nargs="+", metavar="PATH", help=many)
    parser.add_argument("--name", help="what to call standard input on the receipt")
    _add_options(parser)
    common(parser)
    parser.set_defaults(run=_import)
    says = "take in what comes into a folder, such as a sync tool's; a receipt a day; Ctrl-C ends it"
    parser = commands.add_parser("watch", help=says, description=says)
    parser.add_argument("folder", nargs="?", metavar="DIR", help="default: the folder chosen on the page Import")
    parser.add_argument(
        "--once", action="store_true", help="look once and end, as for cron; silent where nothing came"
    )
    parser.add_argument("--every", type=_seconds, default=EVERY_S, metavar="SECONDS", help="how often to look")
    _add_options(parser)
    common(parser)
    parser.set_defaults(run=_watch)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the receipt as JSON")
    parser.add_argument("--distance-unit", choices=("km", "mi"), help="for lists that do not say")
    parser.add_argument("--load-unit", choices=("kg", "lb"), help="for lists that do not say")
    parser.add_argument("--date-order", choices=("dmy", "mdy"), help="day or month first, where dates leave it open")
    parser.add_argument(
        "--timezone", metavar="ZONE", help="home zone such as Europe/Berlin (default: this computer's)"
    )
    parser.add_argument("--map", action="append", default=[], metavar="FILE", help=MAP_HELP)


def _seconds(typed: str) -> float:
    seconds = float(typed)
    if not 1 <= seconds <= 86_400:
        raise argparse.ArgumentTypeError("give seconds, from 1 to 86400 (a day)")
    return seconds


def _import(options: argparse.Namespace) -> int:
    found, maps = paths.found(options.paths), paths.found(options.map)
    store = _opened(options, maps)
    receipt = _taken_in(store, found) or _with_progress(store, found, options)
    print(json.dumps(receipt.to_json()) if options.json else as_text(receipt))
    return 0 if receipt.is_useful else NOTHING_READ


def _opened(options: argparse.Namespace, maps: list[Path]) -> Store:
    """The store, with what its clock says and the mappings given."""
    store = stores.open(options.store, options.athlete)
    warning = store.clock_warning()
    if warning:
        print(f"lbsdrop: {warning}", file=sys.stderr)
    for path in maps:
        store.keep_maps(mapping.keyed(mapping.from_json(path.read_text())))
    return store


def _answers(store: Store, options: argparse.Namespace) -> Answers:
    given: dict[str, Any] = {name: getattr(options, name) for name in _ANSWERS}
    return store.answers(**given)


def _taken_in(store: Store, found: list[Path]) -> Receipt | None:
    """The receipt where the path is a folder that `export` wrote; None where there are only files of others."""
    exports = [path for path in found if export.is_export(path)]
    if exports and len(found) > 1:
        raise errors.UsageError(f"{exports[0]} was exported by lbsdrop. Import it by itself, without other paths.")
    return store.take_in(export.read(exports[0]), exports[0].name) if exports else None


def _with_progress(store: Store, found: list[Path], options: argparse.Namespace) -> Receipt:
    from tqdm import tqdm

    files, answers = paths.sources(found, options.name), _answers(store, options)
    with tqdm(desc="Reading", unit=" files", disable=not sys.stderr.isatty(), leave=False) as bar:
        return imports.import_files(store, files, answers, progress=lambda _n, _name: bar.update())


def _watch(options: argparse.Namespace) -> int:
    store = _opened(options, paths.found(options.map))
    chosen = options.folder or store.setting(watched.FOLDER_SETTING)
    if not chosen:
        raise errors.UsageError("Which folder? python -m data watch DIR, or choose one on the page Import.")
    watching = _Watching(store, Path(chosen).expanduser().absolute(), options)
    if options.once:
        watching.look()
        watching.tell()
        return 0
    # A shell starts what runs in its background deaf to Ctrl-C; whoever sends it here means it.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    try:
        watching.forever()
    except KeyboardInterrupt:
        watching.tell()
    return 0


class _Watching:
    """Looks at one folder, and the receipt that is still to be printed."""

    def __init__(self, store: Store, folder: Path, options: argparse.Namespace) -> None:
        self.store, self.folder, self.options = store, folder, options
        self.untold: watched.State | None = None
        self.trouble = ""

    def forever(self) -> None:
        """Looks until it is stopped. A drive that is away, or a store that is busy, is said once and tried again."""
        watched.check(self.store, self.folder)
        _say(f"Watching {self.folder}. Ctrl-C ends it and prints the receipt of the day.")
        while True:
            if self.untold and self.untold.day != date.today().isoformat():
                self.tell()
            try:
                self.look()
                self.trouble = ""
            except (errors.LbsdropError, OSError) as error:
                if str(error) != self.trouble:
                    _say(str(error))
                self.trouble = str(error)
            time.sleep(self.options.every)

    def look(self) -> None:
        """One look; a line for what came in."""
        found = watched.look(self.store, self.folder, _answers(self.store, self.options))
        for receipt in found.news:
            if not self.options.once:
                _say(receipt.sentence)
            self.untold = found.state

    def tell(self) -> None:
        """Prints the receipt of the day so far, where it has news."""
        if self.untold is None:
            return
        receipt, day = self.untold.receipt(self.store), self.untold.day
        said = {"day": day, **receipt.to_json(), "import_ids": self.untold.import_ids}
        text = f"{day}: {as_text(receipt)}{_undo(self.untold.import_ids)}"
        print(json.dumps(said) if self.options.json else text, flush=True)
        self.untold = None


def _say(text: str) -> None:
    print(f"lbsdrop: {text}", file=sys.stderr, flush=True)


def _undo(import_ids: list[str]) -> str:
    return "".join(f"\nTo take it back: python -m data undo {each}" for each in import_ids)


def as_text(receipt: Receipt) -> str:
    """The receipt for a terminal: the sentence, then a line a file, whose counts add up to its rows."""
    lines = [receipt.sentence, ""]
    for line in receipt.files:
        lines += _file_lines(line)
    if receipt.import_id:
        lines += ["", f"To take it back: python -m data undo {receipt.import_id}"]
    return "\n".join(lines)


def _file_lines(line: FileLine) -> list[str]:
    counts = ", ".join(f"{name} {n:,}" for name, n in line.added.items() if n)
    already = f"{line.duplicates} already here" if line.duplicates else ""
    left_out = f"{line.left_out:,} left out" if line.left_out else ""
    asked = f"{line.asked:,} wait for your answer" if line.asked else ""
    says = "; ".join(part for part in (counts, line.news, already, left_out, asked, line.reason) if part)
    return [
        f"{line.status:10} {line.name}  [{line.importer or 'unknown'}]  {says}",
        *(f"{'':10} warning: {warning}" for warning in line.warnings),
        *(f"{'':10} left out{f' line {no}' if no else ''}: {reason}" for no, reason in line.skipped),
    ]
