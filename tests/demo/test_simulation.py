"""The fictional council: people at every stage of the walk, money that adds up, and nothing that a check finds."""

from datetime import timedelta
from html import unescape

import pytest

from selfdirect.actions.support.crisis_fund import balance_of_fund, was_paid_out
from selfdirect.actions.support.finance_journal import journal_of
from selfdirect.actions.support.paying import approved_for, budget_account, entitled_through
from selfdirect.actions.support.switching import outlay_of, schedule_rows
from selfdirect.demo.simulation import Council
from selfdirect.jobs import checks, outbox, replay
from selfdirect.ledger.between import months_moved
from selfdirect.ledger.chain import head, not_covered
from selfdirect.ledger.chart import BANK, FUNDING
from selfdirect.ledger.funds import Funder
from selfdirect.ledger.reading import balance, balances
from selfdirect.ledger.whole import whole_positions
from selfdirect.records.access import ActingFor, User
from selfdirect.records.audit import AuditEntry, DemoDate
from selfdirect.records.budgets import Budget, BudgetLine
from selfdirect.records.crisis_fund import CrisisSettled
from selfdirect.records.direct_payments import Agreement, HoldingConversation, Payee, SuitabilityRecord
from selfdirect.records.messages import Letter
from selfdirect.records.payments import PaymentFile, PaymentLine, PaymentRun, PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.records.reviews import Review
from selfdirect.records.support_services import SupportLevel
from selfdirect.records.work import NamedWorker, Step
from selfdirect.rules.access import Role
from tests.demo.small import ENDS_ON, PEOPLE, STARTS_ON
from tests.ledger.test_plain_text import added_up, written

PENNIES = 8
"""What rounding may add to a budget that is switched or paused some times: a penny for each payee and change."""


def test_everybody_is_fictional_and_has_come_to_the_council(council: Council) -> None:
    assert Person.objects.count() == PEOPLE
    assert not Person.objects.filter(is_fictional=False).exists()
    assert NamedWorker.objects.filter(until_on=None).count() == PEOPLE


@pytest.mark.requirement("R-DEC-12")
def test_every_check_of_the_night_finds_nothing(council: Council) -> None:
    found = {one.name: one.examples for one in checks.run(ENDS_ON) if one.exceptions}
    assert not found


def test_every_stored_answer_comes_out_the_same_again(council: Council) -> None:
    again = replay.replay_all()
    assert again.replayed > PEOPLE
    assert not again.differences


def test_some_holders_have_help_to_manage_the_budget(council: Council) -> None:
    assert SupportLevel.objects.exclude(code="").exists()


def test_another_tool_adds_the_book_up_again_to_the_penny(council: Council) -> None:
    held, moved = added_up(written())
    assert held == balances(held)
    assert len(moved) > PEOPLE and {BANK, FUNDING} <= set(held)


def test_every_month_s_journal_for_finance_comes_to_what_the_book_moved(council: Council) -> None:
    months = [journal_of(month) for month in months_moved()]
    assert len(months) > 6
    for one in months:
        assert one.debit_pence == one.credit_pence == one.moved_pence
    assert sum(bool(one.lines) for one in months) > 6
    assert sum(one.movements for one in months) == head().place + not_covered()


@pytest.mark.requirement("R-PAY-16")
def test_money_went_from_the_council_to_the_bank_by_way_of_budgets(council: Council) -> None:
    whole = whole_positions(budget.reference for budget in Budget.objects.all())
    funds = {ref: found.funds[Funder.COUNCIL] for ref, found in whole.items()}
    unchanged = Budget.objects.exclude(payment_changes__kind="charge").exclude(crisis_draws__decision__agreed=True)
    assert unchanged
    for budget in unchanged:
        never_changed = not budget.holding_switches.exists() and not budget.payment_changes.exists()
        more = funds[budget.reference].put_in - budget.allotted_pence
        assert 0 <= more <= (0 if never_changed else PENNIES), budget.reference
    confirmed = sum(PaymentLine.objects.filter(state="confirmed").values_list("pence", flat=True))
    assert confirmed > 0
    in_budgets = sum(fund.put_in - fund.returned for fund in funds.values())
    assert abs(balance(FUNDING)) == in_budgets + balance_of_fund() and balance_of_fund() > 0
    settled = CrisisSettled.objects.filter(back_pence__gt=0).select_related("draw__budget")
    came_back = sum(one.back_pence for one in settled if was_paid_out(one.draw))
    assert abs(balance(BANK)) == confirmed - came_back


@pytest.mark.requirement("R-PAY-17")
def test_every_run_was_approved_by_somebody_who_did_not_prepare_it_and_left_files(council: Council) -> None:
    gone = PaymentRun.objects.exclude(approved_on=None)
    assert gone.count() > 3
    assert all(run.approved_by_id != run.prepared_by_id for run in gone)
    assert PaymentFile.objects.count() == 2 * gone.exclude(sent_on=None).count()


