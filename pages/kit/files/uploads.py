"""Files on their way from the browser: on the disk, not in memory, until their receipt is written.

Streamlit keeps an upload as one piece of memory for as long as the page is open. The middleware takes the content out
of the request, leaves it in a temporary file without a name, and hands Streamlit the same request with an empty file;
`opened` gives a page the file behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import streamlit as st
from starlette.datastructures import MutableHeaders, UploadFile
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config
from streamlit.runtime.uploaded_file_manager import UploadedFile

from data import budget

if TYPE_CHECKING:
    from data.importers import OpenFile

MB = 1 << 20
_PATH = re.compile(r"/_stcore/upload_file/[^/]+/([^/]+)$")
_BOUNDARY = "lbsdrop-upload"
_held: dict[str, BinaryIO] = {}
_lock = Lock()


class Uploads:
    """ASGI middleware: what is uploaded goes to the disk."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets everything through but the content of an upload."""
        found = _PATH.search(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] not in ("PUT", "DELETE"):
            await self.app(scope, receive, send)
        elif scope["method"] == "DELETE":
            let_go([found[1]])
            await self.app(scope, receive, send)
        else:
            await self._put(found[1], scope, receive, send)

    async def _put(self, file_id: str, scope: Scope, receive: Receive, send: Send) -> None:
        given = Request(scope, receive)
        size = given.headers.get("content-length", "")
        if not size.isdecimal() or int(size) > st.get_option("server.maxUploadSize") * MB:
            said = (
                "The file is larger than an upload may be. Import it on the command line: python -m data import PATH"
            )
            await PlainTextResponse(said, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
            return
        try:
            files = [part for part in (await given.form()).values() if isinstance(part, UploadFile)]
        except OSError:
            said = "The disk has no room for this file. Make room and drop it once more."
            await PlainTextResponse(said, HTTPStatus.INSUFFICIENT_STORAGE)(scope, receive, send)
            return
        body = b"".join(_part(file) for file in files) + f"--{_BOUNDARY}--\r\n".encode()
        await self.app(_with_body(scope, body), _once(body), _keeping(file_id, files, send))


def _part(file: UploadFile) -> bytes:
    name = (file.filename or "").replace('"', "%22").replace("\r", " ").replace("\n", " ")
    kind = (file.content_type or "application/octet-stream").replace("\r", " ").replace("\n", " ")
    disposition = f'Content-Disposition: form-data; name="file"; filename="{name}"'
    return f"--{_BOUNDARY}\r\n{disposition}\r\nContent-Type: {kind}\r\n\r\n\r\n".encode()


def _with_body(scope: Scope, body: bytes) -> Scope:
    changed = {**scope, "headers": list(scope["headers"])}
    headers = MutableHeaders(scope=changed)
    headers["content-length"] = str(len(body))
    headers["content-type"] = f"multipart/form-data; boundary={_BOUNDARY}"
    return changed


def _once(body: bytes) -> Receive:
    async def receiving() -> Message:
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving


def _keeping(file_id: str, files: list[UploadFile], send: Send) -> Send:
    """Keeps the content once Streamlit has taken the request; lets go of it where it has not."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            if message["status"] < HTTPStatus.BAD_REQUEST and len(files) == 1:
                _hold(file_id, files[0].file)
            else:
                for file in files:
                    await file.close()
        await send(message)

    return sending


def _hold(file_id: str, file: Any) -> None:
    let_go(_forgotten())
    with _lock:
        _held[file_id] = cast(BinaryIO, file)


def _forgotten() -> list[str]:
    """Files of pages that are closed: Streamlit no longer knows them."""
    from streamlit import runtime

    if not runtime.exists():
        return []
    kept = runtime.get_instance().uploaded_file_mgr.file_storage.values()  # type: ignore[attr-defined]
    known = {file_id for session in list(kept) for file_id in list(session)}
    return [file_id for file_id in list(_held) if file_id not in known]


def opened(file: UploadedFile) -> OpenFile:
    """The uploaded file with its content, wherever that is."""
    from data.importers import OpenFile  # the server starts without

    return OpenFile(file.name, _held.get(file.file_id, file))


def let_go(file_ids: Iterable[str]) -> None:
    """Frees the room that these uploads take."""
    for file_id in file_ids:
        with _lock:
            file = _held.pop(file_id, None)
        if file is not None:
            file.close()


def limit() -> None:
    """Sets the largest upload to what the budget and this computer allow, where the configuration allows more."""
    most = budget.upload_bytes() // MB
    if most < st.get_option("server.maxUploadSize"):
        config.set_option("server.maxUploadSize", most)


MIDDLEWARE = (Middleware(Uploads),)
