"""The fund for crises: filled, asked, decided by somebody else within a limit, paid out, settled; to the penny."""

from datetime import date, timedelta
from typing import Any

import pytest

from selfdirect.actions import crisis_fund
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.crisis_fund import balance_of_fund, was_paid_out
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.statements import read_one
from selfdirect.ledger.chart import BANK
from selfdirect.ledger.reading import balance, position
from selfdirect.records.crisis_fund import CrisisDecision, CrisisDraw, CrisisSettled
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentLine
from selfdirect.records.work import Step
from tests.actions.first_half import OUTCOMES, answers
from tests.actions.paying_people import problems, said, the_book_is_sound
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story, support
from tests.actions.test_switching import BANK_ACCOUNT, MANAGED, switch

pytestmark = pytest.mark.django_db

NIGHTS = 90000
DAY = FIRST_PAY_ON + timedelta(days=3)


@pytest.fixture
def told(db: None) -> Story:
    """Somebody whose budget is £480.00 a week, and a fund of £2,000.00."""
    found = story(support(quantity_hundredths=3000), given=answers(*OUTCOMES))
    fill(found, 200000)
    return found


def fill(told: Story, pence: int, **more: Any) -> None:
    words = {"reason": "This year’s money.", "key": f"fill-{pence}", "on": DAY, "by": told.town.cast.approvers[0]}
    crisis_fund.put_in(**({"pence": pence} | words | more))


def ask(told: Story, pence: int = NIGHTS, **more: Any) -> CrisisDraw:
    words = {"what_happened": "Her son is in hospital.", "what_for": "Two weeks of somebody there at night."}
    given = {"budget": told.budget, "pence": pence, "key": f"ask-{pence}", "on": DAY, "by": told.worker}
    return crisis_fund.ask(**(given | words | more))


def decide(told: Story, draw: CrisisDraw, **more: Any) -> CrisisDecision:
    words = {"agreed": True, "reasons": "She cannot be alone at night.", "key": f"decide-{draw.pk}", "on": DAY}
    return crisis_fund.decide(**({"draw": draw, "by": told.town.manager} | words | more))


def settle(told: Story, draw: CrisisDraw, back_pence: int, on: date = NEXT_PAY_ON, **more: Any) -> CrisisSettled:
    words = {"used_for": "Ten nights.", "key": f"settle-{draw.pk}", "by": told.town.cast.finance[0]}
    return crisis_fund.settle(**({"draw": draw, "back_pence": back_pence, "on": on} | words | more))


