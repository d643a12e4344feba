"""A budget is held another way from one day to the next: paid to somebody else, with no gap and to the penny."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some

from selfdirect.actions import switching
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.asking_to_switch import last_word
from selfdirect.actions.support.paying import budget_account, due_back_account
from selfdirect.actions.support.schedules import PAYING, paid_pence_weekly
from selfdirect.ledger.chart import BANK, free
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.reading import balance
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import Payee
from selfdirect.records.holdings import AdvanceInstruction, HoldingSwitch, changes_of, holdings_on
from selfdirect.records.market import Provider
from selfdirect.records.messages import Letter, Message
from selfdirect.records.payments import PaymentLine, PaymentSchedule
from selfdirect.records.work import Step
from selfdirect.rules.holdings import Holding, stretches
from tests.actions.first_half import worker_of
from tests.actions.paying_people import problems, the_book_is_sound
from tests.actions.story import (
    AGREED_ON,
    FIRST_PAY_ON,
    NEXT_PAY_ON,
    Story,
    account_of,
    paid,
    story,
    support,
    with_account,
)

pytestmark = pytest.mark.django_db

MANAGED = {"held_as": "council_managed"}
BANK_ACCOUNT = {"held_as": "direct_payment", "paid_by": "bank_account"}
CARD = {"held_as": "direct_payment", "paid_by": "prepaid_card"}
MIDDLE = date(2026, 7, 13)
"""A week after the first payment, which is for three."""


@pytest.fixture
def told() -> Story:
    return story(support(), support(what="Day centre"))


def holder(by: User, **more: Any) -> Provider:
    made = Provider.objects.create(
        **({"name": "Fund Holders", "email": "fund@example.org", "may_hold_funds": True, "gives_care": False} | more)
    )
    account_of(made, by)
    return made


def switch(told: Story, way: dict[str, Any], from_on: date = MIDDLE, lines: int = 9, **more: Any) -> HoldingSwitch:
    """Switch so many of the lines."""
    chosen = list(told.budget.lines.order_by("pk"))[:lines]
    words = {
        "by_line": {str(line.pk): way for line in chosen},
        "return_on": None,
        "asked_by_name": "Amara Foxglove",
        "own_reason": "I am tired of the paperwork.",
        "key": f"switch-{HoldingSwitch.objects.count()}",
        "on": FIRST_PAY_ON,
        "by": told.worker,
    }
    return switching.switch(**({"budget": told.budget, "from_on": from_on} | words | more))


def own_payee(told: Story) -> Payee:
    """Who was paid first."""
    return told.budget.payment_schedules.order_by("pk")[0].payee


def promised(budget: Budget) -> int:
    return balance(budget_account(budget.pk))


@pytest.mark.requirement("R-DEP-08")
def test_a_whole_budget_goes_to_the_council_in_one_step_and_what_was_paid_ahead_comes_back(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    assert PaymentLine.objects.get().pence == 3 * 16000
    before = promised(told.budget)
    made = switch(told, MANAGED)
    assert set(holdings_on(told.budget.lines.all(), MIDDLE).values()) == {Holding("council_managed")}
    owing = due_back_account(told.budget.pk, own_payee(told).pk)
    assert balance(owing) == 2 * 16000
    assert promised(told.budget) == before + 2 * 16000
    question = Step.objects.open().get(code="payment_query")
    assert question.about.startswith("PaymentSchedule:")
    with pytest.raises(Refused, match="Nobody is due"):
        paid(told.town, NEXT_PAY_ON)
    came_back(told, 20000)
    assert balance(owing) == 12000 and balance(BANK) == -(3 * 16000) + 20000
    assert "Nothing else about your budget changes" in str(Letter.objects.get(kind="switch").facts)
    assert made.reference.startswith("W-")
    assert the_book_is_sound()


def came_back(told: Story, pence: int, **more: Any) -> None:
    words = {"funder": "council", "arrived_on": MIDDLE, "key": "back", "on": MIDDLE, "by": told.town.cast.finance[0]}
    switching.money_came_back(**({"budget": told.budget, "payee": own_payee(told), "pence": pence} | words | more))


def test_more_than_is_waited_for_does_not_come_back(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    with pytest.raises(Refused, match="Nothing has to come back"):
        came_back(told, 1)
    switch(told, MANAGED)
    with pytest.raises(Refused, match=r"up to £320\.00"):
        came_back(told, 32001)
    with pytest.raises(Refused, match="today or earlier"):
        came_back(told, 1, arrived_on=MIDDLE + timedelta(days=1))


@pytest.mark.requirement("R-DEP-08")
@pytest.mark.requirement("R-DEP-09")
def test_one_line_goes_to_a_fund_for_a_while_and_comes_back_by_itself(told: Story) -> None:
    fund = holder(told.worker)
    way = {"held_as": "third_party", "fund_holder": fund.pk}
    made = switch(told, way, from_on=NEXT_PAY_ON, lines=1, return_on=NEXT_PAY_ON + timedelta(weeks=4))
    first, second = told.budget.lines.order_by("pk")
    on = [holdings_on([first, second], NEXT_PAY_ON + timedelta(weeks=weeks)) for weeks in (-1, 0, 4)]
    own = Holding("direct_payment", "bank_account")
    assert [each[first.pk] for each in on] == [own, Holding("third_party", fund_holder=fund.pk), own]
    assert {each[second.pk] for each in on} == {own}
    paid(told.town, FIRST_PAY_ON)
    paid(told.town, NEXT_PAY_ON)
    paid(told.town, NEXT_PAY_ON + timedelta(weeks=4))
    lines = PaymentLine.objects.order_by("pk").values_list("payee__provider", "pence")
    assert list(lines) == [
        (None, 3 * 16000),
        (None, 4 * 8000),
        (fund.pk, 4 * 8000),
        (None, 4 * 16000),
    ]
    assert not Step.objects.open().filter(code="payment_query").exists()
    told_them = Message.objects.get(to="fund@example.org")
    assert made.reference in told_them.body and "without a gap" in told_them.body
    assert "Foxglove" not in told_them.subject + told_them.body
    assert Letter.objects.filter(kind="switch", person=told.person).exists(), "the holder of before is told too"
    assert the_book_is_sound()


def test_somebody_who_can_only_be_telephoned_is_a_step_of_the_worker(told: Story) -> None:
    fund = holder(told.worker, email="")
    made = switch(told, {"held_as": "third_party", "fund_holder": fund.pk})
    step = Step.objects.open().get(code="tell_provider")
    assert (step.owner, step.about) == (told.worker, f"HoldingSwitch:{made.pk}")


def test_what_is_paid_ahead_stays_with_them_when_they_will_hold_it_again(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    switch(told, MANAGED, return_on=NEXT_PAY_ON + timedelta(weeks=4))
    assert balance(due_back_account(told.budget.pk, own_payee(told).pk)) == 0
    assert not Step.objects.open().filter(code="payment_query").exists()
    with pytest.raises(Refused, match="Nobody is due"):
        paid(told.town, NEXT_PAY_ON)
    paid(told.town, NEXT_PAY_ON + timedelta(weeks=4))
    assert PaymentLine.objects.latest("pk").pence == 4 * 16000 - 2 * 16000


def test_a_claim_is_given_up_for_days_that_are_theirs_again(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    switch(told, MANAGED)
    switch(told, BANK_ACCOUNT, from_on=MIDDLE + timedelta(weeks=1))
    assert balance(due_back_account(told.budget.pk, own_payee(told).pk)) == 16000, "one week was the council's"
    paid(told.town, NEXT_PAY_ON)
    assert PaymentLine.objects.latest("pk").pence == 4 * 16000
    assert the_book_is_sound()


@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"from_on": FIRST_PAY_ON - timedelta(days=1)}, "from_on", "The budget starts on 6 July 2026"),
        ({"from_on": date(2028, 1, 1)}, "from_on", "The budget ends on"),
        ({"return_on": MIDDLE}, "return_on", "after the day of the switch"),
        ({"return_on": date(2028, 1, 1)}, "return_on", "Leave the return empty"),
        ({"own_reason": " "}, "own_reason", "own words"),
        ({"asked_by_name": ""}, "asked_by_name", "who asked"),
        ({"by_line": {}}, "by_line", "which parts"),
        ({"by_line": {"999999": MANAGED}}, "by_line", "which parts"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_switched(
    told: Story, more: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        switch(told, MANAGED, **more)
    assert says in problems(refused)[field]
    assert not HoldingSwitch.objects.exists() and promised(told.budget) > 0


def test_a_way_without_an_account_or_that_is_not_offered_is_refused(told: Story) -> None:
    line = told.budget.lines.order_by("pk")[0]
    for way, field, says in (
        (CARD, f"line_{line.pk}", "Add the account"),
        ({"held_as": "purse"}, f"line_{line.pk}", "Choose how the money"),
        ({"held_as": "third_party", "fund_holder": 999}, f"line_{line.pk}_fund_holder", "the list as it is now"),
        (BANK_ACCOUNT, "by_line", "held on that day already"),
    ):
        with pytest.raises(Refused) as refused:
            switch(told, way, lines=1)
        assert says in problems(refused)[field]


def test_what_was_planned_is_replaced_only_when_that_is_said(told: Story) -> None:
    back_on = MIDDLE + timedelta(weeks=8)
    switch(told, MANAGED, return_on=back_on)
    fund = holder(told.worker)
    way = {"held_as": "third_party", "fund_holder": fund.pk}
    with pytest.raises(Refused) as refused:
        switch(told, way, from_on=MIDDLE + timedelta(weeks=2))
    assert "A change is planned for 7 September 2026" in problems(refused)["replaces_planned"]
    switch(told, way, from_on=MIDDLE + timedelta(weeks=2), replaces_planned=True)
    lines = list(told.budget.lines.all())
    assert {each.fund_holder for each in holdings_on(lines, back_on).values()} == {fund.pk}


def test_the_second_of_two_who_switch_at_once_is_told(told: Story) -> None:
    seen = last_word(told.budget)
    switch(told, MANAGED, seen=seen)
    with pytest.raises(Refused, match="Somebody has switched this budget"):
        switch(told, MANAGED, from_on=MIDDLE + timedelta(days=1), seen=seen)


def test_a_conflict_of_interest_is_written_down(told: Story) -> None:
    fund = holder(told.worker, gives_care=True)
    with pytest.raises(Refused) as refused:
        switch(told, {"held_as": "third_party", "fund_holder": fund.pk})
    assert "conflict of interest" in problems(refused)["conflict_note"]


@pytest.mark.requirement("R-DEP-10")
def test_somebody_who_was_named_says_that_the_time_has_come(told: Story) -> None:
    cast = told.town.cast
    words = {"named_words": "Grace, or my sister", "on": AGREED_ON, "by": told.worker, "fund_holder": None}
    asked = switching.ask_in_advance(
        budget=told.budget,
        when_words="When I am in hospital or cannot open my post.",
        held_as="council_managed",
        paid_by="",
        named_users=[told.worker.pk],
        key="advance-i1",
        **words,
    )
    with pytest.raises(NotAllowed):
        switching.trigger_instruction(
            instruction=asked, what_happened="Ill", from_on=MIDDLE, key="advance-t0", on=MIDDLE, by=cast.finance[0]
        )
    made = switching.trigger_instruction(
        instruction=asked,
        what_happened="In hospital since Monday.",
        from_on=MIDDLE,
        key="advance-t1",
        on=MIDDLE,
        by=told.worker,
    )
    assert made.instruction == asked and "In hospital since Monday." in made.own_reason
    assert set(holdings_on(told.budget.lines.all(), MIDDLE).values()) == {Holding("council_managed")}
    ended = switching.ask_in_advance(
        budget=told.budget, when_words="", held_as="", paid_by="", named_users=[], key="advance-i2", **words
    )
    assert ended.named_users == []
    with pytest.raises(Refused, match="taken back"):
        switching.trigger_instruction(
            instruction=asked, what_happened="Again", from_on=MIDDLE, key="advance-t2", on=MIDDLE, by=told.worker
        )
    assert AdvanceInstruction.objects.count() == 2


WAYS = some.sampled_from(["council", "bank", "card", "fund"])
LIFE = some.lists(
    some.tuples(WAYS, some.integers(1, 2), some.integers(0, 200), some.none() | some.integers(1, 60), some.booleans()),
    min_size=1,
    max_size=6,
)


UNDONE = [("council", 1, 0, None, True), ("council", 2, 0, 1, False), ("council", 1, 0, None, False)]


@given(LIFE)
@example(UNDONE).via("the last only undoes what was planned, so that no schedule is written for it")
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_sequence_of_switches_and_payments_creates_loses_or_strands_a_penny(
    odd: tuple[Story, dict[str, dict[str, Any]]], history: list[Any]
) -> None:
    with transaction.atomic():
        _live_through(*odd, history)
        transaction.set_rollback(True)


@pytest.fixture
def odd() -> tuple[Story, dict[str, dict[str, Any]]]:
    """Somebody whose amounts do not divide by seven, some of them the NHS's, with every account, and the ways."""
    nurse = support(what="Day centre with a nurse", unit_price_pence=1433, nhs_basis_points=3750)
    told = story(support(unit_price_pence=1601), nurse)
    with_account(told.person, "10000009", kind="prepaid_card", key="card")
    fund = holder(worker_of(told.person))
    return told, {
        "council": MANAGED,
        "bank": BANK_ACCOUNT,
        "card": CARD,
        "fund": {"held_as": "third_party", "fund_holder": fund.pk},
    }


