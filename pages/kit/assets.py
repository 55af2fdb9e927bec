"""Streamlit's own files on their way to the browser, read in one piece, and the library of charts before its chart.

A first page asks for some eighty files. Streamlit reads each by a dozen steps of a pool of threads, and each step
waits its turn behind the imports and the page that Python works on at the same time. Here a file whose name says what
is in it (`index.DormvYxC.js`) is read and sent in one. Plotly's library is loaded while the server works on the first
page, else it would be after.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from http import HTTPStatus
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from pages.kit import plotly_library

_HASHED = re.compile(r"\.[\w-]{8}\.\w+$")
_A_YEAR = "public, immutable, max-age=31536000"
# Who asks so has some of it already.
_PARTLY = {b"range", b"if-range", b"if-none-match", b"if-modified-since"}
# What is run in the browser beside Streamlit: how it loads charts, keeps its history, and follows links.
BROWSER = Path(__file__).parent / "browser"
SCRIPT = "/lbsdrop.js"
_LINE = f'<script type="module" src=".{SCRIPT}"></script></head>'.encode()
# What Streamlit makes elements by: that Home and the page after it have and ask for last; that others have; and
# tables, by far the largest.
_SOON = ("BidiComponent", "DownloadButton", "TextInput", "inputUtils", "useUpdateUiValue", "Pagination")
_LATER = ("NumberInput", "DateInput", "Checkbox", "FileUploader", "Radio", "remark-emoji", "IFrame")
_LAST = ("DataFrame",)


def named_by_content(folder: Path) -> dict[str, Path]:
    """Address -> file, of the files below `folder`/static whose names change with what is in them."""
    files = (file for file in (folder / "static").rglob("*") if _HASHED.search(file.name) and file.is_file())
    return {f"/{file.relative_to(folder).as_posix()}": file for file in files}


def _named(files: Iterable[str], elements: Iterable[str]) -> str:
    """The addresses of the scripts and style sheets of `elements`, as JavaScript lists them."""
    found = (address for element in elements for address in sorted(files) if f"/{element}." in address)
    return ", ".join(f'".{address}"' for address in found)


class Assets:
    """ASGI middleware: sends those files of Streamlit's that never change, and Plotly's; the rest is Streamlit's to
    answer."""

    def __init__(self, app: ASGIApp, folder: Path | None = None) -> None:
        self._app = app
        own = "\n".join(each.read_text(encoding="utf-8") for each in sorted(BROWSER.glob("*.js")))
        files = named_by_content(folder or Path(file_util.get_static_dir()))
        own = own.replace("/plotly.js", plotly_library.ADDRESS)
        for name, which in (("soon", _SOON), ("later", _LATER), ("last", _LAST)):
            own = own.replace(f'"./{name}.js"', _named(files, which))
        self._script = own
        self._files = files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The file, the script that loads the library, or a page with a line that asks for that script."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        base = "/" + (st.get_option("server.baseUrlPath") or "").strip("/")
        address = scope["path"].removeprefix(base.rstrip("/"))
        file = self._files.get(address)
        if address == plotly_library.ADDRESS:
            await _whole(address, plotly_library.sent())(scope, receive, send)
        elif file is not None and not _PARTLY & {name for name, _ in scope["headers"]}:
            await _whole(file.name, file.read_bytes())(scope, receive, send)
        elif address == SCRIPT:
            headers = {"Cache-Control": "no-cache"}
            await Response(self._script, headers=headers, media_type="text/javascript")(scope, receive, send)
        elif "text/html" in Headers(scope=scope).get("accept", ""):
            await self._app(_uncompressed(scope), receive, _with_line(send))
        else:
            await self._app(scope, receive, send)


def _whole(name: str, content: bytes) -> Response:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Response(content, headers={"Cache-Control": _A_YEAR}, media_type=kind)


def _uncompressed(scope: Scope) -> Scope:
    return {**scope, "headers": [each for each in scope["headers"] if each[0] != b"accept-encoding"]}


def _with_line(send: Send) -> Send:
    """Puts the line at the end of the head of a page, which is held back until it is whole."""
    held: list[Message] = []
    body = bytearray()

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            held.append(message)
        elif held and message["type"] == "http.response.body":
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                page = bytes(body).replace(b"</head>", _LINE, 1)
                headers = MutableHeaders(scope=held[0])
                headers["content-length"] = str(len(page))
                await send(held.pop())
                await send({"type": "http.response.body", "body": page})
        else:
            await send(message)

    return sending


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_plain = headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
    return start["status"] == HTTPStatus.OK and is_plain


MIDDLEWARE = (Middleware(Assets),)
