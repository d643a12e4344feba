"""The statement of any budget and month, read live: every way of holding, what is known now and what was known then."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from selfdirect.actions import switching
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.statements import Reading, due_for, last_day, read, read_one
from selfdirect.ledger import chart
from selfdirect.ledger.funds import fund, funded_from
from selfdirect.ledger.months import known_now
from selfdirect.ledger.posting import post
from selfdirect.ledger.whole import whole_position
from selfdirect.records.budgets import Budget
from selfdirect.records.market import Provider
from selfdirect.rules.calendar import add_months
from selfdirect.rules.statements import DoesNotAddUp, by_section
from tests.actions import story
from tests.actions.changing_payments import MIDDLE, changed_charge
from tests.actions.first_half import town
from tests.actions.paying_people import Office, people_to_pay

pytestmark = pytest.mark.django_db
JULY = date(2026, 7, 1)
AUGUST = date(2026, 8, 1)


def july(budget: Budget, month: date = JULY, **more: object) -> Reading:
    return read_one(budget, month, policy().on(last_day(month)), **more)  # type: ignore[arg-type]


def shown(reading: Reading) -> dict[str, list[tuple[str, int]]]:
    rows = by_section(reading.statement.rows)
    return {code: [(row.label, int(row.amount)) for row in rows[code]] for code in rows}


@pytest.mark.requirement("R-DEP-18")
def test_a_direct_payment_to_a_bank_account() -> None:
    told = story.story()
    story.paid(told.town, story.FIRST_PAY_ON)
    found = july(told.budget)
    rows = shown(found)
    allotted = told.budget.allotted_pence
    assert rows["came_in"] == [("Set aside by the council", allotted)]
    assert rows["paid_out"] == [("Paid to your account that ends in 0001", 240_00)]
    assert found.statement.total.left == allotted - 240_00 == whole_position(told.budget.reference).total.cash
    assert found.statement.first_on < JULY, "the first statement covers all money since the first"
    assert found.kept.account_pence == 8 * 80_00


def test_a_third_party_fund() -> None:
    here = town()
    holder = Provider.objects.filter(may_hold_funds=True, gives_care=False).earliest("pk")
    budget = story.chosen(story.finalised(story.approved(here)), ("third_party", "", holder.pk))
    story.account_of(holder, here.cast.finance[0])
    story.signed(budget)
    story.paid(here, story.FIRST_PAY_ON)
    found = july(budget)
    assert shown(found)["paid_out"] == [(f"Paid to {holder.name}", 240_00)]
    assert found.kept.account_pence is None


def test_a_budget_that_the_council_manages_and_a_mixture_by_line() -> None:
    here = town()
    lines = (story.support(), story.support(what="Swimming", outcomes=["community"]))
    ways = (("direct_payment", "prepaid_card", None), ("council_managed", "", None))
    budget = story.chosen(story.finalised(story.approved(here, *lines)), *ways)
    story.with_account(budget.person, kind="prepaid_card", card_reference="CARD-1")
    story.signed(budget)
    story.paid(here, story.FIRST_PAY_ON)
    found = july(budget)
    assert shown(found)["paid_out"] == [("Paid to your card that ends in 0001", 240_00)]
    assert found.statement.promised_pence == whole_position(budget.reference).total.committed > 240_00
    assert found.kept.account_pence == 8 * 80_00, "the weeks are of what goes into the account alone"


def test_whose_money_it_was_is_told_apart() -> None:
    told = story.story()
    ref = told.budget.reference
    post("nhs", JULY, 500_00, funded_from(ref, "nhs"), chart.free(fund(ref, "nhs")), "health care")
    post("own", JULY, 30_00, funded_from(ref, "own"), chart.free(fund(ref, "own")), "contribution")
    post("other", JULY, 1_00, chart.FUNDING, chart.free("B-999999"), "somebody else's")
    post("over", JULY, 1_00, chart.free("B-999999"), chart.free(ref), "from there")
    found = july(told.budget)
    assert {one.whose: one.left for one in found.statement.owners} == {
        "council": told.budget.allotted_pence + 1_00,
        "nhs": 500_00,
        "own": 30_00,
    }
    assert ("Moved over from another budget", 1_00) in shown(found)["came_in"]


def test_what_was_known_then_and_what_is_known_now() -> None:
    told = story.story()
    then = known_now()
    story.paid(told.town, story.FIRST_PAY_ON)
    assert "paid_out" not in shown(july(told.budget, known_at=then))
    assert "paid_out" in shown(july(told.budget))
    assert "paid_out" not in shown(july(told.budget, until=date(2026, 6, 30)))


def test_a_payment_the_bank_sent_back_is_told_beside_the_sum() -> None:
    told = story.story()
    run = story.sent(told.town, story.approve(told.town, story.prepared(told.town)))
    story.confirmed(told.town, run, returned={run.lines.get().pk: "Account closed"})
    found = july(told.budget)
    assert [one.pence for one in found.returned] == [240_00]
    assert found.statement.total.paid_out == 240_00
    assert july(told.budget, AUGUST).returned, "until it was told in a statement, it is still to tell"


def test_the_live_budgets_of_a_month() -> None:
    here = town()
    budget = story.chosen(story.finalised(story.approved(here)))
    story.with_account(budget.person)
    assert not due_for(JULY).exists(), "nobody has agreed to it yet"
    story.signed(budget)
    assert [one.pk for one in due_for(JULY)] == [budget.pk]
    assert not due_for(date(2026, 6, 1)).exists(), "it had not begun"
    month_of_end = budget.ends_on.replace(day=1)
    assert due_for(month_of_end).exists() and due_for(add_months(month_of_end, 1)).exists()
    assert not due_for(add_months(month_of_end, 2)).exists(), "it has been over for more than a month"


def test_a_thousand_are_as_many_questions_as_one(here: Office) -> None:
    schedules = people_to_pay(12, here)
    values = policy().on(last_day(JULY))
    counts = []
    for many in (1, 12):
        with CaptureQueriesContext(connection) as asked:
            found = read([one.budget_id for one in schedules[:many]], JULY, values)
        counts.append(len(asked))
        assert len(found.readings) == many
    assert counts[0] == counts[1]


def test_one_that_does_not_add_up_is_refused_and_holds_up_no_other(
    here: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = people_to_pay(2, here)
    from selfdirect.actions.support import statements

    real = statements.months

    def with_a_penny_lost(*asked: object) -> list[object]:
        first, *rest = real(*asked)  # type: ignore[arg-type]
        code = next(iter(first.closing))
        return [statements.Month(first.closing | {code: first.closing[code] - 1}, first.flows), *rest]

    monkeypatch.setattr(statements, "months", with_a_penny_lost)
    found = read([one.budget_id, other.budget_id], JULY, policy().on(last_day(JULY)))
    assert [reading.budget.pk for reading in found.readings] == [other.budget_id]
    assert "but the book holds" in found.refused[one.budget.reference]
    with pytest.raises(DoesNotAddUp):
        july(one.budget)


def test_a_budget_that_is_switched_within_the_month() -> None:
    told = story.story()
    story.paid(told.town, story.FIRST_PAY_ON)
    switching.switch(
        budget=told.budget,
        by_line={str(line.pk): {"held_as": "council_managed"} for line in told.budget.lines.all()},
        from_on=date(2026, 7, 13),
        return_on=None,
        asked_by_name="Amara Foxglove",
        own_reason="I am tired of the paperwork.",
        key="switch",
        on=story.FIRST_PAY_ON,
        by=told.worker,
    )
    before = july(told.budget, until=date(2026, 7, 12))
    after = july(told.budget)
    assert [line.held_as for line in before.lines] == ["direct_payment"]
    assert [line.held_as for line in after.lines] == ["council_managed"]
    assert before.kept.account_pence and after.kept.account_pence is None
    (label, pence), *_ = shown(after)["came_back"]
    assert label == "To come back from your account that ends in 0001. It can be used already"
    assert pence == 160_00, "two of the three weeks that were paid ahead"
    assert after.statement.total.left == whole_position(told.budget.reference).total.cash


@pytest.mark.django_db
def test_a_statement_says_what_is_paid_since_the_contribution_changed() -> None:
    told = story.story()
    before = told.budget.contribution_pence_weekly
    made = changed_charge(told, 1000)
    values = policy().on(MIDDLE)
    july = read_one(told.budget, MIDDLE.replace(day=1), values, until=MIDDLE)
    assert (
        july.contribution_pence_weekly == made.contribution_pence_weekly == told.budget.contribution_pence_weekly - 1000
    )
    assert [line.net_pence_weekly for line in july.lines] == [9000]
    earlier = read_one(told.budget, MIDDLE.replace(day=1), values, until=MIDDLE - timedelta(days=1))
    assert earlier.contribution_pence_weekly == before and [one.net_pence_weekly for one in earlier.lines] == [8000]
