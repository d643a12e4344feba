"""Help is chosen from the menu, more or less of it from a day with no review; paid by the budget, or in kind."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import support_services as actions
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.records.audit import AuditEntry
from selfdirect.records.support_services import SupportExchange, SupportLevel, level_on
from selfdirect.records.work import Step
from tests.actions.ordered import STARTS_ON, Ordered, managed
from tests.actions.story import support
from tests.actions.test_order_changes import person_of

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 13)


@pytest.fixture
def life() -> Ordered:
    cost = support(
        what="Help to run it", purpose="support_cost", outcomes=[], quantity_hundredths=100, unit_price_pence=1000
    )
    return managed(support(), cost)


def chosen(life: Ordered, code: str, paid_from: str = "budget", **more: Any) -> SupportLevel:
    given = {"person": life.person, "code": code, "paid_from": paid_from, "in_return": "", "from_on": ON}
    given |= {"key": life.key(), "on": ON, "by": life.worker}
    return actions.choose_level(**(given | more))


@pytest.mark.requirement("R-SUP-04")
def test_a_level_is_paid_from_the_budget_while_it_holds_enough(life: Ordered) -> None:
    made = chosen(life, "payroll")
    assert (made.pence_monthly, made.paid_from, made.budget) == (700, "budget", life.budget)
    with pytest.raises(Refused, match="No budget runs on this day"):
        chosen(life, "payroll", from_on=date(2027, 8, 1))


def test_more_than_the_budget_holds_is_refused_with_the_amounts() -> None:
    with pytest.raises(Refused, match=r"£720.00 until 5 July 2027. The budget has £0.00 for help until then"):
        chosen(managed(), "end_to_end")


@pytest.mark.requirement("R-SUP-05")
@pytest.mark.parametrize("code", ["advice", "information", "peer_support"])
def test_advice_information_and_peer_support_carry_no_charge(code: str, life: Ordered) -> None:
    made = chosen(life, code, paid_from="")
    assert (made.pence_monthly, made.paid_from, made.budget) == (0, "", None)


@pytest.mark.requirement("R-SUP-06")
def test_a_fee_is_met_in_kind_and_what_was_done_is_logged(life: Ordered) -> None:
    with pytest.raises(Refused, match="Say what is done in return"):
        chosen(life, "payroll", "in_kind")
    chosen(life, "payroll", "in_kind", in_return="An afternoon as a helper now and then")
    given = {"person": life.person, "on": ON, "by": person_of(life), "done_on": ON}
    actions.log_exchange(**given, what="Helped at the lunch club", pence=700, key="x1")
    actions.log_exchange(**given, what="Helped at the lunch club", pence=700, key="x1")
    assert SupportExchange.objects.get().pence == 700
    assert "It counts for £7.00" in AuditEntry.objects.get(verb="support_services.log_exchange").said
    with pytest.raises(Refused, match="was not met in kind"):
        actions.log_exchange(**{**given, "done_on": STARTS_ON}, what="Helped", pence=700, key="x2")
    with pytest.raises(Refused, match="Say what was done"):
        actions.log_exchange(**given, what=" ", pence=0, key="x3")


@pytest.mark.requirement("R-SUP-07")
def test_help_goes_up_and_down_from_a_day_with_no_review_by_the_person_or_on_one_call(life: Ordered) -> None:
    steps = Step.objects.count()
    chosen(life, "payroll", by=person_of(life))
    chosen(life, "records", from_on=date(2026, 8, 1), paid_from="own_money")
    chosen(life, "", from_on=date(2026, 9, 1))
    codes = {day: level_on(life.person, day) for day in (ON, date(2026, 8, 1), date(2026, 9, 1))}
    assert [found.code if found else "" for found in codes.values()] == ["payroll", "records", ""]
    assert Step.objects.count() == steps, "nobody reviews anything"
    with pytest.raises(Refused, match="today or later"):
        chosen(life, "payroll", from_on=STARTS_ON)
    for code, paid_from, words in (("gold", "budget", "from the list"), ("payroll", "", "how the fee is met")):
        with pytest.raises(Refused, match=words):
            chosen(life, code, paid_from)
    with pytest.raises(NotAllowed):
        chosen(life, "payroll", by=life.here.cast.finance[0])
