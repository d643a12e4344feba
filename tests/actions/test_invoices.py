"""What was ordered is accepted and paid; what is not is looked at by somebody else; what may be late raises itself."""

from datetime import date, timedelta

import pytest

from selfdirect.actions import charging, invoices
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.timer import timer
from selfdirect.ledger.proving import prove
from selfdirect.records.invoices import Invoice, InvoiceState
from selfdirect.records.messages import Message
from selfdirect.records.payments import PaymentRun
from selfdirect.records.work import Step
from tests.actions.changing_payments import MIDDLE, assessed_again, changed_charge
from tests.actions.fund_holders import resident
from tests.actions.invoiced import FOUR_WEEKS, INVOICED_ON, Invoiced, invoiced, now
from tests.actions.ordered import STARTS_ON
from tests.actions.story import FIRST_PAY_ON, Story, confirmed, paid, prepared, sent
from tests.actions.story import approve as approve_run
from tests.actions.test_funds_held import switched

pytestmark = pytest.mark.django_db
PAY_ON = date(2026, 8, 10)


@pytest.fixture
def life() -> Invoiced:
    return invoiced()


@pytest.mark.requirement("R-PAY-07")
def test_an_invoice_of_what_was_ordered_is_accepted_paid_and_said_to_be_so(life: Invoiced) -> None:
    order = life.going_on()
    made = now(life.invoice(order))
    assert made.state == InvoiceState.ACCEPTED and made.due_on == INVOICED_ON + timedelta(days=30)
    assert made.reply and made.reply.reason == invoices.AS_ORDERED
    assert not Step.objects.filter(code=invoices.CHECK).exists()
    run = prepared(life.here, PAY_ON, INVOICED_ON)
    line = run.lines.get()
    assert line.pence == made.reply.council_pence and line.payee.account_number == life.providers[0].account_number
    assert now(made).state == InvoiceState.ACCEPTED, "a run that nobody signed promises nothing"
    run = sent(life.here, approve_run(life.here, run, INVOICED_ON), INVOICED_ON)
    assert (now(made).state, now(made).paid_on) == (InvoiceState.ON_ITS_WAY, run.pay_on)
    confirmed(life.here, run)
    assert now(made).state == InvoiceState.PAID and not now(made).is_late(made.due_on + timedelta(days=1))
    assert not [one for one in prove() if one.exceptions]


def test_an_invoice_is_parted_by_what_the_person_pays_on_its_own_days(life: Invoiced) -> None:
    order = life.going_on()
    line = order.budget_line
    assert line.pence_weekly == line.net_pence_weekly == 8_000
    told, later = Story(life.here, life.budget), MIDDLE + timedelta(days=7)
    finances = assessed_again(told, -1_000)
    words = {"told_on": FIRST_PAY_ON, "how": "visit", "accepts_may_pay": True, "on": FIRST_PAY_ON, "by": life.worker}
    charging.record_told(financial_assessment=finances, **words)
    changed_charge(told, 0, finances=finances)
    changed_charge(told, 1_000, from_on=later)
    weeks = [STARTS_ON, MIDDLE, later]
    made = [now(life.invoice(order, first_on=day, last_on=day + timedelta(days=6), pence=8_000)).reply for day in weeks]
    assert [(one.council_pence, one.own_pence) for one in made if one] == [(8_000, 0), (7_000, 1_000), (8_000, 0)]


def test_two_invoices_of_one_provider_are_told_apart_by_the_bank(life: Invoiced) -> None:
    order = life.going_on()
    first = life.invoice(order, last_on=date(2026, 7, 19), pence=16_000)
    second = life.invoice(order, first_on=date(2026, 7, 20), pence=16_000)
    run = prepared(life.here, PAY_ON, INVOICED_ON)
    lines = list(run.lines.order_by("pk"))
    assert len(lines) == 2, "each is a payment of its own"
    run = sent(life.here, approve_run(life.here, run, INVOICED_ON), INVOICED_ON)
    confirmed(life.here, run, returned={lines[1].pk: "Account closed"})
    assert {now(first).state, now(second).state} == {InvoiceState.PAID, InvoiceState.RETURNED}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"their_reference": " "}, "their_reference"),
        ({"pence": 0}, "pence"),
        ({"last_on": STARTS_ON - timedelta(days=1)}, "last_on"),
        ({"last_on": INVOICED_ON + timedelta(days=1)}, "last_on"),
        ({"first_on": STARTS_ON - timedelta(days=1)}, "first_on"),
    ],
)
def test_what_cannot_be_an_invoice_is_refused_by_field(life: Invoiced, more: dict[str, object], field: str) -> None:
    order = life.going_on()
    with pytest.raises(Refused) as refused:
        life.invoice(order, **more)
    assert [one.field for one in refused.value.problems] == [field]
    assert not Invoice.objects.exists()