@pytest.mark.requirement("R-PAY-16")
def test_what_is_promised_to_each_payee_is_what_the_schedule_comes_to(council: Council) -> None:
    as_agreed = PaymentSchedule.objects.filter(budget__holding_switches=None, budget__payment_changes=None)
    never_switched = as_agreed.filter(funder=Funder.COUNCIL.value).exclude(payee__kind="employer")
    schedules = list(never_switched.select_related("budget"))
    assert schedules
    for schedule in schedules:
        lines = BudgetLine.objects.filter(budget=schedule.budget, held_as__in=["third_party", "direct_payment"])
        promised = sum(line.committed_pence for line in lines)
        days = (schedule.budget.ends_on - schedule.budget.starts_on).days + 1
        assert promised == schedule.pence_weekly * days // 7 + schedule.pence_once, schedule.reference


def test_what_a_switched_budget_promises_is_what_is_still_to_be_paid(council: Council) -> None:
    switched = Budget.objects.exclude(holding_switches=None).distinct()
    assert switched
    for budget in switched:
        rows = {key: found for key, found in schedule_rows(budget).items() if key[1] is Funder.COUNCIL}
        first = min((row["from_on"] for found in rows.values() for row in found), default=budget.starts_on)
        approved = approved_for((budget.pk, payee, funder.value) for payee, funder in rows)
        to_pay = sum(entitled_through(found, budget.ends_on) for found in rows.values()) - sum(approved.values())
        kept = outlay_of(budget, first).kept_pence[Funder.COUNCIL]
        assert balance(budget_account(budget.pk)) == to_pay + kept, budget.reference


@pytest.mark.requirement("R-REV-01")
def test_reviews_are_held_and_most_in_time(council: Council) -> None:
    assert Review.objects.exists()
    held = Step.objects.filter(code="first_review").exclude(done_on=None)
    late = [step for step in held if step.done_on and step.done_on > step.due_on]
    assert len(late) * 3 <= held.count()


def test_people_are_at_different_stages_and_some_work_is_open(council: Council) -> None:
    assert Step.objects.open().exists()
    reached = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"referrals.receive", "decisions.decide", "payment_runs.confirm_run", "reviews.hold_review"} <= reached


def test_some_people_can_sign_in_and_some_have_somebody_who_acts_for_them(council: Council) -> None:
    people = User.objects.filter(role_grants__role=Role.PERSON.value, is_demo=True)
    assert people.exists()
    assert all(user.person_id for user in people)
    assert all(acting.authority for acting in ActingFor.objects.all())


def test_it_ends_on_its_last_day_and_nothing_is_dated_outside(council: Council) -> None:
    assert DemoDate.read() == ENDS_ON
    days = AuditEntry.objects.order_by("on").values_list("on", flat=True)
    assert (days[0], days[len(days) - 1]) == (STARTS_ON, ENDS_ON)
    assert not Step.objects.filter(opened_on__gt=ENDS_ON + timedelta(days=1)).exists()


def test_a_choice_was_talked_about_and_a_direct_payment_was_found_to_suit(council: Council) -> None:
    signed = Agreement.objects.select_related("budget")
    assert signed
    for agreement in signed:
        budget = agreement.budget
        assert HoldingConversation.objects.filter(person=budget.person).exists()
        ways = set(budget.lines.values_list("held_as", flat=True))
        assert SuitabilityRecord.objects.filter(budget=budget, is_suitable=True).exists() == ("direct_payment" in ways)


def test_every_line_that_is_paid_out_has_somebody_to_pay(council: Council) -> None:
    for line in BudgetLine.objects.filter(held_as="direct_payment").select_related("budget"):
        assert Payee.objects.filter(person=line.budget.person_id, kind=line.paid_by).exists() == (
            Agreement.objects.filter(budget=line.budget).exists()
        )
    for line in BudgetLine.objects.filter(held_as="third_party"):
        assert line.fund_holder is not None
        assert line.fund_holder.may_hold_funds


def test_money_for_emergencies_is_held_by_nobody(council: Council) -> None:
    assert set(BudgetLine.objects.filter(purpose="contingency").values_list("held_as", flat=True)) <= {""}


def test_a_plan_is_decided_by_somebody_who_did_not_propose_it(council: Council) -> None:
    decided = AuditEntry.objects.filter(verb="decisions.decide").select_related("by", "person")
    assert decided
    for entry in decided:
        planned = AuditEntry.objects.filter(verb="plans.propose", person=entry.person).select_related("by")
        assert entry.by not in {one.by for one in planned}


def test_every_kind_of_letter_that_was_asked_for_can_be_written(council: Council) -> None:
    kinds = {letter.kind: letter for letter in Letter.objects.order_by("pk")}
    assert {"received", "eligibility", "contribution", "decision", "first_payment", "review", "late"} <= set(kinds)
    for kind, letter in kinds.items():
        html = outbox.write(letter, ENDS_ON).html
        assert letter.person.details.last_name in unescape(html), kind
        assert "None" not in html, kind
