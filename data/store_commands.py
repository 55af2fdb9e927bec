"""python -m data imports, undo, backup, restore, rescue, erase: what is done to a store as a whole."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from data import errors
from data import store as stores
from data.store import automatic, backup, connect, erase, rescue, restore

Common = Callable[[argparse.ArgumentParser], None]


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser], common: Common) -> None:
    """Adds the commands; `common` adds the options that every command takes."""
    listing = _command(commands, "imports", "list what was imported", _imports, common)
    listing.add_argument("--json", action="store_true", help="print the list as JSON")
    undo = _command(commands, "undo", "take an import back", _undo, common)
    undo.add_argument("import_id", metavar="IMPORT_ID")
    keep = _command(commands, "backup", "write the whole store, every athlete, to one file", _backup, common)
    keep.add_argument("file", type=Path, metavar="FILE")
    bring = _command(commands, "restore", "bring a backup back into an empty store", _restore, common)
    bring.add_argument("file", type=Path, metavar="FILE")
    save = _command(commands, "rescue", "save what a damaged store still has, as a backup", _rescue, common)
    save.add_argument("file", type=Path, metavar="FILE")
    gone = _command(commands, "erase", "remove everything the store holds of one athlete", _erase, common)
    gone.add_argument("--yes", action="store_true", help="really do it; there is no way back")
    gone.add_argument("--backups", action="store_true", help="the automatic backups too; they hold every athlete")


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    says: str,
    run: Callable[..., int],
    common: Common,
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    common(parser)
    parser.set_defaults(run=run)
    return parser


def _imports(options: argparse.Namespace) -> int:
    made = stores.open(options.store, options.athlete).imports()
    if options.json:
        print(json.dumps(made))
        return 0
    for each in made:
        receipt = each["receipt"]
        print(
            f"{each['import_id']}  {each['made_at']}  {len(receipt['files'])} files: {receipt['runs_added']} runs, "
            f"{receipt['sets_added']} sets, {receipt['pain_added']} pain scores"
        )
    if not made:
        print("Nothing has been imported yet. Try: python -m data import PATH")
    return 0


def _undo(options: argparse.Namespace) -> int:
    taken = stores.open(options.store, options.athlete).undo(options.import_id)
    print("Taken back: " + ", ".join(f"{n} {name}" for name, n in taken.items()))
    return 0


def _backup(options: argparse.Namespace) -> int:
    n_rows = backup.write(stores.open(options.store, options.athlete).engine, options.file)
    print(f"Wrote {n_rows:,} rows to {options.file}. To bring them back: python -m data restore {options.file}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise errors.UsageError(f"There is no {options.file}. Check the path.")
    print(restore.bring_back(stores.open(options.store, options.athlete).engine, options.file).sentence)
    return 0


def _rescue(options: argparse.Namespace) -> int:
    for sentence in rescue.save(options.store or connect.default_url(), options.file):
        print(sentence)
    return 0


def _erase(options: argparse.Namespace) -> int:
    if not options.yes:
        raise errors.UsageError(f"This removes everything of athlete {options.athlete} for good. Add --yes to do it.")
    store = stores.open(options.store, options.athlete)
    store.erase()
    erase.caches()
    print(f"Everything of athlete {options.athlete} is gone, and the caches with it.")
    url = store.engine.url
    if options.backups:
        print(f"Automatic backups removed: {erase.backups(url)}.")
    elif automatic.made(url):
        print("Automatic backups still hold it. Erase once more with --backups to remove them.")
    print("Backups and exports that you wrote yourself are where you put them: delete those too.")
    return 0
