"""One person's way from referral to payment, as a story told in waits: each `yield` is how many days pass.

The story calls the same actions the pages call, as the same people, so that nothing in the demonstration could not
have been typed.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_walks.py
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from selfdirect.actions import access, allocation, assessments, charging, decisions, plans, referrals
from selfdirect.actions.support.policy import policy
from selfdirect.demo.agreeing import represent, waive
from selfdirect.demo.allocating import Today, confirm, fill_in, services_used
from selfdirect.demo.cast import Cast
from selfdirect.demo.choosing import talk_early
from selfdirect.demo.circumstances import ONE_OFF, SUPPORT, Circumstances
from selfdirect.demo.employment import add_assistant
from selfdirect.demo.holding import hold_and_agree
from selfdirect.demo.joint_funding import pay_together
from selfdirect.records.access import User
from selfdirect.records.assessments import Assessment
from selfdirect.records.decisions import Decision
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.records.referrals import Referral
from selfdirect.records.work import NamedWorker
from selfdirect.rules.access import Role
from selfdirect.rules.plans import WEEKS_IN_A_YEAR

Waits = Iterator[int]


def walk(number: int, life: Circumstances, cast: Cast, today: Today) -> Waits:
    """Live through the whole walk. Ends early where a story ends early."""
    chance = life.chance
    referral = _refer(number, life, cast, today.on)
    yield chance.choice((0, 1, 1, 2, 4))
    worker = _worker(referral.person)
    outcome = "assess" if chance.random() > 0.12 else chance.choice(("advise", "prevent"))
    referrals.screen(
        referral=referral,
        screening={"needs": life.said, "help_now": life.carer_name or "Nobody", "urgent": "No"},
        outcome=outcome,
        reason=_screening_reason(outcome),
        seen_version=referral.version,
        on=today.on,
        by=worker,
    )
    if outcome != "assess":
        return
    if number % 4 == 0:
        _give_sign_in(referral.person, life, cast, today.on)
    yield chance.randint(5, 34)
    yield from _assess(life, today, worker, referral.person)


def _refer(number: int, life: Circumstances, cast: Cast, on: date) -> Referral:
    taker = cast.workers[number % len(cast.workers)]
    return referrals.receive(
        key=f"demo-referral-{number}",
        person=None,
        details=life.details,
        source=life.source,
        channel=life.channel,
        received_on=on,
        referrer_name="",
        what_was_said=life.said,
        has_consented=True,
        has_existing_package=life.chance.random() < 0.1,
        is_fictional=True,
        on=on,
        by=taker,
    )


def _assess(life: Circumstances, today: Today, worker: User, person: Person) -> Waits:
    assessment = Assessment.objects.get(person=person, finished_on=None)
    for part, words in _parts(life, today.on).items():
        assessment = assessments.save_part(
            assessment=assessment, part=part, words=words, seen_version=assessment.version, on=today.on, by=worker
        )
    assessment = assessments.save_answers(
        assessment=assessment, answers=life.answers, seen_version=assessment.version, on=today.on, by=worker
    )
    if life.risk:
        risk, persons_view, workers_view = life.risk
        row = {"risk": risk, "persons_view": persons_view, "workers_view": workers_view}
        assessment = assessments.set_risks(
            assessment=assessment, risks=[row], seen_version=assessment.version, on=today.on, by=worker
        )
    yield life.chance.randint(1, 8)
    assessment = assessments.finish(assessment=assessment, seen_version=assessment.version, on=today.on, by=worker)
    if not assessment.is_eligible:
        return
    yield from _work_out_money(life, today, worker, assessment)


def _work_out_money(life: Circumstances, today: Today, worker: User, assessment: Assessment) -> Waits:
    person = assessment.person
    if not assessment.section_117:
        yield life.chance.randint(3, 16)
        finances = charging.start(person=person, from_on=today.on, on=today.on, by=worker)
        finances = charging.save(
            financial_assessment=finances, finances=life.finances, seen_version=finances.version, on=today.on, by=worker
        )
        finances = charging.finish(financial_assessment=finances, seen_version=finances.version, on=today.on, by=worker)
        waive(finances, today)
    yield life.chance.randint(0, 4)
    fill_in(assessment, life.chance, bool(life.carer_name), today.on, worker)
    indicative = allocation.work_out(assessment=assessment, on=today.on, by=worker)
    yield from confirm(indicative, life.chance, today)
    yield life.chance.randint(1, 8)
    allocation.record_conversation(
        indicative_budget=indicative,
        **services_used(policy().on(today.on), life.chance),
        who_was_there=f"{person.name}, {worker.name}" + (f", {life.carer_name}" if life.carer_name else ""),
        notes="Talked about what is taken off and why.",
        accepts_may_pay=True,
        starts_on=today.on + timedelta(days=35),
        key=f"demo-conversation-{indicative.pk}",
        on=today.on,
        by=worker,
    )
    yield life.chance.randint(4, 26)
    yield from _plan(life, today, worker, person)


def _plan(life: Circumstances, today: Today, worker: User, person: Person) -> Waits:
    plan = Plan.objects.select_related("planning_amount").get(person=person, status="draft")
    if not plan.planning_amount.pence_weekly:
        return
    write_plan(life, today.on, worker, plan)
    talk_early(plan, today.on, worker)
    yield life.chance.randint(0, 6)
    decision = _propose(plan, today, worker)
    if not decision.outcome:
        yield life.chance.randint(1, 9)
        if life.chance.random() < 0.1:
            _decide(life, decision, "returned", "Please say more about how the risk at night is met.", today.on)
            yield life.chance.randint(2, 9)
            decision = _propose(plan, today, worker)
            yield life.chance.randint(1, 6)
        if life.chance.random() < 0.03:
            _decide(life, decision, "refused", "Other help that is already there meets these needs.", today.on)
            return
        decision = _decide(life, decision, "approved", "The plan meets the outcomes and is good value.", today.on)
    yield from hold_and_agree(life, today, worker, decision)


def _propose(plan: Plan, today: Today, worker: User) -> Decision:
    """Put the plan to whoever decides. Where the council's policy agrees it by itself, the decision is made at once."""
    now = _again(plan)
    return plans.propose(plan=now, seen_version=now.version, on=today.on, by=worker)


