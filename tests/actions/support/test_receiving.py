"""An account of somebody who acts is paid only while their authority to receive the payment counts."""

from datetime import timedelta

import pytest

from selfdirect.actions import direct_payments, payment_runs
from selfdirect.actions.action import Refused
from selfdirect.actions.support.receiving import no_longer_may_receive
from selfdirect.records.authority import Authority
from selfdirect.records.payments import LineState
from tests.actions.first_half import Town, town, worker_of
from tests.actions.giving_authority import ended_authority, given_authority
from tests.actions.paying_people import problems
from tests.actions.story import (
    AGREED_ON,
    DECIDED_ON,
    FIRST_PAY_ON,
    PREPARED_ON,
    Story,
    approve,
    approved,
    chosen,
    finalised,
    prepared,
    signed,
    with_account,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def received(here: Town) -> tuple[Story, Authority]:
    """Somebody whose nominated person receives the payment."""
    budget = chosen(finalised(approved(here)))
    held = given_authority(budget.person, worker_of(budget.person), DECIDED_ON)
    with_account(budget.person, authority=held)
    signed(budget)
    return Story(here, budget), held


@pytest.mark.requirement("R-DEP-15")
def test_a_payment_to_an_ended_authority_is_held_and_says_what_to_do(received: tuple[Story, Authority]) -> None:
    walked, held = received
    ended_authority(held, walked.worker, PREPARED_ON - DAY)
    run = prepared(walked.town)
    line = run.lines.get()
    assert line.state == LineState.HELD and line.hold_reason == (
        "The authority of Ruth Foxglove to receive this payment ended on 30 June 2026. Add the account of whoever "
        "receives the payment now, or the person’s own."
    )
    with pytest.raises(Refused, match="ended on 30 June 2026"):
        payment_runs.release_line(line=line, on=PREPARED_ON, by=walked.town.cast.finance[0])


def test_one_that_ends_between_preparing_and_approving_is_not_approved(received: tuple[Story, Authority]) -> None:
    walked, held = received
    run = prepared(walked.town)
    assert run.lines.get().state == LineState.INCLUDED
    ended_authority(held, walked.worker, PREPARED_ON)
    with pytest.raises(Refused, match="Add the account of whoever receives the payment now"):
        approve(walked.town, run)


def test_with_another_account_it_is_paid_again(received: tuple[Story, Authority]) -> None:
    walked, held = received
    ended_authority(held, walked.worker, PREPARED_ON - DAY)
    direct_payments.change_payee(
        payee=walked.payee,
        account_name="A Foxglove",
        sort_code="400000",
        account_number="10000002",
        reason="Ruth no longer receives it",
        key="own",
        on=PREPARED_ON,
        by=walked.worker,
    )
    assert prepared(walked.town).lines.get().state == LineState.INCLUDED


@pytest.mark.parametrize(("last", "gone"), [(0, False), (-1, True), (None, False)])
def test_it_counts_on_its_last_day(here: Town, last: int | None, gone: bool) -> None:
    budget = chosen(finalised(approved(here)))
    until = None if last is None else FIRST_PAY_ON + last * DAY
    held = given_authority(budget.person, worker_of(budget.person), DECIDED_ON, until_on=until)
    payee = with_account(budget.person, authority=held)
    assert (payee.pk in no_longer_may_receive(FIRST_PAY_ON)) is gone


def test_an_account_is_not_added_for_who_may_not_receive(here: Town) -> None:
    budget = finalised(approved(here))
    by = worker_of(budget.person)
    narrow = given_authority(budget.person, by, DECIDED_ON, scopes=["speak"])
    ended = given_authority(budget.person, by, DECIDED_ON, holder_name="Bo", until_on=AGREED_ON - DAY)
    for held, words in ((narrow, "does not cover receiving"), (ended, "does not count on this day")):
        with pytest.raises(Refused) as refused:
            with_account(budget.person, authority=held, key=words)
        assert words in problems(refused)["authority"]
