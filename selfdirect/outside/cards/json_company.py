"""A card company that speaks JSON: one address for each thing, a key in the header, an answer in the body.

What it speaks is written down in docs/running/cards.md. No real company's own protocol is public; this is the shape of
those that speak JSON, and has been run against a server on this machine alone.

Next:   selfdirect/outside/cards/xml_company.py
Tests:  tests/outside/cards/test_doors.py, tests/outside/cards/test_json_company.py
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

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
)

KNOWN_REFUSALS = {
    "no_such_account": "The card company does not know this account.",
    "no_such_card": "The card company does not know this card.",
    "account_closed": "This card’s account is closed.",
    "bad_address": "The card company cannot post a card to this address.",
    "not_enough_funding": "The council’s account with the card company holds too little for this load.",
    "key_used_for_another": "The card company has this key for something else.",
}
"""What the company says about what it will not do, and how we say it. Its own words are never passed on."""


class JsonCompany:
    """One company. `token` is secret and never printed."""

    def __init__(self, url: str, token: str, *, timeout_seconds: float = 20) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._timeout = timeout_seconds

    def order(self, key: str, holder: Holder) -> Issued:
        return _issued(self._do(key, "/accounts", {"holder": _posted(holder)}))

    def replace(self, key: str, account: str, card: str, holder: Holder) -> Issued:
        return _issued(self._do(key, f"/accounts/{account}/cards", {"replaces": card, "holder": _posted(holder)}))

    def block(self, key: str, card: str, reason: str) -> Done:
        check_reason(reason)
        return Done(_text(self._do(key, f"/cards/{card}/block", {"reason": reason}), "id"))

    def load(self, key: str, account: str, pence: int) -> Done:
        check_pence(pence)
        return Done(_text(self._do(key, f"/accounts/{account}/loads", {"pence": pence}), "id"))

    def balance(self, account: str) -> Balance:
        found = self._ask("GET", f"/accounts/{account}/balance")
        return Balance(_whole(found, "pence"), _moment(found, "at"))

    def entries(self, account: str, since: date) -> list[Entry]:
        found = self._ask("GET", f"/accounts/{account}/entries", params={"since": since.isoformat()})
        rows = found.get("entries")
        if not isinstance(rows, list):
            raise _nonsense("entries")
        return [
            Entry(_text(row, "id"), _day(row, "on"), _whole(row, "pence"), _text(row, "what"), str(row.get("card", "")))
            for row in rows
        ]

    def close(self, key: str, account: str) -> Closed:
        found = self._do(key, f"/accounts/{account}/close", {})
        return Closed(_text(found, "id"), _whole(found, "returned_pence"))

    def _do(self, key: str, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        check_key(key)
        return self._ask("POST", path, json=body, headers={"Idempotency-Key": key})

    def _ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> Mapping[str, Any]:
        try:
            answer = requests.request(
                method,
                self._url + path,
                headers={**self._headers, **(headers or {})},
                timeout=self._timeout,
                allow_redirects=False,
                **more,
            )
        except requests.RequestException:
            words = "The card company could not be reached, or took too long to answer."
            raise CardFailed(words, retry=True) from None
        if not 200 <= answer.status_code < 300:
            raise _refusal(answer)
        return _body(answer)


def _posted(holder: Holder) -> dict[str, str]:
    return {"name": holder.name, "address": holder.address, "postcode": holder.postcode}


def _body(answer: requests.Response) -> Mapping[str, Any]:
    try:
        found = answer.json()
    except requests.JSONDecodeError:
        found = None
    if not isinstance(found, dict):
        raise CardFailed("The card company gave an answer that makes no sense.", retry=True)
    return found


def _refusal(answer: requests.Response) -> CardFailed:
    if answer.status_code in (401, 403):
        return CardFailed("The card company does not accept our key.", retry=False)
    if answer.status_code == 429 or answer.status_code >= 500:
        return CardFailed("The card company is too busy or out of order.", retry=True)
    try:
        code = str(_body(answer).get("error"))
    except CardFailed:
        code = ""
    return CardFailed(KNOWN_REFUSALS.get(code, "The card company refused this and did not say why."), retry=False)


def _issued(found: Mapping[str, Any]) -> Issued:
    card = found.get("card")
    if not isinstance(card, dict):
        raise _nonsense("card")
    return Issued(
        account=_text(found, "account"),
        card=_text(card, "id"),
        sort_code=_text(found, "sort_code"),
        account_number=_text(found, "account_number"),
        last_four=_text(card, "last_four"),
        expires_on=_day(card, "expires_on"),
    )


def _text(found: Mapping[str, Any], name: str) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value:
        raise _nonsense(name)
    return value


def _whole(found: Mapping[str, Any], name: str) -> int:
    value = found.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _nonsense(name)
    return value


def _day(found: Mapping[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(_text(found, name))
    except ValueError:
        raise _nonsense(name) from None


def _moment(found: Mapping[str, Any], name: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(found, name))
    except ValueError:
        raise _nonsense(name) from None
    if moment.tzinfo is None:
        raise _nonsense(name)
    return moment


def _nonsense(name: str) -> CardFailed:
    return CardFailed(f"The card company’s answer makes no sense: {name.replace('_', ' ')}.", retry=True)
