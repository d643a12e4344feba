"""What is paid changes from a day: nothing is taken back in silence, and every penny stays accounted for."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from selfdirect.actions import charging
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.paying import budget_account, due_back_account
from selfdirect.ledger.chart import BANK, free
from selfdirect.ledger.funds import Funder, fund
from selfdirect.ledger.reading import balance
from selfdirect.records.messages import Letter
from selfdirect.records.payment_changes import PaymentChange
from selfdirect.records.payments import PaymentLine
from selfdirect.records.work import Step
from selfdirect.rules.calendar import days_inclusive
from tests.actions.changing_payments import MIDDLE, assessed_again, changed_charge, paused, resumed
from tests.actions.paying_people import problems, the_book_is_sound
from tests.actions.story import FIRST_PAY_ON, NEXT_PAY_ON, Story, paid, story, support
from tests.actions.test_switching import _held, _pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Story:
    return story()


def _payee(told: Story) -> int:
    return told.budget.payment_schedules.order_by("pk")[0].payee_id


@pytest.mark.requirement("R-PAY-10")
def test_a_pause_stops_the_days_it_names_and_the_next_payment_is_smaller(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    made = paused(told, until_on=MIDDLE + timedelta(days=6))
    assert balance(due_back_account(told.budget.pk, _payee(told))) == 0, "it waits for the next payment"
    paid(told.town, NEXT_PAY_ON)
    assert PaymentLine.objects.latest("pk").pence == 4 * 8000 - 8000
    assert "Payments are paused from 13 July 2026 to 19 July 2026" in str(
        Letter.objects.get(kind="payment_change").facts
    )
    assert not Step.objects.open().filter(code="payments_paused").exists() and made.reference.startswith("H-")
    assert the_book_is_sound()


@pytest.mark.requirement("R-PAY-10")
def test_part_of_a_line_stays_payable(told: Story) -> None:
    line = told.budget.lines.get()
    paused(told, from_on=FIRST_PAY_ON, until_on=MIDDLE - timedelta(days=1), kept_percent={str(line.pk): 50})
    paid(told.town, FIRST_PAY_ON)
    assert PaymentLine.objects.get().pence == 2 * 8000 + 4000


@pytest.mark.requirement("R-PAY-10")
def test_a_pause_without_an_end_has_an_owner_and_a_date_until_payments_go_on(told: Story) -> None:
    made = paused(told)
    step = Step.objects.open().get(code="payments_paused")
    assert (step.owner, step.about) == (told.worker, f"PaymentChange:{made.pk}")
    paid(told.town, FIRST_PAY_ON)
    assert PaymentLine.objects.get().pence == 8000, "only the days before the pause"
    whole = balance(budget_account(told.budget.pk))
    assert whole == 0, "nothing else is promised while nobody knows when it goes on"
    resumed(made, from_on=MIDDLE + timedelta(weeks=1))
    assert not Step.objects.open().filter(code="payments_paused").exists()
    paid(told.town, NEXT_PAY_ON)
    assert PaymentLine.objects.latest("pk").pence == 8000 + 4 * 8000
    with pytest.raises(Refused, match="go on again already"):
        resumed(made, from_on=MIDDLE + timedelta(weeks=2), key="again")


@pytest.mark.requirement("R-PAY-10")
@pytest.mark.parametrize(
    ("more", "field", "says"),
    [
        ({"reason": " "}, "reason", "why payments are paused"),
        ({"contact": ""}, "contact", "talked about it"),
        ({"care_goes_on": ""}, "care_goes_on", "goes on meanwhile"),
        ({"from_on": date(2026, 1, 1)}, "from_on", "The budget runs from 6 July 2026"),
        ({"until_on": MIDDLE - timedelta(days=1)}, "until_on", "cannot come before its first"),
        ({"until_on": date(2030, 1, 1)}, "until_on", "Leave the last day empty"),
        ({"kept_percent": {"1": 101}}, "kept_1", "from 0 to 100"),
    ],
)
def test_nothing_is_paused_without_a_reason_contact_and_care(
    told: Story, more: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(Refused) as refused:
        paused(told, **more)
    assert says in problems(refused)[field] and not PaymentChange.objects.exists()


def test_two_pauses_do_not_overlap_and_an_end_lies_within_its_own(told: Story) -> None:
    made = paused(told, until_on=MIDDLE + timedelta(days=13))
    with pytest.raises(Refused) as refused:
        paused(told, from_on=MIDDLE + timedelta(days=13))
    assert "paused from 13 July 2026 already" in problems(refused)["from_on"]
    for day, says in ((MIDDLE, "Choose a later day"), (MIDDLE + timedelta(days=14), "ends by itself on 26 July 2026")):
        with pytest.raises(Refused) as refused:
            resumed(made, from_on=day, reason="")
        assert says in problems(refused)["from_on"] and "what has changed" in problems(refused)["reason"]
    paused(told, from_on=MIDDLE + timedelta(days=14))


def test_only_those_who_plan_or_set_up_payments_may(told: Story) -> None:
    with pytest.raises(NotAllowed):
        paused(told, by=told.town.cast.approvers[0])


@pytest.mark.requirement("R-FIN-09")
def test_a_lower_contribution_is_paid_from_its_day_with_the_difference_since(told: Story) -> None:
    paid(told.town, FIRST_PAY_ON)
    finances = assessed_again(told, 1000)
    step = Step.objects.open().get(code="charge_change")
    assert step.about == f"Budget:{told.budget.pk}"
    changed_charge(told, 1000, finances=finances)
    assert not Step.objects.open().filter(code="charge_change").exists()
    paid(told.town, NEXT_PAY_ON)
    assert PaymentLine.objects.latest("pk").pence == 4 * 9000 + 2 * 1000, "two weeks were paid too little"
    assert "you pay £37.00 a week" in str(Letter.objects.get(kind="payment_change").facts)
    assert the_book_is_sound()


@pytest.mark.requirement("R-FIN-09")
def test_nobody_pays_more_before_they_were_told(told: Story) -> None:
    finances = assessed_again(told, -500)
    with pytest.raises(Refused) as refused:
        changed_charge(told, 0, finances=finances)
    assert "before they pay more" in problems(refused)["told"]
    words = {"told_on": FIRST_PAY_ON, "how": "visit", "accepts_may_pay": True, "on": FIRST_PAY_ON, "by": told.worker}
    charging.record_told(financial_assessment=finances, **words)
    changed_charge(told, 0, finances=finances)
    paid(told.town, FIRST_PAY_ON)
    assert PaymentLine.objects.get().pence == 8000 + 2 * 7500
    with pytest.raises(Refused, match="the same as before"):
        changed_charge(told, 0, finances=finances)


def test_the_same_contribution_asks_nobody_to_change_anything(told: Story) -> None:
    assessed_again(told, 0)
    assert not Step.objects.filter(code="charge_change").exists()


LIFE = some.lists(
    some.tuples(
        some.sampled_from(["pause", "resume", "charge"]),
        some.integers(0, 300),
        some.none() | some.integers(0, 60),
        some.integers(0, 100),
        some.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(LIFE)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_sequence_of_changes_and_payments_creates_loses_or_strands_a_penny(odd: Story, history: list[Any]) -> None:
    with transaction.atomic():
        _live_through(odd, history)
        transaction.set_rollback(True)


@pytest.fixture
def odd() -> Story:
    """Somebody whose amounts do not divide by seven, some of them the NHS\'s."""
    return story(support(unit_price_pence=1601), support(what="A nurse", unit_price_pence=1433, nhs_basis_points=3750))


