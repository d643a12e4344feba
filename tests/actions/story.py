"""The second half of the walk in short words, for tests: from a decision to money in the bank, by the actions.

tests/actions/first_half.py has the first half. Each function goes one step further; `story()` goes to the agreement.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from selfdirect.actions import agreements, budgets, decisions, direct_payments, payment_runs
from selfdirect.records.access import User
from selfdirect.records.budgets import KEPT, Budget
from selfdirect.records.decisions import Decision
from selfdirect.records.direct_payments import Agreement, HoldingConversation, Payee, SuitabilityRecord
from selfdirect.records.market import Provider
from selfdirect.records.payments import PaymentRun, PaymentSchedule
from selfdirect.records.people import Person
from selfdirect.rules.direct_payments import FACTORS
from tests.actions.first_half import Town, line, proposed, town, worker_of

DECIDED_ON = date(2026, 6, 15)
AGREED_ON = date(2026, 6, 22)
FIRST_PAY_ON = date(2026, 7, 6)
"""The day the budget starts, so the day the first payment falls due: for 21 days, until the council's next period."""
NEXT_PAY_ON = date(2026, 7, 27)
PREPARED_ON = date(2026, 7, 1)


def support(**more: Any) -> dict[str, Any]:
    """A line of £80.00 a week."""
    return line(**({"quantity_hundredths": 500, "unit_price_pence": 1600} | more))


@dataclass
class Story:
    """Somebody with an agreed budget, and the people who look after it."""

    town: Town
    budget: Budget

    @property
    def person(self) -> Person:
        return self.budget.person

    @property
    def worker(self) -> User:
        return worker_of(self.person)

    @property
    def schedule(self) -> PaymentSchedule:
        return self.budget.payment_schedules.get()

    @property
    def payee(self) -> Payee:
        return self.schedule.payee


def approved(here: Town, *lines: dict[str, Any], given: dict[str, Any] | None = None) -> Decision:
    """A plan that the team manager agreed."""
    return agree_to(here, proposed(here, *(lines or (support(),)), given=given))


def agree_to(here: Town, decision: Decision) -> Decision:
    return decisions.decide(
        decision=decision,
        outcome="approved",
        reasons="It meets what matters to you.",
        meets_outcomes=True,
        answers_risks=True,
        seen_version=decision.version,
        on=DECIDED_ON,
        by=here.manager,
    )


def finalised(decision: Decision, **more: Any) -> Budget:
    words = {"difference_reason": "The plan costs less than the rough guide.", "key": f"story-b{decision.pk}"}
    by = worker_of(decision.person)
    return budgets.finalise(**({"decision": decision, "on": DECIDED_ON, "by": by} | words | more))


def talked(budget: Budget, **more: Any) -> HoldingConversation:
    """At two stages, as a choice needs, unless it says which."""
    if not more:
        talked(budget, stage="planning", key=f"story-tp{budget.pk}")
    words = {"stage": "choosing", "what_was_said": "Every way was looked at.", "key": f"story-t{budget.pk}"}
    by = worker_of(budget.person)
    given = {"person": budget.person, "held_on": DECIDED_ON, "on": DECIDED_ON, "by": by} | words | more
    return direct_payments.record_conversation(**given)


def factors(**more: str) -> dict[str, dict[str, str]]:
    """Yes to all four factors but those named: a word such as "no"."""
    return {
        factor: {"met": more.get(factor, "yes"), "note": "A reason." if factor in more else ""} for factor in FACTORS
    }


def found_suitable(budget: Budget, **more: Any) -> SuitabilityRecord:
    words = {
        "factors": factors(),
        "has_capacity": True,
        "consents": True,
        "excluded_by_law": False,
        "representative_name": "",
        "authority": "",
        "reasons": "",
        "considered_on": DECIDED_ON,
        "key": f"story-s{budget.pk}",
    }
    by = worker_of(budget.person)
    return direct_payments.record_suitability(**({"budget": budget, "on": DECIDED_ON, "by": by} | words | more))


