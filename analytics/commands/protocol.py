"""python -m analytics mcp: what the commands answer, over the Model Context Protocol: one athlete, read-only, stdio.

Nothing starts it but this command; it opens no port, and whoever starts it chooses whose data it may read.
"""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any, Literal

from analytics.commands import answers
from data import errors
from data.version import VERSION

_MISSING = "The protocol server needs a library that is not installed: pip install -r requirements-mcp.txt"
_INSTRUCTIONS = (
    "One runner's log. Each tool gives a sentence, what must be said with it (caveats), a table and the method. A "
    "refusal (answer: not_enough) is an answer: say what is missing and do not guess. Nothing here is medical advice."
)
_AS_OF = "By default as of the last review, every four weeks; interim asks as of today, which finds more by chance."


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `mcp`."""
    says = "serve the answers of associations and block over the Model Context Protocol, read-only, on stdio"
    parser = commands.add_parser("mcp", help=says, description=says)
    answers.whose(parser)
    parser.set_defaults(run=_serve)


class Tools:
    """What a client may ask of one athlete: the commands with `given`, the options they were started with."""

    def __init__(self, given: list[str]) -> None:
        self._given = given

    def associations(self, interim: bool = False) -> dict[str, Any]:
        """What goes together: running and strength work with pain, every declared pair."""
        return self._answered("associations", *_flag(interim))

    def block(
        self,
        block_id: str | None = None,
        start: date | None = None,
        end: date | None = None,
        outcome: Literal["pain", "pace", "drift"] = "pain",
        interim: bool = False,
    ) -> dict[str, Any]:
        """Pain, easy pace or drift of heart rate in long runs before and after a block of training: its name or id,
        or its first and last day."""
        days = [f"--{name}={day.isoformat()}" for name, day in (("start", start), ("end", end)) if day]
        named = ["--", block_id] if block_id else []
        return self._answered("block", *days, f"--outcome={outcome}", *_flag(interim), *named)

    def _answered(self, command: str, *asked: str) -> dict[str, Any]:
        """The JSON of the command; raises ToolError with its sentence where it was asked wrongly."""
        from mcp.server.mcpserver.exceptions import ToolError

        parser = argparse.ArgumentParser()
        answers.add(parser.add_subparsers(required=True))
        options = parser.parse_args([command, *self._given, *asked])
        try:
            found: dict[str, Any] = options.run(options).to_json()
        except errors.LbsdropError as error:
            raise ToolError(str(error)) from None
        return found


def _flag(is_interim: bool) -> list[str]:
    return ["--interim"] if is_interim else []


def _serve(options: argparse.Namespace) -> str:
    """Answers until the client hangs up."""
    try:
        from mcp.server import MCPServer
        from mcp.types import ToolAnnotations
    except ImportError:
        raise errors.UsageError(_MISSING) from None
    server = MCPServer("lbsdrop", instructions=_INSTRUCTIONS, version=VERSION, log_level="ERROR")
    tools = Tools(_given(options))
    for tool in (tools.associations, tools.block):
        says = f"{tool.__doc__} {_AS_OF}"
        server.add_tool(tool, description=says, annotations=ToolAnnotations(read_only_hint=True))
    server.run()
    return ""


def _given(options: argparse.Namespace) -> list[str]:
    """The options that every answer is asked with, as they are typed."""
    names = ("athlete", "store", "units", "today")
    return [f"--{name}={getattr(options, name)}" for name in names if getattr(options, name) is not None]