def write_plan(life: Circumstances, on: date, worker: User, plan: Plan) -> None:
    """Write the words, the lines and the answers to risks, within the planning amount."""
    left = plan.planning_amount.pence_weekly or 0
    changes = {
        "my_words": life.wish,
        "who_helped": worker.name,
        "carer_will_do": f"{life.carer_name} will help at weekends." if life.carer_name else "",
        "emergency_plan": "Ring the named worker, or the duty line at night.",
        "choice_made": "Chose who comes, on which days and at what time.",
        "starts_on": max(plan.starts_on or on, on + timedelta(days=28)),
        "review_on": on + timedelta(days=80),
        "review_how": "A visit at home.",
    }
    plans.save_part(plan=plan, changes=changes, seen_version=plan.version, on=on, by=worker)
    for number, line in enumerate(_lines(life, left)):
        key = f"demo-line-{plan.pk}-{number}"
        if not add_assistant(plan, line, life.details["email"], key, on, worker):
            plans.add_line(plan=plan, key=key, line=line, on=on, by=worker)
    pay_together(plan, on, worker)
    for risk in plan.planning_amount.indicative_budget.assessment.risks.all():
        words = risk.workers_view or "Looked at together."
        plans.answer_risk(plan=plan, risk=risk, answer="addressed", what_we_will_do=words, on=on, by=worker)


