"""A card company that speaks XML messages: one address, one message for each thing, each signed with a shared secret.

Both sides sign the bytes they send, so that neither a message nor an answer can be changed on the way. A message is
refused when its signature is wrong or its time is more than some minutes off. What is spoken is written down in
docs/running/cards.md.

Next:   selfdirect/outside/cards/common.py
Tests:  tests/outside/cards/test_doors.py, tests/outside/cards/test_xml_company.py
"""

import hmac
from collections.abc import Mapping
from datetime import date, datetime
from hashlib import sha256
from xml.etree import ElementTree

import requests

from selfdirect.outside.cards.common import (
    Balance,
    CardFailed,
    Closed,
    Done,
    Entry,
    Holder,
    Issued,
    check_key,
    check_pence,
    check_reason,
    day,
    moment,
    nonsense,
    text,
    unreachable,
)

SIGNATURE = "X-Signature"
Parts = Mapping[str, str]
MOST_BYTES = 5_000_000
REFUSALS = {
    "101": "The card company does not know this account.",
    "102": "The card company does not know this card.",
    "103": "This card’s account is closed.",
    "104": "The card company cannot post a card to this address.",
    "105": "The council’s account with the card company holds too little for this load.",
    "106": "The card company has this key for something else.",
    "201": "The card company does not accept our signature.",
    "202": "The card company’s clock and ours are too far apart.",
}
"""The company's codes for what it will not do, and how we say them."""


class XmlCompany:
    """One company. `secret` signs what both sides send and is never printed; `at` is the moment at which we speak."""

    def __init__(
        self,
        url: str,
        council: str,
        secret: str,
        at: datetime,
        *,
        timeout_seconds: float = 20,
    ) -> None:
        self._url, self._council, self._secret = url, council, secret.encode()
        self._timeout, self._at = timeout_seconds, at

    def order(self, key: str, holder: Holder) -> Issued:
        return _issued(self._do("OrderCard", key, _posted(holder)))

    def replace(self, key: str, account: str, card: str, holder: Holder) -> Issued:
        return _issued(self._do("ReplaceCard", key, {"Account": account, "Card": card, **_posted(holder)}))

    def block(self, key: str, card: str, reason: str) -> Done:
        check_reason(reason)
        return Done(text(self._do("BlockCard", key, {"Card": card, "Reason": reason}), "Reference"))

    def load(self, key: str, account: str, pence: int) -> Done:
        check_pence(pence)
        found = self._do("LoadAccount", key, {"Account": account, "Amount": _pounds(pence), "Currency": "GBP"})
        return Done(text(found, "Reference"))

    def balance(self, account: str) -> Balance:
        found = _parts(self._say("GetBalance", {"Account": account}))
        return Balance(_pence(found, "Amount"), moment(found, "At"))

    def entries(self, account: str, since: date) -> list[Entry]:
        found = self._say("GetEntries", {"Account": account, "Since": since.isoformat()})
        return [
            Entry(
                text(row, "Reference"),
                day(row, "On"),
                _pence(row, "Amount"),
                text(row, "What"),
                row.get("Card", ""),
            )
            for row in map(_parts, found.iterfind("Entry"))
        ]

    def close(self, key: str, account: str) -> Closed:
        found = self._do("CloseAccount", key, {"Account": account})
        return Closed(text(found, "Reference"), _pence(found, "Returned"))

    def _do(self, verb: str, key: str, parts: Mapping[str, str]) -> Parts:
        check_key(key)
        return _parts(self._say(verb, parts, key))

    def _say(self, verb: str, parts: Mapping[str, str], key: str = "") -> ElementTree.Element:
        content = _message(verb, self._council, self._at, parts, key)
        headers = {"Content-Type": "application/xml; charset=utf-8", SIGNATURE: sign(self._secret, content)}
        try:
            answer = requests.post(
                self._url, data=content, headers=headers, timeout=self._timeout, allow_redirects=False
            )
        except requests.RequestException:
            raise unreachable() from None
        if answer.status_code != 200:
            raise CardFailed("The card company is too busy or out of order.", retry=True)
        return _good(self._checked(answer, verb))

    def _checked(self, answer: requests.Response, verb: str) -> ElementTree.Element:
        if len(answer.content) > MOST_BYTES:
            raise CardFailed("The card company’s answer is too long to be one.", retry=False)
        signed = answer.headers.get(SIGNATURE, "").encode("utf-8", "replace")
        if not hmac.compare_digest(signed, sign(self._secret, answer.content).encode()):
            raise CardFailed("The card company’s answer is not signed as agreed, so it was not believed.", retry=True)
        if b"<!DOCTYPE" in answer.content or b"<!ENTITY" in answer.content:
            raise CardFailed("The card company’s answer holds what no answer needs.", retry=False)
        try:
            root = ElementTree.fromstring(answer.content)
        except ElementTree.ParseError:
            raise CardFailed("The card company gave an answer that makes no sense.", retry=True) from None
        if root.tag != "Answer" or root.get("to") != verb:
            raise CardFailed("The card company answered something else.", retry=True)
        return root


def sign(secret: bytes, content: bytes) -> str:
    """The signature of a message: HMAC with SHA-256 over its bytes, in hexadecimal."""
    return hmac.new(secret, content, sha256).hexdigest()


def _message(verb: str, council: str, at: datetime, parts: Mapping[str, str], key: str) -> bytes:
    root = ElementTree.Element("Message", {"verb": verb, "council": council, "at": at.isoformat()})
    if key:
        root.set("key", key)
    for name, value in parts.items():
        ElementTree.SubElement(root, name).text = value
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _good(root: ElementTree.Element) -> ElementTree.Element:
    status = root.get("status")
    if status == "done":
        return root
    if status == "again":
        raise CardFailed("The card company is too busy or out of order.", retry=True)
    words = REFUSALS.get(root.get("code", ""), "The card company refused this and did not say why.")
    raise CardFailed(words, retry=False)


def _posted(holder: Holder) -> dict[str, str]:
    return {"Name": holder.name, "Address": holder.address, "Postcode": holder.postcode}


def _parts(root: ElementTree.Element) -> Parts:
    return {child.tag: child.text or "" for child in root}


def _issued(found: Parts) -> Issued:
    return Issued(
        account=text(found, "Account"),
        card=text(found, "Card"),
        sort_code=text(found, "SortCode"),
        account_number=text(found, "AccountNumber"),
        last_four=text(found, "LastFour"),
        expires_on=day(found, "ExpiresOn"),
    )


def _pounds(pence: int) -> str:
    return f"{pence // 100}.{pence % 100:02d}"


def _pence(found: Parts, name: str) -> int:
    """Pounds with two decimals, written out, as whole pence. Nothing of it passes through a float."""
    words = text(found, name)
    sign_, digits = (-1, words[1:]) if words.startswith("-") else (1, words)
    whole, point, part = digits.partition(".")
    if not (whole.isdecimal() and point and part.isdecimal() and len(part) == 2 and digits.isascii()):
        raise nonsense(name)
    return sign_ * (int(whole) * 100 + int(part))
