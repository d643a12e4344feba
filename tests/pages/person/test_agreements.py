"""The account, and signing on the screen: once, by the person or their representative, with the terms of that day."""

import pytest

from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.rules.access import Role
from tests.actions import story
from tests.pages.person.conftest import Life, browser, said

ACCOUNT = {"account_name": "A Foxglove", "sort_code": "20-00-00", "account_number": "1000 0001", "key": "a-key"}
SIGNED = {"agrees": "yes", "signed_by_name": "Amara Foxglove", "key": "s-key"}


@pytest.fixture
def chosen(life: Life) -> Life:
    """Somebody who chose a bank account of their own."""
    story.chosen(life.budget)
    return life


def _at(life: Life, rest: str) -> str:
    return life.path(f"budgets/{life.budget.pk}/{rest}")


def test_from_the_account_to_a_signed_agreement(chosen: Life) -> None:
    client = browser(chosen.user)
    answer = client.post(_at(chosen, "account/"), ACCOUNT)
    assert answer.status_code == 302 and answer.url == _at(chosen, "sign/")
    assert client.post(_at(chosen, "account/"), ACCOUNT).status_code == 422, "it is known now"
    page = said(client.get(answer.url))
    assert "You use the money for what is in your support plan." in page and "Account that ends in 0001" in page
    assert "You can change how the money is held at any time." in page
    done = client.post(answer.url, SIGNED)
    agreement = Agreement.objects.get()
    assert done.status_code == 302 and done.url == chosen.path(f"agreements/{agreement.pk}/")
    assert (agreement.signed_as, agreement.signed_how) == ("person", "on_screen")
    assert chosen.budget.payment_schedules.count() == 1
    page = said(client.get(done.url))
    assert agreement.reference in page and "You signed the agreement" in page
    assert client.get(answer.url).status_code == 422, "there is nothing to sign now"


def test_a_double_click_is_one_agreement(chosen: Life) -> None:
    client = browser(chosen.user)
    client.post(_at(chosen, "account/"), ACCOUNT)
    path = _at(chosen, "sign/")
    assert client.post(path, SIGNED).status_code == 302
    client.post(path, SIGNED)
    assert Agreement.objects.count() == 1 and Payee.objects.count() == 1


def test_a_representative_signs_as_one_and_a_carer_does_not(chosen: Life) -> None:
    carer = browser(chosen.helper(Role.CARER))
    for rest in ("account/", "sign/"):
        assert carer.get(_at(chosen, rest)).status_code == 403
        assert carer.post(_at(chosen, rest), {**ACCOUNT, **SIGNED}).status_code == 403
    client = browser(chosen.helper(Role.REPRESENTATIVE))
    client.post(_at(chosen, "account/"), ACCOUNT)
    client.post(_at(chosen, "sign/"), {**SIGNED, "signed_by_name": "Rosa"})
    agreement = Agreement.objects.get()
    assert (agreement.signed_as, agreement.signed_by_name) == ("representative", "Rosa")


WRONG = [
    ("account", "account_name", "", "Enter the name on the account"),
    ("account", "sort_code", "12", "sort code must have 6 digits"),
    ("account", "sort_code", "£1,234.50", "sort code"),
    ("account", "account_number", "🦊", "account number"),
    ("sign", "agrees", "", "Select that you have read this and agree"),
    ("sign", "signed_by_name", "", "Enter your full name"),
    ("sign", "signed_by_name", "x" * 121, "120 characters or fewer"),
]


def test_what_is_wrong_is_said_at_its_field(chosen: Life) -> None:
    client = browser(chosen.user)
    for rest, field, typed, says in WRONG:
        given = {"account": ACCOUNT, "sign": SIGNED}[rest] | {field: typed}
        answer = client.post(_at(chosen, f"{rest}/"), given)
        assert answer.status_code == 422 and says in said(answer), says
    assert not Agreement.objects.exists() and not Payee.objects.exists()


def test_an_account_is_changed_with_a_reason_and_shown_by_its_last_digits(chosen: Life) -> None:
    payee = story.with_account(chosen.person)
    client = browser(chosen.user)
    assert "Account that ends in 0001" in said(client.get(chosen.path("accounts/")))
    path = chosen.path(f"accounts/{payee.pk}/change/")
    new = {**ACCOUNT, "account_number": "20000002", "key": "c-key"}
    assert "Tell us why the account changes" in said(client.post(path, new))
    assert client.post(path, {**new, "reason": "I changed my bank"}).status_code == 302
    page = said(client.get(chosen.path("accounts/")))
    assert "ends in 0002" in page and "ends in 0001" not in page
    assert client.get(path).status_code == 404, "an old account cannot be changed"


def test_without_a_choice_there_is_nothing_to_sign(life: Life) -> None:
    answer = browser(life.user).get(_at(life, "sign/"))
    assert answer.status_code == 422 and "There is no agreement to sign now" in said(answer)
