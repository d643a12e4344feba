"""A support plan: the list of what to write, a look at the whole, sending it to whoever decides, and where it waits.

Values: policy/councils
Next:   selfdirect/pages/staff/plan_lines.py
Tests:  tests/pages/staff/test_plans.py
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse

from selfdirect.actions import plans as actions
from selfdirect.actions.action import about
from selfdirect.actions.support.planning import joint_funding as joint
from selfdirect.actions.support.planning import present_lines, rule_plan
from selfdirect.actions.support.policy import policy
from selfdirect.pages.parts import Answer, Section, Task, TaskGroup
from selfdirect.pages.permissions import about_person
from selfdirect.pages.question import CheckPage
from selfdirect.pages.staff import joint_funding, plan_lines, plan_parts
from selfdirect.pages.staff.plan_lines import Sums, rows_of, sums_of
from selfdirect.pages.staff.plan_parts import PARTS, WRITABLE, PlanPage, find_plan
from selfdirect.records.base import Versioned
from selfdirect.records.decisions import Decision
from selfdirect.records.people import Person
from selfdirect.records.plans import Plan, PlanRisk
from selfdirect.records.work import Step
from selfdirect.rules.access import Permission, Role
from selfdirect.rules.calendar import format_date
from selfdirect.rules.decisions import PLAN_FACTS, who_may_decide
from selfdirect.rules.money import format_pounds
from selfdirect.rules.plans import check_plan

_OF_FIELDS = {
    "choice_recorded": "choice",
    "review_on": "review",
    "review_arrangements": "review",
    "exception_reason": "more",
}
"""Which part mends a problem that the rules name by a field."""


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at the support plan")
def plan(request: HttpRequest, plan_id: int, person: Person) -> HttpResponse:
    """The list of what to write; once it is sent, the plan as it stands and where it waits."""
    found = find_plan(person, plan_id)
    may = request.user.may(Permission.PLAN, request.on)
    sums = sums_of(found)
    decision = found.decisions.select_related("decided_by").order_by("-pk").first()
    shared = {"person": person, "plan": found, "sums": sums, "decision": decision}
    if found.status in WRITABLE and may:
        more = {**shared, "groups": _groups(found, sums), "carers": carers_of(found)}
        return render(request, "staff/plans/tasks.html", more)
    step = Step.objects.open().filter(about=about(decision)).select_related("owner").first() if decision else None
    more = {**shared, "step": step, "sections": sections(found), "rows": rows_of(found, policy().on(request.on))}
    return render(request, "staff/plans/plan.html", more)


def carers_of(found: Plan) -> dict[str, Any]:
    """What the assessment says of a carer."""
    carers: dict[str, Any] = found.planning_amount.indicative_budget.assessment.carers or {}
    return carers


def risks_of(found: Plan) -> list[tuple[Any, PlanRisk | None]]:
    """Each risk raised at assessment, with the plan's answer where there is one."""
    answers = {answer.risk_id: answer for answer in found.risks.all()}
    raised = found.planning_amount.indicative_budget.assessment.risks.order_by("pk")
    return [(risk, answers.get(risk.pk)) for risk in raised]


def _groups(found: Plan, sums: Sums) -> list[TaskGroup]:
    at = [found.person_id, found.pk]
    count = len(present_lines(found))
    cost = f"{count} {'line' if count == 1 else 'lines'}, {format_pounds(sums.totals.total_pence_weekly)} a week"
    lines = Task(
        "What the plan pays for",
        state="done" if count else "not_started",
        href=reverse("staff_plan_lines", args=at),
        hint=cost if count else "Each line is tied to an outcome and costed",
    )
    more = [_part(found, "more")] if not sums.compared.within or found.exception_reason else []
    risks = [
        Task(
            risk.risk,
            state="done" if answer else "not_started",
            href=reverse("staff_plan_risk", args=[*at, risk.pk]),
            hint=answer.what_we_will_do if answer else "",
        )
        for risk, answer in risks_of(found)
    ]
    return [
        TaskGroup("The person", [_part(found, "words"), _part(found, "helped")]),
        TaskGroup(
            "The support", [lines, *_nhs(found, sums), *more, _part(found, "carer"), _part(found, "emergencies")]
        ),
        *([TaskGroup("Risks from the assessment", risks)] if risks else []),
        TaskGroup("Choice and review", [_part(found, "choice"), _holding(found), _part(found, "review")]),
        TaskGroup("Send", [Task("Check the plan and send it", "not_started", reverse("staff_plan_check", args=at))]),
    ]


def _nhs(found: Plan, sums: Sums) -> list[Task]:
    """What the NHS agreed to, where a line says that it pays for some of it."""
    if not (sums.totals.nhs_pence_weekly or sums.totals.nhs_one_off_pence):
        return []
    kept = joint(found)
    hint = kept.nhs_body if kept else "Which NHS body agreed, who and when"
    href = reverse("staff_joint_funding", args=[found.person_id, found.pk])
    return [Task("What the NHS pays", state="done" if kept else "not_started", href=href, hint=hint)]


