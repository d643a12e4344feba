"""A small card company on this machine that speaks both protocols over a real socket of the loopback.

One book behind two handlers: what was asked under a key is answered the same again. `fail_with` makes the next answers
fail, `lose_answer` does what is asked and hangs up before it answers, `spoil` puts something else into the next answer.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

from selfdirect.outside.cards.xml_company import REFUSALS, SIGNATURE, sign

TOKEN, NAME, SECRET = "token-for-tests", "council-9", "secret-for-tests"
EXPIRES_ON = date(2029, 11, 30)


class No(Exception):
    """What the company will not do: its JSON word and its XML code."""

    def __init__(self, word: str, code: str) -> None:
        super().__init__(word)
        self.word, self.code = word, code


NO_ACCOUNT, NO_CARD, CLOSED = No("no_such_account", "101"), No("no_such_card", "102"), No("account_closed", "103")
BAD_ADDRESS, NO_FUNDS, OTHER_KEY = (
    No("bad_address", "104"),
    No("not_enough_funding", "105"),
    No("key_used_for_another", "106"),
)


class Book:
    """Accounts, cards, lines and every key that was used."""

    def __init__(self) -> None:
        self.accounts: dict[str, dict[str, Any]] = {}
        self.cards: dict[str, dict[str, Any]] = {}
        self.keys: dict[str, tuple[str, Any]] = {}
        self.funding = 100_000_00

    def once(self, key: str, what: str, do: Callable[[], Any]) -> Any:
        if not key:
            raise OTHER_KEY
        if key not in self.keys:
            self.keys[key] = (what, do())
        asked, answer = self.keys[key]
        if asked != what:
            raise OTHER_KEY
        return answer

    def order(self, name: str, address: str) -> tuple[str, str]:
        if not name or not address:
            raise BAD_ADDRESS
        account = f"A{len(self.accounts) + 1}"
        self.accounts[account] = {"number": f"{70_000_000 + len(self.accounts)}", "lines": [], "is_closed": False}
        return account, self.new_card(account)

    def new_card(self, account: str) -> str:
        card = f"C{len(self.cards) + 1}"
        self.cards[card] = {"account": account, "blocked": "", "last_four": f"{4000 + len(self.cards)}"}
        return card

    def open_account(self, account: str) -> dict[str, Any]:
        found = self.known(account)
        if found["is_closed"]:
            raise CLOSED
        return found

    def known(self, account: str) -> dict[str, Any]:
        if account not in self.accounts:
            raise NO_ACCOUNT
        return self.accounts[account]

    def block(self, card: str, reason: str) -> str:
        if card not in self.cards:
            raise NO_CARD
        self.cards[card]["blocked"] = self.cards[card]["blocked"] or reason
        return f"B-{card}"

    def load(self, account: str, pence: int) -> str:
        found = self.open_account(account)
        if pence > self.funding:
            raise NO_FUNDS
        self.funding -= pence
        return self.line(found, pence, "Load")

    def spend(self, card: str, pence: int, what: str) -> None:
        """The holder buys something: refused when the card is blocked."""
        assert not self.cards[card]["blocked"], "a blocked card spends nothing"
        self.line(self.accounts[self.cards[card]["account"]], -pence, what, card)

    def line(self, account: dict[str, Any], pence: int, what: str, card: str = "", on: date = date(2026, 7, 6)) -> str:
        reference = f"L{sum(len(one['lines']) for one in self.accounts.values()) + 1}"
        account["lines"].append({"id": reference, "on": on, "pence": pence, "what": what, "card": card})
        return reference

    def held(self, account: str) -> int:
        return sum(one["pence"] for one in self.known(account)["lines"])

    def close(self, account: str) -> int:
        pence = self.held(account)
        self.line(self.open_account(account), -pence, "Back to the council")
        self.accounts[account]["is_closed"] = True
        return pence


class CompanyServer(ThreadingHTTPServer):
    """What it holds, and how it is to behave."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.book = Book()
        self.failures: list[int] = []
        self.lose_answer = False
        self.slow_seconds = 0.0
        self.spoil: bytes | None = None
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def fail_with(self, *statuses: int) -> None:
        self.failures = list(statuses)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hung up is part of the tests."""


class _Handler(BaseHTTPRequestHandler):
    server: CompanyServer

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def _answer(self, body: bytes) -> None:
        time.sleep(self.server.slow_seconds)
        if self.server.failures:
            self._send(self.server.failures.pop(0), b'{"error": "out_of_order"}', {})
            return
        with self.server.lock:
            status, content, headers = self._xml(body) if self.path == "/xml" else self._json(body)
        if self.server.lose_answer:
            self.server.lose_answer = False
            self.connection.close()
            return
        if self.server.spoil is not None:
            content, self.server.spoil = self.server.spoil, None
        self._send(status, content, headers)

    def _send(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    # JSON

    def _json(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        if self.headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, b'{"error": "unauthorised"}', {}
        try:
            return 200, json.dumps(self._by_path(json.loads(body) if body else {})).encode(), {}
        except No as no:
            return 409, json.dumps({"error": no.word, "message": "Never shown"}).encode(), {}

    def _by_path(self, asked: dict[str, Any]) -> dict[str, Any]:
        book, key, parts = self.server.book, self.headers.get("Idempotency-Key", ""), urlsplit(self.path)
        path = parts.path.strip("/").split("/")[1:]
        if path == ["accounts"]:
            to = asked["holder"]
            return self._made(*book.once(key, "order", lambda: book.order(to["name"], to["address"])))
        if path[0] == "cards":
            return {"id": book.once(key, f"block {path[1]}", lambda: book.block(path[1], asked["reason"]))}
        account, what = path[1], path[2]
        if what == "cards":
            book.open_account(account)
            return self._made(account, book.once(key, f"another {account}", lambda: book.new_card(account)))
        if what == "loads":
            done = book.once(key, f"load {account} {asked['pence']}", lambda: book.load(account, asked["pence"]))
            return {"id": done}
        if what == "balance":
            return {"pence": book.held(account), "at": datetime.now(UTC).isoformat()}
        if what == "entries":
            since = date.fromisoformat(parse_qs(parts.query)["since"][0])
            rows = [one for one in book.known(account)["lines"] if one["on"] >= since]
            return {"entries": [{**one, "on": one["on"].isoformat()} for one in rows]}
        return {"id": f"X-{account}", "returned_pence": book.once(key, f"close {account}", lambda: book.close(account))}

    def _made(self, account: str, card: str) -> dict[str, Any]:
        return {
            "account": account,
            "sort_code": "089999",
            "account_number": self.server.book.accounts[account]["number"],
            "card": {
                "id": card,
                "last_four": self.server.book.cards[card]["last_four"],
                "expires_on": EXPIRES_ON.isoformat(),
            },
        }

    # XML

    def _xml(self, body: bytes) -> tuple[int, bytes, dict[str, str]]:
        asked = ElementTree.fromstring(body)
        answer = ElementTree.Element("Answer", {"to": asked.get("verb", ""), "status": "done"})
        try:
            if self.headers.get(SIGNATURE) != sign(SECRET.encode(), body) or asked.get("council") != NAME:
                raise No("", "201")
            if abs(datetime.now(UTC) - datetime.fromisoformat(asked.get("at", ""))) > timedelta(minutes=5):
                raise No("", "202")
            self._by_verb(asked, answer)
        except No as no:
            assert no.code in REFUSALS
            answer.set("status", "refused")
            answer.set("code", no.code)
        content = ElementTree.tostring(answer, encoding="utf-8")
        return 200, content, {SIGNATURE: sign(SECRET.encode(), content)}

    def _by_verb(self, asked: ElementTree.Element, answer: ElementTree.Element) -> None:
        book, key, verb = self.server.book, asked.get("key", ""), asked.get("verb")
        part = {one.tag: one.text or "" for one in asked}
        if verb == "OrderCard":
            self._made_xml(answer, *book.once(key, "order", lambda: book.order(part["Name"], part["Address"])))
        elif verb == "ReplaceCard":
            account = part["Account"]
            book.open_account(account)
            self._made_xml(answer, account, book.once(key, f"another {account}", lambda: book.new_card(account)))
        elif verb == "BlockCard":
            card = part["Card"]
            _put(answer, Reference=book.once(key, f"block {card}", lambda: book.block(card, part["Reason"])))
        elif verb == "LoadAccount":
            account, pence = part["Account"], _pence(part["Amount"])
            assert part["Currency"] == "GBP"
            _put(answer, Reference=book.once(key, f"load {account} {pence}", lambda: book.load(account, pence)))
        elif verb == "GetBalance":
            _put(answer, Amount=_pounds(book.held(part["Account"])), At=datetime.now(UTC).isoformat())
        elif verb == "GetEntries":
            for one in book.known(part["Account"])["lines"]:
                if one["on"] >= date.fromisoformat(part["Since"]):
                    row = ElementTree.SubElement(answer, "Entry")
                    _put(row, Reference=one["id"], On=one["on"].isoformat(), Amount=_pounds(one["pence"]))
                    _put(row, What=one["what"], Card=one["card"])
        else:
            account = part["Account"]
            back = book.once(key, f"close {account}", lambda: book.close(account))
            _put(answer, Reference=f"X-{account}", Returned=_pounds(back))

    def _made_xml(self, answer: ElementTree.Element, account: str, card: str) -> None:
        made = self._made(account, card)
        _put(answer, Account=account, Card=card, SortCode=made["sort_code"], AccountNumber=made["account_number"])
        _put(answer, LastFour=made["card"]["last_four"], ExpiresOn=made["card"]["expires_on"])


def _put(element: ElementTree.Element, **parts: str) -> None:
    for name, value in parts.items():
        ElementTree.SubElement(element, name).text = value


def _pence(pounds: str) -> int:
    found = re.fullmatch(r"(-?)(\d+)\.(\d\d)", pounds)
    assert found
    return (-1 if found[1] else 1) * (int(found[2]) * 100 + int(found[3]))


def _pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}{abs(pence) // 100}.{abs(pence) % 100:02d}"


@contextmanager
def company() -> Iterator[CompanyServer]:
    """A company that runs for as long as the test does."""
    server = CompanyServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