def test_an_invoice_comes_once_and_only_from_whom_was_asked(life: Invoiced) -> None:
    order = life.going_on()
    life.invoice(order, their_reference="2026/7")
    with pytest.raises(Refused, match="came already"):
        life.invoice(order, their_reference="2026/7")
    other = life.here.cast.providers[-1].users.get()
    for stranger in (other, life.here.cast.panel[0]):
        with pytest.raises(NotAllowed):
            life.invoice(order, by=stranger)


@pytest.mark.requirement("R-PAY-07")
def test_more_than_was_ordered_or_twice_is_looked_at_by_somebody_who_did_not_send_it(life: Invoiced) -> None:
    order = life.going_on()
    more = life.invoice(order, pence=FOUR_WEEKS + 1)
    assert now(more).state == InvoiceState.LOOKED_AT
    assert Step.objects.open().get(code=invoices.CHECK).owner == life.worker
    life.answered_invoice(more, True)
    assert now(more).state == InvoiceState.ACCEPTED
    twice = life.invoice(order)
    assert now(twice).state == InvoiceState.LOOKED_AT, "the same days were invoiced already"
    with pytest.raises(Refused, match="Say why"):
        life.answered_invoice(twice, False, reason=" ")
    life.answered_invoice(twice, False)
    assert now(twice).state == InvoiceState.REFUSED and not Step.objects.open().filter(code=invoices.CHECK).exists()
    told = Message.objects.get(key=f"invoice:{twice.pk}:answer")
    assert "Nobody came on 9 July" in told.body and "Foxglove" not in told.body and told.to
    third = life.invoice(order)
    assert now(third).state == InvoiceState.LOOKED_AT, "the accepted one covers these days"
    with pytest.raises(Refused, match="answered already"):
        life.answered_invoice(twice, True)


def test_whoever_wrote_an_invoice_down_does_not_answer_it(life: Invoiced) -> None:
    order = life.going_on()
    paper = life.invoice(order, person=life.person, by=life.worker, pence=FOUR_WEEKS + 100)
    with pytest.raises(NotAllowed, match="somebody else has to look"):
        life.answered_invoice(paper, True)
    life.answered_invoice(paper, True, by=life.finance)
    assert now(paper).state == InvoiceState.ACCEPTED


def test_more_than_is_left_of_a_part_of_the_budget_is_never_paid(life: Invoiced) -> None:
    order = life.going_on()
    much = life.invoice(order, pence=10_000_000)
    with pytest.raises(Refused, match=r"is left of this part of the budget"):
        life.answered_invoice(much, True)
    assert now(much).state == InvoiceState.LOOKED_AT and not now(much).parts.exists()


@pytest.mark.requirement("R-PAY-07")
def test_what_may_be_late_raises_itself_before_the_provider_asks(life: Invoiced) -> None:
    order = life.going_on()
    made = life.invoice(order)
    raised = invoices.raise_late(invoice=made, on=made.due_on - timedelta(days=7), by=timer())
    step = Step.objects.open().get(code=invoices.LATE)
    assert raised.owner == step.owner and step.owner in life.here.cast.finance
    told = Message.objects.get(key=f"invoice:{made.pk}:late")
    assert told.to == life.providers[0].email and step.owner.name in told.body
    with pytest.raises(Refused, match="not waiting"):
        invoices.raise_late(invoice=made, on=made.due_on, by=timer())
    assert now(made).is_late(made.due_on + timedelta(days=1))
    given = {"person": life.person, "invoice": made, "on": made.due_on, "by": life.finance}
    with pytest.raises(Refused, match="Say why"):
        invoices.explain_late(**given, why="", key=life.key())
    invoices.explain_late(**given, why="The run of 7 August was lost. It is in the next.", key=life.key())
    assert not Step.objects.open().filter(code=invoices.LATE).exists()


def test_one_that_is_still_looked_at_is_raised_to_the_worker(life: Invoiced) -> None:
    made = life.invoice(life.going_on(), pence=FOUR_WEEKS + 1)
    assert invoices.raise_late(invoice=made, on=made.due_on, by=timer()).owner == life.worker


def test_days_that_somebody_else_pays_for_are_said_so() -> None:
    life = resident()
    order = life.going_on()
    words = {"person": None, "order": order, "their_reference": "F-1", "first_on": STARTS_ON, "by": life.rota}
    words |= {"last_on": date(2026, 7, 19), "pence": 100, "key": life.key(), "on": INVOICED_ON}
    with pytest.raises(Refused, match="paid by whoever holds the fund"):
        invoices.send_invoice(**words)
    switched(life)
    later = {"first_on": date(2026, 8, 3), "last_on": date(2026, 8, 9), "on": date(2026, 8, 10), "key": life.key()}
    assert invoices.send_invoice(**(words | later)).pk, "from the day of the switch the council pays"


def test_a_run_pays_invoices_beside_everything_else(life: Invoiced) -> None:
    life.invoice(life.going_on())
    run = paid(life.here, PAY_ON, INVOICED_ON)
    assert PaymentRun.objects.get() == run and run.lines.count() == 1
