"""Changes of what is paid in the simulation: a stay in hospital with a retainer, and a contribution that changes.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_payment_changes.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import charging, payment_changes
from selfdirect.actions.action import Refused
from selfdirect.actions.support.schedules import holdable_lines, pays_something
from selfdirect.actions.support.steps import named_worker
from selfdirect.records.access import User
from selfdirect.records.budgets import Budget
from selfdirect.records.charging import FinancialAssessment
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.payment_changes import ChangeKind, PaymentChange

ONE_IN = 9
"""One agreed budget in so many is paused for a while; another so many have their contribution changed."""
WEEKS_BEFORE = 13
LONGEST_DAYS = 24
HOME_AFTER = timedelta(days=19)
LESS_PENCE = 450


def change_some(seed: int, finance: User, on: date) -> None:
    """Pause the payments of some, let those who are home again go on, and pay some by a new contribution."""
    signed_on = on - timedelta(weeks=WEEKS_BEFORE)
    week = (signed_on - timedelta(days=6), signed_on)
    for agreement in Agreement.objects.filter(signed_on__range=week, version=1).select_related("budget__person"):
        budget, worker = agreement.budget, named_worker(agreement.budget.person)
        if worker is None or not budget.starts_on <= on < budget.ends_on - timedelta(weeks=8):
            continue
        drawn = Random(f"{seed}:changes:{budget.person.details.email}").randrange(ONE_IN)
        if drawn == 0 and pays_something(budget):
            _pause(budget, Random(budget.person.details.email), on, worker)
        elif drawn == 1:
            _pay_less(budget, on, worker, finance)


def go_on(on: date) -> None:
    """Those whose pause had no end are home again after some weeks."""
    day = on - HOME_AFTER
    waiting = PaymentChange.objects.filter(kind=ChangeKind.PAUSE, until_on=None, ended_by=None)
    for paused in waiting.filter(on__range=(day - timedelta(days=6), day)).order_by("pk"):
        payment_changes.resume(
            paused=paused,
            from_on=max(on, paused.from_on + timedelta(days=1)),
            reason="Home again, and everybody who helps starts on Monday.",
            key=f"demo-resume-{paused.pk}",
            on=on,
            by=paused.by,
        )


def _pause(budget: Budget, chance: Random, on: date, worker: User) -> None:
    lines = holdable_lines(budget)
    last = on + timedelta(days=chance.randint(6, LONGEST_DAYS)) if chance.random() < 0.5 else None
    payment_changes.pause(
        budget=budget,
        from_on=on + timedelta(days=1),
        until_on=last,
        kept_percent={str(line.pk): 50 for line in lines if line.plan_line.category == "personal_assistant"},
        reason="You are in hospital. The person you employ is kept on half pay.",
        contact="Rang the ward and spoke with them.",
        care_goes_on="The ward gives the care.",
        key=f"demo-pause-{budget.pk}",
        on=on,
        by=worker,
    )


def _pay_less(budget: Budget, on: date, worker: User, finance: User) -> None:
    """Their costs because of disability rise, so they pay less."""
    before = FinancialAssessment.objects.filter(person=budget.person).exclude(finished_on=None).order_by("-pk").first()
    if before is None or before.is_free or not before.contribution_pence_weekly:
        return
    costs = [*before.finances.get("disability_expenses", []), {"label": "Extra heating", "pence_weekly": LESS_PENCE}]
    opened = charging.start(person=budget.person, from_on=on, on=on, by=worker)
    saved = charging.save(
        financial_assessment=opened,
        finances=before.finances | {"disability_expenses": costs},
        seen_version=opened.version,
        on=on,
        by=worker,
    )
    done = charging.finish(financial_assessment=saved, seen_version=saved.version, on=on, by=worker)
    charging.record_told(financial_assessment=done, told_on=on, how="phone", accepts_may_pay=True, on=on, by=worker)
    try:
        payment_changes.change_charge(
            budget=budget,
            finances=done,
            from_on=on,
            reason="Heating costs you more because of your condition, so you pay less.",
            key=f"demo-charge-{budget.pk}",
            on=on,
            by=finance,
        )
    except Refused:
        return  # Nothing changes: they pay for a share of the plan, or the lines they are charged for cost less.