def _live_through(told: Story, history: list[Any]) -> None:
    whole = {funder: _held(told.budget, funder) for funder in (Funder.COUNCIL, Funder.NHS)}
    day = FIRST_PAY_ON
    for what, after, length, kept, pays in history:
        from_on = FIRST_PAY_ON + timedelta(days=after)
        try:
            _change(told, what, from_on, length, kept)
        except Refused:
            continue
        if pays:
            _pay(told, day)
            day += timedelta(weeks=4)
    _pay(told, told.budget.ends_on + timedelta(days=1))
    out = sum(PaymentLine.objects.filter(state="confirmed").values_list("pence", flat=True))
    assert balance(BANK) == -out and the_book_is_sound()
    for funder, had in whole.items():
        theirs = PaymentLine.objects.filter(state="confirmed", schedule__funder=funder.value)
        paid_out = sum(theirs.values_list("pence", flat=True))
        ahead = balance(due_back_account(told.budget.pk, _payee(told), funder))
        more = _held(told.budget, funder) + paid_out - ahead - had
        most = days_inclusive(told.budget.starts_on, told.budget.ends_on) * 600 // 7
        assert 0 <= more <= (most if funder is Funder.COUNCIL else 4), (
            "only a lower contribution costs the council more"
        )
        assert balance(budget_account(told.budget.pk, funder)) == 0, "all that was promised was paid"
        assert balance(free(fund(told.budget.reference, funder))) >= 0


def _change(told: Story, what: str, from_on: date, length: int | None, kept: int) -> None:
    if what == "pause":
        last = from_on + timedelta(days=length) if length is not None else None
        keeps = {str(line.pk): kept for line in told.budget.lines.all()}
        paused(told, from_on=from_on, until_on=last, kept_percent=keeps)
    elif what == "resume":
        latest = PaymentChange.objects.filter(budget=told.budget, kind="pause").order_by("-pk").first()
        if latest is not None:
            resumed(latest, from_on=from_on, key=f"resume-{from_on}-{PaymentChange.objects.count()}")
    else:
        changed_charge(told, kept * 5, from_on=max(from_on, MIDDLE))
