"""The bank's answer about a name is kept with who asked and how; a name that differs holds the money."""

from typing import Any

import pytest

from selfdirect.actions import payees, payment_runs
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.payees import NameCheck
from tests.actions.paying_people import (
    ON,
    Office,
    approve,
    new_account,
    office,
    only_line,
    people_to_pay,
    prepare,
    problems,
    said,
)


@pytest.fixture
def here(db: None) -> Office:
    return office()


def ask(here: Office, payee: Any, answer: str, **more: Any) -> NameCheck:
    words: dict[str, Any] = {"how": "service", "key": f"{answer}-{NameCheck.objects.count()}", "by": here.finance}
    return payees.record_name_check(**({"payee": payee, "answer": answer, "on": ON} | words | more))


def test_a_close_name_needs_the_banks_name_and_a_reason(here: Office) -> None:
    payee = people_to_pay(1, here)[0].payee
    for answer, missing in (("close", {"bank_says", "reason"}), ("no_answer", {"reason"}), ("perhaps", {"answer"})):
        with pytest.raises(Refused) as refused:
            ask(here, payee, answer)
        assert set(problems(refused)) == missing
    kept = ask(here, payee, "close", bank_says="A J Foxglove", reason="The J is her middle name", how="phone")
    assert (kept.by, kept.how, kept.bank_says, kept.on) == (here.finance, "phone", "A J Foxglove", ON)
    assert kept.lets_pay and "it is close" in said(f"Payee:{payee.pk}")[-1]
    with pytest.raises(NotAllowed):
        ask(here, payee, "match", by=here.approver)


@pytest.mark.requirement("R-PAY-17")
def test_a_name_that_differs_holds_the_payment_until_somebody_says_why_it_is_right(here: Office) -> None:
    schedule = people_to_pay(1, here)[0]
    before = prepare(here)
    ask(here, schedule.payee, "no_match")
    with pytest.raises(Refused, match="not theirs"):
        approve(here, before)
    payment = only_line(before)
    assert payment.state == "included"
    payment_runs.cancel_run(run=before, reason="The name differs", on=ON, by=here.finance)
    held = prepare(here)
    assert only_line(held).state == "held" and "not theirs" in only_line(held).hold_reason
    payment_runs.cancel_run(run=held, reason="Asked the person", on=ON, by=here.finance)
    ask(here, schedule.payee, "no_match", reason="The account is in her maiden name; seen her marriage certificate")
    assert only_line(prepare(here)).state == "included"


def test_a_new_account_is_asked_about_anew(here: Office) -> None:
    schedule = people_to_pay(1, here)[0]
    ask(here, schedule.payee, "no_match")
    new_account(here, schedule)
    assert only_line(prepare(here)).state == "included"