def _lines(life: Circumstances, left: int) -> list[dict[str, Any]]:
    """Lines that fit in what is left a week, and a small sum for emergencies."""
    chance = life.chance
    contingency = left // 20
    room = left - contingency
    lines: list[dict[str, Any]] = []
    for what, category, outcomes, unit, price, (least, most) in chance.sample(SUPPORT, len(SUPPORT)):
        quantity = min(chance.randrange(least, most + 50, 50), room * 100 // price // 50 * 50)
        if quantity < least:
            continue
        lines.append(_line(what, category, outcomes, price, "weekly", unit=unit, quantity_hundredths=quantity))
        room -= -(-quantity * price // 100)
    if not lines:
        price = max(left // 2, 1)
        lines.append(_line("Somebody to go out with", "leisure", ["community"], price, "weekly", unit="visits"))
        room -= price
    if contingency > 100:
        lines.append(
            _line(
                "Cover when plans fall through",
                "contingency",
                ["nutrition"],
                contingency,
                "weekly",
                unit="weeks",
                purpose="contingency",
                who_may_use="The person, their carer and their worker",
            )
        )
    what, category, outcomes, price = chance.choice(ONE_OFF)
    if chance.random() < 0.2 and room * WEEKS_IN_A_YEAR > price:
        lines.append(_line(what, category, outcomes, price, "one_off", unit="items"))
    return lines


def _line(what: str, category: str, outcomes: list[str], price: int, frequency: str, **more: Any) -> dict[str, Any]:
    line: dict[str, Any] = {
        "what": what,
        "category": category,
        "outcomes": outcomes,
        "unit_price_pence": price,
        "frequency": frequency,
        "quantity_hundredths": 100,
        "purpose": "support",
        "is_chargeable": True,
    }
    return line | more


def _decide(life: Circumstances, decision: Decision, outcome: str, reasons: str, on: date) -> Decision:
    holders = User.objects.filter(role_grants__role=decision.decider_role).exclude(pk=decision.proposed_by_id)
    return decisions.decide(
        decision=decision,
        outcome=outcome,
        reasons=reasons,
        meets_outcomes=True,
        answers_risks=True,
        seen_version=decision.version,
        on=on,
        by=life.chance.choice(holders.order_by("pk")),
    )


def _parts(life: Circumstances, on: date) -> dict[str, dict[str, Any]]:
    carer: dict[str, Any] = {"has_carer": "yes" if life.carer_name else "no"}
    if life.carer_name:
        carer |= {"carer_name": life.carer_name, "offered_own_assessment": "yes", "willing_to": "Helps at weekends."}
    return {
        "visit": {"visited_on": on.isoformat(), "place": "home", "who_was_there": life.carer_name},
        "about_me": {"what_matters": life.wish, "strengths": "Knows the neighbours well and plans ahead."},
        "carers": carer,
        "safety": {"keeping_safe": life.risk[0] if life.risk else "No risk was raised.", "risks_to_others": "None."},
    }


def _give_sign_in(person: Person, life: Circumstances, cast: Cast, on: date) -> None:
    details = person.details
    access.add_user(
        email=details.email,
        name=details.name,
        roles=[Role.PERSON],
        person_id=person.pk,
        is_demo=True,
        on=on,
        by=cast.administrator,
    )
    if life.carer_name:
        role = Role.REPRESENTATIVE if life.chance.random() < 0.4 else Role.CARER
        helper = access.add_user(
            email=f"carer.{details.email}",
            name=life.carer_name,
            roles=[role],
            is_demo=True,
            on=on,
            by=cast.administrator,
        )
        worker = _worker(person)
        if role is Role.REPRESENTATIVE:
            represent(person, helper, worker, on)
            return
        authority = f"{details.first_name} asked for this on {on.isoformat()}."
        access.act_for(user=helper, person=person, role=role, authority=authority, may_see_money=True, on=on, by=worker)


def _worker(person: Person) -> User:
    return NamedWorker.objects.select_related("worker").get(person=person, until_on=None).worker


def _again(plan: Plan) -> Plan:
    return Plan.objects.get(pk=plan.pk)


def _screening_reason(outcome: str) -> str:
    if outcome == "assess":
        return "It looks as if help is needed that only an assessment can settle."
    return "Local services and advice can help now. Come back to us if they are not enough."
