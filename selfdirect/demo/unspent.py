"""Money left over in the simulation: looks at accounts, talks about why, new uses for it, and money that comes back.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_unspent.py
"""

from datetime import date, timedelta
from random import Random

from selfdirect.actions import unspent
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.actions.support.unspent import direct_pence_weekly, may_come_back_pence, outcomes_of, waiting_parts
from selfdirect.records.access import User
from selfdirect.records.direct_payments import Agreement
from selfdirect.records.unspent import AccountLook, ReuseRequest, SurplusContact
from selfdirect.rules.recouping import may_come_back_from
from selfdirect.rules.unspent import Account

ONE_IN = 4
"""One account in so many is looked at some months after the agreement."""
WEEKS_BEFORE = 17
SAID = (
    ("not_found", "Nobody could be found for the weekends."),
    ("away", "I was in hospital for three weeks."),
    ("needed_less", "My daughter stayed with me for the summer."),
    ("unsure", "I did not know that I could spend it on this."),
)
WISHES = ("A course in cooking", "A bicycle with three wheels", "A tablet to talk with my family")


def money_left_over(seed: int, finance: User, on: date) -> None:
    """Go on with every account of which something is left: one step a week for each."""
    _bring_back(finance, on)
    _decide(finance, on)
    _answer(on)
    _talk(on)
    _look(seed, finance, on)


def _chance(seed: int, agreement: Agreement) -> Random:
    return Random(f"{seed}:left over:{agreement.person.details.email}")


def _look(seed: int, finance: User, on: date) -> None:
    signed_on = on - timedelta(weeks=WEEKS_BEFORE)
    week = (signed_on - timedelta(days=6), signed_on)
    for agreement in Agreement.objects.filter(signed_on__range=week).select_related("budget", "person").order_by("pk"):
        budget, chance = agreement.budget, _chance(seed, agreement)
        weekly = direct_pence_weekly(budget, on)
        if chance.randrange(ONE_IN) or not weekly or AccountLook.objects.filter(budget=budget).exists():
            continue
        left = min(weekly * chance.randrange(4, 16), may_come_back_pence(budget))
        account = Account(left, 0, bills_due_pence=min(left, weekly))
        key = f"demo-account-look-{budget.pk}"
        unspent.look(budget=budget, as_at=on, account=account, key=key, on=on, by=finance)


def _talk(on: date) -> None:
    for look in AccountLook.objects.filter(contact=None, decision=None, on__lt=on).select_related("person", "budget"):
        worker, chance = named_worker(look.person), Random(look.person.details.email)
        if worker is None:
            continue
        why, words = chance.choice(SAID)
        unspent.contacted(
            look=look,
            asked_on=on,
            how="phone",
            why=why,
            why_words=words,
            key=f"demo-why-left-{look.pk}",
            on=on,
            by=worker,
        )
        if chance.random() < 0.5 and outcomes_of(look.budget):
            unspent.ask_to_reuse(
                budget=look.budget,
                what=chance.choice(WISHES),
                outcome=outcomes_of(look.budget)[0],
                pence=max(1, look.over_pence // 2),
                why="It would help me every day.",
                key=f"demo-reuse-{look.pk}",
                on=on,
                by=worker,
            )


def _answer(on: date) -> None:
    for wish in ReuseRequest.objects.filter(answer=None, on__lt=on).select_related("person"):
        worker = named_worker(wish.person)
        if worker is None:
            continue
        yes = bool(Random(wish.person.details.email).randrange(5))
        reason = "It is what your plan is for." if yes else "Your plan has this already."
        unspent.answer_reuse(request=wish, is_agreed=yes, reason=reason, key=f"demo-answer-{wish.pk}", on=on, by=worker)


def _decide(finance: User, on: date) -> None:
    found = SurplusContact.objects.filter(look__decision=None).select_related("look__budget", "look__person")
    for contact in found.order_by("pk"):
        if on < may_come_back_from(contact.asked_on, policy().on(on)):
            continue
        look, chance = contact.look, Random(contact.look.person.details.email)
        back = look.over_pence // 2 if chance.random() < 0.6 else 0
        reason = "Half of it is not needed any more." if back else "It is needed when support is found."
        key = f"demo-left-over-{look.pk}"
        try:
            unspent.decide(look=look, recouped_pence=back, reason=reason, key=key, on=on, by=finance)
        except Refused:
            continue  # Somebody waits for an answer, or less was paid than this.


def _bring_back(finance: User, on: date) -> None:
    """What was asked back three weeks ago or more comes; one in four still owes it."""
    late = AccountLook.objects.filter(decision__recouped_pence__gt=0, decision__on__lte=on - timedelta(weeks=3))
    for look in late.filter(decision__recouped=None).select_related("budget", "person").order_by("pk"):
        waiting = sum(part.pence for part in waiting_parts(look.budget))
        if waiting and Random(look.person.details.email).randrange(4):
            key = f"demo-unspent-{look.pk}"
            unspent.money_back(look=look, pence=waiting, arrived_on=on, key=key, on=on, by=finance)
