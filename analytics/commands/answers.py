"""python -m analytics: associations, curve, block, report from the command line.

All answer as the pages do: as of the last review, every four weeks from the first day of the log or of the block.
"""

from __future__ import annotations

import argparse
import os
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from analytics import ask, blocks, lag, report, reviews
from analytics.ask import SEED, Log
from analytics.blocks import DriftChange, PaceChange, PainChange
from analytics.kept import Kept
from analytics.lag import curve
from analytics.result import NotEnough, Result, said
from analytics.running import samples
from data import errors, folders, units
from data import store as stores
from data.version import VERSION

CURVES = {"sets": "glute_sets_28d", "distance": "distance_7d_m"}
DEFAULT_ATHLETE = "me"
# What `--dates` may say, and a locale that writes them so.
DATES = {"day-first": "en-GB", "month-first": "en-US"}
REVIEWED = "as of the last review, every four weeks from the first day of the log or of the block"


def as_text(answer: Result | NotEnough) -> str:
    """The sentence, the caveats, the table and the method for a terminal."""
    parts = [answer.sentence, *(f"  {caveat}" for caveat in answer.caveats)]
    if isinstance(answer, Result):
        parts += ["", answer.table.to_string(index=False), "", answer.method]
    return "\n".join(parts)


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands `associations`, `block` and `report`."""
    says = "what goes together: the table of pairs"
    associations = commands.add_parser("associations", help=says, description=says)
    _common(associations)
    associations.set_defaults(run=_associations)
    says = "how much, from where: pain at each weekly dose"
    dose = commands.add_parser("curve", help=says, description=says)
    dose.add_argument("exposure", choices=tuple(CURVES), help="weekly glute sets or weekly distance")
    dose.add_argument("--outcome", choices=("pain", "pain_morning"), default="pain")
    _common(dose)
    dose.set_defaults(run=_curve)
    says = "pain, easy pace or drift of heart rate in long runs before and after a block"
    block = commands.add_parser("block", help=says, description=says)
    block.add_argument("block_id", nargs="?", metavar="ID", help="a block from the list of page Blocks (id or name)")
    block.add_argument("--start", type=_day, metavar="DATE", help="first day of the block")
    block.add_argument("--end", type=_day, metavar="DATE", help="last day of the block")
    block.add_argument("--outcome", choices=("pain", "pace", "drift"), default="pain")
    _common(block)
    block.set_defaults(run=_block)
    says = "the report for a physiotherapist: one HTML file of two printed pages that fetches nothing"
    made = commands.add_parser("report", help=says, description=says)
    made.add_argument("--out", required=True, type=Path, metavar="FILE", help="the HTML file to write")
    made.add_argument("--name", default="", help="the name at its head (default: none)")
    made.add_argument("--since", type=_day, metavar="DATE", help="its first day (default: that of the log)")
    leave = "a section to leave out; may be given several times"
    made.add_argument("--without", action="append", default=[], choices=tuple(report.SECTIONS), help=leave)
    whose(made)
    made.set_defaults(run=_report, seed=SEED)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same answer")
    parser.add_argument("--interim", action="store_true", help=f"as of today; without it {REVIEWED}")
    whose(parser)


def whose(parser: argparse.ArgumentParser) -> None:
    """The options of what answers about one athlete: whose data, in which units, on which day."""
    when(parser)
    kept = "default: as chosen in the dashboard, else metric"
    parser.add_argument("--units", choices=tuple(units.SYSTEMS), help=kept)
    parser.add_argument("--dates", choices=tuple(DATES), help="27 Nov 2026 or Nov 27, 2026 (default: by LANG)")
    parser.add_argument("--athlete", default=DEFAULT_ATHLETE, help="whose data (default: me)")


def when(parser: argparse.ArgumentParser) -> None:
    """The options of every command: the day and the store."""
    parser.add_argument("--today", type=_day, metavar="DATE", help="the day on which it is asked")
    parser.add_argument(
        "--store", metavar="URL", help="SQLAlchemy URL (default: LBSDROP_STORE, else your data folder)"
    )


def today(options: argparse.Namespace) -> pd.Timestamp:
    """The day on which it is asked: today unless the command line says another."""
    return pd.Timestamp(options.today or datetime.now().astimezone().date())


def _units(options: argparse.Namespace) -> units.Units:
    """The units settled in `options`; dates as asked, else as the locale of the terminal writes them."""
    locale = next((named for name in ("LC_ALL", "LC_TIME", "LANG") if (named := os.environ.get(name))), "")
    return units.of(options.units, DATES.get(options.dates, locale))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-05-31") from error


def _log(options: argparse.Namespace) -> Log:
    """What the athlete has up to the day on which it is asked; settles `options.units`."""
    log, store = _opened(options)
    store.engine.dispose()
    return log


def _opened(options: argparse.Namespace) -> tuple[Log, stores.Store]:
    """As `_log`, and the store it is from."""
    store = stores.open(options.store, options.athlete)
    known = store.athletes()
    if options.athlete not in (DEFAULT_ATHLETE, *known):
        names = ", ".join(known) or "nobody yet"
        raise errors.UsageError(f"There is no athlete {options.athlete} in this store, only {names}.")
    options.units = options.units or store.setting("units", "metric")
    declared = ask.declared(store.settings())
    return Log(store.load(), today(options), Kept(folders.cache() / "answers"), options.seed, declared), store


def _associations(options: argparse.Namespace) -> Result | NotEnough:
    log = _log(options)
    look = reviews.look(log.first_day, log.today, is_interim=options.interim)
    return look.beside(said(ask.associations(log, look), lag.say, _units(options)), _units(options))


def _curve(options: argparse.Namespace) -> Result | NotEnough:
    log = _log(options)
    look = reviews.look(log.first_day, log.today, is_interim=options.interim)
    asked = lag.Pair(CURVES[options.exposure], options.outcome, ())
    pairs = ask.associations(log, look)
    found = pairs if isinstance(pairs, NotEnough) else pairs.of(asked) or pairs.lacks(asked)
    answer = found if isinstance(found, NotEnough) else ask.curve(log, look, found)
    return look.beside(said(answer, curve.say, _units(options)), _units(options))


def _block(options: argparse.Namespace) -> Result | NotEnough:
    log, store = _opened(options)
    start, end = _dates(options, log.frames.blocks)
    look = ask.block_look(log, start, end, is_interim=options.interim)
    found: PainChange | PaceChange | DriftChange | NotEnough
    if options.outcome == "drift":
        found = ask.drift_before_after(log, store.streams_of, start, end, look)
    else:
        found = ask.before_after(log, start, end, options.outcome, look)
    answer = found if isinstance(found, NotEnough) else blocks.say(found, _units(options))
    return look.beside(answer, _units(options))


def _report(options: argparse.Namespace) -> str:
    """Writes the file; what to say of it."""
    log, store = _opened(options)
    since = pd.Timestamp(options.since) if options.since else None
    opened = samples.to_open(log.rows("runs"), since)
    made = report.build(
        log, lambda _: store.streams_of(opened), _units(options), since, store.setting("chapters", {})
    )
    if isinstance(made, NotEnough):
        when = f"from {options.since} on; choose an earlier --since, or" if since is not None else "yet:"
        raise errors.UsageError(f"There is nothing to report {when} import runs, lifts or pain scores first.")
    document = report.page(made, VERSION, name=options.name, without=options.without)
    try:
        options.out.write_text(document, encoding="utf-8")
    except OSError as error:
        raise errors.UsageError(
            f"{options.out} cannot be written ({error.strerror}); choose another file."
        ) from error
    return f"The report is in {options.out}. It prints to two pages at most and fetches nothing when opened."


def _dates(options: argparse.Namespace, known: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    if options.start and options.end:
        if options.end < options.start:
            raise errors.UsageError(f"The block would end ({options.end}) before it starts ({options.start}).")
        return pd.Timestamp(options.start), pd.Timestamp(options.end)
    if options.start or options.end:
        raise errors.UsageError(
            f"--{'end' if options.start else 'start'} is missing: a block has a first and a last day."
        )
    if not options.block_id:
        raise errors.UsageError("Name a block, or give both --start and --end.")
    found = known[(known["block_id"] == options.block_id) | (known["name"] == options.block_id)]
    if found.empty:
        names = ", ".join(known["name"]) or "none yet; add one on page Blocks, or give --start and --end"
        raise errors.UsageError(f"There is no block {options.block_id}. Known blocks: {names}.")
    return found["start"].iloc[0], found["end"].iloc[0]
