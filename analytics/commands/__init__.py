"""python -m analytics: the answers of the dashboard from the command line, for one athlete or for many.

The edge of the package: the only room here that opens the store and looks at the clock.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from analytics.commands import answers, cohort, protocol
from data import errors

WRONG_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code: 0 answered (a refusal is an answer), 2 wrong usage."""
    options = _parser().parse_args(arguments)
    try:
        answer = options.run(options)
    except errors.LbsdropError as error:
        print(f"lbsdrop: {error}", file=sys.stderr)
        return WRONG_USAGE
    if isinstance(answer, str):
        print(answer, end="\n" if answer else "")
    else:
        print(json.dumps(answer.to_json()) if options.json else answers.as_text(answer))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m analytics", description="The answers of the dashboard, without it: a sentence, a table."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in (answers, cohort, protocol):
        room.add(commands)
    return parser
