"""python -m analytics mcp, as a client of the official SDK meets it over stdio."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from analytics import commands
from tests.analytics.cohort import athletes
from tests.analytics.cohort.athletes import TODAY
from tests.places import ROOT

BLOCK = {"start": "2026-04-10", "end": "2026-06-12"}


@pytest.fixture(scope="module")
def url(tmp_path_factory):
    address = f"sqlite:///{tmp_path_factory.mktemp('protocol') / 'two.sqlite'}"
    athletes.put(address, ["anna", "berta"])
    return address


@pytest.fixture(scope="module")
def client_said(url):
    """What one client was given: the tools, and the result of each question."""
    mcp = pytest.importorskip("mcp", reason="The SDK is not installed: pip install -r requirements-mcp.txt.")
    questions = {
        "associations": ("associations", {}),
        "pain": ("block", BLOCK),
        "named": ("block", {"block_id": "Thrusts", "outcome": "pace", "interim": True}),
        "refused": ("block", {"start": "2026-01-02", "end": "2026-01-20"}),
        "unknown": ("block", {"block_id": "--athlete=berta"}),
        "backwards": ("block", {"start": "2026-05-02", "end": "2026-01-20"}),
        "no such tool": ("erase", {}),
    }

    async def ask():
        asked = ["-m", "analytics", "mcp", "--store", url, "--athlete", "anna", "--today", TODAY]
        started = mcp.StdioServerParameters(command=sys.executable, args=asked, cwd=ROOT, env=dict(environ()))
        async with mcp.stdio_client(started) as streams, mcp.ClientSession(*streams) as session:
            await session.initialize()
            tools = (await session.list_tools()).tools
            return tools, {name: await session.call_tool(*asked) for name, asked in questions.items()}

    with ThreadPoolExecutor(1) as apart:  # a browser in this process keeps a loop of its own
        return apart.submit(lambda: asyncio.run(ask())).result()


def environ() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LBSDROP_CACHE")}


def as_command(capsys, url, *arguments: str) -> dict:
    assert commands.main([*arguments, "--json", "--today", TODAY, "--store", url, "--athlete", "anna"]) == 0
    return json.loads(capsys.readouterr().out)


def given(result) -> dict:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def test_the_tools_only_read_and_say_what_they_answer(client_said):
    tools = {tool.name: tool for tool in client_said[0]}
    assert set(tools) == {"associations", "block"}
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert "before and after a block" in tools["block"].description


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("associations", ["associations"]),
        ("pain", ["block", "--start", BLOCK["start"], "--end", BLOCK["end"]]),
        ("named", ["block", "Thrusts", "--outcome", "pace", "--interim"]),
        ("refused", ["block", "--start", "2026-01-02", "--end", "2026-01-20"]),
    ],
)
def test_a_tool_answers_what_the_command_answers(name, command, client_said, capsys, url):
    assert given(client_said[1][name]) == as_command(capsys, url, *command)


def test_a_refusal_is_an_answer_and_says_what_is_missing(client_said):
    refused = given(client_said[1]["refused"])
    assert (refused["answer"], refused["table"]) == ("not_enough", [])
    assert refused["need"]


def test_a_wrong_question_gets_the_commands_sentence_and_opens_nobody_elses_log(client_said):
    unknown, backwards = (client_said[1][name] for name in ("unknown", "backwards"))
    assert unknown.is_error
    assert "There is no block --athlete=berta. Known blocks: Thrusts." in unknown.content[0].text
    assert backwards.is_error
    assert "before it starts" in backwards.content[0].text
    assert client_said[1]["no such tool"].is_error


def test_without_the_library_the_command_says_what_to_install(url, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    assert commands.main(["mcp", "--store", url]) == commands.WRONG_USAGE
    assert "pip install -r requirements-mcp.txt" in capsys.readouterr().err