def _live_through(told: Story, ways: dict[str, dict[str, Any]], history: list[Any]) -> None:
    """Switches of some or all lines, forward and back in time, with payments between; then everything to the end."""
    day, whole = FIRST_PAY_ON, {funder: _held(told.budget, funder) for funder in PAYING}
    for way, lines, after, length, pays in history:
        from_on = FIRST_PAY_ON + timedelta(days=after)
        back = from_on + timedelta(days=length) if length else None
        try:
            switch(told, ways[way], from_on, lines, return_on=back, replaces_planned=True)
        except Refused as refused:
            assert "held on that day already" in str(refused)
        if pays:
            _pay(told, day)
            day += timedelta(weeks=4)
    _pay(told, told.budget.ends_on + timedelta(days=1))
    _everything_is_accounted_for(told, whole)


def _pay(told: Story, day: date) -> None:
    """On this day, or the first working day after it."""
    try:
        paid(told.town, day)
    except Refused as refused:
        if "working day" in str(refused):
            _pay(told, day + timedelta(days=1))
        else:
            assert "Nobody is due" in str(refused), refused


def _held(budget: Budget, funder: Funder) -> int:
    return balance(budget_account(budget.pk, funder)) + balance(free(fund(budget.reference, funder)))


def _everything_is_accounted_for(told: Story, whole: dict[Funder, int]) -> None:
    for funder in PAYING:
        _one_funders_money_is_accounted_for(told.budget, funder, whole[funder])
    out = sum(PaymentLine.objects.filter(state="confirmed").values_list("pence", flat=True))
    assert balance(BANK) == -out
    assert the_book_is_sound()


def _one_funders_money_is_accounted_for(budget: Budget, funder: Funder, whole: int) -> None:
    lines = list(budget.lines.all())
    changes = changes_of(lines)
    kept = sum(
        paid_pence_weekly(budget, line, funder) * each.days
        for line in lines
        for each in stretches(changes[line.pk], budget.starts_on, budget.ends_on)
        if each.holding.held_as == "council_managed"
    )
    assert balance(budget_account(budget.pk, funder)) == kept // 7
    theirs = PaymentLine.objects.filter(state="confirmed", schedule__funder=funder.value)
    out = sum(theirs.values_list("pence", flat=True))
    payees = Payee.objects.filter(pk__in=PaymentSchedule.objects.values("payee"))
    ahead = sum(balance(due_back_account(budget.pk, payee.pk, funder)) for payee in payees)
    rounding = _held(budget, funder) + out - ahead - whole
    assert 0 <= rounding <= 4, "pennies of rounding, one for each payee at most"
