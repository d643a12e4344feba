"""The bank's answer is written down once: what arrived is paid, what came back is owed again and looked at."""

import pytest
from django.test import Client

from selfdirect.pages.staff import bank_answers
from selfdirect.pages.staff.bank_answers import read_numbers
from selfdirect.records.payments import PaymentRun
from selfdirect.records.work import Step
from tests.actions.paying_people import ON, PAY_ON, Office, office, people_to_pay, sent_run
from tests.pages.staff.calendar_days import it_is
from tests.pages.staff.conftest import Browser
from tests.pages.staff.forms import said, send, text


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    it_is(monkeypatch, PAY_ON)
    return office()


@pytest.fixture
def finance(here: Office, browser: Browser) -> Client:
    return browser(here.finance)


@pytest.fixture
def run(here: Office) -> PaymentRun:
    people_to_pay(3, here)
    return sent_run(here)


def at(run: PaymentRun) -> str:
    return f"/staff/payments/{run.pk}/confirm/"


def states(run: PaymentRun) -> list[str]:
    return sorted(run.lines.values_list("state", flat=True))


def test_everything_arrived(run: PaymentRun, finance: Client) -> None:
    assert said(send(finance, at(run))) == ["Select whether every payment arrived"]
    answer = send(finance, at(run), answer="all")
    assert states(run) == ["confirmed"] * 3
    assert "The run is closed" in text(finance.get(answer.url)) and finance.get(at(run)).status_code == 302


@pytest.mark.requirement("R-PAY-08")
def test_one_came_back_with_the_banks_reason(run: PaymentRun, finance: Client, here: Office, browser: Browser) -> None:
    line = run.lines.order_by("pk").first()
    assert line is not None
    back = {"answer": "some", "back": [str(line.pk)]}
    assert said(send(finance, at(run), **back)) == ["Enter the bank’s reason"]
    assert said(send(finance, at(run), answer="some")) == ["Select the payments that came back"]
    assert send(finance, at(run), **back, **{f"why_{line.pk}": "Account closed"}).status_code == 302
    assert states(run) == ["confirmed", "confirmed", "returned"]
    step = Step.objects.open().get(code="payment_returned")
    page = f"/staff/people/{line.person_id}/payment-questions/{step.pk}/"
    assert "Account closed" in text(finance.get(page)) and page in finance.get("/staff/").content.decode()


def test_a_reason_for_a_payment_that_did_arrive_is_dropped(run: PaymentRun, finance: Client) -> None:
    line = run.lines.order_by("pk").first()
    assert line is not None
    typed = {"answer": "all", "back": [str(line.pk)], f"why_{line.pk}": "Account closed"}
    assert send(finance, at(run), **typed).status_code == 302 and states(run) == ["confirmed"] * 3


def test_a_long_run_is_answered_by_the_numbers_of_the_banks_report(
    run: PaymentRun, finance: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank_answers, "MOST_LISTED", 2)
    line = run.lines.order_by("pk").first()
    assert line is not None
    wrong = send(finance, at(run), answer="some", numbers="nonsense")
    assert wrong.status_code == 422 and "nonsense" in said(wrong)[0]
    other = send(finance, at(run), answer="some", numbers=f"{run.reference}-99999 closed")
    assert other.status_code == 422 and "99999" in said(other)[0]
    right = f"{run.reference}-{line.pk}, account closed\n\n"
    assert send(finance, at(run), answer="some", numbers=right).status_code == 302
    assert states(run) == ["confirmed", "confirmed", "returned"]


def test_numbers_are_read_with_or_without_the_run(run: PaymentRun) -> None:
    assert read_numbers(f"{run.reference}-12 closed\n13; no such account", run) == {12: "closed", 13: "no such account"}
    with pytest.raises(ValueError, match="12"):
        read_numbers("12", run)


def test_only_finance_writes_the_answer(run: PaymentRun, here: Office, browser: Browser) -> None:
    assert ON < PAY_ON
    assert browser(here.approver).get(at(run)).status_code == 403
    assert browser(here.worker).get(at(run)).status_code == 403
