"""Employing in the simulation: a register, assistants for some holders, weeks logged and signed, payroll, leaving.

Next:   selfdirect/demo/simulation.py
Tests:  tests/demo/test_employment.py
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from selfdirect.actions import access, assistants, payroll, plans, timesheets
from selfdirect.actions import employment as actions
from selfdirect.actions.action import Refused
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.steps import named_worker
from selfdirect.demo.cast import Cast
from selfdirect.records.access import User
from selfdirect.records.assistants import Assistant
from selfdirect.records.budgets import BudgetLine
from selfdirect.records.employment import Employment, EmploymentTerms, FamilyRequest, terms_on
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan
from selfdirect.records.timesheets import PayrollFile, present_timesheets
from selfdirect.rules.access import Role
from selfdirect.rules.employer_reserve import WhyEnded
from selfdirect.rules.employment import EMPLOYER_DUTIES, Asked, true_cost
from selfdirect.rules.timesheets import DAYS, pay_pence

ONE_IN = 2
"""One plan in so many that has hours of a personal assistant is costed as an employer's."""
PAYROLL = "Example Payroll"
WEEKS_BEFORE_LEAVING = 26
ONE_LEAVES_IN = 4
ENOUGH_FOR_TWO = 400
"""Hundredths of an hour a week that two assistants may share."""
ONE_RELATIVE_IN = 5
NAMES = (
    "Tess Marlow",
    "Ade Bright",
    "Kasia Lewandowska",
    "Ken Osei",
    "Joan Perriwell",
    "Farah Nouri",
    "Luis Ferreira",
    "Wendy Stoke",
    "Obi Eze",
    "Mairead Quinn",
    "Tam Nguyen",
    "Rosa Dell",
)
LANGUAGES = (["English"], ["English", "Polish"], ["English", "Farsi"], ["English", "Portuguese"])


def add_assistant(plan: Plan, line: Mapping[str, Any], email: str, key: str, on: date, by: User) -> bool:
    """Put hours of a personal assistant in a plan at their true cost, as many as the line's money pays for."""
    chance = Random(f"employ:{email}")
    if line["category"] != "personal_assistant" or chance.randrange(ONE_IN):
        return False
    if plan.lines.filter(category=EMPLOYER_DUTIES, removed_at=None).exists():
        return False
    room = line["quantity_hundredths"] * line["unit_price_pence"] // 100
    values = policy().on(on)
    hours = line["quantity_hundredths"] // 100 * 100
    while hours >= 200:
        asked = Asked(hours, _pay(values), 35, on)
        cost = true_cost(asked, values)
        if cost.weekly + len(cost.lines) <= room:
            given = {"what": line["what"], "outcomes": line["outcomes"], "provider_name": ""}
            plans.add_assistant(plan=plan, asked=asked, **given, key=key, on=on, by=by)
            return True
        hours -= 50
    return False


def _pay(values: Any) -> int:
    """A little more than the lowest wage."""
    return int(values.table("payments.minimum_wage")[0]["pence_hourly"]) + 29


def fill_register(cast: Cast, on: date) -> None:
    """People who agreed to be found, from the first day; every other one also stands in."""
    worker = cast.workers[0]
    areas = [str(row["code"]) for row in policy().on(on).table("employment.areas")]
    tasks = [str(row["code"]) for row in policy().on(on).table("employment.tasks")]
    for number, name in enumerate(NAMES):
        made = {"on": on, "by": worker}
        one = assistants.add(
            name=name,
            date_of_birth=date(1968 + 3 * number, 1 + number, 11),
            email=f"{name.lower().replace(' ', '.')}@assistant.example",
            phone=f"07700 900{number:03d}",
            key=f"demo-assistant-{number}",
            **made,
        )
        assistants.enter(
            assistant=one,
            areas=areas[number % len(areas) :][:2],
            tasks=tasks[number % 5 :: 2],
            languages=LANGUAGES[number % len(LANGUAGES)],
            hours_hundredths=1000 + 100 * number,
            when_words="Mornings" if number % 3 else "Any day but Friday",
            covers=("no", "planned", "emergency")[number % 3],
            agreed_to_be_found=True,
            is_listed=True,
            key=f"demo-entry-{number}",
            **made,
        )
        if number % 2:
            state = "taken" if number % 4 == 1 else "offered"
            done_on = on if state == "taken" else None
            key = f"demo-training-{number}"
            assistants.train(assistant=one, course="moving_safely", state=state, done_on=done_on, key=key, **made)


def go_on(seed: int, cast: Cast, on: date) -> None:
    """One week of all employers: relatives decided on, people taken on, hours, payroll, and somebody leaves."""
    _decide(cast, on)
    _take_on(seed, cast, on)
    _log_and_sign(seed, on)
    _leave(seed, on)
    if on.isocalendar().week % 4 == 0:
        _pay_all(cast, on)


def _holder(person: Person) -> User | None:
    return User.objects.filter(person=person, is_active=True).first()


