"""How a budget is held: the ways side by side, the talks, whether a direct payment suits, and what comes next.

Values: policy/councils
Next:   selfdirect/pages/staff/holding_choice.py
Tests:  tests/pages/staff/test_direct_payments.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse

from selfdirect.actions import direct_payments as actions
from selfdirect.actions.support.holding import TALK_STAGES, talk_words
from selfdirect.actions.support.policy import policy
from selfdirect.actions.support.schedules import missing_payees, pays_something
from selfdirect.actions.support.telling import told_of_charge
from selfdirect.pages.choices import Radios, YesNo
from selfdirect.pages.days import Day
from selfdirect.pages.fields import LongText, Text
from selfdirect.pages.forms import Form
from selfdirect.pages.parts import Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import QuestionPage
from selfdirect.pages.staff import agreements, holding_choice, payees
from selfdirect.pages.staff.budgets import find_budget
from selfdirect.pages.staff.led_up import help_group, led_up_to
from selfdirect.pages.ways import ways_of_budget
from selfdirect.records.budgets import Budget
from selfdirect.records.direct_payments import STAGES
from selfdirect.records.people import Person
from selfdirect.rules.access import Permission
from selfdirect.rules.calendar import format_date
from selfdirect.rules.direct_payments import ANSWERS, DIRECT_PAYMENT, FACTORS, compare, methods, options


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at how the budget is held")
def holding(request: HttpRequest, budget_id: int, person: Person) -> HttpResponse:
    """The list of what to do, and the ways to hold a budget side by side."""
    found = find_budget(person, budget_id)
    values = policy().on(request.on)
    choice = found.holding_choices.order_by("-pk").first()
    labels = {one.key: one.label for one in (*options(values), *methods(values))}
    more = {
        "person": person,
        "budget": found,
        "groups": [*groups_of(found, request.user, request.on), help_group(person, request.user, request.on)],
        "ways": ways_of_budget(found, request.on),
        "talks": list(person.holding_conversations.select_related("by").order_by("-held_on", "-pk")),
        "stages": STAGES,
        "suitability": found.suitability_records.select_related("by").order_by("-pk").first(),
        "factors": FACTORS,
        "answers_words": ANSWERS,
        "choice": choice,
        "labels": labels,
        "lines": list(found.lines.select_related("plan_line", "fund_holder").order_by("pk")) if choice else [],
        **led_up_to(found, request.user, request.on),
    }
    return render(request, "staff/direct_payments/holding.html", more)


def groups_of(budget: Budget, user: Any, on: Any) -> list[TaskGroup]:
    """What has to be done before the first payment, in order."""
    at = [budget.person_id, budget.pk]
    talk = budget.person.holding_conversations.order_by("-pk").first()
    record = budget.suitability_records.order_by("-pk").first()
    choice = budget.holding_choices.order_by("-pk").first()
    agreement = budget.agreements.order_by("-pk").first()
    pays = bool(choice) and pays_something(budget)
    wants_direct = bool(choice) and any(line.held_as == DIRECT_PAYMENT for line in budget.lines.all())

    def task(name: str, page: str, needs: Permission, done: bool, can: bool = True, hint: str = "", *more: int) -> Task:
        state = "done" if done else "not_started" if can else "cannot_start"
        href = reverse(page, args=[*at, *more]) if can and user.may(needs, on) else ""
        return Task(name, state=state, href=href, hint=hint)

    may_change = agreement is None
    still = talk_words(budget.person_id, policy().on(on).whole(TALK_STAGES))
    talked = still or (f"Last on {format_date(talk.held_on)}" if talk else "")
    suits = ("A direct payment suits" if record.is_suitable else "A direct payment does not suit") if record else ""
    suits = suits or ("Needed for a direct payment" if not choice or wants_direct else "Not needed for this choice")
    missing = missing_payees(budget) if pays else []
    told = told_of_charge(budget, on)
    waits = "Tell the person first what they will pay" if told.is_missing else ""
    tasks = [
        task("Talk about the ways to hold it", "staff_holding_talk", Permission.CHOOSE_HOLDING, not still, hint=talked),
        task(
            "Look at whether a direct payment suits",
            "staff_holding_suitability",
            Permission.PLAN,
            bool(record),
            may_change,
            suits,
        ),
        task(
            "Record the choice",
            "staff_holding_choose",
            Permission.CHOOSE_HOLDING,
            bool(choice),
            may_change and not still,
            choice.own_reason if choice else "",
        ),
    ]
    if pays:
        hint = " ".join(problem.message for problem in missing)
        tasks.append(task("Accounts to pay into", "staff_payees", Permission.AGREE, not missing, hint=hint))
    tasks.append(
        task("Sign the agreement", "staff_agreement", Permission.AGREE, bool(agreement), bool(choice), hint=waits)
    )
    if pays and agreement:
        is_set_up = budget.payment_schedules.exists()
        href = reverse("staff_payment_set_up", args=[budget.person_id, agreement.pk])
        may = user.may(Permission.SET_UP_PAYMENTS, on)
        tasks.append(Task("Set up the payments", "done" if is_set_up else "not_started", href if may else "", hint=""))
    return [TaskGroup("", tasks)]


class TalkForm(Form):
    """One talk about the ways to hold the budget."""

    stage = Radios("When was this?", choices=list(STAGES.items()), empty="Select when you talked about this")
    held_on = Day("What day did you talk?", past=True, empty="Enter the day you talked")
    what_was_said = LongText("What was said?", empty="Enter what was said", most=4000)


class HoldingPage(QuestionPage):
    """What the questions about one budget share."""

    needs = Permission.CHOOSE_HOLDING
    read = "Opened how the budget is held"

    def load(self) -> None:
        self.budget = find_budget(self.person, self.kwargs["budget_id"])
        self.caption = f"How to hold the budget: {self.person.name}"

    def back(self) -> str:
        return reverse("staff_holding", args=[self.person.pk, self.budget.pk])


class Talk(HoldingPage):
    """Write down a talk."""

    title = "A talk about ways to hold the budget"
    form = TalkForm
    button = "Save"
    template = "staff/direct_payments/talk.html"

    def initial(self) -> dict[str, Any]:
        return {"stage": "choosing", "held_on": self.on}

    def context(self) -> dict[str, Any]:
        return {"ways": compare(policy().on(self.on))}

    def save(self, answers: dict[str, Any]) -> str:
        actions.record_conversation(person=self.person, **answers, key=self.key, on=self.on, by=self.by)
        return self.back()


class SuitabilityForm(Form):
    """Who agrees, what the law says, and the date. The four factors are added to it below."""

    has_capacity = YesNo(
        "Is the person able to ask for a direct payment themselves?",
        empty="Select yes if they are able to ask for it themselves",
        reveal={"yes": ["consents"], "no": ["representative_name", "authority"]},
    )
    consents = YesNo("Do they agree to a direct payment?", empty="Select yes if they agree to a direct payment")
    representative_name = Text("Who asks for it for them?", most=120, needed=False)
    authority = Text(
        "What lets them decide for the person?", hint="For example: a lasting power of attorney", most=500, needed=False
    )
    excluded_by_law = YesNo(
        "Is a court order in force that rules out a direct payment?",
        hint="Some orders for drugs or alcohol do.",
        empty="Select yes if a court order rules it out",
    )
    reasons = LongText(
        "If it does not suit: why, in words the person will understand",
        hint="They read this in a letter.",
        needed=False,
        most=2000,
        rows=4,
    )
    considered_on = Day("When did you look at this together?", past=True, empty="Enter when you looked at this")


def _factor_fields() -> dict[str, Any]:
    made: dict[str, Any] = {}
    for code, question in FACTORS.items():
        notes = {"with_support": [f"{code}_support"], "no": [f"{code}_why"]}
        made[code] = Radios(question, choices=list(ANSWERS.items()), reveal=notes, empty="Answer this question")
        made[f"{code}_support"] = LongText("What support is needed?", empty="Say what support is needed", rows=2)
        made[f"{code}_why"] = LongText("Why not?", empty="Say why, in words that can be shared", rows=2)
    return made


FactorsForm = type("FactorsForm", (Form,), {**_factor_fields(), **SuitabilityForm.base_fields})


class SuitabilityPage(HoldingPage):
    """The four factors."""

    needs = Permission.PLAN
    title = "Does a direct payment suit?"
    lead = "Most people can have one, with the right help. Look at these together. A no needs a reason."
    form = FactorsForm
    button = "Save"

    def initial(self) -> dict[str, Any]:
        kept = self.budget.suitability_records.order_by("-pk").first()
        if kept is None:
            return {"considered_on": self.on}
        found: dict[str, Any] = {"considered_on": kept.considered_on, "excluded_by_law": kept.is_excluded_by_law}
        for name in ("has_capacity", "consents", "representative_name", "authority", "reasons"):
            found[name] = getattr(kept, name)
        for code, given in kept.factors.items():
            found |= {code: given["met"], f"{code}_support": given["note"], f"{code}_why": given["note"]}
        return found

    def save(self, answers: dict[str, Any]) -> str:
        given = {
            code: {"met": answers[code], "note": answers[f"{code}_support"] or answers[f"{code}_why"]}
            for code in FACTORS
        }
        actions.record_suitability(
            budget=self.budget,
            factors=given,
            has_capacity=bool(answers["has_capacity"]),
            consents=bool(answers["consents"]),
            excluded_by_law=bool(answers["excluded_by_law"]),
            representative_name=answers["representative_name"],
            authority=answers["authority"],
            reasons=answers["reasons"],
            considered_on=answers["considered_on"],
            key=self.key,
            on=self.on,
            by=self.by,
        )
        return self.back()


_AT = "people/<int:person_id>/budgets/<int:budget_id>/"
urlpatterns = [
    path(f"{_AT}holding/", holding, name="staff_holding"),
    path(f"{_AT}holding/talk/", Talk.as_view(), name="staff_holding_talk"),
    path(f"{_AT}holding/suits/", SuitabilityPage.as_view(), name="staff_holding_suitability"),
    *holding_choice.urlpatterns,
    *payees.urlpatterns,
    *agreements.urlpatterns,
]