@pytest.mark.requirement("R-CTG-04")
def test_a_draw_is_asked_agreed_paid_and_settled(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    cash = balance(BANK)
    draw = ask(told)
    assert Step.objects.open().get(code="crisis_decision").about == f"CrisisDraw:{draw.pk}"
    decide(told, draw)
    assert balance_of_fund() == 200000 - NIGHTS
    assert not Step.objects.open().filter(code="crisis_decision").exists()
    letter = Letter.objects.get(kind="crisis_fund")
    assert "It comes with the next payment" in letter.facts["paragraphs"][1]
    paid(told.town, NEXT_PAY_ON)
    line = PaymentLine.objects.get(pence=NIGHTS)
    assert (line.state, line.payee.kind, line.payee.account_number) == (
        "confirmed",
        "crisis",
        told.person.payees.get(kind="bank_account").account_number,
    )
    assert Step.objects.open().filter(code="crisis_settle").exists()
    before = balance(BANK)
    settle(told, draw, 20000)
    assert balance_of_fund() == 200000 - NIGHTS + 20000 and balance(BANK) == before + 20000
    assert not Step.objects.open().filter(code="crisis_settle").exists()
    words = "What the fund gave was used for: Ten nights. £200.00 went back to the fund."
    assert words in said(f"CrisisDraw:{draw.pk}") and cash > balance(BANK)
    statement = read_one(told.budget, DAY.replace(day=1), policy().on(NEXT_PAY_ON)).statement
    assert ("Came back to our bank account", 20000) in [(row.label, row.amount) for row in statement.rows]
    assert the_book_is_sound()


@pytest.mark.requirement("R-CTG-04")
def test_while_the_council_holds_the_money_the_draw_stays_in_the_budget_until_it_is_used(told: Story) -> None:
    switch(told, MANAGED, FIRST_PAY_ON)
    free = position(told.budget.reference).available
    draw = ask(told)
    decide(told, draw)
    assert position(told.budget.reference).available == free + NIGHTS
    assert "The council holds your money" in Letter.objects.get(kind="crisis_fund").facts["paragraphs"][1]
    switch(told, BANK_ACCOUNT, DAY + timedelta(days=1), key="back")
    later = ask(told, on=DAY + timedelta(days=2), key="later")
    decide(told, later, on=DAY + timedelta(days=2))
    assert (was_paid_out(draw), was_paid_out(later)) == (False, True), "the same amount, and only one went out"
    fill(told, NIGHTS)
    free = position(told.budget.reference).available
    settle(told, draw, NIGHTS, by=told.worker)
    assert (balance_of_fund(), position(told.budget.reference).available) == (200000, free - NIGHTS)
    assert the_book_is_sound()


@pytest.mark.requirement("R-CTG-04")
def test_nobody_agrees_to_their_own_or_beyond_their_limit_or_to_more_than_there_is(told: Story) -> None:
    fill(told, 800000)
    big = ask(told, 500000)
    with pytest.raises(Refused) as refused:
        decide(told, big)
    assert "You may agree to up to £2,000.00" in problems(refused)["agreed"]
    decide(told, big, by=told.town.cast.panel[0])
    assert balance_of_fund() == 500000
    fill(told, -450000)
    with pytest.raises(Refused) as refused:
        ask(told, 60000)
    assert "up to £500.00, which is what the fund has" in problems(refused)["pence"]
    small = ask(told, 50000)
    fill(told, -10000)
    with pytest.raises(Refused) as refused:
        decide(told, small)
    assert "The fund has only £400.00 now" in problems(refused)["agreed"]
    with pytest.raises(NotAllowed):
        decide(told, small, by=told.worker)
    decide(told, small, agreed=False, reasons="There is another way.")
    assert "The answer is no." in Letter.objects.latest("pk").facts["paragraphs"][0] and balance_of_fund() == 40000
    with pytest.raises(Refused, match="already decided"):
        decide(told, small, key="again")


def test_what_was_paid_out_comes_back_through_finance(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    draw = ask(told)
    with pytest.raises(Refused, match="that the fund gave"):
        settle(told, draw, 0)
    decide(told, draw)
    with pytest.raises(NotAllowed, match="Finance says what came back"):
        settle(told, draw, 100, by=told.worker)
    with pytest.raises(Refused) as refused:
        settle(told, draw, NIGHTS + 1, used_for=" ")
    assert set(problems(refused)) == {"back_pence", "used_for"}
    settle(told, draw, 0, by=told.worker)
    with pytest.raises(Refused, match="settled already"):
        settle(told, draw, 0, key="twice")


def test_it_is_for_high_needs() -> None:
    with pytest.raises(Refused, match=r"£400\.00 a week or more"):
        ask(story(support()))


def test_it_is_asked_while_the_budget_runs_and_once_at_a_time(told: Story) -> None:
    with pytest.raises(Refused, match="does not run on this day"):
        ask(told, on=told.budget.ends_on + timedelta(days=1), key="late")
    with pytest.raises(Refused) as refused:
        ask(told, 0, what_happened=" ", what_for="", key="wrong")
    assert set(problems(refused)) == {"pence", "what_happened", "what_for"}
    ask(told)
    with pytest.raises(Refused, match="asked for this person already"):
        ask(told, 100, key="second")


def test_money_goes_in_with_a_reason_and_no_more_out_than_there_is(told: Story) -> None:
    for pence, reason, field in ((0, "x", "pence"), (100, " ", "reason"), (-200001, "x", "pence")):
        with pytest.raises(Refused) as refused:
            fill(told, pence, reason=reason, key=f"wrong-{pence}")
        assert list(problems(refused)) == [field]
    with pytest.raises(NotAllowed):
        fill(told, 100, by=told.worker, key="no")
