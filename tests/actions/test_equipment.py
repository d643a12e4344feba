"""Equipment is prescribed after a visit, chosen at a listed shop, topped up privately; late ones raise themselves."""

from datetime import date
from typing import Any

import pytest

from selfdirect.actions import equipment as actions
from selfdirect.actions import orders
from selfdirect.actions.action import NotAllowed, Refused
from selfdirect.actions.support.ordering import free_once
from selfdirect.jobs import checks, due
from selfdirect.ledger.chart import committed
from selfdirect.ledger.reading import balance
from selfdirect.records.budgets import Budget
from selfdirect.records.equipment import LateEquipment, PrescribedItem, RetailerChoice
from selfdirect.records.messages import Letter, Message
from selfdirect.records.orders import LateStart, OrderKind
from selfdirect.records.work import Step
from selfdirect.rules.access import Role
from tests.actions.ordered import Ordered, fresh, managed
from tests.actions.story import support
from tests.actions.test_order_changes import person_of

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 14)
VISITED_ON = date(2026, 7, 13)
DUE_ON = date(2026, 7, 22)


def equipped(**more: Any) -> Ordered:
    """Somebody whose budget holds £145.00 for equipment, with a stool and a rail prescribed."""
    line = support(
        what="A perching stool and a rail",
        category="equipment",
        outcomes=["home_safety"],
        frequency="one_off",
        quantity_hundredths=100,
        unit="items",
        unit_price_pence=14500,
    )
    life = managed(support(), line)
    prescribed(life, **more)
    return life


def prescribed(life: Ordered, **more: Any) -> PrescribedItem:
    given = {
        "person": life.person,
        "budget_line": life.budget.lines.get(pence_once__gt=0),
        "codes": ["perching_stool", "grab_rail"],
        "why": "To cook sitting down.",
        "visited_on": VISITED_ON,
        "key": life.key(),
        "on": ON,
        "by": life.worker,
    }
    return actions.prescribe(**(given | more))


def chosen(life: Ordered, item: PrescribedItem, **more: Any) -> RetailerChoice:
    given = {
        "person": life.person,
        "item": item,
        "retailer": "high_street",
        "wanted": "With arms",
        "price_pence": 65_00,
        "key": life.key(),
        "on": ON,
        "by": life.worker,
    }
    return actions.choose_retailer(**(given | more))


def stool() -> PrescribedItem:
    return PrescribedItem.objects.with_rows().get(code="perching_stool")


@pytest.mark.requirement("R-BRK-05")
def test_the_council_pays_its_part_through_an_order_and_the_top_up_touches_nothing() -> None:
    life = equipped()
    line, before = life.budget.lines.get(pence_once__gt=0), Budget.objects.get(pk=life.budget.pk)
    fund, free = committed(life.budget.reference), free_once(line)
    money = balance(fund)
    choice = chosen(life, stool(), by=person_of(life))
    order = fresh(choice.order)
    assert (choice.price_pence, choice.top_up_pence, order.pence_once) == (65_00, 20_00, 45_00)
    assert (order.kind, order.budget_line, order.who) == (OrderKind.ONE_OFF, line, "Example Mobility Shop")
    after = Budget.objects.get(pk=life.budget.pk)
    assert (balance(fund), free_once(line)) == (money, free)
    same = ("contribution_pence_weekly", "one_off_pence", "net_pence_weekly")
    assert [getattr(after, name) for name in same] == [getattr(before, name) for name in same]
    with pytest.raises(Refused, match="chosen already"):
        chosen(life, stool())


def test_a_cheaper_one_costs_the_council_its_price_and_nobody_else_anything() -> None:
    life = equipped()
    choice = chosen(life, stool(), price_pence=30_00)
    assert (choice.top_up_pence, choice.order.pence_once) == (0, 30_00)


def test_only_what_is_in_the_catalogue_and_fits_the_line_is_prescribed() -> None:
    life = equipped()
    for changes, words in (
        ({"codes": ["rocket"]}, "Select at least one item"),
        ({"codes": []}, "Select at least one item"),
        ({"codes": ["shower_chair", "bed_lever"]}, r"£95.00 once. The budget holds £88.00 once .* £7.00 too much"),
        ({"visited_on": date(2026, 7, 15)}, "today or in the past"),
        ({"why": " "}, "Say what it is needed for"),
    ):
        with pytest.raises(Refused, match=words):
            prescribed(life, **changes)
    with pytest.raises(NotAllowed):
        prescribed(life, by=person_of(life))
    for changes, words in (
        ({"retailer": "somewhere"}, "Only these take a prescription"),
        ({"price_pence": 0}, "more than £0.00"),
    ):
        with pytest.raises(Refused, match=words):
            chosen(life, stool(), **changes)
    assert not RetailerChoice.objects.exists()


@pytest.mark.requirement("R-BRK-04")
def test_an_item_arrives_within_seven_working_days_or_raises_itself_before_and_after_the_choice() -> None:
    life = equipped()
    item = stool()
    assert item.due_on == DUE_ON
    steps = Step.objects.open().filter(code="equipment_choice")
    assert {(step.owner, step.due_on) for step in steps} == {(life.worker, DUE_ON)} and steps.count() == 2
    chosen(life, item)
    assert Step.objects.open().get(code="service_start").due_on == DUE_ON
    assert due.raise_late_equipment(DUE_ON) == due.raise_late_starts(DUE_ON) == 0
    late_on = date(2026, 7, 23)
    assert due.raise_late_equipment(late_on) == due.raise_late_starts(late_on) == 1
    assert due.raise_late_equipment(late_on) == due.raise_late_starts(late_on) == 0
    raised = LateEquipment.objects.get()
    assert (raised.item.code, raised.working_days_from_visit) == ("grab_rail", 8)
    assert LateStart.objects.get().order == stool().choice.order  # type: ignore[union-attr]
    for code in ("late_equipment", "late_start"):
        assert Step.objects.open().get(code=code).owner.roles_on(late_on) == {Role.TEAM_MANAGER}
    body = Message.objects.get(key__startswith=f"order:{LateStart.objects.get().order_id}:late:{life.worker.pk}").body
    assert "8 working days after the visit" in body
    order = fresh(LateStart.objects.get().order)
    life.started(order, date(2026, 7, 24), by=person_of(life))
    assert stool().arrived_on == date(2026, 7, 24) and not Step.objects.open().filter(code="late_start").exists()


def test_an_order_taken_back_asks_for_a_choice_again_and_none_is_without_a_step() -> None:
    life = equipped()
    order = fresh(chosen(life, stool()).order)
    given = {"person": life.person, "order": order, "last_on": ON, "reason": "The wrong size", "on": ON}
    orders.end(**given, seen_version=order.version, by=life.worker)
    assert stool().choice is None and Step.objects.open().filter(code="equipment_choice").count() == 2
    name = "Every prescribed item has a retailer's order or a step with a date"
    assert {one.exceptions for one in checks.run(ON) if one.name == name} == {0}
    Step.objects.filter(code="equipment_choice").update(done_on=ON, done_by=life.worker)
    assert {one.exceptions for one in checks.run(ON) if one.name == name} == {2}
    assert chosen(life, stool(), retailer="pharmacy").retailer_name == "Example Pharmacy"


def test_the_person_is_written_to_with_what_the_council_pays_and_the_shops() -> None:
    life = equipped()
    words = " ".join(Letter.objects.get(person=life.person, subject="Your equipment is prescribed").facts["words"])
    assert "Perching stool: we pay £45.00" in words and "Example Pharmacy" in words
