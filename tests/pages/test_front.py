"""Who is let in, and what every answer carries."""

from __future__ import annotations

import asyncio
import io

import pytest
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from streamlit import delta_generator, env_util, net_util
from streamlit.web.server import server_util

from pages.kit import front, guard
from pages.kit.files import uploads

HERE = frozenset({"localhost", "127.0.0.1", "::1"})
HOSTED = HERE | {"lift.example.org"}


def why(hosts=HERE, **headers):
    raw = [(name.replace("_", "-").encode(), str(value).encode()) for name, value in headers.items()]
    return guard.refusal(Headers(raw=raw), hosts)


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST:8501", "localhost"])
def test_this_computers_own_names_are_let_in(host):
    assert why(host=host) is None
    assert why(host=host, origin=f"http://{host}") is None


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8501", "localhost.evil.example", "127.0.0.1.evil.example", "localhost@evil.com",
     "localhost:8501/x", "", "0.0.0.0:8501", "localhost:notaport", "169.254.169.254"],
)  # fmt: skip
def test_a_name_that_only_points_here_is_refused(host):
    assert "does not go by that name" in why(host=host)


def test_no_name_and_two_names_are_refused():
    assert why() is not None
    twice = Headers(raw=[(b"host", b"localhost:8501"), (b"host", b"evil.example")])
    assert guard.refusal(twice, HERE) is not None


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "http://localhost:9999",
        "http://127.0.0.1:8501",
        "file://",
        "ftp://localhost:8501",
    ],
)
def test_what_another_page_sent_is_refused(origin):
    assert "Another web page" in why(host="localhost:8501", origin=origin)


@pytest.mark.parametrize(("site", "mode", "is_let_in"), [
    ("same-origin", "cors", True), ("none", "navigate", True), ("cross-site", "navigate", True),
    ("cross-site", "no-cors", False), ("same-site", "no-cors", False), ("same-site", "websocket", False),
])  # fmt: skip
def test_a_request_without_origin_is_judged_by_what_the_browser_says_of_it(site, mode, is_let_in):
    assert (why(host="localhost:8501", sec_fetch_site=site, sec_fetch_mode=mode) is None) == is_let_in


def test_hosting_names_its_host_and_only_that_is_added(monkeypatch):
    monkeypatch.setattr(guard.st, "get_option", lambda _: ["Lift.example.org"])
    assert guard.allowed_hosts() == HOSTED
    assert why(HOSTED, host="lift.example.org", origin="https://lift.example.org") is None
    assert why(HOSTED, host="localhost:8501", origin="https://lift.example.org") is None  # a proxy that renames it
    assert why(HOSTED, host="lift.example.org", origin="https://evil.example") is not None


def asked(app, kind="http", headers=(), body=b"", path="/", method="GET"):
    """The messages that the ASGI app answers with."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {"type": kind, "path": path, "method": method, "headers": list(headers), "query_string": b""}
    asyncio.run(app(scope, receive, send))
    return sent


def test_every_answer_carries_the_rules_also_a_refusal():
    app = guard.Guard(PlainTextResponse("page"))
    for host, status in ((b"localhost:8501", 200), (b"evil.example", 403)):
        first = asked(app, headers=[(b"host", host)])[0]
        assert first["status"] == status
        headers = {name.decode(): value.decode() for name, value in first["headers"]}
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "http" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_a_socket_of_another_page_is_closed_before_streamlit_sees_it():
    def never(*_):
        raise AssertionError("The request was let through.")

    headers = [(b"host", b"localhost:8501"), (b"origin", b"http://evil.example")]
    assert asked(guard.Guard(never), "websocket", headers)[0]["type"] == "websocket.close"


def test_streamlit_never_looks_up_its_own_address(monkeypatch):
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    monkeypatch.setattr(net_util, "get_internal_ip", net_util.get_internal_ip)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *_, **__: pytest.fail("It asked the internet."))
    front.options()
    assert not server_util.is_url_from_allowed_origins("http://evil.example")
    assert net_util.get_external_ip() is None


def test_the_first_element_waits_for_no_look_at_every_module(monkeypatch):
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    monkeypatch.setattr(env_util, "is_repl", lambda: pytest.fail("It looked."))
    with pytest.raises(pytest.fail.Exception):
        delta_generator._maybe_print_use_warning()
    monkeypatch.setattr(delta_generator, "_use_warning_has_been_displayed", False)
    front.options()
    delta_generator._maybe_print_use_warning()


def test_an_upload_goes_to_the_disk_and_streamlit_gets_an_empty_file():
    content = b"date,score\n" + b"2026-01-01,3\n" * 200_000
    head = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a \xc3\xa9.csv"\r\n'
    body = head + b"Content-Type: text/csv\r\n\r\n" + content + b"\r\n--b--\r\n"
    got = []

    async def streamlit(scope, receive, send):
        got.append((await receive())["body"])
        await PlainTextResponse("", 204)(scope, receive, send)

    headers = [
        (b"content-type", b"multipart/form-data; boundary=b"),
        (b"content-length", str(len(body)).encode()),
    ]
    path = "/_stcore/upload_file/session/file-1"
    asked(uploads.Uploads(streamlit), headers=headers, body=body, path=path, method="PUT")
    assert len(got[0]) < 500
    assert 'filename="a é.csv"'.encode() in got[0]

    class Uploaded(io.BytesIO):
        name, file_id = "a é.csv", "file-1"

    opened = uploads.opened(Uploaded())
    assert opened.read() == content
    uploads.let_go(["file-1"])
    assert opened.file.closed
    assert uploads.opened(Uploaded(b"x")).read() == b"x"


def test_an_upload_that_is_too_large_is_refused_before_it_is_read():
    headers = [(b"content-length", str(10**13).encode())]
    path = "/_stcore/upload_file/session/file-2"
    first, said = asked(uploads.Uploads(PlainTextResponse("")), headers=headers, path=path, method="PUT")
    assert first["status"] == 413
    assert b"command line" in said["body"]
