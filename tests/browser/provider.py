"""A small OpenID Connect provider on loopback: the authorization code flow with PKCE, RS256 tokens and no password.

Who "signs in" is chosen by a link on its page. It checks what a provider must: client, redirect address, one use of a
code, and the code verifier.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import secrets
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode, urlsplit

CLIENT, SECRET = "lbsdrop", "a secret of the provider and the dashboard"


class Provider(http.server.ThreadingHTTPServer):
    """`people` are the claims of whoever has an account, by name; `redirect_uri` the one address it returns to."""

    def __init__(self, people: Mapping[str, Mapping[str, object]], redirect_uri: str) -> None:
        from joserfc.jwk import RSAKey

        super().__init__(("127.0.0.1", 0), Handler)
        self.people, self.redirect_uri = people, redirect_uri
        self.key = RSAKey.generate_key(2048, {"use": "sig", "kid": "1"})
        self.codes: dict[str, dict[str, str]] = {}

    @property
    def issuer(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def token(self, given: Mapping[str, str]) -> dict[str, object] | None:
        """The tokens for a code; None where anything about it is wrong."""
        from joserfc import jwt

        asked = self.codes.pop(given.get("code", ""), None)
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        is_verified = asked and asked["code_challenge"] == base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not is_verified or given.get("redirect_uri") != self.redirect_uri:
            return None
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"]}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, {**claims, **self.people[asked["who"]]}, self.key)
        return {"access_token": secrets.token_hex(), "token_type": "Bearer", "expires_in": 300, "id_token": signed}


class Handler(http.server.BaseHTTPRequestHandler):
    """The four addresses of the provider."""

    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._json(self._about())
        elif parts.path == "/keys":
            self._json({"keys": [self.server.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            self._authorize(given)
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".replace(" ", "+").encode()).decode()
        plain = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        is_client = self.headers.get("Authorization") in (f"Basic {basic}", f"Basic {plain}")
        found = self.server.token({name: values[0] for name, values in parse_qs(body).items()})
        self._json(found, 200) if found and is_client else self._json({"error": "invalid_grant"}, 400)

    def _about(self) -> dict[str, object]:
        at = self.server.issuer
        return {
            "issuer": at,
            "authorization_endpoint": f"{at}/authorize",
            "token_endpoint": f"{at}/token",
            "jwks_uri": f"{at}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def _authorize(self, given: dict[str, str]) -> None:
        if given.get("client_id") != CLIENT or given.get("redirect_uri") != self.server.redirect_uri:
            self.send_error(400)
        elif given.get("who") in self.server.people:
            code = secrets.token_urlsafe()
            self.server.codes[code] = given
            self.send_response(302)
            back = urlencode({"code": code, "state": given["state"]})
            self.send_header("Location", f"{self.server.redirect_uri}?{back}")
            self.end_headers()
        else:
            links = (f'<p><a href="?{urlencode({**given, "who": who})}">{who}</a>' for who in self.server.people)
            self._send("".join(links).encode(), "text/html")

    def _json(self, content: object, status: int = 200) -> None:
        self._send(json.dumps(content).encode(), "application/json", status)

    def _send(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@contextmanager
def serving(people: Mapping[str, Mapping[str, object]], redirect_uri: str) -> Iterator[Provider]:
    """The provider, as long as the block runs."""
    server = Provider(people, redirect_uri)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