def by_line(budget: Budget, *ways: tuple[str, str, int | None]) -> dict[str, dict[str, Any]]:
    """A choice for each line; the last way given is for all the lines that follow."""
    lines = list(budget.lines.exclude(KEPT).order_by("pk"))
    ways = ways or (("direct_payment", "bank_account", None),)
    return {
        str(one.pk): dict(zip(("held_as", "paid_by", "fund_holder"), ways[min(at, len(ways) - 1)], strict=True))
        for at, one in enumerate(lines)
    }


def chosen(budget: Budget, *ways: tuple[str, str, int | None], **more: Any) -> Budget:
    """Talked about, found suitable and chosen."""
    talked(budget)
    found_suitable(budget)
    choose(budget, *ways, **more)
    return Budget.objects.get(pk=budget.pk)


def choose(budget: Budget, *ways: tuple[str, str, int | None], **more: Any) -> Any:
    words = {
        "by_line": by_line(budget, *ways),
        "own_reason": "I want to choose who comes and when.",
        "chosen_by_name": "Amara Foxglove",
        "key": f"story-c{budget.pk}",
    }
    by = worker_of(budget.person)
    return direct_payments.choose(**({"budget": budget, "on": DECIDED_ON, "by": by} | words | more))


def with_account(person: Person, number: str = "10000001", **more: Any) -> Payee:
    words = {
        "person": person,
        "provider": None,
        "kind": "bank_account",
        "account_name": "A Foxglove",
        "sort_code": "20-00-00",
        "account_number": number,
        "key": f"story-y{person.pk}-{number}",
        "on": AGREED_ON,
        "by": worker_of(person),
    }
    return direct_payments.add_payee(**(words | more))


def account_of(holder: Provider, by: User) -> Payee:
    return direct_payments.add_payee(
        person=None,
        provider=holder,
        kind="third_party",
        account_name=holder.name,
        sort_code="30-00-00",
        account_number="20000002",
        key=f"story-yp{holder.pk}",
        on=AGREED_ON,
        by=by,
    )


def signed(budget: Budget, **more: Any) -> Agreement:
    words = {
        "signed_by_name": "Amara Foxglove",
        "authority": None,
        "signed_how": "on_paper",
        "signed_on": AGREED_ON,
        "key": f"story-g{budget.pk}",
    }
    by = worker_of(budget.person)
    return agreements.sign_agreement(**({"budget": budget, "on": AGREED_ON, "by": by} | words | more))


def story(*lines: dict[str, Any], here: Town | None = None, given: dict[str, Any] | None = None) -> Story:
    """Somebody with a signed agreement, a bank account and a schedule of £80.00 a week from 6 July 2026."""
    here = here or town()
    budget = chosen(finalised(approved(here, *lines, given=given)))
    with_account(budget.person)
    signed(budget)
    return Story(here, budget)


def prepared(here: Town, pay_on: date = FIRST_PAY_ON, on: date = PREPARED_ON, key: str = "") -> PaymentRun:
    """A run that waits to be looked at."""
    key = key or f"run-{pay_on}-{PaymentRun.objects.count()}"
    return payment_runs.prepare_run(pay_on=pay_on, key=key, on=on, by=here.cast.finance[0])


def approve(here: Town, run: PaymentRun, on: date = PREPARED_ON, **more: Any) -> PaymentRun:
    words = {"seen_version": run.version, "key": f"story-a{run.pk}", "by": here.cast.approvers[0]}
    return payment_runs.approve_run(**({"run": run, "on": on} | words | more))


def sent(here: Town, run: PaymentRun, on: date = PREPARED_ON) -> PaymentRun:
    return payment_runs.send_run(run=run, on=on, by=here.cast.finance[0])


def confirmed(
    here: Town, run: PaymentRun, on: date | None = None, returned: dict[int, str] | None = None
) -> PaymentRun:
    return payment_runs.confirm_run(run=run, returned=returned or {}, on=on or run.pay_on, by=here.cast.finance[0])


def paid(here: Town, pay_on: date, on: date | None = None, returned: Iterable[int] = ()) -> PaymentRun:
    """A whole run from first to last, with these lines returned by the bank."""
    on = on or pay_on - timedelta(days=5)
    run = sent(here, approve(here, prepared(here, pay_on, on), on), on)
    return confirmed(here, run, returned=dict.fromkeys(returned, "Account closed"))
