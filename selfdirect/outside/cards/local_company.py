"""A folder in place of a card company: what would be asked of one becomes files that a person can open and read.

For a demonstration, and for a council that asks its card company by telephone or on its website and writes here what
was asked. Each key is one file, written once; asked again, the same answer is read from it. Nothing is spent here, so
an account holds what was loaded, and its numbers are made up from the key.

Next:   selfdirect/outside/cards/common.py
Tests:  tests/outside/cards/test_doors.py, tests/outside/cards/test_local_company.py
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

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
from selfdirect.outside.whole_files import put_once

YEARS_OF_A_CARD = 3


class LocalCompany:
    """Keeps its files in one folder, which it makes, for its owner's eyes only. `today` is the day of what is asked."""

    def __init__(self, folder: Path, today: Callable[[], date]) -> None:
        self.folder, self._today = Path(folder), today

    def order(self, key: str, holder: Holder) -> Issued:
        made = {"account": f"local-{_mark(key)}", "card": f"card-{_mark(key + ':card')}"}
        number = f"{int(_mark(key, 12), 16) % 100_000_000:08d}"
        asked = {"asked": "order a card", "for": holder.name, "posted_to": holder.address, "postcode": holder.postcode}
        found = self._once(key, {**asked, **made, "account_number": number, **self._new_card(key)})
        return _issued(found)

    def replace(self, key: str, account: str, card: str, holder: Holder) -> Issued:
        first = self._known("account", account)
        made = {"account": account, "account_number": first["account_number"], "card": f"card-{_mark(key + ':card')}"}
        asked = {"asked": "another card", "instead_of": card, "for": holder.name, "posted_to": holder.address}
        return _issued(self._once(key, {**asked, **made, **self._new_card(key)}))

    def block(self, key: str, card: str, reason: str) -> Done:
        check_reason(reason)
        self._once(key, {"asked": "block a card", "blocked": card, "because": reason})
        return Done(key)

    def load(self, key: str, account: str, pence: int) -> Done:
        check_pence(pence)
        self._once(key, {"asked": "load an account", "of": account, "pence": pence})
        return Done(key)

    def balance(self, account: str) -> Balance:
        return Balance(
            sum(one.pence for one in self.entries(account, date.min)), datetime.combine(self._today(), time(12), UTC)
        )

    def entries(self, account: str, since: date) -> list[Entry]:
        rows = [(name, row) for name, row in self._rows() if row.get("of") == account]
        found = [Entry(name, date.fromisoformat(row["on"]), row["pence"], row["asked"]) for name, row in rows]
        return [one for one in found if one.on >= since]

    def close(self, key: str, account: str) -> Closed:
        pence = self.balance(account).pence
        found = self._once(key, {"asked": "close an account", "of": account, "pence": -pence})
        return Closed(key, -int(found["pence"]))

    def _new_card(self, key: str) -> dict[str, str]:
        today = self._today()
        last = today.replace(year=today.year + YEARS_OF_A_CARD, day=28)
        return {"last_four": f"{int(_mark(key, 8), 16) % 10_000:04d}", "expires_on": last.isoformat()}

    def _once(self, key: str, row: dict[str, Any]) -> dict[str, Any]:
        """Write what was asked, unless its key was; then what was answered first stands."""
        check_key(key)
        path = self.folder / f"{_mark(key)}.json"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                whole = {"key": key, "on": self._today().isoformat(), **row}
                put_once(path, json.dumps(whole, indent=1, ensure_ascii=False).encode())
            found: dict[str, Any] = json.loads(path.read_text("utf-8"))
        except OSError as error:
            why = (error.strerror or "the disk did not say why").lower()
            raise CardFailed(f"The folder of cards could not be written: {why}.", retry=True) from None
        if found["asked"] != row["asked"]:
            raise CardFailed("This key was used for something else.", retry=False)
        return found

    def _rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every file, in the order written."""
        for path in sorted(self.folder.glob("*.json"), key=lambda one: (one.stat().st_mtime_ns, one.name)):
            yield path.stem, json.loads(path.read_text("utf-8"))

    def _known(self, name: str, value: str) -> dict[str, Any]:
        found = next((row for _, row in self._rows() if row.get(name) == value), None)
        if found is None:
            raise CardFailed("The card company does not know this account.", retry=False)
        return found


def _mark(key: str, long: int = 16) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:long]


def _issued(found: dict[str, Any]) -> Issued:
    return Issued(
        account=found["account"],
        card=found["card"],
        sort_code="089999",
        account_number=found["account_number"],
        last_four=found["last_four"],
        expires_on=date.fromisoformat(found["expires_on"]),
    )
