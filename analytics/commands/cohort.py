"""python -m analytics cohort: every athlete's answers as Parquet, and what they come to together."""

from __future__ import annotations

import argparse
import signal
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path

import pandas as pd

from analytics import cohort
from analytics.ask import SEED, Log
from analytics.cohort import Answered
from analytics.commands import answers, workers
from analytics.fingerprint import fingerprint
from analytics.kept import Kept
from data import errors, folders
from data import store as stores

# Kept apart from the answers of pages, of which the folder holds the latest only.
FOLDER = "cohort"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `cohort`."""
    says = "every athlete's findings and block verdicts as Parquet, and a random-effects summary over athletes"
    parser = commands.add_parser("cohort", help=says, description=says)
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder of the Parquet files")
    who = "one of the athletes; may be given several times (default: all in the store)"
    parser.add_argument("--athlete", action="append", default=[], metavar="NAME", help=who)
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a dask.distributed scheduler (default: start workers)"
    )
    parser.add_argument("--workers", type=_count, metavar="N", help="processes to start (default: one a core)")
    parser.add_argument("--seed", type=int, default=SEED, help="the same seed gives the same answer")
    answers.when(parser)
    parser.set_defaults(run=_cohort)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of processes; write 1 or more")
    return int(text)


def _cohort(options: argparse.Namespace) -> str:
    """Writes the files; what to say of them."""
    _keep_on_where_a_connection_ends()
    url = options.store or stores.default_url()
    ask = partial(of_athlete, url, today=answers.today(options), seed=options.seed)
    athletes = chosen(url, options.athlete)
    try:
        with workers.pool(options.scheduler, options.workers) as mapped:
            n_computed = write(options.out, athletes, lambda asked: mapped(ask, asked))
    except OSError as error:
        raise errors.UsageError(
            f"{options.out} cannot be written ({error.strerror}); choose another folder."
        ) from None
    return f"{len(athletes):,} athletes in {options.out}; {n_computed:,} answers were worked out anew."


def _keep_on_where_a_connection_ends() -> None:
    """Writing to a worker that is gone is an error to deal with; `python -m analytics` would end at it quietly."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def chosen(url: str, named: Iterable[str]) -> list[str]:
    """The athletes named, else all in the store, by name; raises UsageError where one, or anyone, is not there."""
    store = stores.open(url)
    known = store.athletes()
    store.engine.dispose()
    strangers = sorted(set(named) - set(known))
    if strangers or not known:
        who = ", ".join(strangers) or "anyone"
        raise errors.UsageError(f"There is no athlete {who} in this store, only {', '.join(known[:20]) or 'nobody'}.")
    return sorted(set(named)) or known


def write(folder: Path, athletes: list[str], ask: Callable[[list[str]], Iterable[Answered]]) -> int:
    """Writes the four tables to `folder`; returns how many answers had not been kept.

    `ask` gives the athletes' answers in their order, one at a time: no more than a few are in memory.
    """
    n_computed = 0
    with cohort.written(folder) as tables:
        for answered in ask(athletes):
            tables.add(answered)
            n_computed += answered.n_computed
        tables.close("effects", "blocks")
        tables.put("summary", cohort.summaries(tables.part("effects"), tables.part("blocks")))
    return n_computed


def of_athlete(url: str, athlete: str, *, today: pd.Timestamp, seed: int) -> Answered:
    """One athlete's answers, loaded in the process that is asked; they are kept in this computer's cache folder."""
    log = Log(stores.Store(_opened(url).engine, athlete).load(), today, Kept(kept_in(url, athlete)), seed)
    return cohort.of_athlete(athlete, log)


def kept_in(url: str, athlete: str) -> Path:
    """The folder of one athlete's kept answers, among at most 256 folders."""
    name = fingerprint(url, athlete)
    return folders.cache() / FOLDER / name[:2] / name


@cache
def _opened(url: str) -> stores.Store:
    """One connection pool a process, however many athletes it is asked about."""
    return stores.open(url)
