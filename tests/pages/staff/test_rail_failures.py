"""A way of paying has failed: finance reports it, sees who must be paid, prepares, and says that it works again."""

import pytest
from django.test import Client

from selfdirect.actions import must_be_paid
from selfdirect.records.must_be_paid import RailDrill, RailFailure
from selfdirect.records.payments import PaymentRun
from selfdirect.rules.access import Role
from tests.actions.story import FIRST_PAY_ON, Story, paid, story, support, with_account
from tests.actions.test_switching import CARD, switch
from tests.pages.conftest import SignIn
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.forms import day, send, text

AT = "/staff/payments/failures/"


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    """Somebody whose money goes onto a card."""
    found = story(support())
    with_account(found.person, "10000009", kind="prepaid_card", key="card")
    switch(found, CARD, FIRST_PAY_ON)
    paid(found.town, FIRST_PAY_ON)
    it_is(monkeypatch, FIRST_PAY_ON)
    return found


def on_the_list(told: Story) -> None:
    must_be_paid.put_on_list(
        budget=told.budget,
        what="Ana, wages",
        account_name="Ana Example",
        sort_code="200000",
        account_number="55779911",
        pence=12000,
        every="weekly",
        due_on=FIRST_PAY_ON,
        key="list",
        on=FIRST_PAY_ON,
        by=told.worker,
    )


def report(client: Client, rail: str) -> RailFailure:
    answer = send(client, f"{AT}report/", rail=rail, what_happened="The card company is shut.")
    found = RailFailure.objects.latest("pk")
    assert answer["Location"] == f"{AT}{found.pk}/"
    return found


def test_cards_fail_and_who_must_be_paid_is_paid(told: Story, client: Client, sign_in: SignIn) -> None:
    sign_in(client, Role.FINANCE_OFFICER)
    assert "No failure was reported" in text(client.get(AT))
    wrong = send(client, f"{AT}report/", rail="", what_happened="")
    assert wrong.status_code == 422 and "Select what has failed" in text(wrong)
    failure = report(client, "prepaid_card")
    at = f"{AT}{failure.pk}/"
    page = text(client.get(at))
    assert "Nobody is left to be paid today" in page and "Nobody on the list: their worker asks them today" in page
    on_the_list(told)
    page = text(client.get(at))
    assert "1 payment, £120.00." in page and "Ana, wages" in page and "Nobody on the list" not in page
    assert "Prepaid cards cannot be used since 6 July 2026" in text(client.get("/staff/"))
    answer = send(client, f"{at}pay/", **day("until_on", FIRST_PAY_ON))
    run = PaymentRun.objects.get(kind="same_day")
    assert answer["Location"] == f"/staff/payments/{run.pk}/"
    assert run.reference in text(client.get(at)) and run.reference in text(client.get("/staff/"))
    assert client.post(f"{at}end/").status_code == 302
    assert "Ended 6 July 2026" in text(client.get(AT)) and client.get(f"{at}pay/").status_code == 404


def test_the_banks_file_fails_and_what_it_did_not_carry_out_is_sent_again(
    told: Story, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, Role.FINANCE_OFFICER)
    run = PaymentRun.objects.get()
    PaymentRun.objects.filter(pk=run.pk).update(state="sent", closed_on=None, closed_by=None)
    run.lines.update(state="sent")
    wrong = send(client, f"{AT}report/", rail="bank", what_happened="The bank is shut.")
    assert wrong.status_code == 422 and "Select the runs" in text(wrong) and run.reference in text(wrong)
    send(client, f"{AT}report/", rail="bank", what_happened="The bank is shut.", runs=[str(run.pk)])
    failure = RailFailure.objects.get()
    assert "1 payment" in text(client.get(f"{AT}{failure.pk}/"))
    send(client, f"{AT}{failure.pk}/pay/", **day("until_on", FIRST_PAY_ON))
    assert PaymentRun.objects.get(kind="same_day").lines.get().again_for == run.lines.get()


def test_drills_are_shown_and_who_may_only_look_reports_nothing(told: Story, client: Client, sign_in: SignIn) -> None:
    RailDrill.objects.create(
        rail="prepaid_card",
        pay_on=FIRST_PAY_ON,
        payments=214,
        pence=100,
        people=200,
        without_a_list=3,
        milliseconds=900,
        on=FIRST_PAY_ON,
    )
    sign_in(client, Role.AUDITOR)
    page = text(client.get(AT))
    assert "214" in page and "All paid" in page and "Report a failure" not in page
    assert client.get(f"{AT}report/").status_code == 403
