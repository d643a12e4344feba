"""The account, and signing on the screen: once, by the person or their representative, with the terms of that day."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from selfdirect.actions.cheques import pay_by_cheque
from selfdirect.records.direct_payments import Agreement, Payee
from selfdirect.rules.access import Role
from tests.actions import story
from tests.actions.giving_authority import ended_authority, given_authority, with_access
from tests.actions.held_otherwise import held_by_the_council
from tests.cheques_on import cheques_on
from tests.pages.person.conftest import ON, Life, browser, said

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


def test_somebody_with_authority_signs_and_a_carer_does_not(chosen: Life) -> None:
    carer = browser(chosen.helper(Role.CARER))
    for rest in ("account/", "sign/"):
        assert carer.get(_at(chosen, rest)).status_code == 403
        assert carer.post(_at(chosen, rest), {**ACCOUNT, **SIGNED}).status_code == 403
    user = chosen.helper(Role.REPRESENTATIVE)
    client = browser(user)
    refused = client.get(_at(chosen, "sign/"))
    assert refused.status_code == 422 and "You have no authority to sign for this person" in said(refused)
    held = given_authority(chosen.person, chosen.worker, story.DECIDED_ON, holder_name="Rosa Reed")
    with_access(held, user, story.DECIDED_ON, chosen.worker)
    assert "the account that you receive Amara’s money in" in said(client.get(_at(chosen, "account/")))
    client.post(_at(chosen, "account/"), ACCOUNT)
    assert Payee.objects.get(person=chosen.person).under == held, "held back once their authority ends"
    page = said(client.get(_at(chosen, "sign/")))
    assert "Amara’s agreement" in page and "Rosa Reed, as nominated person" in page
    client.post(_at(chosen, "sign/"), {**SIGNED, "signed_by_name": "Rosa Reed"})
    agreement = Agreement.objects.get()
    assert (agreement.signed_as, agreement.signed_by_name) == ("nominated_person", "Rosa Reed")
    assert "Rosa Reed</span>, nominated person" in said(client.get(chosen.path(f"agreements/{agreement.pk}/")))


def test_an_authority_that_ended_while_the_page_was_open_signs_nothing(chosen: Life) -> None:
    user = chosen.helper(Role.REPRESENTATIVE)
    held = given_authority(chosen.person, chosen.worker, story.DECIDED_ON)
    with_access(held, user, story.DECIDED_ON, chosen.worker)
    client = browser(user)
    client.post(_at(chosen, "account/"), ACCOUNT)
    assert client.get(_at(chosen, "sign/")).status_code == 200
    ended_authority(held, chosen.worker, ON)
    answer = client.post(_at(chosen, "sign/"), SIGNED)
    assert answer.status_code == 422 and "ended on 22 June 2026" in said(answer)
    assert not Agreement.objects.exists()


def test_what_changed_is_read_before_it_is_signed_again_and_every_version_stays(chosen: Life) -> None:
    client = browser(chosen.user)
    client.post(_at(chosen, "account/"), ACCOUNT)
    client.post(_at(chosen, "sign/"), SIGNED)
    first = Agreement.objects.get()
    held_by_the_council(chosen.budget)
    page = said(client.get(_at(chosen, "sign/")))
    assert "What changed since last time" in page and "It now says: The council looks after the money" in page
    late = client.post(_at(chosen, "sign/"), {**SIGNED, "key": "k2"})
    assert late.status_code == 422 and "Open the page again" in said(late), "the page was opened before"
    done = client.post(_at(chosen, "sign/"), {**SIGNED, "key": "k3", "seen_version": "1"})
    page = said(client.get(done.url))
    assert "It now stands in place of the one before" in page and "Version 1, 22 June 2026" in page
    old = said(client.get(chosen.path(f"agreements/{first.pk}/")))
    assert "This is an earlier version" in old and "You have the money" in old
    printed = client.get(chosen.path(f"agreements/{first.pk}/pdf/"))
    words = " ".join(page.extract_text() for page in PdfReader(BytesIO(printed.content)).pages)
    assert printed["Content-Type"] == "application/pdf" and f"{first.reference}, version 1" in words


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


@pytest.mark.requirement("R-PAY-15")
def test_who_is_paid_by_cheque_signs_without_an_account_and_is_paid_into_one_later(
    chosen: Life, settings: Any, tmp_path: Path
) -> None:
    client = browser(chosen.user)
    worker = story.worker_of(chosen.budget.person)
    with cheques_on(settings, tmp_path):
        words = {"name": "Amara Foxglove", "reason": "No bank takes her.", "key": "by-cheque", "on": ON, "by": worker}
        payee = pay_by_cheque(person=chosen.budget.person, **words)
        assert client.get(_at(chosen, "account/")).status_code == 422, "there is nothing to add"
        assert "A cheque by post" in said(client.get(_at(chosen, "sign/")))
        page = said(client.get(chosen.path("accounts/")))
        assert "A cheque by post" in page and "Be paid into an account instead" in page
        change = chosen.path(f"accounts/{payee.pk}/change/")
        answer = client.post(change, {**ACCOUNT, "reason": "A credit union took me", "key": "into-an-account"})
        assert answer.status_code == 302
        assert "Account that ends in 0001" in said(client.get(chosen.path("accounts/")))