def _holding(found: Plan) -> Task:
    """The talk about ways to hold the budget, and the first wish: its step is open until both are written down."""
    waits = Step.objects.open().filter(person=found.person_id, code="holding_talk").exists()
    href = reverse("staff_holding_early", args=[found.person_id, found.pk])
    return Task(
        "Ways to hold the budget", "not_started" if waits else "done", href, "The talk, and what they would like"
    )


def _part(found: Plan, code: str) -> Task:
    part = PARTS[code]
    known = [getattr(found, name) for name in part.form.base_fields]
    needed = [getattr(found, name) for name, field in part.form.base_fields.items() if field.required]
    state = "done" if all(needed) else "started" if any(known) and code != "review" else "not_started"
    return Task(part.name, state=state, href=reverse("staff_plan_part", args=[found.person_id, found.pk, code]))


def sections(found: Plan, change: bool = False) -> list[Section]:
    """The plan in words, with where to change each part."""
    made = []
    for code, part in PARTS.items():
        href = reverse("staff_plan_part", args=[found.person_id, found.pk, code]) if change else ""
        for name, field in part.form.base_fields.items():
            value = getattr(found, name)
            if code == "more" and not value:
                continue
            if not field.required and value in ("", None):
                continue
            words = format_date(value) if hasattr(value, "year") else value
            words = {True: "Yes", False: "No"}[value] if isinstance(value, bool) else words
            made.append(Answer(str(field.label).rstrip("?"), words or "", href))
    risks = [
        Answer(
            risk.risk,
            f"{'Accepted' if answer.answer == 'accepted' else 'Dealt with'}: {answer.what_we_will_do}"
            if answer
            else "",
            reverse("staff_plan_risk", args=[found.person_id, found.pk, risk.pk]) if change else "",
        )
        for risk, answer in risks_of(found)
    ]
    return [Section("In words", made)] + ([Section("Risks from the assessment", risks)] if risks else [])


class CheckPlan(CheckPage, PlanPage):
    """Look at the whole plan, see who will decide, and send it."""

    needs = Permission.PROPOSE
    title = "Check the plan before you send it"
    button = "Send the plan for a decision"
    template = "staff/plans/check.html"
    later = False

    def record(self) -> Versioned:
        return self.plan

    def sections(self) -> list[Section]:
        return sections(self.plan, change=True)

    def context(self) -> dict[str, Any]:
        values, sums = policy().on(self.on), sums_of(self.plan)
        route = who_may_decide(sums.totals.council_pence_weekly, values, self.person.details.client_group, PLAN_FACTS)
        problems = check_plan(rule_plan(self.plan), values)
        return {
            "plan": self.plan,
            "sums": sums,
            "rows": rows_of(self.plan, values),
            "who": Role(route.roles[0]).label,
            "route": route,
            "missing": [(problem.message, self._mend(problem.field)) for problem in problems],
        }

    def _mend(self, field: str) -> str:
        at = [self.person.pk, self.plan.pk]
        kind, _, key = field.partition("-")
        if kind == "risk" and key:
            return reverse("staff_plan_risk", args=[*at, int(key)])
        if kind == "line" and key:
            return reverse("staff_plan_line_change", args=[*at, int(key)])
        if field == "joint_funding":
            return reverse("staff_joint_funding", args=at)
        if field in _OF_FIELDS:
            return reverse("staff_plan_part", args=[*at, _OF_FIELDS[field]])
        return reverse("staff_plan_lines", args=at)

    def save(self, answers: dict[str, Any]) -> str:
        made = actions.propose(plan=self.plan, seen_version=self.seen_version or 0, on=self.on, by=self.by)
        return reverse("staff_plan_sent", args=[self.person.pk, made.pk])


@about_person(needs=Permission.SEE_ANY_RECORD, read="Looked at where the plan waits")
def sent(request: HttpRequest, decision_id: int, person: Person) -> HttpResponse:
    """The plan was sent: who decides, and by when."""
    decision = get_object_or_404(Decision.objects.select_related("plan"), pk=decision_id, person=person)
    step = Step.objects.filter(about=about(decision), code="decision").select_related("owner").order_by("-pk").first()
    more = {"person": person, "decision": decision, "step": step, "role": decision.decided_by_whom}
    return render(request, "staff/plans/sent.html", more)


_AT = "people/<int:person_id>/"
urlpatterns = [
    path(f"{_AT}plans/<int:plan_id>/", plan, name="staff_plan"),
    path(f"{_AT}plans/<int:plan_id>/check/", CheckPlan.as_view(), name="staff_plan_check"),
    path(f"{_AT}decisions/<int:decision_id>/sent/", sent, name="staff_plan_sent"),
    *joint_funding.urlpatterns,
    *plan_lines.urlpatterns,
    *plan_parts.urlpatterns,
]
