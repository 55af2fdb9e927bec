"""Answers leave when they are written, not when the browser has owned up to the one before.

Streamlit binds its socket without naming a protocol, and asyncio turns off the algorithm of Nagle only where one is
named. With it on, a message waits until the system of the browser acknowledges the last one, after up to 40 ms: the
parts of a page, written as the page makes them, came all at once after the page was done, and a file, whose head and
body are written apart, took 44 ms in place of 1 on every connection but a new one.
"""

from __future__ import annotations

import socket

from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send


class AtOnce:
    """ASGI middleware, the outermost: its `receive` is the server's own, and knows the connection.

    Its `send` is not: Starlette puts its answer to errors around it for HTTP.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Asks the app, over a connection that does not hold back."""
        if scope["type"] in ("http", "websocket"):
            hold_nothing_back(receive)
        await self._app(scope, receive, send)


def hold_nothing_back(receive: Receive) -> bool:
    """Turns Nagle's algorithm off (RFC 896) for the connection of `receive`; False where that has none to be seen."""
    transport = getattr(getattr(receive, "__self__", None), "transport", None)
    connection = transport.get_extra_info("socket") if transport else None
    if connection is None or connection.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return True


MIDDLEWARE = (Middleware(AtOnce),)
