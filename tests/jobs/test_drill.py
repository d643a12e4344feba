"""A way of paying is killed on pay day: everybody who must be paid is paid that day, and nothing of it is kept."""

from datetime import date

import pytest

from selfdirect.jobs import drill
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.models import Movement
from selfdirect.ledger.reading import balance
from selfdirect.records.audit import AuditEntry
from selfdirect.records.messages import Letter
from selfdirect.records.must_be_paid import Rail, RailDrill, RailFailure
from selfdirect.records.payments import PaymentFile, PaymentRun
from tests.actions.paying_people import ON, PAY_ON, Office, confirm, office, people_to_pay, prepare, sent_run
from tests.actions.test_must_be_paid import FIRST_DUE_ON, listed

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


def kept() -> tuple[int, ...]:
    tables = (PaymentRun, PaymentFile, RailFailure, Letter, Movement)
    return (*(table.objects.count() for table in tables), balance(BANK))


def told() -> str:
    return AuditEntry.objects.get(verb="same_day_runs.keep_drill").said


def test_when_cards_fail_everybody_on_a_list_is_paid_on_the_day(here: Office) -> None:
    people = people_to_pay(5, here, payee_kind="prepaid_card")
    confirm(here, sent_run(here))
    for one in people[:4]:
        listed(here, one)
    listed(here, people[0], what="Day centre", pence=3500)
    before = kept()
    found = drill.rail_failure(Rail.PREPAID_CARD, PAY_ON)
    assert found.problems == []
    assert (found.pay_on, found.people, found.payments, found.pence) == (FIRST_DUE_ON, 4, 5, 4 * 20000 + 3500)
    assert found.without_a_list == 1 and kept() == before and RailDrill.objects.get() == found
    assert told() == "A drill: Prepaid cards, pay day 3 July 2026. Everybody was paid."


def test_when_the_banks_file_fails_all_of_it_is_paid_on_the_day(here: Office) -> None:
    people_to_pay(4, here)
    waiting = prepare(here)
    before = kept()
    found = drill.rail_failure(Rail.BANK, ON)
    assert found.problems == []
    assert (found.pay_on, found.people, found.payments, found.pence) == (PAY_ON, 4, 4, 4 * 65200)
    assert kept() == before
    waiting.refresh_from_db()
    assert waiting.state == "prepared"


def test_what_would_go_wrong_is_named_by_reference_and_the_others_are_paid(here: Office) -> None:
    poor, rich = people_to_pay(2, here, payee_kind="prepaid_card")
    confirm(here, sent_run(here))
    listed(here, poor, pence=16300 * 52)
    listed(here, rich)
    found = drill.rail_failure(Rail.PREPAID_CARD, PAY_ON)
    assert found.payments == 1
    first, second = found.problems
    assert first.startswith(f"{poor.budget.reference}, due on 3 July 2026: Less than £8,476.00 of the budget")
    assert second == f"{poor.budget.reference} was not paid on the day."


def test_a_drill_that_proves_nothing_says_so(here: Office) -> None:
    assert drill.rail_failure(Rail.PREPAID_CARD, PAY_ON).problems[0].startswith("Nobody on a list is due")
    assert drill.rail_failure(Rail.BANK, PAY_ON).problems[0].startswith("Nobody is due a payment")
    assert drill.rail_failure(Rail.BANK, date(2019, 1, 7)).problems[0].startswith("Nobody signed in may")


def test_an_approver_whose_limit_is_too_low_is_found_out(here: Office) -> None:
    people_to_pay(1600, here)
    found = drill.rail_failure(Rail.BANK, ON)
    assert "You may approve runs of up to" in found.problems[0]
