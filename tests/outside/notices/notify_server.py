"""A small GOV.UK Notify on this machine: the same addresses, the same checks, the same ways to fail.

It listens on a real socket of the loopback, checks the token of every request with the service's secret, and
keeps what it took. `fail_with` makes the next requests fail, in the words that Notify uses.
"""

import base64
import json
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt

SERVICE = "8f3c5f2e-6a0e-4f5e-9d53-0d5b0c6d4b11"
SECRET = "2d7a1f64-91a3-4f0e-8a9e-6a4f7a1c9b20"
API_KEY = f"testing-{SERVICE}-{SECRET}"
EMAIL_TEMPLATE = "0a1b2c3d-0000-4000-8000-000000000001"
TEXT_TEMPLATE = "0a1b2c3d-0000-4000-8000-000000000002"
NEEDED = {"email": {"subject", "body"}, "sms": {"body"}}
TEMPLATES = {"email": EMAIL_TEMPLATE, "sms": TEXT_TEMPLATE}
FAILURES = {
    400: ("ValidationError", "email_address Not a valid email address"),
    403: ("AuthError", "Invalid token: API key not found"),
    404: ("NoResultFound", "No result found"),
    429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    500: ("Exception", "Internal server error"),
    503: ("Exception", "Service unavailable"),
}


class Refusal(Exception):
    """An answer that is not a success."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.error = error


class NotifyServer(ThreadingHTTPServer):
    """What Notify holds, and how it is to behave."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.taken: list[dict[str, Any]] = []
        self.requests: list[str] = []
        self.failures: list[int] = []
        self.answer_lost = False
        self.slow_seconds = 0.0
        self.nonsense = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fail_with(self, *statuses: int) -> None:
        """The next requests to send something fail so, one after the other."""
        self.failures = list(statuses)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: NotifyServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, what: Any) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        try:
            self._check_token()
            status, content = what(urlsplit(self.path))
        except Refusal as refusal:
            status = refusal.status
            content = {"status_code": status, "errors": [{"error": refusal.error, "message": str(refusal)}]}
        body = b"<html>" if self.server.nonsense else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _check_token(self) -> None:
        scheme, _, token = self.headers.get("Authorization", "").partition(" ")
        try:
            claims = jwt.decode(token, key=SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]})
        except jwt.InvalidTokenError:
            raise Refusal(403, "AuthError", "Invalid token: signature, api token not found") from None
        if scheme != "Bearer" or claims["iss"] != SERVICE:
            raise Refusal(403, "AuthError", "Invalid token: service not found")
        if abs(time.time() - claims["iat"]) > 30:
            raise Refusal(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds")

    def _get(self, address: Any) -> tuple[int, dict[str, Any]]:
        path = address.path.rstrip("/")
        if path == "/v2/notifications":
            wanted = parse_qs(address.query).get("reference", [None])[0]
            found = [one for one in self.server.taken if wanted is None or one["reference"] == wanted]
            return 200, {"notifications": found, "links": {"current": self.path}}
        for one in self.server.taken:
            if path == f"/v2/notifications/{one['id']}":
                return 200, one
        raise Refusal(404, *FAILURES[404])

    def _post(self, address: Any) -> tuple[int, dict[str, Any]]:
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        time.sleep(self.server.slow_seconds)
        if self.server.failures:
            status = self.server.failures.pop(0)
            raise Refusal(status, *FAILURES[status])
        kind = address.path.removeprefix("/v2/notifications/")
        if kind == "letter":
            self._check_letter(sent)
        elif kind in NEEDED:
            self._check_message(kind, sent)
        else:
            raise Refusal(404, *FAILURES[404])
        kept = {"id": str(uuid.uuid4()), "type": kind, "status": "created", **sent}
        self.server.taken.append(kept)
        if self.server.answer_lost:
            self.connection.shutdown(socket.SHUT_RDWR)
        return 201, {
            "id": kept["id"],
            "reference": sent.get("reference"),
            "uri": f"{address.path}/{kept['id']}",
        }

    def _check_message(self, kind: str, sent: dict[str, Any]) -> None:
        to = sent.get("email_address" if kind == "email" else "phone_number", "")
        if kind == "email" and "@" not in to:
            raise Refusal(400, *FAILURES[400])
        if kind == "sms" and sum(character.isdigit() for character in to) < 11:
            raise Refusal(400, "ValidationError", "phone_number Not enough digits")
        if sent["template_id"] != TEMPLATES[kind]:
            raise Refusal(400, "BadRequestError", "Template not found")
        missing = NEEDED[kind] - set(sent.get("personalisation", {}))
        if missing:
            raise Refusal(400, "BadRequestError", f"Missing personalisation: {', '.join(sorted(missing))}")
        if kind == "sms" and len(sent["personalisation"]["body"]) > 918:
            too_long = "Content for template has a character count greater than the limit of 918"
            raise Refusal(400, "BadRequestError", too_long)

    def _check_letter(self, sent: dict[str, Any]) -> None:
        if not sent.get("reference"):
            raise Refusal(400, "ValidationError", "reference is a required property")
        if sent.get("postage") not in ("first", "second", "economy"):
            raise Refusal(400, "ValidationError", "postage invalid. It must be first, second or economy.")
        if not base64.b64decode(sent["content"]).startswith(b"%PDF-"):
            raise Refusal(400, "BadRequestError", "Letter content is not a valid PDF")


@contextmanager
def notify_server() -> Iterator[NotifyServer]:
    """A Notify that listens until the end of the block."""
    with NotifyServer() as server:
        listening = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        listening.start()
        try:
            yield server
        finally:
            server.shutdown()
            listening.join()
