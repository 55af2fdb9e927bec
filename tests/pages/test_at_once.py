"""Answers do not wait for the browser to acknowledge the one before, although the socket of the server is bound as
Streamlit binds it."""

from __future__ import annotations

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.request import urlopen

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from pages.kit.at_once import MIDDLEWARE, hold_nothing_back


@pytest.fixture
def asked():
    """Asks a server, with or without the middleware, whether its own connection holds nothing back."""

    async def told(scope, receive, send):
        found = receive.__self__.transport.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"at once" if found else b"held back"})

    def app(*middleware):
        """Below Starlette's own answer to errors, as in Streamlit's server."""
        return Starlette(routes=[Mount("/", told)], middleware=middleware)

    async def ask(served):
        with socket.socket(socket.AF_INET) as bound:  # no protocol is named
            bound.bind(("127.0.0.1", 0))
            bound.listen()
            server = uvicorn.Server(uvicorn.Config(served, log_level="critical", lifespan="off"))
            serving = asyncio.create_task(server.serve(sockets=[bound]))
            said = await asyncio.to_thread(_asked, f"http://127.0.0.1:{bound.getsockname()[1]}/")
            server.should_exit = True
            await serving
        return said

    with ThreadPoolExecutor(1) as own:  # a browser's tests leave a loop running in the thread of all tests
        yield lambda with_it: own.submit(lambda: asyncio.run(ask(app(*MIDDLEWARE) if with_it else app()))).result()


def _asked(url):
    with urlopen(url, timeout=60) as answer:  # noqa: S310
        return answer.read().decode()


def test_answers_leave_at_once(asked):
    assert asked(True) == "at once"


def test_a_server_alone_holds_them_back(asked):
    """Once it does not, this middleware can go."""
    assert asked(False) == "held back"


def test_a_connection_that_is_not_seen_is_left_alone():
    assert not hold_nothing_back(lambda: None)
