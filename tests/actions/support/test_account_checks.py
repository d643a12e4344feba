"""Numbers that cannot be are refused wherever an account is typed; without the banks' tables that is said."""

from pathlib import Path
from typing import Any

import pytest

from selfdirect.actions import direct_payments, market
from selfdirect.actions.action import Refused
from selfdirect.actions.support.account_checks import IMPOSSIBLE, loaded_tables
from selfdirect.records.direct_payments import Payee
from tests.actions.paying_people import ON, Office, office, people_to_pay, problems
from tests.rules.modulus_table import ROWS, SUBSTITUTES

GOOD = {"sort_code": "08-99-99", "account_number": "66374958"}
BAD = {"sort_code": "08-99-99", "account_number": "66374959"}


@pytest.fixture
def here(db: None, settings: Any, tmp_path: Path) -> Office:
    settings.MODULUS_FOLDER = tmp_path
    return office()


def with_tables(folder: Path) -> None:
    (folder / "valacdos.txt").write_text(ROWS, encoding="ascii")
    (folder / "scsubtab.txt").write_text(SUBSTITUTES, encoding="ascii")


def add(here: Office, **numbers: str) -> Payee:
    person = people_to_pay(1, here)[0].person
    whose: dict[str, Any] = {"person": person, "provider": None, "kind": "bank_account", "account_name": "A Foxglove"}
    return direct_payments.add_payee(**whose, **numbers, key=f"add-{person.pk}", on=ON, by=here.finance)


@pytest.mark.requirement("R-PAY-01")
def test_an_impossible_number_is_refused_when_it_is_added_or_changed(here: Office, tmp_path: Path) -> None:
    with_tables(tmp_path)
    with pytest.raises(Refused) as refused:
        add(here, **BAD)
    assert problems(refused) == {"account_number": IMPOSSIBLE}
    payee = add(here, **GOOD)
    assert payee.numbers_check.found == "passes" and payee.numbers_check.table == loaded_tables().mark
    assert add(here, sort_code="00-00-00", account_number="12345678").numbers_check.found == "not_covered"
    more: dict[str, Any] = {"account_name": "A", "reason": "New bank", "key": "change", "on": ON, "by": here.finance}
    with pytest.raises(Refused):
        direct_payments.change_payee(payee=payee, **BAD, **more)
    provider: dict[str, Any] = dict.fromkeys(("email", "phone", "what_they_do"), "") | {"name": "Example Baths"}
    provider |= {"may_hold_funds": False, "gives_care": True, "on": ON, "by": here.finance}
    with pytest.raises(Refused) as refused:
        market.add_provider(**provider, **BAD)
    assert problems(refused) == {"account_number": IMPOSSIBLE}


def test_without_tables_the_account_says_that_it_was_not_checked(here: Office, tmp_path: Path) -> None:
    assert add(here, **BAD).numbers_check.get_found_display() == "Not checked: the banks’ table is not loaded"
    (tmp_path / "valacdos.txt").write_text("spoiled", encoding="ascii")
    assert add(here, **BAD).numbers_check.found == "no_table"
