"""A card company that speaks JSON: one address for each thing, a key in the header, an answer in the body.

What it speaks is written down in docs/running/cards.md. No real company's own protocol is public; this is the shape of
those that speak JSON, and has been run against a server on this machine alone.

Next:   selfdirect/outside/cards/xml_company.py
Tests:  tests/outside/cards/test_doors.py, tests/outside/cards/test_json_company.py
"""

from collections.abc import Mapping
from datetime import date
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
    day,
    moment,
    nonsense,
    text,
    unreachable,
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
        return Done(text(self._do(key, f"/cards/{card}/block", {"reason": reason}), "id"))

    def load(self, key: str, account: str, pence: int) -> Done:
        check_pence(pence)
        return Done(text(self._do(key, f"/accounts/{account}/loads", {"pence": pence}), "id"))

    def balance(self, account: str) -> Balance:
        found = self._ask("GET", f"/accounts/{account}/balance")
        return Balance(_whole(found, "pence"), moment(found, "at"))

    def entries(self, account: str, since: date) -> list[Entry]:
        found = self._ask("GET", f"/accounts/{account}/entries", params={"since": since.isoformat()})
        rows = found.get("entries")
        if not isinstance(rows, list):
            raise nonsense("entries")
        return [
            Entry(text(row, "id"), day(row, "on"), _whole(row, "pence"), text(row, "what"), str(row.get("card", "")))
            for row in rows
        ]

    def close(self, key: str, account: str) -> Closed:
        found = self._do(key, f"/accounts/{account}/close", {})
        return Closed(text(found, "id"), _whole(found, "returned_pence"))

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
            raise unreachable() from None
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
        raise nonsense("card")
    return Issued(
        account=text(found, "account"),
        card=text(card, "id"),
        sort_code=text(found, "sort_code"),
        account_number=text(found, "account_number"),
        last_four=text(card, "last_four"),
        expires_on=day(card, "expires_on"),
    )


def _whole(found: Mapping[str, Any], name: str) -> int:
    value = found.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise nonsense(name)
    return value
