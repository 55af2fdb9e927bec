"""Who may ask the dashboard for anything, and what a browser may do with its answer.

A page of another site can reach a server on this computer through the reader's own browser: by a form, a socket, or a
name that it lets point here (DNS rebinding). The guard answers only requests that name one of the `HOSTS` and that no
other site sent; every answer forbids the browser to ask anyone but this server. Where the dashboard is hosted, its
names go into `server.allowedHosts` (.streamlit/config.toml, or STREAMLIT_SERVER_ALLOWED_HOSTS="lift.example.org").
"""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import delta_generator, net_util

HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
# Measured in Chromium on every page: Streamlit and plotly set inline styles, and draw icons and pictures from data of
# their own; no script runs but the server's own files and what those make themselves (the code of a component comes
# with the page and is loaded as a blob; Streamlit's one inline line, for search engines, is refused).
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
FORBIDDEN = 403
OTHER_NAME = (
    "This dashboard does not go by that name. Open it by the address it printed when it started; where it is hosted, "
    "put its name into server.allowedHosts."
)
OTHER_PAGE = "Another web page asked for this, and only the dashboard itself may. Open its address in a new tab."
_WEBSOCKET_REFUSED = 1008


class Guard:
    """ASGI middleware: refuses other hosts and other sites, and puts `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request through, or answers it here."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        why = refusal(Headers(scope=scope), allowed_hosts())
        if why is None:
            await self.app(scope, receive, _with_headers(send))
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": _WEBSOCKET_REFUSED, "reason": "not allowed"})
        else:
            await PlainTextResponse(why, FORBIDDEN)(scope, receive, _with_headers(send))


def allowed_hosts() -> frozenset[str]:
    """This computer's own names and those that hosting configures, in lower case."""
    return HOSTS | {str(host).strip().lower() for host in st.get_option("server.allowedHosts") or ()}


def refusal(headers: Headers, hosts: frozenset[str]) -> str | None:
    """Why a request with these headers is not answered; None where it is.

    Its Host must be one of `hosts`. Where it tells who sent it (Origin, Sec-Fetch-Site), that must be this dashboard.
    """
    given, origin = headers.getlist("host"), headers.get("origin")
    host = _host(f"//{given[0]}") if len(given) == 1 else None
    if host not in hosts:
        return OTHER_NAME
    if origin is not None and not _is_own(origin, given[0], hosts):
        return OTHER_PAGE
    if headers.get("sec-fetch-site") in ("cross-site", "same-site") and headers.get("sec-fetch-mode") != "navigate":
        return OTHER_PAGE
    return None


def _is_own(origin: str, given: str, hosts: frozenset[str]) -> bool:
    """Whether the sender is the page that came from here: the same name and port, or another name of a hosted one."""
    sender = urlsplit(origin) if _host(origin) else None
    if sender is None or sender.scheme not in ("http", "https"):
        return False
    return sender.netloc.lower() == given.lower() or (sender.hostname or "") in hosts - HOSTS


def _host(url: str) -> str | None:
    """The host of the URL in lower case; None where it has none or is not well formed."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    is_bare = not (parts.username or parts.password or parts.path or parts.query or parts.fragment)
    return parts.hostname if is_bare else None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending


async def health(_request: Request) -> PlainTextResponse:
    """'ok' while the server answers: for whoever keeps it running."""
    return PlainTextResponse("ok")


def no_address() -> None:
    """In place of Streamlit's look-ups of this computer's address, which ask a server on the internet."""


def ask_no_source() -> None:
    """Streamlit would look once, before the first element, whether it was started from a prompt, and for that read
    where every module comes from: a tenth of a second of the first page. Here it is always started as a server."""
    delta_generator._use_warning_has_been_displayed = True


def stay_at_home() -> None:
    """From here on Streamlit never looks up its own address, whatever it is asked."""
    net_util.get_external_ip = no_address
    net_util.get_internal_ip = no_address


MIDDLEWARE = (Middleware(Guard),)
ROUTES = (Route("/health", health),)