def _way_in(person: Person, cast: Cast, on: date) -> User:
    """Who employs signs hours, so they are given a way in of their own."""
    given = {"name": person.name, "roles": [Role.PERSON], "person_id": person.pk, "is_demo": True}
    return access.add_user(email=f"employer{person.pk}@example.org", **given, on=on, by=cast.administrator)


def _lines(on: date) -> list[BudgetLine]:
    """Lines that pay for an assistant at true cost and whose payments are set up, where nobody was taken on yet."""
    budgets = BudgetLine.objects.filter(plan_line__category=EMPLOYER_DUTIES).values("budget")
    found = BudgetLine.objects.filter(budget__in=budgets, plan_line__category="personal_assistant", purpose="support")
    found = found.filter(budget__starts_on__lte=on, budget__ends_on__gt=on + timedelta(weeks=8))
    found = found.filter(budget__payment_schedules__isnull=False, plan_line__unit="hours", employment_terms=None)
    return list(found.distinct().select_related("budget__person", "plan_line").order_by("pk"))


def _take_on(seed: int, cast: Cast, on: date) -> None:
    for line in _lines(on):
        person = line.budget.person
        chance = Random(f"{seed}:employ:{person.details.email}")
        worker = named_worker(person)
        if worker is None or Employment.objects.filter(person=person).exists():
            continue
        holder = _holder(person) or _way_in(person, cast, on)
        hours = line.plan_line.quantity_hundredths
        parts = [hours - hours // 2, hours // 2] if hours >= ENOUGH_FOR_TWO and chance.random() < 0.8 else [hours]
        relative = chance.randrange(ONE_RELATIVE_IN) == 0
        for nth, (part, name) in enumerate(zip(parts, chance.sample(NAMES, len(parts)), strict=True)):
            _employ_one(line, name, part, relative and nth == 0, chance, f"{line.pk}-{nth}-{on}", on, holder, worker)


def _employ_one(
    line: BudgetLine,
    name: str,
    hours: int,
    is_relative: bool,
    chance: Random,
    key: str,
    on: date,
    holder: User,
    worker: User,
) -> None:
    person, values = line.budget.person, policy().on(on)
    if is_relative:
        name = f"{name.partition(' ')[0]} {person.details.last_name}"
        made = {"on": on, "by": holder}
        if not person.guidance_shown.exists():
            actions.show_guidance(person=person, shown_to="holder", name=person.name, key=f"demo-guide-{key}", **made)
    known = Assistant.objects.filter(name=name).first()
    areas = [str(row["code"]) for row in values.table("employment.areas")]
    asked = {
        "duties": line.plan_line.what,
        "tasks": [],
        "relation": "child" if is_relative else "none",
        "same_household": is_relative,
        "payroll_by": "organisation",
        "payroll_name": PAYROLL,
        "area": chance.choice(areas),
        "came_from": None,
        "is_occasional": False,
        "starts_on": on,
        "hours_hundredths": hours,
        "pence_hourly": max(_pay(values), 1300),
    }
    try:
        made_one = actions.begin(
            person=person,
            name=name,
            date_of_birth=known.date_of_birth if known else date(1985, 5, 17),
            line=line,
            necessary_reason="Nobody else can come at night, and they know every sign of an attack.",
            asked=asked,
            key=f"demo-employ-{key}",
            on=on,
            by=worker,
        )
    except Refused:
        return  # It is held by the council by now, or this relative is asked about already.
    if isinstance(made_one, Employment):
        _set_up(made_one, chance, on, worker)


def _set_up(one: Employment, chance: Random, on: date, worker: User) -> None:
    """Most of the checklist is done at once; some ask for it to be done."""
    made = {"person": one.person, "employment": one, "on": on, "by": worker}
    for code in ("right_to_work", "insurance", "payroll", "written"):
        state = "for_me" if code == "insurance" and chance.random() < 0.2 else "done"
        actions.say_item(code=code, state=state, note="", key=f"demo-item-{one.pk}-{code}", **made)
    email = f"{one.assistant.name.lower().replace(' ', '.')}@assistant.example"
    actions.let_sign_in(email=email, key=f"demo-in-{one.pk}", **made)


def _decide(cast: Cast, on: date) -> None:
    """Managers decide on relatives within a week or so; a yes is followed by the employment."""
    for asked in FamilyRequest.objects.filter(decided_on=None, on__lt=on - timedelta(days=5)).order_by("pk"):
        by = next(one for one in cast.managers if one.pk != asked.by_id)
        words = "The nights cannot be covered otherwise, and the person wants this."
        actions.decide_on_relative(person=asked.person, request=asked, is_agreed=True, reasons=words, on=on, by=by)


def _log_and_sign(seed: int, on: date) -> None:
    """Last week's hours, logged by whoever worked them and signed by the holder; one in nine is not signed yet."""
    week_on = on - timedelta(days=on.weekday() + 7)
    going_on = Employment.objects.filter(end=None, starts_on__lte=week_on + timedelta(days=6))
    for one in going_on.select_related("assistant__user", "person").order_by("pk"):
        user, holder = getattr(one.assistant, "user", None), _holder(one.person)
        if user is None or holder is None or not user.roles_on(on):
            continue
        chance = Random(f"{seed}:week:{one.person.details.email}:{one.assistant.name}:{week_on}")
        minutes = _week(one, week_on, chance)
        if not any(sum(days) for days in minutes.values()):
            continue
        given = {"week_on": week_on, "minutes": minutes, "note": "", "seen_version": 0, "on": on, "by": user}
        sheet = timesheets.log_week(employment_id=one.pk, key=f"demo-week-{one.pk}-{week_on}", **given)
        if chance.randrange(9):
            answer = {"is_signed": True, "reason": "", "on": on, "by": holder}
            timesheets.answer(person=one.person, timesheet=sheet, key=f"demo-sign-{sheet.pk}", **answer)


def _week(one: Employment, week_on: date, chance: Random) -> dict[str, list[int]]:
    """Their hours spread over the first days of the week; one week in ten is holiday."""
    left = terms_on(one, week_on).hours_hundredths * 60 // 100
    kind = "holiday" if chance.randrange(10) == 0 else "worked"
    found = {name: [0] * len(DAYS) for name in ("worked", "holiday", "sick")}
    for place in range(5):
        part = left if place == 4 else min(left, (left // (5 - place) + 29) // 30 * 30)
        if one.starts_on <= week_on + timedelta(days=place):
            found[kind][place] = min(part, 12 * 60)
        left -= part
    return found


def _leave(seed: int, on: date) -> None:
    """Some leave after half a year; what is owed is settled."""
    began = on - timedelta(weeks=WEEKS_BEFORE_LEAVING)
    for one in Employment.objects.filter(end=None, starts_on__range=(began - timedelta(days=6), began)).order_by("pk"):
        chance = Random(f"{seed}:leave:{one.person.details.email}:{one.assistant.name}")
        worker = named_worker(one.person)
        if worker is None or chance.randrange(ONE_LEAVES_IN):
            continue
        why = WhyEnded.REDUNDANT if chance.random() < 0.3 else WhyEnded.RESIGNED
        given = {"words": "", "last_on": on - timedelta(days=1), "notice_worked_weeks": 1}
        made = {"key": f"demo-end-{one.pk}", "on": on, "by": worker}
        try:
            actions.end(person=one.person, employment=one, why=why.value, **given, **made)
        except Refused:
            continue  # The council holds the money by now.
        terms: EmploymentTerms = terms_on(one, on)
        wanted = {"area": one.area, "tasks": ["personal_care"], "languages": [], "key": f"demo-want-{one.pk}"}
        assistants.want(person=one.person, hours_hundredths=terms.hours_hundredths, on=on, by=worker, **wanted)


def _pay_all(cast: Cast, on: date) -> None:
    """Every fourth week signed hours go to payroll, and what it worked out is read back."""
    waiting = present_timesheets().filter(answered__is_signed=True, payroll=None)
    if not waiting.filter(employment__payroll_name=PAYROLL).exists():
        return
    finance = cast.finance[0]
    form = "csv" if on.month % 2 else "json"
    file = payroll.make_file(payroll_name=PAYROLL, format=form, key=f"demo-payroll-{on}", on=on, by=finance)
    payroll.read_back(file=file, content=_worked_out(file), key=f"demo-paid-{on}", on=on, by=finance)


def _worked_out(file: PayrollFile) -> bytes:
    """What an honest payroll organisation sends back, near enough."""
    rows: dict[str, dict[str, int]] = {}
    for item in file.items.select_related("timesheet__employment").order_by("pk"):
        sheet = item.timesheet
        pence = terms_on(sheet.employment, sheet.week_on).pence_hourly
        row = rows.setdefault(sheet.employment.reference, {"gross_pence": 0, "holiday_pence": 0})
        row["gross_pence"] += pay_pence(sheet.worked_minutes + sheet.holiday_minutes, pence)
        row["holiday_pence"] += pay_pence(sheet.holiday_minutes, pence)
    for row in rows.values():
        row["tax_pence"], row["insurance_pence"] = 0, 0
        row["pension_pence"] = max(0, row["gross_pence"] - 480_00) * 5 // 100
        row["net_pence"] = row["gross_pence"] - row["pension_pence"]
        row["employer_insurance_pence"] = 0
        row["employer_pension_pence"] = max(0, row["gross_pence"] - 480_00) * 3 // 100 if row["pension_pence"] else 0
    totals = {name: sum(row[name] for row in rows.values()) for name in next(iter(rows.values()))}
    found = [{"employment": name, **row} for name, row in rows.items()]
    return json.dumps({"hand_off": file.reference, "rows": found, "totals": totals}).encode()
